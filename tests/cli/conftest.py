"""Catalogues to run the command line on, in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_atlas.cli import main
from tests.records import good_record

Streams = pytest.CaptureFixture[str]
Make = Callable[..., Path]

GOOD = good_record()
#: Wrong in its shape, wherever it is judged.
BAD = GOOD.replace("name: p1_consistent_hash", "nam: p1_consistent_hash")
#: Without evidence: an error in the strict profile, a warning in the other.
BARE = GOOD.replace("Finds the node of a group., source: storage-2023}", "Finds the node of a group.}")


@pytest.fixture(name="catalogue")
def _catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes a catalogue of some records in a folder, and works in its parent on the day of the good record."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768003200")  # 2026-01-10

    def make(*texts: str, name: str = "data", manifest: str = "profile: strict\n") -> Path:
        folder = tmp_path / name
        cases = folder / "case-studies" / "messaging"
        cases.mkdir(parents=True)
        (folder / "atlas.yaml").write_text(manifest, encoding="utf-8")
        for number, text in enumerate(texts):
            (cases / f"r{number}.yaml").write_text(text, encoding="utf-8")
        return Path(name)

    return make


def run(streams: Streams, *arguments: str | Path) -> tuple[int, list[str], list[str]]:
    """The exit status, and the lines of standard output and error."""
    streams.readouterr()
    status = main([str(argument) for argument in arguments])
    out, err = streams.readouterr()
    return status, out.splitlines(), err.splitlines()
