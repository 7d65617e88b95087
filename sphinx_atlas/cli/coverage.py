"""``sphinx-atlas coverage``: how far a catalogue has come."""

from __future__ import annotations

import argparse

from ..export.coverage import with_activity
from ..export.files import to_json
from ..views.coverage import CoverageOf, coverage_table
from ..views.measures import measures
from ..views.targets import progress
from .arguments import Commands, add_paths, enter, sound
from .console import put, refuse, say
from .tables import show


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "coverage",
        run,
        help="show how far a catalogue has come",
        examples={
            "sphinx-atlas coverage": "every table",
            "sphinx-atlas coverage --table gaps --table milestones": "what is still missing",
            "sphinx-atlas coverage --strict": "for a release that needs every target met",
        },
    )
    add_paths(parser)
    parser.add_argument("--format", choices=["text", "json"], default="text", help="of the output (default: text)")
    parser.add_argument(
        "--table",
        action="append",
        choices=[of.value for of in CoverageOf],
        metavar="NAME",
        help=f"only this one of {', '.join(CoverageOf)}; may be given several times; JSON has all",
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 if a target is missed")


def run(options: argparse.Namespace) -> int:
    """Show how far a catalogue has come, against its targets; nothing while a record has an error."""
    if options.table and options.format == "json":
        return refuse("JSON has every table; leave out --table")
    if (catalog := sound(options.paths)) is None:
        return 1
    if options.format == "json":
        put(to_json(with_activity(catalog)))
    else:
        show([coverage_table(catalog, CoverageOf(name)) for name in options.table or CoverageOf])
    if not options.strict:
        return 0
    missed = [measure.name for measure in measures(catalog) if measure.is_met is False]
    missed += [step.milestone.name for step in progress(catalog) if not step.is_met]
    for name in missed:
        say(f"target missed: {name}")
    return 1 if missed else 0
