"""The projects that are held against one another: they show the same, and none of them has a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bench import HTML, build
from benchmarks.measure import run
from benchmarks.projects import Kind, make
from benchmarks.sameness import NotTheSame, compare, compare_needs, pages

COUNT = 3
#: furo is not installed for the tests.
THEME = ("-n", "-D", "html_theme=alabaster")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, Path]:
    """Each project but that of sphinx-needs, which is not installed for the tests; a warning fails the build."""
    folder = tmp_path_factory.mktemp("projects")
    projects = {kind: make(kind, folder / kind, COUNT) for kind in (Kind.OURS, Kind.HANDWRITTEN, Kind.BARE)}
    for path in projects.values():
        run(build(path, *THEME))
    return projects


def test_both_show_the_same(built: dict[Kind, Path]) -> None:
    compare(built[Kind.OURS], built[Kind.HANDWRITTEN])
    assert sum("/systems/" in name for name in pages(built[Kind.OURS])) == COUNT


def test_the_same_pages_in_each(built: dict[Kind, Path]) -> None:
    found = {kind: set(path.glob(f"{HTML}/catalogue/**/*.html")) for kind, path in built.items()}
    names = {kind: {path.relative_to(built[kind]) for path in paths} for kind, paths in found.items()}
    assert names[Kind.OURS] == names[Kind.HANDWRITTEN] == names[Kind.BARE]
    assert len(names[Kind.OURS]) == COUNT + 13


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</td>", "Otherwise:</td>", "Otherwise:"),
        ("<tr", "<tr></tr><tr", "'tr': "),
        ("graph TB", "graph LR", "the diagrams"),
    ],
)
def test_a_difference_is_seen(built: dict[Kind, Path], tmp_path: Path, old: str, new: str, message: str) -> None:
    name = next(name for name in pages(built[Kind.OURS]) if "/systems/" in name)
    for path in built[Kind.OURS].glob(f"{HTML}/catalogue/*/*.html"):
        copy = tmp_path / path.relative_to(built[Kind.OURS])
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace(old, new, 1) if copy.match(f"*/{name}") else text, encoding="utf-8")
    with pytest.raises(NotTheSame, match=message):
        compare(built[Kind.HANDWRITTEN], tmp_path)


def test_sphinx_needs_gets_what_our_tables_have(tmp_path: Path) -> None:
    path = make(Kind.NEEDS, tmp_path, COUNT)
    page = min(path.glob("catalogue/systems/*.rst")).read_text(encoding="utf-8")
    ours = min(make(Kind.HANDWRITTEN, tmp_path / "other", COUNT).glob("catalogue/systems/*.rst"))
    handwritten = ours.read_text(encoding="utf-8")
    # The summary is the need of the system; a row with the titles is not a need.
    assert page.count(".. needtable::") == handwritten.count(".. list-table::") - 1
    tables = handwritten.split(".. list-table::")[2:]
    assert page.count(":hide:") == sum(table.count("\n   * - ") - 1 for table in tables)
    assert page.count(".. mermaid::") == handwritten.count(".. mermaid::")
    assert page.count(".. system:: ") == 1


def test_rows_of_needs_are_counted(built: dict[Kind, Path]) -> None:
    compare_needs(built[Kind.OURS], built[Kind.HANDWRITTEN])
    with pytest.raises(NotTheSame, match="rows of the tables"):
        compare_needs(built[Kind.OURS], built[Kind.BARE])
