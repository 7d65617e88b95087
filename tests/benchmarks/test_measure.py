"""What commands take, in runs that alternate; one that fails says what it printed. No time is tested."""

from __future__ import annotations

import sys
from functools import partial

import pytest

from benchmarks.measure import Case, CommandFailed, Run, Sample, measure, run

PYTHON = [sys.executable, "-c"]


def test_a_run_counts_the_children_too() -> None:
    eaten = 'subprocess.run([sys.executable, "-c", "x = bytearray(100_000_000); sum(range(10**6))"])'
    taken = run([*PYTHON, f"import subprocess, sys; {eaten}"])
    assert taken.peak > 100_000_000
    assert taken.seconds > 0
    assert taken.cpu > 0


def test_a_failing_command_says_what_failed() -> None:
    with pytest.raises(CommandFailed, match=r"(?s)-c 'import sys.*exit status 3\nbefore it fell\n"):
        run([*PYTHON, "import sys; print('before it fell', flush=True); sys.exit(3)"])


def test_what_python_compiles_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    run([sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"])


def test_runs_alternate() -> None:
    order: list[str] = []
    cases = {name: Case([*PYTHON, ""], partial(order.append, name)) for name in "ab"}
    said: list[str] = []
    samples = measure(cases, 2, said.append)
    assert order == ["a", "b", "a", "b"]
    assert {name: len(sample.runs) for name, sample in samples.items()} == {"a": 2, "b": 2}
    assert said[0].startswith("a, 1 of 2: ")


def test_medians_and_spread() -> None:
    sample = Sample([Run(3, 1, 10), Run(1, 2, 30), Run(2, 9, 20)])
    assert (sample.seconds, sample.cpu, sample.peak, sample.spread) == (2, 2, 20, (1, 3))
    assert Sample.of_json(sample.as_json()) == sample
