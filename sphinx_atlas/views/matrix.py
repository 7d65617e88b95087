"""Systems by terms: one look tells who uses what, and on which evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog.catalog import Catalog
from ..catalog.model import CaseStudy
from ..catalog.terms import Term, TermKind
from .content import EMPTY, Align, Cell, Column, Sayer, Statement, Table, plain
from .diagrams.model import Ref
from .terms import Place, Usage, Use, category_cell, term_title

#: The kinds of term that a matrix can be of.
KINDS = (TermKind.MECHANISM, TermKind.PATTERN, TermKind.GUARANTEE)

_RANKS = {place: rank for rank, place in enumerate(Place)}
_LEGEND = tuple(
    Statement(f"{place}:", detail=meaning, role=place.name.lower())
    for place, meaning in {Place.MANDATORY: "always in use.", Place.CONDITIONAL: "in use under a condition."}.items()
)
_NOTE = "An empty cell: the record does not name it. The number at a heading counts the systems below it."


def matrix(usage: Usage, kind: TermKind, category: str | None = None, terms: Sequence[str] = ()) -> Table:
    """A row for each system, by category and name, and a column for each term that one of them uses.

    A cell holds the weightiest place in which the record names the term, with its evidence, or nothing.

    :param kind: one of :data:`KINDS`
    :param category: id of the one whose systems are shown; all, if none
    :param terms: ids of the terms to show, used or not; those in use, if none
    """
    catalog = usage.catalog
    records = _by_category(catalog, category)
    found = {term.id: _weightiest(usage, kind, term.id) for term in catalog.vocabulary.of(kind)}
    shown = [
        term
        for term in catalog.vocabulary.of(kind)
        if (term.id in terms if terms else any(record.id in found[term.id] for record in records))
    ]
    rows = tuple(
        (
            plain(record.name, Ref("system", record.id)),
            category_cell(catalog.vocabulary, record.category),
            plain(str(sum(record.id in found[term.id] for term in shown))),
            *(_cell(usage, found[term.id].get(record.id)) for term in shown),
        )
        for record in records
    )
    columns = (
        Column("System"),
        Column("Category"),
        Column(f"{kind.capitalize()}s", Align.NUMBER),
        *(_column(term, sum(record.id in found[term.id] for record in records)) for term in shown),
    )
    legend = _LEGEND if kind is TermKind.MECHANISM else ()
    return Table(f"matrix-{kind}", f"Systems and their {kind}s", columns, rows, _NOTE, legend, is_list=True)


def _by_category(catalog: Catalog, category: str | None) -> list[CaseStudy]:
    if category:
        return catalog.in_category(category)
    order = {term.id: number for number, term in enumerate(catalog.vocabulary.of(TermKind.CATEGORY))}
    return sorted(
        catalog.records.values(), key=lambda record: (order.get(record.category, len(order)), record.name.casefold())
    )


def _weightiest(usage: Usage, kind: TermKind, id_: str) -> dict[str, Use]:
    """Id of each system that uses a term, to the use that says most."""
    best: dict[str, Use] = {}
    for use in usage.of(kind, id_):
        known = best.get(use.record.id)
        if known is None or _RANKS[use.place] < _RANKS[known.place]:
            best[use.record.id] = use
    return best


def _column(term: Term, count: int) -> Column:
    return Column(term_title(term), ref=Ref(term.kind, term.id), count=count)


def _cell(usage: Usage, use: Use | None) -> Cell:
    if use is None:
        return EMPTY
    say = Sayer(use.record, usage.catalog.vocabulary)
    return say.say(use.claim, use.place.value, mark=use.part.mark(use.field), role=use.place.name.lower())
