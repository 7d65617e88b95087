"""``sphinx-atlas``: the same checks and diagrams as in a build, from the command line and without Sphinx."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .. import __version__
from ..rendering import RendererMissing
from . import check, completion, coverage, diff, draw, export, new, report, review, schema, sources
from .console import refuse
from .web import ExtraMissing

#: The modules of the commands, in the order of the help.
COMMANDS = (check, review, new, schema, draw, coverage, export, diff, report, sources, completion)


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
    except (RendererMissing, ExtraMissing) as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        where = error.filename2 or error.filename
        return refuse(f"{f'{where}: ' if where else ''}{error.strerror or error}")
    return status


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; paths may stand behind options, too, which argparse by itself does not let them."""
    command_line = parser()
    options, rest = command_line.parse_known_args(arguments)
    if rest and (not hasattr(options, "paths") or any(word.startswith("-") for word in rest)):
        command_line.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        options.paths += map(Path, rest)
    return options


def parser() -> argparse.ArgumentParser:
    """The whole command line, with every command."""
    command_line = argparse.ArgumentParser(
        prog="sphinx-atlas",
        description="Write and check records of systems, and draw their diagrams.",
        epilog="'sphinx-atlas COMMAND --help' says what a command does, with examples. "
        "Exit status: 0 if all is well, 1 if something is wrong in the data, 2 if the command was called wrongly or "
        "could not do its work.",
    )
    command_line.add_argument("--version", action="version", version=f"sphinx-atlas {__version__}")
    commands = command_line.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return command_line
