"""Every directive in every builder, without a warning; and every internal link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from tests.extension.conftest import Project

Make = Callable[..., Project]

BUILDERS = [
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "gettext",
    "linkcheck",
]
INDEX = """
.. atlas-table:: summary
   :system: CS-FERRY-CHAT

.. atlas-diagram:: CS-FERRY-CHAT-BP

.. atlas-term:: p11_cache

.. atlas-index:: systems

:atlas:system:`CS-FERRY-CHAT`, :atlas:mechanism:`p3_durable_log`, :atlas:guarantee:`per_key_order`,
:atlas:diagram:`the picture <CS-FERRY-CHAT-BP>`, :atlas:category:`messaging`, :any:`CS-FERRY-CHAT`.

.. toctree::

   catalogue/index
"""


@pytest.fixture
def project(make_project: Make) -> Project:
    return make_project(INDEX, 'atlas_pages = "catalogue"\nepub_show_urls = "no"\nlinkcheck_ignore = [".*"]\n')


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_builder_warns(project: Project, builder: str) -> None:
    build = project.build(builder)
    assert build.warnings == ""
    assert not build.failed


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_internal_link_leads_somewhere(project: Project, builder: str) -> None:
    out = project.build(builder).out
    files = {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in out.rglob("*.*html")
        if path.stem != "nav"
    }
    anchors = {path: {str(tag["id"]) for tag in page.find_all(id=True)} for path, page in files.items()}
    dead = [
        f"{path.relative_to(out)} -> {href}"
        for path, page in files.items()
        for href in hrefs(page)
        if not alive(path, href, anchors)
    ]
    assert dead == []


def hrefs(page: BeautifulSoup) -> list[str]:
    """Every address on a page, those in the text of its diagrams included."""
    # The tables of contents of singlehtml lead to '#document-page#section', which is Sphinx's own affair (its issue
    # 14221).
    found = [
        str(link["href"])
        for link in page.select("a[href]")
        if "reference" in link.get_attribute_list("class") and not link.find_parent("li", class_=re.compile("toctree"))
    ]
    for picture in page.select("pre.mermaid"):
        found += [line.split('"')[1] for line in picture.get_text().splitlines() if line.strip().startswith("click ")]
    return found


def alive(path: Path, href: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(href)
    if parts.scheme:
        return True
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
    if target.is_dir():
        target /= "index.html"
    by_path = {known.resolve(): found for known, found in anchors.items()}
    if target not in by_path:
        return target.exists() and not parts.fragment
    return not parts.fragment or unquote(parts.fragment) in by_path[target]


def test_text_builders_give_the_words_of_a_diagram(project: Project) -> None:
    text = (project.build("text").out / "index.txt").read_text()
    assert "429" in text
    assert "accTitle" not in text
    assert "sequenceDiagram" not in text


def test_prose_is_translatable_at_its_line_of_the_record(project: Project) -> None:
    out = project.build("gettext").out
    found = "\n".join(path.read_text(encoding="utf-8") for path in out.rglob("*.pot"))
    assert "ferry.yaml:" in found
    assert 'msgid "At a glance"' in found


def test_inventory_holds_every_kind_of_thing(project: Project) -> None:
    build = project.build()
    inventory = InventoryFile.loads((build.out / "objects.inv").read_bytes(), uri="")
    kinds = {name for name in inventory.data if name.startswith("atlas:")}
    assert kinds == {f"atlas:{kind}" for kind in ("system", "diagram", "pattern", "mechanism", "guarantee", "category")}


def test_the_generated_page_is_the_target_though_another_comes_first(make_project: Make) -> None:
    project = make_project(
        ".. atlas-system:: CS-FERRY-CHAT\n\n:atlas:system:`CS-FERRY-CHAT`\n\n.. toctree::\n\n   catalogue/index\n",
        'atlas_pages = "catalogue"\n',
    )
    html = project.build().html()
    assert 'href="catalogue/systems/cs-ferry-chat.html#cs-ferry-chat"' in html


def test_a_term_without_a_page_is_text_with_its_definition(make_project: Make) -> None:
    build = make_project(".. atlas-table:: patterns\n   :system: CS-FERRY-CHAT\n").build()
    assert build.warnings == ""
    assert BeautifulSoup(build.html(), "html.parser").select("table.atlas abbr[title]")


def test_our_stylesheet_is_loaded_only_where_we_stand(make_project: Make) -> None:
    project = make_project(".. atlas-index:: systems\n\n.. toctree::\n\n   plain\n")
    project.write("plain.rst", "Plain\n=====\n")
    build = project.build()
    assert "sphinx-atlas.css" in build.html()
    assert "sphinx-atlas.css" not in build.html("plain")
    assert "mermaid" not in build.html("plain")
    assert (build.out / "_static/sphinx-atlas.css").is_file()


def test_parallel_reading_uses_more_than_one_process_and_loses_nothing(make_project: Make) -> None:
    project = make_project(".. toctree::\n   :glob:\n\n   p*\n")
    for number, kind in enumerate(KINDS):
        title = f"Page {number}"
        project.write(f"p{number}.rst", f"{title}\n{'=' * len(title)}\n\n.. atlas-diagram:: CS-FERRY-CHAT-{kind}\n")
    project.write("conf.py", project.root.joinpath("conf.py").read_text() + PIDS)
    out = project.build_in_parallel()
    assert len({path.name for path in (project.root / "pids").iterdir()}) > 1
    inventory = InventoryFile.loads((out / "objects.inv").read_bytes(), uri="")
    found = inventory.data["atlas:diagram"]
    assert {name for name in found if name.startswith("CS-FERRY-CHAT-")} == {f"CS-FERRY-CHAT-{kind}" for kind in KINDS}


KINDS = ["L0", "L1-EDGE", "L1-SERVICE", "L1-STREAM", "L1-STATE", "CO", "MR", "BP", "FM", "SL", "DR", "MIGRATION"]
PIDS = """
def setup(app):
    import os, pathlib
    folder = pathlib.Path(app.srcdir) / "pids"
    folder.mkdir(exist_ok=True)
    app.connect("source-read", lambda *a: (folder / str(os.getpid())).touch())
"""
