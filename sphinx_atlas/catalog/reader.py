"""YAML text to plain data that remembers where each value stands.

Built on libyaml's event stream, not on a loader: events come one at a time, so duplicate keys, deep nesting and alias
bombs are met before anything is built from them. Scalars stay as written unless nothing is lost: ``NO``, ``12:30`` and
``1.10`` are text, ``13`` and ``0.9`` are numbers. What would be lost is reported: tags, and keys merged by ``<<``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .finding import START, Finding, Mark, shorten
from .fingerprint import digest
from .scalars import plain
from .tree import Mapping, Sequence

#: A file larger than this is refused unread, in bytes.
MAX_BYTES = 5_000_000
#: Mappings and lists inside one another.
MAX_DEPTH = 40
_TOO_DEEP = f"is nested more than {MAX_DEPTH} levels deep here; take out levels that hold nothing"
#: Values in one file after aliases are followed.
MAX_VALUES = 200_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Control characters, lone surrogates and line breaks that editors do not count as such.
_HIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n?|\n")


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


def shown(path: Path) -> str:
    """A path as findings name it: relative to the working folder where it lies below it."""
    absolute, here = path.absolute(), Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else absolute.as_posix()


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
    text = text.removeprefix("\ufeff")
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
            raise _Refused("ATL001", f"{_instead_of_a_file(path)}; write a YAML file there or remove the entry")
        if (size := path.stat().st_size) > MAX_BYTES:
            message = f"is {size:,} bytes; a record may have {MAX_BYTES:,}: move what is not data elsewhere"
            raise _Refused("ATL003", message)
        raw = path.read_bytes()
    except OSError as error:
        raise _Refused("ATL001", f"cannot be read: {error.strerror or error}") from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _place(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _Refused("ATL002", message, mark) from None


def _instead_of_a_file(path: Path) -> str:
    if path.exists():
        return "is not a regular file"
    return "is a link to nothing" if path.is_symlink() else "does not exist"


def _place(before: str) -> Mark:
    """The place behind a text."""
    lines = _LINE_END.split(before)
    return Mark(len(lines), len(lines[-1]) + 1)


class _Builder:
    """Builds data from parse events, one after another, without recursion in the parser."""

    def __init__(self, text: str, report: Callable[[str, str, Mark], None]) -> None:
        self.events: Iterator[Any] = self._parse(text)
        self.report = report
        #: anchor to value, how many values it holds, and how many levels
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.open_anchors: set[str] = set()
        self.values = 0
        self.deepest = 0

    @staticmethod
    def _parse(text: str) -> Iterator[Any]:
        if hidden := _HIDDEN.search(text):
            message = f"holds the invisible character U+{ord(hidden[0]):04X} here; remove it"
            raise _Refused("ATL004", message, _place(text[: hidden.start()]))
        event: Any = None
        try:
            for event in yaml.parse(text, Loader=_Loader):
                yield event
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Mark(mark.line + 1, mark.column + 1) if mark else _mark(event)
            if "nesting depth" in str(error.problem):
                # Newer libyaml has a limit of its own, met while it looks ahead, before our events get there.
                raise _Refused("ATL007", _TOO_DEEP, place) from None
            raise _Refused("ATL004", _syntax(error, text, place), place) from None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise _Refused("ATL004", f"is not YAML behind this: {' '.join(str(error).split())}", _mark(event)) from None

    def build(self) -> Mapping:
        start: Any = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if start is not None:
                    message = "a second YAML document begins here; one file holds one record"
                    raise _Refused("ATL004", message, _mark(event))
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
            return self._alias(event, depth)
        if event.tag:
            tag = shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.report("ATL004", f"the tag {tag!r} means nothing here; put text with '!' in quotes", _mark(event))
        if isinstance(event, yaml.ScalarEvent):
            value: Any = event.value if event.style or event.tag else plain(event.value)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1, 0)
            return value
        self._descend(event, depth + 1)
        if event.anchor:
            self.open_anchors.add(event.anchor)
        before, above, self.deepest = self.values, self.deepest, depth + 1
        build = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        value = build(depth + 1)
        if event.anchor:
            self.open_anchors.discard(event.anchor)
            self.anchors[event.anchor] = (value, self.values - before + 1, self.deepest - depth)
        self.deepest = max(self.deepest, above)
        return value

    def _alias(self, event: Any, depth: int) -> Any:
        name = shorten(event.anchor)
        if event.anchor in self.open_anchors:
            raise _Refused("ATL006", f"'*{name}' stands inside what it names: the value has no end", _mark(event))
        if event.anchor not in self.anchors:
            message = f"'*{name}' is not defined above; add '&{name}' or write the value"
            raise _Refused("ATL004", message, _mark(event))
        value, size, levels = self.anchors[event.anchor]
        self._count(event, size)
        self._descend(event, depth + levels)
        self.deepest = max(self.deepest, depth + levels)
        return value

    def _descend(self, event: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _Refused("ATL007", _TOO_DEEP, _mark(event))

    def _count(self, event: Any, size: int) -> None:
        self.values += size
        if self.values > MAX_VALUES:
            message = f"holds more than {MAX_VALUES:,} values once its aliases are followed"
            raise _Refused("ATL006", message, _mark(event))

    def _mapping(self, depth: int) -> Mapping:
        mapping = Mapping()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name, at = self._key(event, depth), _mark(event)
            event = next(self.events)
            value, value_at = self._value(event, depth), _mark(event)
            if name is None:
                continue
            if name in mapping:
                first = mapping.keys_at[name].line
                self.report("ATL005", f"key {shorten(name)!r} stands here again (first at line {first}); keep one", at)
                continue
            mapping[name] = value
            mapping.keys_at[name] = at
            mapping.values_at[name] = value_at if value is not None else at
        return mapping

    def _key(self, event: Any, depth: int) -> str | None:
        """A key as written, as YAML's ``true`` and ``1`` are names here; None, with a finding, for what is no name."""
        self._value(event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            self.report("ATL004", "a key must be one word, not a list, a mapping or an alias", _mark(event))
        elif event.value == "<<":
            self.report("ATL004", "'<<' merges nothing here; write the keys out", _mark(event))
        elif not event.value:
            self.report("ATL004", "a key is missing before the ':'", _mark(event))
        else:
            return sys.intern(event.value)
        return None

    def _sequence(self, depth: int) -> Sequence:
        sequence = Sequence()
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            sequence.values_at[len(sequence)] = _mark(event)
            sequence.append(self._value(event, depth))
        return sequence


def _mark(event: Any) -> Mark:
    """Where an event begins; without one, where the file does."""
    if event is None:
        return START
    at = event.start_mark
    return _mark_at(at.line + 1, at.column + 1)


@lru_cache(maxsize=100_000)
def _mark_at(line: int, column: int) -> Mark:
    """Records have the same places: kept once, a thousand of them take a quarter less memory."""
    return Mark(line, column)


def _syntax(error: yaml.MarkedYAMLError, text: str, place: Mark) -> str:
    lines = _LINE_END.split(text)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in (line[: len(line) - len(line.lstrip())], line[place.column - 1 : place.column]):
        return "a tab cannot indent YAML; use two spaces"
    problem = " ".join(filter(None, (error.problem, error.context)))
    start = error.context_mark
    since = f" that begins at line {start.line + 1}" if start and error.context and start.line + 1 != place.line else ""
    hint = "; put text that holds ': ' or ' #' in quotes" if "mapping values" in problem else ""
    return f"is not YAML: {problem}{since}{hint}"
