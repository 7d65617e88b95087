"""Labels of arrows, moved along their arrows where one would lie on another: a layout may put several in one place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import dist
from xml.etree.ElementTree import Element

from .geometry import Box, Point
from .numbers import shown
from .parts import box_of_label, box_of_node, corners

_SVG = "{http://www.w3.org/2000/svg}"

#: How far places along an arrow are apart that are tried, and how near a label may come to another or to a box, in px.
_STEP, _GAP = 12, 4


def spread(svg: Element) -> None:
    """Move each label that lies on an earlier one to the nearest free place along its arrow, if there is any."""
    paths = {path.get("data-id", ""): corners(path) for path in svg.iter(f"{_SVG}path")}
    boxes = [box for group in svg.iter(f"{_SVG}g") if (box := box_of_node(group))]
    taken: list[Box] = []
    for group in svg.iter(f"{_SVG}g"):
        box = box_of_label(group)
        if box is None:
            continue
        if any(box.touches(other, _GAP) for other in taken):
            label = group.find(f"{_SVG}g")
            path = paths.get(label.get("data-id", ""), []) if label is not None else []
            free = _free(box, path, [*taken, *boxes])
            group.set("transform", f"translate({shown(free.x)}, {shown(free.y)})")
            box = free
        taken.append(box)


def _free(box: Box, path: list[Point], taken: list[Box]) -> Box:
    """The nearest free place along a path; the place that it is in where there is none."""
    places = sorted(_places(path), key=lambda place: dist(place, box[:2]))
    moved = (box._replace(x=x, y=y) for x, y in places)
    return next((one for one in moved if not any(one.touches(other, _GAP) for other in taken)), box)


def _places(path: list[Point]) -> Iterator[Point]:
    """Points along a path, evenly."""
    for (x1, y1), (x2, y2) in pairwise(path):
        count = int(dist((x1, y1), (x2, y2)) // _STEP) + 1
        for step in range(count):
            yield x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count
