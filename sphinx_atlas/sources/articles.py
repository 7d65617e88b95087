"""HTML, read for three things: its links, its text, and what an article says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from trafilatura import bare_extraction

from ..catalog.dates import PartialDate, parse

_SILENT = frozenset({"script", "style", "template", "noscript"})
#: Elements that break no line: the text around them is one.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u "
    "var wbr".split()
)


@dataclass(slots=True)
class Link:
    """An element that leads somewhere.

    :param tag: ``a`` or ``link``
    :param rel: the words of its ``rel``, in lower case
    """

    tag: str
    href: str
    rel: tuple[str, ...]
    type: str
    text: str = ""


class _Reader(HTMLParser):
    """Gathers links and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.texts: list[str] = []
        self._open: Link | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag not in _INLINE:
            self.texts.append("\n")
        values = {name: value or "" for name, value in attrs}
        if tag in ("a", "link") and values.get("href"):
            rel = tuple(values.get("rel", "").lower().split())
            link = Link(tag, values["href"].strip(), rel, values.get("type", "").strip().lower())
            self.links.append(link)
            self._open = link if tag == "a" else self._open

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag not in _INLINE:
            self.texts.append("\n")
        if tag == "a":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.texts.append(data)
        if self._open is not None:
            self._open.text += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def links(html: str) -> list[Link]:
    """Every link of a page, in its order."""
    return _read(html).links


def text_of(html: str) -> str:
    """The text of a piece of HTML, one block a line."""
    lines = (" ".join(line.split()) for line in "".join(_read(html).texts).split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Article:
    """What the page of an article says.

    :param date: of publication, as far as the page gives it away
    """

    title: str
    date: PartialDate | None
    tags: tuple[str, ...]
    text: str


def article(html: str, url: str, today: date) -> Article:
    """The article of a page, without what stands around it.

    :param today: no article is later
    """
    found = bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": True, "max_date": today.isoformat()},
    )
    if found is None:
        return Article("", None, (), "")
    values = found.as_dict() if hasattr(found, "as_dict") else dict(found)
    day = values.get("date")
    tags = [*(values.get("categories") or []), *(values.get("tags") or [])]
    return Article(
        values.get("title") or "",
        parse(day) if day else None,
        tuple(dict.fromkeys(tag.strip() for tag in tags if tag and tag.strip())),
        values.get("text") or "",
    )
