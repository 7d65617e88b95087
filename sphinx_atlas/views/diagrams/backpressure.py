"""BP: the ladder of backpressure along the hot path, and the four answers that a request can get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...catalog.evidence import Claim
from ...catalog.operations import Backpressure, Measure
from ...catalog.sections import Plane
from ..text import NOT_STATED, counted, joined
from .elements import Element, elements, limited
from .model import Alternatives, Branch, Diagram, Message, NodeRole, Participant, Remark, Sequence, Step
from .sketch import Sketch, brief

Steps = tuple[Step, ...]

#: The columns in the order of the planes. The specification's four always stand.
_COLUMNS = {
    "client": "Client",
    Plane.EDGE.value: "Edge (Admission)",
    Plane.SERVICE.value: "Service (Queue)",
    Plane.STREAM.value: "Stream",
    Plane.STATE.value: "State (Pool)",
    Plane.CONTROL.value: "Control",
}
_ALWAYS = {"client", Plane.EDGE.value, Plane.SERVICE.value, Plane.STATE.value}
#: As much as is told of what happens beyond a limit, in characters.
_OVERFLOW = 80


class Rung(NamedTuple):
    """A step of the ladder: field of the record, what one measure of it is called, and where it acts if not stated."""

    field: str
    name: str
    over: tuple[str, ...]


#: From the first to the last.
LADDER = (
    Rung("admission", "admission", ("edge",)),
    Rung("queues", "queue", ("service",)),
    Rung("caps", "cap", ("state",)),
    Rung("timeouts", "timeout", ("service", "state")),
    Rung("circuit_breakers", "circuit breaker", ("service", "state")),
    Rung("brownouts", "brownout", ("edge", "service")),
)


def ladder(sketch: Sketch) -> Diagram:
    """The specification's sequence with the record's limits: too many 429, busy 503, timeout 504, or 200.

    A measure stands over the plane of the component that applies it.
    """
    backpressure = sketch.record.backpressure or Backpressure()
    documented = [rung.name for rung in LADDER if getattr(backpressure, rung.field)]
    found = elements(sketch.record)
    rungs = [_remarks(sketch, rung, getattr(backpressure, rung.field), found) for rung in LADDER]
    admission, queue, cap, timeout, breaker, brownout = rungs
    steps: Steps = (
        *admission,
        Message("client", "edge", "Request"),
        Message("edge", "edge", "Check rate"),
        _either("Over limit", (_answer("edge", "429 Too Many Requests"),), "Under limit", _queued(queue, cap, timeout)),
        *breaker,
        *brownout,
    )
    used = _ALWAYS.union(*(remark.over for remarks in rungs for remark in remarks))
    columns = tuple(Participant(id_, label) for id_, label in _COLUMNS.items() if id_ in used)
    return sketch.diagram(Sequence(columns, steps), _describe(sketch, documented), documented=bool(documented))


def _queued(queue: Steps, cap: Steps, timeout: Steps) -> Steps:
    """What happens to an admitted request."""
    full = (Message("service", "edge", "Backpressure", reply=True), _answer("edge", "503 Busy"))
    waiting = _either("Queue full", full, "Queue available", _pooled(cap, timeout))
    return (Message("edge", "service", "Forward"), *queue, waiting)


def _pooled(cap: Steps, timeout: Steps) -> Steps:
    """What happens to a request that has left the queue."""
    exhausted = (Message("state", "service", "Timeout", reply=True), _answer("service", "504 Timeout"))
    available = (Message("state", "service", "Result", reply=True), _answer("service", "200 OK"))
    answered = _either("Pool exhausted", exhausted, "Pool available", available)
    return (Message("service", "state", "Query"), *cap, *timeout, answered)


def _either(condition: str, steps: Steps, otherwise: str, others: Steps) -> Alternatives:
    return Alternatives((Branch(condition, steps), Branch(otherwise, others)))


def _answer(source: str, text: str) -> Message:
    return Message(source, "client", text, reply=True)


def _remarks(sketch: Sketch, rung: Rung, measures: list[Measure], found: Mapping[str, Element]) -> tuple[Remark, ...]:
    """The notes of a rung: one for each measure, where it acts, or one that says that none is stated."""
    if not measures:
        return (Remark(rung.over, f"{rung.name}: {NOT_STATED}"),)
    return tuple(
        Remark(_place(found.get(one.at or "")) or rung.over, f"{rung.name}: {_text(sketch, one)}") for one in measures
    )


def _place(element: Element | None) -> tuple[str, ...]:
    """The column of a component; none for one that is not stated, or whose plane is not."""
    if element and element.role is NodeRole.CLIENT:
        return ("client",)
    return (element.plane.value,) if element and element.plane else ()


def _text(sketch: Sketch, measure: Measure) -> str:
    """A measure with its limit, and what happens beyond it."""
    beyond = Claim(brief(measure.overflow or "", _OVERFLOW), measure.field("overflow").evidence)
    return joined((limited(sketch, measure), sketch.within(beyond, measure.evidence)), "\nthen: ")


def _describe(sketch: Sketch, documented: list[str]) -> str:
    missing = [rung.name for rung in LADDER if rung.name not in documented]
    told = ", ".join(documented) if documented else "none"
    gap = f"; not stated: {', '.join(missing)}" if missing else ""
    return (
        f"A request to {sketch.record.name} is refused with 429 over the limit, 503 when the queue is full, 504 when "
        f"the pool is exhausted, or answered with 200. {counted(len(documented), 'rung')} documented: {told}{gap}."
    )
