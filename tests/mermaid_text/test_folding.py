"""No flowchart is a ribbon."""

from __future__ import annotations

import pytest

from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.mermaid.folding import folds
from sphinx_atlas.views.diagrams.model import Diagram, Direction, Edge, Flowchart, Group, Node, NodeRole


def boxes(count: int) -> tuple[Node, ...]:
    return tuple(Node(f"b{number}", ("x",), NodeRole.SERVICE) for number in range(count))


def names(count: int) -> tuple[str, ...]:
    return tuple(node.id for node in boxes(count))


@pytest.mark.parametrize(
    ("count", "pairs"),
    [
        (0, []),
        (4, []),
        (5, [("b0", "b3"), ("b1", "b4")]),
        (6, [("b0", "b3"), ("b1", "b4"), ("b2", "b5")]),
        (9, [("b0", "b3"), ("b1", "b4"), ("b2", "b5"), ("b3", "b6"), ("b4", "b7"), ("b5", "b8")]),
    ],
)
@pytest.mark.parametrize("framed", [True, False])
def test_boxes_that_no_arrow_orders_are_in_rows(count: int, pairs: list[tuple[str, str]], framed: bool) -> None:
    groups = (Group("g", "G", names(count)),) if framed else ()
    assert list(folds(Flowchart(boxes(count), groups=groups))) == pairs


def test_boxes_that_an_arrow_orders_are_left_where_it_puts_them() -> None:
    chart = Flowchart(boxes(6), (Edge("b0", "b1"), Edge("b2", "b2")), (Group("g", "G", names(6)),))
    assert list(folds(chart)) == []


def test_an_arrow_out_of_the_frame_orders_nothing_in_it() -> None:
    chart = Flowchart(boxes(6), (Edge("b0", "b5"),), (Group("g", "G", names(5)),))
    assert list(folds(chart)) == [("b0", "b3"), ("b1", "b4")]


def test_a_frame_that_no_arrow_reaches_is_below_the_one_before_it() -> None:
    groups = tuple(Group(f"g{number}", "G", (f"b{number}",)) for number in range(4))
    chart = Flowchart(boxes(4), (Edge("b1", "b2"),), groups)
    assert list(folds(chart)) == [("g0", "g1"), ("g2", "g3")]


def test_frames_that_are_stacked_are_so_whatever_arrow_reaches_them() -> None:
    groups = tuple(Group(f"g{number}", "G", (f"b{number}",)) for number in range(4))
    chart = Flowchart(boxes(4), (Edge("b1", "b2"),), groups, stacked=True)
    assert list(folds(chart)) == [("g0", "g1"), ("g1", "g2"), ("g2", "g3")]


def test_the_links_come_after_the_arrows_whose_styles_go_by_their_positions() -> None:
    chart = Flowchart(boxes(5), (Edge("b0", "b0"),), direction=Direction.DOWN)
    lines = to_mermaid(Diagram("CS-X-L0", "L0", "T", "D", chart)).splitlines()
    assert [line.strip() for line in lines if "--" in line or "~~~" in line] == ["n_b0 --> n_b0"]
    chart = Flowchart(boxes(6), (Edge("b0", "b0"),))
    lines = to_mermaid(Diagram("CS-X-L0", "L0", "T", "D", chart)).splitlines()
    assert [line.strip() for line in lines if "--" in line or "~~~" in line] == [
        "n_b0 --> n_b0",
        "n_b1 ~~~ n_b4",
        "n_b2 ~~~ n_b5",
    ]
