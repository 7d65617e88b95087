"""Figures and their quotes: the words of the source, short, and with the number in them."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.evidence import State
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.parts import Figure
from ..catalog.quotes import states
from .registry import Context, Found, rule
from .words import label

MAX_WORDS = 12


def figures(record: CaseStudy) -> Iterator[Figure]:
    """Every figure of a record, from the top of the file down."""
    return (part for part in record.parts() if isinstance(part, Figure))


@rule(
    "ATL320",
    "Quote too long",
    why="A quote proves a figure; a sentence or more copies the page.",
    fix=f"Keep the phrase of at most {MAX_WORDS} words that holds the number.",
)
def _long(record: CaseStudy, context: Context) -> Found:
    for evidence in record.written_evidence():
        count = len(evidence.quote.split()) if evidence.quote else 0
        if count > MAX_WORDS and "quote" in evidence.marks:
            yield evidence.marks["quote"], f"quote of {count} words; keep a phrase of at most {MAX_WORDS}"


@rule(
    "ATL321",
    "Quote without a source",
    why="Words that nobody is named for cannot be looked up.",
    fix="Add 'source' with the page that the words stand on.",
)
def _lone(record: CaseStudy, context: Context) -> Found:
    for evidence in record.written_evidence():
        if "quote" in evidence.marks and not evidence.sources:
            yield evidence.marks["quote"], "quote without a source; add 'source' with the page that says it"


@rule(
    "ATL322",
    "Figure without a quote",
    why="Figures change as they are retold: only the words of the page show that this is the one it gives.",
    fix="Add 'quote' with the phrase of the page that holds the number.",
)
def _unquoted(record: CaseStudy, context: Context) -> Found:
    for figure in figures(record):
        if figure.evidence.state is State.SOURCED and not figure.evidence.quote:
            message = f"{label(figure)} is sourced but not quoted; add 'quote' with the words of the page"
            yield figure.mark("value"), message


@rule(
    "ATL323",
    "Figure that its quote does not hold",
    why="Either the figure or the quote is wrong, and a reader cannot tell which.",
    fix="Write the figure that the quote gives, or quote the phrase that gives the figure.",
)
def _misquoted(record: CaseStudy, context: Context) -> Found:
    for figure in figures(record):
        quote = figure.evidence.quote
        if quote and not states(quote, figure.quantity):
            message = f"{label(figure)}: {figure.quantity.text!r} is not in the quote {quote!r}; correct one of them"
            yield figure.mark("value"), message


@rule(
    "ATL324",
    "Quote that its page does not hold",
    why="Whoever follows the source does not find the words there: they were copied wrongly, or the page has changed.",
    fix="Quote what the page says now, or cite an archived copy; then run 'sphinx-atlas sources verify'.",
    strict=Severity.WARNING,
)
def _not_there(record: CaseStudy, context: Context) -> Found:
    pages = context.catalog.seen.pages
    for evidence in record.written_evidence() if pages else ():
        sources = [source for source in record.sources if source.id in evidence.sources]
        looks = [page.quotes.get(evidence.quote or "") for source in sources if (page := pages.get(source.url))]
        missing = [look for look in looks if look is not None and not look.result.is_found]
        if "quote" in evidence.marks and missing and len(missing) == len(sources):
            why = f": {missing[0].why}" if missing[0].why else ""
            yield evidence.marks["quote"], f"{evidence.quote!r} was not in {sources[0].url} when it was last read{why}"
