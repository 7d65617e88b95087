"""Frames wide enough for their titles: a layout makes them as wide as what is in them."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from . import text
from .metrics import text_width
from .numbers import moved_by, number, shown

_SVG = "{http://www.w3.org/2000/svg}"

#: Room at both ends of a title, and how far it is moved down from the frame's edge, in px.
ROOM, _DROP = 10, 4


class Reach(NamedTuple):
    """Where something begins and ends along x, in px."""

    left: float
    right: float


def widen(svg: Element) -> list[Reach]:
    """Widen what is too narrow, and put every title over the middle; returns where each frame is then."""
    return [reach for group in svg.iter(f"{_SVG}g") if (reach := _widen(group))]


def is_frame(group: Element) -> bool:
    """Whether a group of the renderer's picture is a frame with its title."""
    return "cluster" in group.get("class", "").split()


def _widen(group: Element) -> Reach | None:
    rect = group.find(f"{_SVG}rect")
    if rect is None or not is_frame(group):
        return None
    label = group.find(f"{_SVG}g")
    rows = [row for found in group.iter(f"{_SVG}text") for row in text.rows(found)]
    needed = max((text_width(row.text, text.FONT_SIZE, bold=True) for row in rows), default=0) + 2 * ROOM
    left, width = number(rect.get("x")), number(rect.get("width"))
    more = max(0.0, needed - width)
    left, width = left - more / 2, width + more
    rect.attrib |= {"x": str(left), "width": str(width)}
    if label is not None:
        _, down = moved_by(label.get("transform")) or (0.0, 0.0)
        label.set("transform", f"translate({shown(left + width / 2)}, {shown(down + _DROP)})")
        for line in label.iter(f"{_SVG}tspan"):
            line.attrib |= {"x": "0"} if "x" in line.attrib else {}
    across, _ = moved_by(group.get("transform")) or (0.0, 0.0)
    return Reach(across + left, across + left + width)
