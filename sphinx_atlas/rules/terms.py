"""The terms of the vocabulary that a record names: whether they exist, and whether they are named as they should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from ..catalog.finding import Mark
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.terms import GuaranteeTerm, Parameter, TermKind
from ..catalog.vocabulary import Vocabulary
from .registry import Context, Found, rule

#: A word of a record, and where it stands.
Word = tuple[Mark, str]


def categories(record: CaseStudy) -> Iterator[Word]:
    """The categories that a record names."""
    yield record.mark("category"), record.category
    yield from ((record.mark("also_in", index), word) for index, word in enumerate(record.also_in))


def patterns(record: CaseStudy) -> Iterator[Word]:
    """The patterns that a record names: the primary one, the overlays, the micro-patterns."""
    if record.patterns is not None:
        primary = [record.patterns.primary] if record.patterns.primary else []
        for use in (*primary, *record.patterns.overlays, *record.patterns.micro_patterns):
            yield use.mark("name"), use.name


def listed_mechanisms(record: CaseStudy) -> Iterator[Word]:
    """The mechanisms that a record lists as mandatory or conditional."""
    if record.mechanisms is not None:
        for use in (*record.mechanisms.mandatory, *record.mechanisms.conditional):
            yield use.mark("name"), use.name


def mechanisms(record: CaseStudy) -> Iterator[Word]:
    """The mechanisms that a record names, in its list and on its components."""
    yield from listed_mechanisms(record)
    for component in record.components:
        yield from ((component.mark("mechanisms", index), word) for index, word in enumerate(component.mechanisms))


def promises(record: CaseStudy) -> Iterator[Word]:
    """The guarantees that a record as a whole gives its users."""
    ux = record.multi_region.ux_guarantees if record.multi_region else []
    yield from ((guarantee.mark("name"), guarantee.name) for guarantee in chain(record.guarantees, ux))


def guarantees(record: CaseStudy) -> Iterator[Word]:
    """The guarantees that a record names anywhere."""
    yield from promises(record)
    yield from ((flow.mark("guarantee"), flow.guarantee) for flow in record.flows if flow.guarantee)
    yield from ((part.mark("consistency"), part.consistency) for part in record.components if part.consistency)


_NAMED = {
    TermKind.CATEGORY: categories,
    TermKind.PATTERN: patterns,
    TermKind.MECHANISM: mechanisms,
    TermKind.GUARANTEE: guarantees,
}


def _unknown(kind: TermKind, record: CaseStudy, vocabulary: Vocabulary) -> Found:
    for mark, word in _NAMED[kind](record):
        if vocabulary.resolve(kind, word) is None and _superfluous_parameter(vocabulary, word, kind) is None:
            hint = vocabulary.suggestion(kind, word) or "; write one from the vocabulary, or define it in vocabulary/"
            yield mark, f"unknown {kind} {word!r}{hint}"


def _superfluous_parameter(vocabulary: Vocabulary, word: str, kind: TermKind) -> str | None:
    """The id of the guarantee that a word names with a parameter which it does not take."""
    head = re.split(r"_(?=\d)|\(", word, maxsplit=1)[0]
    if kind is not TermKind.GUARANTEE or head == word or vocabulary.resolve(kind, word) is not None:
        return None
    found = vocabulary.resolve(kind, head)
    return found.term.id if found else None


@rule(
    "ATL201",
    "Unknown category",
    why="A record in an unknown category is on no category's page and in no count.",
    fix="Write the category that is suggested, or define a new one in the catalogue's vocabulary.",
)
def _categories(record: CaseStudy, context: Context) -> Found:
    yield from _unknown(TermKind.CATEGORY, record, context.vocabulary)


@rule(
    "ATL202",
    "Unknown pattern",
    why="A pattern without a definition cannot be linked, counted or compared.",
    fix="Write the pattern that is suggested, or define a new one in the catalogue's vocabulary.",
)
def _patterns(record: CaseStudy, context: Context) -> Found:
    yield from _unknown(TermKind.PATTERN, record, context.vocabulary)


@rule(
    "ATL203",
    "Unknown mechanism",
    why="A mechanism without a definition cannot be linked, counted or compared.",
    fix="Write the mechanism that is suggested, or define a new one in the catalogue's vocabulary.",
)
def _mechanisms(record: CaseStudy, context: Context) -> Found:
    yield from _unknown(TermKind.MECHANISM, record, context.vocabulary)


@rule(
    "ATL204",
    "Unknown guarantee",
    why="A promise that nobody has defined promises nothing.",
    fix="Write the guarantee that is suggested, with its scope in 'scope', or define a new one.",
)
def _guarantees(record: CaseStudy, context: Context) -> Found:
    yield from _unknown(TermKind.GUARANTEE, record, context.vocabulary)


@rule(
    "ATL205",
    "Bound without its value",
    why="A bound cannot be relied on or tested until one knows where it lies.",
    fix="Add it as a suffix, as in 'bounded_staleness_2s'; name a weaker guarantee where no source states the bound.",
    strict=Severity.WARNING,
)
def _bounds(record: CaseStudy, context: Context) -> Found:
    for mark, word in promises(record):
        found = context.vocabulary.resolve(TermKind.GUARANTEE, word)
        if found is None or found.parameter is not None or not isinstance(found.term, GuaranteeTerm):
            continue
        if found.term.parameter is Parameter.DURATION:
            yield mark, f"guarantee {word!r} states no bound; add it, as in '{found.term.id}_2s'"


@rule(
    "ATL206",
    "Parameter that the guarantee does not take",
    why="Readers cannot know what the number bounds.",
    fix="Write the guarantee without it, and what is meant in 'note'.",
)
def _parameters(record: CaseStudy, context: Context) -> Found:
    for mark, word in guarantees(record):
        if (id_ := _superfluous_parameter(context.vocabulary, word, TermKind.GUARANTEE)) is not None:
            yield mark, f"guarantee {id_!r} takes no such parameter as in {word!r}; write {id_!r} and say it in 'note'"


@rule(
    "ATL207",
    "Term under another name",
    why="Whoever searches the records for an id misses the ones that use an alias.",
    fix="Write the id.",
    lenient=Severity.INFO,
    strict=Severity.WARNING,
)
def _aliases(record: CaseStudy, context: Context) -> Found:
    for kind, named in _NAMED.items():
        for mark, word in named(record):
            found = context.vocabulary.resolve(kind, word)
            if found and not found.parameter and not found.scope and found.term.id != word:
                yield mark, f"{kind} {word!r} is an alias; write its id {found.term.id!r}"


@rule(
    "ATL208",
    "Pattern listed twice",
    why="A pattern is the primary one, an overlay or a micro-pattern: counted twice, it weighs double.",
    fix="Keep the entry that says it best.",
)
def _patterns_twice(record: CaseStudy, context: Context) -> Found:
    yield from _twice(TermKind.PATTERN, patterns(record), context.vocabulary)


@rule(
    "ATL209",
    "Mechanism listed twice",
    why="A mechanism always acts or acts under a condition: in both lists it says neither.",
    fix="Keep it in one of the two lists, once.",
)
def _mechanisms_twice(record: CaseStudy, context: Context) -> Found:
    yield from _twice(TermKind.MECHANISM, listed_mechanisms(record), context.vocabulary)


def _twice(kind: TermKind, words: Iterable[Word], vocabulary: Vocabulary) -> Found:
    first: dict[str, Mark] = {}
    for mark, word in words:
        found = vocabulary.resolve(kind, word)
        id_ = found.term.id if found else word
        if first.setdefault(id_, mark) != mark:
            yield mark, f"{kind} {id_!r} stands here again (first at line {first[id_].line}); keep one"


@rule(
    "ATL210",
    "Pattern without what it requires",
    why="A pattern that stands on a mechanism nobody listed is a name without a design behind it.",
    fix="List the mechanism, with its source or 'inferred'; or name a pattern that does without it.",
    strict=Severity.WARNING,
)
def _requirements(record: CaseStudy, context: Context) -> Found:
    resolve = context.vocabulary.resolve
    listed = {found.term.id for _, word in mechanisms(record) if (found := resolve(TermKind.MECHANISM, word))}
    for mark, word in patterns(record):
        pattern = resolve(TermKind.PATTERN, word)
        for required in pattern.term.requires if pattern else ():
            mechanism = resolve(TermKind.MECHANISM, required)
            if mechanism and mechanism.term.id not in listed:
                yield mark, f"pattern {word!r} requires {mechanism.term.id!r}, which the record does not list; add it"
