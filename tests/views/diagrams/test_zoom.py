"""L1: one plane with its mechanisms, its neighbours, and at the edge what is admitted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.views.diagrams.model import Diagram, Flowchart, Node, Ref

Draw = Callable[[str, str], Diagram]
Chart = Callable[[Diagram], Flowchart]
Named = Callable[[Diagram, str], Node]

SMALL = """
components:
  - {id: app, name: App, plane: edge, role: client}
  - {id: store, name: Store, plane: state, technology: Rust, mechanisms: [p11_cache, consistent_hash, unheard_of]}
  - {id: lone, name: Lone, plane: control}
flows: [{from: app, to: store, label: reads}, {from: store, to: app, label: pushes}]
"""


@pytest.mark.parametrize("plane", list(Plane)[:4])
def test_a_plane_without_components_says_so(draw: Draw, chart: Chart, plane: Plane) -> None:
    found = draw("components: [{id: c, name: C, plane: control}]", f"L1-{plane.upper()}")
    assert not found.documented
    assert [node.texts for node in chart(found).nodes] == [(f"no {plane} plane documented",)]


def test_every_component_is_in_its_zoom(record: CaseStudy, every: list[Diagram], chart: Chart) -> None:
    drawn = {one.kind: one for one in every}
    for plane in Plane:
        own = [component for component in record.components if component.plane is plane]
        if own:
            body = chart(drawn[f"L1-{plane.upper()}"])
            frame = next(group for group in body.groups if group.plane is plane)
            texts = [node.texts for node in body.nodes if node.id in frame.nodes]
            assert [text[0].removesuffix(" (inferred)") for text in texts] == [one.name for one in own]
            assert all(len(text) > len(one.facts) for text, one in zip(texts, own, strict=True))


def test_what_calls_the_plane_stands_apart_from_what_it_calls(draw: Draw, chart: Chart, named: Named) -> None:
    near = "{id: up, name: Up, plane: service}, {id: down, name: Down, plane: stream}, {id: peer, name: Peer, plane: state}"
    flows = "[{from: up, to: a}, {from: a, to: down}, {from: a, to: peer}, {from: peer, to: a}]"
    found = draw(f"components: [{{id: a, name: A, plane: edge}}, {near}]\nflows: {flows}", "L1-EDGE")
    frames = {group.title: group.nodes for group in chart(found).groups}
    assert frames["From other planes"] == (named(found, "Up").id,)
    assert frames["To other planes"] == (named(found, "Down").id, named(found, "Peer").id)


def test_neighbours_have_their_own_colour_and_their_name_alone(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(SMALL, "L1-EDGE")
    assert named(found, "Store").plane is Plane.STATE
    assert named(found, "Store").texts == ("Store",)
    assert len(chart(found).edges) == 2
    assert [group.title for group in chart(found).groups] == ["Edge plane", "To other planes"]


def test_a_component_names_its_mechanisms_and_the_diagram_leads_to_them(draw: Draw, named: Named) -> None:
    found = draw(SMALL, "L1-STATE")
    assert named(found, "Store").texts[-1] == "with Cache, Consistent hashing, unheard of"
    assert found.terms == (
        ("Cache", Ref(TermKind.MECHANISM, "p11_cache")),
        ("Consistent hashing", Ref(TermKind.MECHANISM, "p1_consistent_hash")),
    )
    assert "2 flows, 1 neighbour in other planes, 3 mechanisms" in found.description


def test_a_mechanism_under_two_names_is_one(draw: Draw, named: Named) -> None:
    components = ", ".join(f"{{id: {id_}, name: {id_}, plane: edge, mechanisms: [p11_cache, cache]}}" for id_ in "ab")
    found = draw(f"components: [{components}]", "L1-EDGE")
    assert named(found, "a").texts[1] == "with Cache"
    assert [name for name, _ in found.terms] == ["Cache"]
    assert ", 1 mechanism, " in found.description


def test_of_two_components_with_one_id_the_first_is_drawn(draw: Draw, chart: Chart) -> None:
    text = "components: [{id: c, name: One, plane: edge}, {id: c, name: Two, plane: edge}]"
    assert [node.texts[0] for node in chart(draw(text, "L1-EDGE")).nodes] == ["One"]


def test_a_store_says_that_its_consistency_is_not_stated(draw: Draw, named: Named) -> None:
    assert named(draw(SMALL, "L1-STATE"), "Store").texts[2] == "consistency: not stated"
    stated = draw("components: [{id: s, name: S, plane: state, consistency: eventual_consistency}]", "L1-STATE")
    assert named(stated, "S").texts[1] == "consistency: Eventual consistency"


ADMISSION = """
backpressure:
  admission:
    - {name: Rate limit, limit: {value: 50 per minute, source: b}, at: app, source: a}
    - {name: bytes_a_second, at: app, source: a}
    - {name: size_caps, source: a}
"""


def test_admission_stands_at_the_edge(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(SMALL + ADMISSION, "L1-EDGE")
    first, second = (node for node in chart(found).nodes if node.texts[0] == "Admission")
    assert first.texts == ("Admission", "Rate limit, 50 per minute [2]", "bytes a second, limit not stated [1]")
    assert second.texts == ("Admission", "size caps, limit not stated [1]", "(component not stated)")
    assert [(edge.source, edge.target) for edge in chart(found).edges if edge.texts == ("applied by",)] == [
        (first.id, named(found, "App").id)
    ]
    assert "Admission" not in {node.texts[0] for node in chart(draw(SMALL + ADMISSION, "L1-STATE")).nodes}


def test_admission_alone_documents_the_edge(draw: Draw, chart: Chart) -> None:
    found = draw(ADMISSION, "L1-EDGE")
    assert found.documented
    assert chart(found).nodes[0].texts[0] == "no component documented"


def test_what_applies_admission_elsewhere_is_a_neighbour(draw: Draw, named: Named) -> None:
    text = SMALL + ADMISSION.replace("at: app", "at: lone")
    assert named(draw(text, "L1-EDGE"), "Lone").plane is Plane.CONTROL
