"""Colours that can be told apart and read."""

from __future__ import annotations

from itertools import chain

import pytest

from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.mermaid.palette import (
    BLACK,
    FRAME,
    FRAME_OPACITY,
    INK,
    NEUTRAL,
    PLANES,
    ROLES,
    WHITE,
    contrast,
    paint,
)

FILLS = [*PLANES.values(), *ROLES.values(), NEUTRAL]


@pytest.mark.parametrize(
    ("fill", "ratio"),
    [("#0066CC", 5.57), ("#00AA00", 3.11), ("#AA00AA", 6.38), ("#FF8800", 2.39), ("#CC0000", 5.89), ("#FFFFFF", 1.0)],
)
def test_contrast_of_white(fill: str, ratio: float) -> None:
    assert contrast(WHITE, fill) == contrast(fill, WHITE) == pytest.approx(ratio, abs=0.01)


def test_contrast_is_greatest_between_black_and_white() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)


@pytest.mark.parametrize("fill", FILLS)
def test_text_can_be_read(fill: str) -> None:
    assert contrast(*paint(fill)) >= 4.5


def test_text_is_black_or_white_as_the_fill_asks() -> None:
    assert {plane: paint(fill).text for plane, fill in PLANES.items()} == {
        Plane.EDGE: WHITE,
        Plane.SERVICE: BLACK,
        Plane.STREAM: WHITE,
        Plane.STATE: BLACK,
        Plane.CONTROL: WHITE,
    }


@pytest.mark.parametrize("fill", FILLS)
def test_an_outline_can_be_seen_dashed(fill: str) -> None:
    assert contrast(INK, fill) >= 3


@pytest.mark.parametrize(("page", "title"), [("#FFFFFF", "#333333"), ("#131416", "#CCCCCC")])
@pytest.mark.parametrize("color", [*PLANES.values(), FRAME])
def test_a_frame_lets_its_title_be_read(color: str, page: str, title: str) -> None:
    assert contrast(title, laid_over(color, page)) >= 4.5


def laid_over(color: str, page: str) -> str:
    """The colour that a frame's tint makes on a page."""
    pairs = ((int(color[at : at + 2], 16), int(page[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(FRAME_OPACITY * one + (1 - FRAME_OPACITY) * other):02X}" for one, other in pairs)


def test_every_colour_means_one_thing() -> None:
    colors = [*FILLS, FRAME, INK, BLACK, WHITE]
    assert len(set(colors)) == len(colors)
    assert all(color == color.upper() and len(color) == 7 for color in chain(colors))


def test_planes_have_the_colours_of_the_vocabulary() -> None:
    assert {term.id: term.color for term in default_vocabulary().of(TermKind.PLANE)} == PLANES
