"""``sources.snapshot.yaml``: what every cited page held when it was last looked at.

``sphinx-atlas sources verify`` writes it; the checks and the coverage read it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from .dates import Day
from .finding import Finding, Mark
from .model import CaseStudy
from .parts import Part
from .reader import read_file
from .schema import validate
from .sources import Source

#: The file's name in a catalogue's folder.
NAME = "sources.snapshot.yaml"


class Result(StrEnum):
    """What became of a quote in its page."""

    EXACT = "exact"
    NORMALISED = "normalised"
    NUMBER = "number"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"

    @property
    def is_found(self) -> bool:
        """Whether the page holds the quote, or another source of the same claim does."""
        return self is not Result.MISSING


class Looked(Part):
    """What became of one quote."""

    bookkeeping = True
    shorthand = "result"

    result: Annotated[
        Result,
        Field(
            description="Word for word, in another typography, with numbers in another form, only in another source of "
            "the claim, or not at all."
        ),
    ]
    why: Annotated[str | None, Field(description="Of a missing quote: what the page says instead.")] = None


class PageSeen(Part):
    """One page, as it was last read."""

    bookkeeping = True

    address: Annotated[str, Field(description="As the record has it: `read_at`, else `url`.")]
    checked: Annotated[Day, Field(description="When it was last read.")]
    final: Annotated[str | None, Field(description="Where the address led to, if that is another.")] = None
    digest: Annotated[str | None, Field(description="Of its main text; none where it had none.")] = None
    unreadable: Annotated[str | None, Field(description="Why it has no text that could be searched.")] = None
    quotes: Annotated[dict[str, Looked], Field(description="Each quote that names the page, and what became of it.")] = {}


class Snapshot(Part):
    """Every page that was read."""

    bookkeeping = True

    pages: list[PageSeen] = []

    @cached_property
    def by_address(self) -> dict[str, PageSeen]:
        """Each page by its address."""
        return {page.address: page for page in self.pages}


def address(source: Source) -> str:
    """The address that a source's quotes are looked for at: the copy that was read, where there is one."""
    return source.read_at or source.url


def read_snapshot(path: Path, shown: str) -> tuple[Snapshot, list[Finding]]:
    """Read a snapshot; one that is not there is empty.

    :param shown: the path as findings name it
    """
    if not os.path.lexists(path):
        return Snapshot(), []
    document = read_file(path, shown)
    if document.data is None:
        return Snapshot(), document.findings
    snapshot, findings = validate(Snapshot, document.data, shown)
    if snapshot is None:
        return Snapshot(), [*document.findings, *findings]
    snapshot.bind(document.data, (), Mark(1, 1), snapshot.evidence)
    return snapshot, [*document.findings, *findings]


def verified_share(records: Iterable[CaseStudy], snapshot: Snapshot) -> tuple[int, int]:
    """How many of the sources that are quoted had every quote of theirs found, and out of how many.

    A source whose page could not be read, or has a quote that was not yet looked for, does not count as found.
    """
    found = quoted = 0
    for record in records:
        for where, quotes in quotes_by_source(record).items():
            page = snapshot.by_address.get(where)
            results = [page.quotes.get(quote) if page else None for quote in quotes]
            quoted += 1
            found += all(looked is not None and looked.result.is_found for looked in results)
    return found, quoted


def quotes_by_source(record: CaseStudy) -> dict[str, list[str]]:
    """Address of each source that a record quotes, and the quotes, each once."""
    places = {source.id: address(source) for source in record.sources}
    by_address: dict[str, dict[str, None]] = {}
    for evidence in record.written_evidence():
        if evidence.quote and "quote" in evidence.marks:
            for id_ in evidence.sources:
                if id_ in places:
                    by_address.setdefault(places[id_], {})[evidence.quote] = None
    return {where: list(quotes) for where, quotes in by_address.items()}
