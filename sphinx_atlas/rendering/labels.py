"""Labels of arrows, moved along their arrows where something else is: a layout may put several in one place, and where
another arrow passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import dist
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .frames import is_frame
from .geometry import Arrow, Box, Line, Point
from .numbers import number, shown
from .parts import arrows, box_of_label, box_of_node, view_of

_SVG = "{http://www.w3.org/2000/svg}"

#: How near to a box or to another arrow a label may be moved, as the head of one is as wide on either side; and how
#: near it may stay, or come where there is no more room, in px.
_GAP, _LEAST_GAP = 4, 2
#: How far places along an arrow are apart that are tried, and those beside it, in px.
_STEP, _SIDESTEP = 12, 6
#: How much of a label has to lie on either side of its arrow, and what of the arrow's ends is to be seen, in px.
_HOLD, _END = 8, 8
#: Height of what the title of a frame has to itself, below the frame's upper edge, in px.
_TITLE = 24


class _Label(NamedTuple):
    """A label where it is now, and its arrow; None where that cannot be read."""

    group: Element
    box: Box
    arrow: Arrow | None


@dataclass(frozen=True)
class _Plane:
    """What is in the way of labels.

    :param arrows: all of them, and what else is a line
    :param boxes: nodes, and labels at rest
    """

    arrows: list[Arrow]
    boxes: list[Box]

    def hits(self, box: Box, own: Arrow | None, gap: float) -> tuple[int, int]:
        """How many boxes a label would touch, and how many arrows would pass beneath it that are not its own there."""
        crossed = sum(one.crosses(box, gap, own) for one in self.arrows)
        return sum(box.touches(other, gap) for other in self.boxes), crossed


def spread(svg: Element) -> None:
    """Move each label that lies on another, on a node or across another's arrow to the nearest clear place along its
    own arrow, or a little beside it; to where the fewest arrows pass if no place is clear.
    """
    named = arrows(svg)
    labels = list(_labels(svg, dict(named)))
    if not labels:
        return
    plane = _Plane(
        [arrow for _, arrow in named], [box for group in svg.iter(f"{_SVG}g") if (box := box_of_node(group))]
    )
    moving = []
    for label in labels:
        if any(plane.hits(label.box, label.arrow, _LEAST_GAP)):
            moving.append(label)
        else:
            plane.boxes.append(label.box)
    # Frames are no reason to move: a label may well name an arrow between two of them. But none is moved onto them.
    plane = _with_frames(plane, svg)
    view = view_of(svg)
    for label in moving:
        box = _best(label, plane, view)
        plane.boxes.append(box)
        if box != label.box:
            label.group.set("transform", f"translate({shown(box.x)}, {shown(box.y)})")


def _labels(svg: Element, named: dict[str, Arrow]) -> Iterator[_Label]:
    for group in svg.iter(f"{_SVG}g"):
        if box := box_of_label(group):
            label = group.find(f"{_SVG}g")
            yield _Label(group, box, named.get(label.get("data-id", "")) if label is not None else None)


def _with_frames(plane: _Plane, svg: Element) -> _Plane:
    """The plane with the borders of frames, as if they were arrows, and the places of their titles."""
    borders, titles = [], []
    for group in svg.iter(f"{_SVG}g"):
        rect = group.find(f"{_SVG}rect") if is_frame(group) else None
        if rect is None:
            continue
        left, top, width, height = (number(rect.get(name)) for name in ("x", "y", "width", "height"))
        right, bottom = left + width, top + height
        borders.append(Arrow.along([(left, top), (left, bottom), (right, bottom), (right, top)]))
        titles.append(Box(left + width / 2, top + _TITLE / 2, width / 2, _TITLE / 2))
    return _Plane([*plane.arrows, *borders], [*plane.boxes, *titles])


def _best(label: _Label, plane: _Plane, view: Box) -> Box:
    """The first place that is clear, else the first of those with the fewest boxes, and then arrows, in the way."""
    own = label.arrow.lines if label.arrow else []
    # Where an arrow begins and where its head is have to be seen.
    ends = [Box(x, y, _END, _END) for x, y in (own[0][:2], own[-1][2:])] if own else []
    plane = _Plane(plane.arrows, [*plane.boxes, *ends])
    places = [label.box, *_places(label.box, own, view)]
    clear = (place for place in places if not any(plane.hits(place, label.arrow, _GAP)))
    return next(clear, None) or min(places, key=lambda place: plane.hits(place, label.arrow, _LEAST_GAP))


def _places(box: Box, own: list[Line], view: Box) -> Iterator[Box]:
    """Where a label may be moved: the nearest first, but all places on its arrow before those beside it."""
    for aside in (False, True):
        points = {point for line in own for point in _points(line, box, aside=aside)}
        moved = (box._replace(x=x, y=y) for x, y in sorted(points, key=lambda point: (dist(point, box[:2]), point)))
        yield from (one for one in moved if view.holds(one))


def _points(line: Line, box: Box, *, aside: bool) -> Iterator[Point]:
    """Points along a line, evenly; or those on both sides of them that are near enough for the line to hold the box."""
    (x1, y1), (x2, y2) = line[:2], line[2:]
    length = dist((x1, y1), (x2, y2))
    count = int(length // _STEP) + 1
    across, down = ((y1 - y2) / length, (x2 - x1) / length) if length else (0.0, 0.0)
    reach = abs(across) * box.half_width + abs(down) * box.half_height - _HOLD
    sides = int(max(0.0, reach) // _SIDESTEP)
    shifts = [shift * _SIDESTEP for shift in range(-sides, sides + 1) if shift] if aside else [0]
    for step in range(count):
        x, y = x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count
        yield from ((x + across * shift, y + down * shift) for shift in shifts)
