"""What the commands have in common that go to the web: the options, the cache, the progress on a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..sources.web import Web

#: Tells how many things are done.
Advance = Callable[[], None]


class ExtraMissing(Exception):
    """What a command needs is not installed; the message says how to get it."""


def add_web(parser: argparse.ArgumentParser, delay: float = 1) -> None:
    """Let a command be told how to go to the web.

    :param delay: in seconds, where the command line gives none
    """
    parser.add_argument(
        "--cache", type=Path, metavar="DIR", help="the folder that pages are kept in; else the one of the system"
    )
    parser.add_argument(
        "--delay",
        type=_seconds,
        default=float(delay),
        metavar="SECONDS",
        help=f"between two requests to a host (default: {delay})",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="HOST:PORT",
        help="a host of your own network that may be visited; may be given several times",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


@contextmanager
def web(options: argparse.Namespace, *, patient: bool = False) -> Iterator[Web]:
    """The web, as the options say.

    :param patient: whether a host may take minutes to answer
    :raises ExtraMissing: if what fetches pages is not installed, or what is asked for while the web is open
    """
    try:
        from ..sources.web import Limits, Web  # noqa: PLC0415 - the core goes without

        folder = options.cache or _cache()
        folder.mkdir(parents=True, exist_ok=True)
        limits = Limits(delay=options.delay, timeout=120, total=180) if patient else Limits(delay=options.delay)
        with Web(cache=folder, allowed=set(options.allow), limits=limits) as opened:
            yield opened
    except ModuleNotFoundError as error:
        raise ExtraMissing(f"{error.name} is not installed: pip install 'sphinx-atlas[sources]'") from None


def _cache() -> Path:
    """The folder for caches, by the rules of the XDG where they hold, else the one of Windows."""
    own = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(own) if own else Path.home() / ".cache") / "sphinx-atlas"


@contextmanager
def progress(what: str, total: int) -> Iterator[Advance]:
    """A bar on the terminal, where there is one."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - the core goes without
    from rich.progress import Progress  # noqa: PLC0415

    # Results go to standard output while the bar is shown, too: only on a terminal are they to be set above it.
    shown = sys.stdout.isatty()
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=shown) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
