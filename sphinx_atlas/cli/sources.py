"""``sphinx-atlas sources``: the commands that go to the web."""

from __future__ import annotations

from . import sources_archive, sources_check, sources_discover, sources_verify
from .arguments import Commands

#: The modules of the commands, in the order of the help.
COMMANDS = (sources_check, sources_verify, sources_archive, sources_discover)


def add(commands: Commands) -> None:
    """Enter the group."""
    group = commands.add_parser(
        "sources",
        help="check, verify and archive the pages that records cite, and discover new ones",
        description="Look at the pages that records cite, and for new ones. Needs sphinx-atlas[sources].",
    )
    inside = group.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(inside)
