"""Commands that need more than the package brings along."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Callable

from .console import refuse

Run = Callable[[argparse.Namespace], int]


def needs(extra: str) -> Callable[[Run], Run]:
    """Let a command name the extra that it needs, where something of it is not installed."""

    def wrap(run: Run) -> Run:
        @functools.wraps(run)
        def checked(options: argparse.Namespace) -> int:
            try:
                return run(options)
            except ModuleNotFoundError as error:
                return refuse(f"{error.name} is not installed; pip install 'sphinx-atlas[{extra}]' brings it")

        return checked

    return wrap
