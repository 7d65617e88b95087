"""What is kept of a catalogue between builds, when it is read again, and that it says what reading says."""

from __future__ import annotations

import datetime as dt
import gc
import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from sphinx_atlas.catalog.reading import Read, read_path
from sphinx_atlas.extension import kept
from sphinx_atlas.extension.kept import keep, recall
from sphinx_atlas.extension.loading import CatalogError
from tests.extension.conftest import CONF, Build, Project
from tests.records import good_record

#: Not ready to publish, which is said of both in every build.
RECORD = good_record().replace("daily_messages:", "daily_mesages:")
BARGE = re.sub(r"^former_ids:.*\n", "", RECORD, flags=re.MULTILINE)
BARGE = BARGE.replace("id: CS-FERRY-CHAT", "id: CS-BARGE").replace("name: Ferry Chat", "name: Barge", 1)
FILES = ("atlas-records.pickle", "atlas-verdict.pickle")


class Reading:
    """A project of two records, and which of them were read in its builds."""

    def __init__(self, project: Project, patch: pytest.MonkeyPatch) -> None:
        self.project, self._patch = project, patch
        self.read: list[str] = []
        patch.setattr(kept, "read_path", self._read)

    def _read(self, path: Path) -> Read:
        self.read.append(path.stem)
        return read_path(path)

    def build(self, year: int = 2025) -> tuple[list[str], Build]:
        """Build it at the end of a year: the records that were read from their files, and the build."""
        self.read.clear()
        self._patch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(year, 12, 1, tzinfo=dt.UTC).timestamp())))
        build = self.project.build()
        return sorted(self.read), build


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    project = Project(tmp_path)
    project.write("conf.py", f"{CONF}atlas_as_of = ''\natlas_pages = ''\n")
    project.write("index.rst", "Start\n=====\n\n:atlas:value:`CS-BARGE summary`, :atlas:system:`CS-FERRY-CHAT`\n")
    project.write("catalog/atlas.yaml", "name: Ferries\n")
    project.record(RECORD)
    project.record(BARGE, "messaging/barge.yaml")
    found = Reading(project, monkeypatch)
    read, build = found.build()
    assert read == ["barge", "ferry"]
    assert build.warnings.count("ATL120") == 2
    return found


def test_only_what_changed_is_read_and_the_rest_is_said_again(reading: Reading) -> None:
    said = reading.build()[1].warnings
    reading.project.record(BARGE.replace("name: Barge", "name: Barque", 1), "messaging/barge.yaml")
    read, build = reading.build()
    assert read == ["barge"]
    assert build.warnings == said
    assert build.app.env.get_domain("atlas").directory.title("system", "CS-BARGE") == "Barque"  # type: ignore[attr-defined]
    assert reading.build()[0] == []


def test_a_day_without_a_change_is_judged_once_though_no_page_is_written(reading: Reading) -> None:
    read, build = reading.build(2019)
    assert read == ["barge", "ferry"]
    assert build.warnings.count("ATL120") == 2
    assert build.warnings.count("ATL504") == 2
    for _ in range(2):
        read, again = reading.build(2019)
        assert (read, again.read, again.warnings) == ([], [], build.warnings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("catalog/atlas.yaml", "name: Ferries\nseverities: {ATL120: error}\n"),
        ("catalog/vocabulary/own.yaml", "mechanisms:\n  - {id: tug, name: Tug, definition: Pulls., trades: Speed.}\n"),
        ("catalog/sources.snapshot.yaml", "pages: []\n"),
    ],
)
def test_what_all_are_judged_by_makes_all_be_read(reading: Reading, name: str, text: str) -> None:
    reading.project.write(name, text)
    with pytest.raises(CatalogError) if "error" in text else nullcontext():
        reading.build()
    assert sorted(reading.read) == ["barge", "ferry"]


def test_after_an_error_is_mended_only_its_file_is_read(reading: Reading) -> None:
    reading.project.record(BARGE.replace("category:", "categry:", 1), "messaging/barge.yaml")
    with pytest.raises(CatalogError, match="in the catalogue"):
        reading.build()
    assert reading.read == ["barge"]
    reading.project.record(f"{BARGE}\n# mended\n", "messaging/barge.yaml")
    assert reading.build()[0] == ["barge"]


def test_an_id_that_is_taken_is_found_in_what_was_kept_too(reading: Reading) -> None:
    reading.project.record(RECORD, "messaging/other.yaml")
    for _ in range(2):
        with pytest.raises(CatalogError, match="1 error in the catalogue"):
            reading.build()
    assert reading.read == []


@pytest.mark.parametrize("damage", [b"", b"not a pickle", b"\x80\x05."])
def test_a_damaged_file_is_as_none(reading: Reading, damage: bytes) -> None:
    for name in FILES:
        (reading.project.root / "_build/doctrees" / name).write_bytes(damage)
    read, build = reading.build()
    assert read == ["barge", "ferry"]
    assert build.warnings.count("ATL120") == 2


def test_a_removed_record_is_kept_no_longer(reading: Reading) -> None:
    file = reading.project.root / "_build/doctrees/atlas-records.pickle"
    before = file.stat().st_size
    (reading.project.root / "catalog/case-studies/messaging/barge.yaml").unlink()
    reading.project.write("index.rst", "Start\n=====\n\n:atlas:system:`CS-FERRY-CHAT`\n")
    assert reading.build()[0] == []
    assert file.stat().st_size < 0.6 * before


@pytest.mark.parametrize("key", ["other", ""])
def test_what_is_kept_has_its_key(tmp_path: Path, key: str) -> None:
    path = tmp_path / "deep" / "kept.pickle"
    keep(path, "key", {"a": 1})
    assert recall(path, "key") == {"a": 1}
    assert recall(path, key) is None
    assert recall(tmp_path / "nowhere", "key") is None
    assert [entry.name for entry in path.parent.iterdir()] == ["kept.pickle"]


def test_what_cannot_be_kept_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "kept.pickle"
    folder.mkdir()
    keep(folder, "key", "what")
    assert recall(folder, "key") is None
    assert list(tmp_path.iterdir()) == [folder]


def test_what_is_kept_of_a_record_is_the_record(tmp_path: Path) -> None:
    path = tmp_path / "ferry.yaml"
    path.write_text(RECORD, encoding="utf-8")
    store = tmp_path / "kept.pickle"
    found: list[Read] = []
    for _ in range(2):
        records = kept.Records(store, "key", {path: "content"})
        found.append(records.read(path))
        records.keep()
    (one, findings), (other, same) = found
    assert one is not None
    assert other is not None
    assert one is not other
    assert (one, findings) == (other, same)
    assert (one.file, one.fingerprint) == (other.file, other.fingerprint)
    marks: list[Callable[[str], object]] = [one.mark, other.mark]
    assert len({mark("scale") for mark in marks}) == 1
    assert [part.mark() for part in one.sources] == [part.mark() for part in other.sources]
    evidence = [[(each, each.marks) for each in record.written_evidence()] for record in (one, other)]
    assert evidence[0] == evidence[1] != []


LOOK = """
import gc

def setup(app):
    app.seen = []
    app.connect("source-read", lambda app, name, source: app.seen.append(gc.get_threshold()))
"""


def test_the_collector_looks_seldom_until_the_build_has_ended(tmp_path: Path) -> None:
    project, before = Project(tmp_path), gc.get_threshold()
    project.write("conf.py", f"{CONF}{LOOK}")
    project.write("index.rst", "Start\n=====\n")
    project.record(RECORD)
    assert project.build().app.seen == [(20_000, *before[1:])]  # type: ignore[attr-defined]
    assert gc.get_threshold() == before
