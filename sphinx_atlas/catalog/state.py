"""Whether files have changed, above all those that catalogues are read from: found out without reading a record."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .files import is_yaml
from .fingerprint import digest


def contents(folders: Iterable[Path]) -> dict[Path, str]:
    """All that a catalogue is made of: the folders within its folders, and what of YAML is in them.

    :returns: absolute path to a digest of the content; of what cannot be read, to the reason
    """
    return {path: _content(path) for one in folders for path in _looked_at(one.absolute())}


def state(found: Mapping[Path, str]) -> str:
    """A digest of files, by path and content."""
    return digest(*(part for path, content in found.items() for part in (str(path), content)))


def state_of_files(paths: Iterable[Path]) -> str:
    """A digest of files, by path and content; of one that cannot be read, with the reason."""
    return state({path: _content(path) for path in paths})


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
