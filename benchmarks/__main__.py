"""Measure rows and write the results: ``python -m benchmarks --only 1 5``; ``nox -s bench`` installs what it needs."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

from sphinx_atlas.catalog.files import write_text

# What they import enters the rows.
from . import checking, drawing, rows  # noqa: F401
from .bench import Bench, Options, remove_old
from .machine import catalogue_size, machine
from .report import README, ROOT, report, with_table
from .results import RowResult, read, write
from .targets import ROWS


def main(arguments: list[str] | None = None) -> None:
    """Measure, and write."""
    options = _parser().parse_args(arguments)
    results = options.out.with_name("results.json")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    if not options.report:
        sizes = Options(**{one.name: getattr(options, one.name) for one in fields(Options)})
        with tempfile.TemporaryDirectory() as name:
            bench = Bench(options.work or Path(name), sizes, _say)
            for number in options.only or sorted(ROWS):
                _say(f"row {number}")
                # Each is kept as soon as it is measured: the next may fail.
                kept = read(results)
                write(results, kept | {number: _measured(bench, number, options, kept.get(number))})
            remove_old(bench.folder)
    found = read(results)
    write_text(options.out, report(found))
    if options.out.parent.resolve() == ROOT / "benchmarks":
        write_text(README, with_table(README.read_text(encoding="utf-8"), found))


def _measured(bench: Bench, number: int, options: argparse.Namespace, kept: RowResult | None) -> RowResult:
    here, size = machine(), catalogue_size(bench)
    bench.samples = {}
    if options.add and kept:
        if (kept.machine, kept.catalogue) != (here, size):
            raise SystemExit(f"row {number} was measured with something else; without --add it is measured anew")
        bench.enter(kept.samples)
    measured = ROWS[number](bench)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return RowResult(today, _command(options), here, size, measured, bench.samples)


def _command(options: argparse.Namespace) -> str:
    """The command without the folders of this machine."""
    words = ["nox -s bench --"]
    if options.only:
        words.append(f"--only {' '.join(map(str, options.only))}")
    given = ((one.name, getattr(options, one.name), one.default) for one in fields(Options))
    words += [f"--{name} {value}" for name, value, default in given if value != default]
    words += ["--add"] if options.add else []
    return " ".join(words).removesuffix(" --")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0] if __doc__ else None)
    default = Options()
    parser.add_argument("--only", type=int, nargs="+", choices=sorted(ROWS), help="rows; the others stay as they are")
    parser.add_argument("--systems", type=int, default=default.systems, help="records of the small catalogue")
    parser.add_argument("--large", type=int, default=default.large, help="records of the large catalogue")
    parser.add_argument("--records", type=int, default=default.records, help="records that are checked")
    parser.add_argument("--runs", type=int, default=default.runs, help="runs of each command")
    parser.add_argument("--add", action="store_true", help="add the runs to those that were measured before")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "benchmarks" / "RESULTS.md", help="results.json is beside it"
    )
    parser.add_argument("--work", type=Path, help="a folder for the projects, which is kept")
    parser.add_argument("--report", action="store_true", help="write the report anew; nothing is measured")
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
