"""Where the benchmarks run: a build from nothing begins with nothing, and what was there is not removed but put aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bench import HTML, PICTURES, WRITTEN, Bench, Options, clean, put_aside, remove_old


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, encoding="utf-8")


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    project = tmp_path / "work" / "ours-3-client"
    write(project / HTML / "index.html", project / PICTURES / "1.json", project / WRITTEN / "index.rst")
    (project / "conf.py").write_text('atlas_pages = "catalogue"', encoding="utf-8")
    return project


@pytest.mark.parametrize(("keep_pictures", "kept"), [(False, ["conf.py"]), (True, [f"{PICTURES}/1.json", "conf.py"])])
def test_a_build_from_nothing_begins_with_nothing_but_pictures_if_so_wanted(
    project: Path, keep_pictures: bool, kept: list[str]
) -> None:
    clean(project, keep_pictures=keep_pictures).before()
    assert files(project) == kept
    # Again, though nothing has been built since.
    clean(project, keep_pictures=keep_pictures).before()
    assert files(project) == kept


def test_pages_that_somebody_else_wrote_stay(project: Path) -> None:
    (project / "conf.py").write_text("", encoding="utf-8")
    clean(project).before()
    assert files(project) == [f"{WRITTEN}/index.rst", "conf.py"]


def test_what_was_built_is_put_aside_and_removed_in_the_end(project: Path) -> None:
    work = project.parent
    for number in range(2):
        write(project / HTML / f"{number}.html")
        clean(project).before()
    put_aside(work / "nothing", work)
    aside = {path.name for path in work.rglob("*.html")}
    assert aside == {"index.html", "0.html", "1.html"}
    remove_old(work)
    assert {path.name for path in work.iterdir()} == {project.name}
    remove_old(work)


def test_a_project_is_made_anew_once_and_a_bare_one_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("benchmarks.bench.run", lambda command: made.append(command[3]))
    write(tmp_path / "ours-3-client" / "conf.py", tmp_path / "bare-3-client" / "conf.py")
    bench = Bench(tmp_path, Options())
    for kind in ("ours", "bare"):
        for _ in range(2):
            bench.project(kind, 3)
    assert made == ["ours"]
    assert not (tmp_path / "ours-3-client").exists()
    assert (tmp_path / "bare-3-client").exists()
