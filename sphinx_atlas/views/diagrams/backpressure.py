"""BP: the ladder of backpressure along the hot path, and the four answers that a request can get."""

from __future__ import annotations

from ...catalog.evidence import Claim
from ...catalog.operations import Backpressure, Measure
from ..text import NOT_STATED, counted, humanise
from .model import Alternatives, Branch, Diagram, Message, Participant, Remark, Sequence, Step
from .sketch import Sketch

Steps = tuple[Step, ...]

_PARTICIPANTS = (
    Participant("client", "Client"),
    Participant("edge", "Edge (Admission)"),
    Participant("service", "Service (Queue)"),
    Participant("state", "State (Pool)"),
)

#: The rungs from the first to the last: field of the record, name of one, and whose columns it stands over.
LADDER: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("admission", "admission", ("edge",)),
    ("queues", "queue", ("service",)),
    ("caps", "cap", ("state",)),
    ("timeouts", "timeout", ("service", "state")),
    ("circuit_breakers", "circuit breaker", ("service", "state")),
    ("brownouts", "brownout", ("edge", "service")),
)


def ladder(sketch: Sketch) -> Diagram:
    """The specification's sequence with the record's limits: too many 429, busy 503, timeout 504, or 200."""
    backpressure = sketch.record.backpressure or Backpressure()
    documented = [name for field, name, _ in LADDER if getattr(backpressure, field)]
    admission, queue, cap, timeout, breaker, brownout = (
        _remarks(sketch, getattr(backpressure, field), name, over) for field, name, over in LADDER
    )
    steps = (
        *admission,
        Message("client", "edge", "Request"),
        Message("edge", "edge", "Check rate"),
        _either("Over limit", (_answer("edge", "429 Too Many Requests"),), "Under limit", _queued(queue, cap, timeout)),
        *breaker,
        *brownout,
    )
    return sketch.diagram(Sequence(_PARTICIPANTS, steps), _describe(sketch, documented), documented=bool(documented))


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


def _remarks(sketch: Sketch, measures: list[Measure], name: str, over: tuple[str, ...]) -> Steps:
    """One note for each measure of a rung, or one that says that none is stated."""
    texts = [_text(sketch, one) for one in measures] or [NOT_STATED]
    return tuple(Remark(over, f"{name}: {text}") for text in texts)


def _text(sketch: Sketch, measure: Measure) -> str:
    if measure.limit is None:
        return sketch.marked(f"{humanise(measure.name)}, limit not stated", measure.evidence)
    name = sketch.within(Claim(measure.name, measure.evidence), measure.limit.evidence)
    return f"{name}, {sketch.marked(measure.limit.quantity.text, measure.limit.evidence)}"


def _describe(sketch: Sketch, documented: list[str]) -> str:
    missing = [name for _, name, _ in LADDER if name not in documented]
    told = ", ".join(documented) if documented else "none"
    gap = f"; not stated: {', '.join(missing)}" if missing else ""
    return (
        f"A request to {sketch.record.name} is refused with 429 over the limit, 503 when the queue is full, 504 when "
        f"the pool is exhausted, or answered with 200. {counted(len(documented), 'rung')} documented: {told}{gap}."
    )
