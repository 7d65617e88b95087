"""Small diagrams with one text in every place, and the texts that any diagram should show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_atlas.views.diagrams.model import (
    Alternatives,
    Branch,
    Diagram,
    Edge,
    Flowchart,
    Group,
    Message,
    Node,
    NodeRole,
    Participant,
    Remark,
    Sequence,
    Step,
)


def diagram(body: Flowchart | Sequence, title: str = "A title", description: str = "A description.") -> Diagram:
    """A diagram of a body."""
    return Diagram("CS-X-L0", "L0", title, description, body)


def hostile_flowchart(text: str) -> Diagram:
    """A flowchart with the text in every place, in boxes of all shapes."""
    nodes = [Node(f"r_{role}", (text,), role) for role in NodeRole]
    nodes += [Node("bad", ("name", text), NodeRole.SERVICE), Node("named", (text, text, text), NodeRole.NOTE)]
    edges = (Edge("bad", "named", (text,)), Edge("named", "group", ("says", text)), Edge("bad", "bad"))
    groups = (Group("group", text, ("r_term",), groups=(Group("inner", text, ("r_step",)),)),)
    return diagram(Flowchart(tuple(nodes), edges, groups), text, text)


def hostile_sequence(text: str) -> Diagram:
    """A sequence with the text in every place."""
    steps: tuple[Step, ...] = (Message("a", "b", text), Message("b", "a", text, reply=True), Remark(("a", "b"), text))
    branches = (Branch(text, steps), Branch(f"else {text}", (Message("a", "a", text),)))
    return diagram(
        Sequence((Participant("a", text), Participant("b", "B")), (*steps, Alternatives(branches))), text, text
    )


def texts_of(shown: Diagram) -> dict[str, list[str]]:
    """Kind of element to the texts that a reader should see, in their order."""
    body = shown.body
    if isinstance(body, Flowchart):
        return {
            "node": ["".join(node.lines) for node in body.nodes],
            "edge": ["".join(edge.lines) for edge in body.edges],
            "title": [group.title for group in _groups(body.groups)],
        }
    steps = list(_steps(body.steps))
    return {
        "participant": [participant.label for participant in body.participants],
        "message": [step.text for step in steps if isinstance(step, Message)],
        "note": [step.text for step in steps if isinstance(step, Remark)],
        "condition": [branch.condition for step in steps if isinstance(step, Alternatives) for branch in step.branches],
    }


def _groups(groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from _groups(group.groups)


def _steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        for branch in step.branches if isinstance(step, Alternatives) else ():
            yield from _steps(branch.steps)
