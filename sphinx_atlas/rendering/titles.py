"""Titles of frames, in a gap between the arrows that cross a frame's edge: a layout puts them where most cross."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from . import text
from .frames import ROOM, is_frame
from .geometry import Box
from .metrics import text_width
from .numbers import moved_by, number, shown
from .parts import arrows, box_of_label, box_of_node

_SVG = "{http://www.w3.org/2000/svg}"

#: How near a line or a box may come to a title, in px.
_GAP = 6


class _Obstacle(NamedTuple):
    """What a title may lie on, by its sides."""

    left: float
    right: float
    top: float
    bottom: float
    is_line: bool


def place(svg: Element) -> None:
    """Put each title to the place nearest to the middle of its frame that is free; one that has none on ground of its
    own, where the fewest lines are.
    """
    frames = [group for group in svg.iter(f"{_SVG}g") if is_frame(group)]
    obstacles = _obstacles(svg) if frames else []
    for group in frames:
        _place(group, obstacles)


def _place(group: Element, obstacles: list[_Obstacle]) -> None:
    rect, label = group.find(f"{_SVG}rect"), group.find(f"{_SVG}g")
    rows = [row for found in group.iter(f"{_SVG}text") for row in text.rows(found)]
    if rect is None or label is None or not rows:
        return
    across, down = moved_by(label.get("transform")) or (0.0, 0.0)
    half = max(text_width(row.text, text.FONT_SIZE, bold=True) for row in rows) / 2
    ground = text.ground(rows[0]._replace(x=0, is_name=True), 0, 0)
    top = down + number(ground.get("y"))
    bottom = top + number(ground.get("height")) * len(rows)
    near = [one for one in obstacles if one.top < bottom and one.bottom > top]
    begin = number(rect.get("x")) + ROOM + half
    x, is_crossed = _free(across, half, (begin, begin + number(rect.get("width")) - 2 * (ROOM + half)), near)
    label.set("transform", f"translate({shown(x)}, {shown(down)})")
    background = label.find(f".//{_SVG}rect")
    if is_crossed and background is not None:
        background.attrib |= {name: ground.get(name, "") for name in ("x", "y", "width", "height")}


def _free(middle: float, half: float, room: tuple[float, float], near: list[_Obstacle]) -> tuple[float, bool]:
    """Where the middle of a title should be, and whether anything is there.

    :param middle: where it should be, if it can
    :param half: of its width
    :param room: between what it may be
    """
    barred = [(one.left - half - _GAP, one.right + half + _GAP, one.is_line) for one in near]
    ends = [end for left, right, _ in barred for end in (left, right) if room[0] <= end <= room[1]]

    def badness(x: float) -> tuple[int, int, float]:
        hit = [is_line for left, right, is_line in barred if left < x < right]
        return hit.count(False), len(hit), abs(x - middle)

    best = min([middle, *room, *ends], key=badness)
    return best, badness(best)[1] > 0


def _obstacles(svg: Element) -> list[_Obstacle]:
    found = [_of_box(box) for group in svg.iter(f"{_SVG}g") if (box := box_of_label(group) or box_of_node(group))]
    for _, arrow in arrows(svg):
        for x1, y1, x2, y2 in arrow.lines:
            found.append(_Obstacle(min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2), is_line=True))
    return found


def _of_box(box: Box) -> _Obstacle:
    sides = box.x - box.half_width, box.x + box.half_width, box.y - box.half_height, box.y + box.half_height
    return _Obstacle(*sides, is_line=False)
