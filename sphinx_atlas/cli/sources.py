"""``sphinx-atlas sources``: the commands that go to the web."""

from __future__ import annotations

from . import sources_discover
from .arguments import Commands

#: The modules of the commands, in the order of the help.
COMMANDS = (sources_discover,)


def add(commands: Commands) -> None:
    """Enter the group."""
    group = commands.add_parser(
        "sources",
        help="look for new pages that records could cite",
        description="Look for new pages that records could cite. Needs sphinx-atlas[sources].",
    )
    inside = group.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(inside)
