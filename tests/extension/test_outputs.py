"""What a build writes beside Sphinx's own files, where something is in the way: it says so, and goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_atlas.extension.warnings import Subtype
from tests.extension.conftest import FEW_TERMS, Project

Make = Callable[..., Project]
HTML = "_build/html"


@pytest.fixture(name="project")
def _project(make_project: Make) -> Project:
    project = make_project(".. toctree::\n\n   catalogue/index\n", f"{FEW_TERMS}atlas_api = True\n")
    return project.with_few_terms()


@pytest.mark.parametrize(
    ("in_the_way", "said", "subtype"),
    [
        (f"{HTML}/_images/atlas/CS-FERRY-CHAT-BP.svg/x", "CS-FERRY-CHAT-BP.svg: Is a directory", Subtype.DIAGRAM),
        (f"{HTML}/_images/atlas/CS-FERRY-CHAT-BP.mmd/x", "CS-FERRY-CHAT-BP.mmd: Is a directory", Subtype.DIAGRAM),
        (f"{HTML}/catalogue/systems/cs-ferry.html/x", "cs-ferry.html: Is a directory", Subtype.PAGES),
        (f"{HTML}/api", "api/v1: Not a directory", Subtype.PAGES),
        ("catalogue/systems", "systems/cs-ferry-chat.rst: File exists", Subtype.PAGES),
    ],
)
def test_what_cannot_be_written_is_named(project: Project, in_the_way: str, said: str, subtype: Subtype) -> None:
    project.write(in_the_way, "")
    build = project.build()
    folder = project.root / HTML if in_the_way.startswith(HTML) else project.root
    told = [line for line in build.warnings.splitlines() if "cannot write" in line and said in line]
    assert len(told) == 1, build.warnings
    assert told[0].startswith(f"WARNING: cannot write {folder}/")
    assert told[0].endswith(f"/{said} [atlas.{subtype.value}]")
    assert (build.out / "index.html").is_file()
    assert not list(project.root.rglob("*.tmp"))


def test_what_came_into_the_way_of_a_later_build_is_named_too(make_project: Make) -> None:
    project = make_project(".. atlas-diagram:: CS-FERRY-CHAT-BP\n")
    picture = project.build().out / "_images/atlas/CS-FERRY-CHAT-BP.svg"
    picture.unlink()
    picture.mkdir()
    for _ in range(2):
        assert f"cannot write {picture}: Is a directory" in project.build().warnings
    picture.rmdir()
    assert project.build().warnings == ""
    assert picture.is_file()


def test_a_folder_that_is_called_like_a_page_is_nobodys(project: Project) -> None:
    project.write("catalogue/systems/cs-ferry-chat.rst/mine.txt", "Mine")
    build = project.build()
    assert "Traceback" not in build.warnings
    assert "cannot write" not in build.warnings
    assert (project.root / "catalogue/systems/cs-ferry-chat.rst/mine.txt").is_file()
    assert not (build.out / "catalogue/systems/cs-ferry-chat.html").exists()
