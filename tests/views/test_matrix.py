"""Systems by terms: every cell and every count against the list behind it."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.views.content import Table
from sphinx_atlas.views.diagrams.model import Ref
from sphinx_atlas.views.matrix import KINDS, matrix
from sphinx_atlas.views.terms import Usage
from tests.records import catalog_of, good_record, whole_catalog
from tests.views.reading import rows_of
from tests.views.test_terms import SMALL


@pytest.fixture(scope="module", name="usage")
def _usage() -> Usage:
    return Usage(catalog_of(good_record(), SMALL))


def test_a_cell_holds_the_weightiest_place_with_its_evidence(usage: Usage) -> None:
    acorn, ferry = rows_of(matrix(usage, TermKind.MECHANISM))[::-1]
    assert [row["System"] for row in (acorn, ferry)] == [["acorn"], ["Ferry Chat"]]
    assert ferry["P12 Load shedding"] == ["conditional [2]"]
    assert ferry["P1 Consistent hash"] == ["mandatory [1]"]
    assert ferry["Rate limiting"] == ["component [2]"]
    assert acorn["P12 Load shedding"] == ["conditional (no source)"]
    assert acorn["P1 Consistent hash"] == [""]
    assert "P9 Circuit breaker" not in ferry


def test_inferred_is_said_in_the_cell(usage: Usage) -> None:
    rows = {row["System"][0]: row for row in rows_of(matrix(usage, TermKind.PATTERN))}
    assert rows["acorn"]["Outbox"] == ["micro (inferred)"]
    assert rows["acorn"]["Fan-out"] == ["primary (no source)"]


def test_systems_stand_by_category_then_name(usage: Usage) -> None:
    rows = rows_of(matrix(usage, TermKind.MECHANISM))
    assert [row["Category"] for row in rows] == [["Messaging & Collaboration"], ["Social & Feeds"]]


def test_one_category_holds_those_that_are_also_in_it() -> None:
    usage = Usage(catalog_of(good_record(), SMALL.replace("Social & Feeds", "social-feeds")))
    assert [row["System"] for row in rows_of(matrix(usage, TermKind.MECHANISM, "social-feeds"))] == [
        ["acorn"],
        ["Ferry Chat"],
    ]
    assert [row["System"] for row in rows_of(matrix(usage, TermKind.MECHANISM, "messaging"))] == [["Ferry Chat"]]


def test_chosen_terms_are_shown_though_nobody_uses_them(usage: Usage) -> None:
    shown = matrix(usage, TermKind.MECHANISM, terms=["p9_circuit_breaker", "p11_cache"])
    assert [(column.title, column.count) for column in shown.columns[3:]] == [
        ("P9 Circuit breaker", 0),
        ("P11 Cache", 1),
    ]


def test_headings_lead_to_the_terms(usage: Usage) -> None:
    column = next(column for column in matrix(usage, TermKind.MECHANISM).columns if column.title == "P11 Cache")
    assert column.ref == Ref(TermKind.MECHANISM, "p11_cache")


def test_a_catalogue_without_records_has_no_rows() -> None:
    assert matrix(Usage(catalog_of()), TermKind.MECHANISM).rows == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_count_is_the_length_of_the_list_behind_it(kind: TermKind) -> None:
    catalog = whole_catalog()
    usage = Usage(catalog)
    shown: Table = matrix(usage, kind)
    said = [[bool(cell[0].text) for cell in row[3:]] for row in shown.rows]
    for number, column in enumerate(shown.columns[3:]):
        assert column.ref is not None
        systems = {record.name for record in usage.systems(kind, column.ref.id)}
        below = {row[0][0].text for row, cells in zip(shown.rows, said, strict=True) if cells[number]}
        assert below == systems
        assert column.count == len(systems)
    for row, cells in zip(shown.rows, said, strict=True):
        assert row[2][0].text == str(sum(cells))
    used = {term.id for term in catalog.vocabulary.of(kind) if usage.systems(kind, term.id)}
    assert {column.ref.id for column in shown.columns[3:] if column.ref} == used
