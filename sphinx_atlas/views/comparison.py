"""Two to four systems side by side, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..catalog.model import CaseStudy
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .content import Cell, Column, Sayer, Table, plain
from .diagrams.model import Ref
from .summary import summary_table
from .tables import region_table

#: How many systems can be read side by side.
FEWEST, MOST = 2, 4


def comparison(records: Sequence[CaseStudy], vocabulary: Vocabulary, fields: Sequence[str] = ()) -> Table:
    """A row for each field, a column for each system; rows in which the systems differ are marked.

    Systems differ in the values that are stated, not in the evidence or the words that explain them. What nobody has
    stated is not the same as ``no``, nor as anything else, so it differs from whatever is stated.

    :param fields: keys of the fields to show, see :func:`field_keys`; all, if none
    """
    by_field = [_fields(record, vocabulary) for record in records]
    titles = [title for title in by_field[0] if not fields or field_key(title) in fields]
    rows = tuple((plain(title), *(found[title] for found in by_field)) for title in titles)
    marked = frozenset(number for number, (_head, *cells) in enumerate(rows) if len(set(map(_said, cells))) > 1)
    columns = (Column("Field"), *(Column(record.name, ref=Ref("system", record.id)) for record in records))
    return Table("compare", " and ".join(record.name for record in records), columns, rows, marked=marked)


def field_keys(record: CaseStudy, vocabulary: Vocabulary) -> list[str]:
    """The keys of all fields that can be compared, in their order; they are the same for every record."""
    return [field_key(title) for title in _fields(record, vocabulary)]


def field_key(title: str) -> str:
    """``write-placement`` for the field ``Write placement``."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _fields(record: CaseStudy, vocabulary: Vocabulary) -> dict[str, Cell]:
    say = Sayer(record, vocabulary)
    mechanisms = record.mechanisms
    found = {head[0].text: cell for head, cell in summary_table(record, vocabulary).rows}
    for title, uses in (
        ("Mandatory mechanisms", mechanisms.mandatory if mechanisms else []),
        ("Conditional mechanisms", mechanisms.conditional if mechanisms else []),
    ):
        found[title] = tuple(statement for use in uses for statement in say.term(TermKind.MECHANISM, use))
    regions = region_table(record, vocabulary)
    as_it_runs = regions.rows[0]
    found |= {column.title: cell for column, cell in zip(regions.columns[1:], as_it_runs[1:], strict=True)}
    return found


def _said(cell: Cell) -> tuple[tuple[str | None, str], ...]:
    """What a cell says, whatever stands behind it."""
    return tuple((statement.label, statement.text) for statement in cell)
