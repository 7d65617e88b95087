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
from .catalog.files import write_bytes
from .catalog.finding import did_you_mean
from .catalog.manifest import Profile, Severity
from .drawing import Drawing, Format, bar, draw
from .rendering import RendererMissing, RenderingsFailed
from .rules.check import Problem, check, has_errors
from .views.diagrams import diagram, diagrams, kinds
from .views.text import counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0 for good, 1 for errors in the records, 2 for a wrong call."""
    options = _parsed(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (``| head``); there is nobody left to tell, nor when Python flushes at exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except RendererMissing as error:
        _write(sys.stderr, f"sphinx-atlas: {error}")
        return 2
    except OSError as error:
        where = error.filename2 or error.filename
        _write(sys.stderr, f"sphinx-atlas: {f'{where}: ' if where else ''}{error.strerror or error}")
        return 2
    return status


def _write(stream: TextIO, line: str) -> None:
    """Write a line; a character that the stream's encoding lacks is written as an escape."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; paths may stand behind options, too, which argparse by itself does not let them."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if any(word.startswith("-") for word in rest):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.paths += map(Path, rest)
    return options


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
    _add_format(drawing, "of the files")
    drawing.add_argument(
        "--system", action="append", metavar="CS-ID", help="only this system; may be given several times"
    )
    drawing.set_defaults(run=_diagrams)

    one = commands.add_parser("diagram", help="write one diagram", description=_diagram.__doc__)
    one.add_argument("system", metavar="CS-ID", help="the system, by its id or name")
    one.add_argument("kind", metavar="KIND", help="of the diagram, such as BP")
    _add_paths(one)
    _add_format(one, "of what is written")
    one.add_argument("--out", type=Path, metavar="FILE", help="the file; else standard output")
    one.set_defaults(run=_diagram)
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="folders of catalogues, or single records; else ./data, or the package's own",
    )


def _add_format(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--format",
        choices=[one.value for one in Format],
        metavar="FORMAT",
        default=Format.MERMAID.value,
        help=f"{what}: {', '.join(Format)} (default: mermaid)",
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
    """Write every diagram of every system, as DIR/CS-ID-KIND.mmd or so; nothing while a record has an error."""
    if (catalog := _sound(options)) is None:
        return 1
    ids: dict[str, None] = {}
    for word in options.system or catalog.records:
        if (id_ := _resolved(catalog, word)) is None:
            return 2
        ids[id_] = None
    records = [catalog.records[id_] for id_ in ids]
    drawings = [Drawing(record, one) for record in records for one in diagrams(record, catalog.vocabulary)]
    format = Format(options.format)
    if (contents := _drawn(drawings, format)) is None:
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    for drawing, content in zip(drawings, contents, strict=True):
        write_bytes(options.out / f"{drawing.diagram.id}{format.suffix}", content)
    _write(sys.stderr, f"{counted(len(drawings), 'diagram')} of {counted(len(ids), 'system')} in {options.out}")
    return 0


def _diagram(options: argparse.Namespace) -> int:
    """Write one diagram, as Mermaid unless another format is asked for; nothing while a record has an error."""
    if (catalog := _sound(options)) is None:
        return 1
    if (id_ := _resolved(catalog, options.system)) is None:
        return 2
    record = catalog.records[id_]
    kind = options.kind.upper().removeprefix(f"{id_}-")
    if (found := diagram(record, catalog.vocabulary, kind)) is None:
        present = kinds(record, catalog.vocabulary)
        hint = did_you_mean(kind, present) or f"; it has {', '.join(present)}"
        _write(sys.stderr, f"sphinx-atlas: {id_} has no diagram {options.kind!r}{hint}")
        return 2
    format = Format(options.format)
    if not options.out and not format.is_text and sys.stdout.isatty():
        _write(sys.stderr, f"sphinx-atlas: a terminal cannot show {format.upper()}; give --out FILE")
        return 2
    if (contents := _drawn([Drawing(record, found)], format)) is None:
        return 1
    if options.out:
        write_bytes(options.out, contents[0])
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(contents[0])
    return 0


def _sound(options: argparse.Namespace) -> Catalog | None:
    """The catalogue; None after its errors have been reported."""
    catalog = _load(options.paths)
    problems = [problem for problem in _problems(catalog, options) if problem.severity is Severity.ERROR]
    for problem in problems:
        _write(sys.stderr, str(problem))
    return None if problems else catalog


def _resolved(catalog: Catalog, word: str) -> str | None:
    """The id of a system; None after it has been said that there is none."""
    if (id_ := catalog.resolve_id(word)) is None:
        _write(sys.stderr, f"sphinx-atlas: unknown system {word!r}{catalog.suggestion(word)}")
    return id_


def _drawn(drawings: list[Drawing], format: Format) -> list[bytes] | None:
    """The contents of the files; None after what cannot be drawn has been reported, where its record stands."""
    try:
        return draw(drawings, format, bar(sys.stderr))
    except RenderingsFailed as failed:
        records = {drawing.diagram.id: drawing.record for drawing in drawings}
        for failure in failed.failures:
            record = records[failure.id]
            line, column = record.mark()
            _write(sys.stderr, f"{record.file}:{line}:{column}: error cannot draw {failure}")
        return None
