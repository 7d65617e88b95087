"""YAML text to plain data that remembers where each value stands.

Built on libyaml's event stream, not on a loader: events come one at a time, so duplicate keys, deep nesting and alias bombs
are met before anything is built from them. Scalars stay as written unless nothing is lost: ``NO``, ``12:30`` and
``1.10`` are text, ``13`` and ``0.9`` are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .finding import Finding, Mark
from .fingerprint import digest

#: A file larger than this is refused unread, in bytes.
MAX_BYTES = 5_000_000
#: Mappings and lists inside one another.
MAX_DEPTH = 40
#: Values in one file after aliases are followed.
MAX_VALUES = 200_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_ONLY_FAILSAFE = {"": None, "~": None, "null": None, "true": True, "false": False}


class Mapping(dict[str, Any]):
    """A YAML mapping; ``keys_at`` and ``values_at`` are the places of its keys and values."""

    __slots__ = ("claimed", "keys_at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[Any, Mark] = {}
        self.claimed: dict[Any, Any] = {}


class Sequence(list[Any]):
    """A YAML sequence; ``values_at`` holds the place of each item by its index."""

    __slots__ = ("claimed", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.values_at: dict[Any, Mark] = {}
        self.claimed: dict[Any, Any] = {}


class _Refused(Exception):
    """The file cannot be read on: the finding says why."""

    def __init__(self, code: str, message: str, mark: Mark = Mark(1, 1)) -> None:  # noqa: B008 - immutable
        super().__init__(message)
        self.code, self.message, self.mark = code, message, mark


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read.

    :param shown: its path, as findings name it
    :param data: what it holds, or None where it could not be read
    :param findings: what was wrong with it
    :param digest: of its text; empty where it could not be read
    """

    shown: str
    data: Mapping | None
    findings: list[Finding]
    digest: str = ""


def read_file(path: Path, shown: str) -> Document:
    """Read one YAML file whose top level is a mapping.

    :param shown: the path as findings name it
    """
    try:
        text = _text(path)
    except _Refused as refused:
        return Document(shown, None, [Finding(refused.code, refused.message, shown, *refused.mark)])
    return read_text(text, shown)


def read_text(text: str, shown: str) -> Document:
    """Read YAML text whose top level is a mapping; see :func:`read_file`."""
    findings: list[Finding] = []

    def report(code: str, message: str, mark: Mark) -> None:
        findings.append(Finding(code, message, shown, *mark))

    data: Mapping | None = None
    try:
        data = _Builder(text, report).build()
    except _Refused as refused:
        report(refused.code, refused.message, refused.mark)
    return Document(shown, data, findings, digest(text))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            what = "is not a regular file" if path.exists() else "is a link to nothing" if path.is_symlink() else "does not exist"
            raise _Refused("ATL001", f"{what}; write a YAML file there or remove the entry")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise _Refused("ATL003", f"is {size:,} bytes; a record may have {MAX_BYTES:,}: move what is not data elsewhere")
        raw = path.read_bytes()
    except OSError as error:
        raise _Refused("ATL001", f"cannot be read: {error.strerror or error}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        mark = Mark(before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        raise _Refused("ATL002", f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8", mark) from None


class _Builder:
    """Builds data from parse events, one after another, without recursion in the parser."""

    def __init__(self, text: str, report: Callable[[str, str, Mark], None]) -> None:
        self.events: Iterator[Any] = self._parse(text)
        self.report = report
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open_anchors: set[str] = set()
        self.values = 0

    @staticmethod
    def _parse(text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
            raise _Refused("ATL004", _syntax(error, text, place), place) from None
        except yaml.YAMLError as error:
            raise _Refused("ATL004", *_unmarked(error, text)) from None

    def build(self) -> Mapping:
        start: Any = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if start is not None:
                    raise _Refused("ATL004", "a second YAML document begins here; one file holds one record", _mark(event))
                start = event
                data = self._document()
        if start is None:
            raise _Refused("ATL008", "is empty; begin with 'id: CS-…'")
        return data

    def _document(self) -> Mapping:
        event = next(self.events)
        data = self._value(event, 0)
        if data is None:
            raise _Refused("ATL008", "holds no data; begin with 'id: CS-…'", _mark(event))
        if not isinstance(data, Mapping):
            what = "a list" if isinstance(data, Sequence) else "a single value"
            raise _Refused("ATL009", f"holds {what} at its top level; begin with 'key: value' lines", _mark(event))
        return data

    def _value(self, event: Any, depth: int) -> Any:
        self._count(event, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if isinstance(event, yaml.ScalarEvent):
            value: Any = _scalar(event)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            return value
        if depth >= MAX_DEPTH:
            raise _Refused("ATL007", f"is nested more than {MAX_DEPTH} levels deep here", _mark(event))
        if event.anchor:
            self.open_anchors.add(event.anchor)
        before = self.values
        build = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        value = build(depth + 1)
        if event.anchor:
            self.open_anchors.discard(event.anchor)
            self.anchors[event.anchor] = (value, self.values - before + 1)
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor in self.open_anchors:
            raise _Refused("ATL006", f"'*{event.anchor}' stands inside what it names: the value has no end", _mark(event))
        if event.anchor not in self.anchors:
            raise _Refused("ATL004", f"'*{event.anchor}' is not defined above; add '&{event.anchor}' or write the value", _mark(event))
        value, size = self.anchors[event.anchor]
        self._count(event, size)
        return value

    def _count(self, event: Any, size: int) -> None:
        self.values += size
        if self.values > MAX_VALUES:
            raise _Refused("ATL006", f"holds more than {MAX_VALUES:,} values once its aliases are followed", _mark(event))

    def _mapping(self, depth: int) -> Mapping:
        mapping = Mapping()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, at = self._value(event, depth), _mark(event)
            event = next(self.events)
            value, value_at = self._value(event, depth), _mark(event)
            if isinstance(key, Mapping | Sequence):
                self.report("ATL004", "a key must be one word, not a list or mapping", at)
                continue
            name = event_text(key)
            if name in mapping:
                first = mapping.keys_at[name]
                self.report("ATL005", f"key {name!r} stands here again (first at line {first.line}); keep one", at)
                continue
            mapping[name] = value
            mapping.keys_at[name] = at
            mapping.values_at[name] = value_at if value is not None else at
        return mapping

    def _sequence(self, depth: int) -> Sequence:
        sequence = Sequence()
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            sequence.values_at[len(sequence)] = _mark(event)
            sequence.append(self._value(event, depth))
        return sequence


def event_text(key: Any) -> str:
    """A key as text: YAML's ``true`` and ``1`` are names here."""
    return str(key).lower() if isinstance(key, bool) or key is None else str(key)


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: Any) -> Any:
    if event.style or event.tag:
        return event.value
    text: str = event.value
    if text in _ONLY_FAILSAFE:
        return _ONLY_FAILSAFE[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text


def _syntax(error: yaml.MarkedYAMLError, text: str, place: Mark) -> str:
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: max(place.column, len(line) - len(line.lstrip()))]:
        return "a tab cannot indent YAML; use two spaces"
    problem = " ".join(filter(None, (error.problem, error.context)))
    hint = "; put text that holds ': ' or ' #' in quotes" if "mapping values" in problem else ""
    return f"is not YAML: {problem}{hint}"


def _unmarked(error: yaml.YAMLError, text: str) -> tuple[str, Mark]:
    position = getattr(error, "position", None)
    before = text[:position] if isinstance(position, int) else ""
    mark = Mark(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    reason = getattr(error, "reason", None) or str(error)
    return f"is not YAML: {' '.join(str(reason).split())}", mark
