"""``sphinx-atlas check``: every problem of every record."""

from __future__ import annotations

import argparse
import sys

from ..catalog.manifest import Profile, Severity
from ..rules.check import Problem, has_errors
from ..views.text import counted
from .arguments import Commands, add_as_of, add_paths, load, problems
from .console import say, write


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = commands.add_parser("check", help="report every problem of every record", description=run.__doc__)
    add_paths(parser)
    parser.add_argument(
        "--profile", choices=[profile.value for profile in Profile], help="instead of the one in atlas.yaml"
    )
    add_as_of(parser, "staleness is judged")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Report every problem of every record as path:line:column: severity CODE message; exit 1 if one is an error."""
    catalog = load(options.paths)
    found = problems(catalog, as_of=options.as_of, profile=options.profile)
    for problem in found:
        write(sys.stdout, str(problem))
    say(f"{counted(len(catalog.records), 'record')}: {_counts(found)}")
    return 1 if has_errors(found) else 0


def _counts(problems: list[Problem]) -> str:
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    plural = {Severity.INFO: "info"}
    said = [counted(count, severity, plural.get(severity)) for severity, count in counts.items() if count]
    return ", ".join(said) or "no problems"
