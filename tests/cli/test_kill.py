"""Killed while it writes, no command leaves half a file, nor touches what stood there before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_atlas.cli import main
from tests.records import good_record

ROOT = Path(__file__).resolve().parents[2]
DAY = "1768003200"
#: Writes half of the second file, or of the only one, says that it has, and waits to be killed.
STUCK = """
import sys, time
from pathlib import Path
from sphinx_atlas.cli import main
whole, before = Path.write_bytes, int(sys.argv.pop(1))
def half(path, content):
    global before
    before -= 1
    if before >= 0:
        return whole(path, content)
    whole(path, content[: len(content) // 2])
    print("half", flush=True)
    time.sleep(60)
Path.write_bytes = half
sys.exit(main())
"""


def files(folder: Path) -> dict[str, bytes]:
    """What stands in a folder and is meant to be read."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.parametrize(
    ("before", "command"),
    [
        (0, "new CS-NEW --category messaging"),
        (0, "schema --out schema.json"),
        (0, "diagram CS-FERRY-CHAT BP --out bp.mmd"),
        (1, "diagrams --out drawn"),
        (1, "export --out data/export"),
    ],
)
def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int, command: str) -> None:
    cases = tmp_path / "data/case-studies/messaging"
    cases.mkdir(parents=True)
    (cases / "ferry.yaml").write_text(good_record(), encoding="utf-8")
    (tmp_path / "schema.json").write_text("the one before", encoding="utf-8")
    (tmp_path / "bp.mmd").write_text("the one before", encoding="utf-8")
    stood = files(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": DAY}

    with subprocess.Popen(
        [sys.executable, "-c", STUCK, str(before), *command.split()],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.kill()

    assert process.returncode == -signal.SIGKILL
    left = files(tmp_path)
    assert {name: left[name] for name in stood} == stood
    assert len(left) == len(stood) + before
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    assert main(command.split()) == 0
    after = files(tmp_path)
    assert all(after[name] == left[name] for name in left if name not in stood and name != "data/export/catalog.json")
    assert len(after) > len(stood) or after != stood
