"""Little's law, only from what both factors say; and the table of tiers (rows 61 to 66 of the checklist)."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.views.capacity import littles_law
from tests.records import read
from tests.views.reading import SECTION_E, few, good, rows, statements

SOURCES = """
sources:
  - {id: a, type: blog, title: A, url: "https://x.example/a"}
  - {id: b, type: blog, title: B, url: "https://x.example/b"}
"""


def record(tier: str) -> CaseStudy:
    head = f"id: CS-X\nname: X\ncategory: messaging\ncapacity_planning:\n  t: {{{tier}}}\n"
    found, findings = read_record(read_text(head + SOURCES, "x.yaml"))
    assert found is not None, findings
    return found


@pytest.mark.parametrize(
    ("rate", "time", "result", "working"),
    [
        ("2.3M queries per second", "2 ms", "4,600", "2.3M queries per second × 2 ms"),
        ("5,000 requests per second", "20 ms", "100", "5,000 requests per second × 20 ms"),
        ("6M+ messages per second", "1 ms", "≥ 6,000", "6M+ messages per second × 1 ms"),
        ("100 requests per second", "< 60 s", "≤ 6,000", "100 requests per second × < 60 s"),
        ("~100 requests per second", "1 s", "≈ 100", "~100 requests per second × 1 s"),
        ("0 requests per second", "1 s", "0", "0 requests per second × 1 s"),
        ("100-200 requests per second", "2 s", "200 to 400", "100-200 requests per second × 2 s"),
        (
            "864,000 requests per day",
            "2 s",
            "20",
            "864,000 requests per day (10 per second) × 2 s",
        ),
    ],
)
def test_in_flight_is_rate_times_time(rate: str, time: str, result: str, working: str) -> None:
    tier = record(f'arrival_rate: "{rate}", service_time: "{time}"').capacity_planning["t"]
    law = littles_law(tier)
    assert law is not None
    assert (law.text, law.working) == (result, working)


@pytest.mark.parametrize(
    "tier",
    [
        'arrival_rate: "100 requests per second"',
        'service_time: "2 ms"',
        'arrival_rate: "100 requests", service_time: "2 ms"',
        'arrival_rate: "100 requests per second", service_time: "2 TB"',
        'arrival_rate: "100+ requests per second", service_time: "< 2 ms"',
    ],
)
def test_nothing_is_worked_out_from_less(tier: str) -> None:
    assert littles_law(record(tier).capacity_planning["t"]) is None


def test_the_result_stands_on_both_sources() -> None:
    text = 'arrival_rate: {value: "9 requests per second", source: b}, service_time: {value: "1 s", source: a}'
    law = littles_law(record(text).capacity_planning["t"])
    assert law is not None
    assert ([evidence.sources for evidence in law.evidence], law.state) == ([("b",), ("a",)], State.SOURCED)


def test_the_result_is_inferred_if_a_factor_is() -> None:
    text = 'arrival_rate: {value: "9 requests per second", source: b}, service_time: {value: "1 s", inferred: so}'
    law = littles_law(record(text).capacity_planning["t"])
    assert law is not None
    assert law.state is State.INFERRED


def test_a_tier_has_its_figures_in_their_columns() -> None:
    (row,) = rows(good(), "capacity")
    assert list(row.values()) == [
        ["Group service"],
        [
            "L: 100 [2] | 5,000 requests per second × 20 ms",
            "λ: 5,000 requests per second (peak) [2]",
            "W: 20 ms [2]",
            "L stated: 100 requests [2]",
        ],
        ["40 ms [2]"],
        ["80 ms [2]"],
        ["50 ms [2]"],
        ["200 workers [2]"],
        ["1,024 partitions [1]", "50 nodes [2]", "RPS per node: 5k [2]"],
    ]


def test_what_is_worked_out_links_to_the_sources_of_the_record() -> None:
    (law,) = (said for said in statements(good(), "capacity") if said.label == "L")
    assert (law.system, law.sources) == ("CS-FERRY-CHAT", (2,))


def test_what_is_worked_out_is_as_sure_and_as_old_as_its_factors() -> None:
    rate = "arrival_rate: {value: 9 requests per second, source: b, as_of: 2020}"
    time = "service_time: {value: 1 s, inferred: so, historical: true}"
    (row,) = rows(few(f"capacity_planning: {{web: {{{rate}, {time}}}}}\n"), "capacity")
    assert row["Little's law: L = λ × W"][0] == (
        "L: 9 [2] (inferred) (as of 2020, historical) | 9 requests per second × 1 s"
    )


def test_one_factor_stands_alone() -> None:
    (row,) = rows(few("capacity_planning: {web: {service_time: {value: 1 s, source: a}}}\n"), "capacity")
    assert row["Little's law: L = λ × W"] == ["W: 1 s [1]"]


def test_a_tier_of_nothing_has_no_figures() -> None:
    (row,) = rows(few("capacity_planning: {web_tier: {}}\n"), "capacity")
    assert list(row.values()) == [["Web tier"], *[["not stated"]] * 5, ["—"]]


def test_a_tier_is_called_by_its_name_its_component_or_its_key() -> None:
    record = few(
        "components: [{id: web, name: Web servers, plane: service}]\n"
        "capacity_planning: {x: {name: Front, component: web}, y: {component: web}, z: {component: gone}}\n"
    )
    assert [row["Tier"] for row in rows(record, "capacity")] == [["Front"], ["Web servers"], ["Z"]]


def test_section_e_has_its_tiers() -> None:
    shown = rows(read(SECTION_E.read_text(encoding="utf-8")), "capacity")
    assert [row["Tier"] for row in shown] == [["Edge tier"], ["Service tier"], ["State tier"]]
    assert shown[1]["Other figures"] == [
        "pods: 100k (no source)",
        "RPS per pod: 5k (no source)",
        "memory per pod: 8GB (no source)",
    ]
