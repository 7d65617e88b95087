"""``sphinx-atlas diff``: what changed between two editions of a catalogue."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..catalog.files import write_text
from ..export.changes import as_data, as_text, compare
from ..export.editions import Edition, EditionError
from ..export.feed import feed
from ..export.files import to_json
from ..views.text import counted
from .arguments import Commands, enter
from .console import put, say, write


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "diff",
        run,
        help="show what changed between two editions of a catalogue",
        examples={
            "sphinx-atlas diff old-export new-export": "two exports, system by system",
            "sphinx-atlas diff published/catalog.json data --format json": "an export and the records as they are",
            "sphinx-atlas diff old data --format atom --out changes.atom": "a feed that readers subscribe to",
        },
    )
    what = "an export (its folder or catalog.json) or a catalogue (its folder, or a record)"
    parser.add_argument("old", type=Path, metavar="OLD", help=f"the edition before: {what}")
    parser.add_argument("new", type=Path, metavar="NEW", help="the edition after")
    parser.add_argument(
        "--format", choices=["text", "json", "atom"], default="text", help="of the output (default: text)"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file; else standard output")
    parser.add_argument("--feed-url", metavar="URL", help="where the feed is published; its ids are made of that")
    parser.add_argument("--exit-code", action="store_true", help="exit 1 if something changed")


def run(options: argparse.Namespace) -> int:
    """Show what was added, removed and changed between two editions of a catalogue, by system and path."""
    try:
        old, new = Edition.load(options.old), Edition.load(options.new)
    except EditionError as error:
        say(str(error))
        return 2
    changes = compare(old, new)
    made = {
        "text": lambda: as_text(changes),
        "json": lambda: to_json(as_data(changes)),
        "atom": lambda: feed(changes, new, options.feed_url),
    }[options.format]()
    if options.out:
        write_text(options.out, made if made.endswith("\n") or not made else f"{made}\n")
    elif options.format == "text":
        for line in made.splitlines():
            write(sys.stdout, line)
    else:
        put(made)
    statements = sum(len(one.changes) for one in changes)
    say(
        f"{counted(statements, 'statement')} in {counted(len(changes), 'system')} differ"
        if changes
        else "no difference"
    )
    return 1 if options.exit_code and changes else 0
