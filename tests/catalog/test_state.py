"""What changes the state of a catalogue's files, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_atlas.catalog.state import contents, state

RECORD = "case-studies/messaging/ferry.yaml"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for name, text in ((RECORD, "id: CS-X\n"), ("atlas.yaml", "name: X\n"), ("notes.txt", "none\n")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def _state(*folders: Path) -> str:
    return state(contents(folders))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / RECORD).write_text("id: CS-Y\n", encoding="utf-8"),
        lambda folder: (folder / RECORD).rename(folder / "case-studies/messaging/barge.yaml"),
        lambda folder: (folder / RECORD).unlink(),
        lambda folder: (
            (folder / "vocabulary").mkdir() or (folder / "vocabulary/own.yml").write_text("", encoding="utf-8")
        ),
        lambda folder: (folder / "sources.snapshot.yaml").write_text("", encoding="utf-8"),
        lambda folder: (folder / "broken.yaml").symlink_to(folder / "nowhere"),
        lambda folder: (folder / "case-studies/messaging/BARGE.YAML").write_text("id: CS-Z\n", encoding="utf-8"),
        lambda folder: (folder / "case-studies/linked").symlink_to(folder / "case-studies/messaging"),
        lambda folder: (folder / "case-studies/media").mkdir(),
    ],
)
def test_every_yaml_file_counts(folder: Path, change: Callable[[Path], object]) -> None:
    before = _state(folder)
    change(folder)
    assert _state(folder) != before


def test_nothing_else_does(folder: Path) -> None:
    before = _state(folder)
    (folder / "notes.txt").write_text("some\n", encoding="utf-8")
    (folder / RECORD).touch()
    assert _state(folder) == before
    # Named twice, it is read once.
    assert _state(folder, folder) == before
    assert _state(folder / "nowhere") == _state(folder / "nowhere") != before
