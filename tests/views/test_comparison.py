"""Systems side by side: which fields differ, and what is not stated."""

from __future__ import annotations

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.views.comparison import comparison, field_key, field_keys
from tests.views.reading import few, good, lines, vocabulary

OTHER = """
org: Other
confidence: B
multi_region: {failover: {mode: manual, source: b}, writes: {mode: global, source: a}}
regions: {topology: {value: multi_region, source: b}}
"""


def differing(*records: CaseStudy) -> set[str]:
    table = comparison(records, vocabulary())
    return {row[0][0].text for number, row in enumerate(table.rows) if number in table.marked}


def test_each_system_has_a_column_that_leads_to_it() -> None:
    table = comparison([good(), few(OTHER)], vocabulary())
    assert [column.title for column in table.columns] == ["Field", "Ferry Chat", "X"]
    assert [column.ref.id for column in table.columns[1:] if column.ref] == ["CS-FERRY-CHAT", "CS-X"]


def test_what_is_said_alike_is_no_difference_whatever_the_source() -> None:
    found = differing(good(), few(OTHER))
    assert {"Organisation", "Write placement", "RPO / RTO", "Scale"} <= found
    assert {"Failover", "Regions"} - found == {"Failover"}
    assert "Confidence" not in found


def test_not_stated_differs_from_what_is_stated_and_not_from_itself() -> None:
    silent, other = few(""), few(OTHER)
    assert "Failover" in differing(silent, other)
    assert differing(silent, few("")) == set()
    table = comparison([silent, other], vocabulary(), ["failover"])
    assert [lines(cell) for cell in table.rows[0]] == [["Failover"], ["not stated"], ["manual [2]"]]


def test_a_record_does_not_differ_from_itself() -> None:
    assert differing(good(), good(), good()) == set()


def test_fields_are_chosen_by_key_in_the_order_of_the_table() -> None:
    table = comparison([good(), few(OTHER)], vocabulary(), ["failover", "organisation"])
    assert [row[0][0].text for row in table.rows] == ["Organisation", "Failover"]


def test_keys_are_the_same_for_every_record() -> None:
    keys = field_keys(good(), vocabulary())
    assert keys == field_keys(few(""), vocabulary())
    assert len(set(keys)) == len(keys)
    assert {"write-placement", "rpo-rto", "mandatory-mechanisms", "stressors-from-0-to-1"} <= set(keys)
    assert field_key("RPO / RTO") == "rpo-rto"
