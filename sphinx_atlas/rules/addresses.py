"""Addresses of sources: public, of the page itself, and each page once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from ..catalog.finding import Mark
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.sources import Source
from .registry import Context, Found, declare, rule

_HIDDEN_SUFFIXES = tuple(
    f".{name}" for name in "corp home home.arpa intranet internal invalid lan local localhost private test".split()
)
#: An ellipsis, a template's braces, a host reserved for examples, or a last step of the path that says "to do";
#: further up it may be the name of a folder.
_PLACEHOLDER = re.compile(
    r"""/\.\.\. | \.\.\.$ | … | [<>{}]
    | //(?:[^/]*\.)?example(?:\.(?:com|org|net|edu))?(?:[/:?#]|$)
    | [/=](?:todo|tbd|fixme|placeholder|x{3,})/?(?:[?&#]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_VIDEO_ID = re.compile(r"[\w-]{11}")


declare(
    "ATL710",
    "Dead address",
    why="A source that is gone proves nothing to a reader, unless a copy of it was kept.",
    fix="Write where the page is now, or add 'archived' with the address of a copy.",
)
declare(
    "ATL711",
    "Address that did not answer",
    why="Walls against robots and servers in trouble say nothing about the page: only a person can tell.",
    fix="Open the address in a browser; if the page is there, nothing has to be done.",
    lenient=Severity.INFO,
    strict=Severity.INFO,
)


@rule(
    "ATL704",
    "Address not public",
    why="A source that readers cannot open is one that they have to believe.",
    fix="Write an address that begins with https:// and that anyone can open, without remarks.",
)
def _addresses(record: CaseStudy, context: Context) -> Found:
    for mark, url in _urls(record):
        if reason := why_not_public(url):
            yield mark, f"{url[:80]!r} {reason}; write the public address"


@rule(
    "ATL705",
    "Address that stands for another",
    why="A placeholder looks like evidence and leads nowhere.",
    fix="Write the address of the page that was read, or remove the source.",
)
def _placeholders(record: CaseStudy, context: Context) -> Found:
    for mark, url in _urls(record):
        if _is_placeholder_url(url):
            yield mark, f"{url[:80]!r} is a placeholder; write the address of the page that was read"


@rule(
    "ATL707",
    "One page cited as two sources",
    why="Cited twice, one page looks like two witnesses.",
    fix="Keep one of the two, and refer to it in both places.",
)
def _same_page(record: CaseStudy, context: Context) -> Found:
    first: dict[str, Source] = {}
    for source in record.sources:
        page = page_of(source.url)
        if first.setdefault(page, source) is not source:
            yield source.mark("url"), f"source {source.id!r} is the page of {first[page].id!r} again; keep one of them"


def page_of(url: str) -> str:
    """What tells a page from others in its address: that without scheme, ``www.`` and a last slash."""
    return re.sub(r"^https?://(www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/")


def _urls(record: CaseStudy) -> Iterator[tuple[Mark, str]]:
    for source in record.sources:
        for name in ("url", "archived", "read_at"):
            if (url := getattr(source, name)) is not None:
                yield source.mark(name), url


def why_not_public(url: str) -> str | None:
    """Why nobody outside could open an address, or None."""
    if re.search(r"\s", url):
        return "holds spaces or a remark"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return "is no address"
    if parts.scheme not in ("http", "https"):
        return "does not begin with https://"
    if parts.username is not None:
        return "holds a user name"
    return None if _is_public_host(host) else "names no public host"


def _is_public_host(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.split(".")
        is_name = len(labels) > 1 and all(labels) and not labels[-1].isdigit()
        return is_name and not host.endswith(_HIDDEN_SUFFIXES)


def _is_placeholder_url(url: str) -> bool:
    if _PLACEHOLDER.search(url):
        return True
    video = re.match(r"https?://(?:www\.|m\.)?youtube\.com/watch\?(.*)", url)
    return video is not None and not any(_VIDEO_ID.fullmatch(id_) for id_ in parse_qs(video[1]).get("v", []))
