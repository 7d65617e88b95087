"""What is near what."""

from __future__ import annotations

import pytest

from sphinx_atlas.rendering.geometry import Arrow, Box, Line

BOX = Box(100, 50, 40, 10)


@pytest.mark.parametrize(
    ("line", "touches"),
    [
        (Line(0, 50, 200, 50), True),
        (Line(200, 50, 0, 50), True),
        (Line(100, 0, 100, 100), True),
        (Line(90, 48, 110, 52), True),
        (Line(0, 65, 200, 65), False),
        (Line(0, 63, 200, 63), True),
        (Line(145, 0, 145, 100), False),
        (Line(143, 0, 143, 100), True),
        (Line(0, 50, 55, 50), False),
        (Line(100, 0, 100, 35), False),
        # past a corner, beneath it
        (Line(120, 100, 180, 40), False),
        (Line(120, 80, 160, 40), True),
    ],
)
def test_a_line_touches_what_it_passes_under_or_near(line: Line, touches: bool) -> None:
    assert line.touches(BOX, 4) is touches
    assert Arrow.along([line[:2], line[2:]]).crosses(BOX, 4) is touches


def test_a_box_touches_another_that_is_nearer_than_the_gap() -> None:
    for other, touches in ((Box(100, 73, 9, 9), False), (Box(100, 72, 9, 9), True), (Box(153, 50, 9, 9), False)):
        assert BOX.touches(other, 4) is touches
        assert other.touches(BOX, 4) is touches


def test_a_box_holds_what_is_within_it() -> None:
    assert BOX.holds(BOX)
    assert BOX.holds(Box(139, 50, 1, 1))
    assert not BOX.holds(Box(140, 50, 1, 1))
    assert not BOX.holds(Box(100, 41, 1, 2))


def test_the_box_around_points_holds_them_all() -> None:
    assert Box.around([(1, 5), (3, 1), (2, 9)]) == Box(2, 5, 1, 4)
    assert Box.around([(1, 5)]) == Box(1, 5, 0, 0)


def test_the_nearest_point_of_a_box_is_the_point_itself_if_it_is_within() -> None:
    for point, nearest in (((90, 45), (90, 45)), ((0, 45), (56, 45)), ((500, 500), (144, 64)), ((100, 0), (100, 36))):
        assert BOX.nearest(point, 4) == nearest


@pytest.mark.parametrize(
    ("point", "is_on"), [((30, 1), True), ((50, 0), True), ((71, 0), True), ((72, 0), False), ((50, 1.1), False)]
)
def test_a_line_holds_the_points_on_it(point: tuple[float, float], is_on: bool) -> None:
    assert Line(30, 0, 70, 0).holds(point) is is_on
    assert Line(70, 0, 30, 0).holds(point) is is_on
    assert Line(0, 30, 0, 70).holds((point[1], point[0])) is is_on


@pytest.mark.parametrize(
    ("corners", "crosses"),
    [
        ([(0.0, 50.0), (200.0, 50.0)], False),
        ([(90.0, 50.0), (110.0, 50.0), (110.0, 50.5), (200.0, 50.5)], False),
        ([(-500.0, 50.0), (500.0, 50.0)], False),
        ([(0.0, 53.0), (200.0, 53.0)], True),
        ([(0.0, 50.0), (100.0, 50.0), (100.0, 200.0)], True),
        ([(100.0, 0.0), (100.0, 100.0)], True),
    ],
)
def test_an_arrow_does_not_cross_where_the_other_is_the_same_line(
    corners: list[tuple[float, float]], crosses: bool
) -> None:
    assert Arrow.along(corners).crosses(BOX, 4, Arrow.along([(0, 50), (200, 50)])) is crosses
    assert Arrow.along(corners).crosses(BOX, 4)
