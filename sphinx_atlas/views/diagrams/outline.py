"""A diagram in words, for readers who cannot see it: what its boxes say, then one line for each arrow or step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..text import joined
from .model import Alternatives, Diagram, Edge, EdgeStyle, Flowchart, Group, Message, Node, Remark, Sequence, Step

#: What an arrow's style adds to its line.
_STYLES = {
    EdgeStyle.ASYNC: "(async)",
    EdgeStyle.CRITICAL: "(critical path)",
    EdgeStyle.CRITICAL_ASYNC: "(critical path, async)",
}


def outline(diagram: Diagram) -> list[str]:
    """The text alternative: plain lines, in the diagram's order.

    A box has a line of its own where it says more than its name, or where no arrow reaches it. Boxes that share a name,
    such as "Detection", say all they have in the line of the arrow that leads to them.
    """
    if isinstance(diagram.body, Sequence):
        return list(_steps(diagram.body.steps, {one.id: one.label for one in diagram.body.participants}))
    return list(_flowchart(diagram.body))


def _flowchart(chart: Flowchart) -> Iterator[str]:
    groups = list(_groups(chart.groups))
    frame = {id_: group.title for group in groups for id_ in group.nodes}
    titles = {group.id: group.title for group in groups}
    shared = Counter(_texts(node)[0] for node in chart.nodes)
    names = titles | {node.id: _texts(node)[0] for node in chart.nodes}
    full = titles | {node.id: _full_name(node, shared) for node in chart.nodes}
    reached = {end for edge in chart.edges for end in (edge.source, edge.target)}
    told = {edge.target for edge in chart.edges if full[edge.target] != names[edge.target]}
    rank = {id_: position for position, id_ in enumerate(frame)}
    for node in sorted(chart.nodes, key=lambda node: rank.get(node.id, len(rank))):
        texts = _texts(node)
        if node.id not in reached or (len(texts) > 1 and node.id not in told):
            yield joined((frame.get(node.id, ""), "; ".join(texts)), ": ")
    for edge in chart.edges:
        yield _edge(edge, names[edge.source], full[edge.target])


def _edge(edge: Edge, source: str, target: str) -> str:
    arrow = "–" if edge.style is EdgeStyle.RELATION else "→"
    return joined(
        (joined((f"{source} {arrow} {target}", "; ".join(edge.texts or edge.lines)), ": "), _STYLES.get(edge.style, ""))
    )


def _full_name(node: Node, shared: Counter[str]) -> str:
    """What a box is called where an arrow leads to it; all that it says, where other boxes have the same name."""
    texts = _texts(node)
    return texts[0] if shared[texts[0]] == 1 else ": ".join(texts)


def _texts(node: Node) -> tuple[str, ...]:
    return node.texts or node.lines


def _groups(groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from _groups(group.groups)


def _steps(steps: Iterable[Step], names: Mapping[str, str], condition: str = "") -> Iterator[str]:
    """One line a step; within a branch each begins with its condition."""
    for step in steps:
        match step:
            case Message():
                yield f"{condition}{names[step.source]} → {names[step.target]}: {step.text}"
            case Remark():
                yield f"{condition}{' and '.join(names[id_] for id_ in step.over)}: {step.text}"
            case Alternatives():
                for branch in step.branches:
                    head = f"If {branch.condition[:1].lower()}{branch.condition[1:]}: "
                    yield from _steps(branch.steps, names, head)
