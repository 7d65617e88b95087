"""Terms across systems: who uses a pattern, a mechanism or a guarantee, and with which evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..catalog.catalog import Catalog
from ..catalog.evidence import Claim
from ..catalog.model import CaseStudy
from ..catalog.parts import Part
from ..catalog.terms import Term, TermKind
from ..catalog.vocabulary import Vocabulary
from .content import NOTHING, Cell, Column, Sayer, Statement, Table, plain, sentences
from .diagrams.model import Ref
from .text import counted, ends, humanise

TermKey = tuple[TermKind, str]


class Place(StrEnum):
    """Where in a record a term is named, the weightiest first."""

    PRIMARY = "primary"
    OVERLAY = "overlay"
    MICRO = "micro"
    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    PROMISED = "promised"
    REGIONS = "across regions"
    COMPONENT = "component"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a system uses a term.

    :param role: the place in words: ``primary pattern``, ``conditional``, ``in Gateway``, …
    :param part: of the record, which carries the evidence
    :param how: in the record's words
    :param field: of the part, where it is one of its fields that names the term
    """

    record: CaseStudy
    place: Place
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
        named = [(Place.PRIMARY, "primary pattern", [patterns.primary] if patterns.primary else [])]
        named += [(Place.OVERLAY, "overlay", patterns.overlays)]
        named += [(Place.MICRO, "micro-pattern", patterns.micro_patterns)]
        for place, role, uses in named:
            for use in uses:
                yield TermKind.PATTERN, use.name, Use(record, place, role, use, use.how)
    for place in (Place.MANDATORY, Place.CONDITIONAL):
        for mechanism in getattr(record.mechanisms, place, []):
            how = sentences(mechanism.when, mechanism.how)
            yield TermKind.MECHANISM, mechanism.name, Use(record, place, place, mechanism, how)
    for component in record.components:
        for word in component.mechanisms:
            use_ = Use(record, Place.COMPONENT, f"in {component.name}", component, None, "mechanisms")
            yield TermKind.MECHANISM, word, use_
        if component.consistency:
            role = f"consistency of {component.name}"
            use_ = Use(record, Place.COMPONENT, role, component, None, "consistency")
            yield TermKind.GUARANTEE, component.consistency, use_
    across = record.multi_region.ux_guarantees if record.multi_region else []
    for place, guarantees in ((Place.PROMISED, record.guarantees), (Place.REGIONS, across)):
        for guarantee in guarantees:
            how = sentences(guarantee.scope, guarantee.note)
            yield TermKind.GUARANTEE, guarantee.name, Use(record, place, place, guarantee, how)
    for flow in record.flows:
        if flow.guarantee:
            use_ = Use(record, Place.FLOW, ends(record, flow), flow, flow.label, "guarantee")
            yield TermKind.GUARANTEE, flow.guarantee, use_


def used_by_table(usage: Usage, term: Term) -> Table:
    """The systems that use a term, each with every place where it does, and how many they are.

    Of how many is not said: the title would change with every record, and so would each page that shows it.
    """
    uses: dict[str, list[Use]] = {}
    for use in usage.of(term.kind, term.id):
        uses.setdefault(use.record.id, []).append(use)
    rows = tuple(
        (
            plain(own[0].record.name, Ref("system", id_)),
            tuple(said for use in own for said in _said(usage.catalog.vocabulary, use)),
        )
        for id_, own in uses.items()
    )
    title = f"Used by {counted(len(rows), 'system')}"
    return Table("used-by", title, (Column("System"), Column("Where and how")), rows)


def _said(vocabulary: Vocabulary, use: Use) -> Cell:
    """One use: its place, and how, where the record says that."""
    say = Sayer(use.record, vocabulary).say
    if use.how:
        return say(use.claim, use.how, label=use.role, mark=use.part.mark("how"))
    return say(use.claim, use.role, mark=use.part.mark(use.field))


def term_index(usage: Usage, kind: TermKind) -> Table:
    """Every term of a kind, with the systems that use it."""
    rows = tuple(
        (
            plain(term_title(term), Ref(kind, term.id)),
            definition_cell(usage.catalog.vocabulary, term),
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
        is_list=True,
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
        primary = record.patterns.primary if record.patterns else None
        rows.append(
            (
                plain(record.name, Ref("system", record.id)),
                category_cell(vocabulary, record.category),
                say.term(TermKind.PATTERN, primary) if primary else (),
                plain(record.confidence.value) if record.confidence else (),
                plain(record.last_verified.isoformat()) if record.last_verified else (),
            )
        )
    titles = ("System", "Category", "Primary pattern", "Confidence", "Last verified")
    return Table("index-systems", "Systems", tuple(Column(title) for title in titles), tuple(rows), is_list=True)


def category_cell(vocabulary: Vocabulary, *words: str) -> Cell:
    """A cell with categories as links; an unknown one in words of its own."""
    resolved = [(word, vocabulary.resolve(TermKind.CATEGORY, word)) for word in words]
    return tuple(
        Statement(found.label, ref=Ref(TermKind.CATEGORY, found.term.id)) if found else Statement(humanise(word))
        for word, found in resolved
    )


def definition_cell(vocabulary: Vocabulary, term: Term) -> Cell:
    """A cell with what a term means."""
    file = vocabulary.file_of(term.kind, term.id) or ""
    return plain(term.definition, mark=term.mark("definition"), file=file)


def category_index(catalog: Catalog) -> Table:
    """Every category, with its systems; an empty one says so."""
    rows = tuple(
        (
            plain(term.name, Ref(TermKind.CATEGORY, term.id)),
            definition_cell(catalog.vocabulary, term),
            tuple(Statement(record.name, ref=Ref("system", record.id)) for record in catalog.in_category(term.id))
            or plain("none yet"),
        )
        for term in catalog.vocabulary.of(TermKind.CATEGORY)
    )
    columns = (Column("Category"), Column("What belongs here"), Column("Systems"))
    return Table("index-categories", "Categories", columns, rows, is_list=True)


def term_title(term: Term) -> str:
    """A term's name, after its number where it has one: ``P1 Consistent hashing``."""
    number = getattr(term, "number", None)
    return f"{number} {term.name}" if number else term.name
