"""What a record refers to inside itself: its sources, components and failures; and modes from closed lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from ..catalog.finding import Mark, did_you_mean
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.operations import Mode
from .registry import Context, Found, rule


@rule(
    "ATL211",
    "Unknown source",
    why="Evidence that leads nowhere is none.",
    fix="Write the id of one of the record's sources, or add the source.",
    lenient=Severity.ERROR,
)
def _sources(record: CaseStudy, context: Context) -> Found:
    known = {source.id: source for source in record.sources}
    for evidence in record.written_evidence():
        for id_ in evidence.sources if "source" in evidence.marks else ():
            if id_ not in known:
                yield evidence.marks["source"], f"unknown source {id_!r}{_or_add(id_, known, 'sources')}"


@rule(
    "ATL212",
    "Unknown component",
    why="An arrow from or to nothing cannot be drawn.",
    fix="Write the id of one of the record's components, or add the component.",
    lenient=Severity.ERROR,
)
def _components(record: CaseStudy, context: Context) -> Found:
    known = {component.id: component for component in record.components}
    for mark, id_ in _component_ids(record):
        if id_ not in known:
            yield mark, f"unknown component {id_!r}{_or_add(id_, known, 'components')}"


def _component_ids(record: CaseStudy) -> Iterator[tuple[Mark, str]]:
    for flow in record.flows:
        yield flow.mark("from_"), flow.from_
        yield flow.mark("to"), flow.to
    rungs = record.backpressure
    for name in type(rungs).model_fields if rungs else ():
        yield from ((measure.mark("at"), measure.at) for measure in getattr(rungs, name) if measure.at)
    for part in chain(record.failures_top5, record.capacity_planning.values(), record.cloud_mapping.values()):
        if id_ := getattr(part, "component", None):
            yield part.mark("component"), id_


@rule(
    "ATL213",
    "Unknown failure",
    why="An outage that shows a failure mode leads readers to its playbook, if it has one.",
    fix="Write the name of one of 'failures_top5', or leave 'failure' out.",
)
def _failures(record: CaseStudy, context: Context) -> Found:
    known = {failure.name: failure for failure in record.failures_top5}
    for incident in record.incidents:
        if incident.failure and incident.failure not in known:
            hint = _or_add(incident.failure, known, "failures_top5")
            yield incident.mark("failure"), f"unknown failure {incident.failure!r}{hint}"


def _or_add(word: str, known: Collection[str], section: str) -> str:
    return did_you_mean(word, known) or f"; write one of '{section}', or add it there"


@rule(
    "ATL214",
    "Mode not in the closed list",
    why="Strategies are compared mode by mode; free text can be compared with nothing.",
    fix="Write one of the modes that are named, and the rest in 'detail'.",
)
def _modes(record: CaseStudy, context: Context) -> Found:
    for part in record.multi_region.parts() if record.multi_region else ():
        if isinstance(part, Mode) and not part.is_known:
            text = part.mode or ""
            hint = did_you_mean(text.partition("_")[0], part.known)
            known = ", ".join(part.known)
            yield part.mark("mode"), f"{part.path[-1]}: {text!r} is none of {known}{hint if 'mean' in hint else ''}"
