"""Statements and tables as nodes, and where their marks lead on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx import addnodes

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.finding import Mark
from sphinx_atlas.extension.content import Writer
from sphinx_atlas.extension.nodes import atlas_text
from sphinx_atlas.views.content import Column, Statement, Table, absent, plain
from sphinx_atlas.views.diagrams.model import Ref
from tests.extension.conftest import Project, ids

Make = Callable[..., Project]


def text(found: list[nodes.Node]) -> str:
    return "".join(node.astext() for node in found)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Statement("3 PB", sources=(1, 3)), "3 PB[1][3]"),
        (Statement("3 PB", State.INFERRED, reason="so"), "3 PB (inferred)"),
        (Statement("3 PB", State.INFERRED, sources=(2,)), "3 PB[2] (inferred)"),
        (Statement("3 PB", State.UNSOURCED), "3 PB (no source given)"),
        (Statement("3 PB", sources=(1,), dated="as of 2021", detail="on `disk`"), "3 PB[1] (as of 2021) on disk"),
        (Statement("3 s", label="RTO"), "RTO: 3 s"),
        (*absent("RTO"), "RTO: not stated"),
        (*plain("*now*"), "now"),
    ],
)
def test_a_statement_as_text(said: Statement, shown: str) -> None:
    assert text(Writer("index").inlines(said)) == shown


def test_marks_lead_to_the_evidence_and_tell_it() -> None:
    writer = Writer("index")
    said = Statement("x", State.INFERRED, sources=(2, 3), quote="an x", reason="so", system="CS-X")
    links = [link for node in writer.marks(said) for link in node.findall(addnodes.pending_xref)]
    assert [(link["reftarget"], link["atlas_suffix"], link["atlas_title"]) for link in links] == [
        ("CS-X", "-2", "“an x”"),
        ("CS-X", "-3", "“an x”"),
        ("CS-X", "-inferred", "so"),
    ]
    assert set(writer.refs) == {("evidence", "CS-X")}


def test_what_stands_for_a_term_links_to_it() -> None:
    writer = Writer("index")
    (link,) = writer.inlines(Statement("Cache", ref=Ref("mechanism", "p11_cache")))
    assert isinstance(link, addnodes.pending_xref)
    assert (link["reftype"], link["reftarget"]) == ("mechanism", "p11_cache")
    assert writer.refs == [("mechanism", "p11_cache")]


@pytest.mark.parametrize(("file", "found"), [("", "a.yaml"), ("b.yaml", "b.yaml")])
def test_prose_knows_the_line_it_comes_from_and_is_translated_without_its_marks(file: str, found: str) -> None:
    said = Statement("x", mark=Mark(7, 3), file=file, sources=(1,), system="CS-X", detail="y")
    paragraph = Writer("index", "a.yaml").paragraph(said)
    translatable = list(paragraph.findall(atlas_text))
    assert [(node.rawsource, node.source, node.line) for node in translatable] == [("x", found, 7), ("y", found, 7)]
    assert paragraph.source is None
    assert "[1]" not in "".join(node.astext() for node in translatable)


def test_prose_of_no_file_is_not_translated() -> None:
    paragraph = Writer("index").paragraph(Statement("x", mark=Mark(7, 3)))
    assert not list(paragraph.findall(atlas_text))


def test_a_table_has_its_frame_its_cells_and_its_note() -> None:
    several = (Statement("a"), Statement("b"))
    table = Table("t", "Things", (Column("A"), Column("B"), Column("C")), ((plain("x"), (), several),), "1 of 5")
    frame, note = Writer("index").table(table)
    cells = [entry.astext().split() for entry in frame.findall(nodes.entry)]
    assert cells == [["A"], ["B"], ["C"], ["x"], ["not", "stated"], ["a", "b"]]
    assert note.astext() == "1 of 5"
    assert len(list(frame.findall(nodes.bullet_list))) == 1


def test_a_table_without_rows_says_so() -> None:
    (paragraph,) = Writer("index").table(Table("t", "Things", (Column("A"),), (), "0 of 5"))
    assert isinstance(paragraph, nodes.paragraph)
    assert paragraph.astext() == "not stated"


def test_every_mark_of_a_page_is_a_link_to_an_anchor_on_it(make_project: Make) -> None:
    html = make_project(".. atlas-system:: CS-FERRY-CHAT\n   :diagrams: none\n").build().html()
    page = BeautifulSoup(html, "html.parser")
    marks = page.select(".atlas-mark, .atlas-inferred")
    links = [mark.find("a") for mark in marks]
    assert len(marks) > 50
    assert all(link["href"].removeprefix("#") in ids(html) for link in links)  # type: ignore[index, union-attr]
    reasons = {str(link["title"]) for link in page.select(".atlas-inferred a")}
    assert "Named only in the description of an outage." in reasons
    listed = page.select_one("#cs-ferry-chat-source-inferred")
    assert listed is not None
    assert listed.get_text() == "Inferred, and why"
