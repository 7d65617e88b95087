"""L1: one plane with its figures and mechanisms, and the neighbours that its components deal with."""

from __future__ import annotations

from collections import defaultdict

from ...catalog.evidence import State
from ...catalog.operations import Measure
from ...catalog.sections import Plane
from ...catalog.vocabulary import TermKind
from ..text import counted, joined
from .elements import Element, consistency, draw, elements, flows, plane_title, technology
from .model import Diagram, NodeRole
from .sketch import Sketch


def plane_zoom(sketch: Sketch, plane: Plane) -> Diagram:
    """The plane's components with all that is known of them; at the edge, what is admitted too."""
    found = elements(sketch.record)
    own = [one for one in found.values() if one.plane is plane]
    admission = _admission(sketch, plane)
    if not own and not admission:
        note = sketch.note(f"no {plane} plane documented", plane)
        sketch.group(f"plane_{plane}", plane_title(sketch, plane), [note], plane=plane, state=State.NOT_STATED)
        return sketch.flowchart(f"No {plane} plane of {sketch.record.name} is documented.", documented=False)
    passing = [flow for flow in flows(sketch.record, found) if plane in {found[flow.from_].plane, found[flow.to].plane}]
    touched = {end for flow in passing for end in (flow.from_, flow.to)} | {measure.at for measure in admission}
    near = [one for one in found.values() if one.id in touched and one.plane is not plane]
    boxes = {one.id: draw(sketch, one, *_details(sketch, one)) for one in own}
    framed = boxes.values() if own else [sketch.note("no component documented", plane)]
    sketch.group(f"plane_{plane}", plane_title(sketch, plane), framed, plane=plane)
    boxes |= {one.id: draw(sketch, one) for one in near}
    if near:
        sketch.group("neighbours", "Neighbours", (boxes[one.id] for one in near))
    for flow in passing:
        sketch.flow(flow, boxes[flow.from_], boxes[flow.to])
    carried = _draw_mechanisms(sketch, own, boxes)
    _draw_admission(sketch, admission, boxes)
    sketch.mark_context()
    counts = (
        counted(len(passing), "flow"),
        counted(len(near), "neighbour in other planes", "neighbours in other planes"),
        counted(carried, "mechanism"),
        counted(len(admission), "admission measure") if plane is Plane.EDGE else "",
    )
    names = ", ".join(one.name for one in own) or "no component documented"
    told = f"The {plane} plane of {sketch.record.name}: {names}. With it: {joined(counts, ', ')}."
    return sketch.flowchart(told)


def _admission(sketch: Sketch, plane: Plane) -> list[Measure]:
    backpressure = sketch.record.backpressure
    return backpressure.admission if backpressure and plane is Plane.EDGE else []


def _details(sketch: Sketch, one: Element) -> list[str]:
    promise = consistency(sketch, one)
    if not promise and one.plane is Plane.STATE:
        promise = "not stated"
    facts = [sketch.figure(name, figure) for name, figure in one.facts.items()]
    return [technology(sketch, one), f"consistency: {promise}" if promise else "", *facts]


def _draw_mechanisms(sketch: Sketch, own: list[Element], boxes: dict[str, str]) -> int:
    """Add each mechanism of the plane once, tied to the components that carry it; returns how many there are."""
    carriers: dict[str, list[Element]] = defaultdict(list)
    for one in own:
        for word in dict.fromkeys(_canonical(sketch, word) for word in one.mechanisms):
            carriers[word].append(one)
    ids = []
    for word, several in carriers.items():
        inferred = all(one.evidence.state is State.INFERRED for one in several)
        state = State.INFERRED if inferred else State.SOURCED
        ids.append(sketch.term(TermKind.MECHANISM, word, state=state))
        for one in several:
            sketch.relation(boxes[one.id], ids[-1])
    if ids:
        sketch.group("mechanisms", "Mechanisms", ids)
    return len(ids)


def _canonical(sketch: Sketch, word: str) -> str:
    """The id of the mechanism that a word stands for; the word itself for an unknown one."""
    resolved = sketch.vocabulary.resolve(TermKind.MECHANISM, word)
    return resolved.term.id if resolved else word


def _draw_admission(sketch: Sketch, admission: list[Measure], boxes: dict[str, str]) -> None:
    """Add what limits or refuses work at the entrance, tied to the component that applies it where that is known."""
    if not admission:
        return
    ids = []
    for measure in admission:
        limit = sketch.figure("limit", measure.limit) if measure.limit else "limit not stated"
        at = boxes.get(measure.at or "")
        where = "" if at else "(component not stated)"
        name = sketch.marked(measure.name, measure.evidence)
        ids.append(sketch.node("admission", name, limit, where, role=NodeRole.STEP, state=measure.evidence.state))
        if at:
            sketch.relation(ids[-1], at, "applied by")
    sketch.group("admissions", "Admission", ids)
