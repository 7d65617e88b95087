"""The hook as pre-commit runs it: our repository is cloned and installed, and a commit with a wrong record is stopped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Read, not imported: what is installed here is what the hook installs.
GOOD = (ROOT / "tests/good-record.yaml").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an unpacked sdist is no repository"),
]


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@invalid")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, text=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue under version control, with our hook."""
    # A hook runs in a git of its own; nothing of one around it may lead it astray.
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "catalogue"
    (folder / "case-studies/messaging").mkdir(parents=True)
    (folder / "atlas.yaml").write_text("profile: strict\n", encoding="utf-8")
    revision = git(ROOT, "rev-parse", "HEAD")
    config = f"repos:\n  - repo: {ROOT}\n    rev: {revision}\n    hooks:\n      - id: sphinx-atlas-check\n"
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(folder, "init", "-q")
    return folder


def commit(folder: Path) -> tuple[int, str]:
    """The exit status, and what is printed when everything is committed."""
    git(folder, "add", "-A")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"],
        cwd=folder,
        check=False,
        text=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def test_a_wrong_record_is_stopped_and_a_right_one_is_not(repository: Path) -> None:
    record = repository / "case-studies/messaging/ferry.yaml"
    record.write_text(GOOD.replace("name: per_key_order", "name: per_kee_order"), encoding="utf-8")
    status, said = commit(repository)
    assert status == 1, said
    assert "case-studies/messaging/ferry.yaml:" in said
    assert "error ATL204 unknown guarantee 'per_kee_order'; did you mean 'per_key_order'?" in said
    record.write_text(GOOD, encoding="utf-8")
    status, said = commit(repository)
    assert status == 0, said
    assert "Passed" in said
