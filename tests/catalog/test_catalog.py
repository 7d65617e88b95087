"""Catalogues: read from folders and files, each file once, every broken one named, and looked up by id and name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_atlas.catalog.catalog import Catalog, bundled, shown
from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.manifest import Profile, Severity
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary

RECORD = "id: CS-{0}\nname: The {0}\ncategory: messaging\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of two systems, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "case-studies/messaging/b.yaml", RECORD.format("B") + "also_in: [games]\nformer_ids: [CS-OLD]\n")
    write(tmp_path, "case-studies/messaging/sub/a.YML", RECORD.format("A"))
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(catalog: Catalog) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in catalog.findings]


def test_a_folder_is_read_in_the_order_of_ids(folder: Path) -> None:
    catalog = Catalog.load([folder])
    assert catalog.findings == []
    assert list(catalog.records) == ["CS-A", "CS-B"]
    assert catalog.categories_of == {"CS-A": "messaging/sub", "CS-B": "messaging"}
    assert catalog.records["CS-A"].file == "case-studies/messaging/sub/a.YML"
    assert catalog.folders == [folder]
    assert catalog.manifest.profile is Profile.LENIENT


def test_systems_are_looked_up(folder: Path) -> None:
    catalog = Catalog.load([folder])
    assert [catalog.resolve_id(word) for word in ("CS-B", "cs-b", " the b ", "CS-OLD", "nothing")] == ["CS-B"] * 4 + [
        None
    ]
    assert catalog.suggestion("CS-OLDB") == "; did you mean 'CS-B'?"
    assert [record.id for record in catalog.in_category("messaging")] == ["CS-A", "CS-B"]
    assert [record.id for record in catalog.in_category("games")] == ["CS-B"]
    assert catalog.in_category("maps") == []


def test_the_fingerprint_follows_the_records(folder: Path) -> None:
    before = Catalog.load([folder]).fingerprint
    assert Catalog.load([folder]).fingerprint == before
    write(folder, "case-studies/messaging/b.yaml", RECORD.format("B"))
    assert Catalog.load([folder]).fingerprint != before


def test_each_file_is_read_once_however_often_it_is_named(folder: Path) -> None:
    file = folder / "case-studies/messaging/b.yaml"
    for paths in ([folder, file], [file, folder, folder], ["case-studies/messaging/b.yaml", ".", folder]):
        catalog = Catalog.load(paths)  # type: ignore[arg-type]
        assert catalog.findings == []
        assert list(catalog.records) == ["CS-A", "CS-B"]
        assert catalog.categories_of["CS-B"] == "messaging"


def test_a_single_file_has_no_folder(folder: Path) -> None:
    catalog = Catalog.load(["case-studies/messaging/b.yaml"])
    assert list(catalog.records) == ["CS-B"]
    assert catalog.categories_of == {}
    assert catalog.folders == []


def test_a_single_file_follows_the_manifest_of_its_catalogue(folder: Path) -> None:
    write(folder, "atlas.yaml", "name: Own\nprofile: strict\nseverities: {ATL301: error}\n")
    write(folder, "vocabulary/own.yaml", "mechanisms:\n  - {id: tug, name: Tug, definition: Pulls.}\n")
    files = sorted(path for path in (folder / "case-studies").rglob("*") if path.is_file())
    catalog = Catalog.load(files)
    assert catalog.findings == []
    assert [manifest.name for manifest in catalog.manifests.values()] == ["Own", "Own"]
    assert (catalog.manifest.name, catalog.manifest.file) == ("Own", "atlas.yaml")
    assert catalog.manifest.severities == {"ATL301": Severity.ERROR}
    assert catalog.vocabulary.get(TermKind.MECHANISM, "tug") is not None
    assert catalog.folders == [folder]
    assert Catalog.load([folder, files[0]]).findings == []


def test_two_folders_make_one_catalogue(folder: Path) -> None:
    write(folder, "more/case-studies/games/c.yaml", RECORD.format("C"))
    write(folder, "more/atlas.yaml", "name: More\n")
    catalog = Catalog.load([folder, folder / "more"])
    assert list(catalog.records) == ["CS-A", "CS-B", "CS-C"]
    assert [catalog.manifests[id_].name for id_ in catalog.records] == ["Catalogue", "Catalogue", "More"]
    assert catalog.manifest.name == "Catalogue"


def test_an_id_is_taken_once(folder: Path) -> None:
    write(folder, "case-studies/messaging/c.yaml", "name: C\ncategory: games\nid: CS-B\n")
    (finding,) = Catalog.load([folder]).findings
    message = "id 'CS-B' is taken by case-studies/messaging/b.yaml; every system has one record"
    assert finding == Finding("ATL110", message, "case-studies/messaging/c.yaml", 3, 5)


def test_every_broken_file_is_named_and_the_others_are_read(folder: Path) -> None:
    cases = folder / "case-studies/messaging"
    (cases / "folder.yaml").mkdir()
    (cases / "loop.yaml").symlink_to("loop.yaml")
    (cases / "linked").symlink_to(folder / "elsewhere", target_is_directory=True)
    (folder / "elsewhere").mkdir()
    write(cases, "empty.yaml", "")
    write(cases, ".hidden.yaml", "")
    write(cases, "README.md", "")
    write(folder, "atlas.yaml", "[")
    write(folder, "vocabulary/own.yaml", "- x")
    catalog = Catalog.load([folder])
    assert list(catalog.records) == ["CS-A", "CS-B"]
    assert sorted(codes(catalog)) == [
        ("ATL001", "case-studies/messaging/folder.yaml"),
        ("ATL001", "case-studies/messaging/linked"),
        ("ATL001", "case-studies/messaging/loop.yaml"),
        ("ATL004", "atlas.yaml"),
        ("ATL008", "case-studies/messaging/empty.yaml"),
        ("ATL009", "vocabulary/own.yaml"),
    ]
    assert "put the folder itself here" in next(f.message for f in catalog.findings if f.path.endswith("linked"))


def test_a_manifest_that_is_a_broken_link_is_named(folder: Path) -> None:
    (folder / "atlas.yaml").symlink_to("nowhere")
    assert codes(Catalog.load([folder])) == [("ATL001", "atlas.yaml")]


def test_a_manifest_that_is_no_mapping_of_ours_is_named(folder: Path) -> None:
    write(folder, "atlas.yaml", "profile: strictest\nlimits: 5\n")
    catalog = Catalog.load([folder])
    assert codes(catalog) == [("ATL104", "atlas.yaml"), ("ATL103", "atlas.yaml")]
    assert catalog.manifest.file == "atlas.yaml"


def test_a_folder_that_may_not_be_looked_into_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan: Any = __import__("os").scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", refuse)
    catalog = Catalog.load([folder])
    assert list(catalog.records) == ["CS-B"]
    (finding,) = catalog.findings
    assert (finding.code, finding.path) == ("ATL001", "case-studies/messaging/sub")
    assert finding.message.startswith("cannot be looked into: Permission denied; make it readable")


@pytest.mark.parametrize("path", ["nowhere", "x" * 5000, "a\0b", "case-studies/messaging/b.yaml/c.yaml"])
def test_a_path_that_leads_nowhere_is_named(folder: Path, path: str) -> None:
    (finding,) = Catalog.load([path]).findings
    assert (finding.code, finding.path) == ("ATL001", path)


def test_a_folder_without_records_is_named(folder: Path) -> None:
    (finding,) = Catalog.load([folder / "case-studies"]).findings
    assert (finding.code, finding.path) == ("ATL012", "case-studies")
    assert "case-studies/<category>/<system>.yaml" in finding.message


def test_no_paths_are_an_empty_catalogue() -> None:
    vocabulary = Vocabulary()
    catalog = Catalog.load([], vocabulary)
    assert (catalog.records, catalog.findings, catalog.manifest.name) == ({}, [], "Catalogue")
    assert catalog.vocabulary is vocabulary


def test_paths_are_shown_from_the_working_folder(folder: Path) -> None:
    assert shown(folder / "a" / "b.yaml") == shown(Path("a/b.yaml")) == "a/b.yaml"
    assert shown(Path("/elsewhere/b.yaml")) == "/elsewhere/b.yaml"


def test_the_catalogue_of_the_package_is_found() -> None:
    assert (bundled() / "atlas.yaml").is_file()
