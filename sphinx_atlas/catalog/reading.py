"""From the file of a record to the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .collector import paused
from .evidence import split
from .finding import Finding, Mark
from .model import CaseStudy
from .reader import Document, read_file, shown
from .schema import validate
from .tree import Mapping

#: A record, or None, and everything wrong with its file and its shape.
Read = tuple[CaseStudy | None, list[Finding]]
Reader = Callable[[Path], Read]
#: A record's key that carries the window in its name in the specification.
INNOVATIONS = ("innovations_2020_2025", "innovations")


def read_path(path: Path) -> Read:
    """Read the file of a record; see :func:`read_record`."""
    with paused():
        return read_record(read_file(path, shown(path)))


def read_record(document: Document) -> Read:
    """Make a record of a document.

    :returns: the record, or None, and everything wrong with the file and its shape
    """
    findings = list(document.findings)
    if document.data is None:
        return None, findings

    def report(code: str, message: str, mark: Mark) -> None:
        findings.append(Finding(code, message, document.shown, *mark))

    _rename(document.data, *INNOVATIONS, report)
    split(document.data, report)
    record, wrong = validate(CaseStudy, document.data, document.shown)
    findings += wrong
    if record is not None:
        record.placed(document.shown, document.digest)
        record.bind(document.data, (), Mark(1, 1), record.evidence)
        _number_sources(record)
    return record, findings


def _rename(data: Mapping, old: str, new: str, report: Callable[[str, str, Mark], None]) -> None:
    if old not in data:
        return
    value, key_at, value_at = data.pop(old), data.keys_at.pop(old), data.values_at.pop(old)
    if new in data:
        first = data.keys_at[new].line
        report("ATL005", f"key {old!r} is another name of {new!r}, which stands at line {first}; keep one", key_at)
        return
    data[new], data.keys_at[new], data.values_at[new] = value, key_at, value_at


def _number_sources(record: CaseStudy) -> None:
    """Give sources without an id one by their position, so that they can be referred to."""
    for number, source in enumerate(record.sources, 1):
        if not source.id:
            object.__setattr__(source, "id", f"s{number}")
