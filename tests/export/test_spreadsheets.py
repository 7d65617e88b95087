"""The catalogue as CSV: that a program reads what the records say, and a spreadsheet runs none of it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.export.documents import system
from sphinx_atlas.export.spreadsheets import CLAIM_COLUMNS, SYSTEM_COLUMNS, claim_sheet, guarded, system_sheet
from tests.export.conftest import sample


def unguarded(cell: str) -> str:
    """The text that a cell was made of."""
    return cell.removeprefix("'")


def read(text: str) -> list[dict[str, str]]:
    """The rows of a sheet, as a program reads them that knows of the apostrophes."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{key: unguarded(cell) for key, cell in row.items()} for row in rows]


def systems() -> list[dict[str, Any]]:
    """The sample as its JSON files have it."""
    catalog = sample()
    return [system(catalog, record) for record in catalog.records.values()]


def test_a_row_for_each_system() -> None:
    rows = read(system_sheet(systems()))
    assert list(rows[0]) == SYSTEM_COLUMNS
    ferry = {row["id"]: row for row in rows}["CS-FERRY-CHAT"]
    assert ferry["former_ids"] == "CS-FERRY"
    assert ferry["primary_pattern"] == "fan_out"
    assert int(ferry["claims"]) > 100
    assert int(ferry["sources"]) == 3


def test_a_row_for_each_claim() -> None:
    rows = read(claim_sheet(systems()))
    assert list(rows[0]) == CLAIM_COLUMNS
    assert len(rows) == sum(len(one["claims"]) for one in systems())
    (row,) = (
        row
        for row in rows
        if (row["system"], row["path"]) == ("CS-BARGE", "migrations.One database → A sharded log.from_facts.nodes")
    )
    assert row == dict.fromkeys(CLAIM_COLUMNS, "") | {
        "system": "CS-BARGE",
        "path": "migrations.One database → A sharded log.from_facts.nodes",
        "value": "12 nodes",
        "number": "12",
        "dimension": "count",
        "unit": "nodes",
        "state": "sourced",
        "sources": "storage-2023",
        "urls": "https://ferry-chat.org/engineering/messages",
        "quote": "twelve nodes",
        "as_of": "2022",
        "historical": "yes",
    }


def test_a_number_says_what_it_counts() -> None:
    rows = [row for row in read(claim_sheet(systems())) if row["number"]]
    assert len(rows) > 20
    assert [row["path"] for row in rows if not row["dimension"]] == []
    assert {row["path"]: row["kind"] for row in rows}["scale.peak_messages"] == "peak"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'"])
def test_what_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    text = f'{start}HYPERLINK("https://x.example")'
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


def one(value: str) -> dict[str, Any]:
    """A system that says one thing."""
    claim = {"path": value, "value": value, "state": "sourced", "sources": ["s"], "quote": value}
    return {"id": "CS-X", "name": value, "claims": [claim], "sources": [{"id": "s", "url": "u"}], "diagrams": []}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    (row,) = read(claim_sheet([one(text)]))
    assert (row["path"], row["value"], row["quote"]) == (text, text, text)
    (row,) = read(system_sheet([one(text)]))
    assert row["name"] == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    rows = csv.reader(io.StringIO(claim_sheet([one(text)]), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
