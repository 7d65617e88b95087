"""The files of an export: what they hold, that they fit their schema, and how they are written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_atlas.catalog.catalog import Catalog, bundled
from sphinx_atlas.catalog.files import write_bytes
from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.snapshot import Snapshot, read_snapshot
from sphinx_atlas.export.documents import fingerprint
from sphinx_atlas.export.files import INDEX, export, is_current, write, written
from tests.export.conftest import BARE, OTHER, faults, sample
from tests.records import good_record, whole_catalog


def data(files: dict[str, bytes], name: str) -> dict[str, Any]:
    """A JSON file of an export."""
    found: dict[str, Any] = json.loads(files[name])
    return found


@pytest.fixture(name="files", scope="module")
def _files() -> dict[str, bytes]:
    return export(sample())


@pytest.mark.parametrize("make", [sample, lambda: sample(BARE), whole_catalog], ids=["few", "bare", "bundled"])
def test_every_file_fits_the_schema(make: Callable[[], Catalog]) -> None:
    catalog = make()
    files = export(catalog)
    checked = [name for name in files if name.endswith(".json") and "schema" not in name]
    assert {name: found for name in checked if (found := faults(data(files, name)))} == {}
    assert len(checked) >= len(catalog.records) + 4


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        (INDEX, ["schema_version"], "2.0"),
        (INDEX, ["systems", 0, "id"], "ferry"),
        (INDEX, ["more"], 1),
        ("systems/CS-BARGE.json", ["claims", 0, "state"], "guessed"),
        ("systems/CS-BARGE.json", ["claims", 0, "value"], None),
        ("systems/CS-BARGE.json", ["sources", 0, "read_at"], "https://x.example"),
        ("systems/CS-FERRY.json", ["moved_to"], 1),
        ("coverage.json", ["measures", 0, "value"], "1"),
        ("sources.json", ["sources", 0, "date"], "yesterday"),
        ("vocabulary.json", ["terms", "pattern", 0, "id"], None),
    ],
)
def test_the_schema_finds_what_is_wrong(files: dict[str, bytes], name: str, path: list[Any], wrong: Any) -> None:
    changed = data(files, name)
    assert faults(changed) == []
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = wrong
    assert faults(changed)


def test_the_index_lists_what_there_is(files: dict[str, bytes]) -> None:
    index = data(files, INDEX)
    assert index["files"] == sorted(files)
    assert [entry["id"] for entry in index["systems"]] == ["CS-BARE", "CS-BARGE", "CS-FERRY-CHAT"]
    assert all(entry["file"] in files for entry in index["systems"])
    assert index["redirects"] == {"CS-FERRY": "CS-FERRY-CHAT"}
    moved = data(files, "systems/CS-FERRY.json")
    assert (moved["kind"], moved["moved_to"], moved["file"]) == (
        "redirect",
        "CS-FERRY-CHAT",
        "systems/CS-FERRY-CHAT.json",
    )


def test_a_former_id_that_another_system_has_leads_nowhere_else() -> None:
    files = export(sample(good_record(), OTHER.replace("CS-BARGE", "CS-FERRY")))
    assert data(files, INDEX)["redirects"] == {}
    assert data(files, "systems/CS-FERRY.json")["kind"] == "system"


def test_where_a_copy_was_read_is_not_given_away() -> None:
    text = good_record().replace("    venue: QCon", "    read_at: https://copy.example/x\n    venue: QCon")
    assert b"copy.example" not in b"".join(export(sample(text)).values())


def test_terms_tell_who_uses_them(files: dict[str, bytes]) -> None:
    terms = data(files, "vocabulary.json")["terms"]
    used = {term["id"]: term["used_by"] for term in terms["mechanism"]}
    assert used["p3_durable_log"] == ["CS-BARGE", "CS-FERRY-CHAT"]
    assert used["rate_limiting"] == ["CS-BARGE", "CS-FERRY-CHAT"]
    assert [term["id"] for term in terms["pattern"]] == sorted(term["id"] for term in terms["pattern"])


def test_coverage_tells_gaps_and_milestones(files: dict[str, bytes]) -> None:
    found = data(files, "coverage.json")
    (messaging,) = (entry for entry in found["categories"] if entry["id"] == "messaging")
    assert [one["record"] for one in messaging["covered"]] == ["CS-BARGE"]
    assert [one["id"] for one in messaging["missing"]] == ["CS-RAFT"]
    assert [step["is_met"] for step in found["milestones"]] == [True, False]
    measures = {measure["id"]: measure for measure in found["measures"]}
    assert measures["systems"]["is_met"] is True
    assert measures["scale-evidence"]["lacking"] == ["CS-BARE"]
    assert "activity" not in found


def test_the_same_records_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    folder = tmp_path / "data/case-studies/messaging"
    folder.mkdir(parents=True)
    (folder / "b.yaml").write_text(OTHER, encoding="utf-8")
    (folder / "a.yaml").write_text(good_record(), encoding="utf-8")
    for seed in ("1", "2"):
        command = [
            sys.executable,
            "-m",
            "sphinx_atlas",
            "export",
            "--out",
            str(tmp_path / seed),
            str(tmp_path / "data"),
        ]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    found = [
        {str(path.relative_to(tmp_path / seed)): path.read_bytes() for path in (tmp_path / seed).rglob("*.*")}
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert len(found[0]) > 8


def test_what_was_seen_of_the_sources_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def noted(path: Path, shown: str) -> tuple[Snapshot | None, list[Finding]]:
        read.append(path)
        return read_snapshot(path, shown)

    monkeypatch.setattr("sphinx_atlas.catalog.snapshot.read_snapshot", noted)
    catalog = Catalog.load([bundled()])
    export(catalog)
    assert len(read) == 1


def test_nothing_of_the_order_in_a_file_or_of_its_place_is_exported() -> None:
    assert export(sample(good_record(), OTHER)) == export(sample(OTHER, good_record()))
    lines = good_record().replace("also_in: [social-feeds]\n", "")
    moved = lines + "also_in: [social-feeds]\n"
    one, two = (data(export(sample(text)), "systems/CS-FERRY-CHAT.json") for text in (good_record(), moved))
    assert one == two


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    assert write(tmp_path, sample()) == len(export(sample()))
    assert write(tmp_path, sample()) == 0
    changed = OTHER.replace("2M concurrent", "3M concurrent")
    write(tmp_path, sample(good_record(), changed, BARE))
    assert b"3M" in (tmp_path / "systems/CS-BARGE.json").read_bytes()


def test_only_what_an_export_wrote_is_removed(tmp_path: Path) -> None:
    write(tmp_path, sample())
    mine = tmp_path / "systems/CS-MINE.json"
    mine.write_text("{}", encoding="utf-8")
    write(tmp_path, sample(BARE))
    assert sorted(path.name for path in (tmp_path / "systems").iterdir()) == ["CS-BARE.json", "CS-MINE.json"]


def test_an_export_that_failed_half_way_is_current_for_no_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = sample(), sample(good_record(), OTHER.replace("CS-BARGE", "CS-YAWL"))
    write(tmp_path, old)
    left = iter(range(3))

    def failing(path: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise OSError("no space left")
        write_bytes(path, content)

    with monkeypatch.context() as patch:
        patch.setattr("sphinx_atlas.export.files.write_bytes", failing)
        with pytest.raises(OSError, match="no space left"):
            write(tmp_path, new)
    assert not is_current(tmp_path, fingerprint(old))
    assert not is_current(tmp_path, fingerprint(new))
    write(tmp_path, old)
    assert is_current(tmp_path, fingerprint(old))
    assert {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.*")} == export(old)


def test_a_lost_file_comes_back_under_the_same_index(tmp_path: Path) -> None:
    write(tmp_path, sample())
    (tmp_path / "claims.csv").unlink()
    assert write(tmp_path, sample()) == 1
    assert is_current(tmp_path, fingerprint(sample()))


@pytest.mark.parametrize("name", ["../outside.json", "/outside.json", "notes.txt", 3])
def test_an_index_that_lies_removes_nothing_else(tmp_path: Path, name: object) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for path in (tmp_path / "outside.json", folder / "notes.txt"):
        path.write_text("mine", encoding="utf-8")
    index = {"generator": "sphinx-atlas 0", "files": [name]}
    (folder / INDEX).write_text(json.dumps(index), encoding="utf-8")
    write(folder, sample(BARE))
    assert (tmp_path / "outside.json").exists()
    assert (folder / "notes.txt").exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"files": 3}', "\udcff"])
def test_an_index_of_somebody_elses_is_none_of_ours(tmp_path: Path, content: str) -> None:
    (tmp_path / INDEX).write_text(content, encoding="utf-8", errors="surrogateescape")
    assert written(tmp_path) == []
    assert not is_current(tmp_path, fingerprint(sample(BARE)))


def test_whether_a_folder_is_current(tmp_path: Path) -> None:
    write(tmp_path, sample())
    assert is_current(tmp_path, fingerprint(sample()))
    assert not is_current(tmp_path, fingerprint(sample(BARE)))
    (tmp_path / "claims.csv").unlink()
    assert not is_current(tmp_path, fingerprint(sample()))
