"""What a table cell, a list or a paragraph holds: statements with their evidence. Plain data, whatever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..catalog.evidence import Claim, State
from ..catalog.finding import Mark
from ..catalog.model import CaseStudy
from ..catalog.parts import Figure, Part
from ..catalog.vocabulary import TermKind, Vocabulary
from .diagrams.model import Ref
from .text import dated, figure_text, source_numbers, term_label


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said.

    :param text: in the record's words; may hold `` `code` ``
    :param state: what stands behind it
    :param sources: numbers of the sources, ascending
    :param quote: the phrase of the source that holds the figure
    :param reason: why it is inferred
    :param dated: ``as of 2020-12`` or ``historical``
    :param ref: what the text stands for and links to
    :param label: a name that stands before the text
    :param detail: what stands after it, less weighty
    :param system: id of the record whose sources the numbers count
    :param mark: where it is written
    """

    text: str
    state: State = State.SOURCED
    sources: tuple[int, ...] = ()
    quote: str | None = None
    reason: str | None = None
    dated: str = ""
    ref: Ref | None = None
    label: str | None = None
    detail: str | None = None
    system: str = ""
    mark: Mark | None = None


#: A cell without a statement shows "not stated".
Cell = tuple[Statement, ...]


class Align(StrEnum):
    """How a column's cells are set."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    align: Align = Align.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its head.

    :param name: as the directive names it: ``summary``
    :param note: what is to be known of the whole table
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str | None = None


def plain(text: str, ref: Ref | None = None, mark: Mark | None = None) -> Cell:
    """A cell with a text that needs no evidence of its own."""
    return (Statement(text, ref=ref, mark=mark),)


class Sayer:
    """Makes statements of one record's values."""

    def __init__(self, record: CaseStudy, vocabulary: Vocabulary) -> None:
        self.record = record
        self.vocabulary = vocabulary

    def say(self, claim: Claim[Any], text: str | None = None, **more: Any) -> Cell:
        """A cell with a claim's value, or with the given text for it; an empty cell where nobody has stated it."""
        if claim.state is State.NOT_STATED or text == "":
            return ()
        evidence = claim.evidence
        return (
            Statement(
                text=str(claim.value) if text is None else text,
                state=claim.state,
                sources=source_numbers(self.record, evidence),
                quote=evidence.quote,
                reason=evidence.inferred,
                dated=dated(evidence),
                system=self.record.id,
                **more,
            ),
        )

    def field(self, part: Part | None, name: str, text: str | None = None, **more: Any) -> Cell:
        """A cell with one field of a part."""
        if part is None:
            return ()
        more.setdefault("mark", part.mark(name))
        return self.say(part.field(name), text, **more)

    def part(self, part: Part | None, text: str, **more: Any) -> Cell:
        """A cell with a text that stands for a part as a whole."""
        return () if part is None else self.say(part.claim, text, mark=part.mark(), **more)

    def figure(self, figure: Figure | None, label: str | None = None) -> Cell:
        """A cell with a figure; its derivation per second and its note stand as detail."""
        if figure is None:
            return ()
        detail = "; ".join(filter(None, (figure.quantity.derivation, figure.note)))
        return self.part(figure, figure_text(figure), label=label, detail=detail or None)

    def term(self, kind: TermKind, part: Part, detail: str | None = None, word: str | None = None) -> Cell:
        """A cell with a term that a part names, as a link."""
        name: str = word if word is not None else getattr(part, "name")  # noqa: B009 - any part that names a term
        return self.part(part, term_label(self.vocabulary, kind, name), ref=self.ref(kind, name), detail=detail)

    def ref(self, kind: TermKind, word: str) -> Ref | None:
        """What a word links to, or None for one that is unknown."""
        resolved = self.vocabulary.resolve(kind, word)
        return Ref(kind, resolved.term.id) if resolved else None
