"""The documentation of other projects stays as it was when one of its pages shows a system of ours.

Each is built twice, with the same page in the same place: of words alone, and of our directives. All else that differs is
ours, and nothing else may.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.foreign.project import OURS, PAGE, PLAIN, WITH_US, Site, run, unpack
from tests.sites import Site as Links

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent

#: The beginning of each sdist's name, and a file that its theme brings.
PROJECTS = {
    "packaging": "_static/styles/furo.css",
    "pluggy": "_static/alabaster.css",
    "python_dateutil": "_static/css/theme.css",
}

#: What changes with any page: the words of the search, the inventory, and how the build was configured.
ABOUT_ALL_PAGES = {"searchindex.js", "objects.inv", ".buildinfo"}
#: The one page that is not the same, and its source.
THE_PAGE = {f"{PAGE}.html", f"_sources/{PAGE}.rst.txt"}
#: What we add: two files of ours, and the index of what that page shows.
ADDED = {"_static/sphinx-atlas.css", "_static/sphinx-atlas.js", "atlas-systems.html"}
#: And what can be taken along of its diagrams; python-dateutil puts a mock object in the place of ctypes, and then the
#: reader's browser draws.
PICTURES = "_images/atlas/CS-SLACK-"


class Both(NamedTuple):
    """The two builds of a project."""

    before: Site
    after: Site


@pytest.fixture(scope="module")
def sdists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sdists."""
    folder = tmp_path_factory.mktemp("sdists")
    run("-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "--requirement", HERE / "sdists.txt")
    return folder


@pytest.fixture(scope="module", params=PROJECTS)
def project(request: pytest.FixtureRequest) -> str:
    """The name of a project."""
    return str(request.param)


@pytest.fixture(scope="module")
def built(project: str, sdists: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """A project without us, and with us."""
    (sdist,) = sdists.glob(f"{project}-*.tar.gz")
    foreign = unpack(sdist, tmp_path_factory.mktemp(project))
    before = foreign.build(tmp_path_factory.mktemp("before"), PLAIN)
    return Both(before, foreign.build(tmp_path_factory.mktemp("after"), OURS, WITH_US))


def test_it_is_the_theme_that_was_meant(project: str, built: Both) -> None:
    assert PROJECTS[project] in built.before.files()


def test_no_warning_is_new_and_none_is_gone(built: Both) -> None:
    assert built.after.warnings == built.before.warnings
    assert [warning for warning in built.after.warnings if PAGE in warning] == []


def test_every_other_file_is_the_same_to_the_byte(built: Both) -> None:
    before, after = built.before.files(), built.after.files()
    assert {name for name in after.keys() - before.keys() if not name.startswith(PICTURES)} == ADDED
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= ABOUT_ALL_PAGES | THE_PAGE


def test_the_page_shows_the_system(built: Both) -> None:
    html = (built.after.out / f"{PAGE}.html").read_text(encoding="utf-8")
    for part in ('id="cs-slack"', 'id="cs-slack-bp"', "_static/sphinx-atlas.css", "_static/sphinx-atlas.js"):
        assert part in html


def test_no_link_of_the_page_is_dead(built: Both) -> None:
    assert [dead for dead in Links(built.after.out).dead() if dead.startswith((PAGE, "atlas-"))] == []
