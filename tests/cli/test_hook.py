"""The pre-commit hook: it is given records and nothing else, and what it runs is our command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_atlas.catalog.catalog import bundled
from tests.cli.conftest import BAD, GOOD, Make, Streams, run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(name="hook")
def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


def test_it_is_given_the_records(hook: dict[str, Any]) -> None:
    records = [path.relative_to(ROOT).as_posix() for path in bundled().rglob("case-studies/*/*.yaml")]
    assert records
    assert all(re.search(hook["files"], path) for path in (*records, "case-studies/a/b.yml"))
    others = (
        "data/atlas.yaml",
        "data/sources.yaml",
        "data/vocabulary/own.yaml",
        "docs/index.rst",
        "a/case-studies/b.md",
    )
    assert [path for path in others if re.search(hook["files"], path)] == []


def test_a_commit_passes_or_not_by_the_records_in_it(hook: dict[str, Any], catalogue: Make, capsys: Streams) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "sphinx-atlas"
    folder = catalogue(GOOD, BAD.replace("CS-FERRY-CHAT", "CS-OTHER")) / "case-studies/messaging"
    good, bad = folder / "r0.yaml", folder / "r1.yaml"
    assert run(capsys, *arguments, good) == (0, [], ["1 record: no problems"])
    status, out, _err = run(capsys, *arguments, good, bad)
    assert status == 1
    assert {line.partition(":")[0] for line in out} == {str(bad)}
