"""Terms across systems: who uses a pattern, a mechanism or a guarantee, and with which evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..catalog.model import CaseStudy
from ..catalog.parts import Part
from ..catalog.vocabulary import Term, TermKind
from .content import Column, Sayer, Statement, Table, plain
from .diagrams.model import Ref

TermKey = tuple[TermKind, str]


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a system uses a term.

    :param role: ``primary pattern``, ``conditional``, ``across regions``, …
    :param part: of the record, which carries the evidence
    :param how: in the record's words
    """

    record: CaseStudy
    role: str
    part: Part
    how: str | None


class Usage:
    """Who uses what, over a whole catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._uses: dict[TermKey, list[Use]] = {}
        for record in sorted(catalog.records.values(), key=lambda record: record.name.casefold()):
            for kind, word, use in _uses(record):
                if resolved := catalog.vocabulary.resolve(kind, word):
                    self._uses.setdefault((kind, resolved.term.id), []).append(use)

    def of(self, kind: TermKind, id_: str) -> list[Use]:
        """Every use of a term, system by system."""
        return self._uses.get((kind, id_), [])

    def systems(self, kind: TermKind, id_: str) -> list[CaseStudy]:
        """The systems that use a term, each once."""
        return list({use.record.id: use.record for use in self.of(kind, id_)}.values())


def _uses(record: CaseStudy) -> Iterator[tuple[TermKind, str, Use]]:
    if patterns := record.patterns:
        named = [("primary pattern", [patterns.primary] if patterns.primary else [])]
        named += [("overlay", patterns.overlays), ("micro-pattern", patterns.micro_patterns)]
        for role, uses in named:
            for use in uses:
                yield TermKind.PATTERN, use.name, Use(record, role, use, use.how)
    for role in ("mandatory", "conditional"):
        for mechanism in getattr(record.mechanisms, role, []):
            how = "; ".join(filter(None, (mechanism.when, mechanism.how)))
            yield TermKind.MECHANISM, mechanism.name, Use(record, role, mechanism, how or None)
    for component in record.components:
        for word in component.mechanisms:
            yield TermKind.MECHANISM, word, Use(record, f"in {component.name}", component, None)
        if component.consistency:
            yield (
                TermKind.GUARANTEE,
                component.consistency,
                Use(record, f"consistency of {component.name}", component, None),
            )
    for guarantee in record.guarantees:
        how = "; ".join(filter(None, (guarantee.scope, guarantee.note)))
        yield TermKind.GUARANTEE, guarantee.name, Use(record, "promised", guarantee, how or None)
    for guarantee in record.multi_region.ux_guarantees if record.multi_region else []:
        yield TermKind.GUARANTEE, guarantee.name, Use(record, "across regions", guarantee, guarantee.scope)
    for flow in record.flows:
        if flow.guarantee:
            yield TermKind.GUARANTEE, flow.guarantee, Use(record, f"flow {flow.from_} → {flow.to}", flow, flow.label)


def used_by_table(usage: Usage, term: Term) -> Table:
    """The systems that use a term, a row for each use."""
    rows = []
    for use in usage.of(term.kind, term.id):
        say = Sayer(use.record, usage.catalog.vocabulary)
        how = say.part(use.part, use.how or use.role)
        rows.append((plain(use.record.name, Ref("system", use.record.id)), plain(use.role), how))
    return Table(
        "used-by", "Used by", (Column("System"), Column("As"), Column("How, and with which evidence")), tuple(rows)
    )


def term_index(usage: Usage, kind: TermKind) -> Table:
    """Every term of a kind, with the systems that use it."""
    rows = tuple(
        (
            plain(term_title(term), Ref(kind, term.id)),
            plain(term.definition),
            tuple(Statement(record.name, ref=Ref("system", record.id)) for record in usage.systems(kind, term.id))
            or plain("—"),
        )
        for term in usage.catalog.vocabulary.of(kind)
    )
    return Table(
        f"index-{kind}",
        f"{kind.capitalize()}s",
        (Column(kind.capitalize()), Column("Definition"), Column("Used by")),
        rows,
    )


def system_index(catalog: Catalog, category: str | None = None) -> Table:
    """The systems of a catalogue, or of one category, by name."""
    vocabulary = catalog.vocabulary
    records = (
        catalog.in_category(category) if category else sorted(catalog.records.values(), key=lambda r: r.name.casefold())
    )
    rows = []
    for record in records:
        say = Sayer(record, vocabulary)
        term = vocabulary.get(TermKind.CATEGORY, record.category)
        primary = record.patterns.primary if record.patterns else None
        rows.append(
            (
                plain(record.name, Ref("system", record.id)),
                plain(
                    term.name if term else record.category, Ref(TermKind.CATEGORY, record.category) if term else None
                ),
                say.term(TermKind.PATTERN, primary) if primary else (),
                plain(record.confidence.value) if record.confidence else (),
                plain(record.last_verified.isoformat()) if record.last_verified else (),
            )
        )
    titles = ("System", "Category", "Primary pattern", "Confidence", "Last verified")
    return Table("index-systems", "Systems", tuple(Column(title) for title in titles), tuple(rows))


def category_index(catalog: Catalog) -> Table:
    """Every category, with its systems; an empty one says so."""
    rows = tuple(
        (
            plain(term.name, Ref(TermKind.CATEGORY, term.id)),
            plain(term.definition),
            tuple(Statement(record.name, ref=Ref("system", record.id)) for record in catalog.in_category(term.id))
            or plain("none yet"),
        )
        for term in catalog.vocabulary.of(TermKind.CATEGORY)
    )
    return Table(
        "index-categories", "Categories", (Column("Category"), Column("What belongs here"), Column("Systems")), rows
    )


def term_title(term: Term) -> str:
    """A term's name, after its number where it has one: ``P1 Consistent hashing``."""
    number = getattr(term, "number", None)
    return f"{number} {term.name}" if number else term.name
