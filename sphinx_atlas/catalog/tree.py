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

    def drop(self, indices: set[int]) -> None:
        """Remove items; the others move up with their places, and the removed leave theirs behind the last one."""
        kept = [index for index in range(len(self)) if index not in indices]
        self.values_at = {new: self.values_at[old] for new, old in enumerate([*kept, *sorted(indices)])}
        self.claimed = {new: self.claimed[old] for new, old in enumerate(kept) if old in self.claimed}
        self[:] = [self[index] for index in kept]


#: What holds other values; a union would be made anew for each value that is asked about.
CONTAINERS = (Mapping, Sequence)


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


def leave_out(data: Any, paths: Iterable[Path]) -> bool:
    """Take the values that paths lead to out of their mappings and lists.

    :returns: whether there was anything to take out
    """
    going: dict[int, tuple[Mapping | Sequence, set[Any]]] = {}
    for path in paths:
        done, found = reach(data, path)
        # A path may lead into a value that is no mapping: the model reads 'x' as {name: x}.
        if done and (done == path or not isinstance(found, Mapping)):
            _, holder = reach(data, done[:-1])
            going.setdefault(id(holder), (holder, set()))[1].add(done[-1])
    for holder, keys in going.values():
        if isinstance(holder, Sequence):
            holder.drop(keys)
        else:
            for key in keys:
                del holder[key]
    return bool(going)
