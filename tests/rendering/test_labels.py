"""A label lies on its own arrow, and on nothing else if that can be."""

from __future__ import annotations

import base64
import json
from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas.rendering.labels import spread
from sphinx_atlas.rendering.numbers import moved_by

Point = tuple[float, float]


def noted(points: list[Point]) -> str:
    """Corners as the renderer notes them."""
    return base64.b64encode(json.dumps([{"x": x, "y": y} for x, y in points]).encode()).decode()


def arrow(*points: Point, id: str = "", class_: str = "") -> str:
    """An arrow that no label is of."""
    return f'<path data-id="{id}" class="{class_}" data-points="{noted(list(points))}"/>'


def ground(at: Point, id: str) -> str:
    """A label of 40 by 20 px."""
    return (
        f'<g class="edgeLabel" transform="translate({at[0]}, {at[1]})">'
        f'<g data-id="{id}"><rect class="background" width="40" height="20"/></g></g>'
    )


def drawing(*labels: tuple[Point, list[Point] | None], others: str = "", view: str = "") -> ET.Element:
    """A renderer's picture of labels of 40 by 20 px, each with its place and its arrow's path, and of what else is in
    it.
    """
    parts = []
    for number, (at, path) in enumerate(labels):
        data = noted(path) if path is not None else "broken"
        parts.append(f'<path data-id="L{number}" data-points="{data}"/>{ground(at, f"L{number}")}')
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{"".join(parts)}{others}</svg>')


def places(svg: ET.Element) -> list[str]:
    spread(svg)
    return [group.get("transform", "") for group in svg.iter() if group.get("class") == "edgeLabel"]


def place(others: str, at: Point = (0, 120), path: list[Point] | None = None, view: str = "") -> Point:
    """Where a label is, on a long arrow downwards if no other is given, once all are spread."""
    (found,) = places(drawing((at, path or LONG), others=others, view=view))
    return moved_by(found) or (0, 0)


DOWN = [(0.0, 20.0), (0.0, 116.0)]
LONG = [(0.0, 0.0), (0.0, 240.0)]
#: An arrow that crosses the long one where its label is.
ACROSS = arrow((-50, 120), (50, 120))


def test_labels_apart_stay() -> None:
    assert places(drawing(((0, 20), DOWN), ((0, 60), DOWN))) == ["translate(0, 20)", "translate(0, 60)"]


def test_a_label_on_another_goes_to_the_nearest_free_place_of_its_arrow() -> None:
    assert places(drawing(((0, 24), DOWN), ((10, 24), DOWN))) == ["translate(0, 24)", "translate(0, 52)"]


def test_it_goes_onto_no_box() -> None:
    box = '<g class="node" transform="translate(0, 50)"><rect width="20" height="20"/></g>'
    hexagon = '<g class="node" transform="translate(0, 50)"><polygon points="0,0 20,0 20,-20" transform="translate(-10, 10)"/></g>'
    drum = '<g class="node" transform="translate(0, 50)"><path d="M0,2 a10,2" transform="translate(-10, -10)"/></g>'
    for node in (box, hexagon, drum):
        assert places(drawing(((0, 12), DOWN), ((0, 12), DOWN), others=node))[1] == "translate(0, 84)"


@pytest.mark.parametrize("path", [None, [], [(0.0, 24.0)], [(0.0, 20.0), (0.0, 30.0)]])
def test_it_stays_where_there_is_no_free_place(path: list[Point] | None) -> None:
    assert places(drawing(((0, 24), DOWN), ((0, 24), path)))[1] in {"translate(0, 24)", "translate(0, 24.0)"}


def test_labels_without_text_have_no_place() -> None:
    svg = ET.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg"><g class="edgeLabel"><g><rect/></g></g><g class="edgeLabel"/></svg>'
    )
    assert places(svg) == ["", ""]


def test_a_label_across_another_arrow_goes_to_the_nearest_clear_place_of_its_own() -> None:
    for beyond in (120, 114, 126):
        x, y = place(arrow((-50, beyond), (50, beyond)))
        assert x == 0
        assert 14 <= abs(y - beyond) < 14 + 12
        assert abs(y - 120) < 14 + 12


@pytest.mark.parametrize(("x", "is_clear"), [(-30, True), (-22, True), (-21, False), (-10, False)])
def test_the_head_of_another_arrow_has_room_beside_it(x: float, is_clear: bool) -> None:
    assert (place(arrow((-100, 120), (x, 120))) == (0, 120)) is is_clear


@pytest.mark.parametrize(
    "others",
    [
        arrow((-50, 20), (-50, 200)),
        arrow((-50, 30), (50, 30), (50, 200)),
        arrow((-50, 100), (0, 60)),
        arrow((-50, 120), (50, 120), class_="edge-thickness-invisible"),
        '<path d="M0 120h9"/>',
    ],
)
def test_a_clear_label_stays_where_it_is(others: str) -> None:
    assert places(drawing(((0, 120.001), LONG), others=others)) == ["translate(0, 120.001)"]


def test_a_label_that_moves_keeps_more_distance_than_one_that_stays() -> None:
    assert place(arrow((23, 0), (23, 240))) == (0, 120)
    assert place(arrow((23, 0), (23, 240)) + arrow((-50, 120), (0, 120)))[0] == -6


def test_its_own_arrow_never_counts() -> None:
    back = [(0.0, 0.0), (0.0, 240.0), (10.0, 240.0), (10.0, 110.0), (-200.0, 110.0)]
    assert place("", path=back) == (0, 120)


def test_an_arrow_along_another_is_across_its_label_unless_both_are_one_line() -> None:
    for x, is_clear in ((0, True), (0.5, True), (4, False), (-4, False)):
        trunk = arrow((x, 10), (x, 200), (100, 200))
        assert (place(trunk) == (0, 120)) is is_clear
    # Where it leaves the common line, it is another one again.
    assert place(arrow((0, 0), (0, 120), (100, 120)))[1] != 120
    turned = [(0.0, 0.0), (0.0, 120.0), (200.0, 120.0)]
    for other in (arrow((0, 0), (0, 240)), arrow((0, 128), (0, 240))):
        assert place(other, (10, 120), turned) != (10, 120)


def test_where_its_arrow_has_no_clear_place_it_lies_beside_it() -> None:
    x, y = place(arrow((18, 0), (18, 240)))
    assert x == -6
    assert abs(y - 120) < 12
    assert place(arrow((-18, 0), (-18, 240)))[0] == 6
    level = [(0.0, 0.0), (240.0, 0.0)]
    # A label of one line is too low to lie beside a level arrow.
    assert place(arrow((0, 8), (240, 8)), (120, 0), level) == (120, 0)


def test_a_place_on_its_arrow_comes_before_any_beside_it() -> None:
    x, y = place(arrow((18, 60), (18, 180)))
    assert x == 0
    assert y <= 46 or y >= 194


def test_a_label_keeps_a_hold_on_its_arrow() -> None:
    # It would have to go 17 px aside, and may 12.
    assert place(arrow((7, 0), (7, 240))) == (0, 120)


def test_where_room_is_scarce_less_of_it_is_left() -> None:
    assert place(arrow((18, 0), (18, 240)) + arrow((-29, 0), (-29, 240)))[0] == -6
    assert place(arrow((23, 0), (23, 240)) + arrow((-23, 0), (-23, 240))) == (0, 120)


#: Arrows beside the long one for its whole length: no place is clear.
BESIDE = arrow((5, 0), (5, 240)) + arrow((-5, 0), (-5, 240))


def test_where_no_place_is_clear_the_fewest_arrows_are_crossed() -> None:
    x, y = place(BESIDE + ACROSS)
    assert x == 0
    assert 12 <= abs(y - 120) < 12 + 12


def test_where_all_places_are_as_bad_it_stays() -> None:
    assert place(BESIDE) == (0, 120)


def test_an_arrow_of_many_corners_is_one_arrow() -> None:
    stairs = arrow(*((x, y) for x in range(-20, 20, 4) for y in (10, 12)))
    bars = arrow((-50, 33), (50, 33)) + arrow((-50, 36), (50, 36))
    assert place(BESIDE + stairs + bars, (0, 40), [(0, 0), (0, 60)]) == (0, 20)


def test_boxes_are_worse_than_arrows() -> None:
    node = '<g class="node" transform="translate(0, 50)"><rect width="20" height="100"/></g>'
    bars = "".join(arrow((-50, y), (50, y)) for y in range(104, 240, 8))
    assert place(node + bars)[1] >= 112


def test_both_labels_of_one_arrow_are_on_it_and_apart() -> None:
    first, second = map(moved_by, places(drawing(((0, 120), LONG), others=ground((0, 120), "L0"))))
    assert first == (0, 120)
    assert second is not None and second[0] == 0
    assert 24 <= abs(second[1] - 120) < 36


def test_two_that_have_to_move_do_not_meet() -> None:
    first, second = map(moved_by, places(drawing(((0, 120), LONG), ((0, 120), LONG), others=ACROSS)))
    assert first is not None and second is not None
    assert abs(first[1] - second[1]) >= 24


def test_what_is_clear_does_not_give_way_to_what_is_not() -> None:
    svg = drawing(((0, 120), LONG), ((30, 146), [(30, 130), (30, 240)]), others=ACROSS)
    first, second = places(svg)
    assert second == "translate(30, 146)"
    assert (moved_by(first) or (0, 999))[1] <= 106


def test_no_label_is_moved_onto_the_title_or_the_border_of_a_frame() -> None:
    frame = '<g class="cluster"><rect x="-200" y="{}" width="400" height="{}"/></g>'
    crossed = arrow((-50, 114), (50, 114))
    assert place(crossed)[1] >= 128
    assert place(crossed + frame.format(130, 300))[1] <= 100
    # The lower border of a frame, above.
    crossed = arrow((-50, 126), (50, 126))
    assert place(crossed)[1] <= 112
    assert place(crossed + frame.format(-300, 400))[1] >= 140
    # One that is there already names an arrow from frame to frame.
    assert place(frame.format(125, 300)) == (0, 120)


def test_no_label_is_moved_out_of_the_picture() -> None:
    path = [(0.0, 0.0), (0.0, 120.0), (200.0, 120.0)]
    crossed = arrow((-50, 60), (50, 60))
    assert place(crossed, (0, 60), path)[0] == 0
    x, y = place(crossed, (0, 60), path, view="-10 0 300 300")
    assert x >= 10
    assert y == 120


def test_no_label_is_moved_onto_the_ends_of_its_arrow() -> None:
    # The only clear place would be over its head.
    bars = "".join(arrow((-50, y), (50, y)) for y in range(0, 216, 8))
    assert place(bars)[1] <= 220


def test_a_label_whose_arrow_is_unknown_stays() -> None:
    unknown: tuple[list[Point] | None, ...] = (None, [])
    for path in unknown:
        (found,) = places(drawing(((0, 120), path), others=ACROSS))
        assert found == "translate(0, 120)"
