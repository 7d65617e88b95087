"""HTML of every sort: what is read of it, and that nothing breaks."""

from __future__ import annotations

from datetime import date

import pytest

from sphinx_atlas.sources.articles import article, flat, links, text_of
from tests.sources.material import STORY
from tests.sources.material import article as page

TODAY = date(2026, 1, 10)
BROKEN = [
    "",
    " ",
    "\0",
    "<",
    "<![foo[",
    "<!--" * 50_000,
    "<![CDATA[" * 50_000,
    "<div>" * 20_000,
    "<a href='" * 20_000,
    "&#xD800;&#0;&#99999999;\ud800",
    '<?xml version="1.0" encoding="utf-16"?><html><p>x</p></html>',
    "<html><frameset><frame src=x></frameset></html>",
    "<!doctype html>" + "<p>" * 10_000,
]


@pytest.mark.parametrize("html", BROKEN, ids=range(len(BROKEN)))
def test_nothing_breaks(html: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert isinstance(links(html), list)
    assert isinstance(text_of(html), str)
    assert isinstance(article(html, "https://ferry.example.com/a", TODAY).text, str)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain & simple", "plain & simple"),
        ("<p>4 <b>million</b> requests\nper second</p><p>Next</p>", "4 million requests per second\nNext"),
        ("4<b>M</b> RPS<script>alert(1)</script><style>p {}</style>!", "4M RPS!"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("a<br>b", "a\nb"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert text_of(html) == text


def test_an_article_is_read_without_what_stands_around_it() -> None:
    found = article(page("How Ferry shards", STORY), "https://ferry.example.com/a", TODAY)
    assert (found.title, str(found.date), found.tags) == ("How Ferry shards", "2024-03-06", ("engineering",))
    assert "4 million requests per second" in found.text
    assert "All rights reserved" not in found.text
    assert "Jobs" not in found.text


@pytest.mark.parametrize("day", ["2024-03-06", "2020-02-29"])
def test_the_day_of_publication(day: str) -> None:
    html = page("T", STORY, day).replace("<footer>", '<footer><time datetime="2025-05-05">Updated 5 May 2025</time>')
    assert str(article(html, "https://ferry.example.com/a", TODAY).date) == day


def test_flat() -> None:
    assert flat(" a\n\tb\x1b[31m\u202ec\u200b ") == "a b [31m c"
