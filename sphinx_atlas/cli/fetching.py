"""Options of commands that fetch pages, and what they fetch with."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..sources.web import Web


def add_fetching(parser: argparse.ArgumentParser) -> None:
    """Let a command be told how to fetch pages."""
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        default=_cache(),
        help="where pages are kept (default: sphinx-atlas/pages in the user's cache)",
    )
    parser.add_argument(
        "--delay", type=_seconds, metavar="SECONDS", default=1.0, help="pause between requests to a host (default: 1)"
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="HOST:PORT",
        help="a host that may lie in a private network; may be given several times",
    )


def open_web(options: argparse.Namespace) -> Web:
    """The web, as the options want it."""
    from ..sources.web import Limits, Web  # noqa: PLC0415 - of an extra

    return Web(cache=options.cache, allowed=options.allow, limits=Limits(delay=options.delay))


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "sphinx-atlas" / "pages"


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 3600:
        raise ValueError
    return value


_seconds.__name__ = "pause in seconds"
