"""How far a catalogue has come, as tables: measures, categories, gaps, milestones, systems, and what git remembers."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from ..catalog.catalog import Catalog
from ..catalog.evidence import State
from ..catalog.history import activity
from ..catalog.terms import TermKind
from .content import NOTHING, Align, Cell, Column, Statement, Table, plain
from .diagrams.model import Ref
from .measures import Measure, SystemCount, activity_measures, counts, measures
from .targets import Gap, Progress, gaps, progress
from .terms import category_cell
from .text import counted

#: So many of what a measure lacks are named in a table; programs are told all.
_MOST = 5


class CoverageOf(StrEnum):
    """What is counted."""

    MEASURES = "measures"
    CATEGORIES = "categories"
    GAPS = "gaps"
    MILESTONES = "milestones"
    SYSTEMS = "systems"
    ACTIVITY = "activity"


def coverage_table(catalog: Catalog, of: CoverageOf) -> Table:
    """One of the tables."""
    return _TABLES[of](catalog)


def _measure_table(catalog: Catalog) -> Table:
    rows = tuple(
        (
            plain(measure.name),
            plain(measure.text),
            plain(measure.target or "—"),
            (Statement(_met(measure.is_met), detail=_lacking(measure)),),
        )
        for measure in measures(catalog)
    )
    columns = (Column("Measure"), Column("Today", Align.NUMBER), Column("Target", Align.NUMBER), Column("Met"))
    return Table("coverage", "Coverage", columns, rows)


def _met(is_met: bool | None) -> str:
    return "—" if is_met is None else "yes" if is_met else "not yet"


def _lacking(measure: Measure) -> str | None:
    """``lacking: CS-A, CS-B and 3 more``; nothing where the target is met."""
    if measure.is_met:
        return None
    named, rest = measure.lacking[:_MOST], measure.lacking[_MOST:]
    text = ", ".join(named) + (f" and {len(rest)} more" if rest else "")
    return f"lacking: {text}" if text else None


_NUMBERS = ("Systems", "Diagrams", "Sources", "A", "B", "C")
_COUNTED_ONCE = (
    "A system is counted in its own category; one that is also in another is listed there, but not counted again."
)


def _category_table(catalog: Catalog) -> Table:
    rows = tuple(_category_row(catalog, term.id) for term in catalog.vocabulary.of(TermKind.CATEGORY))
    columns = (Column("Category"), *(Column(title, Align.NUMBER) for title in _NUMBERS), Column("Systems by name"))
    return Table("coverage-categories", "Coverage by category", columns, rows, _COUNTED_ONCE, is_list=True)


def category_numbers(catalog: Catalog, id_: str) -> dict[str, int]:
    """The numbers of one category, by the titles of their columns."""
    counted = [SystemCount(catalog, record) for record in catalog.in_category(id_) if record.category == id_]
    grades = [system.record.confidence for system in counted]
    numbers = (
        len(counted),
        sum(len(system.kinds) for system in counted),
        sum(len(system.record.sources) for system in counted),
        *(sum(found == grade for found in grades) for grade in ("A", "B", "C")),
    )
    return dict(zip(_NUMBERS, numbers, strict=True))


def _category_row(catalog: Catalog, id_: str) -> tuple[Cell, ...]:
    listed = tuple(Statement(one.name, ref=Ref("system", one.id)) for one in catalog.in_category(id_))
    numbers = (plain(str(number)) for number in category_numbers(catalog, id_).values())
    return (category_cell(catalog.vocabulary, id_), *numbers, listed or plain("none yet"))


def _gap_table(catalog: Catalog) -> Table:
    rows = tuple(_gap_row(catalog, gap) for gap in gaps(catalog))
    columns = (Column("Category"), Column("Covered", Align.NUMBER), Column("Still missing"), Column("Covered by"))
    return Table("coverage-gaps", "Systems named as targets", columns, rows, is_list=True)


def _gap_row(catalog: Catalog, gap: Gap) -> tuple[Cell, ...]:
    by = tuple(
        Statement(record.name, ref=Ref("system", record.id), label=None if record.name == one.name else one.name)
        for one, record in gap.covered
    )
    numbers = f"{len(gap.covered)} of {gap.size}" if gap.size else "none named"
    missing = plain(", ".join(one.name for one in gap.missing)) if gap.missing else NOTHING
    return category_cell(catalog.vocabulary, gap.category), plain(numbers), missing, by or NOTHING


def _milestone_table(catalog: Catalog) -> Table:
    rows = tuple(_milestone_row(catalog, step) for step in progress(catalog))
    columns = (
        Column("Milestone"),
        *(Column(title, Align.NUMBER) for title in ("Systems", "Diagrams", "Diagrams each")),
        *(Column(title) for title in ("First of all", "About", "Kinds of diagram", "Reached")),
    )
    return Table("coverage-milestones", "Milestones", columns, rows)


def _milestone_row(catalog: Catalog, step: Progress) -> tuple[Cell, ...]:
    goal = step.milestone
    priority = tuple(Statement(record.name, ref=Ref("system", record.id)) for record in step.present)
    priority += tuple(Statement(id_, detail="missing") for id_ in step.absent)
    about = tuple(
        Statement(catalog.vocabulary.get(TermKind.CATEGORY, id_).name, detail=str(count), ref=Ref("category", id_))
        for id_, count in step.categories.items()
    )
    if goal.every_category:
        about += (Statement(f"every category: {step.filled} of {step.category_count}"),)
    kinds = tuple(Statement(kind, detail=counted(count, "system")) for kind, count in step.kinds.items())
    return (
        (Statement(goal.name, detail=step.shortfall),),
        plain(f"{step.systems} of {goal.systems}"),
        plain(f"{step.diagrams:,} of {goal.diagrams:,}"),
        (Statement(step.each or "—", detail=step.arithmetic),),
        priority or NOTHING,
        about or NOTHING,
        kinds or NOTHING,
        plain(_met(step.is_met)),
    )


def _system_table(catalog: Catalog) -> Table:
    rows = tuple(
        (
            plain(system.record.name, Ref("system", system.record.id)),
            category_cell(catalog.vocabulary, system.record.category),
            (Statement(str(len(system.kinds)), detail=system.diagram_gap or None),),
            plain(str(len(system.record.sources))),
            plain(str(system.states.count(State.SOURCED))),
            plain(str(system.quotes)),
            plain(str(system.states.count(State.INFERRED))),
            plain("yes" if system.is_large else "no"),
            plain(system.record.confidence.value) if system.record.confidence else (),
            plain(system.record.last_verified.isoformat()) if system.record.last_verified else (),
        )
        for system in counts(catalog)
    )
    numbers = ("Diagrams", "Sources", "Sourced", "Quoted", "Inferred")
    columns = (
        Column("System"),
        Column("Category"),
        *(Column(title, Align.NUMBER) for title in numbers),
        *(Column(title) for title in ("Scale quoted", "Confidence", "Last verified")),
    )
    return Table("coverage-systems", "Coverage by system", columns, rows, is_list=True)


def _activity_table(catalog: Catalog) -> Table:
    found = activity_measures(activity(catalog.folders))
    rows = tuple((plain(measure.name), plain(measure.text)) for measure in found)
    return Table("coverage-activity", "Activity", (Column("Measure"), Column("Number", Align.NUMBER)), rows)


_TABLES: dict[CoverageOf, Callable[[Catalog], Table]] = {
    CoverageOf.MEASURES: _measure_table,
    CoverageOf.CATEGORIES: _category_table,
    CoverageOf.GAPS: _gap_table,
    CoverageOf.MILESTONES: _milestone_table,
    CoverageOf.SYSTEMS: _system_table,
    CoverageOf.ACTIVITY: _activity_table,
}
