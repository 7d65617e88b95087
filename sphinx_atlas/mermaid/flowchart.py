"""A flowchart as Mermaid text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from ..catalog.evidence import State
from ..views.diagrams.model import Edge, EdgeStyle, Flowchart, Group, Node, NodeRole
from . import escape
from .folding import folds
from .palette import FRAME_OPACITY, INK, ROLES, paint
from .scheme import BOXES, FRAMES

#: What opens and closes the box of each role. Parallelograms, diamonds and stadiums are left out: some renderers draw
#: them badly, or at ten times the size.
SHAPES: dict[NodeRole, tuple[str, str]] = {
    NodeRole.CLIENT: ("(", ")"),
    NodeRole.LOAD_BALANCER: ("{{", "}}"),
    NodeRole.GATEWAY: ("{{", "}}"),
    NodeRole.SERVICE: ("[", "]"),
    NodeRole.WORKER: ("[", "]"),
    NodeRole.STREAM: ("[[", "]]"),
    NodeRole.QUEUE: ("[[", "]]"),
    NodeRole.CACHE: ("[(", ")]"),
    NodeRole.STORE: ("[(", ")]"),
    NodeRole.INDEX: ("[(", ")]"),
    NodeRole.OBJECT_STORE: ("[(", ")]"),
    NodeRole.CONTROLLER: ("{{", "}}"),
    NodeRole.EXTERNAL: ("(", ")"),
    NodeRole.TERM: ("(", ")"),
    NodeRole.REGION: ("[", "]"),
    NodeRole.STEP: ("(", ")"),
    NodeRole.FAILURE: ("[", "]"),
    NodeRole.FIGURE: ("[", "]"),
    NodeRole.NOTE: (">", "]"),
}

ARROWS: dict[EdgeStyle, str] = {
    EdgeStyle.SYNC: "-->",
    EdgeStyle.ASYNC: "-.->",
    EdgeStyle.CRITICAL: "==>",
    EdgeStyle.CRITICAL_ASYNC: "==>",
    EdgeStyle.RELATION: "---",
}

#: Long dashes for what is not certain; where nobody waits, long and short ones in turn.
UNCERTAIN_DASHES = ("8 4", "8 4 2 4")

_UNCERTAIN = {State.INFERRED, State.NOT_STATED}
_ASYNC = {EdgeStyle.ASYNC, EdgeStyle.CRITICAL_ASYNC}


def flowchart(chart: Flowchart) -> Iterator[str]:
    """The lines of a flowchart's body."""
    groups = list(_groups(chart.groups))
    nodes = {node.id: node for node in chart.nodes}
    inside = {id_ for group in groups for id_ in group.nodes}
    for group in chart.groups:
        yield from _group(group, nodes)
    yield from (_node(node) for node in chart.nodes if node.id not in inside)
    names = {group.id: _group_name(group) for group in groups} | {id_: node_name(id_) for id_ in nodes}
    yield from (_edge(edge, names) for edge in chart.edges)
    # Behind the arrows: their styles go by their positions.
    yield from (f"{names[above]} ~~~ {names[below]}" for above, below in folds(chart))
    yield from _classes(chart.nodes, groups)
    yield from _edge_styles(chart.edges)


def _group(group: Group, nodes: Mapping[str, Node]) -> Iterator[str]:
    yield f"subgraph {_group_name(group)}[{escape.subgraph_title(group.title)}]"
    for inner in group.groups:
        yield from _indented(_group(inner, nodes))
    yield from _indented(_node(nodes[id_]) for id_ in group.nodes)
    yield "end"


def _node(node: Node) -> str:
    opening, closing = SHAPES[node.role]
    label = escape.node_label(node.lines, _head(node))
    return f"{node_name(node.id)}{opening}{label}{closing}:::{_node_class(node)}"


def _head(node: Node) -> int:
    """How many of a node's lines are its name."""
    words = len("".join(node.texts[:1]).split())
    counts = accumulate(len(line.split()) for line in node.lines)
    return next((number for number, count in enumerate(counts, 1) if count >= words), 1)


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    arrow = ARROWS[edge.style] + escape.edge_label(edge.lines)
    return f"{names[edge.source]} {arrow} {names[edge.target]}"


def _classes(nodes: Iterable[Node], groups: Iterable[Group]) -> Iterator[str]:
    """Definitions of the classes in use, and their members where a node's own line does not say it."""
    used = {_node_class(node) for node in nodes}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for group in groups:
        members[_group_class(group)].append(_group_name(group))
    members["uncertain"] = [
        *(_group_name(group) for group in groups if group.state in _UNCERTAIN),
        *(node_name(node.id) for node in nodes if node.state in _UNCERTAIN),
    ]
    yield from (f"classDef {name} {style}" for name, style in _STYLES.items() if name in used or members[name])
    yield from (f"class {','.join(members[name])} {name}" for name in _STYLES if members[name])


def _edge_styles(edges: Iterable[Edge]) -> Iterator[str]:
    """The dashes that an arrow's own form does not give, by the arrows' positions."""
    positions: defaultdict[str, list[str]] = defaultdict(list)
    for position, edge in enumerate(edges):
        if dashes := _dashes(edge):
            positions[dashes].append(str(position))
    yield from (f"linkStyle {','.join(found)} stroke-dasharray:{dashes}" for dashes, found in sorted(positions.items()))


def _dashes(edge: Edge) -> str:
    if edge.state in _UNCERTAIN:
        return UNCERTAIN_DASHES[edge.style in _ASYNC]
    return "4 4" if edge.style is EdgeStyle.CRITICAL_ASYNC else ""


def _groups(groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from _groups(group.groups)


def _node_class(node: Node) -> str:
    if node.plane is not None:
        return f"plane_{node.plane}"
    return f"role_{node.role}" if node.role in ROLES else "neutral"


def _group_class(group: Group) -> str:
    return f"frame_{group.plane}" if group.plane is not None else "frame"


def node_name(id_: str) -> str:
    """How a node is called in the text."""
    return f"n_{escape.identifier(id_)}"


def _group_name(group: Group) -> str:
    return f"g_{escape.identifier(group.id)}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _box(fill: str) -> str:
    return f"fill:{fill},stroke:{INK},color:{paint(fill).text}"


def _frame(fill: str) -> str:
    return f"fill:{fill},fill-opacity:{FRAME_OPACITY},stroke:{fill},stroke-width:2px"


#: Every class; the last one is laid over the others.
_STYLES: dict[str, str] = {
    **{class_: _frame(fill) for class_, fill in FRAMES.items()},
    **{class_: _box(fill) for class_, fill in BOXES.items()},
    "uncertain": "stroke-width:2px,stroke-dasharray:6 4",
}
