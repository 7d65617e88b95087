"""The catalogue as data beside the pages: where it is written, when, and how pages lead to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ConfigError

from tests.extension.conftest import FEW_TERMS, Project
from tests.records import good_record
from tests.sites import Site

Make = Callable[..., Project]
#: A page that leads to the data, in a folder of its own.
PAGE = {"deep/page.rst": "Deep\n====\n\n.. atlas-data::\n"}
INDEX = ".. toctree::\n\n   deep/page\n"


@pytest.fixture(name="project")
def _project(make_project: Make) -> Project:
    """A project that publishes the data though it has no pages of the catalogue, which are many."""
    project: Project = make_project(INDEX, "atlas_api = True\n")
    for name, text in PAGE.items():
        project.write(name, text)
    return project


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_pages_lead_to_the_data(project: Project, builder: str) -> None:
    build = project.build(builder, strict=True)
    index = json.loads((build.out / "api/v1/catalog.json").read_text(encoding="utf-8"))
    assert [system["id"] for system in index["systems"]] == ["CS-FERRY-CHAT"]
    assert sorted(index["files"]) == sorted(files(build.out / "api/v1"))
    site = Site(build.out)
    led = {Path(link.file.parent, link.address).resolve().name for link in site.links if "api/v1" in link.address}
    assert led == {"catalog.json", "systems.csv", "claims.csv", "export.schema.json"}
    assert not [dead for dead in site.dead() if "api/v1" in dead]


@pytest.mark.parametrize("builder", ["epub", "text", "xml"])
def test_other_builders_publish_nothing_and_say_nothing_of_it(project: Project, builder: str) -> None:
    build = project.build(builder)
    assert "WARNING" not in build.warnings
    assert not (build.out / "api").exists()
    assert not [path for path in build.out.rglob("*page*") if b"catalog.json" in path.read_bytes()]


def test_it_is_published_where_the_pages_are_written(make_project: Make) -> None:
    build = make_project(".. toctree::\n\n   catalogue/index\n", FEW_TERMS).with_few_terms().build()
    assert (build.out / "api/v1/systems/CS-FERRY-CHAT.json").is_file()
    page = BeautifulSoup(build.html("catalogue/index"), "html.parser")
    assert page.find("a", href="../api/v1/catalog.json")


@pytest.mark.parametrize("conf", ["", FEW_TERMS + "atlas_api = False\n"])
def test_it_is_not_published_elsewhere(make_project: Make, conf: str) -> None:
    project = make_project(".. atlas-data::\n", conf).with_few_terms()
    project.write("catalogue/index.rst", "Mine\n====\n")
    build = project.build()
    assert not (build.out / "api").exists()
    assert "catalog.json" not in build.html()


def test_nothing_is_written_again_that_did_not_change(project: Project) -> None:
    folder = project.build().out / "api/v1"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    project.write("deep/page.rst", PAGE["deep/page.rst"] + "\nMore.\n")
    project.build()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")} == before


def test_a_changed_record_changes_its_files_and_a_renamed_one_leads_on(project: Project) -> None:
    folder = project.build().out / "api/v1"
    vocabulary = (folder / "vocabulary.json").stat().st_mtime_ns
    project.record(
        good_record()
        .replace("former_ids: [CS-FERRY]", "former_ids: []")
        .replace("2M concurrent", "3M concurrent")
        .replace("two million concurrent", "three million concurrent")
    )
    project.build()
    assert "3M concurrent users" in (folder / "systems/CS-FERRY-CHAT.json").read_text(encoding="utf-8")
    assert not (folder / "systems/CS-FERRY.json").exists()
    assert (folder / "vocabulary.json").stat().st_mtime_ns == vocabulary
    project.record(good_record().replace("id: CS-FERRY-CHAT", "id: CS-PUNT").replace("[CS-FERRY]", "[CS-FERRY-CHAT]"))
    project.build()
    assert json.loads((folder / "systems/CS-FERRY-CHAT.json").read_text(encoding="utf-8"))["moved_to"] == "CS-PUNT"


def test_what_somebody_removed_comes_back(project: Project) -> None:
    folder = project.build().out / "api/v1"
    whole = files(folder)
    (folder / "claims.csv").unlink()
    project.build()
    assert files(folder) == whole


def test_what_is_switched_off_goes_and_nothing_else(project: Project) -> None:
    folder = project.build().out / "api/v1"
    (folder / "mine.json").write_text("{}", encoding="utf-8")
    project.build("epub", atlas_api=False)
    assert len(files(folder)) > 8
    project.build(atlas_api=False)
    assert list(files(folder)) == ["mine.json"]


def test_two_builds_and_a_parallel_one_give_the_same_bytes(project: Project) -> None:
    first = files(project.build().out / "api/v1")
    assert files(project.build(fresh=True).out / "api/v1") == first
    assert files(project.build_in_parallel() / "api/v1") == first


def test_a_wrong_value_is_told(make_project: Make) -> None:
    with pytest.raises(ConfigError, match="atlas_api: 'yes' is neither True nor False"):
        make_project("", 'atlas_api = "yes"\n').build()
