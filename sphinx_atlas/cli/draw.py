"""``sphinx-atlas diagram`` and ``diagrams``: what a build draws, as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..catalog.files import write_bytes
from ..catalog.finding import did_you_mean
from ..drawing import Drawing, Format, bar, draw
from ..rendering import RenderingsFailed
from ..views.diagrams import diagram, diagrams, kinds
from ..views.text import counted
from .arguments import Commands, add_paths, add_systems, chosen, enter, resolved, sound
from .console import put, refuse, say


def add(commands: Commands) -> None:
    """Enter both commands."""
    one = enter(
        commands,
        "diagram",
        run_one,
        help="write one diagram",
        examples={
            "sphinx-atlas diagram CS-DISCORD BP": "the Mermaid text of Discord's backpressure ladder",
            "sphinx-atlas diagram CS-DISCORD BP --format svg --out bp.svg": "the same as a picture",
        },
    )
    one.add_argument("system", metavar="CS-ID", help="the system, by its id or name")
    one.add_argument("kind", metavar="KIND", help="of the diagram, such as BP")
    add_paths(one)
    _add_format(one, "of what is written")
    one.add_argument("--out", type=Path, metavar="FILE", help="the file; else standard output")

    every = enter(
        commands,
        "diagrams",
        run_all,
        help="write every diagram into a folder",
        examples={
            "sphinx-atlas diagrams --out diagrams": "every diagram as Mermaid text",
            "sphinx-atlas diagrams --out pictures --format svg --system CS-SLACK": "those of one system, as pictures",
        },
    )
    add_paths(every)
    every.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder; created if it is not there")
    _add_format(every, "of the files")
    add_systems(every)


def _add_format(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--format",
        choices=[one.value for one in Format],
        metavar="FORMAT",
        default=Format.MERMAID.value,
        help=f"{what}: {', '.join(Format)} (default: mermaid)",
    )


def run_all(options: argparse.Namespace) -> int:
    """Write every diagram of every system, as DIR/CS-ID-KIND.mmd or so; nothing while a record has an error."""
    if (catalog := sound(options.paths)) is None:
        return 1
    if (ids := chosen(catalog, options.system)) is None:
        return 2
    records = [catalog.records[id_] for id_ in ids]
    drawings = [Drawing(record, one) for record in records for one in diagrams(record, catalog.vocabulary)]
    format = Format(options.format)
    if (contents := _drawn(drawings, format)) is None:
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    for drawing, content in zip(drawings, contents, strict=True):
        write_bytes(options.out / f"{drawing.diagram.id}{format.suffix}", content)
    say(f"{counted(len(drawings), 'diagram')} of {counted(len(ids), 'system')} in {options.out}")
    return 0


def run_one(options: argparse.Namespace) -> int:
    """Write one diagram, as Mermaid unless another format is asked for; nothing while a record has an error."""
    if (catalog := sound(options.paths)) is None:
        return 1
    if (id_ := resolved(catalog, options.system)) is None:
        return 2
    record = catalog.records[id_]
    kind = options.kind.upper().removeprefix(f"{id_}-")
    if (found := diagram(record, catalog.vocabulary, kind)) is None:
        present = kinds(record, catalog.vocabulary)
        hint = did_you_mean(kind, present) or f"; it has {', '.join(present)}"
        return refuse(f"{id_} has no diagram {options.kind!r}{hint}")
    format = Format(options.format)
    if not options.out and not format.is_text and sys.stdout.isatty():
        return refuse(f"a terminal cannot show {format.upper()}; give --out FILE")
    if (contents := _drawn([Drawing(record, found)], format)) is None:
        return 1
    if options.out:
        write_bytes(options.out, contents[0])
    else:
        put(contents[0])
    return 0


def _drawn(drawings: list[Drawing], format: Format) -> list[bytes] | None:
    """The contents of the files; None after what cannot be drawn has been reported, where its record stands."""
    try:
        return draw(drawings, format, bar(sys.stderr))
    except RenderingsFailed as failed:
        records = {drawing.diagram.id: drawing.record for drawing in drawings}
        for failure in failed.failures:
            record = records[failure.id]
            line, column = record.mark()
            say(f"{record.file}:{line}:{column}: error cannot draw {failure}")
        return None
