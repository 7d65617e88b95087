"""What holds for the text of every diagram."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.views.diagrams.model import Flowchart, Node, NodeRole
from tests.hostile_texts import STRINGS
from tests.mermaid.samples import diagram, hostile_flowchart, hostile_sequence

BODY = Flowchart((Node("a", ("A",), NodeRole.SERVICE),))
TEXTS = st.text() | st.sampled_from(STRINGS)


@given(TEXTS, TEXTS)
@pytest.mark.parametrize("make", [hostile_flowchart, hostile_sequence])
def test_no_text_adds_a_statement(make, one: str, other: str) -> None:
    lines = [to_mermaid(make(text), {"named": ("#x", text or "y")}).splitlines() for text in (one, other, "plain")]
    assert [[keyword(line) for line in found] for found in lines] == [[keyword(line) for line in lines[-1]]] * 3


def keyword(line: str) -> str:
    """The word that a line begins with, and its indentation."""
    found = re.match(r" *\w+", line)
    assert found, line
    return found[0]


@pytest.mark.parametrize("make", [hostile_flowchart, hostile_sequence])
def test_the_same_diagram_has_the_same_text(make) -> None:
    assert to_mermaid(make("x"), {"named": ("#x", "y")}) == to_mermaid(make("x"), {"named": ("#x", "y")})


@pytest.mark.parametrize(
    ("title", "description", "said"),
    [
        ("L0; all", "Two\nlines", ["accTitle: L0, all", "accDescr: Two lines"]),
        ("Title", " ", ["accTitle: Title", "accDescr: Title"]),
        ("", "", ["accTitle: CS-X-L0", "accDescr: CS-X-L0"]),
    ],
)
def test_what_it_shows_is_always_said(title: str, description: str, said: list[str]) -> None:
    text = to_mermaid(diagram(BODY, title, description))
    assert [line.strip() for line in text.splitlines()[1:3]] == said
    assert text.endswith(":::neutral\n  classDef neutral fill:#D8DEE4,stroke:#080A0D,color:#000000\n")
