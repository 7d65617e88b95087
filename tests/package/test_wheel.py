"""The wheel, as a stranger gets it: built from the sdist, installed afresh, used in an empty project."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

CONF = 'extensions = ["sphinx_atlas"]\n'
INDEX = """\
An empty project
================

.. atlas-system:: CS-DISCORD

.. atlas-diagram:: BP
   :system: CS-DISCORD
"""


def run(*command: str | Path) -> str:
    """Run a command away from the checkout and return what it printed; a failure shows all of it."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=clean)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the sdist, so that what the sdist lacks is missed."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment that holds the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    run(commands / "python", "-I", "-m", "pip", "install", wheel)
    return commands


@pytest.fixture(scope="module")
def catalogue(scripts: Path) -> Path:
    """Where the installed package says that its catalogue is."""
    code = "from sphinx_atlas.catalog.catalog import bundled; print(bundled())"
    return Path(run(scripts / "python", "-I", "-c", code).strip())


@pytest.fixture(scope="module")
def site(scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of a project that knows us by one line of its configuration."""
    project = tmp_path_factory.mktemp("project")
    (project / "conf.py").write_text(CONF, encoding="utf-8")
    (project / "index.rst").write_text(INDEX, encoding="utf-8")
    built = project / "html"
    run(scripts / "python", "-I", "-m", "sphinx", "-W", "-n", "--keep-going", "-b", "html", project, built)
    return built


def test_wheel_holds_the_package_and_the_catalogue(wheel: Path) -> None:
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sphinx_atlas").rglob("*") if path.is_file()}
    data = {
        f"sphinx_atlas/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "data").rglob("*") if path.is_file()
    }
    assert "sphinx_atlas/data/atlas.yaml" in held
    assert held == {name for name in package | data if "__pycache__" not in name}


def test_installed_package_finds_its_own_catalogue(scripts: Path, catalogue: Path) -> None:
    assert catalogue.is_relative_to(scripts.parent)
    assert (catalogue / "atlas.yaml").is_file()


def test_installed_command_accepts_the_catalogue(scripts: Path, catalogue: Path) -> None:
    run(scripts / "sphinx-atlas", "check", catalogue)


def test_page_shows_the_system_and_the_diagram(site: Path) -> None:
    page = soup(site / "index.html")
    assert "Discord" in page.get_text()
    assert "cs-discord-bp" in {anchor.lower() for anchor in anchors(site / "index.html")}


def test_no_link_dangles(site: Path) -> None:
    followed = [link for page in sorted(site.rglob("*.html")) for link in links(page)]
    assert followed
    dangling = [f"{page.relative_to(site)}: {link}" for page, link in followed if not leads_somewhere(page, link)]
    assert not dangling, "\n".join(dangling)


@cache
def soup(page: Path) -> BeautifulSoup:
    """A page as a browser reads it."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Everything in a page that a fragment may name."""
    return frozenset(str(tag[key]) for tag in soup(page).select("*") for key in ("id", "name") if tag.has_attr(key))


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """The page and each address in it that stays within the site."""
    for tag in soup(page).select("*"):
        for key in ("href", "src", "xlink:href"):
            if (link := tag.get(key)) and not any(urlsplit(str(link))[:2]):
                yield page, str(link)


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether the file that a link names is there and has the anchor that it names."""
    parts = urlsplit(link)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return False
    return not parts.fragment or target.suffix != ".html" or unquote(parts.fragment) in anchors(target)
