"""What is read again after a change, and that the result is what a clean build gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from sphinx_atlas.catalog.catalog import Catalog
from tests.extension.conftest import CONF, FEW_TERMS, Build, Project
from tests.records import good_record

Make = Callable[..., Project]
Change = Callable[[Project], None]
# One level: of those below, Sphinx itself leaves the titles stale.
INDEX = ".. toctree::\n   :maxdepth: 1\n\n   catalogue/index\n   plain\n   uses\n   shows\n   parts\n"
PARTS = ".. atlas-table:: failures\n   :system: CS-FERRY-CHAT\n\n.. atlas-sources:: CS-FERRY-CHAT\n"
TERMS = "mechanisms:\n  - {id: tug, name: Tug, definition: %s, trades: Speed.}\n"


#: What another system can do without; its pages and diagrams are built some thirty times.
LESS = (
    "former_ids|backpressure|capacity_planning|cloud_mapping|incidents|innovations|migrations|multi_region|scale_tiers"
)


def second(name: str = "Barge", id_: str = "CS-BARGE") -> str:
    text = re.sub(rf"^(?:{LESS}):.*\n(?:[ #-].*\n|\n)*", "", good_record(), flags=re.MULTILINE)
    return text.replace("id: CS-FERRY-CHAT", f"id: {id_}").replace("name: Ferry Chat", f"name: {name}", 1)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project as it is when a test begins: built once, and kept beside the place where the tests change it."""
    project = Project(tmp_path_factory.mktemp("incremental") / "project")
    project.write("conf.py", CONF + FEW_TERMS)
    project.write("index.rst", f"Start\n=====\n\n{INDEX}")
    project.write("plain.rst", "Plain\n=====\n\nNothing of ours.\n")
    project.write("uses.rst", "Uses\n====\n\n:atlas:system:`CS-FERRY-CHAT` and :atlas:mechanism:`p11_cache`.\n")
    project.write("shows.rst", "Shows\n=====\n\n.. atlas-diagram:: CS-FERRY-CHAT-BP\n")
    project.write("parts.rst", f"Parts\n=====\n\n{PARTS}")
    project.write("catalog/atlas.yaml", "name: Ferries\ndescription: All that floats.\n")
    project.write("catalog/vocabulary/own.yaml", TERMS % "Pulls.")
    project.with_few_terms()
    project.record(good_record())
    project.record(second(), "messaging/barge.yaml")
    assert project.build().warnings == ""
    shutil.copytree(project.root, project.root.with_name("kept"))
    return project


@pytest.fixture
def project(workshop: Project) -> Project:
    # In the same place, and with the same times, so that Sphinx takes up where it left off.
    shutil.rmtree(workshop.root)
    shutil.copytree(workshop.root.with_name("kept"), workshop.root)
    return workshop


def pages(out: Path) -> dict[str, str]:
    """The body of every page; sidebars and indexes are Sphinx's own, and it leaves them stale.

    A former address has a page that only leads on, and is taken whole.
    """
    found = {}
    for path in sorted(out.rglob("*.html")):
        if path.stem not in {"genindex", "search"}:
            text = path.read_text(encoding="utf-8")
            _before, _tag, rest = text.partition('<div class="body" role="main">')
            body, tag, _after = rest.partition('<div class="sphinxsidebar"')
            if not tag:
                assert "http-equiv" in text, path
                body = text
            found[str(path.relative_to(out))] = body
    return found


def clean(project: Project) -> Build:
    """A build of the same sources in a fresh place."""
    other = project.root.with_name("clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("_build", "catalogue"))
    return Project(other).build()


def same(incremental: Build, fresh: Build) -> None:
    """Every page that a clean build has, to the byte; the inventory; and what was complained of."""
    wanted = pages(fresh.out)
    found = {name: body for name, body in pages(incremental.out).items() if name in wanted}
    assert found.keys() == wanted.keys()
    assert [name for name in wanted if found[name] != wanted[name]] == []
    inventories = [(build.out / "objects.inv").read_bytes() for build in (incremental, fresh)]
    assert inventories[0] == inventories[1]
    here, there = str(incremental.app.srcdir), str(fresh.app.srcdir)
    assert incremental.warnings.replace(here, there) == fresh.warnings


def replace(name: str, *pairs: tuple[str, str]) -> Change:
    """A change of one file of the catalogue."""

    def change(project: Project) -> None:
        path = project.root / "catalog" / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    return change


def move(name: str, to: str) -> Change:
    """A file of the project gets another name."""

    def change(project: Project) -> None:
        (project.root / to).parent.mkdir(parents=True, exist_ok=True)
        (project.root / name).rename(project.root / to)

    return change


def write(name: str, text: str) -> Change:
    """A file of the project is written."""
    return lambda project: (project.write(name, text), None)[1]


FERRY = "case-studies/messaging/ferry.yaml"
OWN = "Our own words.\n\n.. atlas-system:: {{ record.id }}\n"
CHANGES: dict[str, Change] = {
    "a record is added": write("catalog/case-studies/messaging/canoe.yaml", second("Canoe", "CS-CANOE")),
    "a record is deleted": lambda project: (project.root / "catalog/case-studies/messaging/barge.yaml").unlink(),
    "a sentence is edited": replace(FERRY, ("One group gets more messages", "A group gets more messages")),
    "the summary is edited": replace(FERRY, ("Group chat in which", "A group chat in which")),
    "a quote is edited": replace(FERRY, ("some 300 terabytes of messages", "300 terabytes of messages")),
    "a figure is edited": replace(
        FERRY, ("250,000 messages per", "260,000 messages per"), ("250,000 messages a", "260,000 messages a")
    ),
    "a source's title is edited": replace(FERRY, ("title: ", "title: On ")),
    "the confidence is edited": replace(FERRY, ("confidence: B", "confidence: A")),
    "a mechanism goes": replace(
        FERRY, ("    - {name: partitioning, how: By group and month., source: storage-2023}\n", "")
    ),
    "a system is renamed": replace(FERRY, ("name: Ferry Chat", "name: Ferry Talk")),
    "an id changes": replace(
        FERRY, ("id: CS-FERRY-CHAT", "id: CS-FERRY-TALK"), ("[CS-FERRY]", "[CS-FERRY, CS-FERRY-CHAT]")
    ),
    "a category changes": replace(
        FERRY, ("category: messaging", "category: social-feeds"), ("also_in: [social-feeds]\n", "")
    ),
    "a record's file moves": move(f"catalog/{FERRY}", "catalog/case-studies/messaging/chat.yaml"),
    "a term's definition is edited": replace("vocabulary/own.yaml", ("Pulls.", "Pushes.")),
    "a term is renamed": replace("vocabulary/own.yaml", ("name: Tug", "name: Tugboat")),
    "a term is added": write("catalog/vocabulary/more.yaml", (TERMS % "Waits.").replace("tug", "pier")),
    "a target goes": write("shows.rst", "Shows\n=====\n\nNo more.\n"),
    "a page comes before the other": write("a.rst", ":orphan:\n\nA\n=\n\n.. atlas-diagram:: CS-FERRY-CHAT-BP\n"),
    "a template is added": write("_templates/atlas/system.rst.jinja", "{{ title | heading }}\n\n" + OWN),
    "the catalogue is renamed": replace("atlas.yaml", ("name: Ferries", "name: Boats")),
    "the manifest gets an address": replace("atlas.yaml", ("name: ", "report_url: https://example.org/\nname: ")),
    "a warning appears": replace(FERRY, ("Finds the node of a group., source: storage-2023}", "Finds it.}")),
}


# The tests below go the same ways, once each.
@pytest.mark.no_cover
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_after_a_change_all_is_as_in_a_clean_build(project: Project, change: Change) -> None:
    change(project)
    build = project.build()
    assert "plain" not in build.read
    same(build, clean(project))
    assert project.build().read == []


def test_after_all_changes_at_once_too(project: Project) -> None:
    apart = {"an id changes", "a record's file moves", "a mechanism goes"}
    for name in [name for name in CHANGES if name not in apart]:
        CHANGES[name](project)
    same(project.build(), clean(project))


def test_a_changed_template_is_noticed_and_a_removed_one_too(project: Project) -> None:
    template = "_templates/atlas/system.rst.jinja"
    page = "catalogue/systems/cs-ferry-chat"
    for words in ("Our own words.", "Better words."):
        project.write(template, "{{ title | heading }}\n\n" + OWN.replace("Our own words.", words))
        build = project.build()
        assert build.read == ["catalogue/systems/cs-barge", page]
        assert words in build.html(page)
    (project.root / template).unlink()
    same(project.build(), clean(project))


def test_nothing_is_read_where_nothing_changed(project: Project) -> None:
    project.build()
    assert project.build().read == []


def test_no_record_is_read_where_nothing_changed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.record(good_record().replace("daily_messages:", "daily_mesages:"))
    first = project.build()
    assert "ATL120" in first.warnings

    def refuse(*arguments: object, **named: object) -> Catalog:
        raise AssertionError(arguments)

    monkeypatch.setattr(Catalog, "load", refuse)
    again = project.build()
    assert again.read == again.written == []
    assert again.warnings == first.warnings
    assert pages(again.out) == pages(first.out)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("catalog/notes.yml", "# Nothing yet.\n"),
        ("_templates/atlas/spare.rst.jinja", "Used by no page.\n"),
    ],
)
def test_what_changes_no_page_is_looked_at_once(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    project.build()
    project.write(name, text)
    build = project.build()
    assert (build.read, build.written) == ([], ["index"])
    monkeypatch.setattr(Catalog, "load", None)
    build = project.build()
    assert (build.read, build.written) == ([], [])


def test_the_catalogue_is_read_once_a_page_asks_for_it(project: Project) -> None:
    project.write("shows.rst", "Shows\n=====\n\n.. atlas-diagram:: CS-FERRY-CHAT-MR\n")
    build = project.build(strict=True)
    assert build.read == ["shows"]
    assert "CS-FERRY-CHAT-MR" in build.html("shows")


def test_a_page_that_somebody_changed_or_removed_is_written_again(project: Project) -> None:
    folder = project.root / "catalogue/systems"
    kept = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("cs-*.rst"))}
    changed, removed = kept
    changed.write_text(f"{kept[changed]}\nMore.\n", encoding="utf-8")
    removed.unlink()
    project.build(strict=True)
    assert {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("cs-*.rst"))} == kept


def test_an_edited_record_reads_the_pages_that_show_it(project: Project) -> None:
    CHANGES["a sentence is edited"](project)
    build = project.build()
    assert "catalogue/systems/cs-ferry-chat" in build.read
    assert not {"catalogue/systems/cs-barge", "plain", "uses"} & set(build.read)


def test_a_renamed_system_reaches_the_links_to_it(project: Project) -> None:
    CHANGES["a system is renamed"](project)
    build = project.build()
    assert "uses" in build.read
    assert "Ferry Talk" in build.html("uses")


def test_a_changed_id_leads_links_by_the_former_one_to_the_new_page(project: Project) -> None:
    CHANGES["an id changes"](project)
    html = project.build().html("uses")
    assert 'href="catalogue/systems/cs-ferry-talk.html#cs-ferry-talk"' in html


def test_an_added_record_appears_in_the_indexes_and_a_deleted_one_leaves_them(project: Project) -> None:
    CHANGES["a record is added"](project)
    CHANGES["a record is deleted"](project)
    html = project.build().html("catalogue/systems/index")
    assert "Canoe" in html
    assert "Barge" not in html
    assert not (project.root / "catalogue/systems/cs-barge.rst").exists()


def test_a_changed_term_reaches_its_pages_and_tooltips(project: Project) -> None:
    uses = "Uses\n====\n\n:atlas:mechanism:`tug` and :atlas:system:`CS-FERRY-CHAT`\n"
    project.write("uses.rst", uses)
    project.build()
    CHANGES["a term's definition is edited"](project)
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


def test_a_broken_template_is_named_with_its_line(project: Project) -> None:
    project.write("_templates/atlas/system.rst.jinja", "{{ title | heading }}\n{% if %}\n")
    with pytest.raises(SphinxError, match=r"system\.rst\.jinja:2"):
        project.build()


def apart(project: Project, name: str, jobs: int, seed: int) -> dict[str, bytes]:
    """Every file that a build in processes of its own writes, from the same sources in a fresh place.

    :param seed: for hashes of text, which decide the order of sets
    """
    other = project.root.with_name(name)
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("_build", "catalogue"))
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-j", str(jobs), "-d", str(other / "_trees")]
    done = subprocess.run(
        [*command, str(other), str(other / "_out")],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, done.stdout
    out = other / "_out"
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def counting(project: Project) -> Project:
    """The project, with a file for each process that reads."""
    with (project.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(PIDS)
    return project


def test_two_clean_builds_are_equal_to_the_byte(counting: Project) -> None:
    first, again = (apart(counting, f"once-{seed}", 1, seed) for seed in (1, 2))
    assert len(first) > 50
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []


def test_a_build_in_several_processes_equals_one_in_one(counting: Project) -> None:
    one = apart(counting, "serial", 1, 1)
    several = apart(counting, "parallel", 4, 2)
    processes = [len(list((counting.root.with_name(name) / "pids").iterdir())) for name in ("serial", "parallel")]
    assert processes[0] == 1
    assert processes[1] > 1
    assert one.keys() == several.keys()
    # The order of what is found by a word is Sphinx's own.
    assert [name for name in one if one[name] != several[name] and name != "searchindex.js"] == []


PIDS = """
def setup(app):
    import os, pathlib
    folder = pathlib.Path(app.srcdir) / "pids"
    folder.mkdir(exist_ok=True)
    app.connect("source-read", lambda *a: (folder / str(os.getpid())).touch())
"""
