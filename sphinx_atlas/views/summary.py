"""The summary table: what a system is, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..catalog.bars import bars
from ..catalog.model import CaseStudy
from ..catalog.parts import Figure, Part
from ..catalog.quantity import Dimension
from ..catalog.quantity import plain as plain_number
from ..catalog.sections import Plane
from ..catalog.vocabulary import TermKind, Vocabulary
from .content import Cell, Column, Sayer, Statement, Table, plain
from .diagrams.model import Ref
from .text import humanise

_GRADES = {"A": "A: definitive", "B": "B: strong evidence, minor inference", "C": "C: partial information"}


def summary_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """One row for each field of the specification's summary."""
    say = Sayer(record, vocabulary)
    patterns = record.patterns
    rows: list[tuple[str, Cell]] = [
        ("Organisation", say.field(record, "org") and plain(record.org or "")),
        ("Category", _categories(record, vocabulary)),
        ("Primary pattern", say.term(TermKind.PATTERN, patterns.primary) if patterns and patterns.primary else ()),
        ("Overlays", _terms(say, TermKind.PATTERN, patterns.overlays if patterns else [])),
        ("Guarantees", _terms(say, TermKind.GUARANTEE, record.guarantees)),
        ("Activity by plane", _heat(say)),
        ("Scale", _figures(say, record.scale)),
        ("Scale bar met", _bars(say)),
        ("Service levels", _service_levels(say)),
        ("Regions", _regions(say)),
        ("Stressors", _stressors(say)),
        (
            "Innovations",
            tuple(cell for item in record.innovations for cell in say.part(item, item.name, label=_year(item.year))),
        ),
        ("Last verified", plain(record.last_verified.isoformat()) if record.last_verified else ()),
        ("Confidence", _confidence(record)),
        ("Sources", plain(_source_count(record)) if record.sources else ()),
        ("Licence", plain(record.license) if record.license else ()),
    ]
    body = tuple((plain(title), cell) for title, cell in rows)
    return Table("summary", "At a glance", (Column("Field"), Column("Value")), body)


def _terms(say: Sayer, kind: TermKind, parts: Sequence[Part]) -> Cell:
    return tuple(cell for part in parts for cell in say.term(kind, part, getattr(part, "scope", None)))


def _categories(record: CaseStudy, vocabulary: Vocabulary) -> Cell:
    cells: list[Statement] = []
    for id_ in (record.category, *record.also_in):
        resolved = vocabulary.resolve(TermKind.CATEGORY, id_)
        ref = Ref(TermKind.CATEGORY, resolved.term.id) if resolved else None
        cells.append(Statement(resolved.label if resolved else humanise(id_), ref=ref))
    return tuple(cells)


def _heat(say: Sayer) -> Cell:
    """Five values; a plane that nobody has judged says so and is never zero."""
    cells: list[Statement] = []
    for plane in Plane:
        heat = say.record.planes_heat.get(plane)
        label = plane.value.capitalize()
        cells += say.part(heat, heat.level.value, label=label) if heat else (Statement("not stated", label=label),)
    return tuple(cells)


def _figures(say: Sayer, figures: dict[str, Figure]) -> Cell:
    return tuple(cell for name, figure in figures.items() for cell in say.figure(figure, humanise(name)))


def _bars(say: Sayer) -> Cell:
    """Each bar of scale that the system meets, by which figure, and what would have been enough."""
    return tuple(
        cell
        for result in bars(say.record)
        if result.met and result.figure
        for cell in say.part(
            result.figure, result.value, label=humanise(result.bar), detail=f"enough: {result.threshold}"
        )
    )


def _service_levels(say: Sayer) -> Cell:
    cells: list[Statement] = []
    for name, figure in say.record.slos.items():
        cells += say.figure(figure, humanise(name))
        if "availability" in name and figure.quantity.dimension is Dimension.PERCENT and cells:
            minutes = (1 - figure.quantity.number / 100) * Decimal("525960")
            cells.append(
                Statement(f"{plain_number(minutes.quantize(Decimal('0.1')))} min a year", label="unavailable at most")
            )
    return tuple(cells)


def _regions(say: Sayer) -> Cell:
    regions = say.record.regions
    if regions is None:
        return ()
    cells = say.field(
        regions, "topology", humanise(regions.topology.value) if regions.topology else "", label="topology"
    )
    cells += say.figure(regions.count, "count") + say.field(regions, "strategy", label="strategy")
    return cells


def _stressors(say: Sayer) -> Cell:
    return tuple(
        cell
        for name, score in say.record.stressor_scores.items()
        for cell in say.part(score, f"{score.value:g}", label=humanise(name))
    )


def _year(year: int | None) -> str | None:
    return str(year) if year else None


def _confidence(record: CaseStudy) -> Cell:
    if record.confidence is None:
        return ()
    return (Statement(_GRADES[record.confidence], detail=record.confidence_rationale),)


def _source_count(record: CaseStudy) -> str:
    primary = sum(source.role == "primary" for source in record.sources)
    return f"{len(record.sources)}, of which {primary} primary: see Evidence"
