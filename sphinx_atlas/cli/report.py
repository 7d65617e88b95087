"""``sphinx-atlas report``: what happened to a catalogue, and what is to be done."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ..catalog.catalog import Catalog
from ..catalog.dates import today
from ..catalog.files import write_text
from ..catalog.history import restore
from ..export.changes import SystemChange, compare
from ..export.editions import Edition
from ..export.report import as_markdown, as_text, report
from .arguments import Commands, add_as_of, add_paths, day, enter, sound
from .console import put, refuse


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "report",
        run,
        help="report what changed, what grew old and what is missing",
        examples={
            "sphinx-atlas report --since 2026-10-01": "the last quarter",
            "sphinx-atlas report --since 2026-10-01 --format markdown --out report.md": "for an issue",
        },
    )
    add_paths(parser)
    parser.add_argument(
        "--since", type=day, required=True, metavar="YYYY-MM-DD", help="the day from which on changes are told"
    )
    add_as_of(parser, "it is judged what is old")
    parser.add_argument("--format", choices=["text", "markdown"], default="text", help="of the report (default: text)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file; else standard output")


def run(options: argparse.Namespace) -> int:
    """Report what changed since a day, what grew old, what is missing, and what systems are built of by year."""
    as_of = options.as_of or today()
    if options.since > as_of:
        return refuse(f"--since {options.since} lies after {as_of}, the day of the report")
    if (catalog := sound(options.paths)) is None:
        return 1
    sections = report(catalog, options.since, as_of, _changes(catalog, options.since))
    make = as_markdown if options.format == "markdown" else as_text
    made = make(f"{catalog.manifest.name}: {options.since} to {as_of}", sections)
    if options.out:
        write_text(options.out, made)
    else:
        put(made)
    return 0


def _changes(catalog: Catalog, since: date) -> list[SystemChange] | None:
    """What changed in the records since a day; None where git cannot tell."""
    with TemporaryDirectory(prefix="sphinx-atlas-") as place:
        before = _restored(catalog.folders, since, Path(place))
        old = None if before is None else Edition.of(Catalog.load(before))
    return None if old is None else compare(old, Edition.of(catalog))


def _restored(folders: Iterable[Path], since: date, place: Path) -> list[Path] | None:
    """The folders as they were, below a place; those that were not there yet are left out."""
    found: list[Path] = []
    for number, folder in enumerate(folders):
        into = place / str(number)
        into.mkdir()
        was_there = restore(folder, since, into)
        if was_there is None:
            return None
        found += [into] if was_there else []
    return found
