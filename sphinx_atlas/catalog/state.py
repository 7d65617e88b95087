"""Whether anything that catalogues are read from has changed, found out without reading a record."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .fingerprint import digest

_YAML = (".yaml", ".yml")


def state(folders: Iterable[Path]) -> str:
    """A digest of all that a catalogue is made of: the YAML files of its folders, by path and content."""
    return digest(*(part for folder in folders for part in _parts(folder)))


def _parts(folder: Path) -> Iterator[str]:
    yield str(folder.absolute())
    for root, folders, names in os.walk(folder):
        folders.sort()
        # Also links to folders, which are not followed.
        for path in (Path(root, name) for name in sorted((*folders, *names)) if name.endswith(_YAML)):
            yield from (str(path), _content(path))


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return str(error)
