"""What records cite: each quote with the sources it names, each page with all that is quoted from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..catalog.finding import Mark
from ..catalog.model import CaseStudy
from ..catalog.sources import Source


class Claim(NamedTuple):
    """A quote in a record, and the sources that are said to hold it.

    :param mark: where the quote stands in the file
    """

    record: CaseStudy
    quote: str
    mark: Mark
    sources: tuple[Source, ...]


class Cited(NamedTuple):
    """A page that claims name.

    :param address: the one that readers are sent to
    :param places: where its text may be had, the likeliest first
    :param quotes: each once, in their order
    """

    address: str
    places: tuple[str, ...]
    quotes: tuple[str, ...]


def claims(records: Iterable[CaseStudy]) -> list[Claim]:
    """Every quote of some records that names a source, each place once, from the top of each file down."""
    found: dict[tuple[str, Mark], Claim] = {}
    for record in records:
        known = {source.id: source for source in record.sources}
        for evidence in record.written_evidence():
            sources = tuple(known[id_] for id_ in evidence.sources if id_ in known)
            mark = evidence.marks.get("quote")
            if evidence.quote and mark is not None and sources:
                found[record.file, mark] = Claim(record, evidence.quote, mark, sources)
    return [found[key] for key in sorted(found)]


def cited(claims: Iterable[Claim]) -> list[Cited]:
    """The pages that claims name, by their addresses."""
    places: dict[str, dict[str, None]] = {}
    quotes: dict[str, dict[str, None]] = {}
    for claim in claims:
        for source in claim.sources:
            quotes.setdefault(source.url, {})[claim.quote] = None
            # A copy that was read is what the quote was taken from; an archived one serves where there is no other.
            wanted = [source.read_at or source.url, source.archived]
            places.setdefault(source.url, {}).update(dict.fromkeys(filter(None, wanted)))
    return [Cited(address, tuple(places[address]), tuple(sorted(quotes[address]))) for address in sorted(places)]
