"""``data/sources.yaml``: whose pages are looked through for new sources, and what makes one relevant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import Field

from ..catalog.catalog import shown
from ..catalog.finding import START, Finding, Mark
from ..catalog.parts import Keyed, Part
from ..catalog.reader import read_file
from ..catalog.schema import validate
from ..rules.addresses import why_not_public
from .keywords import DEFAULT_GROUPS, THRESHOLD

#: Ids as YouTube gives them; anything else is a name.
_CHANNEL_ID = re.compile(r"UC[\w-]{22}")
_PLAYLIST_ID = re.compile(r"(?:PL|UU|FL|OL)[\w-]{10,}")


_FEED = "https://www.youtube.com/feeds/videos.xml"


class FeedType(StrEnum):
    """The kinds of feed."""

    RSS = "rss"
    YOUTUBE = "youtube"
    BLOG = "blog"


class Feed(Part):
    """Something that an organisation publishes in."""

    bookkeeping = True

    type: Annotated[
        FeedType, Field(description="rss: RSS or Atom; blog: a page that may name a feed, or has a sitemap.")
    ]
    url: Annotated[str | None, Field(description="Of the feed, or of the blog; for rss and blog.")] = None
    categories: Annotated[list[str], Field(description="What it is about; added to the tags of what it holds.")] = []
    channel: Annotated[str | None, Field(description="A YouTube channel: its id (UC…) or its name.")] = None
    playlist: Annotated[
        str | None, Field(description="A YouTube playlist: its id (PL…), or a word that the titles of its videos hold.")
    ] = None
    filter: Annotated[
        str | None, Field(description="A word that an entry's address, title or tags must hold; others are dropped.")
    ] = None

    @property
    def address(self) -> str:
        """Where it is fetched: of a channel that is named, the page, which names the feed."""
        if self.type is not FeedType.YOUTUBE:
            return self.url or ""
        if self.playlist and _PLAYLIST_ID.fullmatch(self.playlist):
            return f"{_FEED}?playlist_id={self.playlist}"
        if self.channel and _CHANNEL_ID.fullmatch(self.channel):
            return f"{_FEED}?channel_id={self.channel}"
        return f"https://www.youtube.com/@{quote((self.channel or '').removeprefix('@'))}"

    @property
    def is_page(self) -> bool:
        """Whether a page is there, for people, and no feed, for programs."""
        return self.type is FeedType.BLOG or (self.type is FeedType.YOUTUBE and not self.address.startswith(_FEED))

    @property
    def wanted(self) -> str | None:
        """The word that an entry must hold, or None."""
        is_name = self.playlist and not _PLAYLIST_ID.fullmatch(self.playlist)
        return self.playlist if is_name else self.filter


class Conference(Part):
    """A conference: a page that leads to its talks."""

    bookkeeping = True

    name: str
    url: Annotated[str, Field(description="Of the page that lists the talks.")]


class Organisation(Part):
    """An organisation and what it publishes in."""

    bookkeeping = True

    org: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Short name; unique.")]
    name: Annotated[str | None, Field(description="Its name, as records give it.")] = None
    category: Annotated[str | None, Field(description="The category of most of its systems.")] = None
    feeds: list[Feed] = []
    conferences: list[Conference] = []


class Group(Keyed):
    """Words of one kind, and how much they count."""

    bookkeeping = True

    weight: Annotated[float, Field(ge=0, description="Its share of the score, among those of all groups.")] = 1.0
    enough: Annotated[
        int,
        Field(
            ge=1,
            le=1000,
            description="So many different words give the whole share in a text of 1,000 words; in a shorter one "
            "fewer do, down to two.",
        ),
    ] = 4
    words: Annotated[list[str], Field(description="Words and phrases; case, hyphens and plurals do not count.")] = []


class Registry(Part):
    """The whole file."""

    bookkeeping = True

    sources: Annotated[list[Organisation], Field(description="The organisations.")] = []
    threshold: Annotated[float, Field(ge=0, le=1, description="A page below this score is dropped.")] = THRESHOLD
    keywords: Annotated[
        dict[str, Group], Field(description="Groups of words; a group of the same name replaces the default one.")
    ] = {}
    ignore: Annotated[list[str], Field(description="Addresses that have been looked at and are not wanted.")] = []

    @property
    def groups(self) -> dict[str, Group]:
        """The groups of words that count, by their names."""
        defaults = {
            name: Group(weight=weight, enough=enough, words=words)
            for name, (weight, enough, words) in DEFAULT_GROUPS.items()
        }
        return dict(sorted({**defaults, **self.keywords}.items()))


def load(path: Path, allowed: Collection[str] = ()) -> tuple[Registry | None, list[Finding]]:
    """Read a registry.

    :param allowed: ``host:port`` of hosts that may be neither public nor secure
    :returns: it, or None where nothing of it can be used, and everything wrong with it, sorted
    """
    document = read_file(path, shown(path))
    findings = list(document.findings)
    registry = None
    if document.data is not None:
        registry, wrong = validate(Registry, document.data, document.shown)
        findings += wrong
    if registry is not None and document.data is not None:
        registry.bind(document.data, (), START, registry.evidence)
        found = (Finding(code, message, document.shown, *mark) for code, mark, message in _judge(registry, allowed))
        findings += found
    return registry, sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))


_Found = Iterator[tuple[str, Mark, str]]


def _judge(registry: Registry, allowed: Collection[str]) -> _Found:
    orgs: dict[str, int] = {}
    feeds: dict[str, int] = {}
    for organisation in registry.sources:
        mark = organisation.mark("org")
        if (first := orgs.setdefault(organisation.org, mark.line)) != mark.line:
            yield "ATL901", mark, f"org {organisation.org!r} stands here again (first at line {first}); merge the two"
        for feed in organisation.feeds:
            yield from _judge_feed(feed, allowed)
            mark = feed.mark()
            if feed.address and (first := feeds.setdefault(feed.address, mark.line)) != mark.line:
                yield "ATL905", mark, f"{feed.address} is listed again (first at line {first}); keep one"
        for conference in organisation.conferences:
            yield from _judge_address(conference, conference.url, allowed)
    for name, group in registry.keywords.items():
        if not (group.words and group.weight):
            yield "ATL906", group.mark(), f"group {name!r} has no words or no weight; give it both, or remove it"


def _judge_feed(feed: Feed, allowed: Collection[str]) -> _Found:
    is_video = feed.type is FeedType.YOUTUBE
    wanted, strangers = ("channel", ("url", "filter")) if is_video else ("url", ("channel", "playlist"))
    for name in strangers:
        if feed.is_written(name):
            yield "ATL903", feed.mark(name), f"{name!r} does not belong to a feed of type {feed.type}; remove it"
    if not (feed.channel or feed.playlist if is_video else feed.url):
        also = " or 'playlist'" if is_video else ""
        yield "ATL902", feed.mark(), f"a feed of type {feed.type} needs {wanted!r}{also}; add it"
    elif is_video and not feed.channel and feed.wanted:
        yield "ATL902", feed.mark("playlist"), "this is no id of a playlist; add 'channel', or write the id (PL…)"
    elif feed.url:
        yield from _judge_address(feed, feed.url, allowed)


def _judge_address(part: Feed | Conference, url: str, allowed: Collection[str]) -> _Found:
    if url.partition("://")[2].partition("/")[0] in allowed:
        return
    reason = why_not_public(url) or (None if url.startswith("https://") else "does not begin with https://")
    if reason:
        yield "ATL904", part.mark("url"), f"{url[:80]!r} {reason}; write a public address"
