"""The sidebar holds the branch of the catalogue that the page is on; whatever else is made of the tree is whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from sphinx import addnodes

from tests.extension.conftest import CONF, FEW_TERMS, Build, Project
from tests.records import good_record

#: A theme that asks for all of the tree, as many do.
LAYOUT = """<!doctype html><html><body>
<nav id="tree">{{ toctree(collapse=False, maxdepth=-1, includehidden=True, titles_only=True) }}</nav>
<a id="up">{{ parents | map(attribute="title") | join(" > ") }}</a>
<a id="prev">{{ prev.title if prev }}</a><a id="next">{{ next.title if next }}</a>
<main>{% block body %}{% endblock %}</main></body></html>
"""

OTHERS = {
    "CS-BARGE-CHAT": ("Barge", "messaging"),
    "CS-LINER-CHAT": ("Liner", "social-feeds"),
    "CS-TUG-CHAT": ("Tug", "social-feeds"),
}


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Four systems in two categories, and pages of the project's own."""
    project = Project(tmp_path_factory.mktemp("navigation"))
    project.write("conf.py", CONF + FEW_TERMS)
    project.write("_templates/layout.html", LAYOUT)
    project.with_few_terms()
    project.write("_templates/atlas/system.rst.jinja", "{{ title | heading }}\n\n{{ record.id }}\n")
    project.write("index.rst", "Start\n=====\n\n.. toctree::\n\n   guide\n   catalogue/index\n   catalogue/own\n")
    project.write("guide.rst", "Guide\n=====\n\n.. toctree::\n\n   chapter\n")
    project.write("chapter.rst", "Chapter\n=======\n\nText.\n")
    project.write("catalogue/own.rst", "Own\n===\n\n.. toctree::\n\n   ownmore\n")
    project.write("catalogue/ownmore.rst", "More of my own\n==============\n\nText.\n")
    project.record(good_record())
    for id_, (name, category) in OTHERS.items():
        text = good_record().replace("CS-FERRY-CHAT", id_).replace("former_ids: [CS-FERRY]\n", "")
        text = text.replace("name: Ferry Chat", f"name: {name}").replace("also_in: [social-feeds]\n", "")
        project.record(text.replace("category: messaging", f"category: {category}"), f"{category}/{id_.lower()}.yaml")
    return project


@pytest.fixture(scope="module", name="build")
def _build(project: Project) -> Iterator[Build]:
    build = project.build(html_theme="basic")
    assert build.warnings == ""
    yield build


def page(build: Build, name: str) -> BeautifulSoup:
    """A page that was built."""
    return BeautifulSoup(build.html(name), "html.parser")


def tree(build: Build, name: str) -> set[str]:
    """The texts of the links in the tree of a page."""
    return {link.get_text() for link in page(build, name).select("#tree a")}


SYSTEMS = {"Ferry Chat", "Barge", "Liner", "Tug"}


@pytest.mark.parametrize(
    ("name", "systems", "others"),
    [
        ("guide", set(), {"Guide", "Chapter", "Catalogue"}),
        ("index", set(), {"Guide", "Chapter", "Catalogue"}),
        ("catalogue/index", set(), {"Guide", "Chapter", "Systems", "Categories", "Coverage"}),
        ("catalogue/categories/messaging", {"Ferry Chat", "Barge"}, {"Chapter", "Systems", "Social & Feeds"}),
        ("catalogue/systems/cs-tug-chat", {"Liner", "Tug"}, {"Chapter", "Systems", "Messaging & Collaboration"}),
        ("genindex", set(), {"Guide", "Chapter", "Catalogue"}),
    ],
)
def test_the_tree_of_a_page_holds_its_branch(build: Build, name: str, systems: set[str], others: set[str]) -> None:
    found = tree(build, name)
    assert found & SYSTEMS == systems
    assert others <= found


@pytest.mark.parametrize("name", ["index", "guide", "catalogue/systems/cs-tug-chat"])
def test_a_page_of_the_users_own_in_the_folder_stays_open(build: Build, name: str) -> None:
    assert {"Own", "More of my own"} <= tree(build, name)


def test_a_system_keeps_its_parents_and_neighbours(build: Build) -> None:
    found = page(build, "catalogue/systems/cs-barge-chat")
    at = {name: found.select_one(f"#{name}") for name in ("up", "prev", "next")}
    assert {name: tag.get_text() for name, tag in at.items() if tag} == {
        "up": "Catalogue > Categories > Messaging & Collaboration",
        "prev": "Messaging & Collaboration",
        "next": "Ferry Chat",
    }


def test_the_contents_of_the_environment_are_whole_afterwards(build: Build) -> None:
    env = build.app.env
    (toctree,) = env.tocs["catalogue/categories/social-feeds"].findall(addnodes.toctree)
    assert [name for _title, name in toctree["entries"]] == [
        f"catalogue/systems/cs-{name}-chat" for name in ("liner", "tug")
    ]


def test_the_whole_tree_for_those_who_want_it(project: Project) -> None:
    build = project.build(fresh=True, atlas_sidebar="whole")
    assert tree(build, "guide") >= SYSTEMS


@pytest.mark.parametrize("folder", ["./catalogue", "catalogue/"])
def test_a_folder_is_the_same_however_it_is_written(project: Project, folder: str) -> None:
    build = project.build(fresh=True, atlas_pages=folder)
    assert not tree(build, "guide") & SYSTEMS
    assert "cs-ferry-chat.html" in build.html("catalogue/systems/cs-ferry")


def test_one_page_of_all_pages_lists_all(project: Project) -> None:
    build = project.build("singlehtml")
    assert tree(build, "index") >= SYSTEMS


def test_a_word_that_it_cannot_be_is_refused(project: Project) -> None:
    with pytest.raises(Exception, match="atlas_sidebar: 'branche' is no extent of the sidebar; did you mean 'branch'"):
        project.build(atlas_sidebar="branche")
