"""Titles of frames: where no arrow crosses, or on ground of their own, and above all arrows."""

from __future__ import annotations

import base64
import json
from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas.rendering.numbers import moved_by
from sphinx_atlas.rendering.titles import place
from tests.rendering.drawing import SVG, picture, tree

TITLE = "Edge plane"
#: Half of its width, in px.
HALF = 42


def drawing(*across: float, width: float = 400, other: str = "") -> ET.Element:
    """A frame from x = 0, with its title over its middle, and lines that cross its upper edge there."""
    lines = "".join(line([(x, 50), (x, 150)]) for x in across)
    return ET.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg"><g class="cluster"><rect x="0" y="100" width="{width}" height="200"/>'
        f'<g class="cluster-label" transform="translate({width / 2}, 104)"><g><rect class="background"/>'
        f'<text y="-10.1"><tspan x="0" y="-0.1em" dy="1.1em">{TITLE}</tspan></text></g></g></g>{lines}{other}</svg>'
    )


def line(points: list[tuple[float, float]], class_: str = "flowchart-link") -> str:
    data = base64.b64encode(json.dumps([{"x": x, "y": y} for x, y in points]).encode()).decode()
    return f'<path class="{class_}" data-points="{data}"/>'


def placed(svg: ET.Element) -> tuple[float, bool]:
    """The middle of the title, and whether it has ground of its own."""
    place(svg)
    label = next(one for one in svg.iter(f"{SVG}g") if one.get("class") == "cluster-label")
    background = next(one for one in svg.iter(f"{SVG}rect") if one.get("class") == "background")
    moved = moved_by(label.get("transform"))
    assert moved is not None and moved[1] == 104
    return moved[0], "width" in background.attrib


@pytest.mark.parametrize("across", [(), (140,), (140, 260), (0, 100, 300, 500)])
def test_over_the_middle_where_no_line_crosses(across: tuple[float, ...]) -> None:
    assert placed(drawing(*across)) == (200, False)


@pytest.mark.parametrize("across", [(190,), (190, 210), (170, 180, 200, 380), (210, 120)])
def test_a_title_goes_to_the_nearest_gap_that_holds_it(across: tuple[float, ...]) -> None:
    x, has_ground = placed(drawing(*across))
    assert not has_ground
    assert all(abs(x - line) > HALF for line in across)
    assert min(abs(abs(x - line) - HALF) for line in across) < 10
    assert HALF < x < 400 - HALF


@pytest.mark.parametrize("across", [(60,), (50, 70), (20, 40, 60, 80, 100)])
def test_where_there_is_no_gap_it_has_ground(across: tuple[float, ...]) -> None:
    x, has_ground = placed(drawing(*across, width=120))
    assert has_ground
    assert HALF < x < 120 - HALF


@pytest.mark.parametrize(
    "other",
    [
        line([(200, 50), (200, 99)]),
        line([(200, 130), (200, 200)]),
        line([(200, 50), (200, 150)], "edge-thickness-invisible"),
        '<path class="flowchart-link" data-points="broken"/>',
        '<g class="node" transform="translate(200, 170)"><rect width="80" height="80"/></g>',
    ],
)
def test_what_is_not_in_its_way_does_not_move_it(other: str) -> None:
    assert placed(drawing(other=other)) == (200, False)


def test_it_avoids_boxes_and_labels_more_than_lines() -> None:
    label = '<g class="edgeLabel" transform="translate(60, 115)"><g><rect width="60" height="20"/></g></g>'
    x, has_ground = placed(drawing(*range(110, 400, 10), other=label))
    assert has_ground
    assert x - HALF > 90


def test_a_line_along_the_title_is_in_its_way() -> None:
    x, has_ground = placed(drawing(other=line([(150, 50), (150, 115), (260, 115), (260, 200)])))
    assert not has_ground
    assert not 150 - HALF < x < 260 + HALF


def test_titles_are_written_last() -> None:
    text = 'graph TB\n  subgraph g_a["\u2060Inside"]\n    n_a["A"]\n  end\n  n_b["B"] --> n_a\n  n_c["C"] --> n_a\n'
    parts = list(tree(picture(text)))
    (at,) = (at for at, part in enumerate(parts) if "".join(part.itertext()) == "Inside")
    assert all(part.tag in {f"{SVG}text", f"{SVG}rect"} for part in parts[at:])
    assert max(at for at, part in enumerate(parts) if "edge" in part.get("class", "").split()) < at
    assert len(list(parts[at])) == 1
