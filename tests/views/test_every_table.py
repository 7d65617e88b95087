"""What holds for every table of every record: the good one, section E's, and the real ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.operations import ScaleTier
from sphinx_atlas.catalog.parts import Figure, Part
from sphinx_atlas.catalog.sections import Flow
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary
from sphinx_atlas.views.content import Statement
from sphinx_atlas.views.page import ALL_TABLES
from sphinx_atlas.views.text import source_numbers
from tests.views.reading import RECORDS, record_of, statements, table

pytestmark = pytest.mark.parametrize("name", RECORDS)


@cache
def vocabulary() -> Vocabulary:
    return default_vocabulary()


@cache
def said(name: str) -> tuple[Statement, ...]:
    return tuple(statements(record_of(name), words=vocabulary()))


def figures(part: Part) -> Iterator[Figure]:
    """Every figure that a table shows: all but those of flows and sizes, which stand in diagrams alone."""
    for child in part.children():
        if isinstance(child, Figure):
            yield child
        elif not isinstance(child, Flow | ScaleTier):
            yield from figures(child)


def test_every_figure_is_shown_as_the_record_has_it(name: str) -> None:
    record = record_of(name)
    shown = {
        (statement.text.removesuffix(f" ({kind})"), statement.sources, statement.state)
        for statement in said(name)
        for kind in (None, "peak", "sustained", "session", "websocket", "voice", "hot", "total", "moved")
    }
    for figure in figures(record):
        evidence = figure.evidence
        assert (figure.quantity.text, source_numbers(record, evidence), evidence.state) in shown, figure.path


def test_no_figure_is_shown_otherwise(name: str) -> None:
    written = {figure.mark(): figure.quantity.text for figure in figures(record_of(name))}
    shown = [statement for statement in said(name) if statement.mark in written]
    assert len(shown) >= len(written)
    assert all(statement.text.startswith(written[statement.mark]) for statement in shown if statement.mark)


def test_every_cell_is_told_in_words(name: str) -> None:
    assert said(name)
    for statement in said(name):
        assert statement.text.strip()
        assert statement.text not in ("None", "0", "[]", "{}")
        assert statement.detail != ""
        assert statement.label != ""
        assert not (statement.detail and ".;" in statement.detail)


def test_rows_have_as_many_cells_as_columns(name: str) -> None:
    for entry in ALL_TABLES:
        if entry == "cloud" and not record_of(name).cloud_mapping:
            continue
        found = table(record_of(name), entry, vocabulary())
        assert all(len(row) == len(found.columns) for row in found.rows)
        assert all(row[0] for row in found.rows if entry not in ("history", "incidents"))


def test_marks_count_the_sources_of_the_record(name: str) -> None:
    record: CaseStudy = record_of(name)
    for statement in said(name):
        assert list(statement.sources) == sorted(set(statement.sources))
        assert all(1 <= number <= len(record.sources) for number in statement.sources)
        assert not statement.sources or statement.system == record.id


def test_evidence_is_of_one_kind(name: str) -> None:
    for statement in said(name):
        assert not (statement.reason and statement.state is not State.INFERRED)
        assert not (statement.quote and not statement.sources)
        if statement.state in (State.UNSOURCED, State.NOT_STATED):
            assert statement.sources == ()


def test_every_link_leads_to_a_term_there_is(name: str) -> None:
    refs = {statement.ref for statement in said(name) if statement.ref}
    assert refs
    assert all(vocabulary().get(ref.kind, ref.id) for ref in refs)  # type: ignore[arg-type]


def test_the_same_record_makes_the_same_tables(name: str) -> None:
    assert tuple(statements(record_of(name), words=default_vocabulary())) == said(name)
