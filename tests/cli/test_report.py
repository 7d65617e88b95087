"""``sphinx-atlas report``."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.cli.conftest import BAD, GOOD, Make, Streams, run
from tests.repositories import Repository, needs_git

OTHER = (
    GOOD.replace("CS-FERRY-CHAT", "CS-BARGE")
    .replace("former_ids: [CS-FERRY]\n", "")
    .replace("name: Ferry Chat", "name: Barge")
)


@pytest.fixture(name="folder")
def _folder(catalogue: Make) -> Path:
    """A catalogue with a history: one record of February, changed in April, when another came."""
    folder = catalogue(GOOD)
    repository = Repository(folder.absolute().parent)
    repository.commit("2025-02-01")
    repository.commit("2025-04-01", r0=GOOD.replace("technology: Elixir", "technology: Erlang"), r1=OTHER)
    return folder


def section(out: list[str], title: str) -> list[str]:
    """The lines under a heading of Markdown."""
    begin = out.index(f"## {title}")
    end = next((at for at in range(begin + 1, len(out)) if out[at].startswith("## ")), len(out))
    return out[begin + 1 : end]


@needs_git
def test_what_changed_since_a_day(folder: Path, capsys: Streams) -> None:
    status, out, err = run(capsys, "report", "--since", "2025-03-01", "--format", "markdown", folder)
    assert (status, err) == (0, [])
    lines = section(out, "Since 2025-03-01")
    assert "Systems: 1 added, 1 changed." in lines
    (changed,) = (line for line in lines if "CS-FERRY-CHAT" in line)
    assert [cell.strip() for cell in changed.strip("|").split("|")] == [
        "Ferry Chat (CS-FERRY-CHAT)", "changed", "0", "0", "1", "components.gateway.technology",
    ]  # fmt: skip


@needs_git
@pytest.mark.parametrize(("since", "said"), [("2025-05-01", "No record changed."), ("2025-01-01", "Systems: 2 added.")])
def test_nothing_and_everything(folder: Path, capsys: Streams, since: str, said: str) -> None:
    _status, out, _err = run(capsys, "report", "--since", since, "--format", "markdown", folder)
    assert said in section(out, f"Since {since}")


def test_without_a_history_it_says_so(catalogue: Make, capsys: Streams) -> None:
    status, out, _err = run(capsys, "report", "--since", "2025-03-01", catalogue(GOOD))
    assert status == 0
    assert "What changed is not known: git cannot tell what the records were then." in out
    assert "Patterns by year" in out


@pytest.mark.parametrize(
    ("as_of", "since", "stale", "new"),
    [
        ("2026-11-15", "2026-01-01", False, ""),
        ("2026-11-16", "2026-01-01", True, "yes"),
        ("2026-12-01", "2026-11-15", True, "yes"),
        ("2026-12-01", "2026-11-16", True, "no"),
    ],
)
def test_what_grew_old(catalogue: Make, capsys: Streams, as_of: str, since: str, stale: bool, new: str) -> None:
    arguments = ("report", "--since", since, "--as-of", as_of, "--format", "markdown", catalogue(GOOD))
    lines = section(run(capsys, *arguments)[1], "Grown old")
    assert ("### Records to verify again" in lines) is stale
    if stale:
        (row,) = (line for line in lines if line.startswith("| Ferry Chat | 2025"))
        assert row.endswith(f" {new} |")
    assert "| 2025, quarter 4 | 1 |" in lines


def test_a_source_grows_old_where_nothing_says_why_it_still_counts(catalogue: Make, capsys: Streams) -> None:
    for as_of, old in (("2028-03-06", False), ("2028-03-07", True)):
        arguments = ("report", "--since", "2026-01-01", "--as-of", as_of, "--format", "markdown")
        lines = section(run(capsys, *arguments, catalogue(GOOD, name=as_of))[1], "Grown old")
        assert any("| storage-2023 |" in line for line in lines) is old
        assert not any("| launch-2018 |" in line for line in lines)


def test_gaps_roadmap_and_trends_are_in_it(catalogue: Make, capsys: Streams) -> None:
    manifest = "targets: {named: [{id: CS-RAFT, name: Raft, category: messaging}], milestones: [{name: First, systems: 9, diagrams: 9}]}\n"
    _status, out, _err = run(
        capsys, "report", "--since", "2025-03-01", "--format", "markdown", catalogue(GOOD, manifest=manifest)
    )
    assert any("Raft" in line for line in section(out, "Gaps"))
    assert any("First" in line and "1 of 9" in line for line in section(out, "Roadmap"))
    assert any(line.startswith("| Elixir | 1 |") for line in section(out, "Trends"))
    html = MarkdownIt().enable("table").render("\n".join(out))
    assert html.count("<table>") == sum(line.startswith("| ---") for line in out)


def test_it_goes_into_a_file_and_is_the_same_each_time(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(GOOD)
    for name in ("one", "two"):
        assert run(capsys, "report", "--since", "2025-03-01", "--out", name, folder)[:2] == (0, [])
    assert Path("one").read_bytes() == Path("two").read_bytes()


def test_a_day_to_come_is_refused(catalogue: Make, capsys: Streams) -> None:
    status, _out, err = run(capsys, "report", "--since", "2026-02-01", catalogue(GOOD))
    assert (status, err) == (2, ["sphinx-atlas: --since 2026-02-01 lies after 2026-01-10, the day of the report"])


def test_a_wrong_record_is_reported_instead(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "report", "--since", "2025-03-01", catalogue(BAD))
    assert (status, out) == (1, [])
    assert "ATL102" in err[0]
