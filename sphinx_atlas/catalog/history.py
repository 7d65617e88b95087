"""What git remembers of a catalogue: when its records changed and by whom, and what they were on a day.

Everything here is None where git cannot tell: it is not installed, the folder lies in no repository or is not tracked,
or the repository is a shallow copy.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePath

from .files import is_yaml

#: Days that activity is counted over.
WINDOW = 365

#: What a hook of git sets, and what would make git look elsewhere than in the folder that we name.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
_COMMIT, _FIELD = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed records.

    :param day: on which it was made, in UTC
    :param author: address of whoever wrote it
    :param added: number of records that were not there before
    :param changed: number of records that were
    """

    day: date
    author: str
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened to the records in the year that ends with their last change.

    :param first: the day on which the year begins, or the records do, whichever is later
    :param last: day of the last change
    """

    first: date
    last: date
    commits: tuple[Commit, ...]

    @property
    def days(self) -> int:
        """Length of the time counted over, in days; 1 at least."""
        return (self.last - self.first).days + 1

    @property
    def people(self) -> int:
        """How many wrote the commits."""
        return len({commit.author for commit in self.commits})


def activity(folders: Iterable[Path]) -> Activity | None:
    """What happened to the records of catalogues lately; counted from the commits alone, whatever day it is."""
    found: list[Commit] = []
    for folder in folders:
        if (commits := _commits(folder)) is None:
            return None
        found += commits
    if not found:
        return None
    days = [commit.day for commit in found]
    last = max(days)
    first = max(min(days), last - timedelta(days=WINDOW - 1))
    return Activity(first, last, tuple(commit for commit in found if commit.day >= first))


def restore(folder: Path, before: date, into: Path) -> bool | None:
    """Write the YAML files of a catalogue's folder as they stood when a day began, in UTC.

    :param into: an empty folder; it stays empty where there was no catalogue yet
    :returns: whether there was one; None where git cannot tell
    """
    top, prefix = _ask(folder, "rev-parse", "--show-toplevel"), _ask(folder, "rev-parse", "--show-prefix")
    if top is None or prefix is None or _is_shallow(folder):
        return None
    # The main line alone: what lay on a branch that day, and was merged later, was not in the catalogue.
    rule = f"--before={before.isoformat()}T00:00:00Z"
    commit = _ask(folder, "rev-list", "-1", "--first-parent", rule, "HEAD")
    if commit is None:
        return None
    tree = f"{commit.strip()}:{prefix.strip().rstrip('/')}"
    root = Path(top.strip())
    if not commit.strip() or _ask(root, "rev-parse", "--verify", "--quiet", tree) is None:
        return False
    if (content := _run(root, "archive", "--format=tar", tree)) is None:
        return None
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            path = into / member.name
            data = archive.extractfile(member) if member.isfile() and is_yaml(path) else None
            if data is not None and path.resolve().is_relative_to(into.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data.read())
    return True


def _commits(folder: Path) -> list[Commit] | None:
    if _is_shallow(folder):
        return None
    written = f"--format={_COMMIT}%cd{_FIELD}%aE"
    options = ("--no-merges", "--date=format-local:%Y-%m-%d", "--name-status", "--find-renames", written)
    text = _ask(folder, "log", *options, "--", "case-studies")
    return None if text is None else [_commit(entry) for entry in text.split(_COMMIT)[1:]]


def _commit(entry: str) -> Commit:
    head, *lines = entry.splitlines()
    day, author = head.split(_FIELD)
    letters = [line[0] for line in lines if is_yaml(PurePath(line))]
    return Commit(date.fromisoformat(day), author, letters.count("A"), sum(letter in "MRT" for letter in letters))


def _is_shallow(folder: Path) -> bool:
    return (_ask(folder, "rev-parse", "--is-shallow-repository") or "true").strip() != "false"


def _ask(folder: Path, *arguments: str) -> str | None:
    answer = _run(folder, *arguments)
    return None if answer is None else answer.decode("utf-8", "replace")


def _run(folder: Path, *arguments: str) -> bytes | None:
    """What git writes; None where it fails or is not there."""
    environment = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    environment |= {"TZ": "UTC", "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
