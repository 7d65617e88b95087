"""A sequence as Mermaid text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..views.diagrams.model import Alternatives, Message, Remark, Sequence, Step
from . import escape


def sequence(body: Sequence) -> Iterator[str]:
    """The lines of a sequence's body."""
    for participant in body.participants:
        yield f"participant {_name(participant.id)} as {escape.participant(participant.label)}"
    yield from _steps(body.steps)


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        match step:
            case Message():
                arrow = "-->>" if step.reply else "->>"
                yield f"{_name(step.source)}{arrow}{_name(step.target)}: {escape.message(step.text)}"
            case Remark():
                ends = dict.fromkeys((step.over[0], step.over[-1]))
                yield f"Note over {','.join(map(_name, ends))}: {escape.note(step.text)}"
            case Alternatives():
                yield from _alternatives(step)


def _alternatives(step: Alternatives) -> Iterator[str]:
    for number, branch in enumerate(step.branches):
        yield f"{'else' if number else 'alt'} {escape.condition(branch.condition)}"
        yield from (f"  {line}" for line in _steps(branch.steps))
    if step.branches:
        yield "end"


def _name(id_: str) -> str:
    return f"p_{escape.identifier(id_)}"
