"""FM: what fails, how it is noticed and what is done about it; one failure as a sequence; DR: how it is practised."""

from __future__ import annotations

import re

from ...catalog.evidence import Claim, State
from ...catalog.model import CaseStudy
from ...catalog.operations import Failure, Incident
from ...catalog.sections import FlowMode
from ..text import INFERRED, NOT_STATED, counted, headline, humanise, joined
from .elements import elements, flows
from .model import Diagram, Direction, Message, NodeRole, Participant, Remark, Sequence, Step
from .sketch import Sketch, brief

#: Failures that are drawn, as the specification bounds them.
LIMIT = 5
#: What is done about a failure, in the order of time: field of the record, and its name.
_STAGES = (("detection", "Detection"), ("mitigation", "Response"), ("recovery", "Recovery"))
_PROOF = (("detection", "Proof: it is detected"), ("recovery", "Proof: service returns"))
_CADENCE = re.compile(
    r"\b(continuous(?:ly)?|hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?"
    r"|(?:every|each) (?:hour|day|night|week|fortnight|month|quarter|year|release|deploy))\b",
    re.IGNORECASE,
)


def failures(record: CaseStudy) -> list[Failure]:
    """Those that are drawn."""
    return record.failures_top5[:LIMIT]


def drilled(record: CaseStudy) -> list[Failure]:
    """Those whose drill is stated."""
    return [failure for failure in failures(record) if failure.drill]


def failure_map(sketch: Sketch) -> Diagram:
    """Each failure, with the component that it hits, through detection and response to recovery."""
    listed = failures(sketch.record)
    name = sketch.record.name
    if not listed:
        sketch.note("no failure modes documented")
        return sketch.flowchart(f"No failure modes of {name} are documented.", documented=False)
    for failure in listed:
        _draw_chain(sketch, failure, _draw_failure(sketch, failure), _STAGES)
    names = ", ".join(headline(failure.name) for failure in listed)
    count = counted(len(listed), "failure mode")
    description = f"{count} of {name}, each with its detection, response and recovery: {names}."
    return sketch.flowchart(description, Direction.RIGHT)


def drill_map(sketch: Sketch) -> Diagram:
    """For each drill: the failure that is provoked, how often, and what then proves that recovery works.

    A drill that no source tells of is called a suggestion: nobody says that it is held.
    """
    listed = drilled(sketch.record)
    for failure in listed:
        drill = _draw_drill(sketch, failure)
        sketch.edge(_draw_failure(sketch, failure), drill)
        _draw_chain(sketch, failure, drill, _PROOF)
    suggested = [failure for failure in listed if failure.field("drill").state is State.INFERRED]
    told = "; ".join(f"{headline(one.name)}: {_cadence(one) or 'cadence not stated'}" for one in listed)
    doubt = f", {len(suggested)} of them suggested {INFERRED}," if suggested else ""
    count = counted(len(listed), "drill")
    description = f"{count}{doubt} of {sketch.record.name} and what each has to prove: {told}."
    detail = "suggested (inferred)" if len(suggested) == len(listed) else ""
    return sketch.flowchart(description, Direction.RIGHT, detail=detail)


def _draw_drill(sketch: Sketch, failure: Failure) -> str:
    claim, text, cadence = failure.field("drill"), brief(failure.drill or ""), _cadence(failure)
    if claim.state is State.INFERRED:
        texts = joined((f"Suggested drill {INFERRED}", cadence), ", "), humanise(text)
    else:
        texts = f"Drill, {cadence or 'cadence not stated'}", sketch.marked(text, claim.evidence)
    return sketch.node(f"drill_{failure.name}", *texts, role=NodeRole.STEP, state=claim.state)


def scenario(sketch: Sketch, failure: Failure) -> Diagram:
    """One failure as a sequence: what happens, how it is noticed, what is done, how service returns."""
    found = elements(sketch.record)
    component = found.get(failure.component or "")
    name = headline(failure.name)
    columns = [Participant("system", component.name if component else sketch.record.name)]
    columns += [Participant(field, title) for field, title in _STAGES]
    what = sketch.marked(joined((name, failure.description or ""), ": "), failure.evidence)
    steps: list[Step] = [Remark(("system",), what)]
    calls = (flow for flow in flows(sketch.record, found) if flow.mode is not FlowMode.ASYNC)
    callers = dict.fromkeys(found[flow.from_].name for flow in calls if flow.to == failure.component)
    if callers:
        steps.append(Remark(("system",), f"called by {', '.join(callers)}"))
    for field, _ in _STAGES:
        steps.append(_stage(sketch, failure, field))
    shown = [incident for incident in sketch.record.incidents if incident.failure == failure.name]
    steps += [Remark(("system", "recovery"), _incident(sketch, incident)) for incident in shown]
    seen = f" Seen in {counted(len(shown), 'public incident')}." if shown else ""
    description = (
        f"How {name.lower()} unfolds at {columns[0].label}, from detection through response to recovery.{seen}"
    )
    return sketch.diagram(Sequence(tuple(columns), tuple(steps)), description, detail=name)


def _draw_failure(sketch: Sketch, failure: Failure) -> str:
    """Add the box of a failure: its name, the component that it hits, and what happens."""
    name = sketch.marked(headline(failure.name), failure.evidence)
    component = elements(sketch.record).get(failure.component or "")
    hit = f"hits {sketch.within(Claim(component.name, component.evidence), failure.evidence)}" if component else ""
    about = humanise(brief(failure.description or ""))
    key, state = f"failure_{failure.name}", failure.evidence.state
    return sketch.node(key, name, hit, about, role=NodeRole.FAILURE, state=state)


def _draw_chain(sketch: Sketch, failure: Failure, start: str, stages: tuple[tuple[str, str], ...]) -> None:
    for field, title in stages:
        claim = failure.field(field)
        text = sketch.marked(brief(claim.value), claim.evidence) if claim.value else NOT_STATED
        key = f"{field}_{failure.name}"
        box = sketch.node(key, title, text, role=NodeRole.STEP, state=claim.state)
        sketch.edge(start, box)
        start = box


def _stage(sketch: Sketch, failure: Failure, field: str) -> Step:
    """The signal that goes out from what fails, or what is done to it; a note where nothing is stated."""
    claim = failure.field(field)
    if not claim.value:
        return Remark((field,), f"{field}: {NOT_STATED}")
    text = sketch.marked(claim.value, claim.evidence)
    return Message("system", field, text) if field == "detection" else Message(field, "system", text)


def _incident(sketch: Sketch, incident: Incident) -> str:
    head = joined(("Incident", str(incident.date or "")))
    text = joined((f"{head}, {incident.name}", incident.impact or ""), ": ")
    lasted = incident.duration
    told = sketch.marked(f"lasted {lasted.quantity.text}", lasted.evidence) if lasted else ""
    return joined((sketch.marked(text, incident.evidence), told), "; ")


def _cadence(failure: Failure) -> str:
    """How often a drill is held, where its text says so: ``weekly``."""
    match = _CADENCE.search(humanise(failure.drill or ""))
    return match[1].lower() if match else ""
