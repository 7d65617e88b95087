"""The texts of a picture: read from what a renderer makes, and written so that every viewer shows them in place.

A renderer parts a text into words, and leaves it to the viewer to know what 1.1em, or the middle of a letter, is. Few
viewers but browsers do. Here each line is one run of characters with numbers for its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from ..mermaid.escape import NAME, clean
from .metrics import text_width
from .numbers import number, shown

#: Size of all text, in px.
FONT_SIZE = 16

#: Room of a line above its base line and below it, so that the next line has all of its own; and beside it, in px.
_ABOVE, _BELOW, _BESIDE = 13, 4, 2

#: From where a text is to stand to its base line, in em, by the name of where.
_BASELINES = {"middle": 0.26, "central": 0.3465, "hanging": 0.72}

_DECLARATION = re.compile(r"text-anchor\s*:\s*(\w+)")


class Row(NamedTuple):
    """One line of a text, the place of its base line, its text, and whether it is marked as a name."""

    x: float
    y: float
    text: str
    is_name: bool = False


def rows(element: Element) -> list[Row]:
    """The lines of a text element; empty lines are left out."""
    return [row for row in _rows(element) if row.text]


def anchor(element: Element) -> str:
    """Which part of a line stands at its x: start, middle or end; empty where the element does not say."""
    found = _DECLARATION.search(element.get("style", ""))
    said = found[1] if found else element.get("text-anchor", "")
    return said if said in {"start", "middle", "end"} else ""


def write(lines: list[Row], dx: float, dy: float) -> Element:
    """A text element of lines, moved."""
    attributes = [{"x": shown(row.x + dx), "y": shown(row.y + dy)} for row in lines]
    if len(lines) == 1 and not lines[0].is_name:
        found = Element("text", attributes[0])
        found.text = lines[0].text
        return found
    found = Element("text")
    for row, place in zip(lines, attributes, strict=True):
        class_ = {"class": "name"} if row.is_name else {}
        SubElement(found, "tspan", place | class_).text = row.text
    return found


def ground(row: Row, dx: float, dy: float, anchor: str = "middle") -> Element:
    """What lies under a line of text, moved, and keeps it clear of what is drawn before.

    :param anchor: which part of the line stands at its x
    """
    width = text_width(row.text, FONT_SIZE, bold=row.is_name)
    left = row.x - {"start": 0, "end": width}.get(anchor, width / 2)
    place = {"x": left - _BESIDE + dx, "y": row.y - _ABOVE + dy}
    size = {"width": width + 2 * _BESIDE, "height": _ABOVE + _BELOW}
    return Element("rect", {name: shown(value) for name, value in (place | size).items()} | {"class": "under"})


def _rows(element: Element) -> Iterator[Row]:
    x, y = _length(element.get("x")), _length(element.get("y"))
    drop = _BASELINES.get(element.get("dominant-baseline", ""), 0.0) * FONT_SIZE
    if not len(element):
        yield _row(x, y + _length(element.get("dy")) + drop, element.text or "")
        return
    line = _length(element.get("dy"))
    for child in element:
        line = _length(child.get("y")) - y if child.get("y") else line
        line += _length(child.get("dy"))
        yield _row(_length(child.get("x")) or x, y + line + drop, "".join(child.itertext()))


def _row(x: float, y: float, text: str) -> Row:
    return Row(x, y, clean(text), text.rstrip().endswith(NAME))


def _length(text: str | None) -> float:
    """A length in px."""
    if not text:
        return 0.0
    return number(text[:-2]) * FONT_SIZE if text.endswith("em") else number(text.removesuffix("px"))
