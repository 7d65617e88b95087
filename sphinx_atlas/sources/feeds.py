"""Feeds and sitemaps, read without trust in them: entries with title, date, tags and address, as far as given."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import feedparser
from courlan import clean_url
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ..catalog.dates import PartialDate, parse
from .articles import flat, links, text_of
from .bodies import TooLarge, UnknownCoding, gunzip
from .web import Response

#: What is asked for where a feed is.
FEEDS = "application/atom+xml,application/rss+xml;q=0.9,application/xml;q=0.8,text/xml;q=0.8,text/html;q=0.5,*/*;q=0.1"
_MAX_SITEMAP = 50_000_000


class NotAFeed(Exception):
    """Something else is where a feed should be: the message says what, in a plain sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was published.

    :param url: cleaned of what only follows readers about
    :param title: empty where none is given
    :param date: of publication, else of the last change, or None
    :param text: its content or summary, without markup
    :param is_video: whether it is a talk to watch, so that its page says no more
    """

    url: str
    title: str = ""
    date: PartialDate | None = None
    tags: tuple[str, ...] = ()
    text: str = ""
    is_video: bool = False


class Sitemap(NamedTuple):
    """What a sitemap holds: pages, or further sitemaps."""

    entries: list[Entry]
    sitemaps: list[str]


def read_feed(response: Response) -> list[Entry]:
    """The entries of a feed, RSS or Atom or YouTube's, in its order.

    :raises NotAFeed: if it is none, or one that is not to be trusted
    """
    body = response.body
    _refuse_entities(body)
    headers = {"content-location": response.url, "content-type": _content_type(response)}
    try:
        # As a stream: a string it would take for an address, or for the name of a file.
        parsed: Any = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except Exception:
        # What it raises at characters that there are not, and at much else, it does not say.
        raise NotAFeed("it is no feed") from None
    if not parsed.get("version"):
        raise NotAFeed("it is a web page, no feed" if is_page(response) else "it is no feed")
    return [entry for found in parsed.entries if (entry := _entry(found, response.url))]


def _content_type(response: Response) -> str:
    kind = response.content_type or "application/xml"
    return f"{kind}; charset={response.encoding}" if response.encoding else kind


def is_page(response: Response) -> bool:
    """Whether a response is a web page, whatever it says it is."""
    start = response.body[:1000].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html")) or response.content_type in (
        "text/html",
        "application/xhtml+xml",
    )


def _refuse_entities(body: bytes) -> None:
    """Refuse entities of XML, of which a few lines can stand for gigabytes, or for files of this machine."""
    try:
        fromstring(body)
    except DefusedXmlException:
        raise NotAFeed("it defines XML entities, which no feed needs and which can be without end") from None
    except (ParseError, ValueError, LookupError):
        pass  # Most feeds are no perfect XML; feedparser reads them all the same.


def _entry(found: Any, base: str) -> Entry | None:
    """One entry; None for one that leads nowhere."""
    url = _clean(_absolute(base, found.get("feedburner_origlink") or found.get("link") or ""))
    if url is None:
        return None
    contents = [part.get("value", "") for part in found.get("content", [])]
    text = max((text_of(part) for part in (*contents, found.get("summary", ""))), key=len)
    tags = (flat(tag.get("term") or "") for tag in found.get("tags", []))
    return Entry(
        url,
        flat(text_of(found.get("title", ""))),
        _day(found.get("published_parsed") or found.get("updated_parsed")),
        tuple(dict.fromkeys(tag for tag in tags if tag)),
        text,
        is_video="yt_videoid" in found,
    )


def _absolute(base: str, href: str) -> str | None:
    """The whole address of what a page or a feed leads to; None for what is none."""
    try:
        url = urljoin(base, href)
        is_web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return None
    return url if href and is_web and url.isprintable() and " " not in url else None


def _clean(url: str | None) -> str | None:
    """An address without the marks that follow readers about; None for what is none."""
    cleaned: str | None = clean_url(url) if url else None
    return cleaned


def _day(moment: time.struct_time | None) -> PartialDate | None:
    if moment is None:
        return None
    return PartialDate(moment.tm_year, moment.tm_mon, moment.tm_mday) if moment.tm_year >= 1 else None


def read_sitemap(response: Response) -> Sitemap:
    """The pages of a sitemap, in its order, or the sitemaps that an index of them lists.

    :raises NotAFeed: if it is no sitemap
    """
    body = response.body
    try:
        root = fromstring(gunzip(body, _MAX_SITEMAP) if body.startswith(b"\x1f\x8b") else body)
    except (TooLarge, UnknownCoding, DefusedXmlException, ParseError, ValueError, LookupError):
        raise NotAFeed("it is no sitemap") from None
    entries, sitemaps = [], []
    for element in root:
        values = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in element}
        if (url := _clean(_absolute(response.url, values.get("loc", "")))) is None:
            continue
        if element.tag.endswith("}sitemap") or element.tag == "sitemap":
            sitemaps.append(url)
        else:
            entries.append(Entry(url, date=_written_day(values.get("lastmod", ""))))
    return Sitemap(entries, sitemaps)


def _written_day(text: str) -> PartialDate | None:
    try:
        return parse(text[:10])
    except ValueError:
        return None


def advertised(response: Response) -> list[str]:
    """The feeds that a page names, those of comments last."""
    found = [
        url
        for link in links(response.text)
        if link.tag == "link"
        and "alternate" in link.rel
        and link.type in ("application/rss+xml", "application/atom+xml")
        and (url := _absolute(response.url, link.href))
    ]
    return sorted(dict.fromkeys(found), key=lambda url: "comment" in url)


def listed(response: Response) -> Iterator[Entry]:
    """What a page that lists talks or posts leads to, on its own site, by the words of its links."""
    here = urlsplit(response.url)
    seen = {response.url}
    for link in links(response.text):
        url = _clean(_absolute(response.url, link.href)) if link.tag == "a" else None
        if url is None or url in seen:
            continue
        seen.add(url)
        there = urlsplit(url)
        is_deeper = there.path.strip("/").count("/") >= 1 or there.path.startswith(f"{here.path.rstrip('/')}/")
        if there.hostname == here.hostname and is_deeper and len(link.text.split()) >= 3:
            yield Entry(url, link.text)
