"""``sphinx-atlas export``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import BAD, GOOD, Make, Streams, run


def test_a_catalogue_becomes_files(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(GOOD)
    status, out, err = run(capsys, "export", folder, "--out", "deep/out")
    assert (status, out) == (0, [])
    names = sorted(path.relative_to("deep/out").as_posix() for path in Path("deep/out").rglob("*.*"))
    assert err == [f"{len(names)} files in deep/out, of which {len(names)} changed"]
    assert {"catalog.json", "claims.csv", "export.schema.json", "schema.json", "systems/CS-FERRY.json"} < set(names)
    index = json.loads(Path("deep/out/catalog.json").read_text(encoding="utf-8"))
    assert index["files"] == names
    assert run(capsys, "export", folder, "--out", "deep/out")[2] == [
        f"{len(names)} files in deep/out, of which 0 changed"
    ]


def test_nothing_is_written_while_a_record_has_an_error(catalogue: Make, capsys: Streams) -> None:
    status, _out, err = run(capsys, "export", catalogue(BAD), "--out", "out")
    assert status == 1
    assert "ATL102" in err[0]
    assert not Path("out").exists()


def test_what_cannot_be_written_is_told(catalogue: Make, capsys: Streams) -> None:
    Path("out").write_text("a file", encoding="utf-8")
    status, _out, err = run(capsys, "export", catalogue(GOOD), "--out", "out")
    assert (status, err) == (2, ["sphinx-atlas: out: File exists"])
