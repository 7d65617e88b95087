"""The summary table, field by field (rows 22 to 39 of the checklist)."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.views.diagrams.model import Ref
from sphinx_atlas.views.summary import summary_table
from tests.records import read
from tests.views.reading import SECTION_E, few, good, lines, statements, summary, vocabulary


def test_fields_stand_in_the_order_of_the_specification() -> None:
    shown = summary_table(good(), vocabulary())
    assert [lines(row[0])[0] for row in shown.rows] == [
        "Organisation",
        "Category",
        "Primary pattern",
        "Overlays",
        "Guarantees",
        "Activity by plane",
        "Scale",
        "Scale bar met",
        "Service levels",
        "Regions",
        "Stressors, from 0 to 1",
        "Innovations",
        "Last verified",
        "Confidence",
        "Sources",
        "Licence",
    ]


def test_a_record_of_nothing_states_nothing() -> None:
    said = {
        lines(row[0])[0]: lines(row[1])
        for row in summary_table(read("id: CS-X\nname: X\ncategory: x\n"), vocabulary()).rows
    }
    assert said.pop("Category") == ["x"]
    assert said.pop("Activity by plane")[0] == "Edge: not stated"
    assert set(map(tuple, said.values())) == {("not stated",)}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("Organisation", ["Ferry Labs, Inc."]),  # row 22
        ("Category", ["Messaging & Collaboration", "Social & Feeds"]),  # row 23
        ("Primary pattern", ["Fan-out [2]"]),  # row 24
        ("Overlays", ["Sharding [1]"]),  # row 25
        ("Guarantees", ["Order per key [1] | within a group", "Bounded staleness (2s) [1] | reads in another region"]),
        ("Innovations", ["2023: Groups that split when they grow [2]"]),  # row 35
        ("Last verified", ["2025-11-15"]),  # row 37
        ("Licence", ["© Ferry Labs, Inc. for the cited texts; this record is CC BY 4.0."]),  # row 38
        ("Stressors, from 0 to 1", ["fanout: 0.9 (inferred)"]),
    ],
)
def test_a_field_is_shown_as_stated(field: str, said: list[str]) -> None:
    assert summary(good(), field) == said


def test_terms_and_categories_are_links() -> None:
    refs = {said.text: said.ref for said in statements(good(), "summary") if said.ref}
    assert refs["Messaging & Collaboration"] == Ref("category", "messaging")
    assert refs["Fan-out"] == Ref("pattern", "fan_out")
    assert refs["Bounded staleness (2s)"] == Ref("guarantee", "bounded_staleness")


def test_unknown_terms_are_words_without_a_link() -> None:
    record = few("guarantees: [no_such_promise]\npatterns: {primary: no_such_pattern}\nalso_in: [no_such_place]\n")
    refs = {said.text: said.ref for said in statements(record, "summary")}
    assert refs["no such promise"] is refs["no such pattern"] is refs["no such place"] is None


def test_an_undated_innovation_has_no_year() -> None:
    assert summary(few("innovations: [Lanes]\n"), "Innovations") == ["Lanes (no source)"]


# Row 27: five values; a plane that nobody has judged says so, and is no zero.
def test_each_plane_has_its_activity_or_none_stated() -> None:
    record = few("planes_heat: {state: {level: low, inferred: so}, edge: {level: high, source: a}}\n")
    assert summary(record, "Activity by plane") == [
        "Edge: high [1]",
        "Service: not stated",
        "Stream: not stated",
        "State: low (inferred)",
        "Control: not stated",
    ]
    states = [said.state for said in statements(record, "summary") if said.label in ("Service", "Control")]
    assert states == [State.NOT_STATED] * 2


# Rows 28 to 30: the unit, the kind, the date and the source.
@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (
            'rps: {value: "2M requests per second", kind: peak, source: a, as_of: 2024-05}',
            "RPS: 2M requests per second (peak) [1] (as of 2024-05)",
        ),
        (
            'peak_rate: {value: "2M requests per second", kind: peak, source: a}',
            "peak rate: 2M requests per second [1]",
        ),
        (
            'sockets: {value: "1M connections", kind: websocket, source: [a, b]}',
            "sockets: 1M connections (websocket) [1][2]",
        ),
        ('calls: {value: "2M users", kind: voice, source: a}', "calls: 2M users (voice) [1]"),
        ('store: {value: "300 TB", kind: hot, source: a}', "store: 300 TB (hot) [1]"),
        (
            'messages: {value: "8B messages per day", source: a}',
            "8B messages per day [1] | 8,000,000,000 ÷ 86,400 s = 92,593 per second",
        ),
        ('nodes: {value: "72 nodes", source: a, historical: true, as_of: 2019}', "72 nodes [1] (historical, 2019)"),
        (
            'data: {value: "3 PB", kind: total, source: a, note: Without copies.}',
            "data: 3 PB (total) [1] | Without copies.",
        ),
        (
            'fan_out_top_tier: {value: "10,000+ recipients per event", source: a}',
            "fan-out top tier: 10,000+ recipients per event [1]",
        ),
        ('peak_messages_per_sec: "25M"', "peak messages per sec: 25M (no source)"),
        ('share: {value: "99%", inferred: so}', "share: 99% (inferred)"),
    ],
)
def test_a_figure_of_scale_has_all_that_is_stated_of_it(figure: str, said: str) -> None:
    assert summary(few(f"scale:\n  {figure}\n"), "Scale") == [said]


def test_a_note_with_evidence_of_its_own_stands_apart() -> None:
    record = few('scale:\n  x: {value: "3 PB", source: a, note: {value: With copies., inferred: so}}\n')
    assert summary(record, "Scale") == ["x: 3 PB [1]", "With copies. (inferred)"]


def test_bars_are_shown_with_figure_derivation_and_threshold() -> None:
    requests, *others = summary(good(), "Scale bar met")
    assert requests.startswith("requests: 8B messages per day [2] | 8,000,000,000 ÷ 86,400 s = 92,593 per second; ")
    assert requests.endswith("; enough: ≥ 10,000 per second sustained")
    assert others == [
        "concurrency: 2M concurrent users [2] | enough: ≥ 1,000,000 sessions at once",
        "data: 300 TB [1] | enough: ≥ 100 TB hot",
        "fan-out: 50,000 recipients per event [2] | enough: ≥ 10,000 recipients per event",
        "footprint: multi-region, 3 regions [1] | enough: ≥ 2 regions, multi-region or global-edge",
    ]


def test_a_bar_that_is_missed_is_not_one_that_nobody_measured() -> None:
    assert summary(few('scale: {concurrency: {value: "999,999 concurrent users", source: a}}\n'), "Scale bar met") == [
        "none"
    ]
    assert summary(few('scale: {monthly_users: {value: "5M users", source: a}}\n'), "Scale bar met") == ["not stated"]


def test_the_footprint_is_as_sure_as_topology_and_count_together() -> None:
    record = few(
        "regions:\n  topology: {value: multi_region, inferred: so}\n  count: {value: 3, source: a, as_of: 2021}\n"
    )
    (said,) = summary(record, "Scale bar met")
    assert said.startswith("footprint: multi-region, 3 regions [1] (inferred) (as of 2021)")


# Rows 31 to 33.
def test_service_levels_are_shown_with_unit_and_source() -> None:
    assert summary(good(), "Service levels") == [
        "availability: 99.99% [2] | unavailable at most 52.6 min a year",
        "latency p50: 45 ms [2]",
        "latency p95: 250 ms [2]",
        "latency p99: 500 ms [2]",
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("99.99%", "unavailable at most 52.6 min a year"),
        ("99.999%", "unavailable at most 5.26 min a year"),
        ("99.9999%", "unavailable at most 31.56 s a year"),
        ("99%", "unavailable at most 5,260 min a year"),
        ("100%", "unavailable at most 0 s a year"),
        ("> 99.9%", "unavailable at most 526 min a year"),
        ("99.9%+", "unavailable at most 526 min a year"),
        ("~99.9%", "unavailable about 526 min a year"),
        ("< 99.9%", "unavailable more than 526 min a year"),
        ("up to 99.9%", "unavailable at least 526 min a year"),
    ],
)
def test_availability_is_told_as_time(value: str, said: str) -> None:
    assert summary(few(f'slos: {{availability: {{value: "{value}", source: a}}}}\n'), "Service levels") == [
        f"availability: {value} [1] | {said}"
    ]


@pytest.mark.parametrize("figure", ['availability: "4 nines"', 'push_availability: "99.9%"'])
def test_other_figures_are_not_told_as_time(figure: str) -> None:
    (said,) = summary(few(f"slos: {{{figure}}}\n"), "Service levels")
    assert "unavailable" not in said


# Row 34.
def test_regions_have_topology_count_strategy_and_names() -> None:
    assert summary(good(), "Regions") == [
        "topology: multi-region [1]",
        "count: 3 [1]",
        "strategy: Every group lives in the region of its founder. [1]",
        "named: us-east; eu-west (Also holds the backups); ap-south [1]",
    ]


def test_regions_without_topology_or_count() -> None:
    record = few("regions:\n  names: [{name: x, source: a}, {name: y, source: a}, {name: z, inferred: so}]\n")
    assert summary(record, "Regions") == ["named: x; y [1]", "named: z (inferred)"]


# Row 36.
@pytest.mark.parametrize(
    ("roles", "said"),
    [((), "1, of which 1 primary: see Evidence"), (("supporting",), "2, of which 1 primary: see Evidence")],
)
def test_sources_are_counted(roles: tuple[str, ...], said: str) -> None:
    listed = "".join(
        f"  - {{type: blog, role: {role}, title: T, url: 'https://x.example/'}}\n" for role in ("primary", *roles)
    )
    assert summary(read(f"id: CS-X\nname: X\ncategory: x\nsources:\n{listed}"), "Sources") == [said]


# Row 39.
@pytest.mark.parametrize(
    ("grade", "said"),
    [("A", "A: definitive"), ("B", "B: strong evidence, minor inference"), ("C", "C: partial information")],
)
def test_the_grade_is_spelled_out(grade: str, said: str) -> None:
    assert summary(few(f"confidence: {grade}\n"), "Confidence") == [said]
    assert summary(few(f"confidence: {grade}\nconfidence_rationale: So.\n"), "Confidence") == [f"{said} | So."]


def test_section_e_shows_its_figures_as_written() -> None:
    record = read(SECTION_E.read_text(encoding="utf-8"))
    assert summary(record, "Scale") == [
        "concurrency: 10M+ concurrent users (no source)",
        "peak messages per sec: 25M (no source)",
        "daily messages: 4B+ (no source) | 4,000,000,000 ÷ 86,400 s = 46,296 per second",
        "voice concurrent: 2.8M (no source)",
    ]
    assert summary(record, "Service levels")[1:] == [
        "latency p50: 45 ms (no source)",
        "latency p95: 250 ms (no source)",
        "latency p99: 500 ms (no source)",
        "voice latency p99: 150 ms (no source)",
    ]
    assert summary(record, "Regions")[2] == "strategy: region pinned with global state (no source)"
    assert summary(record, "Innovations")[0] == "Hybrid push/pull for celebrity servers (no source)"
