"""Numbers as a picture has them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.rendering.numbers import moved_by, number, rounded, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.5, "12.5"),
        (12.0, "12"),
        (0.004, "0"),
        (-0.004, "0"),
        (-0.006, "-0.01"),
        (1e-7, "0"),
        (1.239, "1.24"),
        (100, "100"),
    ],
)
def test_shown(value: float, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("text", "value"), [("1.5", 1.5), ("", 0), (None, 0), ("x", 0), ("nan", 0), ("inf", 0), ("1e999", 0)]
)
def test_number(text: str | None, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("M10.123,20.999L-1e-9,3", "M10.12 21L0 3"),
        ("M 0 0 C 1,2 3,4 5,6 z", "M 0 0 C 1 2 3 4 5 6 z"),
        ("M0,0 url(x) <script>", "M0 0 l sct"),
        ("a5,5 0 0 0 1.005,2", "a5 5 0 0 0 1 2"),
    ],
)
def test_rounded(text: str, written: str) -> None:
    assert rounded(text) == written


@given(st.text())
def test_only_numbers_and_commands_are_left(text: str) -> None:
    assert re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZzeE0-9 .+-]*", rounded(text))


@pytest.mark.parametrize(
    ("transform", "by"),
    [
        (None, (0, 0)),
        ("", (0, 0)),
        ("translate(1, 2)", (1, 2)),
        ("translate(1.5)", (1.5, 0)),
        ("translate( -1 2 )", (-1, 2)),
        ("rotate(3)", None),
        ("translate(1,2) scale(2)", None),
    ],
)
def test_moved_by(transform: str | None, by: tuple[float, float] | None) -> None:
    assert moved_by(transform) == by
