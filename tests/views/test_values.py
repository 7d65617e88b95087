"""Values of a record by their path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.views.values import PathError, value
from tests.views.reading import few, good, lines, vocabulary


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("scale.concurrency", "2M concurrent users (session) [2]"),
        ("slos.latency_p99", "500 ms [2]"),
        ("regions.count", "3 [1]"),
        ("regions.topology", "multi-region [1]"),
        ("regions.names.eu-west.role", "Also holds the backups. [1]"),
        ("components.gateway.technology", "Elixir [2]"),
        ("components.gateway.facts.connections_per_node", "100,000 connections [2]"),
        ("components.placer.name", "Placer (inferred)"),
        ("flows.2.from", "gateway [2]"),
        ("flows.2.latency", "2 ms [2]"),
        ("flows.1.critical", "yes [2]"),
        ("flows.4.critical", "no [2]"),
        ("multi_region.failover", "manual [1]"),
        ("multi_region.writes.detail", "by group [1]"),
        ("failures_top5.hot_group.drill", "A weekly load test. (inferred)"),
        ("capacity_planning.service_tier.nodes", "50 nodes [2]"),
        ("stressor_scores.fanout", "0.9 (inferred)"),
        ("planes_heat.edge", "high (inferred)"),
        ("migrations.1.from_facts.nodes", "12 nodes [1] (historical, 2022)"),
        ("patterns.primary", "Fan-out [2]"),
        ("guarantees.bounded_staleness_2s", "Bounded staleness (2s) [1]"),
        ("confidence", "B"),
        ("last_verified", "2025-11-15"),
        ("sources.scale-2024.title", "Ferry at two million"),
        (" scale . concurrency ", "2M concurrent users (session) [2]"),
    ],
)
def test_a_path_leads_to_a_value_with_its_evidence(path: str, shown: str) -> None:
    assert lines(value(good(), vocabulary(), path)) == [shown]


@pytest.mark.parametrize(
    "path", ["org", "multi_region.rpo", "components.a.technology", "capacity_planning.x.pool_size"]
)
def test_what_the_record_leaves_open_is_not_stated(path: str) -> None:
    text = "components: [{id: a, name: A, plane: edge}]\ncapacity_planning: {x: {nodes: 3 nodes}}\n"
    assert value(few(text), vocabulary(), path) == ()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("scale.concurency", "there is no 'concurency' here; did you mean 'concurrency'?"),
        ("scael.concurrency", "there is no 'scael' here; did you mean 'scale'?"),
        ("components.gatway.technology", "there is no 'gatway' here; did you mean 'gateway'?"),
        ("flows.99", "there is no '99' here"),
        ("", "there is no '' here"),
        ("scale", "'scale' is not one value"),
        ("components.gateway", "'gateway' is not one value"),
        ("scale.concurrency.value.x", "there is no 'x' here"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(path: str, message: str) -> None:
    with pytest.raises(PathError) as caught:
        value(good(), vocabulary(), path)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


_WORDS = st.sampled_from(
    [*"scale components flows regions sources gateway 1 2 name value . _path model_fields".split()]
)


@given(st.one_of(st.text(), st.lists(_WORDS).map(".".join)))
def test_any_text_is_a_path_or_is_told(path: str) -> None:
    try:
        assert isinstance(value(good(), vocabulary(), path), tuple)
    except PathError as error:
        assert len(str(error)) < 700
