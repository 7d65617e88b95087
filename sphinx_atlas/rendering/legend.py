"""What stands around a diagram: its title above, and below it what its lines and colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from ..catalog.sections import Plane
from ..mermaid.flowchart import UNCERTAIN_DASHES
from .metrics import text_width
from .numbers import shown
from .text import FONT_SIZE

#: Size of the title's text, height of a row of the legend, and room around both, in px.
TITLE_SIZE, ROW, MARGIN = 20, 28, 12
#: A sample of a colour or line: its width and height, and the room before its words and behind them, in px.
_WIDTH, _HEIGHT, _GAP, _BEHIND = 34, 16, 8, 28
#: A legend may be so wide, in px, even below a narrower diagram.
_LEAST = 420


class Entry(NamedTuple):
    """A sample and its meaning.

    :param classes: of the sample
    :param dashes: of a line that has its own
    """

    classes: str
    words: str
    dashes: str = ""


class Block(NamedTuple):
    """Something to stand above or below a diagram, and how large it is, in px."""

    parts: list[Element]
    width: float = 0
    height: float = 0


def title(words: str, left: float, top: float, across: float) -> Block:
    """The title, above a diagram that begins at ``top``.

    :param across: width of the diagram, over the middle of which it stands
    """
    found = Element("text", {"class": "title", "x": shown(left + across / 2), "y": shown(top - MARGIN)})
    found.text = words
    return Block([found], text_width(words, TITLE_SIZE, bold=True), TITLE_SIZE + MARGIN)


def legend(used: set[str], left: float, top: float, across: float) -> Block:
    """What the lines and colours in use mean, in rows; nothing where all speak for themselves.

    :param used: classes that the diagram has; those of the samples are added
    """
    parts: list[Element] = []
    limit = max(across, _LEAST) - 2 * MARGIN
    x, y, widest = 0.0, top + MARGIN, 0.0
    for entry in _entries(used):
        width = _WIDTH + _GAP + text_width(entry.words, FONT_SIZE)
        if x and x + width > limit:
            x, y = 0.0, y + ROW
        parts += _shown(entry, left + MARGIN + x, y)
        widest = max(widest, x + width)
        x += width + _BEHIND
    if not parts:
        return Block([])
    used.update({"legend", "text"})
    found = Element("g", {"class": "legend"})
    found.extend(parts)
    return Block([found], widest, y + ROW - top)


def _entries(used: set[str]) -> Iterator[Entry]:
    # What a sequence's arrows mean is its own convention.
    if "life" in used:
        return
    for plane in Plane:
        # A frame around the plane says its name.
        if f"plane_{plane}" in used and f"frame_{plane}" not in used:
            yield Entry(f"plane_{plane}", f"{plane} plane")
    if "thick" in used:
        yield Entry("edge thick", "critical path")
    if "dots" in used:
        yield Entry("edge dots", "asynchronous: nobody waits")
    if "guess" in used:
        yield Entry("edge", "inferred", UNCERTAIN_DASHES[0])
    if "uncertain" in used:
        used.add("neutral")
        yield Entry("neutral uncertain", "inferred, or not stated")


def _shown(entry: Entry, x: float, y: float) -> Iterator[Element]:
    middle = y + ROW / 2
    if "edge" in entry.classes.split():
        line = Element("path", {"class": entry.classes, "d": f"M{shown(x)} {shown(middle)}h{_WIDTH}"})
        if entry.dashes:
            line.set("style", f"stroke-dasharray:{entry.dashes}")
        yield line
    else:
        box = Element("g", {"class": entry.classes})
        size = {"width": str(_WIDTH), "height": str(_HEIGHT)}
        SubElement(box, "rect", {"x": shown(x), "y": shown(middle - _HEIGHT / 2), **size})
        yield box
    words = Element("text", {"x": shown(x + _WIDTH + _GAP), "y": shown(middle + 0.35 * FONT_SIZE)})
    words.text = entry.words
    yield words
