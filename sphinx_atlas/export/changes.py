"""What differs between two editions of a catalogue: by system, and by the path of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..catalog.finding import shorten
from ..views.text import counted
from .documents import head
from .editions import Edition, Fact, facts

#: So much of a value is shown in a line, in characters.
_LENGTH = 120


class Kind(StrEnum):
    """What became of a system or of something that it says."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def sign(self) -> str:
        """For a line of text."""
        return {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.CHANGED: "~"}[self]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a system says, before and after."""

    path: str
    old: Fact | None
    new: Fact | None

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return Kind.ADDED if self.old is None else Kind.REMOVED if self.new is None else Kind.CHANGED

    @property
    def text(self) -> str:
        """``scale.concurrency: 2M users → 3M users; quote: “…” → “…”``."""
        if self.old is None or self.new is None:
            return f"{self.path}: {_shown(_said(self.new or self.old or {}))}"
        old, new = self.old, self.new
        keys = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
        # The figure is what the value is read as, so it goes without saying.
        keys = sorted((key for key in keys if key != "figure" or keys == ["figure"]), key=lambda key: key != "value")
        parts = [
            f"{'' if key == 'value' else f'{key}: '}{_shown(old.get(key))} → {_shown(new.get(key))}" for key in keys
        ]
        return f"{self.path}: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True)
class SystemChange:
    """All that differs in one system.

    :param former: the id that it had before, where that was another
    :param last_verified: of the record as it is, or as it was last
    """

    id: str
    name: str
    kind: Kind
    changes: tuple[Change, ...]
    former: str | None = None
    last_verified: str | None = None

    @property
    def summary(self) -> str:
        """``Slack: 2 added, 1 changed``."""
        if self.kind is not Kind.CHANGED:
            return f"{self.name}: {self.kind}, with {counted(len(self.changes), 'statement')}"
        counts = {kind: sum(change.kind is kind for change in self.changes) for kind in Kind}
        said = [f"{count} {kind}" for kind, count in counts.items() if count]
        renamed = [f"now {self.id}, formerly {self.former}"] if self.former else []
        return f"{self.name}: {', '.join([*renamed, *said])}"


def compare(old: Edition, new: Edition) -> list[SystemChange]:
    """Every system that was added, removed or changed, by id; a renamed one is the same system.

    One that was merged into another is removed: the other goes on as what it was.
    """
    former = {}
    for id_ in new.systems.keys() - old.systems.keys():
        names = new.systems[id_].get("former_ids", [])
        if gone := [name for name in names if name in old.systems and name not in new.systems]:
            former[min(gone)] = id_
    before = {former.get(id_, id_): (id_, said) for id_, said in old.systems.items()}
    found = []
    for id_ in sorted({*before, *new.systems}):
        was, old_said = before.get(id_, (id_, None))
        new_said = new.systems.get(id_)
        changes = _changes(facts(old_said) if old_said else {}, facts(new_said) if new_said else {})
        if not changes and was == id_ and old_said and new_said:
            continue
        kind = Kind.ADDED if old_said is None else Kind.REMOVED if new_said is None else Kind.CHANGED
        said: dict[str, Any] = new_said or old_said or {}
        found.append(
            SystemChange(id_, said["name"], kind, changes, was if was != id_ else None, said.get("last_verified"))
        )
    return found


def _changes(old: dict[str, Fact], new: dict[str, Fact]) -> tuple[Change, ...]:
    paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
    return tuple(Change(path, old.get(path), new.get(path)) for path in paths)


def as_data(changes: list[SystemChange]) -> dict[str, Any]:
    """The changes as plain data; see ``export.schema.json``."""
    return head("changes") | {"systems": [_as_data(change) for change in changes]}


def _as_data(one: SystemChange) -> dict[str, Any]:
    data: dict[str, Any] = {"id": one.id, "name": one.name, "change": one.kind, "last_verified": one.last_verified}
    if one.former:
        data["former_id"] = one.former
    return data | {
        "changes": [
            {"path": change.path, "change": change.kind}
            | ({"old": change.old} if change.old is not None else {})
            | ({"new": change.new} if change.new is not None else {})
            for change in one.changes
        ]
    }


def as_text(changes: list[SystemChange]) -> str:
    """The changes in lines: a system, and below it what it says now or no longer."""
    lines = []
    for one in changes:
        lines.append(f"{one.kind.sign} {one.id}  {one.summary}")
        lines += [f"    {change.kind.sign} {change.text}" for change in one.changes if one.kind is Kind.CHANGED]
    return "\n".join(lines)


def _said(fact: Fact) -> Any:
    """What a fact is about: a value, or the title of a source."""
    return fact.get("value", fact.get("title"))


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return shorten(" ".join(text.split()), _LENGTH)
