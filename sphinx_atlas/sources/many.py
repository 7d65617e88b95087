"""Doing one thing to many, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

#: Things that are done at a time; of what goes to one host, only one.
WORKERS = 8


def in_order(things: Sequence[A], work: Callable[[A], B]) -> Iterator[B]:
    """What comes of each thing, in their order; nothing more is begun once the caller has had enough."""
    pool = ThreadPoolExecutor(WORKERS)
    try:
        yield from pool.map(work, things)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
