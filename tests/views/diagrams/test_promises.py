"""CO and MR: zones of consistency, regions, and what clients may rely on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.views.diagrams import diagram, kinds
from sphinx_atlas.views.diagrams.model import Diagram, EdgeStyle, Flowchart, Node, NodeRole, Ref

Draw = Callable[[str, str], Diagram]
Chart = Callable[[Diagram], Flowchart]
Named = Callable[[Diagram, str], Node]

STORES = """
components:
  - {id: leader, name: Leader, plane: state, role: store, consistency: linearizability, source: a}
  - {id: cache, name: Cache node, plane: state, role: cache, consistency: {value: bounded_staleness_2s, inferred: so}}
  - {id: copy, name: Copy, plane: service, consistency: eventual_consistency}
  - {id: log, name: Log, plane: state}
  - {id: odd, name: Odd, plane: state, consistency: no_such_promise}
  - {id: dirty, name: Dirty, plane: state, consistency: read_committed}
  - {id: web, name: Web, plane: service}
flows:
  - {from: leader, to: copy, label: copies, guarantee: per_key_order}
  - {from: web, to: leader, label: reads}
guarantees:
  - {name: bounded_staleness_60s, scope: reads of a guild, source: b}
  - {name: durability, source: a}
  - read_your_writes_in_region
"""


def inside(found: Flowchart, title: str) -> list[str]:
    """Names of the boxes in the frame whose title begins so."""
    frame = next(group for group in found.groups if group.title.startswith(title))
    names = {node.id: node.texts[0] for node in found.nodes}
    return [names[id_] for id_ in frame.nodes]


def test_each_component_is_in_exactly_one_zone(draw: Draw, chart: Chart) -> None:
    found = chart(draw(STORES, "CO"))
    assert inside(found, "Linearizable") == ["Leader"]
    assert inside(found, "Bounded") == ["Cache node", "Bounded staleness (60s)", "Read your writes in region"]
    assert inside(found, "Eventual") == ["Copy"]
    assert inside(found, "Not stated") == ["Log", "Odd", "Dirty"]
    assert inside(found, "Other") == ["Durability"]
    assert "Web" not in {node.texts[0] for node in found.nodes}


def test_every_real_store_is_in_one_zone(record: CaseStudy, vocabulary: Vocabulary, chart: Chart) -> None:
    found = diagram(record, vocabulary, "CO")
    assert found is not None
    placed = [id_ for group in chart(found).groups for id_ in group.nodes]
    stores = [one.name for one in record.components if one.plane is Plane.STATE or one.consistency]
    names = [node.texts[0].removesuffix(" (inferred)") for node in chart(found).nodes if node.id in placed]
    assert [name for name in names if name in stores] == stores


def test_a_component_says_what_it_promises(draw: Draw, named: Named) -> None:
    found = draw(STORES, "CO")
    assert named(found, "Cache node").texts[1] == "Bounded staleness (2s) (inferred)"
    assert named(found, "Odd").texts[1] == "no such promise"
    assert named(found, "Log").texts[1] == "consistency not stated"


def test_guarantees_are_linked_terms_with_their_scope(draw: Draw, named: Named) -> None:
    found = draw(STORES, "CO")
    bounded = named(found, "Bounded staleness (60s)")
    assert bounded.texts[1] == "reads of a guild [2]"
    assert (bounded.role, bounded.ref) == (NodeRole.TERM, Ref(TermKind.GUARANTEE, "bounded_staleness"))
    assert named(found, "Durability").texts[1] == "scope not stated [1]"
    assert named(found, "Read your writes in region").texts == ("Read your writes in region",)


def test_flows_between_stores_cross_the_zones(draw: Draw, chart: Chart) -> None:
    flows = [edge.texts for edge in chart(draw(STORES, "CO")).edges if edge.style is not EdgeStyle.RELATION]
    assert flows == [("copies", "Per-key order")]


def test_zones_stand_from_strong_to_weak_whatever_the_record_says_first(draw: Draw, chart: Chart) -> None:
    found = chart(
        draw(STORES.replace("{id: leader,", "{id: first, name: First, plane: state}\n  - {id: leader,"), "CO")
    )
    assert [group.title.split(":")[0] for group in found.groups] == [
        "Linearizable",
        "Bounded",
        "Eventual",
        "Not stated",
        "Other guarantees",
    ]
    assert found.stacked
    assert not any(node.role is NodeRole.NOTE for node in found.nodes)


def test_empty_zones_are_one_note(draw: Draw, chart: Chart) -> None:
    found = draw("", "CO")
    assert not chart(found).groups
    assert [node.texts for node in chart(found).nodes] == [
        ("nothing documented as linearizable or bounded or eventual",)
    ]
    assert not found.documented
    bounded = chart(draw("guarantees: [bounded_staleness_60s]", "CO"))
    assert [group.title.split(":")[0] for group in bounded.groups] == ["Bounded"]
    notes = [node.texts for node in bounded.nodes if node.role is NodeRole.NOTE]
    assert notes == [("nothing documented as linearizable or eventual",)]


def test_a_guarantee_alone_documents_the_zones(draw: Draw) -> None:
    assert draw("guarantees: [durability]", "CO").documented


SPREAD = """
regions:
  topology: multi_region
  count: {value: 3, source: a}
  strategy: by_founder
  names: [{name: us-east, source: a}, {name: eu-west, role: holds backups}]
multi_region:
  writes: {mode: region_pinned, detail: by group, source: b}
  replication: async
  rpo: {value: 30 s, source: b}
  ux_guarantees: [{name: read_your_writes, scope: in region, source: b}]
mechanisms:
  mandatory: [p11_cache]
  conditional: [{name: causal_tokens, when: across regions, source: a}]
"""


def test_named_regions_are_boxes(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(SPREAD, "MR")
    boxes = ["3 regions or locations [1]", "by founder", "us-east [1]", "eu-west"]
    assert inside(chart(found), "Multi region") == boxes
    assert named(found, "eu-west").texts == ("eu-west", "holds backups")
    assert named(found, "us-east").role is NodeRole.REGION


@pytest.mark.parametrize(
    ("regions", "texts"),
    [
        ("{count: {value: 13, source: b}}", ("13 regions or locations [2]", "(names not stated)")),
        ("{topology: global_edge, count: 330 cities}", ("330 cities", "(names not stated)")),
        ("{topology: multi_region}", ("Regions", "(names not stated)")),
    ],
)
def test_regions_without_names_are_one_box_and_never_invented(
    draw: Draw, chart: Chart, regions: str, texts: tuple[str, ...]
) -> None:
    found = draw(f"regions: {regions}", "MR")
    assert inside(chart(found), chart(found).groups[0].title) == [texts[0]]
    assert [node.texts for node in chart(found).nodes if node.role is NodeRole.REGION] == [texts]
    assert found.documented


def test_many_regions_are_listed_in_one_box(draw: Draw, chart: Chart) -> None:
    names = ", ".join(f"r{number}" for number in range(9))
    nodes = chart(draw(f"regions: {{names: [{names}]}}", "MR")).nodes
    assert [node.texts for node in nodes if node.role is NodeRole.REGION] == [("9 named regions", names)]


def test_what_stands_where_is_a_note_and_no_region(draw: Draw, named: Named) -> None:
    assert named(draw(SPREAD, "MR"), "by founder").role is NodeRole.NOTE


def test_every_part_of_the_strategy_is_shown_or_in_one_note(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(SPREAD, "MR")
    assert named(found, "Write placement").texts == ("Write placement: region pinned", "by group [2]")
    assert named(found, "Replication").texts == ("Replication: async",)
    assert named(found, "RPO").texts == ("RPO: 30 s [2]",)
    assert [node.texts for node in chart(found).nodes if node.state is State.NOT_STATED] == [
        ("not stated: failover, RTO",)
    ]
    assert found.description == (
        "X across regions: writes region pinned, replication async, failover not stated, RPO 30 s, RTO not stated."
    )


def test_an_objective_whose_stage_is_not_stated_is_the_regions(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw("multi_region: {rto: 1 s, replication: sync}", "MR")
    frame = chart(found).groups[0].id
    assert [edge.source for edge in chart(found).edges if edge.target == named(found, "RTO").id] == [frame]
    assert named(found, "not stated").texts == ("not stated: write placement, failover, RPO",)


def test_a_strategy_without_gaps_has_no_note(draw: Draw, chart: Chart) -> None:
    text = "multi_region: {writes: global, replication: sync, failover: manual, rpo: 0 s, rto: 1 s}"
    assert not any(node.role is NodeRole.NOTE for node in chart(draw(text, "MR")).nodes)


@pytest.mark.parametrize(
    ("mode", "style"),
    [
        ("sync", EdgeStyle.SYNC),
        ("async", EdgeStyle.ASYNC),
        ("hybrid", EdgeStyle.RELATION),
        ("async_with_consensus", EdgeStyle.ASYNC),
        ("by pigeon", EdgeStyle.RELATION),
    ],
)
def test_each_region_replicates_in_the_mode(
    draw: Draw, chart: Chart, named: Named, mode: str, style: EdgeStyle
) -> None:
    found = draw(f"multi_region: {{replication: {mode}}}\nregions: {{names: [p, q]}}", "MR")
    hub = named(found, "Replication").id
    assert [(edge.texts, edge.style) for edge in chart(found).edges if edge.target == hub] == [
        ((mode.replace("_", " "),), style)
    ] * 2


def test_clients_rely_on_guarantees_and_causal_tokens(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(SPREAD, "MR")
    assert inside(chart(found), "What clients") == ["Read your writes", "Causal tokens"]
    assert named(found, "Causal tokens").texts[1] == "across regions [1]"
    assert named(found, "Causal tokens").ref == Ref(TermKind.MECHANISM, "p6_causal_tokens")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "topology not stated"),
        ("regions: {}", "topology not stated"),
        ("multi_region: {}", "topology not stated"),
        ("regions: {topology: single_region, count: 1}", "single region"),
        ("regions: {topology: multi_zone}", "multi zone"),
    ],
)
def test_what_spans_no_regions_says_so(draw: Draw, chart: Chart, text: str, said: str) -> None:
    found = draw(text, "MR")
    assert [node.texts for node in chart(found).nodes] == [(f"{said}: no multi-region strategy documented",)]
    assert not found.documented


VARIANTS = """
multi_region:
  writes: global
  replication: {mode: hybrid, source: a}
  variants:
    - {name: Strong, replication: sync, rto: 1 s, detail: two regions confirm, source: b}
    - {name: Alike, writes: global, failover: {detail: by hand}}
    - {name: Manual, failover: manual}
"""


def test_a_variant_is_drawn_only_where_it_differs(make: Callable[[str], CaseStudy], vocabulary: Vocabulary) -> None:
    assert kinds(make(VARIANTS), vocabulary)[10:] == ["MR-STRONG", "MR-MANUAL"]


def test_a_variant_shows_its_own_strategy(draw: Draw, named: Named) -> None:
    found = draw(VARIANTS, "MR-STRONG")
    assert found.title == "X: Multi-region variant, Strong"
    assert named(found, "Strong").texts == ("Strong [2]", "two regions confirm")
    assert named(found, "Replication").texts == ("Replication: sync [2]",)
    assert named(found, "not stated").texts == ("not stated: write placement, failover, RPO",)
    assert named(found, "RTO").texts == ("RTO: 1 s [2]",)
    assert found.sources == (2,)
