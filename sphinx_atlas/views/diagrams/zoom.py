"""L1: one plane with its figures and mechanisms, between what comes from other planes and what goes to them."""

from __future__ import annotations

from ...catalog.evidence import State
from ...catalog.operations import Measure
from ...catalog.sections import Plane
from ...catalog.terms import TermKind
from ..text import counted, joined, weakest
from .elements import Element, consistency, draw, elements, flows, limited, plane_title, technology
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
    called = {*(flow.to for flow in passing), *(measure.at or "" for measure in admission)}
    _frame_neighbours(sketch, near, called, boxes)
    for flow in passing:
        sketch.flow(flow, boxes[flow.from_], boxes[flow.to])
    _draw_admission(sketch, admission, boxes)
    sketch.mark_context()
    counts = (
        counted(len(passing), "flow"),
        counted(len(near), "neighbour in other planes", "neighbours in other planes"),
        counted(len({word for one in own for word in _mechanisms(sketch, one)}), "mechanism"),
        counted(len(admission), "admission measure") if plane is Plane.EDGE else "",
    )
    names = ", ".join(one.name for one in own) or "no component documented"
    told = f"The {plane} plane of {sketch.record.name}: {names}. With it: {joined(counts, ', ')}."
    return sketch.flowchart(told)


def _frame_neighbours(sketch: Sketch, near: list[Element], called: set[str], boxes: dict[str, str]) -> None:
    """Frame apart what calls the plane and what the plane calls; what does both is below, where its calls lead."""
    for title, is_called in (("From other planes", False), ("To other planes", True)):
        if ids := [boxes[one.id] for one in near if (one.id in called) is is_called]:
            sketch.group(title, title, ids)


def _admission(sketch: Sketch, plane: Plane) -> list[Measure]:
    backpressure = sketch.record.backpressure
    return backpressure.admission if backpressure and plane is Plane.EDGE else []


def _details(sketch: Sketch, one: Element) -> list[str]:
    promise = consistency(sketch, one)
    if not promise and one.plane is Plane.STATE:
        promise = "not stated"
    facts = [sketch.figure(name, figure) for name, figure in one.facts.items()]
    carried = ", ".join(_mechanisms(sketch, one))
    return [
        technology(sketch, one),
        f"consistency: {promise}" if promise else "",
        *facts,
        f"with {carried}" if carried else "",
    ]


def _mechanisms(sketch: Sketch, one: Element) -> list[str]:
    """What a component carries, by name, each once."""
    return list(dict.fromkeys(sketch.named(TermKind.MECHANISM, word) for word in one.mechanisms))


def _draw_admission(sketch: Sketch, admission: list[Measure], boxes: dict[str, str]) -> None:
    """Add what limits or refuses work at the entrance: a box for each component that applies it."""
    applied: dict[str, list[Measure]] = {}
    for measure in admission:
        applied.setdefault(boxes.get(measure.at or "", ""), []).append(measure)
    ids = []
    for at, measures in applied.items():
        lines = [limited(sketch, measure) for measure in measures]
        where = "" if at else "(component not stated)"
        state = weakest(*(measure.evidence for measure in measures))
        ids.append(sketch.node("admission", "Admission", *lines, where, role=NodeRole.STEP, state=state))
        if at:
            sketch.relation(ids[-1], at, "applied by")
    if ids:
        sketch.group("admissions", "Admission", ids)
