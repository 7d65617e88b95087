"""The oracle says what it lacks; it never lets a test pass for want of a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mermaid import oracle


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no programs and an empty cache."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("SPHINX_ATLAS_TEST_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return tmp_path


@pytest.fixture
def installed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, with something in Mermaid's place."""
    script = bare / "mermaid.min.js"
    script.write_text("", encoding="utf-8")
    monkeypatch.setattr(oracle, "install", lambda: script)
    return bare


@pytest.mark.usefixtures("bare")
def test_npm_is_missed() -> None:
    with pytest.raises(oracle.OracleSilent, match="needs npm, and none is on the path"):
        oracle.judge({})


@pytest.mark.usefixtures("installed")
def test_a_browser_is_missed() -> None:
    with pytest.raises(oracle.OracleSilent, match="needs chromium or"):
        oracle.judge({})


@pytest.mark.parametrize(
    ("browser", "complaint"),
    [
        ("echo nothing", "did not finish the page; it left: 'nothing"),
        ("echo broken >&2; exit 3", "exit status 3. broken"),
    ],
)
def test_a_browser_that_fails_is_noticed(
    browser: str, complaint: str, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = installed / "browser"
    program.write_text(f"#!/bin/sh\n{browser}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(program))
    with pytest.raises(oracle.OracleSilent, match=complaint):
        oracle.judge({"a": "graph TB"})
