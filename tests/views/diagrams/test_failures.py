"""FM, one failure as a sequence, and DR."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.sections import FlowMode
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.views.diagrams import diagram
from sphinx_atlas.views.diagrams.model import Diagram, Flowchart, Message, Node, NodeRole, Remark, Sequence
from sphinx_atlas.views.diagrams.outline import outline
from sphinx_atlas.views.text import headline

Draw = Callable[[str, str], Diagram]
Chart = Callable[[Diagram], Flowchart]
Named = Callable[[Diagram, str], Node]

FAILURES = """
components:
  - {id: app, name: App, plane: edge}
  - {id: db, name: Database, plane: state, role: store}
  - {id: bus, name: Bus, plane: stream, inferred: so}
flows:
  - {from: app, to: db, label: reads}
  - {from: app, to: db, label: writes}
  - {from: bus, to: db, label: events, mode: async}
failures_top5:
  - name: hot_partition
    description: One key takes it all.
    detection: {value: shard_latency_skew, inferred: nothing else would show it}
    mitigation: Split the shard.
    component: db
    source: a
    drill: {value: Weekly load test., source: b}
  - {name: cache_loss, component: db}
  - {name: unplaced, component: nowhere, drill: pull a cable}
incidents:
  - {name: The long night, date: 2024-03-08, failure: hot_partition, impact: Nothing worked.,
     duration: {value: 2 h, source: b}, source: a}
  - {name: Something else, failure: other}
"""


def chain(found: Flowchart, start: Node) -> list[tuple[str, ...]]:
    """What the boxes say that follow one another from a box on."""
    nodes, after = {node.id: node for node in found.nodes}, {edge.source: edge.target for edge in found.edges}
    texts, at = [], start.id
    while at := after.get(at, ""):
        texts.append(nodes[at].texts)
    return texts


def test_each_failure_is_a_branch_of_four(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(FAILURES, "FM")
    hot = named(found, "Hot partition")
    assert hot.texts == ("Hot partition [1]", "hits Database", "One key takes it all.")
    assert hot.role is NodeRole.FAILURE
    assert chain(chart(found), hot) == [
        ("Detection", "shard latency skew (inferred)"),
        ("Response", "Split the shard. [1]"),
        ("Recovery", "not stated"),
    ]


def test_every_failure_of_a_record_is_a_branch(record: CaseStudy, vocabulary: Vocabulary, chart: Chart) -> None:
    found = diagram(record, vocabulary, "FM")
    assert found is not None
    failures = [node for node in chart(found).nodes if node.role is NodeRole.FAILURE]
    assert len(failures) == len(record.failures_top5[:5]) > 0
    for node in failures:
        assert [texts[0] for texts in chain(chart(found), node)] == ["Detection", "Response", "Recovery"]


def test_doubt_is_in_the_state_too(draw: Draw, chart: Chart) -> None:
    steps = {node.texts[:2]: node.state for node in chart(draw(FAILURES, "FM")).nodes if node.role is NodeRole.STEP}
    assert steps["Detection", "shard latency skew (inferred)"] is State.INFERRED
    assert steps["Response", "Split the shard. [1]"] is State.SOURCED
    assert steps["Recovery", "not stated"] is State.NOT_STATED


def test_a_failure_says_which_component_it_hits(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(FAILURES, "FM")
    assert named(found, "Cache loss").texts == ("Cache loss", "hits Database")
    assert named(found, "Unplaced").texts == ("Unplaced",)
    assert {node.role for node in chart(found).nodes} == {NodeRole.FAILURE, NodeRole.STEP}
    doubted = draw(FAILURES.replace("{name: cache_loss, component: db}", "{name: lag, component: bus}"), "FM")
    assert named(doubted, "Lag").texts == ("Lag", "hits Bus (inferred)")


def test_long_texts_are_cut_at_a_word_on_the_map_but_not_in_the_scenario(draw: Draw) -> None:
    text = f"failures_top5: [{{name: f, detection: {'word ' * 60}}}]"
    assert any(line.endswith("word …") for line in outline(draw(text, "FM")))
    assert any(line.endswith(("word " * 60).strip()) for line in outline(draw(text, "FM-F")))


def test_no_failures_say_so(draw: Draw) -> None:
    found = draw("", "FM")
    assert outline(found) == ["no failure modes documented"]
    assert not found.documented


def test_one_failure_is_a_sequence(draw: Draw) -> None:
    found = draw(FAILURES, "FM-HOT-PARTITION")
    assert found.title == "X: Failure scenario, Hot partition"
    assert isinstance(found.body, Sequence)
    assert [one.label for one in found.body.participants] == ["Database", "Detection", "Response", "Recovery"]
    assert found.body.steps == (
        Remark(("system",), "Hot partition: One key takes it all. [1]"),
        Remark(("system",), "called by App"),
        Message("system", "detection", "shard latency skew (inferred)"),
        Message("mitigation", "system", "Split the shard. [1]"),
        Remark(("recovery",), "recovery: not stated"),
        Remark(("system", "recovery"), "Incident 2024-03-08, The long night: Nothing worked. [1]; lasted 2 h [2]"),
    )
    assert found.sources == (1, 2)


def test_a_failure_of_no_component_is_the_systems(draw: Draw) -> None:
    found = draw(FAILURES, "FM-UNPLACED")
    assert isinstance(found.body, Sequence)
    assert found.body.participants[0].label == "X"
    assert found.body.steps[0] == Remark(("system",), "Unplaced")


def test_there_is_one_sequence_a_failure(record: CaseStudy, every: list[Diagram]) -> None:
    drawn = [one for one in every if one.kind.startswith("FM-")]
    assert len(drawn) == len(record.failures_top5[:5])
    assert all(isinstance(one.body, Sequence) for one in drawn)


def test_there_is_one_step_a_drill(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(FAILURES, "DR")
    assert chain(chart(found), named(found, "Hot partition")) == [
        ("Drill, weekly", "Weekly load test. [2]"),
        ("Proof: it is detected", "shard latency skew (inferred)"),
        ("Proof: service returns", "not stated"),
    ]
    assert "Cache loss" not in {node.texts[0] for node in chart(found).nodes}
    assert found.title == "X: Drills and proof flows"
    assert found.description == (
        "2 drills of X and what each has to prove: Hot partition: weekly; Unplaced: cadence not stated."
    )


def test_a_drill_that_nobody_tells_of_is_a_suggestion(draw: Draw, named: Named) -> None:
    doubted = FAILURES.replace("drill: {value: Weekly load test., source: b}", "drill: {value: Load it., inferred: so}")
    found = draw(doubted, "DR")
    assert named(found, "Suggested").texts == ("Suggested drill (inferred)", "Load it.")
    assert named(found, "Suggested").state is State.INFERRED
    assert named(found, "Drill").texts == ("Drill, cadence not stated", "pull a cable")
    assert found.title == "X: Drills and proof flows"
    assert found.description.startswith("2 drills, 1 of them suggested (inferred), of X ")
    alone = draw("failures_top5: [{name: f, drill: {value: Load it weekly., inferred: so}}]", "DR")
    assert named(alone, "Suggested").texts[0] == "Suggested drill (inferred), weekly"
    assert alone.title == "X: Drills and proof flows, suggested (inferred)"


def test_who_does_not_wait_is_no_caller(record: CaseStudy, every: list[Diagram]) -> None:
    waiting = {(flow.from_, flow.to) for flow in record.flows if flow.mode is not FlowMode.ASYNC}
    for failure in record.failures_top5[:5]:
        callers = {one.name for one in record.components if (one.id, failure.component) in waiting}
        found = next(one for one in every if one.title.endswith(f", {headline(failure.name)}"))
        assert isinstance(found.body, Sequence)
        texts = [step.text for step in found.body.steps if isinstance(step, Remark)]
        told = [text.removeprefix("called by ") for text in texts if text.startswith("called by ")]
        assert {name for name in callers if name not in ", ".join(told)} == set()
        assert bool(told) == bool(callers)


@pytest.mark.parametrize(
    ("drill", "cadence"),
    [
        ("monthly_chaos", "Drill, monthly"),
        ("Quarterly game day.", "Drill, quarterly"),
        ("Run it every week at noon.", "Drill, every week"),
        ("Restart each shard.", "Drill, cadence not stated"),
        ("A biweeklyish test", "Drill, cadence not stated"),
    ],
)
def test_the_cadence_is_taken_from_the_text(draw: Draw, named: Named, drill: str, cadence: str) -> None:
    assert named(draw(f"failures_top5: [{{name: f, drill: {drill}}}]", "DR"), "Drill").texts[0] == cadence
