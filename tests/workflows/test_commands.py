"""What the workflows run of ours is there, and what they take from others is pinned."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_atlas.cli import parser

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
#: ``owner/name@40 digits``, and behind it the version that the commit is.
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def steps(path: Path) -> Iterator[dict[str, Any]]:
    """Every step of a workflow."""
    for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
        yield from job["steps"]


def commands() -> Iterator[tuple[str, str]]:
    """Workflow, and each call of ours in it."""
    for path in WORKFLOWS:
        for step in steps(path):
            for line in step.get("run", "").splitlines():
                if found := re.search(r"sphinx-atlas (?=[a-z])[^|>&<]+", line):
                    yield path.name, found[0].removesuffix(" 2").strip()


@pytest.mark.parametrize(("workflow", "command"), list(commands()))
def test_the_command_line_takes_what_they_give(workflow: str, command: str) -> None:
    # What the shell works out is a day, or a path.
    words = [re.sub(r"^\$\w+$", "2026-01-01", word) for word in shlex.split(command)[1:]]
    options = parser().parse_args(words)
    assert callable(options.run), (workflow, command)


def test_every_command_line_is_seen() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    assert len(list(commands())) == len(re.findall(r"^[^#\n]*sphinx-atlas [a-z]", text, re.MULTILINE))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if line.startswith("uses:") and not PINNED.search(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_runs_for_ever_nor_with_more_rights_than_it_says(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
