"""``sphinx-atlas completion``: what a shell has to know to complete the commands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from .arguments import Commands, enter
from .console import put, refuse

SHELLS = ("bash", "zsh", "tcsh")


def add(commands: Commands) -> None:
    """Enter the command."""
    parser = enter(
        commands,
        "completion",
        run,
        help="write what a shell needs to complete commands",
        examples={
            "sphinx-atlas completion bash > ~/.local/share/bash-completion/completions/sphinx-atlas": "bash",
            "sphinx-atlas completion zsh > ~/.zfunc/_sphinx-atlas": "zsh, with ~/.zfunc in $fpath",
        },
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def run(options: argparse.Namespace) -> int:
    """Write the script with which a shell completes commands, options and files; it needs sphinx-atlas[cli]."""
    try:
        import shtab  # noqa: PLC0415 - from an extra
    except ImportError:
        return refuse("completion needs shtab: pip install 'sphinx-atlas[cli]'")
    from . import parser  # noqa: PLC0415 - the whole command line, which this command is a part of

    command_line = parser()
    for action in _actions(command_line):
        if action.type is Path:
            action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
    put(shtab.complete(command_line, shell=options.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a command line and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
