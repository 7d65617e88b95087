"""What ``sources discover`` takes from a page, ``sources verify`` finds in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_atlas.sources.articles import article
from sphinx_atlas.sources.pages import read
from sphinx_atlas.sources.quotes import find
from sphinx_atlas.sources.signals import signals
from tests.sources.material import STORY
from tests.sources.material import article as page
from tests.sources.served import Served

PAGES = {path.name: path.read_text(encoding="utf-8") for path in Path(__file__).with_name("pages").glob("*.html")}
PAGES["story"] = page("How Ferry shards", STORY)
#: As blogs set it: figures in bold, links and lists, non-breaking spaces, a note beside the text.
PAGES["marked up"] = page(
    "Scale",
    "Today we serve <b>4&nbsp;million</b> requests <a href='/n'>per second</a> at&nbsp;peak. Our cluster of "
    "<em>177</em> nodes<sup><a href='#1'>1</a></sup> grew &mdash; and it &ldquo;holds&rdquo; 1.5&nbsp;PB of data. " * 3,
)


#: How many figures of scale are found at least, where there are some.
AT_LEAST = {"story": 2, "marked up": 3, "ghost.html": 3, "medium.html": 1}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_quote_is_in_its_page(name: str) -> None:
    url = "https://ferry.example.com/a"
    reading = read(Served(url, "text/html", PAGES[name].encode()))
    found = signals(article(PAGES[name], url, date(2026, 1, 10)).text)
    lost = [signal.quote for signal in found if not find(signal.quote, reading.page).result.is_found]
    assert lost == []
    assert len(found) >= AT_LEAST.get(name, 0)
