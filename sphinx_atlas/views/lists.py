"""The tables of a page beyond the seven: components, promises, history, and what the evidence is."""

from __future__ import annotations

from ..catalog.evidence import State
from ..catalog.model import CaseStudy
from ..catalog.parts import Figure
from ..catalog.sections import Plane
from ..catalog.vocabulary import TermKind, Vocabulary
from .content import Cell, Column, Sayer, Statement, Table, plain
from .text import figure_text, headline, humanise, named_figure


def component_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Every component, plane by plane."""
    say = Sayer(record, vocabulary)
    order = list(Plane)
    rows = []
    for component in sorted(record.components, key=lambda component: order.index(component.plane)):
        carried = tuple(
            cell for word in component.mechanisms for cell in say.term(TermKind.MECHANISM, component, word=word)
        )
        facts = tuple(
            cell
            for name, figure in component.facts.items()
            for cell in say.part(figure, named_figure(name, figure), detail=figure.note)
        )
        rows.append(
            (
                say.part(component, component.name, detail=component.technology),
                plain(component.plane.value),
                say.field(component, "description"),
                carried or plain("—"),
                facts or plain("—"),
            )
        )
    columns = tuple(Column(title) for title in ("Component", "Plane", "What it does", "Mechanisms", "Figures"))
    return Table("components", "Components", columns, tuple(rows))


def guarantee_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """What the system promises, within what scope, and how one could test it."""
    say = Sayer(record, vocabulary)
    rows = tuple(
        (
            say.term(TermKind.GUARANTEE, guarantee, guarantee.note),
            say.field(guarantee, "scope"),
            say.field(guarantee, "test") or plain("no public test"),
        )
        for guarantee in record.guarantees
    )
    return Table(
        "guarantees", "Guarantees", (Column("Guarantee"), Column("Scope"), Column("How it can be tested")), rows
    )


def history_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Innovations, migrations and incidents, the earliest first; what is undated stands last."""
    say = Sayer(record, vocabulary)
    dated: list[tuple[str, str, Cell, Cell]] = []
    for innovation in record.innovations:
        year = str(innovation.year or "")
        dated.append((year, "Innovation", say.part(innovation, innovation.name, detail=innovation.description), ()))
    for migration in record.migrations:
        figures = [*migration.from_facts.items(), *migration.to_facts.items()]
        facts = tuple(cell for name, figure in figures for cell in say.part(figure, named_figure(name, figure)))
        what = f"{migration.from_} → {migration.to}"
        why = "; ".join(filter(None, (migration.why, migration.detail)))
        dated.append((str(migration.when or ""), "Migration", say.part(migration, what, detail=why or None), facts))
    rows = tuple(
        (plain(when) if when else (), plain(kind), what, facts or plain("—"))
        for when, kind, what, facts in sorted(dated, key=lambda row: row[0] or "9999")
    )
    return Table(
        "history", "Innovations and migrations", tuple(Column(t) for t in ("When", "Kind", "What", "Figures")), rows
    )


def incident_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Public outages, the latest first."""
    say = Sayer(record, vocabulary)
    rows = []
    for incident in sorted(record.incidents, key=lambda incident: str(incident.date or ""), reverse=True):
        facts = tuple(
            cell for name, figure in incident.facts.items() for cell in say.part(figure, named_figure(name, figure))
        )
        rows.append(
            (
                plain(str(incident.date)) if incident.date else (),
                say.part(incident, incident.name, detail=headline(incident.failure) if incident.failure else None),
                say.field(incident, "impact") + facts,
                say.field(incident, "cause"),
                say.figure(incident.duration),
            )
        )
    columns = tuple(Column(title) for title in ("When", "Incident", "Impact", "Cause", "Duration"))
    return Table("incidents", "Public incidents", columns, tuple(rows))


def inferred(record: CaseStudy) -> tuple[Statement, ...]:
    """Everything that the record concludes and no source says, with the reason; each once."""
    found: dict[str, Statement] = {}
    for part, claim in record.claims():
        for name in [None, *type(part).model_fields] if part is not record else [None]:
            evidence = claim.evidence if name is None else part.field(name).evidence
            if evidence.inferred is None or (name is not None and not part.is_written(name)):
                continue
            label = _where(part.path if name is None else (*part.path, name.rstrip("_")))
            if evidence.inferred not in found:
                found[evidence.inferred] = Statement(
                    evidence.inferred, State.INFERRED, label=label, mark=part.mark(name)
                )
    return tuple(found.values())


def _where(path: tuple[str | int, ...]) -> str:
    return ", ".join(humanise(str(key)) if isinstance(key, str) else str(key + 1) for key in path)


#: Top-level fields whose absence a reader should be told of.
_EXPECTED = {
    "scale": "figures of scale",
    "regions": "regions",
    "slos": "service levels",
    "guarantees": "guarantees",
    "multi_region": "a multi-region strategy",
    "backpressure": "backpressure",
    "failures_top5": "failure modes",
    "incidents": "public incidents",
    "capacity_planning": "capacity by tier",
    "migrations": "earlier architectures",
}


def not_stated(record: CaseStudy) -> tuple[Statement, ...]:
    """What a reader would look for and nobody was found to have said."""
    missing = [Statement(words, State.NOT_STATED) for name, words in _EXPECTED.items() if not record.is_written(name)]
    missing += [
        Statement(f"components of the {plane.value} plane", State.NOT_STATED)
        for plane in Plane
        if not any(component.plane is plane for component in record.components)
    ]
    if record.multi_region is not None:
        strategy = record.multi_region
        missing += [
            Statement(f"{words} across regions", State.NOT_STATED)
            for name, words in (
                ("writes", "write placement"),
                ("replication", "replication mode"),
                ("failover", "failover"),
                ("rpo", "RPO"),
                ("rto", "RTO"),
            )
            if not strategy.is_written(name)
        ]
    return tuple(missing)


def quoted(record: CaseStudy) -> dict[str, list[tuple[str, str]]]:
    """Source id to the phrases quoted from it, each with the figure that it supports; in the order of the file."""
    by_source: dict[str, list[tuple[str, str]]] = {}
    for part, claim in record.claims():
        if (quote := claim.evidence.quote) is None:
            continue
        text = figure_text(part) if isinstance(part, Figure) else _where(part.path[-1:])
        for id_ in claim.evidence.sources:
            entry = (quote, text)
            if entry not in by_source.setdefault(id_, []):
                by_source[id_].append(entry)
    return by_source
