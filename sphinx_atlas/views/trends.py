"""What systems are built of, year by year, as far as dated sources say it.

A system counts once in the year of each source that says it uses a thing: the year in which somebody wrote of it, not
the one in which it was introduced. What is inferred, and what only sources without a date say, counts in no year.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..catalog.evidence import Evidence
from ..catalog.model import CaseStudy
from ..catalog.terms import TermKind
from .content import Align, Cell, Column, Statement, Table, plain
from .diagrams.model import Ref
from .terms import Usage
from .text import counted

#: So many rows are shown; which are the most is what matters.
_MOST = 20

_NOTE = (
    "A system counts once in the year of each dated source that says so: the year of the source, not of the "
    "introduction. "
)


class Use(NamedTuple):
    """That a system uses something, with what stands behind it."""

    name: str
    record: CaseStudy
    evidence: Evidence


def trend_table(catalog: Catalog, kind: TermKind) -> Table:
    """Patterns or mechanisms by year."""
    usage = Usage(catalog)
    uses = [
        Use(term.id, use.record, use.claim.evidence)
        for term in catalog.vocabulary.of(kind)
        for use in usage.of(kind, term.id)
    ]
    names: dict[str, Cell] = {
        term.id: (Statement(term.name, ref=Ref(kind, term.id)),) for term in catalog.vocabulary.of(kind)
    }
    return _table(catalog, f"{kind}s", uses, names)


def technology_table(catalog: Catalog) -> Table:
    """Technologies of components by year, as the records word them."""
    uses = []
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for record in catalog.records.values():
        for component in record.components:
            for word in _technologies(component.technology or ""):
                key = word.casefold().removeprefix("apache ")
                spellings[key][word] += 1
                uses.append(Use(key, record, component.field("technology").evidence))
    names = {key: plain(min(found, key=lambda word: (-found[word], word))) for key, found in spellings.items()}
    return _table(catalog, "technologies", uses, names)


def innovation_table(catalog: Catalog) -> Table:
    """Innovations by the year that their record gives."""
    by_year: dict[int, list[Statement]] = defaultdict(list)
    for record in sorted(catalog.records.values(), key=lambda record: record.name.casefold()):
        for item in record.innovations:
            if item.year is not None:
                by_year[item.year].append(Statement(item.name, label=record.name))
    rows = tuple(
        (plain(str(year)), plain(str(len(found))), tuple(found))
        for year, found in sorted(by_year.items(), reverse=True)
    )
    columns = (Column("Year"), Column("Number", Align.NUMBER), Column("Innovations"))
    return Table("trend-innovations", "Innovations by year", columns, rows)


def _table(catalog: Catalog, what: str, uses: Iterable[Use], names: dict[str, Cell]) -> Table:
    systems: dict[str, set[str]] = defaultdict(set)
    years: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    undated: set[tuple[str, str]] = set()
    for use in uses:
        systems[use.name].add(use.record.id)
        told = set(_years(use))
        for year in told:
            years[use.name][year].add(use.record.id)
        if not told:
            undated.add((use.name, use.record.id))
    undated -= {(name, id_) for name, by_year in years.items() for found in by_year.values() for id_ in found}
    first = catalog.manifest.limits.innovation_from
    last = max((year for by_year in years.values() for year in by_year), default=first)
    shown = sorted(systems, key=lambda name: (-len(systems[name]), name))[:_MOST]
    rows = tuple(
        (
            names[name],
            plain(str(len(systems[name]))),
            _number(len(set().union(*(found for year, found in years[name].items() if year < first)))),
            *(_number(len(years[name].get(year, ()))) for year in range(first, last + 1)),
        )
        for name in shown
    )
    titles = ("Systems", f"before {first}", *map(str, range(first, last + 1)))
    columns = (Column(what.capitalize()), *(Column(title, Align.NUMBER) for title in titles))
    rest = f"{counted(len(systems) - len(shown), 'rarer one')} not shown. " if len(systems) > len(shown) else ""
    note = f"{_NOTE}{rest}{counted(len(undated), 'use')} in no year: inferred, or without a dated source."
    return Table(f"trend-{what}", f"{what.capitalize()} by year", columns, rows, note)


def _number(count: int) -> Cell:
    return plain(str(count) if count else "—")


def _years(use: Use) -> Iterator[int]:
    """The years of the sources that say it; of a page that was changed since, that of the change."""
    if use.evidence.inferred is None:
        for id_ in use.evidence.sources:
            source = use.record.source(id_)
            if source is not None and (day := source.updated or source.date):
                yield day.year


def _technologies(text: str) -> Iterator[str]:
    """The technologies that a component's field lists; what stands in brackets, or was used formerly, is left out."""
    for part in re.split(r"[,;]", re.sub(r"\([^()]*\)", "", text)):
        word = " ".join(part.split())
        if word and not word.startswith("formerly "):
            yield word
