"""HTML, read for three things: its links, its text, and what an article says of itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction

from ..catalog.dates import PartialDate, parse

_SILENT = frozenset({"script", "style", "template", "noscript"})
#: Elements that break no line: the text around them is one.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u "
    "var wbr".split()
)

#: Marks of footnotes: without their links, they would be part of the word before them.
_NOTES = "//sup[.//a]"

# What they log of pages that hold nothing, nobody has to see.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Link:
    """An element that leads somewhere.

    :param tag: ``a`` or ``link``
    :param rel: the words of its ``rel``, in lower case
    """

    tag: str
    href: str
    rel: tuple[str, ...]
    type: str
    text: str


def flat(text: str) -> str:
    """A text on one line, without what a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _tree(html: str) -> HtmlElement | None:
    """The tree of a page, or of a piece of one; None for what has none."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.replace("\0", " ").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def links(html: str) -> list[Link]:
    """Every link of a page, in its order."""
    tree = _tree(html)
    found: list[Link] = []
    for element in tree.iter("a", "link") if tree is not None else ():
        if href := element.get("href", "").strip():
            rel = tuple(element.get("rel", "").lower().split())
            kind = element.get("type", "").strip().lower()
            found.append(Link(str(element.tag), href, rel, kind, flat(element.text_content())))
    return found


def text_of(html: str) -> str:
    """The text of a piece of HTML, one block a line."""
    tree = _tree(html)
    if tree is None:
        return ""
    lines = (" ".join(line.split()) for line in "".join(_texts(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _texts(tree: HtmlElement) -> Iterator[str]:
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        begins = event == "start"
        silent += (element.tag in _SILENT) * (1 if begins else -1)
        if element.tag not in _INLINE and element.tag not in _SILENT:
            yield "\n"
        if not silent and (text := element.text if begins else element.tail):
            # A line that is broken in the source is none on the page.
            yield " ".join(text.split("\n"))


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
        prune_xpath=_NOTES,
        date_extraction_params={"original_date": True, "extensive_search": True, "max_date": today.isoformat()},
    )
    if found is None:
        return Article("", None, (), "")
    values = found if isinstance(found, dict) else found.as_dict()
    day = values.get("date")
    tags = map(flat, (*(values.get("categories") or []), *(values.get("tags") or [])))
    return Article(
        flat(values.get("title") or ""),
        parse(day) if day else None,
        tuple(dict.fromkeys(tag for tag in tags if tag)),
        values.get("text") or "",
    )
