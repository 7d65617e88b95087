"""Labels of arrows, moved along their arrows where one would lie on another: a layout may put several in one place."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from itertools import pairwise
from math import dist
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .numbers import moved_by, number, shown

_SVG = "{http://www.w3.org/2000/svg}"

#: How far places along an arrow are apart that are tried, and how near a label may come to another or to a box, in px.
_STEP, _GAP = 12, 4

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle, by its middle and half of its size, in px."""

    x: float
    y: float
    half_width: float
    half_height: float

    def touches(self, other: Box) -> bool:
        """Whether the two are nearer than they should be."""
        across, down = self.half_width + other.half_width, self.half_height + other.half_height
        return abs(self.x - other.x) < across + _GAP and abs(self.y - other.y) < down + _GAP


def spread(svg: Element) -> None:
    """Move each label that lies on an earlier one to the nearest free place along its arrow, if there is any."""
    paths = {path.get("data-id", ""): path.get("data-points", "") for path in svg.iter(f"{_SVG}path")}
    boxes = [box for group in svg.iter(f"{_SVG}g") if (box := box_of_node(group))]
    taken: list[Box] = []
    for group in svg.iter(f"{_SVG}g"):
        box = box_of_label(group)
        if box is None:
            continue
        if any(box.touches(other) for other in taken):
            label = group.find(f"{_SVG}g")
            path = paths.get(label.get("data-id", ""), "") if label is not None else ""
            free = _free(box, path, [*taken, *boxes])
            group.set("transform", f"translate({shown(free.x)}, {shown(free.y)})")
            box = free
        taken.append(box)


def _free(box: Box, path: str, taken: list[Box]) -> Box:
    """The nearest free place along a path; the place that it is in where there is none."""
    places = sorted(_places(path), key=lambda place: dist(place, box[:2]))
    moved = (box._replace(x=x, y=y) for x, y in places)
    return next((one for one in moved if not any(one.touches(other) for other in taken)), box)


def points(path: str) -> list[Point]:
    """The corners of an arrow, as the renderer notes them with its path; none where that cannot be read."""
    try:
        return [(float(point["x"]), float(point["y"])) for point in json.loads(base64.b64decode(path))]
    except (ValueError, TypeError, KeyError):
        return []


def _places(path: str) -> Iterator[Point]:
    """Points along a path, evenly."""
    for (x1, y1), (x2, y2) in pairwise(points(path)):
        count = int(dist((x1, y1), (x2, y2)) // _STEP) + 1
        for step in range(count):
            yield x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count


def _classes(group: Element) -> list[str]:
    return group.get("class", "").split()


def box_of_label(group: Element) -> Box | None:
    """The ground of an arrow's label; None for what is none, or has no text."""
    ground = group.find(f".//{_SVG}rect") if "edgeLabel" in _classes(group) else None
    if ground is None or not number(ground.get("width")):
        return None
    x, y = moved_by(group.get("transform")) or (0.0, 0.0)
    return Box(x, y, number(ground.get("width")) / 2, number(ground.get("height")) / 2)


def box_of_node(group: Element) -> Box | None:
    """A node's place; None for what is none, and for drums: no rectangle or polygon draws them."""
    if "node" not in _classes(group):
        return None
    x, y = moved_by(group.get("transform")) or (0.0, 0.0)
    for shape in group:
        if shape.tag == f"{_SVG}rect":
            return Box(x, y, number(shape.get("width")) / 2, number(shape.get("height")) / 2)
        if shape.tag == f"{_SVG}polygon":
            numbers = [abs(number(part)) for part in shape.get("points", "").replace(",", " ").split()]
            return Box(x, y, max(numbers[::2], default=0.0), max(numbers[1::2], default=0.0))
    return None
