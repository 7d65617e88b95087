"""Terms across systems: who uses a pattern, a mechanism or a guarantee, and with which evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..catalog.catalog import Catalog
from ..catalog.evidence import Claim
from ..catalog.model import CaseStudy
from ..catalog.parts import Part
from ..catalog.vocabulary import Term, TermKind
from .content import NOTHING, Column, Sayer, Statement, Table, plain, sentences
from .diagrams.model import Ref
from .text import ends

TermKey = tuple[TermKind, str]


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a system uses a term.

    :param role: ``primary pattern``, ``conditional``, ``across regions``, …
    :param part: of the record, which carries the evidence
    :param how: in the record's words
    :param field: of the part, where it is one of its fields that names the term
    """

    record: CaseStudy
    role: str
    part: Part
    how: str | None
    field: str | None = None

    @property
    def claim(self) -> Claim[Any]:
        """That the system uses the term, with the evidence for it."""
        return self.part.claim if self.field is None else self.part.field(self.field)


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
            how = sentences(mechanism.when, mechanism.how)
            yield TermKind.MECHANISM, mechanism.name, Use(record, role, mechanism, how)
    for component in record.components:
        for word in component.mechanisms:
            yield TermKind.MECHANISM, word, Use(record, f"in {component.name}", component, None, "mechanisms")
        if component.consistency:
            role = f"consistency of {component.name}"
            yield TermKind.GUARANTEE, component.consistency, Use(record, role, component, None, "consistency")
    for guarantee in record.guarantees:
        how = sentences(guarantee.scope, guarantee.note)
        yield TermKind.GUARANTEE, guarantee.name, Use(record, "promised", guarantee, how)
    for guarantee in record.multi_region.ux_guarantees if record.multi_region else []:
        how = sentences(guarantee.scope, guarantee.note)
        yield TermKind.GUARANTEE, guarantee.name, Use(record, "across regions", guarantee, how)
    for flow in record.flows:
        if flow.guarantee:
            yield TermKind.GUARANTEE, flow.guarantee, Use(record, ends(record, flow), flow, flow.label, "guarantee")


def used_by_table(usage: Usage, term: Term) -> Table:
    """The systems that use a term, a row for each use."""
    rows = tuple(
        (
            plain(use.record.name, Ref("system", use.record.id)),
            Sayer(use.record, usage.catalog.vocabulary).say(use.claim, use.role, mark=use.part.mark(use.field)),
            plain(use.how) if use.how else NOTHING,
        )
        for use in usage.of(term.kind, term.id)
    )
    return Table("used-by", "Used by", (Column("System"), Column("As"), Column("How")), rows)


def term_index(usage: Usage, kind: TermKind) -> Table:
    """Every term of a kind, with the systems that use it."""
    rows = tuple(
        (
            plain(term_title(term), Ref(kind, term.id)),
            plain(term.definition),
            tuple(Statement(record.name, ref=Ref("system", record.id)) for record in usage.systems(kind, term.id))
            or NOTHING,
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
        resolved = vocabulary.resolve(TermKind.CATEGORY, record.category)
        primary = record.patterns.primary if record.patterns else None
        rows.append(
            (
                plain(record.name, Ref("system", record.id)),
                plain(resolved.label, Ref(TermKind.CATEGORY, resolved.term.id)) if resolved else plain(record.category),
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
