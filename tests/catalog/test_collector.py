"""The garbage collector is paused, or looks seldom, for as long as it says, and spares what it is told to until it may
look again.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from sphinx_atlas.catalog import collector


class Loop:
    """Something that only the collector can throw away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.enable()
    gc.set_threshold(*before)


def test_it_is_off_within_and_on_again_afterwards_also_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), collector.paused():
        with collector.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("x")
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    with collector.paused():
        pass
    assert not gc.isenabled()


def test_what_is_spared_is_thrown_away_once_it_may_look_again() -> None:
    loop = Loop()
    gone = weakref.ref(loop)
    collector.spare()
    del loop
    gc.collect()
    assert gone() is not None
    collector.resume()
    assert gone() is None
    assert gc.get_freeze_count() == 0


def test_it_looks_seldom_and_then_as_often_as_before() -> None:
    gc.set_threshold(500, 7, 8)
    for _ in range(2):
        collector.seldom()
        assert gc.get_threshold() == (20_000, 7, 8)
    for _ in range(2):
        collector.often()
        assert gc.get_threshold() == (500, 7, 8)


@pytest.mark.parametrize("first", [0, 100_000])
def test_who_wants_it_more_seldom_keeps_that(first: int) -> None:
    gc.set_threshold(first, 7, 8)
    collector.seldom()
    assert gc.get_threshold()[0] == first
