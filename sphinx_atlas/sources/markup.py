"""The text of a web page as a reader sees it: where blocks end, what is left out, what stands above the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from .words import HARD, SOFT

_SKIPPED = frozenset("script style template noscript head svg iframe select textarea annotation".split())
#: Nothing is read across the beginning of these,
_OPENS_HARD = frozenset(
    "article aside blockquote details dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol pre "
    "section table tr ul".split()
)
#: nor across the end of these. What a heading is of may be read on.
_CLOSES_HARD = (_OPENS_HARD | {"p", "dd", "figcaption"}) - frozenset("h1 h2 h3 h4 h5 h6 dt".split())
_SOFT = frozenset("address button caption center dd div figcaption img label legend p summary td th".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt".split())
_CELLS = frozenset({"td", "th"})
_STAYS_HARD = frozenset({"li", "tr", "table"})
_SPACE = re.compile(r"[ \t\n\r\f\u2028\u2029]+")
#: A power is told from the mark of a footnote by what it is a power of.
_BASE = re.compile(r"(?<![\d.,])(?:10|2)$")
_EXPONENT = re.compile(r"\s*[-\u2212–]?\d+\s*")
_LONG_WORD = re.compile(r"[^\W\d_]{4}$|\d$|[.,;:)\]\"'”’]$")
_META = frozenset({"description", "og:description"})


def text_of(root: HtmlElement) -> str:
    """All that an element shows, with :data:`~.words.HARD` and :data:`~.words.SOFT` between its blocks."""
    out: list[str] = []
    cells = pres = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_skipped(element, tag, out):
                walk.skip_subtree()
                element.set("data-atlas-skipped", "")
                continue
            cells, pres = cells + (tag in _CELLS), pres + (tag == "pre")
            _open(out, tag, is_cell=cells > 0)
            if tag == "img" and " " in (alt := (element.get("alt") or "").strip()):
                # What a picture shows is sometimes said here alone.
                out += [HARD, _SPACE.sub(" ", alt), HARD]
            # A line that is broken for the eye is read on.
            out += [" "] if tag == "br" else []
            _append(out, element.text, is_pre=pres > 0)
            continue
        if event == "end" and element.get("data-atlas-skipped") is None:
            _close(out, tag, is_cell=cells > (tag in _CELLS))
            cells, pres = cells - (tag in _CELLS), pres - (tag == "pre")
        if element is not root:
            _append(out, element.tail, is_pre=pres > 0)
    return "".join(out)


def _is_skipped(element: HtmlElement, tag: str, out: list[str]) -> bool:
    if tag in _SKIPPED or element.get("hidden") is not None or "katex-mathml" in (element.get("class") or ""):
        return True
    if tag != "sup":
        return False
    text = "".join(element.itertext())
    before = "".join(out[-4:])
    if _EXPONENT.fullmatch(text) and _BASE.search(before):
        out.append("^")
        return False
    is_link = any((link.get("href") or "").startswith("#") for link in element.iter("a"))
    parent = element.getparent()
    is_linked = parent is not None and parent.tag == "a" and (parent.get("href") or "").startswith("#")
    is_mark = re.fullmatch(r"\s*[\[(]?(\d{1,3}|[a-z*†‡])[\])]?\s*", text) is not None
    return is_link or is_linked or (is_mark and _LONG_WORD.search(before.rstrip()) is not None)


def _open(out: list[str], tag: str, *, is_cell: bool) -> None:
    if tag in _OPENS_HARD and not (is_cell and tag not in _STAYS_HARD):
        out.append(HARD)
    elif tag in _OPENS_HARD or tag in _SOFT:
        out.append(SOFT)


def _close(out: list[str], tag: str, *, is_cell: bool) -> None:
    if tag in _CLOSES_HARD and not (is_cell and tag not in _STAYS_HARD):
        out.append(HARD)
    elif tag in _CLOSES_HARD or tag in _SOFT or tag in _HEADINGS:
        out.append(SOFT)


def _append(out: list[str], text: str | None, *, is_pre: bool) -> None:
    if text:
        lines = text.split("\n") if is_pre else [text]
        out.append(SOFT.join(_SPACE.sub(" ", line) for line in lines))


def passages(root: HtmlElement) -> Iterator[str]:
    """What a page says of itself: its title and descriptions."""
    for title in root.iter("title"):
        yield title.text_content()
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _META:
            yield meta.get("content") or ""


def language(root: HtmlElement) -> str:
    """The language of a page, such as ``de``; empty where it does not say."""
    return re.split("[-_]", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[0].lower()
