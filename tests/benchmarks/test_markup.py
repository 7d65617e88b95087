"""What is written as reStructuredText is read as the text that it was, whatever the text."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import markup
from sphinx_atlas.views.content import Statement

AWKWARD = [
    *("*", "**bold**", "`x`", "a_", "_a", "|sub|", "[1]_", "a::", "http://a.b", "x@y.z", "<b>", "\\", "a \\* b"),
    *(
        "- item",
        "1. item",
        "a) item",
        "#. x",
        ".. comment",
        ":field: x",
        "-o option",
        "====",
        ">>> 1",
        "| line",
        "(i) x",
    ),
    *("__init__", "p*q*r", "a__", "::", "“quote”", "§ 1", "x`y`z", "+", "—", "| a | b |", "http\\://x"),
]


def read(text: str) -> str:
    """The text of a paragraph; a message of the parser fails."""
    document = publish_doctree(text, settings_overrides={"report_level": 1, "halt_level": 1, "warning_stream": None})
    assert [type(node) for node in document.children] == [nodes.paragraph]
    return document.astext()


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts(text: str) -> None:
    assert read(markup.paragraph(markup.escape(text))) == text


@settings(deadline=None)
@given(st.text(alphabet="ab1 *`_|\\:<>.-+()[]#'=~@/", min_size=1).filter(str.strip))
def test_any_text(text: str) -> None:
    assert read(markup.paragraph(markup.escape(text))) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a `b` c", "a b c"), ("`b`", "b"), ("x`b`y", "xby"), ("an *old* one", "an old one"), ("2*3*4 * 5", "2*3*4 * 5")],
)
def test_prose(text: str, shown: str) -> None:
    assert read(markup.paragraph(markup.prose(text))) == shown


def test_a_statement_with_all_it_can_have() -> None:
    one = Statement("12 *", sources=(1, 2), dated="as of 2020", label="nodes_", detail="- later", system="CS-A")
    assert read(markup.statement(one, lambda ref: "")) == "nodes_: 12 *[1][2] (as of 2020) - later"


def test_a_list_in_a_list() -> None:
    document = publish_doctree(markup.bullets(["a", markup.bullets(["b", "c"]).rstrip()]))
    assert document.astext().split() == ["a", "b", "c"]
