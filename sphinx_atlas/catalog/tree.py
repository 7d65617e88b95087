"""YAML's mappings and lists as plain data that remembers where each value stands, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .finding import Mark

#: Keys and indices that lead to a value from the top of a file.
Path = tuple[str | int, ...]


class Mapping(dict[str, Any]):
    """A YAML mapping.

    ``keys_at`` and ``values_at`` are the places of its keys and values, ``claimed`` is the evidence of values that have
    their own. A key that has been left out of the data keeps its place.
    """

    __slots__ = ("claimed", "keys_at", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[Any, Mark] = {}
        self.claimed: dict[Any, Any] = {}

    def entries(self) -> list[tuple[Any, Any]]:
        """Each key with its value."""
        return list(self.items())


class Sequence(list[Any]):
    """A YAML sequence; ``values_at`` holds the place of each item by its index, ``claimed`` its evidence."""

    __slots__ = ("claimed", "values_at")

    def __init__(self) -> None:
        super().__init__()
        self.values_at: dict[Any, Mark] = {}
        self.claimed: dict[Any, Any] = {}

    def entries(self) -> list[tuple[Any, Any]]:
        """Each index with its item."""
        return list(enumerate(self))

    def drop(self, index: int) -> None:
        """Remove an item; those behind it move up with their places, and its own place stays, behind the last one."""
        del self[index]
        self.values_at = _moved_up(self.values_at, index) | {len(self): self.values_at[index]}
        self.claimed = _moved_up(self.claimed, index)


def _moved_up(table: dict[Any, Any], gone: int) -> dict[Any, Any]:
    return {key - (key > gone): value for key, value in table.items() if key != gone}


def reach(data: Any, path: Iterable[str | int]) -> tuple[Path, Any]:
    """As much of a path as leads to something, and what is there."""
    done: list[str | int] = []
    for key in path:
        if not (key in data if isinstance(data, Mapping) else isinstance(data, Sequence) and key in range(len(data))):
            break
        data = data[key]
        done.append(key)
    return tuple(done), data


def find_mark(data: Any, path: Path) -> Mark:
    """The place of what a path leads to, or of the nearest thing on the way that was written."""
    done, _ = reach(data, path)
    if not done:
        return Mark(1, 1)
    _, holder = reach(data, done[:-1])
    mark: Mark = holder.values_at[done[-1]]
    return mark


def leave_all_out(data: Any, paths: Iterable[Path]) -> bool:
    """Take the values that paths lead to out of their mappings and lists; of one list, the first item comes first.

    :returns: whether there was anything to take out
    """
    # From behind, as the items behind one that goes move up.
    return sum(_leave_out(data, path) for path in reversed(list(paths))) > 0


def _leave_out(data: Any, path: Path) -> bool:
    done, found = reach(data, path)
    # A path may lead into a value that is no mapping: the model reads 'x' as {name: x}.
    if not done or (done != path and isinstance(found, Mapping)):
        return False
    _, holder = reach(data, done[:-1])
    if isinstance(holder, Sequence):
        holder.drop(int(done[-1]))
    else:
        del holder[done[-1]]
    return True
