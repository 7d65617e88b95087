"""What is read again after a change, and that the result is what a clean build gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.extension.conftest import Build, Project
from tests.records import good_record

Make = Callable[..., Project]
INDEX = ".. toctree::\n\n   catalogue/index\n   plain\n   uses\n"


def second(name: str = "Barge", id_: str = "CS-BARGE") -> str:
    text = re.sub(r"^former_ids:.*\n", "", good_record(), flags=re.MULTILINE)
    return text.replace("id: CS-FERRY-CHAT", f"id: {id_}").replace("name: Ferry Chat", f"name: {name}", 1)


@pytest.fixture
def project(make_project: Make) -> Project:
    project = make_project(INDEX, 'atlas_pages = "catalogue"\n')
    project.write("plain.rst", "Plain\n=====\n\nNothing of ours.\n")
    project.write("uses.rst", "Uses\n====\n\n:atlas:system:`CS-FERRY-CHAT` and :atlas:mechanism:`p11_cache`.\n")
    project.record(second(), "messaging/barge.yaml")
    return project


def pages(out: Path) -> dict[str, str]:
    """The body of every page; sidebars and indexes are Sphinx's own, and it leaves them stale."""
    found = {}
    for path in sorted(out.rglob("*.html")):
        body = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one("div.body")
        if body is not None and path.stem not in {"genindex", "search"}:
            found[str(path.relative_to(out))] = str(body)
    return found


def clean(project: Project) -> dict[str, str]:
    """What a build of the same sources in a fresh place gives."""
    other = project.root.with_name("clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("_build", "catalogue"))
    return pages(Project(other).build().out)


def same(incremental: Build, fresh: dict[str, str]) -> None:
    found = {name: body for name, body in pages(incremental.out).items() if name in fresh}
    assert found.keys() == fresh.keys()
    assert [name for name in fresh if found[name] != fresh[name]] == []


def test_nothing_is_read_where_nothing_changed(project: Project) -> None:
    project.build()
    assert project.build().read == []


def test_an_edited_record_reads_the_pages_that_show_it(project: Project) -> None:
    project.build()
    project.record(good_record().replace("One group gets more messages", "A group gets more messages"))
    build = project.build()
    assert "catalogue/systems/cs-ferry-chat" in build.read
    assert "catalogue/systems/cs-barge" not in build.read
    assert "plain" not in build.read
    assert "uses" not in build.read
    same(build, clean(project))


def test_a_renamed_system_reaches_the_links_to_it(project: Project) -> None:
    project.build()
    project.record(good_record().replace("name: Ferry Chat", "name: Ferry Talk", 1))
    build = project.build()
    assert "uses" in build.read
    assert "Ferry Talk" in build.html("uses")
    same(build, clean(project))


def test_an_added_record_appears_in_the_indexes(project: Project) -> None:
    project.build()
    project.record(second("Canoe", "CS-CANOE"), "messaging/canoe.yaml")
    build = project.build()
    assert "plain" not in build.read
    assert "Canoe" in build.html("catalogue/systems/index")
    same(build, clean(project))


def test_a_deleted_record_takes_its_page_along(project: Project) -> None:
    project.build()
    (project.root / "catalog/case-studies/messaging/barge.yaml").unlink()
    build = project.build()
    assert not (project.root / "catalogue/systems/cs-barge.rst").exists()
    assert "Barge" not in build.html("catalogue/systems/index")
    same(build, clean(project))


def test_a_changed_term_reaches_its_pages_and_tooltips(project: Project) -> None:
    terms = "mechanisms:\n  - {id: tug, name: Tug, definition: %s, trades: Speed.}\n"
    project.write("catalog/vocabulary/own.yaml", terms % "Pulls.")
    project.write("uses.rst", "Uses\n====\n\n:atlas:mechanism:`tug` and :atlas:system:`CS-FERRY-CHAT`\n")
    project.build()
    project.write("catalog/vocabulary/own.yaml", terms % "Pushes.")
    build = project.build()
    assert "catalogue/mechanisms/tug" in build.read
    assert {"plain", "uses"}.isdisjoint(build.read)
    assert "Pushes." in build.html("catalogue/mechanisms/tug")
    assert "Pushes." in build.html("uses")
    same(build, clean(project))


def test_a_moved_target_reaches_pages_that_were_not_read(make_project: Make) -> None:
    project = make_project(".. toctree::\n\n   one\n   two\n")
    project.write("one.rst", "One\n===\n\n:atlas:mechanism:`p11_cache`\n")
    project.write("two.rst", "Two\n===\n\nNothing yet.\n")
    assert "<abbr" in project.build().html("one")
    project.write("two.rst", "Two\n===\n\n.. atlas-term:: p11_cache\n")
    build = project.build()
    assert build.read == ["two"]
    assert 'href="two.html#mechanism-p11-cache"' in build.html("one")
    same(build, clean(project))


def test_a_page_of_ones_own_is_not_overwritten(project: Project) -> None:
    project.build()
    own: Path = project.write("catalogue/systems/cs-ferry-chat.rst", "Mine\n====\n\n.. atlas-system:: CS-FERRY-CHAT\n")
    build = project.build()
    assert own.read_text().startswith("Mine")
    assert "Mine" in build.html("catalogue/systems/cs-ferry-chat")


def test_templates_of_ones_own(make_project: Make) -> None:
    project = make_project(
        INDEX, 'atlas_pages = "catalogue"\ntemplates_path = ["_templates"]\nexclude_patterns = ["_templates"]\n'
    )
    project.write("plain.rst", "Plain\n=====\n")
    project.write("uses.rst", "Uses\n====\n")
    project.write(
        "_templates/atlas/system.rst.jinja",
        "{{ title | heading }}\n\nOur own words.\n\n.. atlas-system:: {{ record.id }}\n",
    )
    assert "Our own words." in project.build().html("catalogue/systems/cs-ferry-chat")


def test_a_broken_template_is_named_with_its_line(make_project: Make) -> None:
    from sphinx.errors import SphinxError  # noqa: PLC0415

    project = make_project(INDEX, 'atlas_pages = "catalogue"\ntemplates_path = ["_templates"]\n')
    project.write("_templates/atlas/system.rst.jinja", "{{ title | heading }}\n{% if %}\n")
    with pytest.raises(SphinxError, match=r"system\.rst\.jinja:2"):
        project.build()


def test_two_clean_builds_and_parallel_ones_are_equal(project: Project) -> None:
    first = pages(project.build().out)
    again = clean(project)
    assert again == first
    other = project.root.with_name("parallel")
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("_build", "catalogue"))
    assert pages(Project(other).build_in_parallel()) == first
