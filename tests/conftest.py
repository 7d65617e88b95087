"""What holds for all tests: what is not measured for coverage is not traced."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long an example takes says nothing on a busy machine: the first one of a process pays for what is read then.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Let ``no_cover`` hold in the workers of xdist, too.

    There pytest-cov has begun twice. When it stops the one measurement for a test that is not to be measured, the other goes
    on, and takes as long.
    """
    trace = sys.gettrace()
    if pyfuncitem.get_closest_marker("no_cover"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)
