"""Adding the address of a copy to a record's file, and changing nothing else in it."""

from __future__ import annotations

import json
import re
from typing import Any

from ..catalog.finding import Mark
from ..catalog.reader import read_text
from ..catalog.tree import Mapping, Sequence

_KEY = "archived"
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: What may stand before the first key of an item of a list in block style.
_BEFORE = re.compile(r"\s*(?:-\s+)*")
#: A value inside ``{…}``: in quotes, or up to what ends it.
_FLOW_VALUE = re.compile(r""" "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | [^,{}\[\]]*[^,{}\[\]\s] """, re.VERBOSE)
_PLAIN = re.compile(r"https?://[^\s,\[\]{}#'\"]*[^\s,\[\]{}#'\":]")


class NotEdited(Exception):
    """A file was left as it is; the message says why."""


def with_copy(text: str, url: str, archived: str) -> str:
    """A record's text with the address of a copy behind that of its source.

    :param url: of the source, as the record has it
    :raises NotEdited: if that cannot be added without changing anything else
    """
    before = read_text(text, "")
    places = _places(before.data, url)
    if before.data is None or len(places) != 1:
        raise NotEdited(f"it has {len(places) or 'no'} sources of that address without a copy")
    source: Mapping = before.data["sources"][places[0]]
    changed = _inserted(text, source.keys_at["url"], source.values_at["url"], archived)
    after, wanted = read_text(changed, ""), _unshared(before.data)
    wanted["sources"][places[0]][_KEY] = archived
    if after.data is None or _unshared(after.data) != wanted or len(after.findings) != len(before.findings):
        raise NotEdited("it is written in a way that a line cannot be added to; add it by hand")
    return changed


def _unshared(data: Mapping) -> Any:
    """The plain data, with each alias as a value of its own."""
    return json.loads(json.dumps(data))


def _places(data: Mapping | None, url: str) -> list[int]:
    """The sources with an address that have no copy yet."""
    sources = data.get("sources") if data is not None else None
    if not isinstance(sources, Sequence):
        return []
    return [
        number
        for number, source in enumerate(sources)
        if isinstance(source, Mapping) and source.get("url") == url and _KEY not in source
    ]


def _inserted(text: str, key: Mark, value: Mark, archived: str) -> str:
    mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
    lines = _LINES.findall(text.removeprefix("\ufeff"))
    line = lines[key.line - 1]
    if _BEFORE.fullmatch(line[: key.column - 1]):
        end = key.line
        # A value that goes on is indented deeper than its key.
        while end < len(lines) and _indent(lines[end]) > key.column - 1:
            end += 1
        ending = line[len(line.rstrip("\r\n")) :] or "\n"
        if not lines[end - 1].endswith(("\r", "\n")):
            lines[end - 1] += ending
        lines.insert(end, f"{' ' * (key.column - 1)}{_KEY}: {_scalar(archived)}{ending}")
    else:
        line = lines[value.line - 1]
        match = _FLOW_VALUE.match(line, value.column - 1)
        at = match.end() if match else len(line)
        lines[value.line - 1] = f"{line[:at]}, {_KEY}: {json.dumps(archived)}{line[at:]}"
    return mark + "".join(lines)


def _indent(line: str) -> int:
    """How far a line is indented; a line without content is no value's."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else -1


def _scalar(url: str) -> str:
    return url if _PLAIN.fullmatch(url) else json.dumps(url)
