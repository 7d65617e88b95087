"""CO: where a reader may see an old state, and where not."""

from __future__ import annotations

from collections import defaultdict

from ...catalog.sections import Plane
from ...catalog.terms import GuaranteeTerm, TermKind, Zone
from ..text import counted
from .elements import Element, consistency, draw, elements, flows, technology
from .model import Diagram
from .sketch import Sketch

_TITLES: dict[Zone | None, str] = {
    Zone.LINEARIZABLE: "Linearizable: a read sees the last write",
    Zone.BOUNDED: "Bounded: a read may lag, but only so far",
    Zone.EVENTUAL: "Eventual: a read may lag without limit",
    None: "Not stated",
}


def boundaries(sketch: Sketch) -> Diagram:
    """Each store, and each component that states a consistency, in its zone, with the guarantees of that zone.

    The zones stand one below the other, the strongest first.
    """
    found = elements(sketch.record)
    held = {id_: one for id_, one in found.items() if one.plane is Plane.STATE or one.consistency.value}
    zones = {id_: _zone(sketch, one.consistency.value) for id_, one in held.items()}
    boxes = {id_: draw(sketch, one, technology(sketch, one), _promise(sketch, one)) for id_, one in held.items()}
    promised = _draw_guarantees(sketch)
    empty: list[Zone] = []
    for zone in Zone:
        if ids := [*(boxes[id_] for id_ in held if zones[id_] is zone), *promised[zone]]:
            sketch.group(f"zone_{zone}", _TITLES[zone], ids)
        else:
            empty.append(zone)
    if ids := [boxes[id_] for id_ in held if zones[id_] is None]:
        sketch.group("zone_none", "Not stated", ids)
    if promised[None]:
        sketch.group("others", "Other guarantees", promised[None])
    if empty:
        sketch.note(f"nothing documented as {' or '.join(empty)}")
    for flow in flows(sketch.record, held):
        sketch.flow(flow, boxes[flow.from_], boxes[flow.to])
    documented = bool(sketch.record.guarantees) or any(one.consistency.value for one in held.values())
    return sketch.flowchart(_describe(sketch, held, zones), documented=documented, stacked=True)


def _zone(sketch: Sketch, word: str | None) -> Zone | None:
    """The zone of a guarantee; None for one that is not stated, not known, or bounds no read's age."""
    resolved = sketch.vocabulary.resolve(TermKind.GUARANTEE, word) if word else None
    return resolved.term.zone if resolved and isinstance(resolved.term, GuaranteeTerm) else None


def _promise(sketch: Sketch, one: Element) -> str:
    return consistency(sketch, one) or "consistency not stated"


def _draw_guarantees(sketch: Sketch) -> dict[Zone | None, list[str]]:
    """Add every guarantee of the system with its scope; ids of the boxes by zone."""
    ids: dict[Zone | None, list[str]] = defaultdict(list)
    for guarantee in sketch.record.guarantees:
        box = sketch.promise(guarantee)
        ids[_zone(sketch, guarantee.name)].append(box)
    return ids


def _describe(sketch: Sketch, held: dict[str, Element], zones: dict[str, Zone | None]) -> str:
    by_zone = [
        f"{zone or 'not stated'}: {names}"
        for zone in _TITLES
        if (names := ", ".join(one.name for id_, one in held.items() if zones[id_] is zone))
    ]
    where = "; ".join(by_zone) or "no store is documented"
    count = counted(len(sketch.record.guarantees), "guarantee")
    return f"The stores of {sketch.record.name} by consistency, {where}. The system states {count}."
