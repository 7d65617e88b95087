"""The same picture by day and by night: each colour of a picture by its role, for a light page and for a dark one.

A picture takes its colours from CSS variables named here, and falls back on the light ones. So one picture serves both
schemes, and a project can have its own: a page sets the variables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from .palette import FRAME, INK, NEUTRAL, PLANES, ROLES, contrast, paint

#: What the names of all variables begin with.
PREFIX = "--atlas-"


class Shades(NamedTuple):
    """One colour in the two schemes."""

    light: str
    dark: str


#: The page that a picture lies on, and what lies on it without a box.
CANVAS = Shades("#FFFFFF", "#131416")
LABEL = Shades("#1F2328", "#D1D7E0")
ARROW = Shades("#333A42", "#B1BAC4")

#: Outline of the boxes that a dark page darkens.
PALE_INK = "#C9D1D9"

#: Pale fills would glare on a dark page. The planes keep the specification's colours.
_DARKENED = {
    NEUTRAL: "#3D444D",
    "#E4DBFA": "#43336E",
    "#FFF1C2": "#53440F",
    "#EEF0F2": "#2A313C",
    "#FBD5D0": "#6E2420",
}

#: Class of a box to its fill.
BOXES: dict[str, str] = {
    **{f"plane_{plane}": fill for plane, fill in PLANES.items()},
    "neutral": NEUTRAL,
    **{f"role_{role}": fill for role, fill in ROLES.items()},
}
#: Class of a frame to its colour.
FRAMES: dict[str, str] = {**{f"frame_{plane}": fill for plane, fill in PLANES.items()}, "frame": FRAME}


def variable(class_: str, part: str) -> str:
    """The variable of a part of a box or frame: ``--atlas-edge-fill`` of ``plane_edge``."""
    return f"{PREFIX}{class_.rpartition('_')[2]}-{part}"


@cache
def variables() -> Mapping[str, Shades]:
    """Every variable, by name, with the colour it stands for in each scheme."""
    return dict(_variables())


def dark_declarations() -> str:
    """What a dark page has to set, as CSS declarations; what is the same in both schemes is left out."""
    return "".join(
        f"{name}:{shades.dark};" for name, shades in variables().items() if shades.dark.upper() != shades.light.upper()
    )


def _variables() -> Iterator[tuple[str, Shades]]:
    yield f"{PREFIX}canvas", CANVAS
    yield f"{PREFIX}label", LABEL
    yield f"{PREFIX}arrow", ARROW
    for class_, fill in BOXES.items():
        fills = Shades(fill, _DARKENED.get(fill, fill))
        yield variable(class_, "fill"), fills
        yield variable(class_, "text"), Shades(*(paint(shade).text for shade in fills))
        yield variable(class_, "line"), Shades(*(_outline(shade) for shade in fills))
    for class_, color in FRAMES.items():
        yield variable(class_, "frame"), Shades(color, color)


def _outline(fill: str) -> str:
    """The outline that can be seen on a fill, dashed."""
    return INK if contrast(INK, fill) >= 3 else PALE_INK
