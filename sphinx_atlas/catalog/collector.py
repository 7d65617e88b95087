"""Python's garbage collector, where it looks for garbage though there can be none.

It goes through what is alive whenever enough has been made, and a catalogue is much that stays alive.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: So many things are made before the collector looks at them: of a page, nothing becomes garbage before its end.
_A_PAGE = 20_000
#: The numbers that were there before.
_before: list[tuple[int, int, int]] = []


@contextmanager
def paused() -> Iterator[None]:
    """Make things of which none is thrown away; the collector looks at them once, afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def seldom() -> None:
    """Let the collector look about once in a page, not dozens of times; who wants it more seldom still, keeps that."""
    first, second, third = gc.get_threshold()
    if 0 < first < _A_PAGE:
        _before.append((first, second, third))
        gc.set_threshold(_A_PAGE, second, third)


def often() -> None:
    """Let the collector look as often as it did."""
    while _before:
        gc.set_threshold(*_before.pop())


def spare() -> None:
    """Keep the collector from all that is alive: it stays.

    Also when a program ends: on its way out, Python would go through all of it several times.
    """
    gc.freeze()


def resume() -> None:
    """Let the collector look at everything again, and throw away what has become garbage meanwhile."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
