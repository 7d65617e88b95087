"""What was found when the cited pages were last looked at: ``sources.snapshot.yaml`` beside the records.

``sphinx-atlas sources verify`` writes it; the checks and the coverage read it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from .dates import Day
from .finding import Finding, Mark
from .parts import Part
from .reader import read_file, shown
from .schema import validate

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
        """Whether the page holds the quote, or that of another source of the same claim does."""
        return self is not Result.MISSING


class Looked(Part):
    """What became of one quote."""

    bookkeeping = True
    shorthand = "result"

    result: Annotated[
        Result,
        Field(
            description="Word for word, in another typography, with its numbers in another form, only in another "
            "source of the claim, or nowhere."
        ),
    ]
    why: Annotated[str | None, Field(description="Of a missing quote: what the page says instead.")] = None


class PageSeen(Part):
    """One page, as it was last read."""

    bookkeeping = True

    address: Annotated[str, Field(description="The `url` of the sources that cite it.")]
    checked: Annotated[Day, Field(description="When it was last read.")]
    read: Annotated[
        str | None, Field(description="Where it was read in the end, if elsewhere: after redirects, or a copy.")
    ] = None
    digest: Annotated[str | None, Field(description="Of the words of its main text.")] = None
    unreadable: Annotated[str | None, Field(description="Why not all of its text could be searched.")] = None
    quotes: Annotated[dict[str, Looked], Field(description="What became of each quote that names it.")] = {}

    @property
    def holds_all(self) -> bool:
        """Whether every quote was looked for, and found."""
        return self.unreadable is None and all(looked.result.is_found for looked in self.quotes.values())


class Snapshot(Part):
    """Every cited page that was ever read."""

    bookkeeping = True

    pages: list[PageSeen] = []

    def by_address(self) -> dict[str, PageSeen]:
        """Each page by its address."""
        return {page.address: page for page in self.pages}


def read_snapshot(path: Path, shown: str) -> tuple[Snapshot | None, list[Finding]]:
    """Read a snapshot.

    :param shown: the path as findings name it
    :returns: the snapshot, empty where there is no file and None where it cannot be read, and what is wrong with it
    """
    if not os.path.lexists(path):
        return Snapshot(), []
    document = read_file(path, shown)
    if document.data is None:
        return None, document.findings
    snapshot, findings = validate(Snapshot, document.data, shown)
    if snapshot is not None:
        snapshot.bind(document.data, (), Mark(1, 1), snapshot.evidence)
    return snapshot, [*document.findings, *findings]


class Seen(NamedTuple):
    """What the snapshots of a catalogue's folders hold.

    :param pages: address to page
    :param findings: what is wrong with the files
    """

    pages: dict[str, PageSeen]
    findings: list[Finding]


def seen(folders: Iterable[Path]) -> Seen:
    """What every cited page held when it was last looked at."""
    pages: dict[str, PageSeen] = {}
    findings: list[Finding] = []
    for folder in folders:
        snapshot, wrong = read_snapshot(folder / NAME, shown(folder / NAME))
        findings += wrong
        pages |= snapshot.by_address() if snapshot else {}
    return Seen(pages, findings)


def verified(held: Seen) -> dict[str, bool] | None:
    """Address of each page that was looked at, to whether every phrase quoted from it stood there.

    :returns: None where nobody has looked yet, or what was written down cannot be read
    """
    return {address: page.holds_all for address, page in held.pages.items()} or None
