"""Little's law, only from what both factors say."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.catalog import read_record
from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.views.capacity import littles_law

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
    found = record(text)
    law = littles_law(found.capacity_planning["t"])
    assert law is not None
    assert (law.sources(found), law.state) == ((1, 2), State.SOURCED)


def test_the_result_is_inferred_if_a_factor_is() -> None:
    text = 'arrival_rate: {value: "9 requests per second", source: b}, service_time: {value: "1 s", inferred: so}'
    law = littles_law(record(text).capacity_planning["t"])
    assert law is not None
    assert law.state is State.INFERRED
