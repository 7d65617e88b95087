"""MIGRATION and SCALE: what was before, and what is next to it."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.views.diagrams.model import Diagram, EdgeStyle, Flowchart, Node, NodeRole

Draw = Callable[[str, str], Diagram]
Chart = Callable[[Diagram], Flowchart]
Named = Callable[[Diagram, str], Node]

MIGRATIONS = """
migrations:
  - {from: Undated, to: Later, historical: true, source: a}
  - {from: Middle, to: New, when: 2022-05, why: too_slow, to_facts: {nodes: {value: 72 nodes, source: b}}, source: a}
  - from: Old
    to: Middle
    when: 2017
    inferred: the dates leave nothing else
    from_facts: {nodes: {value: 12 nodes, historical: true, as_of: 2016, source: b}}
"""


def test_migrations_are_a_chain_from_the_earliest(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(MIGRATIONS, "MIGRATION")
    ends = [(edge.source, edge.target) for edge in chart(found).edges]
    middle = named(found, "Middle").id
    assert ends == [
        (named(found, "Old").id, middle),
        (middle, named(found, "New").id),
        (named(found, "Undated").id, named(found, "Later").id),
    ]


def test_an_arrow_has_the_date_and_what_came_of_it_the_reason(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(MIGRATIONS, "MIGRATION")
    first, second, last = chart(found).edges
    assert first.texts == ("2017 (inferred)",)
    assert second.texts == ("2022-05 [1]",)
    assert last.texts == ("date not stated",)
    assert (first.state, second.state) == (State.INFERRED, State.SOURCED)
    assert named(found, "Middle").texts == ("Middle", "why: not stated")
    assert named(found, "New").texts[1] == "why: too slow [1]"


def test_architectures_have_their_figures(draw: Draw, named: Named) -> None:
    found = draw(MIGRATIONS, "MIGRATION")
    assert named(found, "Old").texts == ("Old", "12 nodes (historical, 2016) [2]")
    assert named(found, "New").texts == ("New", "why: too slow [1]", "72 nodes [2]")
    assert (named(found, "Old").state, named(found, "Middle").state) == (State.INFERRED, State.SOURCED)
    assert (
        found.description
        == "3 migrations of X: 2017, Old to Middle; 2022-05, Middle to New; undated, Undated to Later."
    )


SIZES = """
scale_tiers:
  - {id: small, name: "2015", description: One database., facts: {nodes: 3 nodes, users: 9 users}, source: a}
  - id: large
    name: "2024"
    facts: {nodes: {value: 90 nodes, source: b}, rate: {value: 5k messages per second, kind: peak}}
"""


def test_a_size_stands_next_to_the_one_before(draw: Draw, chart: Chart, named: Named) -> None:
    found = draw(SIZES, "SCALE-LARGE")
    assert [group.title for group in chart(found).groups] == ["2015", "2024"]
    assert named(found, "One database").texts == ("One database. [1]",)
    ties = {(edge.source, edge.target) for edge in chart(found).edges if edge.style is EdgeStyle.RELATION}
    assert (named(found, "3 nodes [1]").id, named(found, "90 nodes [2]").id) in ties
    assert len(ties) == 2
    assert found.title == "X: Scale tier, 2024"
    assert found.description == "X at the size 2024, beside 2015: nodes 90 nodes; rate 5k messages per second (peak)."


def test_the_first_size_stands_alone(draw: Draw, chart: Chart) -> None:
    found = draw(SIZES, "SCALE-SMALL")
    assert [group.title for group in chart(found).groups] == ["2015"]
    assert not chart(found).edges
    figures = [node.texts for node in chart(found).nodes if node.role is NodeRole.FIGURE]
    assert figures == [("3 nodes [1]",), ("9 users [1]",)]
