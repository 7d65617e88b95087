"""Patterns, technologies and innovations by year, counted from a few records."""

from __future__ import annotations

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.views.trends import innovation_table, technology_table, trend_table
from tests.records import catalog_of
from tests.views.reading import rows_of

_RECORD = """
id: CS-{id}
name: {id}
category: messaging
{text}
sources:
  - {{id: old, type: blog, title: Old, url: "https://x.example/old", date: 2012-05}}
  - {{id: y21, type: blog, title: A, url: "https://x.example/a", date: 2021}}
  - {{id: y23, type: docs, title: B, url: "https://x.example/b", date: 2015, updated: 2023-02-01}}
  - {{id: undated, type: docs, title: C, url: "https://x.example/c", retrieved: 2024-01-01}}
"""


def catalog(**texts: str) -> Catalog:
    """Records by the end of their id."""
    return catalog_of(*(_RECORD.format(id=id_, text=text) for id_, text in texts.items()))


def component(technology: str, evidence: str) -> str:
    return f"components: [{{id: c, name: C, plane: edge, technology: {technology!r}, {evidence}}}]"


def test_a_system_counts_once_a_year_for_each_source() -> None:
    patterns = (
        "patterns: {primary: {name: sharding, source: [y21, y23, old]}, overlays: [{name: fan_out, source: y21}]}"
    )
    table = trend_table(catalog(A=patterns, B="patterns: {primary: {name: sharding, source: y21}}"), TermKind.PATTERN)
    rows = {row["Patterns"][0]: row for row in rows_of(table)}
    sharding = rows["Sharding"]
    assert [sharding[title] for title in ("Systems", "before 2020", "2020", "2021", "2022", "2023")] == [
        ["2"], ["1"], ["—"], ["2"], ["—"], ["1"],
    ]  # fmt: skip
    assert list(rows) == ["Sharding", "Fan-out"]


def test_what_is_inferred_or_undated_counts_in_no_year_and_is_told() -> None:
    found = technology_table(
        catalog(
            A=component("Rust", "inferred: Why."),
            B=component("Rust", "source: undated"),
            C=component("Rust", "source: y21"),
        )
    )
    (row,) = rows_of(found)
    assert (row["Systems"], row["2021"]) == (["3"], ["1"])
    assert "2 uses in no year" in (found.note or "")


def test_technologies_are_taken_apart_and_one_has_one_name() -> None:
    found = technology_table(
        catalog(
            A=component("Apache Kafka, Go (on Kubernetes); formerly Lua", "source: y21"),
            B=component("Kafka", "source: y23"),
            C=component("Kafka", "source: y23"),
        )
    )
    assert [(row["Technologies"], row["Systems"]) for row in rows_of(found)] == [(["Kafka"], ["3"]), (["Go"], ["1"])]


def test_the_rarer_ones_are_counted() -> None:
    many = ", ".join(f"T{number:02}" for number in range(25))
    found = technology_table(catalog(A=component(many, "source: y21")))
    assert len(found.rows) == 20
    assert "5 rarer ones not shown" in (found.note or "")


def test_innovations_stand_at_the_year_that_the_record_gives() -> None:
    found = innovation_table(
        catalog(
            A="innovations: [{name: One, year: 2021}, {name: Undated}]",
            B="innovations: [{name: Two, year: 2023}, {name: Three, year: 2021}]",
        )
    )
    assert [(row["Year"], row["Number"]) for row in rows_of(found)] == [(["2023"], ["1"]), (["2021"], ["2"])]


def test_an_empty_catalogue_has_no_trend() -> None:
    empty = catalog_of()
    assert trend_table(empty, TermKind.PATTERN).rows == ()
    assert technology_table(empty).rows == ()
    assert innovation_table(empty).rows == ()
