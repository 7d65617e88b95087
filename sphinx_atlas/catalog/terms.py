"""A term of the vocabulary: a plane, a category, a mechanism, a guarantee, a pattern or a kind of diagram."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from .parts import Part


class TermKind(StrEnum):
    """The kinds of term."""

    PLANE = "plane"
    CATEGORY = "category"
    PATTERN = "pattern"
    MECHANISM = "mechanism"
    GUARANTEE = "guarantee"
    DIAGRAM = "diagram"


class Zone(StrEnum):
    """How far apart what two readers see may be: the three zones of the consistency diagram."""

    LINEARIZABLE = "linearizable"
    BOUNDED = "bounded"
    EVENTUAL = "eventual"


class Parameter(StrEnum):
    """What a guarantee's parameter is."""

    DURATION = "duration"
    PERCENTAGE = "percentage"


class PatternScale(StrEnum):
    """Whether a pattern shapes a whole system or one corner of it."""

    SYSTEM = "system"
    MICRO = "micro"


class DiagramSet(StrEnum):
    """The ten that every system has, and the others."""

    CORE = "core"
    EXTENDED = "extended"


class Term(Part):
    """What all terms have in common."""

    bookkeeping = True
    kind: ClassVar[TermKind]

    id: str
    name: str
    aliases: list[str] = []
    definition: str
    requires: Annotated[list[str], Field(description="Ids of the mechanisms it cannot do without.")] = []
    trades: Annotated[str | None, Field(description="What it trades away.")] = None


class PlaneTerm(Term):
    """One of the five planes."""

    kind = TermKind.PLANE
    color: Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]


class Category(Term):
    """What business a system is in."""

    kind = TermKind.CATEGORY


class Mechanism(Term):
    """A building block; P1 to P12 carry the specification's number."""

    kind = TermKind.MECHANISM
    number: Annotated[str | None, Field(pattern=r"^P\d{1,2}$")] = None


class GuaranteeTerm(Term):
    """Something a system can promise."""

    kind = TermKind.GUARANTEE
    zone: Zone | None = None
    parameter: Parameter | None = None
    test: str | None = None


class Pattern(Term):
    """A way to build a system, or a corner of it."""

    kind = TermKind.PATTERN
    scale: PatternScale = PatternScale.SYSTEM


class DiagramTerm(Term):
    """A kind of diagram."""

    kind = TermKind.DIAGRAM
    set: DiagramSet = DiagramSet.EXTENDED
    question: Annotated[str, Field(description="The reader's question that it answers.")]


class VocabularyFile(Part):
    """One file of terms; each key is optional."""

    planes: list[PlaneTerm] = []
    categories: list[Category] = []
    mechanisms: list[Mechanism] = []
    guarantees: list[GuaranteeTerm] = []
    patterns: list[Pattern] = []
    diagrams: list[DiagramTerm] = []

    def terms(self) -> Iterable[Term]:
        """All terms of the file, kind by kind."""
        for name in type(self).model_fields:
            yield from getattr(self, name)
