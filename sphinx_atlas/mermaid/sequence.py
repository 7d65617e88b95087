"""A sequence as Mermaid text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..views.diagrams.model import Alternatives, Message, Remark, Sequence, Step
from . import escape


def sequence(body: Sequence) -> Iterator[str]:
    """The lines of a sequence's body."""
    for participant in body.participants:
        yield f"participant {_name(participant.id)} as {escape.participant(participant.label)}"
    columns = {participant.id: number for number, participant in enumerate(body.participants)}
    yield from _steps(body.steps, columns)


def _steps(steps: Iterable[Step], columns: Mapping[str, int]) -> Iterator[str]:
    for step in steps:
        match step:
            case Message():
                arrow = "-->>" if step.reply else "->>"
                yield f"{_name(step.source)}{arrow}{_name(step.target)}: {escape.message(step.text)}"
            case Remark():
                ends = dict.fromkeys((step.over[0], step.over[-1]))
                numbers = [columns[id_] for id_ in ends]
                text = escape.note(step.text, max(numbers) - min(numbers) + 1)
                yield f"Note over {','.join(map(_name, ends))}: {text}"
            case Alternatives():
                yield from _alternatives(step, columns)


def _alternatives(step: Alternatives, columns: Mapping[str, int]) -> Iterator[str]:
    for number, branch in enumerate(step.branches):
        yield f"{'else' if number else 'alt'} {escape.condition(branch.condition)}"
        yield from (f"  {line}" for line in _steps(branch.steps, columns))
    if step.branches:
        yield "end"


def _name(id_: str) -> str:
    return f"p_{escape.identifier(id_)}"
