"""BP and SL: the ladder with its four answers, the budget of each tier."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.operations import Backpressure
from sphinx_atlas.catalog.sections import Plane, Role
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.views.diagrams import diagram
from sphinx_atlas.views.diagrams.backpressure import LADDER
from sphinx_atlas.views.diagrams.model import (
    Alternatives,
    Diagram,
    EdgeStyle,
    Flowchart,
    Message,
    Node,
    NodeRole,
    Remark,
    Sequence,
    Step,
)
from sphinx_atlas.views.diagrams.outline import outline
from sphinx_atlas.views.text import humanise

Draw = Callable[[str, str], Diagram]
Chart = Callable[[Diagram], Flowchart]
Named = Callable[[Diagram, str], Node]

LIMITS = """
backpressure:
  source: a
  admission:
    - {name: rate_per_user, limit: {value: 50 per minute, source: b}}
    - {name: Size cap, inferred: it must be}
  caps: [{name: Pool, limit: {value: 100 connections, inferred: so}}]
"""


def flat(steps: tuple[Step, ...]) -> Iterator[Message | Remark]:
    for step in steps:
        if isinstance(step, Alternatives):
            for branch in step.branches:
                yield from flat(branch.steps)
        else:
            yield step


def sequence(found: Diagram | None) -> Sequence:
    assert found is not None
    assert isinstance(found.body, Sequence)
    return found.body


def remarks(found: Diagram | None) -> list[str]:
    return [step.text for step in flat(sequence(found).steps) if isinstance(step, Remark)]


def over(found: Diagram | None, name: str) -> tuple[str, ...]:
    """The columns that the note of a measure stands over."""
    notes = [step for step in flat(sequence(found).steps) if isinstance(step, Remark) and f": {name}" in step.text]
    assert len(notes) == 1
    return notes[0].over


def test_the_specifications_columns_always_stand(record: CaseStudy, vocabulary: Vocabulary) -> None:
    found = sequence(diagram(record, vocabulary, "BP"))
    labels = [one.label for one in found.participants if one.id not in {"stream", "control"}]
    assert labels == ["Client", "Edge (Admission)", "Service (Queue)", "State (Pool)"]
    planes = [one.id for one in found.participants if one.id != "client"]
    assert planes == [plane for plane in Plane if plane in planes]
    used = {id_ for step in flat(found.steps) if isinstance(step, Remark) for id_ in step.over}
    assert set(planes) - {"edge", "service", "state"} <= used


PLACED = """
components:
  - {id: app, name: App, plane: edge, role: client}
  - {id: gate, name: Gate, plane: edge}
  - {id: bus, name: Bus, plane: stream}
  - {id: boss, name: Boss, plane: control}
backpressure:
  admission: [{name: Offers, at: boss}, {name: Visits, at: gate}]
  queues: [{name: Mail, at: bus, overflow: The oldest is dropped.}]
  caps: [{name: Room, at: nowhere}, Lanes]
  timeouts: [{name: Patience, at: app}]
"""


def test_a_measure_stands_over_the_plane_that_applies_it(draw: Draw) -> None:
    found = draw(PLACED, "BP")
    assert over(found, "Offers") == ("control",)
    assert over(found, "Visits") == ("edge",)
    assert over(found, "Mail") == ("stream",)
    assert over(found, "Patience") == ("client",)
    assert [one.id for one in sequence(found).participants] == ["client", *Plane]


def test_a_measure_of_nobody_keeps_the_place_of_its_rung(draw: Draw) -> None:
    found = draw(PLACED, "BP")
    assert over(found, "Room") == over(found, "Lanes") == ("state",)


def test_every_real_measure_stands_where_its_component_is(record: CaseStudy, vocabulary: Vocabulary) -> None:
    found = diagram(record, vocabulary, "BP")
    for rung in LADDER:
        for measure in getattr(record.backpressure, rung.field, []):
            component = record.component(measure.at)
            if component is not None and component.role is not Role.CLIENT:
                shown = [
                    step.over
                    for step in flat(sequence(found).steps)
                    if isinstance(step, Remark) and step.text.startswith(f"{rung.name}: {humanise(measure.name)}")
                ]
                assert (component.plane.value,) in shown


def test_what_happens_beyond_a_limit_is_told(draw: Draw) -> None:
    assert "queue: Mail, limit not stated\nthen: The oldest is dropped." in remarks(draw(PLACED, "BP"))
    doubted = "backpressure: {source: a, caps: [{name: Room, overflow: {value: All wait., inferred: so}}]}"
    assert "cap: Room, limit not stated [1]\nthen: All wait. (inferred)" in remarks(draw(doubted, "BP"))
    long = f"backpressure: {{caps: [{{name: Room, overflow: {'word ' * 60}}}]}}"
    assert any(text.endswith("word …") and len(text) < 180 for text in remarks(draw(long, "BP")))


def test_the_four_answers_are_always_there(record: CaseStudy, vocabulary: Vocabulary) -> None:
    found = sequence(diagram(record, vocabulary, "BP"))
    answers = [step.text for step in flat(found.steps) if isinstance(step, Message) and step.target == "client"]
    assert answers == ["429 Too Many Requests", "503 Busy", "504 Timeout", "200 OK"]


def test_the_branches_are_nested_as_in_the_specification(draw: Draw) -> None:
    conditions = []
    steps = sequence(draw("", "BP")).steps
    while found := next((step for step in steps if isinstance(step, Alternatives)), None):
        conditions.append([branch.condition for branch in found.branches])
        steps = found.branches[1].steps
    assert conditions == [
        ["Over limit", "Under limit"],
        ["Queue full", "Queue available"],
        ["Pool exhausted", "Pool available"],
    ]


def test_the_rungs_stand_in_the_order_of_the_ladder(record: CaseStudy, vocabulary: Vocabulary) -> None:
    shown = list(dict.fromkeys(text.split(":")[0] for text in remarks(diagram(record, vocabulary, "BP"))))
    assert shown == ["admission", "queue", "cap", "timeout", "circuit breaker", "brownout"]


def test_limits_come_from_the_record_with_their_marks(draw: Draw) -> None:
    assert remarks(draw(LIMITS, "BP")) == [
        "admission: rate per user, 50 per minute [2]",
        "admission: Size cap, limit not stated (inferred)",
        "queue: not stated",
        "cap: Pool, 100 connections (inferred)",
        "timeout: not stated",
        "circuit breaker: not stated",
        "brownout: not stated",
    ]


def test_a_limit_does_not_hide_that_its_measure_is_inferred(draw: Draw) -> None:
    text = "backpressure: {queues: [{name: Mailbox, inferred: so, limit: {value: 9 items, source: a}}]}"
    assert remarks(draw(text, "BP"))[1] == "queue: Mailbox (inferred), 9 items [1]"


def test_the_ladder_tells_what_is_missing(draw: Draw) -> None:
    found = draw(LIMITS, "BP")
    assert found.documented
    assert "2 rungs documented: admission, cap; not stated: queue, timeout, " in found.description
    assert not draw("", "BP").documented
    assert "0 rungs documented: none" in draw("", "BP").description


def test_every_rung_is_a_field_of_the_record() -> None:
    assert [rung.field for rung in LADDER] == list(Backpressure.model_fields)


TIERS = """
components:
  - {id: web, name: Web, plane: service}
  - {id: db, name: Database, plane: state, role: store}
  - {id: bus, name: Bus, plane: stream}
flows:
  - {from: web, to: db, label: reads, critical: true, latency: {value: 3 ms, source: a}}
  - {from: web, to: bus, label: tells}
slos:
  availability: {value: 99.99%, note: Contract term., source: a}
  latency_p99_ms: 500
capacity_planning:
  web: {pool_size: 200 workers}
  db_tier:
    component: db
    arrival_rate: {value: 5k requests per second, kind: peak, source: a}
    service_time: {value: 20 ms, note: Median., source: b}
    latency_p99: {value: 80 ms, historical: true, as_of: 2017, source: b}
    partitions: 1,024 partitions
    spare_nodes: 3 machines
  bus: {name: Event bus, throughput: 9 GB per second}
"""


def test_a_tier_shows_its_figures_as_written_and_the_law_between(draw: Draw, named: Named) -> None:
    node = named(draw(TIERS, "SL"), "Database")
    assert node.texts == (
        "Database",
        "arrival rate: 5k requests per second (peak) [1]",
        "service time: 20 ms (median) [2]",
        "L = λ × W = 5k requests per second × 20 ms = 100 in flight (computed)",
        "latency p99: 80 ms (historical, 2017) [2]",
        "1,024 partitions",
        "spare nodes: 3 machines",
    )
    assert (node.role, node.plane) == (NodeRole.STORE, Plane.STATE)


def test_a_tier_takes_the_name_that_it_is_given(draw: Draw, named: Named) -> None:
    found = draw(TIERS, "SL")
    assert named(found, "Event bus").plane is Plane.STREAM
    assert named(found, "Web").texts == ("Web", "pool size: 200 workers")
    lone = draw("capacity_planning: {edge_tier: {pods: 5 pods}}", "SL")
    assert named(lone, "Edge tier").texts == ("Edge tier", "5 pods")


@pytest.mark.parametrize(
    ("rate", "law"),
    [
        ("{value: 5k+ requests per second, source: a}", "5k+ requests per second × 20 ms ≥ 100 in flight (computed)"),
        ("{value: 5k requests per second, inferred: so}", "5k requests per second × 20 ms = 100 in flight (inferred)"),
    ],
)
def test_the_law_keeps_bounds_and_doubt(draw: Draw, named: Named, rate: str, law: str) -> None:
    text = f"capacity_planning: {{t: {{name: T, arrival_rate: {rate}, service_time: {{value: 20 ms, source: a}}}}}}"
    assert named(draw(text, "SL"), "T").texts[3] == f"L = λ × W = {law}"


def test_tiers_are_tied_by_critical_flows(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(TIERS, "SL")
    assert [(edge.source, edge.target, edge.texts, edge.style) for edge in chart(found).edges] == [
        (named(found, "Web").id, named(found, "Database").id, ("reads", "3 ms [1]"), EdgeStyle.CRITICAL)
    ]


def test_the_first_tier_of_a_component_stands_for_it(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(TIERS + "  old: {name: Old, component: db, nodes: 9 nodes}\n", "SL")
    assert [edge.target for edge in chart(found).edges] == [named(found, "Database").id]


def test_objectives_are_figures_with_their_note(draw: Draw, named: Named) -> None:
    found = draw(TIERS, "SL")
    assert named(found, "availability").texts == ("availability: 99.99% [1]", "Contract term.")
    assert named(found, "latency p99").texts == ("latency p99: 500 ms",)
    assert found.description == (
        "Budget of X: 2 service levels, 3 tiers. Tiers: Web, Database, Event bus. "
        "Little's law is worked out for 1 tier."
    )


def test_without_tiers_the_latencies_of_flows_are_shown(draw: Draw, chart: Chart) -> None:
    text = TIERS.partition("slos:")[0]
    found = draw(text, "SL")
    assert [node.texts for node in chart(found).nodes] == [("Web",), ("Database",)]
    assert [edge.texts for edge in chart(found).edges] == [("reads", "3 ms [1]")]
    assert found.documented


def test_without_anything_the_budget_says_so(draw: Draw) -> None:
    found = draw("", "SL")
    assert outline(found) == ["no latency or capacity documented"]
    assert not found.documented
