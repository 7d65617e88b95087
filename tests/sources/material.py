"""Pages as the web has them: feeds, articles, sitemaps, a registry."""

from __future__ import annotations

#: The day on which the tests take place: 2026-01-10.
EPOCH = "1768003200"

STORY = (
    "We shard by guild, and each guild lives in one process. Today we serve 4 million requests per second at peak. "
    "Kafka carries every event to 177 nodes; Raft elects their leaders, and consistent hashing finds the shard. "
    "Between regions replication is asynchronous. We rewrote the storage engine in Rust, and p99 latency fell."
)
EMOJI = "A new emoji pack is here. Pick your favourite, colour it, and send it to your friends. Have fun with it!"


def article(title: str, text: str, day: str | None = "2024-03-06", tag: str | None = "engineering") -> str:
    """The page of an article, with a menu around it."""
    date = f'<meta property="article:published_time" content="{day}T08:00:00+00:00">' if day else ""
    tags = f'<meta property="article:tag" content="{tag}">' if tag else ""
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".").split(". "))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{date}{tags}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/jobs">Jobs</a></nav><article><h1>{title}</h1>{paragraphs}</article>'
        f"<footer>All rights reserved</footer></body></html>"
    )


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    """A feed in RSS 2.0."""
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ferry</title>'
        f"<link>https://ferry.example.com/</link><description>What we build</description>{''.join(items)}</channel></rss>"
    )


def item(
    link: str, title: str = "How Ferry shards", day: str = "Wed, 06 Mar 2024 08:00:00 GMT", text: str = STORY
) -> str:
    """An item of it."""
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate><category>engineering</category>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
    )


def atom(link: str, title: str = "How Ferry shards", day: str = "2024-03-06T08:00:00Z", text: str = STORY) -> str:
    """A feed in Atom, with one entry."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry</title>'
        f'<id>urn:ferry</id><updated>{day}</updated><entry><title type="html">{title}</title><id>urn:1</id>'
        f'<link rel="alternate" href="{link}"/><published>{day}</published><updated>2025-01-01T00:00:00Z</updated>'
        f'<category term="engineering"/><content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>'
    )


def videos(title: str = "How Ferry shards", text: str = STORY) -> str:
    """A feed of a channel, as YouTube has them."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
        '<link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv"/>'
        "<id>yt:channel:abc</id><title>Ferry TV</title><entry><id>yt:video:dQw4w9WgXcQ</id>"
        f"<yt:videoId>dQw4w9WgXcQ</yt:videoId><title>{title}</title>"
        '<link rel="alternate" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"/>'
        "<published>2024-03-06T08:00:00+00:00</published><updated>2025-01-01T00:00:00+00:00</updated>"
        f"<media:group><media:title>{title}</media:title><media:description>{text}</media:description></media:group>"
        "</entry></feed>"
    )


def sitemap(*pages: tuple[str, str], kind: str = "url") -> str:
    """A sitemap of addresses and the days of their last change, or an index of sitemaps."""
    entries = "".join(f"<{kind}><loc>{url}</loc><lastmod>{day}</lastmod></{kind}>" for url, day in pages)
    root = "urlset" if kind == "url" else "sitemapindex"
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{root}>'


#: A few lines that stand for a gigabyte.
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 16}">' for before, name in zip("abcdefg", "bcdefgh", strict=True))
    + ']><rss version="2.0"><channel><title>&h;</title></channel></rss>'
)
