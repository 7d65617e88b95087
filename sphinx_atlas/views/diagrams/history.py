"""How the system grew: MIGRATION, from one architecture to the next, and SCALE, one size beside the one before."""

from __future__ import annotations

from collections import defaultdict

from ...catalog.evidence import State
from ...catalog.model import CaseStudy
from ...catalog.operations import Migration, ScaleTier
from ...catalog.parts import Figures
from ..text import NOT_STATED, counted, figure_text, headline, humanise
from .model import Diagram, Direction, NodeRole
from .sketch import WIDE, Sketch, brief


def migrations(record: CaseStudy) -> list[Migration]:
    """The migrations, the earliest first; undated ones last."""
    return sorted(record.migrations, key=lambda one: (one.when is None, str(one.when)))


def evolution(sketch: Sketch) -> Diagram:
    """Every migration as an arrow with its date; what one led to and another left is one box, with why it was built."""
    listed = migrations(sketch.record)
    boxes = _draw_stages(sketch, listed)
    for one in listed:
        when = sketch.marked(str(one.when), one.field("when").evidence) if one.when else "date not stated"
        sketch.edge(boxes[one.from_], boxes[one.to], when, evidence=one.evidence)
    told = "; ".join(f"{one.when or 'undated'}, {humanise(one.from_)} to {humanise(one.to)}" for one in listed)
    return sketch.flowchart(f"{counted(len(listed), 'migration')} of {sketch.record.name}: {told}.", Direction.RIGHT)


def _draw_stages(sketch: Sketch, listed: list[Migration]) -> dict[str, str]:
    """Add a box for each architecture: why it took the place of another, and the figures that any migration gives."""
    reasons: dict[str, list[str]] = defaultdict(list)
    facts: dict[str, list[str]] = defaultdict(list)
    states: dict[str, set[State]] = defaultdict(set)
    for one in listed:
        why = sketch.marked(brief(one.why), one.field("why").evidence) if one.why else NOT_STATED
        reasons[one.to].append(f"why: {why}")
        for name, figures in ((one.from_, one.from_facts), (one.to, one.to_facts)):
            facts[name] += _lines(sketch, figures)
            states[name].add(one.evidence.state)
    boxes = {}
    for name, lines in facts.items():
        state = State.INFERRED if states[name] == {State.INFERRED} else State.SOURCED
        texts = humanise(name), *dict.fromkeys([*reasons[name], *lines])
        boxes[name] = sketch.node("stage", *texts, role=NodeRole.STEP, state=state, width=WIDE)
    return boxes


def scale(sketch: Sketch, tier: ScaleTier, before: ScaleTier | None) -> Diagram:
    """The figures of one size, next to those of the size before it."""
    earlier = _draw_size(sketch, before) if before else {}
    boxes = _draw_size(sketch, tier)
    for name in boxes:
        if name in earlier:
            sketch.relation(earlier[name], boxes[name])
    beside = f", beside {before.name}" if before else ""
    figures = "; ".join(f"{humanise(name)} {figure_text(figure)}" for name, figure in tier.facts.items())
    told = f"{sketch.record.name} at the size {tier.name}{beside}: {figures or 'no figures stated'}."
    return sketch.flowchart(told, Direction.RIGHT, detail=tier.name)


def _draw_size(sketch: Sketch, tier: ScaleTier) -> dict[str, str]:
    """Add a frame with the size's description, under no name, and its figures by name; returns their ids."""
    about = sketch.marked(tier.description or "not described", tier.evidence)
    boxes = {"": sketch.node(f"size_{tier.id}", about, role=NodeRole.STEP, state=tier.evidence.state, width=WIDE)}
    for name, figure in tier.facts.items():
        key, state = f"{tier.id}_{name}", figure.evidence.state
        boxes[name] = sketch.node(key, sketch.figure(name, figure), role=NodeRole.FIGURE, state=state)
    sketch.group(f"scale_{tier.id}", tier.name.strip() or headline(tier.id), boxes.values())
    return boxes


def _lines(sketch: Sketch, figures: Figures) -> list[str]:
    return [sketch.figure(name, figure) for name, figure in figures.items()]
