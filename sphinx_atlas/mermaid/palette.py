"""The colours that diagrams are painted in, and the colour of the text on each."""

from __future__ import annotations

from typing import NamedTuple

from ..catalog.sections import Plane
from ..views.diagrams.model import NodeRole

BLACK, WHITE = "#000000", "#FFFFFF"

#: Outline of every box, at 3:1 or more on each fill, so that it can be seen dashed.
INK = "#080A0D"

#: The specification's colours of the planes.
PLANES: dict[Plane, str] = {
    Plane.EDGE: "#0066CC",
    Plane.SERVICE: "#00AA00",
    Plane.STREAM: "#AA00AA",
    Plane.STATE: "#FF8800",
    Plane.CONTROL: "#CC0000",
}

#: What is no part of the system has a colour of its own; all else without a plane is neutral.
ROLES: dict[NodeRole, str] = {
    NodeRole.TERM: "#E4DBFA",
    NodeRole.FIGURE: "#FFF1C2",
    NodeRole.NOTE: "#EEF0F2",
    NodeRole.FAILURE: "#FBD5D0",
}
NEUTRAL = "#D8DEE4"
#: Frames that are no plane.
FRAME = "#8C959F"

#: How much of its colour a frame lets through, so that boxes and arrows in it stay readable, on white and on black.
FRAME_OPACITY = 0.12


class Paint(NamedTuple):
    """A fill and the text that can be read on it."""

    fill: str
    text: str


def paint(fill: str) -> Paint:
    """A fill with black or white text, whichever has the greater contrast; it is never below 4.5:1."""
    return Paint(fill, max(BLACK, WHITE, key=lambda text: contrast(text, fill)))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    """Relative luminance by WCAG 2, from 0 to 1."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
