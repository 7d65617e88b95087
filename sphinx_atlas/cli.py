"""``sphinx-atlas``: the same checks and diagrams as in a build, from the command line and without Sphinx."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TextIO

from . import __version__
from .catalog.catalog import Catalog, bundled
from .catalog.dates import parse_day, today
from .catalog.files import write_text
from .catalog.manifest import Profile, Severity
from .mermaid import to_mermaid
from .rules.check import Problem, check, has_errors
from .views.diagrams import diagrams
from .views.text import counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0 for good, 1 for errors in the records, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (``| head``); there is nobody left to tell, nor when Python flushes at exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        where = error.filename2 or error.filename
        _write(sys.stderr, f"sphinx-atlas: {f'{where}: ' if where else ''}{error.strerror or error}")
        return 2
    return status


def _write(stream: TextIO, line: str) -> None:
    """Write a line; a character that the stream's encoding lacks is written as an escape."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sphinx-atlas", description="Check records of systems, and draw their diagrams."
    )
    parser.add_argument("--version", action="version", version=f"sphinx-atlas {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="report every problem of every record", description=_check.__doc__)
    _add_paths(checking)
    checking.add_argument(
        "--profile", choices=[profile.value for profile in Profile], help="instead of the one in atlas.yaml"
    )
    checking.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="the day on which staleness is judged; else today"
    )
    checking.set_defaults(run=_check)

    drawing = commands.add_parser("diagrams", help="write every diagram into a folder", description=_diagrams.__doc__)
    _add_paths(drawing)
    drawing.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder; created if it is not there"
    )
    drawing.add_argument("--format", choices=["mermaid"], default="mermaid", help="of the files (default: mermaid)")
    drawing.add_argument(
        "--system", action="append", metavar="CS-ID", help="only this system; may be given several times"
    )
    drawing.set_defaults(run=_diagrams)
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="folders of catalogues, or single records; else ./data, or the package's own",
    )


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _load(paths: list[Path]) -> Catalog:
    if not paths:
        paths = [Path("data") if Path("data", "case-studies").is_dir() else bundled()]
    return Catalog.load(paths)


def _problems(catalog: Catalog, options: argparse.Namespace) -> list[Problem]:
    profile = getattr(options, "profile", None)
    return check(
        catalog, as_of=getattr(options, "as_of", None) or today(), profile=Profile(profile) if profile else None
    )


def _check(options: argparse.Namespace) -> int:
    """Report every problem of every record as path:line:column: severity CODE message; exit 1 if one is an error."""
    catalog = _load(options.paths)
    problems = _problems(catalog, options)
    for problem in problems:
        _write(sys.stdout, str(problem))
    _write(sys.stderr, f"{counted(len(catalog.records), 'record')}: {_counts(problems)}")
    return 1 if has_errors(problems) else 0


def _counts(problems: list[Problem]) -> str:
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    plural = {Severity.INFO: "info"}
    said = [counted(count, severity, plural.get(severity)) for severity, count in counts.items() if count]
    return ", ".join(said) or "no problems"


def _diagrams(options: argparse.Namespace) -> int:
    """Write every diagram of every system as DIR/CS-ID-KIND.mmd; nothing is written while a record has an error."""
    catalog = _load(options.paths)
    problems = [problem for problem in _problems(catalog, options) if problem.severity is Severity.ERROR]
    for problem in problems:
        _write(sys.stderr, str(problem))
    if problems:
        return 1
    ids: dict[str, None] = {}
    for word in options.system or catalog.records:
        if (id_ := catalog.resolve_id(word)) is None:
            _write(sys.stderr, f"sphinx-atlas: unknown system {word!r}{catalog.suggestion(word)}")
            return 2
        ids[id_] = None
    options.out.mkdir(parents=True, exist_ok=True)
    count = 0
    for id_ in ids:
        for diagram in diagrams(catalog.records[id_], catalog.vocabulary):
            write_text(options.out / f"{diagram.id}.mmd", to_mermaid(diagram))
            count += 1
    _write(sys.stderr, f"{counted(count, 'diagram')} of {counted(len(ids), 'system')} in {options.out}")
    return 0
