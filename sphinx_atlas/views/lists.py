"""The tables of a page beyond the seven: components, promises and history."""

from __future__ import annotations

from ..catalog.model import CaseStudy
from ..catalog.parts import Figures
from ..catalog.sections import Plane
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .content import NOTHING, Cell, Column, Sayer, Statement, Table, plain
from .text import headline, term_label


def component_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Every component, plane by plane."""
    say = Sayer(record, vocabulary)
    order = list(Plane)
    rows = []
    for component in sorted(record.components, key=lambda component: order.index(component.plane)):
        carried = tuple(
            statement
            for word in component.mechanisms
            for statement in say.beside(
                component,
                "mechanisms",
                term_label(vocabulary, TermKind.MECHANISM, word),
                ref=say.ref(TermKind.MECHANISM, word),
            )
        )
        rows.append(
            (
                say.part(component, component.name, "technology"),
                plain(component.plane.value),
                say.beside(component, "description"),
                carried or NOTHING,
                _facts(say, component.facts) or NOTHING,
            )
        )
    columns = tuple(Column(title) for title in ("Component", "Plane", "What it does", "Mechanisms", "Figures"))
    return Table("components", "Components", columns, tuple(rows))


def _facts(say: Sayer, facts: Figures, when: str = "") -> Cell:
    return tuple(statement for name, figure in facts.items() for statement in say.named(name, figure, when))


def guarantee_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """What the system promises, within what scope, and how one could test it; or how anyone's promise of the kind."""
    say = Sayer(record, vocabulary)
    rows = []
    for guarantee in record.guarantees:
        resolved = vocabulary.resolve(TermKind.GUARANTEE, guarantee.name)
        in_general = getattr(resolved.term, "test", None) if resolved else None
        rows.append(
            (
                say.term(TermKind.GUARANTEE, guarantee, "note"),
                say.field(guarantee, "scope"),
                say.field(guarantee, "test") or ((Statement(in_general, label="in general"),) if in_general else ()),
            )
        )
    columns = (Column("Guarantee"), Column("Scope"), Column("How it can be tested"))
    return Table("guarantees", "Guarantees", columns, tuple(rows))


def history_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Innovations and migrations, the earliest first; what is undated stands last."""
    say = Sayer(record, vocabulary)
    dated: list[tuple[str, tuple[Cell, ...]]] = []
    for innovation in record.innovations:
        what = say.part(innovation, innovation.name, "description")
        row = (say.beside(innovation, "year"), plain("Innovation"), what, NOTHING)
        dated.append((str(innovation.year or ""), row))
    for migration in record.migrations:
        what = say.part(migration, f"{migration.from_} → {migration.to}", "why", "detail")
        facts = _facts(say, migration.from_facts, "before") + _facts(say, migration.to_facts, "after")
        row = (say.beside(migration, "when"), plain("Migration"), what, facts or NOTHING)
        dated.append((str(migration.when or ""), row))
    rows = tuple(row for _when, row in sorted(dated, key=lambda entry: entry[0] or "9999"))
    columns = tuple(Column(title) for title in ("When", "Kind", "What", "Figures"))
    return Table("history", "Innovations and migrations", columns, rows)


def incident_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Public outages, the latest first."""
    say = Sayer(record, vocabulary)
    rows = tuple(
        (
            say.beside(incident, "date"),
            say.part(incident, incident.name)
            + say.beside(incident, "failure", headline(incident.failure or ""), label="failure mode"),
            say.field(incident, "impact") + _facts(say, incident.facts),
            say.field(incident, "cause"),
            say.figure(incident.duration),
        )
        for incident in sorted(record.incidents, key=lambda incident: str(incident.date or ""), reverse=True)
    )
    columns = tuple(Column(title) for title in ("When", "Incident", "Impact", "Cause", "Duration"))
    return Table("incidents", "Public incidents", columns, rows)
