"""What is inferred and why, what nobody has stated, and what each source is quoted for."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.views.evidence import inferred, not_stated, quoted
from tests.views.reading import RECORDS, few, good, record_of, statements


def test_each_reason_stands_with_the_place_it_is_about() -> None:
    found = {said.label: said.text for said in inferred(good())}
    assert list(found) == [
        "activity by plane, edge",
        "activity by plane, service",
        "activity by plane, stream",
        "activity by plane, state",
        "activity by plane, control",
        "stressors, fanout",
        "components, Placer",
        "flows, Placer → Group service",
        "failures, hot group, drill",
    ]
    assert found["components, Placer"] == "Named only in the description of an outage."


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("summary: {value: All of it., inferred: so}", "summary"),
        ("scale: {value: {x: 3 PB}, inferred: so}", "scale"),
        ("scale: {x: {value: 3 PB, inferred: so}}", "scale, x"),
        ("slos: {latency_p99: {value: 3 ms, inferred: so}}", "service levels, latency p99"),
        ("multi_region: {inferred: so, writes: global, rpo: 3 s}", "across regions"),
        ("multi_region: {rto: {value: 3 s, inferred: so}}", "across regions, rto"),
        ("backpressure: {queues: [{name: Mail box, inferred: so, limit: 3 items}]}", "backpressure, queues, Mail box"),
        ("migrations: [{from: A, to: B, when: {value: 2022, inferred: so}}]", "migrations, A → B, when"),
        ("migrations: [{from: {value: A, inferred: so}, to: B}]", "migrations, A → B, from"),
        ("flows: [{from: a, to: b, mode: {value: sync, inferred: so}}]", "flows, a → b, mode"),
        ("capacity_planning: {web_tier: {pods: {value: 9, inferred: so}}}", "capacity, web tier, pods"),
        ("cloud_mapping: {web: {aws: {value: EC2, inferred: so}}}", "cloud, web, AWS"),
        ("patterns: {primary: {name: cqrs, inferred: so}}", "patterns, primary"),
    ],
)
def test_a_reason_is_told_once_where_it_is_written(lines: str, place: str) -> None:
    (said,) = inferred(few(lines + "\n"))
    assert (said.label, said.text, said.state) == (place, "so", State.INFERRED)


def test_one_reason_for_two_things_is_told_once() -> None:
    (said,) = inferred(few("planes_heat: {edge: {level: low, inferred: so}, state: {level: low, inferred: so}}\n"))
    assert said.label == "activity by plane, edge; activity by plane, state"


def test_a_reason_knows_its_line() -> None:
    record = few("components:\n  - {id: x, name: X, plane: edge,\n     technology: {value: Rust, inferred: so}}\n")
    (said,) = inferred(record)
    assert said.mark == record.components[0].mark("technology")
    assert said.mark is not None
    assert said.mark.line == 6


@pytest.mark.parametrize("name", RECORDS)
def test_every_inferred_statement_of_a_table_has_its_reason_listed(name: str) -> None:
    record = record_of(name)
    listed = {said.text for said in inferred(record)}
    shown = {said.reason for said in statements(record) if said.state is State.INFERRED and said.reason}
    assert shown <= listed


def test_a_record_of_nothing_lacks_everything() -> None:
    assert [said.text for said in not_stated(few(""))] == [
        "figures of scale",
        "regions",
        "service levels",
        "guarantees",
        "a multi-region strategy",
        "backpressure",
        "failure modes",
        "public incidents",
        "capacity by tier",
        "earlier architectures",
        "components of the edge plane",
        "components of the service plane",
        "components of the stream plane",
        "components of the state plane",
        "components of the control plane",
    ]


def test_a_whole_record_lacks_nothing() -> None:
    assert not_stated(good()) == ()


def test_a_strategy_lacks_what_it_does_not_say() -> None:
    texts = [said.text for said in not_stated(few("multi_region: {writes: global, rto: 3 s}\n"))]
    assert texts[-3:] == ["replication mode across regions", "failover across regions", "RPO across regions"]
    assert "a multi-region strategy" not in texts


def test_quotes_stand_by_source_with_what_they_support() -> None:
    found = quoted(good())
    assert list(found) == ["scale-2024", "storage-2023"]
    assert found["scale-2024"][0] == ("two million concurrent users", "concurrency: 2M concurrent users (session)")
    assert ("2 ms from gateway to group", "Gateway → Group service, latency: 2 ms") in found["scale-2024"]
    assert ("no more than 50 a minute", "Messages per user, limit: 50 per minute") in found["scale-2024"]
    assert ("two hours", "Outage of March 2024, duration: 2 h") in found["scale-2024"]
    assert ("our three regions", "count: 3") in found["storage-2023"]


def test_a_quote_of_two_figures_and_two_sources() -> None:
    quote = 'source: [b, a], quote: "from 9 to 3 nodes"'
    record = few(f"scale: {{nodes: {{value: 9 nodes, {quote}}}, less: {{value: 3 nodes, {quote}}}}}\n")
    entry = [("from 9 to 3 nodes", "9 nodes, less: 3 nodes")]
    assert quoted(record) == {"b": entry, "a": entry}


@pytest.mark.parametrize(
    ("lines", "supports"),
    [
        ("summary: {value: All of it., source: a, quote: all of it}", "summary"),
        ("components: [{id: x, name: Web, plane: edge, source: a, quote: the web}]", "components, Web"),
        (
            "failures_top5: [{name: hot_key, source: a, drill: {value: Weekly., quote: each week}}]",
            "failures, hot key, drill",
        ),
    ],
)
def test_a_quote_of_words_supports_its_place(lines: str, supports: str) -> None:
    ((_quote, text),) = quoted(few(lines + "\n"))["a"]
    assert text == supports


@pytest.mark.parametrize("name", RECORDS)
def test_every_quote_of_a_table_is_listed_under_its_source(name: str) -> None:
    record = record_of(name)
    numbers = {record.source_number(id_): {quote for quote, _text in found} for id_, found in quoted(record).items()}
    shown = [said for said in statements(record) if said.quote]
    assert all(said.quote in numbers[number] for said in shown for number in said.sources)


def test_an_empty_reason_or_quote_is_none() -> None:
    record = few("scale: {x: {value: 3 PB, inferred: ''}, y: {value: 3 PB, source: a, quote: ''}}\n")
    assert inferred(record) == ()
    assert quoted(record) == {}


def test_a_figure_that_two_places_share_is_named_once() -> None:
    figure = "{value: 9 machines, source: a, quote: nine machines}"
    record = few(f"scale: {{fleet: {figure}}}\ncapacity_planning: {{web: {{pool_size: {figure}}}}}\n")
    assert quoted(record) == {"a": [("nine machines", "fleet: 9 machines")]}


def test_what_a_record_says_of_itself_is_no_evidence() -> None:
    record = few("unconfirmed: [{statement: 9M users, inferred: so}]\norg: {value: X, source: a, quote: X}\n")
    assert inferred(record) == ()
    assert quoted(record) == {}
