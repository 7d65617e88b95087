"""``sphinx-atlas review``: the fields of a pull request, filled in as far as a machine can."""

from __future__ import annotations

import argparse
import sys

from ..review import as_markdown, review, unread
from .arguments import Commands, add_as_of, add_paths, add_systems, chosen, enter, load, problems
from .console import write


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "review",
        run,
        help="fill in the review of records",
        examples={
            "sphinx-atlas review --system CS-DISCORD": "the fields and boxes of one system",
            "sphinx-atlas review data/case-studies/messaging/slack.yaml": "those of a record that has changed",
        },
    )
    add_paths(parser)
    add_systems(parser)
    add_as_of(parser, "staleness is judged")


def run(options: argparse.Namespace) -> int:
    """Write, as Markdown, what the reviewer of each record wants to know; exit 1 if something speaks against one."""
    catalog = load(options.paths)
    if (ids := chosen(catalog, options.system)) is None:
        return 2
    found = problems(catalog, as_of=options.as_of, profile="strict")
    reviews = [review(catalog, catalog.records[id_], found) for id_ in ids]
    failed = unread(catalog, found)
    write(sys.stdout, as_markdown(reviews, failed).rstrip("\n"))
    return 0 if not failed and all(one.holds for one in reviews) else 1
