"""Options that several commands have, and what they name: paths, days, systems."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from ..catalog.catalog import Catalog, bundled
from ..catalog.dates import parse_day, today
from ..catalog.manifest import Profile, Severity
from ..rules.check import Problem, check
from .console import say

#: What the examples in a command's help begin with.
EXAMPLES = "examples:"
#: Where the catalogue of a project is looked for.
HERE = Path("data")


class Help(argparse.HelpFormatter):
    """The help of a command: examples stand as they are written, all other text is laid out anew."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if text.startswith(EXAMPLES) else super()._fill_text(text, width, indent)


class Commands(Protocol):
    """Where a command enters itself: what ``ArgumentParser.add_subparsers`` returns."""

    def add_parser(
        self,
        name: str,
        *,
        help: str,
        description: str | None,
        epilog: str | None = None,
        formatter_class: type[argparse.HelpFormatter] = Help,
    ) -> argparse.ArgumentParser:
        """The parser of a new command."""


def enter(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], *, help: str, examples: Mapping[str, str]
) -> argparse.ArgumentParser:
    """Enter a command.

    :param run: does what the options say and returns the exit status; its docstring is what the help begins with
    :param examples: command lines, and what each is for
    """
    shown = "\n".join(f"  # {what}\n  $ {line}" for line, what in examples.items())
    parser = commands.add_parser(
        name, help=help, description=run.__doc__, epilog=f"{EXAMPLES}\n{shown}", formatter_class=Help
    )
    parser.set_defaults(run=run)
    return parser


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Let a command take catalogues and records."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="folders of catalogues, or single records; else ./data, or the package's own",
    )


def add_systems(parser: argparse.ArgumentParser) -> None:
    """Let a command be told some systems; see :func:`chosen`."""
    parser.add_argument(
        "--system", action="append", metavar="CS-ID", help="only this system; may be given several times"
    )


def add_as_of(parser: argparse.ArgumentParser, what: str) -> None:
    """Let a command be told the day."""
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help=f"the day on which {what}; else today")


def day(text: str) -> date:
    """A day of the command line.

    :raises argparse.ArgumentTypeError: if it is none
    """
    try:
        return parse_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def count(text: str) -> int:
    """A number of things of the command line, 0 or more.

    :raises argparse.ArgumentTypeError: if it is none
    """
    if not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def count_from_1(text: str) -> int:
    """A number of things of the command line, 1 or more; raises as :func:`count`."""
    if not (number := count(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return number


def load(paths: list[Path]) -> Catalog:
    """The catalogue at some paths; see :func:`places`."""
    return Catalog.load(places(paths))


def places(paths: list[Path]) -> list[Path]:
    """The paths given; without any, ./data where it is a catalogue, else the package's own."""
    return own(paths) or [bundled()]


def own(paths: list[Path]) -> list[Path]:
    """The paths given, else ./data where it is a catalogue; none, where only the package's own is left."""
    return paths or [HERE] * HERE.joinpath("case-studies").is_dir()


def problems(catalog: Catalog, *, as_of: date | None = None, profile: str | None = None) -> list[Problem]:
    """Every problem of a catalogue, on a day (else today) and in a profile (else each manifest's own)."""
    return check(catalog, as_of=as_of or today(), profile=Profile(profile) if profile else None)


def sound(paths: list[Path]) -> Catalog | None:
    """The catalogue at some paths; None after its errors have been reported."""
    catalog = load(paths)
    errors = [problem for problem in problems(catalog) if problem.severity is Severity.ERROR]
    for problem in errors:
        say(str(problem))
    return None if errors else catalog


def resolved(catalog: Catalog, word: str) -> str | None:
    """The id of a system; None after it has been said that there is none."""
    if (id_ := catalog.resolve_id(word)) is None:
        say(f"sphinx-atlas: unknown system {word!r}{catalog.suggestion(word)}")
    return id_


def chosen(catalog: Catalog, words: list[str] | None) -> list[str] | None:
    """The systems asked for, each once; None after the first that there is not has been named."""
    if words is None:
        return list(catalog.records)
    ids: dict[str, None] = {}
    for word in words:
        if (id_ := resolved(catalog, word)) is None:
            return None
        ids[id_] = None
    return list(ids)
