"""The six bars of scale, on both sides of each boundary."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.bars import THRESHOLDS, BarResult, bars
from sphinx_atlas.catalog.parts import Bar
from tests.records import read


def judged(bar: Bar, lines: str, section: str = "scale") -> BarResult:
    """How a record with these lines in one section stands to a bar."""
    indented = "".join(f"  {line}\n" for line in lines.splitlines())
    record = read(f"id: CS-X\nname: X\ncategory: messaging\n{section}:\n{indented}")
    return {result.bar: result for result in bars(record)}[bar]


@pytest.mark.parametrize(
    ("bar", "figure", "met"),
    [
        (Bar.REQUESTS, "x: {value: '10,000 requests per second', kind: sustained}", True),
        (Bar.REQUESTS, "x: {value: '9,999 requests per second', kind: sustained}", False),
        (Bar.REQUESTS, "x: {value: '100,000 requests per second', kind: peak}", True),
        (Bar.REQUESTS, "x: {value: '99,999 requests per second', kind: peak}", False),
        (Bar.REQUESTS, "x: 100M requests per second", False),
        (Bar.REQUESTS, "peak_requests_per_sec: 100k", True),
        (Bar.REQUESTS, "mean_rps: 10k", True),
        (Bar.REQUESTS, "x: 5B requests per day", True),
        (Bar.REQUESTS, "x: 500M requests per day", False),
        (Bar.REQUESTS, "x: 36M requests per hour", True),
        (Bar.REQUESTS, "x: 35.9M requests per hour", False),
        (Bar.REQUESTS, "x: {value: 5B requests per day, kind: peak}", False),
        (Bar.REQUESTS, "x: 6M requests per minute", False),
        (Bar.REQUESTS, "x: {value: 6M requests per minute, kind: peak}", True),
        (Bar.REQUESTS, "x: {value: < 50k requests per second, kind: sustained}", False),
        (Bar.REQUESTS, "x: {value: 9k-50k requests per second, kind: sustained}", False),
        (Bar.REQUESTS, "x: {value: 10k-50k requests per second, kind: sustained}", True),
        (Bar.REQUESTS, "x: {value: 1M requests per second, kind: peak, dimension: other}", False),
        (Bar.REQUESTS, "daily_active_users: 5B", False),
        (Bar.REQUESTS, "x: 5B users per day", False),
        (Bar.REQUESTS, "x: {value: 80 Gbps, kind: peak}", False),
        (Bar.CONCURRENCY, "x: {value: '1,000,000', kind: session}", True),
        (Bar.CONCURRENCY, "x: {value: '999,999', kind: session}", False),
        (Bar.CONCURRENCY, "x: {value: '100,000', kind: websocket}", True),
        (Bar.CONCURRENCY, "x: {value: '99,999', kind: websocket}", False),
        (Bar.CONCURRENCY, "x: {value: '100,000', kind: session}", False),
        (Bar.CONCURRENCY, "x: '100,000 concurrent WebSocket connections'", True),
        (Bar.CONCURRENCY, "x: 1M concurrent users", True),
        (Bar.CONCURRENCY, "concurrency: 1M", True),
        (Bar.CONCURRENCY, "voice_concurrent: 2.8M", True),
        (Bar.CONCURRENCY, "x: 1M connections", True),
        (Bar.CONCURRENCY, "x: 1M connections per host", False),
        (Bar.CONCURRENCY, "x: 600M users", False),
        (Bar.CONCURRENCY, "x: 600M monthly active users", False),
        (Bar.CONCURRENCY, "x: {value: 600M monthly active users, kind: session}", False),
        (Bar.CONCURRENCY, "dau: 600M", False),
        (Bar.CONCURRENCY, "x: 600M subscribers", False),
        (Bar.CONCURRENCY, "x: 2M concurrent subscribers", True),
        (Bar.CONCURRENCY, "x: {value: 600M members, dimension: concurrency}", False),
        (Bar.CONCURRENCY, "x: {value: 5M streams, dimension: concurrency}", True),
        (Bar.CONCURRENCY, "x: up to 5M concurrent users", False),
        (Bar.DATA, "x: {value: 100 TB, kind: hot}", True),
        (Bar.DATA, "x: {value: 99.9 TB, kind: hot}", False),
        (Bar.DATA, "x: {value: 91 TiB, kind: hot}", True),
        (Bar.DATA, "hot_data: 100 TB", True),
        (Bar.DATA, "x: {value: 1 PB, kind: total}", True),
        (Bar.DATA, "x: {value: 999 TB, kind: total}", False),
        (Bar.DATA, "x: 999 TB", False),
        (Bar.DATA, "x: {value: 2 EB, kind: moved}", False),
        (Bar.DATA, "x: 2 EB per quarter", False),
        (Bar.DATA, "x: 12 PB/s", False),
        (Bar.DATA, "x: 9 Pb", False),
        (Bar.DATA, "x: {value: 1 PB per node, dimension: data}", False),
        (Bar.FAN_OUT, "x: '10,000 recipients per event'", True),
        (Bar.FAN_OUT, "x: '9,999 recipients per event'", False),
        (Bar.FAN_OUT, "x: {value: '94M devices', dimension: fan_out}", True),
        (Bar.FAN_OUT, "x: {value: '94M devices per second', dimension: fan_out}", False),
        (Bar.FAN_OUT, "x: '94M bytes per event'", False),
        (Bar.COST, "x: '$100,001 per month'", True),
        (Bar.COST, "x: '$100,000 per month'", False),
        (Bar.COST, "x: '$100,000+ per month'", False),
        (Bar.COST, "x: '> $100,000 per month'", True),
        (Bar.COST, "x: '< $200,000 per month'", False),
        (Bar.COST, "x: '$1,200,000 per year'", False),
        (Bar.COST, "x: '$1,200,012 per year'", True),
        (Bar.COST, "x: '€5M per month'", False),
        (Bar.COST, "x: '$5M'", False),
    ],
)
def test_both_sides_of_each_boundary(bar: Bar, figure: str, met: bool) -> None:
    assert judged(bar, figure).met is met


@pytest.mark.parametrize(
    ("lines", "met", "value"),
    [
        ("topology: multi_region\ncount: 2", True, "multi-region, 2 regions"),
        ("topology: multi_region\ncount: 1", False, "multi-region, 1 regions"),
        ("topology: global_edge\ncount: 330+ cities", True, "global-edge, 330+ cities"),
        ("topology: multi_zone\ncount: 3", False, "multi-zone, 3 regions"),
        ("topology: multi_region", False, "multi-region, number of regions not stated"),
        ("topology: multi_region\ncount: < 5", False, "multi-region, < 5 regions"),
        ("count: 5", False, "topology not stated, 5 regions"),
        ("strategy: none", False, "not stated"),
    ],
)
def test_the_footprint(lines: str, met: bool, value: str) -> None:
    result = judged(Bar.FOOTPRINT, lines, "regions")
    assert (result.met, result.value) == (met, value)


def test_a_record_that_says_nothing_stands_to_all_six() -> None:
    results = bars(read("id: CS-X\nname: X\ncategory: messaging\n"))
    assert [result.bar for result in results] == [bar for bar in Bar if bar is not Bar.OTHER]
    assert {(result.figure, result.met, result.value) for result in results} == {(None, False, "not stated")}
    assert [result.threshold for result in results] == list(THRESHOLDS.values())


def test_what_is_derived_shows_how() -> None:
    daily = judged(Bar.REQUESTS, "x: 5B requests per day")
    assert daily.derivation == "5,000,000,000 ÷ 86,400 s = 57,870 per second"
    assert daily.threshold == "≥ 10,000 per second sustained"
    yearly = judged(Bar.COST, "x: $14M per year")
    assert yearly.derivation == "14,000,000 USD per year = 1,166,667 USD per month"
    assert judged(Bar.COST, "x: $1M per month").derivation is None


def test_the_value_says_what_its_key_says() -> None:
    assert judged(Bar.REQUESTS, "peak_messages_per_sec: 25M").value == "25M messages per second"
    assert judged(Bar.REQUESTS, "daily_messages: 4B+").value == "4B+ messages per day"
    assert judged(Bar.COST, "x: €5M per month").value == "€5M per month, which cannot be compared"


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [
        ("a: 2M concurrent users\nb: 5M concurrent users", "b"),
        ("a: {value: 2M concurrent users, source: s, quote: 2M}\nb: 5M concurrent users", "a"),
        ("a: {value: 2k concurrent users, source: s, quote: 2k}\nb: 5M concurrent users", "b"),
        ("a: 2M concurrent users\nb: {value: 5M concurrent users, historical: true}", "a"),
        ("a: {value: 400k, kind: websocket}\nb: 3M concurrent users", "a"),
    ],
)
def test_of_several_figures_one_counts(lines: str, chosen: str) -> None:
    figure = judged(Bar.CONCURRENCY, lines).figure
    assert figure is not None
    assert figure.key == chosen
