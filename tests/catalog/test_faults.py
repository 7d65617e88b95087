"""Fault injection: each field of the good record is dropped, misspelt, retyped and corrupted in turn.

A fault is made in the text, at the place that PyYAML's own composer gives, so that the finding must stand at that very
line and column. What is silent is listed by name: nothing is optional by accident.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
import yaml

from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.manifest import Profile, Severity
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.rules.check import check
from tests.records import AS_OF, SHOWN, catalog_of, good_record

TEXT = good_record()
#: What is judged some two thousand times is covered by the tests of rules and of reading.
pytestmark = pytest.mark.no_cover


class Field(NamedTuple):
    """One field of the record.

    :param name: its keys from the top, dotted; items of a list are all alike
    :param key: where its key begins and ends in the text
    :param value: where its value begins and ends
    :param kind: ``scalar``, ``mapping`` or ``sequence``
    """

    name: str
    key: slice
    value: slice
    kind: str

    @property
    def word(self) -> str:
        return TEXT[self.key]


def fields(node: yaml.Node, name: str = "") -> Iterator[Field]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = f"{name}.{key.value}".lstrip(".")
            yield Field(inner, span(key), span(value), value.id)
            yield from fields(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from fields(item, name)


def span(node: yaml.Node) -> slice:
    # The end of a block is where the next one begins.
    start, end = node.start_mark.index, node.end_mark.index
    return slice(start, start + len(TEXT[start:end].rstrip()))


ROOT = yaml.compose(TEXT, Loader=yaml.SafeLoader)
assert ROOT is not None
FIELDS = {field.name: field for field in reversed(list(fields(ROOT)))}


def changed(at: slice, new: str) -> str:
    return TEXT[: at.start] + new + TEXT[at.stop :]


def place(at: slice) -> tuple[int, int]:
    """Line and column where a part of the text begins."""
    before = TEXT[: at.start]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@cache
def judged(text: str) -> list[Finding]:
    """Every finding about a record, but what is only for information."""
    problems = check(catalog_of(text), as_of=AS_OF, profile=Profile.STRICT)
    return [problem.finding for problem in problems if problem.severity is not Severity.INFO]


@cache
def shape(text: str) -> list[Finding]:
    """What reading a record finds."""
    return read_record(read_text(text, SHOWN))[1]


def found_at(text: str, at: slice) -> list[Finding]:
    """The findings that stand at a place; the rules are asked only where reading is silent."""
    wanted = place(at)
    here = [finding for finding in shape(text) if (finding.line, finding.column) == wanted]
    return here or [finding for finding in judged(text) if (finding.line, finding.column) == wanted]


def listed(names: str) -> list[str]:
    return sorted(names.split())


def test_the_record_itself_is_clean() -> None:
    assert judged(TEXT) == []
    assert len(FIELDS) > 200


# --- dropped -------------------------------------------------------------------------------------------------------


def without(field: Field) -> str:
    """The record without a field, and without the comma that parted it from the others."""
    before, after = TEXT[: field.key.start], TEXT[field.value.stop :]
    if after.startswith(", "):
        return before + after[2:]
    return before.removesuffix(", ") + after if after.startswith("}") else before + after


def test_a_dropped_field_is_reported_or_listed_as_optional() -> None:
    silent = [name for name, field in FIELDS.items() if not judged(without(field))]
    assert sorted(silent) == listed(OPTIONAL)


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
    components.consistency components.description components.facts components.facts.connections_per_node.source
    components.mechanisms components.role components.technology failures_top5.component failures_top5.description
    failures_top5.drill failures_top5.drill.inferred flows flows.critical flows.guarantee flows.label flows.latency
    flows.latency.source flows.mode former_ids guarantees.scope guarantees.test incidents incidents.cause
    incidents.date incidents.duration incidents.duration.source incidents.failure incidents.impact innovations
    innovations.description mechanisms.conditional mechanisms.conditional.how mechanisms.conditional.when
    mechanisms.mandatory.how migrations migrations.from_facts migrations.from_facts.nodes.as_of
    migrations.from_facts.nodes.historical migrations.from_facts.nodes.source migrations.to_facts
    migrations.to_facts.nodes.source migrations.when migrations.why multi_region multi_region.failover
    multi_region.replication multi_region.rpo multi_region.rpo.source multi_region.rto multi_region.rto.source
    multi_region.ux_guarantees multi_region.ux_guarantees.scope multi_region.variants multi_region.variants.detail
    multi_region.variants.replication multi_region.writes multi_region.writes.detail multi_region.writes.mode
    patterns.micro_patterns patterns.micro_patterns.how patterns.overlays patterns.overlays.how patterns.primary.how
    planes_heat planes_heat.control planes_heat.edge planes_heat.service planes_heat.state planes_heat.stream regions
    regions.count regions.count.source regions.names regions.names.role regions.strategy regions.topology
    scale.concurrency scale.concurrency.kind scale.daily_messages scale.fan_out scale.history scale.history.kind
    scale.peak_messages scale.peak_messages.kind scale_tiers scale_tiers.description scale_tiers.facts
    scale_tiers.facts.shards.source slos slos.availability slos.latency_p50 slos.latency_p95 slos.latency_p99
    sources.archived sources.confidence sources.retrieved sources.role stressor_scores unconfirmed unconfirmed.note
"""


# --- misspelt ------------------------------------------------------------------------------------------------------


def misspelt(word: str) -> list[str]:
    """The word with two letters swapped, with one too many, and with one too few."""
    middle = len(word) // 2
    swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    slips = [swapped, word[:middle] + "q" + word[middle:], word[: middle - 1] + word[middle:]]
    return [slip for slip in slips if slip not in (word, "")]


def test_a_misspelt_key_is_reported_where_it_stands() -> None:
    silent = [
        name
        for name, field in FIELDS.items()
        if not all(found_at(changed(field.key, slip), field.key) for slip in misspelt(field.word))
    ]
    assert sorted(silent) == listed(FREE)


def test_the_right_word_is_suggested_for_a_misspelt_key() -> None:
    for name, field in FIELDS.items():
        if name in listed(FREE) or len(field.word) < 4:
            continue
        for slip in misspelt(field.word):
            messages = [finding.message for finding in found_at(changed(field.key, slip), field.key)]
            assert any(repr(field.word) in message for message in messages), (name, slip, messages)


#: Keys that are the writer's to choose (a misspelt one is another), and two that are then read as figures and refused
#: at their values.
FREE = """
    capacity_planning.service_tier capacity_planning.service_tier.component capacity_planning.service_tier.name
    capacity_planning.service_tier.nodes capacity_planning.service_tier.rps_per_node cloud_mapping.groups
    cloud_mapping.keeper migrations.from_facts.nodes migrations.to_facts.nodes scale.fan_out scale.history
    scale_tiers.facts.shards stressor_scores.fanout
"""


# --- retyped -------------------------------------------------------------------------------------------------------

OTHER_TYPES = {
    "scalar": ["[x]", "{x: y}"],
    "mapping": ["x", "[x]", "5"],
    "sequence": ["x", "{x: y}", "5"],
}


def test_a_value_of_another_type_is_reported_where_it_stands() -> None:
    silent = [
        f"{name}={new}".replace(" ", "")
        for name, field in FIELDS.items()
        for new in OTHER_TYPES[field.kind]
        if not found_at(changed(field.value, new), field.value)
    ]
    assert sorted(silent) == listed(RETYPED)


#: A text is the short form of a claim; a mapping is what a mode may be written as, and its unknown key is reported.
RETYPED = """
    failures_top5.drill=x multi_region.failover={x:y} multi_region.replication={x:y}
    multi_region.variants.replication={x:y}
"""


def test_a_number_where_text_is_wanted_is_reported_where_it_stands() -> None:
    for field in FIELDS.values():
        assert field.kind != "scalar" or found_at(changed(field.value, "7"), field.value), field.name


# --- corrupted -----------------------------------------------------------------------------------------------------

CORRUPT = [
    "''",
    "'???'",
    "-1",
    "9" * 400,
    "1e999999",
    "😀" * 50,
    r'"\x00\x1b[0m\u202e"',
    "~",
    "[[[]]]",
    "{? [a] : b}",
    "x" * 5000,
]


@pytest.mark.parametrize("turn", range(2))
def test_a_corrupted_value_never_gives_a_traceback(turn: int) -> None:
    for number, field in enumerate(FIELDS.values()):
        for finding in judged(changed(field.value, CORRUPT[(number + 5 * turn) % len(CORRUPT)])):
            assert finding.code.startswith("ATL")
            assert finding.path == SHOWN
            assert 1 <= finding.line <= TEXT.count("\n") + 1
            assert finding.message.isprintable()


def test_a_text_that_is_cut_off_anywhere_is_named() -> None:
    for end in range(0, len(TEXT), 97):
        assert judged(TEXT[:end])
