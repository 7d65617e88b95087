"""The catalogue as CSV: a row for each system, and one for each claim.

A spreadsheet takes a cell that begins with ``=`` and the like for a formula and runs it. Such a cell gets an apostrophe
before it, and so does one that begins with an apostrophe: whoever takes one away has the text as it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from ..catalog.evidence import State

#: What a system's JSON file holds.
System = dict[str, Any]

#: What a cell must not begin with, in the widths that spreadsheets understand.
_DANGEROUS = tuple(
    "=+-@\t\r\n'\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)

SYSTEM_COLUMNS = (
    "id name org category also_in former_ids confidence last_verified primary_pattern diagrams sources claims sourced "
    "inferred quoted not_stated"
).split()
CLAIM_COLUMNS = (
    "system path value number upper comparator dimension unit per kind state sources urls quote inferred as_of "
    "historical"
).split()


def guarded(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def system_sheet(systems: Iterable[System]) -> str:
    """``systems.csv``: a row for each system.

    :param systems: what ``systems/CS-ID.json`` holds of each
    """
    return _sheet(SYSTEM_COLUMNS, map(_system, systems))


def claim_sheet(systems: Iterable[System]) -> str:
    """``claims.csv``: a row for each claim of each system."""
    return _sheet(CLAIM_COLUMNS, (row for system in systems for row in _claims(system)))


def _system(system: System) -> System:
    states = [claim["state"] for claim in system["claims"]]
    values = {claim["path"]: claim["value"] for claim in system["claims"]}
    return {
        **system,
        "primary_pattern": values.get("patterns.primary"),
        "diagrams": len(system["diagrams"]),
        "sources": len(system["sources"]),
        "claims": len(states) - states.count(State.NOT_STATED),
        "sourced": states.count(State.SOURCED),
        "inferred": states.count(State.INFERRED),
        "quoted": sum("quote" in claim for claim in system["claims"]),
        "not_stated": states.count(State.NOT_STATED),
    }


def _claims(system: System) -> Iterator[System]:
    urls = {source["id"]: source["url"] for source in system["sources"]}
    for claim in system["claims"]:
        cited = [urls[id_] for id_ in claim["sources"] if id_ in urls]
        yield {**claim.get("figure", {}), **claim, "system": system["id"], "urls": cited}


def _sheet(columns: list[str], rows: Iterable[dict[str, Any]]) -> str:
    """CSV as RFC 4180 has it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(_cell(row.get(column))) for column in columns])
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
