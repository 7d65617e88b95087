"""Tables as text and as Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.views.content import Align, Column, Statement, Table, plain
from sphinx_atlas.views.plain import WIDTH, cell_words, markdown, markdown_table, text_table, words

TABLE = Table(
    "x",
    "Ferries",
    (Column("Name"), Column("Number", Align.NUMBER)),
    ((plain("Ferry"), plain("7")), (plain("A much longer name of a ferry, that needs a second line"), ())),
    note="Counted.",
)


def test_columns_are_aligned_and_long_cells_folded() -> None:
    assert text_table(TABLE).splitlines() == [
        "Ferries",
        "",
        "Name                                     Number",
        "-----------------------------------  ----------",
        "Ferry                                         7",
        "A much longer name of a ferry, that  not stated",
        "needs a second line",
        "",
        "Counted.",
    ]
    assert len("A much longer name of a ferry, that needs") > WIDTH


def test_an_empty_table_says_so() -> None:
    empty = Table("x", "Ferries", TABLE.columns, ())
    assert "not stated" in text_table(empty)
    assert "not stated" in markdown_table(empty)


def test_a_statement_keeps_its_evidence() -> None:
    sure = Statement("2M", sources=(1, 3), label="users", detail="at peak", dated="as of 2020")
    assert words(sure) == "users: 2M [1][3] (as of 2020) (at peak)"
    assert words(Statement("2M", State.INFERRED, reason="x")) == "2M (inferred)"
    assert words(Statement("", State.NOT_STATED, label="RPO")) == "RPO: not stated"
    assert cell_words(()) == "not stated"
    assert cell_words((*plain("a"), *plain("b\nc"))) == "a, b c"


def test_markdown_reads_back_as_the_table() -> None:
    html = MarkdownIt().enable("table").render(markdown_table(TABLE))
    assert html.count("<tr>") == 3
    assert '<td style="text-align:right">7</td>' in html


_HOSTILE = "a|b `c` *d* _e_ [f](g) <b>h</b> @somebody #12 ![x](y) \\ ~~k~~ &amp; $m$"


def test_markdown_sees_no_markup_in_a_text() -> None:
    escaped = markdown(_HOSTILE)
    html = MarkdownIt().enable(["table", "strikethrough"]).render(f"| x |\n| --- |\n| {escaped} |\n")
    for element in ("<code>", "<em>", "<strong>", "<a ", "<img", "<b>", "<s>"):
        assert element not in html
    assert "@somebody" not in html
    assert html.count("<td>") == 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_one_cell(text: str) -> None:
    table = Table("x", "x", (Column("a"), Column("b")), ((plain(text), plain("end")),))
    html = MarkdownIt().enable("table").render(markdown_table(table))
    assert html.count("<td>") == 2
    assert "<td>end</td>" in html
    assert text_table(table)
