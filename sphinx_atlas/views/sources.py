"""The sources of a catalogue, over all its systems."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..catalog.model import CaseStudy
from ..catalog.sources import Source, SourceType
from .content import Align, Cell, Column, Statement, Table, plain
from .diagrams.model import Ref
from .evidence import quoted
from .text import joined


def source_table(catalog: Catalog, category: str | None = None, type_: SourceType | None = None) -> Table:
    """A row for each source of each system, by system, primary ones first.

    :param category: id of the one whose systems count; all, if none
    :param type_: the one kind of source that is shown; all, if none
    """
    records = catalog.in_category(category) if category else list(catalog.records.values())
    rows = []
    for record in sorted(records, key=lambda record: record.name.casefold()):
        quotes = quoted(record)
        rows += [
            _row(record, source, len(quotes.get(source.id, [])))
            for source in record.ordered_sources
            if type_ in (None, source.type)
        ]
    columns = (
        Column("System"),
        Column("Source"),
        Column("Type"),
        Column("Role"),
        Column("Date"),
        Column("Confidence"),
        Column("Phrases quoted", Align.NUMBER),
    )
    return Table("sources", "Sources", columns, tuple(rows), is_list=True)


def _row(record: CaseStudy, source: Source, quotes: int) -> tuple[Cell, ...]:
    return (
        plain(record.name, Ref("system", record.id)),
        (Statement(source.title, url=source.url, detail=joined((source.venue or "", _legacy(source)), "; ") or None),),
        plain(source.type.value),
        plain(source.role.value),
        plain(str(source.updated or source.date or "undated")),
        plain(source.confidence.value) if source.confidence else (),
        plain(str(quotes)),
    )


def _legacy(source: Source) -> str:
    return f"kept though older than the window: {source.legacy}" if source.legacy else ""
