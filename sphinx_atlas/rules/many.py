"""Judging the records of many files, one after another, in as many processes as there are processors."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..catalog.catalog import Catalog, Member, RecordFile
from ..catalog.finding import Finding
from ..catalog.manifest import Profile
from ..catalog.reading import read_path
from .check import Judged, Problem, alone, weigh
from .registry import Context

#: Files that a process is given at a time; of fewer, none is worth another process.
_AT_A_TIME = 32


class _Examined(NamedTuple):
    """What was found of a file: by reading it, and of its record by itself."""

    member: Member | None
    read: list[Finding]
    judged: tuple[Finding, ...]


def check_files(
    catalog: Catalog, paths: Iterable[str | Path], *, as_of: date, profile: Profile | None = None, jobs: int = 0
) -> list[Problem]:
    """Judge the records of folders and files; none is kept, so that ten thousand take no more memory than ten.

    :param catalog: an empty one, which hears of every record
    :param jobs: the most processes; as many as there are processors, where it is 0
    :returns: every problem, see :func:`.check`
    """
    files = catalog.files(paths)
    jobs = min(jobs or _processors(), max(1, len(files) // _AT_A_TIME))
    return weigh(catalog, _found(catalog, files, _examined(catalog, files, as_of, jobs)), profile)


def _found(catalog: Catalog, files: Sequence[RecordFile], examined: Iterable[_Examined]) -> Iterator[Judged]:
    for file, one in zip(files, examined, strict=True):
        if catalog.take(file, one.member, one.read):
            yield from ((finding, file.manifest) for finding in one.judged)


def _examined(catalog: Catalog, files: Sequence[RecordFile], as_of: date, jobs: int) -> Iterator[_Examined]:
    pool = _pool(catalog, as_of, jobs) if jobs > 1 else None
    if pool is None:
        yield from map(partial(_examine, catalog, as_of), files)
        return
    with pool:
        yield from pool.map(_examine_here, files, chunksize=_AT_A_TIME)


def _examine(catalog: Catalog, as_of: date, file: RecordFile) -> _Examined:
    record, findings = read_path(file.path)
    if record is None:
        return _Examined(None, findings, ())
    context = Context(catalog, file.manifest, as_of, file.category)
    return _Examined(Member.of(record), findings, tuple(alone(record, context)))


def _pool(catalog: Catalog, as_of: date, jobs: int) -> ProcessPoolExecutor | None:
    """Processes that know the catalogue's terms; None where the system has none to give."""
    try:
        return ProcessPoolExecutor(jobs, initializer=_begin, initargs=(catalog, as_of))
    except (ImportError, NotImplementedError, OSError):
        return None


#: In a process of the pool: the catalogue, and the day.
_here: list[tuple[Catalog, date]] = []


def _begin(catalog: Catalog, as_of: date) -> None:
    # Who interrupts the program interrupts all of its processes, and wants to hear of one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here[:] = [(catalog, as_of)]


def _examine_here(file: RecordFile) -> _Examined:
    return _examine(*_here[0], file)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
