"""How far a catalogue has come, counted from its records: by measure, by category, by system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..catalog.bars import bars
from ..catalog.catalog import Catalog
from ..catalog.dates import years_before
from ..catalog.evidence import State
from ..catalog.manifest import Limits
from ..catalog.model import CaseStudy
from ..catalog.sources import Source
from ..catalog.vocabulary import TermKind
from .content import Align, Cell, Column, Statement, Table, plain
from .diagrams import kinds
from .diagrams.model import Ref
from .terms import category_cell

#: More than this share of the systems is to have confidence A or B, in percent.
CONFIDENT = 80


class CoverageOf(StrEnum):
    """What is counted."""

    MEASURES = "measures"
    CATEGORIES = "categories"
    SYSTEMS = "systems"


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about a catalogue.

    :param value: how many there are
    :param of: out of how many, or None for what is only counted
    :param target: in words, or None where the catalogue sets none
    :param is_met: whether that is enough, or None without a target
    """

    name: str
    value: int
    of: int | None = None
    target: str | None = None
    is_met: bool | None = None

    @property
    def text(self) -> str:
        """``5 of 13 (38%)``; the share is rounded down, so that only all is 100%."""
        if self.of is None:
            return f"{self.value:,}"
        share = f" ({100 * self.value // self.of}%)" if self.of else ""
        return f"{self.value:,} of {self.of:,}{share}"


def coverage_table(catalog: Catalog, of: CoverageOf) -> Table:
    """One of the three tables."""
    make = {
        CoverageOf.MEASURES: _measure_table,
        CoverageOf.CATEGORIES: _category_table,
        CoverageOf.SYSTEMS: _system_table,
    }
    return make[of](catalog)


def measures(catalog: Catalog) -> list[Measure]:
    """The catalogue as a whole, against its own targets and those that hold for every catalogue."""
    systems = [_System(catalog, record) for record in catalog.records.values()]
    targets, limits = catalog.manifest.targets, catalog.manifest.limits
    categories = catalog.vocabulary.of(TermKind.CATEGORY)
    filled = sum(bool(catalog.in_category(term.id)) for term in categories)
    sources = [pair for system in systems for pair in system.sources]
    confident = sum(system.record.confidence in ("A", "B") for system in systems)
    states = [state for system in systems for state in system.states]
    return [
        _counted("Systems", len(systems), targets.systems),
        _counted("Diagrams", sum(len(system.kinds) for system in systems), targets.diagrams),
        _share("Categories with a system", filled, len(categories)),
        Measure(
            "Systems of confidence A or B",
            confident,
            len(systems),
            f"more than {CONFIDENT}%",
            100 * confident > CONFIDENT * len(systems),
        ),
        _share("Systems that meet a scale bar by a quoted figure", sum(s.is_large for s in systems), len(systems)),
        _share(
            f"Systems with {limits.diagrams_min} to {limits.diagrams_max} diagrams",
            sum(not system.diagram_gap for system in systems),
            len(systems),
        ),
        _share(
            f"Sources of the {limits.source_years} years before they were checked",
            sum(is_recent for is_recent, _source in sources),
            len(sources),
        ),
        Measure(
            "Older sources that are still canonical, with the reason",
            sum(bool(s.legacy) for is_recent, s in sources if not is_recent),
        ),
        _share(
            "Systems with attribution, licence and a way to have them removed",
            sum(system.is_lawful for system in systems),
            len(systems),
        ),
        _share("Values with a source", states.count(State.SOURCED), len(states), target=False),
        Measure("Values inferred, with the reason", states.count(State.INFERRED), len(states)),
    ]


def _counted(name: str, value: int, target: int | None) -> Measure:
    return Measure(name, value, None, f"{target:,}" if target else None, value >= target if target else None)


def _share(name: str, value: int, of: int, *, target: bool = True) -> Measure:
    return Measure(name, value, of, "100%" if target else None, value == of if target else None)


class _System:
    """What is counted of one system."""

    def __init__(self, catalog: Catalog, record: CaseStudy) -> None:
        self.record = record
        self.manifest = catalog.manifests[record.id]
        self.limits: Limits = self.manifest.limits
        self.kinds = kinds(record, catalog.vocabulary)
        evidence = list(record.written_evidence())
        self.states = [entry.state for entry in evidence]
        self.quotes = sum(entry.quote is not None for entry in evidence)
        self.is_large = any(result.met and result.is_quoted for result in bars(record))
        self.sources = [(self._is_recent(source), source) for source in record.sources]

    def _is_recent(self, source: Source) -> bool:
        if source.current is None or self.record.last_verified is None:
            return False
        return source.current.latest >= years_before(self.record.last_verified, self.limits.source_years)

    @property
    def diagram_gap(self) -> str:
        """What is wrong with the number of diagrams, or nothing."""
        if len(self.kinds) < self.limits.diagrams_min:
            return f"fewer than {self.limits.diagrams_min}"
        return f"more than {self.limits.diagrams_max}" if len(self.kinds) > self.limits.diagrams_max else ""

    @property
    def is_lawful(self) -> bool:
        return bool(self.record.attribution and self.record.license and self.manifest.removal_url)


def _measure_table(catalog: Catalog) -> Table:
    rows = tuple(
        (
            plain(measure.name),
            plain(measure.text),
            plain(measure.target or "—"),
            plain("—" if measure.is_met is None else "yes" if measure.is_met else "not yet"),
        )
        for measure in measures(catalog)
    )
    columns = (Column("Measure"), Column("Today", Align.NUMBER), Column("Target", Align.NUMBER), Column("Met"))
    return Table("coverage", "Coverage", columns, rows)


def _category_table(catalog: Catalog) -> Table:
    rows = tuple(_category_row(catalog, term.id) for term in catalog.vocabulary.of(TermKind.CATEGORY))
    columns = (Column("Category"), *(Column(title, Align.NUMBER) for title in _NUMBERS), Column("Systems by name"))
    return Table("coverage-categories", "Coverage by category", columns, rows, _COUNTED_ONCE, is_list=True)


_NUMBERS = ("Systems", "Diagrams", "Sources", "A", "B", "C")
_COUNTED_ONCE = (
    "A system is counted in its own category; one that is also in another is listed there, but not counted again."
)


def _category_row(catalog: Catalog, id_: str) -> tuple[Cell, ...]:
    listed = catalog.in_category(id_)
    counted = [_System(catalog, record) for record in listed if record.category == id_]
    grades = [system.record.confidence for system in counted]
    numbers = (
        len(counted),
        sum(len(system.kinds) for system in counted),
        sum(len(system.sources) for system in counted),
        *(grades.count(grade) for grade in ("A", "B", "C")),  # type: ignore[arg-type] # a grade is its letter
    )
    return (
        category_cell(catalog.vocabulary, id_),
        *(plain(str(number)) for number in numbers),
        tuple(Statement(record.name, ref=Ref("system", record.id)) for record in listed) or plain("none yet"),
    )


def _system_table(catalog: Catalog) -> Table:
    systems: Iterable[_System] = (
        _System(catalog, record)
        for record in sorted(catalog.records.values(), key=lambda record: record.name.casefold())
    )
    rows = tuple(
        (
            plain(system.record.name, Ref("system", system.record.id)),
            category_cell(catalog.vocabulary, system.record.category),
            (Statement(str(len(system.kinds)), detail=system.diagram_gap or None),),
            plain(str(len(system.sources))),
            plain(str(system.states.count(State.SOURCED))),
            plain(str(system.quotes)),
            plain(str(system.states.count(State.INFERRED))),
            plain("yes" if system.is_large else "no"),
            plain(system.record.confidence.value) if system.record.confidence else (),
            plain(system.record.last_verified.isoformat()) if system.record.last_verified else (),
        )
        for system in systems
    )
    numbers = ("Diagrams", "Sources", "Sourced", "Quoted", "Inferred")
    columns = (
        Column("System"),
        Column("Category"),
        *(Column(title, Align.NUMBER) for title in numbers),
        *(Column(title) for title in ("Scale quoted", "Confidence", "Last verified")),
    )
    return Table("coverage-systems", "Coverage by system", columns, rows, is_list=True)
