"""The summary table: what a system is, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..catalog.bars import BarResult, bars
from ..catalog.evidence import Claim
from ..catalog.model import CaseStudy
from ..catalog.parts import Bar, Figure, Part
from ..catalog.quantity import SECONDS, Comparator, Dimension
from ..catalog.quantity import plain as plain_number
from ..catalog.sections import Plane
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .content import Cell, Column, Sayer, Statement, Table, absent, plain, sentences
from .terms import category_cell
from .text import humanise

_GRADES = {"A": "A: definitive", "B": "B: strong evidence, minor inference", "C": "C: partial information"}


def summary_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """One row for each field of the specification's summary."""
    say = Sayer(record, vocabulary)
    patterns = record.patterns
    rows: list[tuple[str, Cell]] = [
        ("Organisation", plain(record.org) if record.org else ()),
        ("Category", category_cell(vocabulary, record.category, *record.also_in)),
        ("Primary pattern", say.term(TermKind.PATTERN, patterns.primary) if patterns and patterns.primary else ()),
        ("Overlays", _terms(say, TermKind.PATTERN, patterns.overlays if patterns else [])),
        ("Guarantees", _terms(say, TermKind.GUARANTEE, record.guarantees, "scope")),
        ("Activity by plane", _heat(say)),
        ("Scale", _figures(say, record.scale)),
        ("Scale bar met", _bars(say)),
        ("Service levels", _service_levels(say)),
        ("Regions", _regions(say)),
        ("Stressors, from 0 to 1", _stressors(say)),
        (
            "Innovations",
            tuple(
                statement
                for item in record.innovations
                for statement in say.part(item, item.name, label=str(item.year) if item.year else None)
            ),
        ),
        ("Last verified", plain(record.last_verified.isoformat()) if record.last_verified else ()),
        ("Confidence", _confidence(record)),
        ("Sources", plain(_source_count(record)) if record.sources else ()),
        ("Licence", plain(record.license) if record.license else ()),
    ]
    body = tuple((plain(title), cell) for title, cell in rows)
    return Table("summary", "At a glance", (Column("Field"), Column("Value")), body)


def _terms(say: Sayer, kind: TermKind, parts: Sequence[Part], *fields: str) -> Cell:
    return tuple(statement for part in parts for statement in say.term(kind, part, *fields))


def _heat(say: Sayer) -> Cell:
    """Five values; a plane that nobody has judged says so and is never zero."""
    cells: list[Statement] = []
    for plane in Plane:
        heat = say.record.planes_heat.get(plane)
        label = plane.value.capitalize()
        cells += say.part(heat, heat.level.value, label=label) if heat else absent(label)
    return tuple(cells)


def _figures(say: Sayer, figures: dict[str, Figure]) -> Cell:
    return tuple(statement for name, figure in figures.items() for statement in say.named(name, figure))


def _bars(say: Sayer) -> Cell:
    """Each bar of scale that the system meets, by which figure, and what would have been enough."""
    results = bars(say.record)
    if not any(result.figure for result in results):
        return ()
    return tuple(statement for result in results if result.met for statement in _bar(say, result)) or plain("none")


def _bar(say: Sayer, result: BarResult) -> Cell:
    label, detail = result.bar.value.replace("_", "-"), sentences(result.derivation, f"enough: {result.threshold}")
    regions = say.record.regions
    if result.bar is Bar.FOOTPRINT and regions is not None:
        evidence = (regions.field("topology").evidence, regions.field("count").evidence)
        return say.derived(result.value, evidence, label=label, detail=detail)
    return say.part(result.figure, result.value, label=label, detail=detail)


def _service_levels(say: Sayer) -> Cell:
    return tuple(
        statement
        for name, figure in say.record.slos.items()
        for statement in say.named(name, figure, detail=_downtime(name, figure))
    )


#: How a bound on the availability bounds the time without it.
_DOWNTIME = {Comparator.ABOUT: "about", Comparator.LESS: "more than", Comparator.AT_MOST: "at least"}


def _downtime(name: str, figure: Figure) -> str | None:
    """What an objective for the availability leaves of a year; a measured share of requests is not told in time."""
    quantity = figure.quantity
    if name != "availability" or quantity.dimension is not Dimension.PERCENT:
        return None
    seconds = (1 - quantity.number / 100) * SECONDS["year"]
    time = f"{plain_number(seconds / 60)} min" if seconds >= SECONDS["minute"] else f"{plain_number(seconds)} s"
    return f"unavailable {_DOWNTIME.get(quantity.comparator, 'at most')} {time} a year"


def _regions(say: Sayer) -> Cell:
    regions = say.record.regions
    if regions is None:
        return ()
    topology = regions.topology.value.replace("_", "-") if regions.topology else ""
    cells = say.field(regions, "topology", topology, label="topology") + say.figure(regions.count, "count")
    cells += say.field(regions, "strategy", humanise(regions.strategy or ""), label="strategy")
    for evidence, group in groupby(regions.names, key=lambda region: region.evidence):
        named = list(group)
        text = "; ".join(
            f"{region.name} ({region.role.rstrip('.')})" if region.role else region.name for region in named
        )
        cells += say.say(Claim(named, evidence), text, label="named", mark=named[0].mark())
    return cells


def _stressors(say: Sayer) -> Cell:
    return tuple(
        cell
        for name, score in say.record.stressor_scores.items()
        for cell in say.part(score, f"{score.value:g}", label=humanise(name))
    )


def _confidence(record: CaseStudy) -> Cell:
    if record.confidence is None:
        return ()
    return (Statement(_GRADES[record.confidence], detail=record.confidence_rationale),)


def _source_count(record: CaseStudy) -> str:
    primary = sum(source.role == "primary" for source in record.sources)
    return f"{len(record.sources)}, of which {primary} primary: see Evidence"
