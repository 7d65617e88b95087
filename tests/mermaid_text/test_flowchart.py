"""Flowcharts as text."""

from __future__ import annotations

import re

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.mermaid.escape import JOINER
from sphinx_atlas.mermaid.flowchart import SHAPES
from sphinx_atlas.views.diagrams.model import Direction, Edge, EdgeStyle, Flowchart, Group, Node, NodeRole
from tests.mermaid.samples import diagram

SMALL = Flowchart(
    nodes=(
        Node("client", ("Client",), NodeRole.CLIENT),
        Node("end", ("Gateway", "2500 guilds [9]"), NodeRole.GATEWAY, Plane.EDGE),
        Node("db", ("Messages (ScyllaDB)", "not stated"), NodeRole.STORE, Plane.STATE, State.INFERRED),
        Node("p3", ("Durable log",), NodeRole.TERM),
    ),
    edges=(
        Edge("client", "end", ("opens a WebSocket", "p99: 10 ms"), EdgeStyle.CRITICAL),
        Edge("end", "db", ("writes",), EdgeStyle.ASYNC, State.INFERRED),
        Edge("db", "p3", style=EdgeStyle.RELATION),
    ),
    groups=(
        Group("edge", "Edge plane", ("end",), Plane.EDGE),
        Group("state", "State plane", ("db",), Plane.STATE, state=State.NOT_STATED),
    ),
)


def text_of(*nodes: Node, edges: tuple[Edge, ...] = (), groups: tuple[Group, ...] = ()) -> str:
    return unmarked(to_mermaid(diagram(Flowchart(nodes, edges, groups))))


def unmarked(text: str) -> str:
    """The text without its invisible marks."""
    return text.replace(JOINER, "")


def box(id_: str, role: NodeRole = NodeRole.SERVICE, **fields: object) -> Node:
    return Node(id_, (id_,), role, **fields)  # type: ignore[arg-type]


def test_a_small_one() -> None:
    assert unmarked(to_mermaid(diagram(SMALL), {"p3": ("#p3", "Kept in order"), "gone": ("#x", "y")})) == (
        """\
graph TB
  accTitle: A title
  accDescr: A description.
  subgraph g_edge["Edge plane"]
    n_end{{"Gateway<br/>2500 guilds [9]"}}:::plane_edge
  end
  subgraph g_state["State plane"]
    n_db[("Messages (ScyllaDB)<br/>not stated")]:::plane_state
  end
  n_client("Client"):::neutral
  n_p3("Durable log"):::role_term
  n_client ==>|"opens a WebSocket<br/>p99: 10 ms"| n_end
  n_end -.->|"writes"| n_db
  n_db --- n_p3
  classDef frame_edge fill:#0066CC,fill-opacity:0.12,stroke:#0066CC,stroke-width:2px
  classDef frame_state fill:#FF8800,fill-opacity:0.12,stroke:#FF8800,stroke-width:2px
  classDef plane_edge fill:#0066CC,stroke:#080A0D,color:#FFFFFF
  classDef plane_state fill:#FF8800,stroke:#080A0D,color:#000000
  classDef neutral fill:#D8DEE4,stroke:#080A0D,color:#000000
  classDef role_term fill:#E4DBFA,stroke:#080A0D,color:#000000
  classDef uncertain stroke-width:2px,stroke-dasharray:6 4
  class g_edge frame_edge
  class g_state frame_state
  class g_state,n_db uncertain
  linkStyle 1 stroke-dasharray:8 4 2 4
  click n_p3 href "#p3" "Kept in order"
"""
    )


def test_every_role_has_a_shape_that_all_renderers_draw() -> None:
    assert set(SHAPES) == set(NodeRole)
    drawn_badly = {"([", "[/", "[\\", "{"}
    assert not {opening for opening, _ in SHAPES.values()} & drawn_badly


@pytest.mark.parametrize("role", NodeRole)
def test_a_role_has_one_shape_whatever_its_plane_and_state(role: NodeRole) -> None:
    text = text_of(box("a", role), box("b", role, plane=Plane.STREAM), box("c", role, state=State.NOT_STATED))
    shapes = re.findall(r'^  n_\w(\W+)"\w"(\W+):::', text, re.MULTILINE)
    assert shapes == [SHAPES[role]] * 3


def test_a_plane_goes_before_a_role() -> None:
    text = text_of(box("a", NodeRole.FAILURE, plane=Plane.CONTROL), box("b", NodeRole.FAILURE))
    assert 'n_a["a"]:::plane_control' in text
    assert 'n_b["b"]:::role_failure' in text


@pytest.mark.parametrize(
    ("style", "state", "arrow", "dashes"),
    [
        (EdgeStyle.SYNC, State.SOURCED, "-->", None),
        (EdgeStyle.ASYNC, State.UNSOURCED, "-.->", None),
        (EdgeStyle.CRITICAL, State.SOURCED, "==>", None),
        (EdgeStyle.CRITICAL_ASYNC, State.SOURCED, "==>", "4 4"),
        (EdgeStyle.RELATION, State.SOURCED, "---", None),
        (EdgeStyle.SYNC, State.INFERRED, "-->", "8 4"),
        (EdgeStyle.ASYNC, State.NOT_STATED, "-.->", "8 4 2 4"),
        (EdgeStyle.CRITICAL, State.INFERRED, "==>", "8 4"),
        (EdgeStyle.CRITICAL_ASYNC, State.INFERRED, "==>", "8 4 2 4"),
        (EdgeStyle.RELATION, State.INFERRED, "---", "8 4"),
    ],
)
def test_arrows(style: EdgeStyle, state: State, arrow: str, dashes: str | None) -> None:
    text = text_of(box("a"), box("b"), edges=(Edge("a", "b"), Edge("a", "b", style=style, state=state)))
    assert f"  n_a {arrow} n_b\n" in text
    assert re.findall(r"linkStyle (.*)", text) == ([f"1 stroke-dasharray:{dashes}"] if dashes else [])


def test_arrows_of_one_kind_share_a_line() -> None:
    edges = tuple(Edge("a", "a", state=state) for state in (State.INFERRED, State.SOURCED, State.INFERRED))
    assert "linkStyle 0,2 stroke-dasharray:8 4\n" in text_of(box("a"), edges=edges)


def test_frames_within_frames() -> None:
    inner = Group("inner", "In", ("b",), state=State.INFERRED)
    text = text_of(
        box("a"), box("b"), edges=(Edge("a", "inner"),), groups=(Group("g", "Out", ("a",), groups=(inner,)),)
    )
    assert (
        """\
  subgraph g_g["Out"]
    subgraph g_inner["In"]
      n_b["b"]:::neutral
    end
    n_a["a"]:::neutral
  end
  n_a --> g_inner
"""
        in text
    )
    assert "class g_g,g_inner frame\n" in text
    assert "class g_inner uncertain\n" in text


@pytest.mark.parametrize(
    ("lines", "texts", "marked"),
    [
        (("Gateway", "Elixir"), ("Gateway", "Elixir"), ["Gateway"]),
        (
            ("Internal load-balancing", "layer", "proxies"),
            ("Internal load-balancing layer", "proxies"),
            ["Internal load-balancing", "layer"],
        ),
        (("no edge plane", "documented"), ("no edge plane documented",), []),
        (("Gateway", "Elixir"), (), ["Gateway"]),
        (("Gateway",), ("Gateway",), []),
    ],
)
def test_the_name_of_a_box_is_marked(lines: tuple[str, ...], texts: tuple[str, ...], marked: list[str]) -> None:
    node = Node("a", lines, NodeRole.SERVICE, texts=texts)
    assert re.findall(f'["/>]([^"/>]+){JOINER}', to_mermaid(diagram(Flowchart((node,))))) == marked


def test_only_classes_in_use_are_defined() -> None:
    assert re.findall(r"classDef (\w+)", text_of(box("a", plane=Plane.EDGE))) == ["plane_edge"]


def test_no_node_is_styled_by_itself() -> None:
    assert not re.search(r"^ *style ", to_mermaid(diagram(SMALL)), re.MULTILINE)


def test_direction() -> None:
    chart = Flowchart((box("a"),), direction=Direction.RIGHT)
    assert to_mermaid(diagram(chart)).startswith("graph LR\n")


def test_ids_are_never_keywords() -> None:
    ids = ("end", "graph", "default", "style", "o", "x", "lifestyle", "1")
    text = text_of(*map(box, ids), edges=(Edge("o", "style"),), groups=(Group("style_2", "x", ("end",)),))
    assert "n_o --> n_STYLE" in text
    assert re.findall(r"^ *([ng]_\w+)(?! ~~~)\W", text, re.MULTILINE) == [
        "n_end", "n_graph", "n_default", "n_STYLE", "n_o", "n_x", "n_lifeSTYLE", "n_1", "n_o",
    ]  # fmt: skip
    assert "subgraph g_STYLE_2[" in text


def test_links_that_lead_nowhere_good_are_left_out() -> None:
    links = {"client": ("javascript:x", "a"), "end": ("", "b"), "db": ("../db.html", "")}
    assert re.findall(r"click .*", to_mermaid(diagram(SMALL), links)) == ['click n_db href "../db.html"']
