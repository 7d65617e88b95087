"""What lines would strike through lies on clear ground."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas.rendering.metrics import text_width
from sphinx_atlas.rendering.text import Row, ground
from tests.rendering.drawing import SVG, picture, tree

SEQUENCE = """\
sequenceDiagram
  participant p_a as A
  participant p_b as B
  participant p_c as C
  p_a->>p_c: over the middle<br/>in two lines
  p_b->>p_b: to itself
  alt One
    p_c-->>p_a: yes
  else Other
    p_c-->>p_a: no
  end
  Note over p_b: a note
"""
SAID = ["over the middle", "in two lines", "to itself", "[One]", "yes", "[Other]", "no"]


def number(element: ET.Element, name: str) -> float:
    return float(element.get(name, ""))


def test_the_lines_of_a_sequence_pass_under_what_is_said() -> None:
    parts = list(tree(picture(SEQUENCE)))
    lines = [at for at, part in enumerate(parts) if part.get("class") in {"life", "branch"}]
    found = [part.text for part in parts if part.tag == f"{SVG}text"]
    assert set(SAID) <= set(found)
    for at, part in enumerate(parts):
        if part.tag != f"{SVG}text" or part.text not in SAID:
            continue
        below = next(rect for rect in reversed(parts[:at]) if rect.get("class") == "under" and holds(rect, part))
        assert parts.index(below) > max(line for line in lines if line < at)


def holds(rect: ET.Element, text: ET.Element) -> bool:
    """Whether a line of text, with what it has above and below its base line, is within a rectangle."""
    left, top = number(rect, "x"), number(rect, "y")
    x, y, half = number(text, "x"), number(text, "y"), text_width(text.text or "", 16) / 2
    across = left <= x - half and x + half <= left + number(rect, "width")
    return across and top <= y - 12 and y + 3.5 <= top + number(rect, "height")


def test_the_ground_of_a_line_leaves_the_line_above_whole() -> None:
    above, below = (ground(Row(0, y, "gy"), 0, 0) for y in (20, 37))
    assert number(above, "y") + number(above, "height") <= number(below, "y")


@pytest.mark.parametrize(("anchor", "before"), [("start", 0), ("middle", 0.5), ("", 0.5), ("end", 1)])
def test_ground_lies_where_the_text_does(anchor: str, before: float) -> None:
    found = ground(Row(0, 0, "word"), 10, 5, anchor)
    width = text_width("word", 16)
    assert number(found, "x") == pytest.approx(10 - 2 - before * width, abs=0.01)
    assert number(found, "width") == pytest.approx(width + 4, abs=0.01)
    assert number(found, "y") < 5 < number(found, "y") + number(found, "height")


def test_a_note_has_its_box_and_needs_no_ground() -> None:
    note = next(one for one in tree(picture(SEQUENCE)).iter(f"{SVG}g") if one.get("class") == "role_figure")
    assert [part.get("class") for part in note] == [None, None]
