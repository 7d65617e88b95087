"""Which of two layouts a picture has: that of its text as it is, or one for which arrows that lead back were turned."""

from __future__ import annotations

import re
from itertools import combinations
from math import hypot

from ..catalog.sections import Plane
from ..mermaid.upright import upright
from .numbers import number, shown
from .renderer import Renderer

#: What stands above what, for the eye; stream and state may stand either way, as many streams begin at a store.
_RANKS = {Plane.EDGE: 0, Plane.SERVICE: 1, Plane.STREAM: 2, Plane.STATE: 2}

_VIEW = re.compile(r'<svg\b[^>]* viewBox="\S+ \S+ (\S+) ')
_FRAME = re.compile(r'<g class="frame_(\w+)[^"]* cluster"[^>]*><rect\b[^>]* y="([^"]+)"')
_TURNED = re.compile(r'<path\b(?=[^>]* marker-start=)[^>]* marker-end="[^"]*"[^>]*>')
_HEAD = re.compile(r' marker-end="[^"]*"')
_LAST = re.compile(r'(-?[\d.]+),(-?[\d.]+) ?L(-?[\d.]+),(-?[\d.]+)(?=")')
#: How many times as wide the other layout has to be for arrows to be turned.
_WORTH = 1.05
#: How much shorter a line is where it has a head, in px.
_SHORTENED = 4


def draw(text: str, renderer: Renderer, prefix: str) -> str:
    """The picture of a text: of its layouts the one with fewer planes out of order, and of such the narrower. For a
    little, nothing is turned: labels crowd more easily where arrows were.

    :param prefix: what the picture's own ids begin with
    :raises RenderingFailed: if the text is wrong
    """
    drawn = renderer.render(text, prefix)
    if (turned := upright(text)) == text:
        return drawn
    other = renderer.render(turned, prefix)
    (wrong, width), (other_wrong, other_width) = _badness(drawn), _badness(other)
    is_better = (other_wrong, other_width * _WORTH) < (wrong, width)
    return _TURNED.sub(_turned_back, other) if is_better else drawn


def _badness(drawn: str) -> tuple[int, float]:
    """How many pairs of planes stand the wrong way round, and the width."""
    tops = [(_RANKS[Plane(plane)], number(y)) for plane, y in _FRAME.findall(drawn) if plane in _RANKS]
    wrong = sum(upper > lower for (_, upper), (_, lower) in _pairs(tops))
    view = _VIEW.search(drawn)
    return wrong, number(view[1]) if view else 0.0


def _pairs(tops: list[tuple[int, float]]) -> list[tuple[tuple[int, float], tuple[int, float]]]:
    """Every two of different rank, the one that is to stand above first."""
    return [pair for pair in combinations(sorted(tops), 2) if pair[0][0] < pair[1][0]]


def _turned_back(path: re.Match[str]) -> str:
    """An arrow that was turned, with its head where it leads, and its other end at the box that it comes from."""
    return _LAST.sub(_lengthened, _HEAD.sub("", path[0]))


def _lengthened(ends: re.Match[str]) -> str:
    x1, y1, x2, y2 = map(number, ends.groups())
    by = _SHORTENED / (hypot(x2 - x1, y2 - y1) or 1)
    return f"{shown(x1)},{shown(y1)}L{shown(x2 + (x2 - x1) * by)},{shown(y2 + (y2 - y1) * by)}"
