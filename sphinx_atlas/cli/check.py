"""``sphinx-atlas check``: every problem of every record."""

from __future__ import annotations

import argparse

from ..catalog.catalog import Catalog
from ..catalog.dates import today
from ..catalog.manifest import Profile, Severity
from ..rules.check import has_errors
from ..rules.many import check_files
from ..views.text import counted
from .arguments import Commands, add_as_of, add_paths, count_from_1, enter, places
from .console import say
from .formats import Format, Report, emit

_PLURAL = {Severity.INFO: "info"}


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "check",
        run,
        help="report every problem of every record",
        examples={
            "sphinx-atlas check": "the catalogue in ./data, else the one of the package",
            "sphinx-atlas check data/case-studies/messaging/slack.yaml": "one record, by the atlas.yaml above it",
            "sphinx-atlas check --format sarif data > problems.sarif": "for code scanning",
            "sphinx-atlas check --format github data": "as annotations of a pull request",
        },
    )
    add_paths(parser)
    parser.add_argument(
        "--profile", choices=[profile.value for profile in Profile], help="instead of the one in atlas.yaml"
    )
    add_as_of(parser, "staleness is judged")
    parser.add_argument(
        "--format",
        choices=[one.value for one in Format],
        default=Format.TEXT.value,
        help="of the report (default: text)",
    )
    parser.add_argument(
        "-j",
        "--jobs",
        type=count_from_1,
        default=0,
        metavar="N",
        help="read in N processes (default: as many as there are processors, where there are many records)",
    )


def run(options: argparse.Namespace) -> int:
    """Report every problem of every record as path:line:column: severity CODE message; exit 1 if one is an error."""
    as_of = options.as_of or today()
    catalog = Catalog()
    profile = Profile(options.profile) if options.profile else None
    problems = check_files(catalog, places(options.paths), as_of=as_of, profile=profile, jobs=options.jobs)
    report = Report(tuple(problems), len(catalog.members), as_of)
    emit(report, Format(options.format))
    counts = [counted(count, severity, _PLURAL.get(severity)) for severity, count in report.counts().items() if count]
    say(f"{counted(report.records, 'record')}: {', '.join(counts) or 'no problems'}")
    return 1 if has_errors(list(report.problems)) else 0
