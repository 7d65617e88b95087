"""Pages on the web: fetched politely, searched for new sources, and compared with what records quote of them."""
