"""Where the parts of a renderer's picture are said to be is where they are."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas.rendering.geometry import Box
from sphinx_atlas.rendering.parts import arrows, box_of_node, view_of
from tests.rendering.drawing import MERMAN, SVG

#: Each shape that a node may have.
SHAPES = ['("x")', '{{"x"}}', '["x"]', '[["x"]]', '[("x")]', '>"x"]']


def nodes(text: str) -> list[Box | None]:
    """Where the nodes of a text are."""
    groups = ET.fromstring(MERMAN.render(text, "atlas")).iter(f"{SVG}g")
    return [box_of_node(group) for group in groups if "node" in group.get("class", "").split()]


@pytest.mark.parametrize("shape", SHAPES)
def test_an_arrow_ends_at_the_edges_of_the_boxes_it_joins(shape: str) -> None:
    text = f"graph TB\n  n_a{shape} --> n_b{shape}\n"
    above, below = nodes(text)
    assert above is not None and below is not None
    ((_, arrow),) = arrows(ET.fromstring(MERMAN.render(text, "atlas")))
    begin, end = arrow.lines[0][:2], arrow.lines[-1][2:]
    assert begin == pytest.approx((above.x, above.y + above.half_height), abs=9)
    assert end == pytest.approx((below.x, below.y - below.half_height), abs=9)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_box_is_as_wide_as_what_is_in_it(shape: str) -> None:
    (some,), (more,) = (nodes("graph TB\n  n_a" + shape.replace("x", "W" * count)) for count in (10, 20))
    assert some is not None and more is not None
    # Ten letters of 15.1 px, and what comes beside them.
    assert 2 * (more.half_width - some.half_width) == pytest.approx(151, abs=2)
    assert 151 < 2 * some.half_width < 240


@pytest.mark.parametrize(
    ("shapes", "box"),
    [
        ('<rect width="20" height="10"/>', Box(5, 7, 10, 5)),
        ('<polygon points="0,0 20,0 20,-10 0,-10" transform="translate(-10, 5)"/>', Box(5, 7, 10, 5)),
        ('<path d="M0,2 a10,2 0,0,0 20,0 l0,6" transform="translate(-10, -5)"/>', Box(5, 7, 10, 5)),
        ('<g transform="translate(1, 0)"><path d="M-10 -5 C0 -5, 0 -5, 10 -5 L10 5"/></g>', Box(6, 7, 10, 5)),
        ('<g/><rect width="20" height="10"/>', Box(5, 7, 10, 5)),
        ('<polygon points="x"/><g><path/></g><text/>', None),
        ("", None),
    ],
)
def test_the_outline_of_a_node_says_where_it_is(shapes: str, box: Box | None) -> None:
    svg = f'<g xmlns="http://www.w3.org/2000/svg" class="default node" transform="translate(5, 7)">{shapes}</g>'
    assert box_of_node(ET.fromstring(svg)) == box
    assert box_of_node(ET.fromstring(svg.replace("default node", "other"))) is None


def test_an_arrow_that_nobody_sees_or_that_cannot_be_read_is_none() -> None:
    svg = ET.fromstring(MERMAN.render("graph TB\n  n_a ~~~ n_b\n  n_b --> n_c\n", "atlas"))
    ((id_, arrow),) = arrows(svg)
    assert id_ == "L_n_b_n_c_0"
    assert arrow.bounds.half_height > 10
    for points in ("broken", "e30=", "W3sieCI6IDF9XQ==", "W10=", ""):
        (path,) = (path for path in svg.iter(f"{SVG}path") if path.get("data-id") == id_)
        path.set("data-points", points)
        assert arrows(svg) == []


@pytest.mark.parametrize(("said", "held"), [("-10 -10 20 20", False), ("0,0 400 400", True), ("x", True), ("", True)])
def test_the_view_is_what_the_picture_says_or_all(said: str, held: bool) -> None:
    assert view_of(ET.Element("svg", {"viewBox": said})).holds(Box(200, 200, 100, 100)) is held
