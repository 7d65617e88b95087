"""``sphinx-atlas sources``: the commands that look at pages on the web."""

from __future__ import annotations

from . import discover
from .arguments import Commands

#: The modules of its commands, in the order of the help.
COMMANDS = (discover,)


def add(commands: Commands) -> None:
    """Enter the command with its own commands."""
    what = "look at the pages that records stand on, and for new ones"
    parser = commands.add_parser("sources", help=what, description=f"{what.capitalize()}.")
    inner = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(inner)
