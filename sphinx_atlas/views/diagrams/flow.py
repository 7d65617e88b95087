"""L0: the whole system in its five planes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...catalog.evidence import State
from ...catalog.sections import Flow, FlowMode, Plane
from ...catalog.terms import TermKind
from ..text import counted, joined
from .elements import Element, draw, elements, flows, plane_title, technology
from .model import Diagram, EdgeStyle, NodeRole, Ref
from .sketch import Sketch

#: Components that L0 shows one by one; what is beyond is for the zooms.
LIMIT = 16
#: Figures and mechanisms named in the box of a component.
_FACTS, _MECHANISMS = 2, 2
#: Names listed in a box that stands for several components.
_NAMES = 5


def global_flow(sketch: Sketch) -> Diagram:
    """Every plane with its components, the flows between them and what these promise."""
    found = elements(sketch.record)
    passing = flows(sketch.record, found)
    shown = _shown(found, passing)
    boxes: dict[str, str] = {}
    for plane in Plane:
        _draw_plane(sketch, plane, [one for one in found.values() if one.plane is plane], shown, boxes)
    if unplaced := [one for one in found.values() if one.plane is None]:
        ids = _draw_elements(sketch, unplaced, shown, boxes)
        sketch.group("plane_none", "Plane not stated", ids, state=State.NOT_STATED)
    _draw_flows(sketch, passing, shown, boxes)
    if any(flow.critical and not flow.guarantee for flow in passing):
        sketch.note("heavy arrow without a guarantee: none is stated")
    sketch.mark_context()
    return sketch.flowchart(_describe(sketch, found, passing), documented=bool(found))


def _shown(found: dict[str, Element], passing: list[Flow]) -> set[str]:
    """Ids of the components shown one by one: the critical path, then its neighbours, then the others, up to the limit.

    A plane's last component left over is shown too: a box that stands for one saves nothing.
    """
    if len(found) <= LIMIT:
        return set(found)
    critical = {end for flow in passing if flow.critical for end in (flow.from_, flow.to)}
    near = {end for flow in passing if critical & {flow.from_, flow.to} for end in (flow.from_, flow.to)}
    ranked = sorted(found, key=lambda id_: (id_ not in critical, id_ not in near))
    shown = set(ranked[: max(LIMIT, len(critical))])
    for plane in (*Plane, None):
        over = [id_ for id_, one in found.items() if one.plane is plane and id_ not in shown]
        shown.update(over if len(over) == 1 else ())
    return shown


def _draw_plane(sketch: Sketch, plane: Plane, own: list[Element], shown: set[str], boxes: dict[str, str]) -> None:
    if own:
        ids = _draw_elements(sketch, own, shown, boxes)
    else:
        ids = [sketch.note(f"no {plane.value} plane documented", plane)]
    sketch.group(
        f"plane_{plane}", plane_title(sketch, plane), ids, plane=plane, state=State.SOURCED if own else State.NOT_STATED
    )


def _draw_elements(sketch: Sketch, own: list[Element], shown: set[str], boxes: dict[str, str]) -> list[str]:
    """Add the boxes of one plane, and one for those that are not shown; ``boxes`` learns which stands for which."""
    for one in own:
        if one.id in shown:
            boxes[one.id] = draw(sketch, one, technology(sketch, one), *_facts(sketch, one), _mechanisms(sketch, one))
    if rest := [one for one in own if one.id not in shown]:
        plane = rest[0].plane
        sketch.cite(*(one.evidence for one in rest))
        zoom = f"L1-{plane.upper()}" if plane else ""
        ref = Ref("diagram", f"{sketch.record.id}-{zoom}") if zoom else None
        names = ", ".join([*(one.name for one in rest[:_NAMES]), *(["…"] if len(rest) > _NAMES else [])])
        head = joined((f"{len(rest)} more", f"see {zoom}" if zoom else ""), ": ")
        box = sketch.node(f"more_{plane}", head, names, role=NodeRole.NOTE, plane=plane, ref=ref)
        boxes.update((one.id, box) for one in rest)
    return list(dict.fromkeys(boxes[one.id] for one in own))


def _facts(sketch: Sketch, one: Element) -> list[str]:
    """The first figures, those that still hold before the others."""
    ranked = sorted(one.facts.items(), key=lambda fact: fact[1].evidence.historical)
    return [sketch.figure(name, figure) for name, figure in ranked[:_FACTS]]


def _mechanisms(sketch: Sketch, one: Element) -> str:
    if not one.mechanisms:
        return ""
    named = [sketch.named(TermKind.MECHANISM, word) for word in one.mechanisms[:_MECHANISMS]]
    more = len(one.mechanisms) - len(named)
    return f"with {', '.join(named)}" + (f", {more} more" if more else "")


def _draw_flows(sketch: Sketch, passing: list[Flow], shown: set[str], boxes: dict[str, str]) -> None:
    """Add the flows; those between the same two boxes are one arrow where a box stands for several components."""
    merged: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in passing:
        ends = boxes[flow.from_], boxes[flow.to]
        if {flow.from_, flow.to} <= shown:
            sketch.flow(flow, *ends)
        elif ends[0] != ends[1]:
            merged[ends].append(flow)
    for (source, target), several in merged.items():
        if len(several) == 1:
            sketch.flow(several[0], source, target)
        else:
            style = EdgeStyle.ASYNC if all(flow.mode is FlowMode.ASYNC for flow in several) else EdgeStyle.SYNC
            sketch.cite(*(flow.evidence for flow in several))
            sketch.edge(source, target, counted(len(several), "flow"), style=style)


def _describe(sketch: Sketch, found: dict[str, Element], passing: list[Flow]) -> str:
    name = sketch.record.name
    if not found:
        return f"No components of {name} are documented: all five planes are empty."
    planes = [(plane, sum(one.plane is plane for one in found.values())) for plane in Plane]
    counts = ", ".join(f"{plane} {count or 'none documented'}" for plane, count in planes)
    critical = [flow for flow in passing if flow.critical]
    path = _path(critical, found)
    return joined(
        (
            f"{name} in five planes: {counts}; {counted(len(passing), 'flow')} between them.",
            f"The critical path: {path}." if critical else "No critical path is stated.",
        )
    )


def _path(critical: Iterable[Flow], found: dict[str, Element]) -> str:
    return "; ".join(dict.fromkeys(f"{found[flow.from_].name} to {found[flow.to].name}" for flow in critical))
