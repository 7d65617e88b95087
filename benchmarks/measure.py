"""What a command takes: seconds, processor time and memory, as medians of several runs.

The runs of the commands that are held against one another alternate, A B A B, so that a machine that slows down slows
all of them. A command that fails ends the benchmark with what it printed.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

#: Bytes in the unit in which the system counts a process's memory.
_UNIT = 1 if sys.platform == "darwin" else 1024
#: Of a failing command's output, so many characters are shown.
_SHOWN = 4000


class CommandFailed(Exception):
    """A command ended with another status than 0; the message has its output."""


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Case:
    """A command to be measured.

    :param before: what makes ready for a run; it is not measured
    """

    command: list[str]
    before: Callable[[], object] = _nothing


@dataclass(frozen=True)
class Run:
    """What one run took.

    :param seconds: by the clock
    :param cpu: seconds of all processors, in the program and in the system, of the command and of all its children
    :param peak: bytes of memory of the largest process: of the command, or of one of its children. Where it has none,
        that is all that it took
    """

    seconds: float
    cpu: float
    peak: int


@dataclass
class Sample:
    """Several runs of a command."""

    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median."""
        return median(run.seconds for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median."""
        return median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """The median."""
        return median(run.peak for run in self.runs)

    @property
    def spread(self) -> tuple[float, float]:
        """The shortest and the longest run, in seconds."""
        seconds = [run.seconds for run in self.runs]
        return min(seconds), max(seconds)

    def as_json(self) -> list[dict[str, Any]]:
        """The runs as plain data."""
        return [asdict(run) for run in self.runs]

    @classmethod
    def of_json(cls, runs: list[dict[str, Any]]) -> Sample:
        """The reverse of :meth:`as_json`."""
        return cls([Run(**run) for run in runs])


def run(command: list[str]) -> Run:
    """Run a command once.

    Where a parent is large, Linux counts it for a child that has done nothing yet; so the caller has to stay small.
    Python keeps what it compiles, whatever the environment says: else most of a short command would be that.

    :raises CommandFailed: if its status is not 0
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=_environment()
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        # The process has been waited for already; without this, Popen would look for it once more.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")[-_SHOWN:]
            raise CommandFailed(f"{shlex.join(command)}: exit status {process.returncode}\n{said}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(
    cases: Mapping[str, Case], runs: int, say: Callable[[str], object] = lambda text: None
) -> dict[str, Sample]:
    """Run each of the cases several times, one after another in every round.

    :param say: is told of each run
    """
    samples = {name: Sample() for name in cases}
    for number in range(1, runs + 1):
        for name, case in cases.items():
            case.before()
            taken = run(case.command)
            samples[name].runs.append(taken)
            say(f"{name}, {number} of {runs}: {taken.seconds:.2f} s, {taken.peak / 2**20:.0f} MiB")
    return samples
