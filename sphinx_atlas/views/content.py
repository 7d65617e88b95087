"""What a table cell, a list or a paragraph holds: statements with their evidence. Plain data, whatever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ..catalog.evidence import Claim, Evidence, State
from ..catalog.finding import Mark
from ..catalog.model import CaseStudy
from ..catalog.parts import Figure, Part
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .diagrams.model import Ref
from .text import NOT_STATED, dated, figure_name, figure_text, joined, source_numbers, term_label, weakest


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said.

    Its ``repr`` is all that a reader is shown, and leaves out where it is written: what is shown has changed where the
    ``repr`` has.

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
    :param mark: where it is written, in ``file``
    :param url: the public page that the text is the title of
    :param role: what sort of statement it is, for a stylesheet: ``mandatory``
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
    mark: Mark | None = field(default=None, repr=False)
    file: str = field(default="", repr=False)
    url: str | None = None
    role: str = ""


#: A cell without a statement shows "not stated".
Cell = tuple[Statement, ...]


class Align(StrEnum):
    """How a column's cells are set."""

    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    :param ref: what the title names, and links to
    :param count: of the rows that say something in it, where that is of interest
    """

    title: str
    align: Align = Align.TEXT
    ref: Ref | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its head.

    :param name: as the directive names it: ``summary``
    :param note: what is to be known of the whole table
    :param legend: what the roles of its statements mean; stands before the note
    :param marked: numbers of the rows, from 0, whose cells differ from one another
    :param is_list: whether readers look something up in it, and so want to sort and filter it
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str | None = None
    legend: Cell = ()
    marked: frozenset[int] = frozenset()
    is_list: bool = False


def plain(text: str, ref: Ref | None = None, mark: Mark | None = None, file: str = "") -> Cell:
    """A cell with a text that needs no evidence of its own."""
    return (Statement(text, ref=ref, mark=mark, file=file),)


#: A cell in which nothing is missing though nothing stands in it.
NOTHING: Cell = plain("—")
#: The same where most cells are so, and signs would hide the others.
EMPTY: Cell = plain("")


def absent(label: str) -> Cell:
    """One of several things in a cell, which nobody has stated."""
    return (Statement(NOT_STATED, State.NOT_STATED, label=label),)


def sentences(*parts: str | None) -> str | None:
    """Texts that run on after one another, or None where there are none.

    >>> sentences("while the log is behind", "Typing marks are dropped.", "in part")
    'while the log is behind. Typing marks are dropped. in part'
    """
    text = ""
    for part in filter(None, parts):
        if text:
            text += " " if text[-1] in ".!?:" else ". " if part[0].isupper() else "; "
        text += part
    return text or None


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
                file=self.record.file,
                **more,
            ),
        )

    def derived(self, text: str, evidence: Iterable[Evidence], **more: Any) -> Cell:
        """A cell with what follows from several values: as sure as the weakest, and dated as they are."""
        evidence = tuple(evidence)
        dates = joined(dict.fromkeys(map(dated, evidence)), ", ")
        numbers = source_numbers(self.record, *evidence)
        return (Statement(text, weakest(*evidence), numbers, dated=dates, system=self.record.id, **more),)

    def field(self, part: Part | None, name: str, text: str | None = None, **more: Any) -> Cell:
        """A cell with one field of a part."""
        if part is None:
            return ()
        more.setdefault("mark", part.mark(name))
        return self.say(part.field(name), text, **more)

    def beside(self, part: Part, name: str, text: str | None = None, **more: Any) -> Cell:
        """A cell with one field, in a row that begins with the part: marked only where its evidence is another."""
        cell = self.field(part, name, text, **more)
        if part.field(name).evidence != part.evidence:
            return cell
        return tuple(replace(s, state=State.SOURCED, sources=(), quote=None, reason=None, dated="") for s in cell)

    def part(self, part: Part | None, text: str, *fields: str, detail: str | None = None, **more: Any) -> Cell:
        """A cell with a text that stands for a part as a whole.

        :param fields: what of it stands behind the text; as statements of their own where they have their own evidence
        """
        if part is None:
            return ()
        written = [name for name in fields if part.is_written(name)]
        own = [name for name in written if part.field(name).evidence != part.evidence]
        told = (str(getattr(part, name)) for name in written if name not in own)
        cell = self.say(part.claim, text, mark=part.mark(), detail=sentences(detail, *told), **more)
        return cell + tuple(statement for name in own for statement in self.field(part, name))

    def figure(self, figure: Figure | None, label: str | None = None, detail: str | None = None) -> Cell:
        """A cell with a figure; its derivation per second and its note stand as detail."""
        if figure is None:
            return ()
        text = figure_text(figure)
        if figure.kind and label and figure.kind in label.lower().split():
            text = figure.quantity.text
        detail = sentences(figure.quantity.derivation, detail)
        return self.part(figure, text, "note", label=label or None, detail=detail)

    def named(self, name: str, figure: Figure, when: str = "", detail: str | None = None) -> Cell:
        """A cell with a figure behind its name, unless it says the name itself: ``72 nodes``.

        :param when: stands before the name: ``before``
        """
        return self.figure(figure, joined((when, figure_name(name, figure)), ", "), detail)

    def term(self, kind: TermKind, part: Part, *fields: str, **more: Any) -> Cell:
        """A cell with the term that a part names, as a link; for the fields see :meth:`part`."""
        name: str = getattr(part, "name")  # noqa: B009 - any part that names a term
        return self.part(part, term_label(self.vocabulary, kind, name), *fields, ref=self.ref(kind, name), **more)

    def ref(self, kind: TermKind, word: str) -> Ref | None:
        """What a word links to, or None for one that is unknown."""
        resolved = self.vocabulary.resolve(kind, word)
        return Ref(kind, resolved.term.id) if resolved else None
