"""Data that remembers its places: following a path, and leaving values out without losing the places of the others."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.finding import Mark
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.tree import Mapping, Path, find_mark, leave_out, reach

TEXT = "a: 1\nb:\n  - x\n  - {c: 2, d: [y, z]}\n  - w\n"


def tree() -> Mapping:
    data = read_text(TEXT, "x.yaml").data
    assert data is not None
    return data


@pytest.mark.parametrize(
    ("path", "done", "found", "mark"),
    [
        ((), (), None, (1, 1)),
        (("a",), ("a",), 1, (1, 4)),
        (("a", "value"), ("a",), 1, (1, 4)),
        (("b", 1, "d", 0), ("b", 1, "d", 0), "y", (4, 16)),
        (("b", 1, "nowhere", 5), ("b", 1), None, (4, 5)),
        (("b", 7), ("b",), None, (3, 3)),
        (("b", "x"), ("b",), None, (3, 3)),
        (("nowhere",), (), None, (1, 1)),
    ],
)
def test_a_path_leads_as_far_as_there_is_something(
    path: Path, done: Path, found: object, mark: tuple[int, int]
) -> None:
    data = tree()
    assert reach(data, path)[0] == done
    assert found is None or reach(data, path)[1] == found
    assert find_mark(data, path) == mark


@pytest.mark.parametrize(
    ("paths", "left"),
    [
        ([("a",)], {"b": ["x", {"c": 2, "d": ["y", "z"]}, "w"]}),
        ([("a", "value")], {"b": ["x", {"c": 2, "d": ["y", "z"]}, "w"]}),
        ([("b", 0), ("b", 2)], {"a": 1, "b": [{"c": 2, "d": ["y", "z"]}]}),
        ([("b", 1, "d", 0), ("b", 1, "c"), ("b", 1, "c")], {"a": 1, "b": ["x", {"d": ["z"]}, "w"]}),
    ],
)
def test_values_are_left_out(paths: list[Path], left: object) -> None:
    data = tree()
    assert leave_out(data, paths)
    assert data == left


@pytest.mark.parametrize("paths", [[], [()], [("nowhere",)], [("b", 1, "nowhere")], [("b", 1, "nowhere", "x")]])
def test_what_is_not_there_is_not_left_out(paths: list[Path]) -> None:
    data = tree()
    assert not leave_out(data, paths)
    assert data == tree()


def test_the_places_of_items_move_with_them() -> None:
    data = tree()
    items = data["b"]
    items.claimed = {0: "of x", 2: "of w"}
    leave_out(data, [("b", 0)])
    assert items == [{"c": 2, "d": ["y", "z"]}, "w"]
    assert items.values_at == {0: Mark(4, 5), 1: Mark(5, 5), 2: Mark(3, 5)}
    assert items.claimed == {1: "of w"}


def test_entries() -> None:
    data = tree()
    assert [key for key, _ in data.entries()] == ["a", "b"]
    assert [key for key, _ in data["b"].entries()] == [0, 1, 2]
