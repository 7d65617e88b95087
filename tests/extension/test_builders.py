"""Every directive and role in every builder, in reStructuredText and in Markdown, without a warning; and every link
leads somewhere.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from sphinx_atlas.extension.domain import AtlasDomain
from sphinx_atlas.extension.setup import DIRECTIVES
from tests.extension import showcase
from tests.extension.conftest import CONF, FEW_TERMS, Build, Project
from tests.records import good_record
from tests.sites import Site

Make = Callable[..., Project]
Builds = Callable[[str], Build]

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
LANGUAGES = ("rst", "md")
NAMES = [*showcase.PAGES, "roles"]

SHOWCASE = """
extensions = ["sphinx_atlas", "myst_parser"]
epub_show_urls = "no"
linkcheck_ignore = [".*"]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Builds the showcase beside the pages of the catalogue; each builder runs once, on an environment that they share
    as a user's do.
    """
    project = Project(tmp_path_factory.mktemp("showcase"))
    project.write("conf.py", CONF + FEW_TERMS + SHOWCASE)
    project.with_few_terms()
    project.record(good_record())
    other = good_record().replace("former_ids: [CS-FERRY]\n", "").replace("id: CS-FERRY-CHAT", "id: CS-BARGE")
    project.record(other.replace("name: Ferry Chat", "name: Barge"), "messaging/barge.yaml")
    for language in LANGUAGES:
        for name, text in showcase.pages(language).items():
            project.write(f"{language}/{name}.{language}", text)
    project.write("a-first.rst", "First\n=====\n\n.. atlas-system:: CS-FERRY-CHAT\n\n:atlas:system:`CS-FERRY-CHAT`\n")
    contents = "".join(f"   {language}/{name}\n" for language in LANGUAGES for name in NAMES)
    project.write("index.rst", f"Start\n=====\n\n.. toctree::\n\n   a-first\n   catalogue/index\n{contents}")
    # The one builder whose environment is of another kind.
    apart = Project(project.root.with_name("translation"))
    shutil.copytree(project.root, apart.root)

    @cache
    def build(builder: str) -> Build:
        return (apart if builder == "gettext" else project).build(builder)

    return build


@pytest.fixture(scope="module")
def site(built: Builds) -> Callable[[str], Site]:
    """What a builder wrote, as it is followed; read once."""
    return cache(lambda builder: Site(built(builder).out))


def test_every_directive_option_and_role_is_in_the_showcase() -> None:
    uses = [use for page in showcase.PAGES.values() for use in page]
    written = {(use.directive, option) for use in uses for option in ("", *use.options)}
    there = {(name, option) for name, entry in DIRECTIVES.items() for option in ("", *(entry.option_spec or {}))}
    assert written == there
    roles = {role.name for role in showcase.ROLES}
    assert roles == {"any", *(f"atlas:{name}" for name in AtlasDomain.roles)}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_give_the_same_doctree(built: Builds, name: str) -> None:
    # A build deletes nothing of the environment, so whichever ran last, these are as they were read.
    env = built("pseudoxml").app.env
    rst, md = (env.get_doctree(f"{language}/{name}").pformat() for language in LANGUAGES)
    assert normalized(md) == normalized(rst)


def normalized(doctree: str) -> str:
    """A doctree without what tells in which file, or by which parser, it was read."""
    doctree = re.sub(r"\b(?:rst|md)([/-])", r"LANGUAGE\1", doctree)
    return re.sub(r"(<document )[^>]*>", r"\1>", doctree)


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_builder_warns(built: Builds, builder: str) -> None:
    build = built(builder)
    assert build.warnings == ""
    assert not build.failed


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_link_leads_somewhere(site: Callable[[str], Site], builder: str) -> None:
    found = site(builder)
    assert len(found.links) > 1000
    assert any(link.ours for link in found.links)
    assert found.dead() == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_the_boxes_of_diagrams_are_links(site: Callable[[str], Site], builder: str) -> None:
    assert len(site(builder).clicks) > 5


def test_no_page_has_an_anchor_twice(site: Callable[[str], Site]) -> None:
    twice = {
        str(path.relative_to(site("html").root)): sorted({anchor for anchor in found if found.count(anchor) > 1})
        for path, found in site("html").anchors.items()
    }
    assert {path: found for path, found in twice.items() if found} == {}


def test_the_table_of_contents_of_an_e_book_is_followed(site: Callable[[str], Site]) -> None:
    for name in ("nav.xhtml", "toc.ncx", "content.opf"):
        assert len([link for link in site("epub").links if link.file.name == name]) > 20


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], list[str]]:
    """Gives the dead links of a page with this body."""

    def dead(body: str) -> list[str]:
        tmp_path.joinpath("index.html").write_text(f"<html><body>{body}</body></html>")
        return [entry.partition(" -> ")[2] for entry in Site(tmp_path).dead()]

    return dead


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#nowhere">x</a>',
        '<a href="other.html">x</a>',
        '<a href="../index.html">x</a>',
        '<link rel="next" href="other.html" />',
        '<script src="x.js"></script>',
        '<img src="x.png">',
        '<pre class="mermaid">flowchart TB\n  click a href "#nowhere" "x"\n</pre>',
    ],
)
def test_a_dead_link_is_found(page: Callable[[str], list[str]], link: str) -> None:
    assert page('<a href="https://example.org/#x">x</a> <p id="here"><a href="#here">x</a>') == []
    assert len(page(link)) == 1


def test_the_defect_of_sphinx_is_excused_only_where_it_is(page: Callable[[str], list[str]]) -> None:
    anchors = '<span id="document-a"></span><p id="b"></p>'
    assert page(f'{anchors}<li class="toctree-l2"><a href="#document-a#b">x</a></li>') == []
    assert page(f'{anchors}<a href="#document-a#b">x</a>') == ["#document-a#b"]
    assert page(f'{anchors}<li class="toctree-l2"><a href="#document-a#c">x</a></li>') == ["#document-a#c"]
    ours = '<a href="#document-a#b"><span class="xref atlas">x</span></a>'
    assert page(f'{anchors}<li class="toctree-l2">{ours}</li>') == ["#document-a#b"]


def test_text_builders_give_the_words_of_a_diagram(built: Builds) -> None:
    text = (built("text").out / "rst/diagrams.txt").read_text(encoding="utf-8")
    assert "429" in text
    assert "accTitle" not in text
    assert "sequenceDiagram" not in text


def inventory(out: Path) -> Mapping[str, Mapping[str, object]]:
    """What other projects can link to, by kind and name; read as every Sphinx that we support does."""
    with (out / "objects.inv").open("rb") as file:
        return InventoryFile.load(file, "", posixpath.join)


def test_inventory_holds_every_kind_of_thing(built: Builds) -> None:
    kinds = {name for name in inventory(built("html").out) if name.startswith("atlas:")}
    assert kinds == {f"atlas:{kind}" for kind in AtlasDomain.object_types}


def test_the_generated_page_is_the_target_though_another_comes_first(built: Builds) -> None:
    html = built("html").html("a-first")
    assert 'id="cs-ferry-chat"' in html
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
    for name in ("plain", "search", "genindex"):
        assert "mermaid" not in build.html(name)
    assert (build.out / "_static/sphinx-atlas.css").is_file()


def test_mermaid_is_where_the_project_wants_it(make_project: Make) -> None:
    extensions = 'extensions = ["sphinx_atlas", "sphinxcontrib.mermaid"]\natlas_renderer = "client"\n'
    build = make_project(".. atlas-diagram:: CS-FERRY-CHAT-BP\n", extensions).build()
    assert "mermaid.initialize" in build.html()
    assert "mermaid.initialize" in build.html("search")
    assert build.html().count("mermaid.initialize") == 2


def test_parallel_reading_uses_more_than_one_process_and_loses_nothing(make_project: Make) -> None:
    project = make_project(".. toctree::\n   :glob:\n\n   p*\n")
    for number, kind in enumerate(KINDS):
        title = f"Page {number}"
        project.write(f"p{number}.rst", f"{title}\n{'=' * len(title)}\n\n.. atlas-diagram:: CS-FERRY-CHAT-{kind}\n")
    project.write("conf.py", project.root.joinpath("conf.py").read_text() + PIDS)
    out = project.build_in_parallel()
    assert len({path.name for path in (project.root / "pids").iterdir()}) > 1
    found = inventory(out)["atlas:diagram"]
    assert {name for name in found if name.startswith("CS-FERRY-CHAT-")} == {f"CS-FERRY-CHAT-{kind}" for kind in KINDS}


KINDS = ["L0", "L1-EDGE", "L1-SERVICE", "L1-STREAM", "L1-STATE", "CO", "MR", "BP", "FM", "SL", "DR", "MIGRATION"]
PIDS = """
def setup(app):
    import os, pathlib
    folder = pathlib.Path(app.srcdir) / "pids"
    folder.mkdir(exist_ok=True)
    app.connect("source-read", lambda *a: (folder / str(os.getpid())).touch())
"""
