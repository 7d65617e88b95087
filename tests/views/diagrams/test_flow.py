"""L0: five planes, their components and the flows between them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.views.diagrams import diagram
from sphinx_atlas.views.diagrams.model import Diagram, Direction, EdgeStyle, Flowchart, Node, NodeRole, Ref
from sphinx_atlas.views.diagrams.sketch import CONTEXT

Draw = Callable[[str, str], Diagram]
Chart = Callable[[Diagram], Flowchart]
Named = Callable[[Diagram, str], Node]

SMALL = """
components:
  - {id: app, name: App, plane: edge, role: client, source: a}
  - id: store
    name: Store
    plane: state
    role: store
    technology: {value: Rust, inferred: from a job advert}
    mechanisms: [p11_cache, consistent_hash, unheard_of]
    facts:
      old_nodes: {value: 3 nodes, historical: true, as_of: 2017, source: b}
      nodes: {value: 9 nodes, source: a}
      share: {value: 99%, source: [b, a]}
    source: b
  - {id: lone, name: Lone, plane: control, inferred: seen once}
flows:
  - {from: app, to: store, label: reads, critical: true, guarantee: bounded_staleness_2s, latency: 5 ms, source: a}
  - {from: store, to: app, label: pushes_rows, critical: true, mode: async, inferred: it must}
  - {from: app, to: nowhere, label: lost}
"""


def test_l0_has_five_planes_in_order(record: CaseStudy, vocabulary: Vocabulary, chart: Chart) -> None:
    found = diagram(record, vocabulary, "L0")
    assert found is not None
    assert chart(found).direction is Direction.DOWN
    frames = [group for group in chart(found).groups if group.plane]
    assert [group.plane for group in frames] == list(Plane)
    assert [group.title for group in frames] == [f"{plane.value.capitalize()} plane" for plane in Plane]
    assert all(group.nodes for group in frames)


def test_every_component_of_l0_has_an_arrow_or_is_context(
    record: CaseStudy, vocabulary: Vocabulary, chart: Chart
) -> None:
    found = diagram(record, vocabulary, "L0")
    assert found is not None
    reached = {end for edge in chart(found).edges for end in (edge.source, edge.target)}
    for node in chart(found).nodes:
        assert (node.id in reached) != (node.role is NodeRole.NOTE or CONTEXT in node.lines) or "more" in node.texts[0]


def test_an_empty_plane_has_a_note(draw: Draw, chart: Chart) -> None:
    found = draw(SMALL, "L0")
    stream = next(group for group in chart(found).groups if group.plane is Plane.STREAM)
    notes = [node for node in chart(found).nodes if node.id in stream.nodes]
    assert [(node.texts, node.role, node.state) for node in notes] == [
        (("no stream plane documented",), NodeRole.NOTE, State.NOT_STATED)
    ]
    assert stream.state is State.NOT_STATED


def test_a_component_has_its_technology_two_figures_and_mechanisms(draw: Draw, named: Named) -> None:
    node = named(draw(SMALL, "L0"), "Store")
    assert node.texts == (
        "Store",
        "Rust (inferred)",
        "9 nodes [1]",
        "share: 99% [1][2]",
        "with Cache, Consistent hashing, 1 more",
    )
    assert (node.role, node.plane, node.state) == (NodeRole.STORE, Plane.STATE, State.SOURCED)


def test_an_inferred_component_is_marked_in_words_and_state(draw: Draw, named: Named) -> None:
    node = named(draw(SMALL, "L0"), "Lone")
    assert node.texts == ("Lone (inferred)", CONTEXT)
    assert node.state is State.INFERRED


def test_flows_carry_guarantee_latency_and_style(draw: Draw, chart: Chart) -> None:
    reads, pushes = chart(draw(SMALL, "L0")).edges
    assert reads.texts == ("reads", "Bounded staleness (2s)", "5 ms [1]")
    assert (reads.style, reads.state) == (EdgeStyle.CRITICAL, State.SOURCED)
    assert pushes.texts == ("pushes rows (inferred)",)
    assert (pushes.style, pushes.state) == (EdgeStyle.CRITICAL_ASYNC, State.INFERRED)


def test_that_heavy_arrows_state_no_guarantee_is_said_once(draw: Draw, chart: Chart, named: Named) -> None:
    assert named(draw(SMALL, "L0"), "heavy arrow").texts == ("heavy arrow without a guarantee: none is stated",)
    stated = SMALL.replace("label: pushes_rows, critical: true", "label: pushes_rows")
    assert not any(node.texts[0].startswith("heavy") for node in chart(draw(stated, "L0")).nodes)


def test_l0_tells_the_critical_path(draw: Draw) -> None:
    assert "The critical path: App to Store; Store to App." in draw(SMALL, "L0").description
    assert draw("", "L0").description == "No components of X are documented: all five planes are empty."


def test_l0_counts_its_sources(draw: Draw) -> None:
    assert draw(SMALL, "L0").sources == (1, 2)
    assert draw("components: [{id: c, name: C, plane: edge, source: b}]", "L0").sources == (2,)


def large(planes: dict[str, int]) -> str:
    """A line of components, plane by plane; the first flow alone is critical."""
    ids = [f"{plane}{number}" for plane, count in planes.items() for number in range(count)]
    components = "".join(f"\n  - {{id: {id_}, name: The {id_}, plane: {id_.rstrip('0123456789')}}}" for id_ in ids)
    pairs = list(pairwise(ids))
    flows = "".join(f"\n  - {{from: {a}, to: {b}, critical: {str(a == ids[0]).lower()}}}" for a, b in pairs)
    return f"components:{components}\nflows:{flows}"


def test_l0_shows_sixteen_one_by_one(draw: Draw, chart: Chart) -> None:
    found = chart(draw(large({"edge": 8, "state": 8}), "L0"))
    assert sum(node.role is NodeRole.SERVICE for node in found.nodes) == 16
    assert len(found.edges) == 15


def test_what_is_beyond_is_one_box_a_plane(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(large({"edge": 8, "service": 1, "state": 12}), "L0")
    more = named(found, "5 more")
    assert more.texts == ("5 more: see L1-STATE", ", ".join(f"The state{number}" for number in range(7, 12)))
    assert more.ref == Ref("diagram", "CS-X-L1-STATE")
    into = [edge for edge in chart(found).edges if edge.target == more.id]
    assert [edge.source for edge in into] == [named(found, "The state6").id]
    assert not any(edge.source == more.id == edge.target for edge in chart(found).edges)


def test_few_that_are_beyond_are_named(draw: Draw, named: Named) -> None:
    found = draw(large({"edge": 8, "service": 1, "state": 9}), "L0")
    assert named(found, "2 more").texts == ("2 more: see L1-STATE", "The state7, The state8")


def test_of_many_that_are_beyond_the_first_are_named(draw: Draw, named: Named) -> None:
    names = named(draw(large({"edge": 8, "service": 1, "state": 13}), "L0"), "6 more").texts[1]
    assert names == ", ".join([*(f"The state{number}" for number in range(7, 12)), "…"])


def test_one_that_is_beyond_is_shown(draw: Draw, chart: Chart) -> None:
    nodes = chart(draw(large({"edge": 8, "state": 9}), "L0")).nodes
    assert "The state8" in {node.texts[0] for node in nodes}


def test_the_critical_path_is_always_shown(draw: Draw, chart: Chart) -> None:
    text = large({"edge": 16, "state": 3}) + "\n  - {from: state0, to: state2, critical: true}"
    shown = {node.texts[0] for node in chart(draw(text, "L0")).nodes}
    assert {"The edge0", "The edge1", "The state0", "The state2"} <= shown


def test_a_long_critical_path_is_shown_whole(draw: Draw, chart: Chart) -> None:
    text = large({"edge": 18, "state": 3}).replace("critical: false", "critical: true", 16)
    shown = {node.texts[0] for node in chart(draw(text, "L0")).nodes}
    assert {f"The edge{number}" for number in range(18)} <= shown
    assert "3 more: see L1-STATE" in shown


def test_neighbours_of_the_critical_path_are_shown_before_the_others(draw: Draw, chart: Chart) -> None:
    text = large({"edge": 16, "state": 3}) + "\n  - {from: edge1, to: state2}"
    shown = {node.texts[0] for node in chart(draw(text, "L0")).nodes}
    assert {"The state2", "2 more: see L1-STATE"} <= shown


def test_flows_to_a_box_of_several_are_one_arrow(draw: Draw, chart: Chart, named: Named) -> None:
    ends = [("edge14", "state1"), ("edge14", "state2"), ("edge15", "state1")]
    flows = "".join(f"\n  - {{from: {source}, to: {target}, mode: async}}" for source, target in ends)
    found = draw(large({"edge": 16, "state": 3}) + flows, "L0")
    into = [edge for edge in chart(found).edges if edge.target == named(found, "3 more").id]
    assert [(edge.source, edge.texts, edge.style) for edge in into] == [
        (named(found, "The edge15").id, ("2 flows",), EdgeStyle.SYNC),
        (named(found, "The edge14").id, ("2 flows",), EdgeStyle.ASYNC),
    ]


def test_without_components_tiers_and_cloud_stand_in(
    section_e: CaseStudy, vocabulary: Vocabulary, named: Named, chart: Chart
) -> None:
    found = diagram(section_e, vocabulary, "L0")
    assert found is not None
    edge, state = named(found, "Edge tier"), named(found, "State tier")
    assert edge.texts[:4] == ("Edge tier", "Cloudflare (claimed)", "connections: 10M concurrent", "RPS per node: 50k")
    assert state.role is NodeRole.STORE
    assert named(found, "Service tier").texts[1:3] == ("pods: 100k", "RPS per pod: 5k")
    stray = next(group for group in chart(found).groups if group.title == "Plane not stated")
    assert {node.texts[0] for node in chart(found).nodes if node.id in stray.nodes} == {"Compute (inferred)", "Cache"}


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Median of all queries.", "5 ms (median of all queries)"),
        ("Median of all queries, but not of the slowest ones.", "5 ms"),
    ],
)
def test_a_latency_has_its_note_if_it_is_short(draw: Draw, chart: Chart, note: str, shown: str) -> None:
    component = "components: [{id: c, name: C, plane: edge}]\n"
    flow = f'flows: [{{from: c, to: c, latency: {{value: 5 ms, note: "{note}"}}}}]'
    assert chart(draw(component + flow, "L0")).edges[0].texts == (shown,)


def test_superseded_parts_are_dated(draw: Draw, named: Named, chart: Chart) -> None:
    text = """
components:
  - {id: c, name: C, plane: edge, historical: true, as_of: 2017, source: a}
flows: [{from: c, to: c, label: turns, historical: true, source: a}]
"""
    found = draw(text, "L0")
    assert named(found, "C").texts == ("C", "historical, 2017")
    assert chart(found).edges[0].texts == ("turns (historical)",)
