"""Whatever lies in a catalogue's folder, it is named with its path and a code, and the other files are still read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.rules.check import check
from tests.records import AS_OF, good_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue's folder with one good record."""
    cases = tmp_path / "case-studies" / "messaging"
    cases.mkdir(parents=True)
    (cases / "ferry.yaml").write_text(good_record(), encoding="utf-8")
    return tmp_path


def found(folder: Path, name: str) -> list[tuple[str, int, int]]:
    """Code, line and column of what is said of one file; the good record must be there all the same."""
    catalog = Catalog.load([folder])
    assert "CS-FERRY-CHAT" in catalog.records
    findings = [problem.finding for problem in check(catalog, as_of=AS_OF)]
    return [(f.code, f.line, f.column) for f in findings if f.path.endswith(f"messaging/{name}")]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
)
TEXTS = {
    "tab": (b"id: CS-X\nname:\n\t- x\n", ("ATL004", 3, 1)),
    "syntax": (b"id: [CS-X\nname: x\n", ("ATL004", 2, 5)),
    "twice": (b"name: X\nid: CS-X\ncategory: messaging\nname: Y\n", ("ATL005", 4, 1)),
    "utf8": (b"id: CS-X\nname: \xff\n", ("ATL002", 2, 7)),
    "nul": (b"id: CS-X\nname: \x00\n", ("ATL004", 2, 7)),
    "bomb": (BOMB.encode(), ("ATL006", 6, 0)),
    "itself": (b"id: &a [*a]\n", ("ATL006", 1, 9)),
    "undefined": (b"id: *a\n", ("ATL004", 1, 5)),
    "deep": (b"a: " + b"[" * 5000, ("ATL007", 1, 0)),
    "empty": (b"", ("ATL008", 1, 1)),
    "comment": (b"# nothing\n", ("ATL008", 1, 1)),
    "null": (b"---\n~\n", ("ATL008", 2, 1)),
    "list": (b"- id: CS-X\n", ("ATL009", 1, 1)),
    "scalar": (b"CS-X\n", ("ATL009", 1, 1)),
    "two": (b"id: CS-X\n---\nid: CS-Y\n", ("ATL004", 2, 1)),
    "listkey": (b"id: CS-X\n? [a]\n: b\n", ("ATL004", 2, 3)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_broken_text_is_named_at_its_place(folder: Path, name: str) -> None:
    text, (code, line, column) = TEXTS[name]
    (folder / "case-studies/messaging" / f"{name}.yaml").write_bytes(text)
    places = [(at, across) for seen, at, across in found(folder, f"{name}.yaml") if seen == code]
    assert places
    assert places[0][0] == line
    assert column in (0, places[0][1])


def test_a_file_of_fifty_megabytes_is_not_read(folder: Path) -> None:
    with (folder / "case-studies/messaging/large.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert found(folder, "large.yaml") == [("ATL003", 1, 1)]


def test_links_folders_and_pipes_are_no_records(folder: Path) -> None:
    cases = folder / "case-studies/messaging"
    (cases / "loop.yaml").symlink_to("loop.yaml")
    (cases / "dangling.yaml").symlink_to("nowhere.yaml")
    os.mkfifo(cases / "pipe.yaml")
    for name in ("loop.yaml", "dangling.yaml", "pipe.yaml"):
        assert [entry[0] for entry in found(folder, name)] == ["ATL001"], name


def test_a_loop_of_folders_ends(folder: Path) -> None:
    (folder / "case-studies/round").symlink_to(folder, target_is_directory=True)
    assert list(Catalog.load([folder]).records) == ["CS-FERRY-CHAT"]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ferry.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + good_record().replace("\n", "\r\n").encode())
    catalog = Catalog.load([path])
    assert not catalog.findings
    assert list(catalog.records) == ["CS-FERRY-CHAT"]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = Catalog.load([tmp_path / "nowhere"]).findings
    assert finding.code == "ATL001"
    (finding,) = Catalog.load([tmp_path]).findings
    assert finding.code == "ATL012"


def test_the_same_system_twice(folder: Path) -> None:
    (folder / "case-studies/messaging/again.yaml").write_text(good_record(), encoding="utf-8")
    problems = check(Catalog.load([folder]), as_of=AS_OF)
    assert "ATL110" in {problem.finding.code for problem in problems}


def test_a_broken_manifest_and_vocabulary_are_named(folder: Path) -> None:
    (folder / "atlas.yaml").write_text("profil: strict\n", encoding="utf-8")
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary/own.yaml").write_text(
        "mechanisms:\n"
        "  - {id: p11_cache, name: Again, definition: x}\n"
        "  - {id: tug, name: Tug, definition: Pulls., requires: [p11_cahe]}\n",
        encoding="utf-8",
    )
    codes = {finding.code: finding for finding in Catalog.load([folder]).findings}
    assert codes.keys() == {"ATL101", "ATL801", "ATL802"}
    assert "did you mean 'profile'?" in codes["ATL101"].message
    assert (codes["ATL801"].line, codes["ATL802"].line) == (2, 3)
