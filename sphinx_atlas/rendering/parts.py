"""Where the parts of a renderer's picture are: its boxes, its labels, its arrows."""

from __future__ import annotations

import base64
import json
import re
from math import inf
from xml.etree.ElementTree import Element

from .geometry import Arrow, Box, Point
from .numbers import moved_by, number

_SVG = "{http://www.w3.org/2000/svg}"

#: Class of an arrow that nobody sees: it is there for the layout.
UNSEEN = "edge-thickness-invisible"
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def view_box(svg: Element) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of the part of the plane that is shown; None where the picture does not say."""
    match [number(part) for part in svg.get("viewBox", "").replace(",", " ").split()]:
        case [left, top, width, height]:
            return left, top, width, height
    return None


def view_of(svg: Element) -> Box:
    """The part of the plane that is shown; all of it where the picture does not say."""
    if (view := view_box(svg)) is None:
        return Box(0, 0, inf, inf)
    left, top, width, height = view
    return Box(left + width / 2, top + height / 2, width / 2, height / 2)


def corners(path: Element) -> list[Point]:
    """The corners of an arrow, as the renderer notes them with its path; none where that cannot be read.

    The line as drawn differs from them by no more than a round of 7 px at a corner, and where it leaps over another.
    """
    try:
        noted = json.loads(base64.b64decode(path.get("data-points", "")))
        return [(float(point["x"]), float(point["y"])) for point in noted]
    except (ValueError, TypeError, KeyError):
        return []


def arrows(svg: Element) -> list[tuple[str, Arrow]]:
    """The arrows that can be seen, each with its id; empty for one that has none."""
    seen = (path for path in svg.iter(f"{_SVG}path") if UNSEEN not in _classes(path))
    return [(path.get("data-id", ""), Arrow.along(found)) for path in seen if (found := corners(path))]


def box_of_label(group: Element) -> Box | None:
    """The ground of an arrow's label; None for what is none, or has no text."""
    ground = group.find(f".//{_SVG}rect") if "edgeLabel" in _classes(group) else None
    if ground is None or not number(ground.get("width")):
        return None
    x, y = moved_by(group.get("transform")) or (0.0, 0.0)
    return Box(x, y, number(ground.get("width")) / 2, number(ground.get("height")) / 2)


def box_of_node(group: Element) -> Box | None:
    """A node's place; None for what is none."""
    if "node" not in _classes(group):
        return None
    x, y = moved_by(group.get("transform")) or (0.0, 0.0)
    for shape in group:
        if box := _box_of_shape(shape):
            return box._replace(x=x + box.x, y=y + box.y)
    return None


def _box_of_shape(shape: Element) -> Box | None:
    """Where the outline of a node is, from the node's middle; None for what is no outline."""
    dx, dy = moved_by(shape.get("transform")) or (0.0, 0.0)
    match shape.tag.removeprefix(_SVG):
        case "rect":
            return Box(dx, dy, number(shape.get("width")) / 2, number(shape.get("height")) / 2)
        case "polygon":
            return _around(_numbers(shape.get("points", "")), dx, dy)
        case "path":
            # A drum: it is drawn from its upper left corner, in arcs, and moved up and left by half of its size.
            return Box(0, 0, abs(dx), abs(dy))
        case "g":
            # A note: a path of corners and curves.
            outline = shape.find(f"{_SVG}path")
            return _around(_numbers(outline.get("d", "")), dx, dy) if outline is not None else None
    return None


def _around(numbers: list[float], dx: float, dy: float) -> Box | None:
    """The box around points, each given by its x and its y, moved; None where there are none."""
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    if not points:
        return None
    box = Box.around(points)
    return box._replace(x=box.x + dx, y=box.y + dy)


def _numbers(text: str) -> list[float]:
    return [number(found) for found in _NUMBER.findall(text)]


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()
