"""Terms across systems: who uses what, and the indexes of a catalogue."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.views.diagrams.model import Ref
from sphinx_atlas.views.terms import Usage, category_index, system_index, term_index, term_title, used_by_table
from tests.records import catalog_of, good_record
from tests.views.reading import rows_of

SMALL = """
id: CS-ACORN
name: acorn
category: Social & Feeds
patterns: {primary: fanout, overlays: [no_such_pattern], micro_patterns: [{name: outbox, inferred: so}]}
mechanisms: {conditional: [{name: p12_load_shedding, when: in storms, how: Marks go first.}, no_such_mechanism]}
components:
  - {id: web, name: Web, plane: edge, mechanisms: [p11_cache, p12_load_shedding], source: s}
  - {id: log, name: Log, plane: state, consistency: {value: bounded_staleness_2s, inferred: so}, source: s}
flows:
  - {from: web, to: log, label: appends, guarantee: {value: at_least_once, inferred: so}, source: s}
  - {from: web, to: gone, guarantee: at_least_once, source: s}
  - {from: log, to: web, source: s}
guarantees: [{name: read_your_writes, scope: in a region, note: Mostly., source: s}]
multi_region: {ux_guarantees: [{name: read_your_writes, source: s}]}
sources: [{id: s, type: blog, title: S, url: "https://x.example/s"}]
"""


@pytest.fixture(scope="module", name="usage")
def _usage() -> Usage:
    return Usage(catalog_of(good_record(), SMALL))


def used(usage: Usage, kind: TermKind, id_: str) -> list[list[str]]:
    """Who uses a term: each row as the system and its uses."""
    shown = rows_of(used_by_table(usage, usage.catalog.vocabulary.get(kind, id_)))
    return [[line for cell in row.values() for line in cell] for row in shown]


@pytest.mark.parametrize(
    ("kind", "id_", "found"),
    [
        (
            TermKind.PATTERN,
            "fan_out",
            [
                ["acorn", "primary pattern (no source)"],
                ["Ferry Chat", "primary pattern: One process per group sends to all members. [2]"],
            ],
        ),
        (TermKind.PATTERN, "sharding", [["Ferry Chat", "overlay: Groups are spread by their id. [1]"]]),
        (TermKind.PATTERN, "outbox", [["acorn", "micro-pattern (inferred)"]]),
        (
            TermKind.MECHANISM,
            "p12_load_shedding",
            [
                ["acorn", "conditional: in storms. Marks go first. (no source)", "in Web [1]"],
                ["Ferry Chat", "conditional: while the log is behind. Typing marks are dropped. [2]"],
            ],
        ),
        (
            TermKind.MECHANISM,
            "p3_durable_log",
            [["Ferry Chat", "mandatory: Keeps the messages. [1]", "in Message log [1]"]],
        ),
        (
            TermKind.GUARANTEE,
            "bounded_staleness",
            [
                ["acorn", "consistency of Log (inferred)"],
                ["Ferry Chat", "consistency of Message log [1]", "promised: reads in another region [1]"],
            ],
        ),
        (
            TermKind.GUARANTEE,
            "at_least_once",
            [
                ["acorn", "Web → Log: appends (inferred)", "Web → gone [1]"],
                ["Ferry Chat", "Group service → Event bus: publishes [2]"],
            ],
        ),
        (
            TermKind.GUARANTEE,
            "read_your_writes",
            [
                ["acorn", "promised: in a region. Mostly. [1]", "across regions [1]"],
                ["Ferry Chat", "across regions: in region [1]"],
            ],
        ),
        (TermKind.MECHANISM, "p9_circuit_breaker", []),
    ],
)
def test_a_term_is_used_by(usage: Usage, kind: TermKind, id_: str, found: list[list[str]]) -> None:
    assert used(usage, kind, id_) == found


def test_a_system_that_uses_a_term_twice_is_listed_once(usage: Usage) -> None:
    systems = usage.systems(TermKind.MECHANISM, "p12_load_shedding")
    assert [record.id for record in systems] == ["CS-ACORN", "CS-FERRY-CHAT"]
    assert usage.systems(TermKind.MECHANISM, "p9_circuit_breaker") == []


def test_a_record_of_nothing_uses_nothing() -> None:
    usage = Usage(catalog_of("id: CS-X\nname: X\ncategory: messaging\n"))
    assert not any(usage.of(*key) for key in usage.catalog.vocabulary.terms)


def test_the_title_counts_the_systems(usage: Usage) -> None:
    get = usage.catalog.vocabulary.get
    assert used_by_table(usage, get(TermKind.MECHANISM, "p3_durable_log")).title == "Used by 1 system"
    assert used_by_table(usage, get(TermKind.PATTERN, "fan_out")).title == "Used by 2 systems"


def test_a_record_that_does_not_use_a_term_changes_nothing_of_its_table(usage: Usage) -> None:
    term = usage.catalog.vocabulary.get(TermKind.PATTERN, "fan_out")
    other = catalog_of("id: CS-X\nname: X\ncategory: messaging\n")
    more = Catalog(usage.catalog.vocabulary)
    more.records = {**usage.catalog.records, **other.records}
    assert term is not None
    assert used_by_table(Usage(more), term) == used_by_table(usage, term)


def test_systems_are_links(usage: Usage) -> None:
    shown = used_by_table(usage, usage.catalog.vocabulary.get(TermKind.PATTERN, "fan_out"))
    assert [row[0][0].ref for row in shown.rows] == [Ref("system", "CS-ACORN"), Ref("system", "CS-FERRY-CHAT")]


@pytest.mark.parametrize("kind", [TermKind.PATTERN, TermKind.MECHANISM, TermKind.GUARANTEE])
def test_an_index_lists_every_term_with_its_users(usage: Usage, kind: TermKind) -> None:
    shown = term_index(usage, kind)
    terms = usage.catalog.vocabulary.of(kind)
    assert [row[0][0].ref for row in shown.rows] == [Ref(kind, term.id) for term in terms]
    for row, term in zip(rows_of(shown), terms, strict=True):
        assert row[kind.capitalize()] == [term_title(term)]
        assert row["Definition"] == [term.definition]
        assert row["Used by"] == ([record.name for record in usage.systems(kind, term.id)] or ["—"])


def test_titles_have_the_number_of_a_mechanism(usage: Usage) -> None:
    vocabulary = usage.catalog.vocabulary
    assert term_title(vocabulary.get(TermKind.MECHANISM, "p9_circuit_breaker")) == "P9 Circuit breaker"
    assert term_title(vocabulary.get(TermKind.MECHANISM, "pub_sub")) == "Publish and subscribe"
    assert term_title(vocabulary.get(TermKind.PATTERN, "cqrs")) == "CQRS"


def test_systems_are_listed_by_name_whatever_its_case(usage: Usage) -> None:
    assert [list(row.values()) for row in rows_of(system_index(usage.catalog))] == [
        [["acorn"], ["Social & Feeds"], ["Fan-out (no source)"], ["not stated"], ["not stated"]],
        [["Ferry Chat"], ["Messaging & Collaboration"], ["Fan-out [2]"], ["B"], ["2025-11-15"]],
    ]


@pytest.mark.parametrize(
    ("category", "names"), [("messaging", ["Ferry Chat"]), ("social-feeds", ["Ferry Chat"]), ("graph", [])]
)
def test_systems_of_a_category(category: str, names: list[str]) -> None:
    shown = system_index(catalog_of(good_record()), category)
    assert [row["System"][0] for row in rows_of(shown)] == names


def test_a_system_of_an_unknown_category_without_patterns() -> None:
    (row,) = rows_of(system_index(catalog_of("id: CS-X\nname: X\ncategory: nowhere\n")))
    assert (row["Category"], row["Primary pattern"]) == (["nowhere"], ["not stated"])


def test_every_category_is_listed_also_an_empty_one() -> None:
    full = rows_of(category_index(catalog_of(good_record())))
    assert [row["Systems"] for row in full] == [["Ferry Chat"], ["Ferry Chat"]]
    empty = rows_of(category_index(catalog_of()))
    assert [row["Systems"] for row in empty] == [["none yet"], ["none yet"]]


def test_the_vocabulary_of_the_package_has_thirteen_categories() -> None:
    assert len(category_index(Catalog()).rows) == 13
