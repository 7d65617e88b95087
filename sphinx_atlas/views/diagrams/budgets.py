"""SL: the latency and capacity of each tier, as stated, and what is in flight by Little's law."""

from __future__ import annotations

from ...catalog.evidence import State
from ...catalog.operations import Tier
from ...catalog.parts import Figure
from ..capacity import littles_law
from ..text import INFERRED, counted, headline, named_figure
from .elements import Element, draw, elements, flows
from .model import Diagram, NodeRole
from .sketch import WIDE, Sketch

#: How Little's law's result begins where it is a bound.
_SIGNS = {"≥", "≤", "≈"}


def budget(sketch: Sketch) -> Diagram:
    """The objectives beside the tiers; where no tier is stated, beside the flows whose latency is."""
    record = sketch.record
    found, tiers = elements(record), record.capacity_planning
    levels = [_draw_level(sketch, name, figure) for name, figure in record.slos.items()]
    if levels:
        sketch.group("levels", "Objectives and measured service levels", levels)
    boxes = {key: _draw_tier(sketch, tier, found.get(_component(key, tier))) for key, tier in tiers.items()}
    if boxes:
        sketch.group("tiers", "Capacity by tier", boxes.values())
        _tie(sketch, found, boxes)
    timed = 0 if boxes else _draw_latencies(sketch, found)
    if not (levels or boxes or timed):
        sketch.note("no latency or capacity documented")
        return sketch.flowchart(f"No latency or capacity of {record.name} is documented.", documented=False)
    laws = sum(littles_law(tier) is not None for tier in tiers.values())
    counts = [counted(len(levels), "service level"), counted(len(boxes), "tier")]
    counts += [counted(timed, "flow with a latency", "flows with a latency")] if timed else []
    names = ", ".join(_name(tier, found.get(_component(key, tier))) for key, tier in tiers.items())
    told = f" Tiers: {names}." if names else ""
    worked = f" Little's law is worked out for {counted(laws, 'tier')}." if laws else ""
    return sketch.flowchart(f"Budget of {record.name}: {', '.join(counts)}.{told}{worked}")


def _name(tier: Tier, measured: Element | None) -> str:
    return tier.name or (measured.name if measured else headline(tier.key))


def _draw_level(sketch: Sketch, name: str, figure: Figure) -> str:
    text, state = sketch.figure(name, figure), figure.evidence.state
    return sketch.node(f"slo_{name}", text, figure.note or "", role=NodeRole.FIGURE, state=state, width=WIDE)


def _draw_tier(sketch: Sketch, tier: Tier, measured: Element | None) -> str:
    """A tier with its figures, in the colour and shape of the component that it measures."""
    lines = [sketch.measured(named_figure(name, figure), figure) for name, figure in tier.figures().items()]
    if law := littles_law(tier):
        equals = "" if law.text[:1] in _SIGNS else "= "
        origin = INFERRED if law.state is State.INFERRED else "(computed)"
        # λ and W come first among a tier's figures: the product stands right behind them
        lines.insert(2, f"L = λ × W = {law.working} {equals}{law.text} in flight {origin}")
    role, plane = (measured.role, measured.plane) if measured else (NodeRole.FIGURE, None)
    key, state = f"tier_{tier.key}", tier.evidence.state
    return sketch.node(key, _name(tier, measured), *lines, role=role, plane=plane, state=state, width=WIDE)


def _tie(sketch: Sketch, found: dict[str, Element], boxes: dict[str, str]) -> None:
    """Add the critical flows between components of different tiers; a component's first tier stands for it."""
    tier_of: dict[str, str] = {}
    for key, tier in sketch.record.capacity_planning.items():
        tier_of.setdefault(_component(key, tier), boxes[key])
    for flow in flows(sketch.record, found):
        source, target = tier_of.get(flow.from_), tier_of.get(flow.to)
        if flow.critical and source and target and source != target:
            sketch.flow(flow, source, target)


def _component(key: str, tier: Tier) -> str:
    """Id of the component that a tier measures."""
    return tier.component or key.removesuffix("_tier")


def _draw_latencies(sketch: Sketch, found: dict[str, Element]) -> int:
    """Add the flows that state a latency, with their ends; returns how many there are."""
    timed = [flow for flow in flows(sketch.record, found) if flow.latency]
    ends = dict.fromkeys(end for flow in timed for end in (flow.from_, flow.to))
    boxes = {id_: draw(sketch, found[id_]) for id_ in ends}
    for flow in timed:
        sketch.flow(flow, boxes[flow.from_], boxes[flow.to])
    return len(timed)
