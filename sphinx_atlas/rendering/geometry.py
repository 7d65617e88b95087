"""Boxes and lines in the plane of a picture, and what is near what; all lengths are in px."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle, by its middle and half of its size."""

    x: float
    y: float
    half_width: float
    half_height: float

    @classmethod
    def around(cls, points: Collection[Point]) -> Box:
        """The smallest that holds all of the points, of which there has to be one."""
        across, down = zip(*points, strict=True)
        left, right, top, bottom = min(across), max(across), min(down), max(down)
        return cls((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2)

    def touches(self, other: Box, gap: float) -> bool:
        """Whether the two lie on each other, or less than a gap apart both across and down."""
        across, down = self.half_width + other.half_width, self.half_height + other.half_height
        return abs(self.x - other.x) < across + gap and abs(self.y - other.y) < down + gap

    def holds(self, other: Box) -> bool:
        """Whether the other is within this one."""
        across, down = self.half_width - other.half_width, self.half_height - other.half_height
        return abs(self.x - other.x) <= across and abs(self.y - other.y) <= down

    def nearest(self, point: Point, gap: float) -> Point:
        """The point nearest to another within the box, made larger by a gap on each side."""
        across, down = self.half_width + gap, self.half_height + gap
        x, y = max(self.x - across, point[0]), max(self.y - down, point[1])
        return min(x, self.x + across), min(y, self.y + down)


class Line(NamedTuple):
    """A straight line, by its ends."""

    x1: float
    y1: float
    x2: float
    y2: float

    def touches(self, box: Box, gap: float) -> bool:
        """Whether it passes beneath a box that is larger by a gap on each side."""
        x, y, half_width, half_height = box
        half_width, half_height = half_width + gap, half_height + gap
        x1, y1, x2, y2 = self
        # Most lines are far away: what rules them out is asked first.
        if min(x1, x2) >= x + half_width or max(x1, x2) <= x - half_width:
            return False
        if min(y1, y2) >= y + half_height or max(y1, y2) <= y - half_height:
            return False
        dx, dy = x2 - x1, y2 - y1
        return abs(dx * (y - y1) - dy * (x - x1)) < half_width * abs(dy) + half_height * abs(dx)

    def holds(self, point: Point) -> bool:
        """Whether a point is on it, give or take 1 px."""
        (x, y), (x1, y1, x2, y2) = point, self
        if not (min(x1, x2) - 1 <= x <= max(x1, x2) + 1 and min(y1, y2) - 1 <= y <= max(y1, y2) + 1):
            return False
        dx, dy = x2 - x1, y2 - y1
        return (dx * (y - y1) - dy * (x - x1)) ** 2 <= dx * dx + dy * dy


class Arrow(NamedTuple):
    """The lines that an arrow is made of, and the box around them."""

    lines: list[Line]
    bounds: Box

    @classmethod
    def along(cls, corners: list[Point]) -> Arrow:
        """The arrow that leads along its corners, of which there has to be one."""
        return cls([Line(*begin, *end) for begin, end in pairwise(corners)], Box.around(corners))

    def crosses(self, box: Box, gap: float, other: Arrow | None = None) -> bool:
        """Whether it passes beneath a box that is larger by a gap; not where the other arrow is the same line there."""
        if not self.bounds.touches(box, gap):
            return False
        near = (line for line in self.lines if line.touches(box, gap))
        if other is None:
            return any(near)
        # Nearly all lines are level or upright: of such, this is the part beneath the box.
        parts = ((box.nearest(line[:2], gap), box.nearest(line[2:], gap)) for line in near)
        return any(not any(mine.holds(end) for mine in other.lines) for part in parts for end in part)
