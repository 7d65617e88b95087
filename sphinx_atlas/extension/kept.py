"""What is kept beside the doctrees from one build to the next: the verdict on a catalogue, and its records.

Not in the environment, which Sphinx reads whole, and writes only where a page has changed.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ..catalog.collector import paused
from ..catalog.files import write_bytes
from ..catalog.finding import Finding
from ..catalog.model import CaseStudy
from ..catalog.reading import Read, read_path
from ..rules.check import Problem, alone
from ..rules.registry import Context
from .directory import Directory
from .warnings import logger


@dataclass(frozen=True)
class Verdict:
    """What is known of a catalogue that has no error.

    :param fingerprint: of its export
    """

    problems: tuple[Problem, ...]
    fingerprint: str
    directory: Directory


@dataclass(frozen=True)
class _Entry:
    """A record as it was read and judged.

    :param content: digest of its file
    :param read: it and what reading it found, pickled and packed
    :param judged: what was found of it by itself; None where it was not judged
    """

    content: str
    read: bytes
    judged: tuple[Finding, ...] | None = None


class Records:
    """Reads and judges records, but for those whose files are what they were.

    :param path: of the file that they are kept in
    :param key: names all that they depend on besides their own files
    :param contents: absolute path of each file to the digest of its content
    """

    def __init__(self, path: Path, key: str, contents: Mapping[Path, str]) -> None:
        self._path, self._key, self._contents = path, key, contents
        self._now: dict[str, _Entry] = {}
        #: the path of a record as findings name it, to its entry's key
        self._keys: dict[str, str] = {}

    @cached_property
    def _before(self) -> dict[str, _Entry]:
        known: dict[str, _Entry] = recall(self._path, self._key) or {}
        return known

    def read(self, path: Path) -> Read:
        """What a file holds, and what is wrong with it; see :func:`.read_path`."""
        place = path.absolute()
        key, content = str(place), self._contents.get(place, "")
        entry = self._before.get(key)
        if entry is not None and entry.content == content:
            read: Read = pickle.loads(zlib.decompress(entry.read))
        else:
            read = read_path(path)
            # Before it is judged: what it then knows of itself is quicker found again than kept.
            entry = _Entry(content, zlib.compress(pickle.dumps(read, pickle.HIGHEST_PROTOCOL), 1))
        self._now[key] = entry
        if read[0] is not None:
            self._keys[read[0].file] = key
        return read

    def judge(self, record: CaseStudy, context: Context) -> tuple[Finding, ...]:
        """What is wrong with a record by itself; see :func:`.alone`."""
        entry = self._now[key := self._keys[record.file]]
        judged = tuple(alone(record, context)) if entry.judged is None else entry.judged
        self._now[key] = replace(entry, judged=judged)
        return judged

    def keep(self) -> None:
        """Keep what was read and judged for the next build."""
        if self._now != self._before:
            keep(self._path, self._key, self._now)
        self._before.clear()
        self._now.clear()


def keep(path: Path, key: str, what: object) -> None:
    """Keep something under a key that names all that it depends on; nothing, where its file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, b"".join(pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for part in (key, what)))
    except OSError as error:
        logger.verbose("%s is not kept: %s", path, error)


def recall(path: Path, key: str) -> Any:
    """What was kept under a key; None where there is no such thing, or the file is damaged."""
    try:
        with path.open("rb") as file, paused():
            return pickle.load(file) if pickle.load(file) == key else None
    except Exception:  # pickle raises whatever a damaged file leads it to
        return None
