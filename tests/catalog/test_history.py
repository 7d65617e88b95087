"""What git remembers, asked of real repositories."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_atlas.catalog.history import activity, restore
from tests.repositories import Repository, needs_git

pytestmark = needs_git


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "repository")
    repository.write("README", "x")
    repository.commit("2023-01-10", a="old")
    repository.commit("2024-06-01", "two", a="new", b="first")
    repository.commit("2024-06-01", "two", b="second")
    repository.write("README", "y")
    repository.commit("2024-12-24")
    repository.commit("2025-01-10", "three", b="third", c="first")
    return repository


def data(repository: Repository) -> Path:
    """The catalogue's folder."""
    return repository.root / "data"


def test_the_last_year_of_the_records_is_counted(repository: Repository) -> None:
    found = activity([data(repository)])
    assert found is not None
    assert (found.first, found.last, found.days) == (date(2024, 1, 12), date(2025, 1, 10), 365)
    assert (len(found.commits), found.people) == (3, 2)
    assert [(commit.day.isoformat(), commit.added, commit.changed) for commit in found.commits] == [
        ("2025-01-10", 1, 1),
        ("2024-06-01", 0, 1),
        ("2024-06-01", 1, 1),
    ]


def test_a_short_history_is_counted_over_its_own_days(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit("2025-03-01", a="x")
    found = activity([data(repository)])
    assert found is not None
    assert (found.first, found.days) == (date(2025, 3, 1), 1)


def test_a_record_that_moves_is_changed_and_not_new(repository: Repository) -> None:
    cases = data(repository) / "case-studies/messaging"
    cases.joinpath("a.yaml").rename(cases / "z.yaml")
    repository.commit("2025-02-01")
    found = activity([data(repository)])
    assert found is not None
    assert (found.commits[0].added, found.commits[0].changed) == (0, 1)


@pytest.mark.parametrize(
    ("before", "texts"),
    [
        ("2023-01-10", None),
        ("2023-01-11", {"a": "old"}),
        ("2024-06-02", {"a": "new", "b": "second"}),
        ("2025-01-11", {"a": "new", "b": "third", "c": "first"}),
    ],
)
def test_the_records_as_they_were(
    repository: Repository, tmp_path: Path, before: str, texts: dict[str, str] | None
) -> None:
    into = tmp_path / "into"
    into.mkdir()
    assert restore(data(repository), date.fromisoformat(before), into) is (texts is not None)
    found = {path.stem: path.read_text(encoding="utf-8") for path in into.rglob("*.yaml")}
    assert found == (texts or {})
    assert not list(into.rglob("README"))


def test_what_lay_on_a_branch_then_was_not_in_the_catalogue(repository: Repository, tmp_path: Path) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("2025-02-01", d="beside")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "x", "side", day="2025-04-01")
    restore(data(repository), date(2025, 3, 1), tmp_path)
    assert not list(tmp_path.glob("case-studies/messaging/d.yaml"))


def test_a_catalogue_that_is_the_whole_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "whole")
    repository.write("case-studies/messaging/a.yaml", "x")
    repository.commit("2025-03-01")
    into = tmp_path / "into"
    into.mkdir()
    assert restore(repository.root, date(2025, 3, 2), into) is True
    assert (into / "case-studies/messaging/a.yaml").read_text(encoding="utf-8") == "x"


def test_nothing_is_known_of_records_that_git_has_lost(repository: Repository, tmp_path: Path) -> None:
    lost = repository.git("rev-parse", "HEAD:data/case-studies/messaging/a.yaml").strip()
    (repository.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    into = tmp_path / "into"
    into.mkdir()
    assert restore(data(repository), date(2025, 1, 11), into) is None
    assert restore(data(repository), date(2023, 1, 10), into) is False


def test_nothing_is_known_without_a_repository(tmp_path: Path) -> None:
    assert activity([tmp_path]) is None
    assert restore(tmp_path, date(2025, 1, 1), tmp_path) is None


def test_nothing_is_known_of_what_is_not_tracked(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("README", "x")
    repository.commit("2025-01-01")
    repository.write("data/case-studies/messaging/a.yaml", "x")
    assert activity([tmp_path / "data"]) is None


def test_nothing_is_known_from_a_shallow_copy(repository: Repository, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(copy))
    assert activity([copy / "data"]) is None
    assert restore(copy / "data", date(2025, 1, 1), tmp_path) is None


def test_a_hook_of_git_does_not_lead_us_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert activity([data(repository)]) is not None


def test_without_git_nothing_is_known(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert activity([data(repository)]) is None
    assert restore(data(repository), date(2025, 1, 1), tmp_path) is None
