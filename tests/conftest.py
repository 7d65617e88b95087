"""What holds for all tests: what is not measured for coverage is not traced."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


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
