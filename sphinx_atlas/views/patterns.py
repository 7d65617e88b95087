"""The table of patterns and the mechanisms that carry them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..catalog.model import CaseStudy
from ..catalog.sections import MechanismUse, PatternUse
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .content import NOTHING, Cell, Column, Sayer, Table, absent, plain
from .text import term_label


def pattern_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Patterns and the mechanisms that each requires; the last row holds what serves the whole system.

    A required mechanism that the record does not name is listed as not stated. One that several patterns require is
    explained in the first row alone.
    """
    say = Sayer(record, vocabulary)
    mandatory = _by_id(say, record.mechanisms.mandatory if record.mechanisms else [])
    conditional = _by_id(say, record.mechanisms.conditional if record.mechanisms else [])
    rows: list[tuple[Cell, ...]] = []
    shown: set[str] = set()
    for role, use in _patterns(record):
        required = _required(vocabulary, use)
        missing = [id_ for id_ in required if id_ not in mandatory and id_ not in conditional]
        named = _cells(mandatory, required, shown) + tuple(
            statement for id_ in missing for statement in absent(term_label(vocabulary, TermKind.MECHANISM, id_))
        )
        optional = _cells(conditional, required, shown)
        shown.update(required)
        rows.append(
            (say.term(TermKind.PATTERN, use, "how", label=role), named or NOTHING, optional or NOTHING, NOTHING)
        )
    micro = record.patterns.micro_patterns if record.patterns else []
    rows.append(
        (
            plain("Whole system"),
            _cells(mandatory, [id_ for id_ in mandatory if id_ not in shown]) or (NOTHING if mandatory else ()),
            _cells(conditional, [id_ for id_ in conditional if id_ not in shown]) or (NOTHING if conditional else ()),
            tuple(statement for use in micro for statement in say.term(TermKind.PATTERN, use, "how")),
        )
    )
    columns = (
        Column("Pattern"),
        Column("Required mechanisms"),
        Column("Optional mechanisms"),
        Column("Micro-patterns"),
    )
    return Table("patterns", "Patterns and primitives", columns, tuple(rows))


def _patterns(record: CaseStudy) -> list[tuple[str, PatternUse]]:
    if record.patterns is None:
        return []
    primary = [("primary", record.patterns.primary)] if record.patterns.primary else []
    return primary + [("overlay", use) for use in record.patterns.overlays]


def _required(vocabulary: Vocabulary, use: PatternUse) -> list[str]:
    """Ids of the mechanisms that a pattern cannot do without."""
    resolved = vocabulary.resolve(TermKind.PATTERN, use.name)
    words = resolved.term.requires if resolved else []
    return [found.term.id for word in words if (found := vocabulary.resolve(TermKind.MECHANISM, word))]


def _by_id(say: Sayer, uses: Iterable[MechanismUse]) -> dict[str, Cell]:
    """Each mechanism's id, or the word for an unknown one, to all that is said of it."""
    cells: dict[str, Cell] = {}
    for use in uses:
        ref = say.ref(TermKind.MECHANISM, use.name)
        key = ref.id if ref else use.name
        cells[key] = cells.get(key, ()) + say.term(TermKind.MECHANISM, use, "when", "how")
    return cells


def _cells(by_id: dict[str, Cell], ids: Iterable[str], explained: Iterable[str] = ()) -> Cell:
    """What is said of some mechanisms, without the details of those already explained."""
    return tuple(
        replace(statement, detail=None) if id_ in explained else statement
        for id_ in ids
        for statement in by_id.get(id_, ())
    )
