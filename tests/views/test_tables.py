"""Failures, regions, backpressure and cloud, column by column (rows 44 to 60 and 67 to 73 of the checklist)."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.views.content import Align
from sphinx_atlas.views.tables import TABLES, cloud_table
from tests.records import read
from tests.views.reading import SECTION_E, few, good, rows, statements, table, vocabulary

COLUMNS = {
    "patterns": ["Pattern", "Required mechanisms", "Optional mechanisms", "Micro-patterns"],
    "failures": ["Failure", "Detection", "Mitigation", "Recovery", "Drill"],
    "regions": ["Strategy", "Write placement", "Replication mode", "RPO / RTO", "What clients may rely on", "Failover"],
    "backpressure": ["Rung", "Measure", "Bound or threshold", "Beyond it", "Where"],
    "capacity": [
        "Tier",
        "Little's law: L = λ × W",
        "Latency p95",
        "Latency p99",
        "Hedging",
        "Pool size",
        "Other figures",
    ],
    "cloud": ["Component", "AWS", "Google Cloud", "Azure", "Open source", "Confidence"],
}


def test_there_are_seven() -> None:
    assert list(TABLES) == ["summary", "patterns", "failures", "regions", "backpressure", "capacity", "cloud"]


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_the_columns_of_the_specification(name: str) -> None:
    found = table(good(), name)
    assert found.name == name
    assert [column.title for column in found.columns] == COLUMNS[name]


def test_columns_of_figures_are_set_as_numbers() -> None:
    numbers = {
        column.title for name in COLUMNS for column in table(good(), name).columns if column.align is Align.NUMBER
    }
    assert numbers == {"Bound or threshold", *COLUMNS["capacity"][1:6]}


# Failures: rows 44 to 49.
def test_a_failure_has_name_description_and_what_is_done() -> None:
    hot, region = rows(good(), "failures")
    assert list(hot.values()) == [
        ["Hot group [2] | One group gets more messages than its node can send."],
        ["The mailbox of the group grows. [2]"],
        ["Typing marks are dropped. [2]"],
        ["The group is split in two. [2]"],
        ["A weekly load test. (inferred)"],
    ]
    assert region["Drill"] == ["not stated"]


def test_an_inferred_cell_carries_its_reason() -> None:
    (drill,) = (said for said in statements(good(), "failures") if said.text == "A weekly load test.")
    assert drill.reason == "The post names the test but not how often it is run."
    assert drill.state is State.INFERRED
    assert drill.sources == ()


def test_a_description_of_other_evidence_than_its_failure_is_marked_as_such() -> None:
    record = few("failures_top5: [{name: hot_key, source: a, description: {value: One key., inferred: so}}]\n")
    assert rows(record, "failures")[0]["Failure"] == ["Hot key [1]", "One key. (inferred)"]


def test_slugs_of_section_e_become_words() -> None:
    first, *_others = rows(read(SECTION_E.read_text(encoding="utf-8")), "failures")
    assert [cell[0] for cell in first.values()] == [
        "Celebrity storm (no source)",
        "per guild QPS spike (no source)",
        "switch to pull model (no source)",
        "rebuild timeline async (no source)",
        "weekly load test (no source)",
    ]


@pytest.mark.parametrize(
    ("count", "shown", "note"),
    [
        (0, 0, "0 of 5 documented"),
        (1, 1, "1 of 5 documented"),
        (4, 4, "4 of 5 documented"),
        (5, 5, None),
        (6, 5, "the first 5 of 6"),
    ],
)
def test_five_failures_are_shown_and_fewer_or_more_are_counted(count: int, shown: int, note: str | None) -> None:
    listed = "".join(f"  - name: f{number}\n" for number in range(count))
    found = table(few(f"failures_top5:\n{listed}" if listed else ""), "failures")
    assert (len(found.rows), found.note) == (shown, note)


# Regions: rows 50 to 54.
def test_the_strategy_and_its_variants_have_a_row_each() -> None:
    running, paid = rows(good(), "regions")
    assert list(running.values()) == [
        ["As it runs"],
        ["region-pinned [1] | by group"],
        ["async [1]"],
        ["RPO: 30 s [1]", "RTO: < 10 min [1]"],
        ["Read your writes [1] | in region"],
        ["manual [1]"],
    ]
    assert list(paid.values()) == [
        ["Paid groups [1] | Two regions confirm each message."],
        ["not stated"],
        ["sync [1]"],
        ["not stated"],
        ["—"],
        ["not stated"],
    ]


def test_section_e_maps_to_modes_with_detail() -> None:
    (running,) = rows(read(SECTION_E.read_text(encoding="utf-8")), "regions")
    assert running["Write placement"] == ["region-pinned (no source) | by guild"]
    assert running["Replication mode"] == ["async with consensus on ownership (no source)"]
    assert running["RPO / RTO"] == ["RPO: 30s (no source)", "RTO: < 60s (no source)"]
    assert running["What clients may rely on"][0] == "Read your writes in region (no source)"
    assert running["Failover"] == ["not stated"]


@pytest.mark.parametrize(
    ("objectives", "said"),
    [
        ('rpo: {value: "< 60 s", source: a}', ["RPO: < 60 s [1]", "RTO: not stated"]),
        ('rto: {value: "~ 5 min", source: a}', ["RPO: not stated", "RTO: ~ 5 min [1]"]),
        ("writes: global", ["not stated"]),
    ],
)
def test_a_missing_objective_is_named(objectives: str, said: list[str]) -> None:
    assert rows(few(f"multi_region: {{{objectives}}}\n"), "regions")[0]["RPO / RTO"] == said


def test_a_mode_may_be_a_detail_alone() -> None:
    (row,) = rows(few("multi_region: {failover: {detail: By hand at night., source: a}}\n"), "regions")
    assert row["Failover"] == ["By hand at night. [1]"]


def test_no_strategy_is_a_row_of_not_stated() -> None:
    (row,) = rows(few(""), "regions")
    assert list(row.values()) == [["As it runs"], *[["not stated"]] * 5]


# Backpressure: rows 55 to 60.
def test_the_ladder_has_every_rung_in_order() -> None:
    rungs = ["Edge: admission", "Queues", "Concurrency caps", "Timeouts", "Circuit breakers", "Brownouts"]
    assert [row["Rung"] for row in rows(good(), "backpressure")] == [[rung] for rung in rungs]
    empty = rows(few(""), "backpressure")
    assert [list(row.values()) for row in empty] == [[[rung], ["not stated"], ["—"], ["—"], ["—"]] for rung in rungs]


def test_bound_and_overflow_are_apart() -> None:
    admission, queue, cap, *_others = rows(good(), "backpressure")
    assert list(admission.values())[1:] == [
        ["Messages per user [2]"],
        ["50 per minute [2]"],
        ["The app is told to wait. [2]"],
        ["Gateway"],
    ]
    assert (queue["Bound or threshold"], queue["Beyond it"]) == (
        ["not stated"],
        ["The oldest typing marks are dropped. [2]"],
    )
    assert list(cap.values())[1:] == [["Members of a group [2]"], *[["not stated"]] * 3]


def test_a_rung_has_a_row_for_each_measure() -> None:
    first, second, _next, *_others = rows(read(SECTION_E.read_text(encoding="utf-8")), "backpressure")
    assert (first["Rung"], second["Rung"]) == (["Edge: admission"], ["Edge: admission"])
    assert (first["Measure"], second["Measure"]) == (
        ["rate limits per user (no source)"],
        ["guild size caps (no source)"],
    )


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("gate_keeper", "gate keeper"),
        ("{value: gate_keeper, inferred: so}", "gate keeper (inferred)"),
        ("{value: gate_keeper, source: a}", "gate keeper"),
    ],
)
def test_the_place_of_a_measure_is_marked_only_where_its_evidence_is_another(at: str, said: str) -> None:
    record = few(f"backpressure: {{queues: [{{name: Mailbox, source: a, at: {at}}}]}}\n")
    assert rows(record, "backpressure")[1]["Where"] == [said]


# Cloud: rows 67 to 73.
def test_a_system_of_its_own_machines_has_no_table() -> None:
    assert cloud_table(few(""), vocabulary()) is None


def test_a_component_has_a_row_with_its_services() -> None:
    assert [list(row.values()) for row in rows(good(), "cloud")] == [
        [["Group service"], ["—"], ["GKE [2]"], ["—"], ["Kubernetes [2]"], ["claimed"]],
        [["Message log"], ["—"], ["—"], ["—"], ["Apache BookKeeper [1]"], ["verified"]],
    ]


def test_a_service_elsewhere_has_a_column() -> None:
    first, _compute, state, _stream, cache = rows(read(SECTION_E.read_text(encoding="utf-8")), "cloud")
    assert list(first)[:2] == ["Component", "Other service"]
    assert (first["Component"], first["Other service"]) == (["Edge"], ["Cloudflare (no source)"])
    assert state["Confidence"] == ["not stated"]
    assert cache["Confidence"] == ["confirmed"]
