"""Fault injection: from the good record, each key is dropped, retyped, misspelt or corrupted in turn.

Each fault is made on the data and written as YAML anew, so that the line and column of what was changed are known.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.manifest import Profile, Severity
from sphinx_atlas.rules.check import check
from tests.records import AS_OF, catalog_of, good_record

Path = tuple[str | int, ...]
GOOD: dict[str, Any] = yaml.safe_load(good_record())

#: Mappings whose keys name figures, planes of judgement or components as the writer likes.
FREE = {"scale", "slos", "facts", "from_facts", "to_facts", "stressor_scores", "capacity_planning", "cloud_mapping"}


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every key of the record, from the top down; of a list, the first item only, as the others are like it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key)
            yield from paths(value, (*path, key))
    elif isinstance(data, list) and data:
        yield from paths(data[0], (*path, 0))


PATHS = list(paths(GOOD))


def reach(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def is_free(path: Path) -> bool:
    """Whether a key is the writer's to choose."""
    in_tier = len(path) > 2 and path[-3] == "capacity_planning"
    return len(path) > 1 and (path[-2] in FREE or in_tier)


def judge(data: Any) -> tuple[list[Finding], str]:
    """Every finding about a record, and the text that it was written as."""
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
    catalog: Catalog = catalog_of(text)
    problems = check(catalog, as_of=AS_OF, profile=Profile.STRICT)
    return [problem.finding for problem in problems if problem.severity is not Severity.INFO], text


def place(text: str, path: Path) -> tuple[int, int]:
    """Line and column of a key in the text."""
    node: Any = yaml.compose(text)
    mark = node.start_mark
    for key in path:
        if isinstance(key, int):
            node = node.value[key]
            mark = node.start_mark
        else:
            at, node = next((k, v) for k, v in node.value if k.value == key)
            mark = at.start_mark
    return mark.line + 1, mark.column + 1


def changed(path: Path, value: Any) -> Any:
    data = copy.deepcopy(GOOD)
    reach(data, path[:-1])[path[-1]] = value
    return data


def test_the_record_itself_is_clean() -> None:
    assert judge(GOOD)[0] == []
    assert len(PATHS) > 150


@pytest.mark.parametrize("path", [path for path in PATHS if not is_free(path)], ids=str)
def test_a_misspelt_key_is_reported_where_it_stands(path: Path) -> None:
    data = copy.deepcopy(GOOD)
    holder = reach(data, path[:-1])
    key = str(path[-1])
    wrong = f"{key[:-1]}q{key[-1]}"
    renamed = {wrong if k == key else k: v for k, v in holder.items()}
    holder.clear()
    holder.update(renamed)
    findings, text = judge(data)
    where = place(text, (*path[:-1], wrong))
    here = [finding for finding in findings if (finding.line, finding.column) == where]
    assert here, [str(finding) for finding in findings]
    assert all(finding.code for finding in here)


#: What a scalar, a list and a mapping are each replaced by.
RETYPED: dict[type, list[Any]] = {
    str: [["x"], {"x": "y"}],
    list: ["x", {"x": "y"}],
    dict: [["x"]],
}


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_retyped_value_is_reported_on_its_line(path: Path) -> None:
    for value in RETYPED.get(type(reach(GOOD, path)), RETYPED[str]):
        if path[-1] == "source" and value == ["x"]:
            continue  # a list of sources is one of the forms
        findings, text = judge(changed(path, value))
        line = place(text, path)[0]
        near = [finding for finding in findings if line <= finding.line <= line + 1]
        assert near, (value, [str(finding) for finding in findings])


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_corrupted_value_gives_no_traceback(path: Path) -> None:
    for value in ("???", None, -1, "😀" * 500, {"value": None}):
        findings, _text = judge(changed(path, value))
        assert all("\n" not in finding.message for finding in findings)


def test_a_dropped_key_is_reported_or_optional() -> None:
    silent = set()
    for path in PATHS:
        data = copy.deepcopy(GOOD)
        del reach(data, path[:-1])[path[-1]]
        if not judge(data)[0]:
            silent.add(".".join(str(key) for key in path if not isinstance(key, int)))
    assert sorted(silent) == sorted(OPTIONAL)


#: What may be left out of a record without a word, by name.
OPTIONAL = """
    also_in backpressure backpressure.admission backpressure.admission.at backpressure.admission.limit
    backpressure.admission.limit.source backpressure.admission.overflow backpressure.brownouts backpressure.caps
    backpressure.circuit_breakers backpressure.queues backpressure.queues.at backpressure.queues.overflow
    backpressure.timeouts capacity_planning capacity_planning.service_tier.arrival_rate
    capacity_planning.service_tier.component capacity_planning.service_tier.hedging
    capacity_planning.service_tier.in_flight capacity_planning.service_tier.latency_p95
    capacity_planning.service_tier.latency_p99 capacity_planning.service_tier.name
    capacity_planning.service_tier.nodes capacity_planning.service_tier.partitions
    capacity_planning.service_tier.pool_size capacity_planning.service_tier.rps_per_node
    capacity_planning.service_tier.service_time cloud_mapping cloud_mapping.groups cloud_mapping.groups.gcp
    cloud_mapping.groups.oss cloud_mapping.keeper cloud_mapping.keeper.component cloud_mapping.keeper.oss
    components.role failures_top5.component failures_top5.description failures_top5.drill
    failures_top5.drill.inferred flows flows.critical flows.label flows.mode former_ids guarantees.scope
    guarantees.test incidents incidents.cause incidents.date incidents.duration incidents.duration.source
    incidents.failure incidents.impact innovations innovations.description mechanisms.conditional
    mechanisms.conditional.how mechanisms.conditional.when mechanisms.mandatory.how migrations
    migrations.from_facts migrations.from_facts.nodes.as_of migrations.from_facts.nodes.historical
    migrations.from_facts.nodes.source migrations.to_facts migrations.to_facts.nodes.source migrations.when
    migrations.why multi_region multi_region.failover multi_region.replication multi_region.rpo
    multi_region.rpo.source multi_region.rto multi_region.rto.source multi_region.ux_guarantees
    multi_region.ux_guarantees.scope multi_region.variants multi_region.variants.detail
    multi_region.variants.replication multi_region.writes multi_region.writes.detail multi_region.writes.mode
    patterns.micro_patterns patterns.micro_patterns.how patterns.overlays patterns.overlays.how
    patterns.primary.how planes_heat planes_heat.control planes_heat.edge planes_heat.service planes_heat.state
    planes_heat.stream regions regions.count regions.count.source regions.names regions.strategy
    regions.topology scale.concurrency scale.concurrency.kind scale.daily_messages scale.fan_out scale.history
    scale.history.kind scale.peak_messages scale.peak_messages.kind scale_tiers scale_tiers.description slos
    slos.availability slos.latency_p50 slos.latency_p95 slos.latency_p99 sources.archived sources.confidence
    sources.retrieved stressor_scores unconfirmed unconfirmed.note
""".split()
