"""``sphinx-atlas export``: the catalogue as JSON and CSV."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..export.files import write, written
from ..views.text import counted
from .arguments import Commands, add_paths, enter, sound
from .console import say


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "export",
        run,
        help="write the catalogue as JSON and CSV",
        examples={"sphinx-atlas export --out catalogue": "files for programs and spreadsheets"},
    )
    add_paths(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder; created if it is not there")


def run(options: argparse.Namespace) -> int:
    """Write the catalogue as JSON and CSV, with the schema of both; nothing while a record has an error."""
    if (catalog := sound(options.paths)) is None:
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    changed = write(options.out, catalog)
    say(f"{counted(len(written(options.out)), 'file')} in {options.out}, of which {changed} changed")
    return 0
