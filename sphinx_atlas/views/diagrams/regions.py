"""MR: how the system spans regions, and its variants."""

from __future__ import annotations

from ...catalog.evidence import State
from ...catalog.model import CaseStudy
from ...catalog.operations import Mode, Strategy, Variant
from ...catalog.parts import Figure
from ...catalog.sections import Region, Regions, Topology
from ...catalog.terms import TermKind
from ..text import NOT_STATED, humanise
from .model import Diagram, EdgeStyle, NodeRole
from .sketch import WIDE, Sketch, brief

#: Regions that are drawn one by one; more are listed in one box.
LIMIT = 8
#: As much as is told of what stands where, in characters.
_PLACING = 200
_TOKENS = "p6_causal_tokens"
#: Hybrid is neither: to some of the data nobody waits, to some everybody does.
_STYLES = {"sync": EdgeStyle.SYNC, "async": EdgeStyle.ASYNC, "hybrid": EdgeStyle.RELATION}


def strategy(sketch: Sketch) -> Diagram:
    """Regions, where writes are placed, how they are replicated, who leaves a region, and what clients may rely on."""
    record = sketch.record
    if not _is_stated(record):
        topology = record.regions.topology if record.regions else None
        where = humanise(topology) if topology else "topology not stated"
        sketch.note(f"{where}: no multi-region strategy documented")
        return sketch.flowchart(f"No multi-region strategy of {record.name} is documented.", documented=False)
    places, frame = _draw_regions(sketch)
    plan = record.multi_region or Strategy()
    _draw_plan(sketch, plan, places, frame)
    _draw_promises(sketch, frame)
    return sketch.flowchart(_describe(plan, f"{record.name} across regions"))


def _is_stated(record: CaseStudy) -> bool:
    """Whether the record says how the system spans regions, or at least that it does and over which."""
    multi, regions = record.multi_region, record.regions
    if multi and any(multi.is_written(name) for name in type(multi).model_fields):
        return True
    if regions is None or regions.topology in {Topology.SINGLE_REGION, Topology.MULTI_ZONE}:
        return False
    return any(regions.is_written(name) for name in type(regions).model_fields)


def variants(record: CaseStudy) -> list[Variant]:
    """The variants that differ from the strategy in what they state of writes, replication or failover."""
    multi = record.multi_region
    return [plan for plan in multi.variants if _differs(plan, multi)] if multi else []


def variant(sketch: Sketch, plan: Variant) -> Diagram:
    """One variant, drawn as the strategy is; which regions it spans is not stated."""
    region = sketch.node("regions", "Regions", "(not stated for this variant)", role=NodeRole.REGION)
    name = sketch.marked(plan.name, plan.evidence)
    texts = name, humanise(plan.detail or "")
    sketch.relation(sketch.node("variant", *texts, role=NodeRole.STEP, state=plan.evidence.state, width=WIDE), region)
    _draw_plan(sketch, plan, [region], region)
    return sketch.flowchart(_describe(plan, f"{sketch.record.name}, variant {plan.name}"), detail=plan.name)


def _differs(plan: Strategy, other: Strategy) -> bool:
    pairs = ((plan.writes, other.writes), (plan.replication, other.replication), (plan.failover, other.failover))
    return any(one and one.mode and one.mode != (two.mode if two else None) for one, two in pairs)


def _draw_regions(sketch: Sketch) -> tuple[list[str], str]:
    """Add the regions by name, or one box that says how many there are; ids of the boxes and of their frame."""
    regions = sketch.record.regions or Regions()
    title = humanise(regions.topology).capitalize() if regions.topology else "Topology not stated"
    count = _count(sketch, regions)
    if 0 < len(regions.names) <= LIMIT:
        ids = [_draw_region(sketch, one) for one in regions.names]
    elif regions.names:
        names = ", ".join(sketch.marked(one.name, one.evidence) for one in regions.names)
        head = f"{len(regions.names)} named regions"
        ids = [sketch.node("regions", head, names, role=NodeRole.REGION, width=WIDE)]
    else:
        state = regions.count.evidence.state if regions.count else State.NOT_STATED
        ids = [sketch.node("regions", count or "Regions", "(names not stated)", role=NodeRole.REGION, state=state)]
    about = [sketch.node("count", count, role=NodeRole.FIGURE)] if count and regions.names else []
    if regions.strategy:
        placing = sketch.marked(brief(regions.strategy, _PLACING), regions.field("strategy").evidence)
        about.append(sketch.node("placing", placing, role=NodeRole.NOTE, width=WIDE))
    return ids, sketch.group("places", title, [*about, *ids])


def _draw_region(sketch: Sketch, region: Region) -> str:
    name = sketch.marked(region.name, region.evidence)
    return sketch.node("region", name, region.role or "", role=NodeRole.REGION, state=region.evidence.state)


def _count(sketch: Sketch, regions: Regions) -> str:
    """How many there are; a bare number counts what the field counts: regions or locations."""
    if regions.count is None:
        return ""
    unit = "" if regions.count.value.unit else " regions or locations"
    return sketch.marked(f"{regions.count.value.text}{unit}", regions.count.evidence)


def _draw_plan(sketch: Sketch, plan: Strategy, places: list[str], frame: str) -> None:
    """Add the strategy: writes arrive at the regions, pass through replication, and failover leaves a region.

    What is not stated has no box: one note lists it.
    """
    writes = _draw_mode(sketch, "Write placement", plan.writes)
    replication = _draw_mode(sketch, "Replication", plan.replication)
    failover = _draw_mode(sketch, "Failover", plan.failover)
    if writes:
        sketch.relation(writes, frame)
    if replication:
        mode = (plan.replication.mode if plan.replication else None) or ""
        style = _STYLES.get(mode.partition("_")[0], EdgeStyle.RELATION)
        for place in places:
            sketch.edge(place, replication, humanise(mode), style=style)
    if failover:
        sketch.relation(frame, failover)
    rpo = _draw_objective(sketch, "RPO", plan.rpo, replication or frame)
    rto = _draw_objective(sketch, "RTO", plan.rto, failover or frame)
    parts = {"write placement": writes, "replication": replication, "failover": failover, "RPO": rpo, "RTO": rto}
    if missing := [name for name, box in parts.items() if not box]:
        sketch.note(f"{NOT_STATED}: {', '.join(missing)}")


def _draw_mode(sketch: Sketch, name: str, mode: Mode | None) -> str:
    """Add the box of a part of the strategy; returns no id where it is not stated."""
    if mode is None or not (mode.mode or mode.detail):
        return ""
    head = f"{name}: {humanise(mode.mode or '')}" if mode.mode else name
    texts = (head, sketch.marked(mode.detail, mode.evidence)) if mode.detail else (sketch.marked(head, mode.evidence),)
    return sketch.node(name, *texts, role=NodeRole.STEP, state=mode.evidence.state, width=WIDE)


def _draw_objective(sketch: Sketch, name: str, figure: Figure | None, stage: str) -> str:
    """Add how much may be lost, or for how long, behind the stage that decides it; no id where it is not stated."""
    if figure is None:
        return ""
    text = sketch.marked(f"{name}: {figure.quantity.text}", figure.evidence)
    box = sketch.node(name, text, role=NodeRole.FIGURE, state=figure.evidence.state)
    sketch.relation(stage, box)
    return box


def _draw_promises(sketch: Sketch, frame: str) -> None:
    """Add what clients may rely on across regions, and the causal tokens where the record has them."""
    multi, mechanisms = sketch.record.multi_region, sketch.record.mechanisms
    ids = [sketch.promise(one) for one in (multi.ux_guarantees if multi else [])]
    for use in [*mechanisms.mandatory, *mechanisms.conditional] if mechanisms else []:
        resolved = sketch.vocabulary.resolve(TermKind.MECHANISM, use.name)
        if resolved and resolved.term.id == _TOKENS:
            when = sketch.marked(use.when or "", use.evidence)
            ids.append(sketch.term(TermKind.MECHANISM, use.name, when, state=use.evidence.state))
    if ids:
        sketch.relation(frame, sketch.group("promises", "What clients may rely on", ids))


def _describe(plan: Strategy, subject: str) -> str:
    modes = (("writes", plan.writes), ("replication", plan.replication), ("failover", plan.failover))
    told = [f"{name} {humanise(mode.mode) if mode and mode.mode else NOT_STATED}" for name, mode in modes]
    figures = (("RPO", plan.rpo), ("RTO", plan.rto))
    told += [f"{name} {figure.quantity.text if figure else NOT_STATED}" for name, figure in figures]
    return f"{subject}: {', '.join(told)}."
