"""What is measured for the rows that build sites: 1 to 4, and 6."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from .bench import Bench, again, clean
from .measure import Case, run
from .targets import GIBIBYTE, Measured, row


def _name(kind: str, number: int, *more: str) -> str:
    return ", ".join([f"{kind}, {number} systems", *more])


def _clean(bench: Bench, number: int, *kinds: str) -> None:
    """Measure clean builds of projects with so many systems, side by side."""
    bench.measure({_name(kind, number): clean(bench.project(kind, number)) for kind in kinds})


def _pair(bench: Bench, ours: str, theirs: str) -> Measured:
    return Measured(bench.seconds(ours), bench.seconds(theirs))


@row(1)
def small(bench: Bench) -> dict[str, Measured]:
    """The small catalogue against what else shows the same."""
    number = bench.options.systems
    _clean(bench, number, "ours", "handwritten", "needs")
    built = [str(bench.project(kind, number)) for kind in ("ours", "handwritten", "needs")]
    run([sys.executable, "-m", "benchmarks.sameness", *built])
    ours = _name("ours", number)
    return {"1.1": _pair(bench, ours, _name("handwritten", number)), "1.2": _pair(bench, ours, _name("needs", number))}


@row(2)
def large(bench: Bench) -> dict[str, Measured]:
    """The large catalogue, where a theme's navigation is what costs."""
    number = bench.options.large
    _clean(bench, number, "ours", "handwritten")
    return {"2.1": _pair(bench, _name("ours", number), _name("handwritten", number))}


@row(3)
def growth(bench: Bench) -> dict[str, Measured]:
    """What a record of many costs, against one of few."""
    few, many = bench.options.systems, bench.options.large
    cases = {_name("ours", number): clean(bench.project("ours", number)) for number in (few, many)}
    bench.measure(cases)
    each = {number: bench.seconds(_name("ours", number)) / number for number in (few, many)}
    peak = bench.samples[_name("ours", many)].peak / GIBIBYTE
    return {"3.1": Measured(each[many], each[few]), "3.2": Measured(peak)}


@row(4)
def incremental(bench: Bench) -> dict[str, Measured]:
    """Builds that have little to do, against the pages without us."""
    number = bench.options.large
    ours, bare = bench.project("ours", number), bench.project("bare", number)
    unchanged, edited, floor = (
        _name("ours", number, "nothing changed"),
        _name("ours", number, "one record edited"),
        _name("bare", number, "nothing changed"),
    )
    # What is edited in one run is taken up in it: the next begins with nothing changed.
    bench.measure({floor: again(bare), unchanged: again(ours), edited: _edited(ours)})
    return {"4.1": _pair(bench, unchanged, floor), "4.2": _pair(bench, edited, floor)}


def _edited(project: Path) -> Case:
    """A build after a figure of one record has changed; to another one each time."""
    record = min(project.glob("catalog/case-studies/*/*.yaml"))
    original = record.read_text(encoding="utf-8")
    numbers = count(2)

    def edit() -> None:
        record.write_text(
            original.replace("our 3 regions", f"our 3 regions in {next(numbers)} cities"), encoding="utf-8"
        )

    return again(project, edit)


@row(6)
def parallel(bench: Bench) -> dict[str, Measured]:
    """What a second process gains."""
    number = bench.options.systems
    kinds = ("ours", "handwritten")
    cases = {
        _name(kind, number, f"-j {jobs}"): clean(bench.project(kind, number), "-j", str(jobs))
        for jobs in (1, 2)
        for kind in kinds
    }
    bench.measure(cases)
    gain = [bench.seconds(_name(kind, number, "-j 1")) / bench.seconds(_name(kind, number, "-j 2")) for kind in kinds]
    return {"6.1": Measured(*gain)}
