"""Whether files have changed, above all those that catalogues are read from: found out without reading a record."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .files import is_yaml
from .fingerprint import digest


def state(folders: Iterable[Path]) -> str:
    """A digest of all that a catalogue is made of: the folders within its folders, and what of YAML is in them."""
    return digest(*(part for one in folders for part in (str(one.absolute()), state_of_files(_looked_at(one)))))


def state_of_files(paths: Iterable[Path]) -> str:
    """A digest of files, by path and content; of one that cannot be read, with the reason."""
    return digest(*(part for path in paths for part in (str(path), _content(path))))


def _looked_at(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield Path(root)
        paths = (Path(root, name) for name in sorted((*folders, *names)))
        # A link to a folder is not followed, which is a finding.
        yield from (path for path in paths if is_yaml(path) or path.is_symlink())


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return str(error)
