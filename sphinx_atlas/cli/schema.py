"""``sphinx-atlas schema``: what an editor has to know to help with a record."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..catalog.files import write_text
from ..catalog.input_schema import input_schema
from .arguments import Commands, add_paths, enter, load
from .console import put, say


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "schema",
        run,
        help="write the JSON Schema of a record, for editors",
        examples={
            "sphinx-atlas schema --out schema.json": "a file that the first line of a record may name",
            "sphinx-atlas schema catalogue --out schema.json": "with the words of a catalogue's own vocabulary",
        },
    )
    add_paths(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file; else standard output")


def run(options: argparse.Namespace) -> int:
    """Write the JSON Schema of a record as people write it: plain values and claims, in the words of the vocabulary."""
    vocabulary = load(options.paths).vocabulary
    for finding in sorted(vocabulary.findings, key=lambda finding: (finding.path, finding.line, finding.column)):
        say(f"{finding.location}: error {finding.code} {finding.message}")
    if vocabulary.findings:
        return 1
    text = json.dumps(input_schema(vocabulary), indent=2, ensure_ascii=False) + "\n"
    if options.out:
        write_text(options.out, text)
    else:
        put(text)
    return 0
