"""How wide a text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.rendering.metrics import EMOJI, WIDE, text_width


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("", 0),
        ("0", 1139 / 2048),
        ("i", 455 / 2048),
        ("W", 1933 / 2048),
        (" ", 569 / 2048),
        ("日本語", 3 * WIDE),
        ("한", WIDE),
        ("𠮷", WIDE),
        ("😀", EMOJI),
        ("👍🏽", EMOJI),
        ("👩‍👩‍👧", EMOJI),
        ("e\u0301", 1139 / 2048),
        ("\u2060\u200b\u00ad", 0),
    ],
)
def test_widths(text: str, em: float) -> None:
    assert text_width(text, 16) == pytest.approx(16 * em)


def test_bold_is_wider() -> None:
    assert text_width("Gateway", 16, bold=True) > text_width("Gateway", 16) > text_width("Gateway", 15)


def test_an_accent_takes_no_room_written_either_way() -> None:
    assert text_width("é", 16) == text_width("e\u0301", 16)


@given(st.text(), st.text())
def test_any_text_has_a_width(one: str, other: str) -> None:
    assert 0 <= text_width(one, 16) <= text_width(one + "x" + other, 16) + 16 * EMOJI
