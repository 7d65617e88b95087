"""The style sheet: what is in use and no more, and readable by day and by night."""

from __future__ import annotations

import re

import pytest

from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.mermaid.palette import FRAME_OPACITY, contrast
from sphinx_atlas.mermaid.scheme import BOXES, FRAMES, Shades, dark_declarations, variable, variables
from sphinx_atlas.rendering.style import style_sheet

HUES = variables()
SCHEMES = ("light", "dark")


def hue(name: str, scheme: str) -> str:
    found: str = getattr(HUES[name], scheme)
    return found


def tinted(color: str, page: str) -> str:
    """A frame's ground."""
    pairs = ((int(color[at : at + 2], 16), int(page[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(FRAME_OPACITY * one + (1 - FRAME_OPACITY) * other):02X}" for one, other in pairs)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("class_", BOXES)
def test_the_text_of_a_box_can_be_read(class_: str, scheme: str) -> None:
    fill, text, line = (hue(variable(class_, part), scheme) for part in ("fill", "text", "line"))
    assert contrast(text, fill) >= 4.5
    assert contrast(line, fill) >= 3 or contrast(fill, hue("--atlas-canvas", scheme)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_without_a_box_can_be_read_on_the_page_and_in_every_frame(scheme: str) -> None:
    page, text = hue("--atlas-canvas", scheme), hue("--atlas-label", scheme)
    grounds = [page, *(tinted(hue(variable(class_, "frame"), scheme), page) for class_ in FRAMES)]
    assert min(contrast(text, ground) for ground in grounds) >= 4.5
    assert min(contrast(hue("--atlas-arrow", scheme), ground) for ground in grounds) >= 3


def test_the_planes_keep_their_colours_at_night() -> None:
    for plane in Plane:
        fill = HUES[variable(f"plane_{plane}", "fill")]
        assert fill.light == fill.dark


def test_a_dark_page_sets_what_differs_and_no_more() -> None:
    declared = dict(one.split(":") for one in dark_declarations().rstrip(";").split(";"))
    assert declared == {name: shades.dark for name, shades in HUES.items() if shades.light != shades.dark}
    assert declared["--atlas-canvas"] == HUES["--atlas-canvas"].dark


def test_only_what_is_in_use_has_a_rule() -> None:
    sheet = style_sheet("r", {"plane_edge", "text"}, flips=False)
    assert "plane_edge" in sheet
    assert not re.search(r"plane_state|edge\b.*stroke-width:1.5|\bhead|thick", sheet.replace("plane_edge", ""))


@pytest.mark.parametrize("flips", [True, False])
def test_every_rule_is_for_what_is_below_the_root(flips: bool) -> None:
    used = {
        *BOXES,
        *FRAMES,
        *"a text name edge thick dots head under life branch tag uncertain legend title canvas".split(),
    }
    sheet = style_sheet("r", used, flips=flips)
    selectors = [one for rule in re.findall(r"([^{}]+)\{", sheet) for one in rule.split(",")]
    assert len(selectors) > 40
    assert all(one == "#r" or one.startswith("#r ") for one in selectors)


def test_a_page_sets_the_colours_and_a_file_has_them() -> None:
    inline, file = (style_sheet("r", {"plane_edge"}, flips=flips) for flips in (True, False))
    assert "fill:var(--atlas-edge-fill,#0066CC)" in inline
    assert "fill:#0066CC" in file
    assert "var(" not in file


def test_every_colour_used_has_a_variable() -> None:
    sheet = style_sheet("r", {*BOXES, *FRAMES, "text", "edge", "head", "under", "life", "a"}, flips=True)
    assert "#" not in re.sub(r"var\(--atlas-[a-z-]+,#[0-9A-F]{6}\)|#r\b", "", sheet)
    for name, fallback in re.findall(r"var\((--atlas-[a-z-]+),(#[0-9A-F]{6})\)", sheet):
        assert isinstance(HUES[name], Shades)
        assert HUES[name].light == fallback
