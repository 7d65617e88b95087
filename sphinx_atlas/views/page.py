"""The order of a system's page: question by question, each table beside the diagram that shows the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..catalog.model import CaseStudy
from ..catalog.vocabulary import Vocabulary
from .content import Table
from .diagrams import kinds
from .lists import component_table, guarantee_table, history_table, incident_table
from .tables import TABLES
from .text import headline

TableMaker = Callable[[CaseStudy, Vocabulary], "Table | None"]

#: Every table that a page or a directive can show, by name: the seven standard ones and those beside them.
ALL_TABLES: dict[str, TableMaker] = {
    **TABLES,
    "components": component_table,
    "guarantees": guarantee_table,
    "history": history_table,
    "incidents": incident_table,
}


class Part(StrEnum):
    """What a block of a page is."""

    SUMMARY = "summary"
    TABLE = "table"
    DIAGRAM = "diagram"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on a page: a table by its name, a diagram by its kind.

    :param family: the beginning that a diagram's kind shares with those shown beside it: ``L1-``
    """

    part: Part
    name: str = ""
    family: str = ""

    @property
    def member(self) -> str:
        """What a diagram is called among those of its family: ``Hot partition`` for ``FM-HOT-PARTITION``."""
        return headline(self.name.removeprefix(self.family).lower())


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    :param key: the anchor's last word
    """

    key: str
    title: str
    blocks: tuple[Block, ...]


def _tables(*names: str) -> list[Block]:
    return [Block(Part.TABLE, name) for name in names]


def _diagrams(kinds_: Iterable[str], *wanted: str) -> list[Block]:
    """The wanted kinds that the record has; ``FM-*`` wants every kind of that family."""
    present = list(kinds_)
    found: list[Block] = []
    for name in wanted:
        if name.endswith("*"):
            family = name[:-1]
            found += [Block(Part.DIAGRAM, kind, family) for kind in present if kind.startswith(family)]
        elif name in present:
            found.append(Block(Part.DIAGRAM, name))
    return found


def sections(record: CaseStudy, vocabulary: Vocabulary) -> list[Section]:
    """What the page of a system shows, from the top down."""
    present = kinds(record, vocabulary)

    def diagrams(*wanted: str) -> list[Block]:
        return _diagrams(present, *wanted)

    layout: list[tuple[str, str, list[Block]]] = [
        ("glance", "At a glance", [Block(Part.SUMMARY), *_tables("summary")]),
        ("works", "How it works", [*diagrams("L0", "L1-*"), *_tables("components")]),
        ("promises", "What it promises", [*_tables("guarantees"), *diagrams("CO")]),
        ("patterns", "Patterns and mechanisms", _tables("patterns")),
        ("regions", "Across regions", [*_tables("regions"), *diagrams("MR", "MR-*")]),
        (
            "load",
            "Under load",
            [*_tables("backpressure"), *diagrams("BP"), *_tables("capacity"), *diagrams("SL", "SCALE-*")],
        ),
        (
            "failure",
            "When it fails",
            [*_tables("failures"), *diagrams("FM", "FM-*", "DR"), *(_tables("incidents") if record.incidents else [])],
        ),
        ("history", "How it got here", [*_tables("history"), *diagrams("MIGRATION")]),
        ("cloud", "Where it runs", _tables("cloud") if record.cloud_mapping else []),
        ("evidence", "Evidence", [Block(Part.EVIDENCE)]),
    ]
    return [Section(key, title, tuple(blocks)) for key, title, blocks in layout if blocks]
