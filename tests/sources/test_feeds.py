"""Feeds and sitemaps in every form, and what only looks like one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sphinx_atlas.sources.feeds import Entry, NotAFeed, advertised, listed, read_feed, read_sitemap
from sphinx_atlas.sources.web import Response
from tests.sources.material import BOMB, STORY, atom, item, rss, sitemap, videos

BASE = "https://ferry.example.com/blog/feed"


def answer(
    body: str | bytes, kind: str | None = "application/xml", encoding: str | None = None, url: str = BASE
) -> Response:
    """What a host sent."""
    return Response(url, 200, kind, body.encode() if isinstance(body, str) else body, encoding, False)


@pytest.mark.parametrize("feed", [rss(item("https://ferry.example.com/a")), atom("https://ferry.example.com/a")])
@pytest.mark.parametrize("kind", ["application/rss+xml", "text/html", "text/plain", None])
def test_rss_and_atom(feed: str, kind: str | None) -> None:
    (entry,) = read_feed(answer(feed, kind))
    assert (entry.url, entry.title, str(entry.date)) == (
        "https://ferry.example.com/a",
        "How Ferry shards",
        "2024-03-06",
    )
    assert (entry.tags, entry.text, entry.is_video) == (("engineering",), STORY, False)


def test_videos() -> None:
    (entry,) = read_feed(answer(videos(), "text/xml", "UTF-8"))
    assert entry.url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert (str(entry.date), entry.title, entry.text, entry.is_video) == ("2024-03-06", "How Ferry shards", STORY, True)


def test_three_entries_keep_their_order() -> None:
    feed = rss(*(item(f"https://ferry.example.com/{name}") for name in "cab"))
    assert [entry.url[-1] for entry in read_feed(answer(feed))] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a", "https://ferry.example.com/a"),
        ("https://ferry.example.com/a?utm_source=rss&amp;id=7#top", "https://ferry.example.com/a?id=7"),
        ("https://ferry.example.com:8443/a/", "https://ferry.example.com:8443/a/"),
    ],
)
def test_addresses_are_whole_and_follow_nobody(link: str, url: str) -> None:
    assert [entry.url.partition("#")[0] for entry in read_feed(answer(rss(item(link))))] == [url]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "http://[bad/"])
def test_an_entry_that_leads_nowhere_is_left_out(link: str) -> None:
    assert read_feed(answer(rss(item(link)))) == []


def test_an_entry_without_anything_but_an_address() -> None:
    (entry,) = read_feed(answer(rss("<item><link>https://ferry.example.com/a</link></item>")))
    assert entry == Entry("https://ferry.example.com/a")


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    (entry,) = read_feed(answer(rss(item("/a", title="\u202eevil\u0085title &amp;#27;[31m"))))
    assert entry.title.isprintable()


@pytest.mark.parametrize(
    ("body", "kind", "encoding"),
    [
        (
            rss(item("/a", "Größe"), head='<?xml version="1.0" encoding="iso-8859-1"?>').encode("iso-8859-1"),
            "text/xml",
            None,
        ),
        (rss(item("/a", "Größe"), head='<?xml version="1.0" encoding="utf-8"?>').encode(), "text/xml", "iso-8859-1"),
        (
            rss(item("/a", "Größe"), head='<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252"),
            "application/rss+xml",
            "utf-8",
        ),
        (rss(item("/a", "Größe"), head="").encode("cp1252"), "text/plain", None),
        (b"\xef\xbb\xbf" + rss(item("/a", "Größe")).encode(), "text/xml", "us-ascii"),
        (
            rss(item("/a", "Größe"), head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
            "application/xml",
            None,
        ),
    ],
)
def test_wrong_charsets(body: bytes, kind: str, encoding: str | None) -> None:
    assert [entry.title for entry in read_feed(answer(body, kind, encoding))] == ["Größe"]


def test_a_feed_that_is_not_quite_xml() -> None:
    feed = rss(item("/a", "Nuts & bolts <b>of</b> it")).replace("</channel></rss>", "")
    assert [entry.url for entry in read_feed(answer(feed))] == ["https://ferry.example.com/a"]


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("<!doctype html><html><body><p>Hello</p></body></html>", "text/html", "it is a web page, no feed"),
        ("<!DOCTYPE html><html><body><p>Hello</p></body></html>", "application/rss+xml", "it is a web page, no feed"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "it is no feed"),
        ("", "application/xml", "it is no feed"),
        ("/etc/passwd", "text/plain", "it is no feed"),
        ('{"version": "https://jsonfeed.org/version/1"}', "application/json", "it is no feed"),
        (rss(item("/a", "&#xD800;")), "application/xml", "it is no feed"),
        (rss(item("/a", "&#x99999999999;")), "application/xml", "it is no feed"),
    ],
)
def test_what_is_no_feed(body: str | bytes, kind: str, reason: str) -> None:
    with pytest.raises(NotAFeed, match=reason):
        read_feed(answer(body, kind))


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        BOMB.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"),
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>',
    ],
)
def test_entities_are_refused(body: str | bytes) -> None:
    with pytest.raises(NotAFeed, match="it defines XML entities"):
        read_feed(answer(body))
    with pytest.raises(NotAFeed, match="it is no sitemap"):
        read_sitemap(answer(body))


def test_a_sitemap() -> None:
    found = read_sitemap(
        answer(sitemap(("https://ferry.example.com/blog/a", "2024-03-06T01:02:03Z"), ("/blog/b", "soon")))
    )
    assert [(entry.url, str(entry.date)) for entry in found.entries] == [
        ("https://ferry.example.com/blog/a", "2024-03-06"),
        ("https://ferry.example.com/blog/b", "None"),
    ]
    packed = read_sitemap(answer(gzip.compress(sitemap(("/m.xml", "2024-01-01"), kind="sitemap").encode())))
    assert packed == ([], ["https://ferry.example.com/m.xml"])


@pytest.mark.parametrize(
    "body",
    ["<html><p>no", b"\x1f\x8b broken", "", gzip.compress(bytes(60_000_000))],
    ids=["html", "broken", "empty", "bomb"],
)
def test_what_is_no_sitemap(body: str | bytes) -> None:
    with pytest.raises(NotAFeed, match="it is no sitemap"):
        read_sitemap(answer(body))


def test_the_feeds_that_a_page_names() -> None:
    page = """<html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed/">
        <LINK REL='Alternate' TYPE='application/atom+xml' HREF='atom.xml'><link rel=stylesheet href=x.css>
        <link rel="alternate" hreflang="de" href="/de/"></head>"""
    assert advertised(answer(page, "text/html")) == [
        "https://ferry.example.com/blog/atom.xml",
        "https://ferry.example.com/comments/feed/",
    ]


def test_the_talks_that_a_page_lists() -> None:
    page = """<a href="/talks/2024/how-we-shard">How we <b>shard</b> guilds</a> <a href="/talks/2024/how-we-shard">Watch it right now</a>
        <a href="/jobs">Come and work with us</a> <a href="/talks/b">Slides</a> <a href="https://other.example.com/a/b">Far away from here</a>"""
    found = list(listed(answer(page, "text/html", url="https://ferry.example.com/talks/")))
    assert found == [Entry("https://ferry.example.com/talks/2024/how-we-shard", "How we shard guilds")]


def test_what_is_no_address_is_passed_over() -> None:
    page = """<link rel="alternate" type="application/rss+xml" href="http://[bad/"><a href="http://[bad/">One two three</a>
        <link rel="alternate" type="application/rss+xml" href="/rss"><a href="/talks/a">Four five six</a>"""
    here = answer(page, "text/html", url="https://ferry.example.com/talks/")
    assert advertised(here) == ["https://ferry.example.com/rss"]
    assert [entry.url for entry in listed(here)] == ["https://ferry.example.com/talks/a"]
    found = read_sitemap(answer(sitemap(("http://[bad/", "2024-01-01"), ("/b", "2024-01-01"))))
    assert [entry.url for entry in found.entries] == ["https://ferry.example.com/b"]


def test_no_file_of_this_machine_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret").write_text(rss(item("https://ferry.example.com/secret")), encoding="utf-8")
    with pytest.raises(NotAFeed):
        read_feed(answer("secret", "text/plain"))
