"""A report on a catalogue: what changed, what grew old, what is missing, and what systems are built of by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..catalog.catalog import Catalog
from ..catalog.terms import TermKind
from ..views.content import NOTHING, Align, Column, Table, plain
from ..views.coverage import CoverageOf, coverage_table
from ..views.plain import markdown, markdown_table, text_table
from ..views.text import counted
from ..views.trends import innovation_table, technology_table, trend_table
from .changes import Kind, SystemChange

#: So many paths of a system are named; ``sphinx-atlas diff`` has all.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def report(catalog: Catalog, since: date, as_of: date, changes: list[SystemChange] | None) -> list[Section]:
    """All sections.

    :param since: the day from whose beginning changes are told
    :param as_of: the day on which it is judged what is old
    :param changes: since then; None where that is not known
    """
    return [
        _changed(since, changes),
        _grown_old(catalog, since, as_of),
        Section("Coverage", tables=(coverage_table(catalog, CoverageOf.MEASURES),)),
        Section("Gaps", tables=(coverage_table(catalog, CoverageOf.GAPS),)),
        Section("Roadmap", tables=(coverage_table(catalog, CoverageOf.MILESTONES),)),
        Section(
            "Trends",
            tables=(
                trend_table(catalog, TermKind.PATTERN),
                trend_table(catalog, TermKind.MECHANISM),
                technology_table(catalog),
                innovation_table(catalog),
            ),
        ),
    ]


def _changed(since: date, changes: list[SystemChange] | None) -> Section:
    title = f"Since {since}"
    if changes is None:
        return Section(title, ("What changed is not known: git cannot tell what the records were then.",))
    if not changes:
        return Section(title, ("No record changed.",))
    counts = Counter(one.kind for one in changes)
    said = ", ".join(f"{counts[kind]} {kind}" for kind in Kind if counts[kind])
    rows = tuple(
        (
            plain(f"{one.name} ({one.id})"),
            plain(one.kind),
            *(plain(str(sum(change.kind is kind for change in one.changes))) for kind in Kind),
            plain(_named(one)) if one.kind is Kind.CHANGED else NOTHING,
        )
        for one in changes
    )
    numbers = (Column(f"Statements {kind}", Align.NUMBER) for kind in Kind)
    columns = (Column("System"), Column("What"), *numbers, Column("Where"))
    return Section(title, (f"Systems: {said}.",), (Table("changes", "Changes", columns, rows),))


def _named(one: SystemChange) -> str:
    paths = [change.path for change in one.changes]
    rest = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    return ", ".join(paths[:_MOST]) + rest


def _grown_old(catalog: Catalog, since: date, as_of: date) -> Section:
    stale, old = _stale(catalog, since, as_of), _old_sources(catalog, as_of)
    records, sources = counted(len(stale.rows), "record"), counted(len(old.rows), "source")
    said = f"{records} not verified for too long, {sources} outside the window without a reason."
    paragraphs = (f"Judged on {as_of}.", said)
    tables = tuple(table for table in (stale, old) if table.rows)
    return Section("Grown old", paragraphs, (*tables, _spread(catalog)))


def _stale(catalog: Catalog, since: date, as_of: date) -> Table:
    rows = []
    for record in catalog.records.values():
        limit, day = catalog.manifests[record.id].limits.stale_days, record.last_verified
        if day is not None and (as_of - day).days > limit:
            is_new = (since - day).days <= limit
            days = str((as_of - day).days)
            rows.append((plain(record.name), plain(str(day)), plain(days), plain("yes" if is_new else "no")))
    columns = (Column("System"), Column("Last verified"), Column("Days ago", Align.NUMBER), Column(f"Since {since}"))
    return Table("stale", "Records to verify again", columns, tuple(rows))


def _old_sources(catalog: Catalog, as_of: date) -> Table:
    rows = tuple(
        (plain(record.name), plain(source.id), plain(str(source.current)), plain(source.title))
        for record in catalog.records.values()
        for source in record.sources
        if source.current
        and not source.legacy
        and not source.is_recent(as_of, catalog.manifests[record.id].limits.source_years)
    )
    columns = tuple(Column(title) for title in ("System", "Source", "Of", "Title"))
    return Table("old-sources", "Sources to replace, or to say why they still count", columns, rows)


def _spread(catalog: Catalog) -> Table:
    """How the days of verification lie over the quarters."""
    days = [record.last_verified for record in catalog.records.values()]
    quarters = Counter(f"{day.year}, quarter {(day.month + 2) // 3}" for day in days if day)
    rows = [(plain(quarter), plain(str(count))) for quarter, count in sorted(quarters.items(), reverse=True)]
    if days.count(None):
        rows.append((plain("never"), plain(str(days.count(None)))))
    columns = (Column("Last verified in"), Column("Records", Align.NUMBER))
    return Table("spread", "When records were last verified", columns, tuple(rows))


def as_markdown(title: str, sections: Sequence[Section]) -> str:
    """A report as GitHub's Markdown."""
    blocks = [f"# {markdown(title)}"]
    for section in sections:
        blocks += [f"## {markdown(section.title)}", *map(markdown, section.paragraphs)]
        for table in section.tables:
            blocks += [f"### {markdown(table.title)}"] if len(section.tables) > 1 else []
            blocks.append(markdown_table(table))
    return "\n\n".join(blocks) + "\n"


def as_text(title: str, sections: Sequence[Section]) -> str:
    """A report as plain text."""
    blocks = [f"{title}\n{'=' * len(title)}"]
    for section in sections:
        blocks += [f"{section.title}\n{'-' * len(section.title)}", *section.paragraphs]
        blocks += map(text_table, section.tables)
    return "\n\n".join(blocks) + "\n"
