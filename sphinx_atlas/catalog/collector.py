"""Python's garbage collector, where it looks for garbage though there can be none.

It goes through what is alive whenever enough has been made, and a catalogue is much that stays alive.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
