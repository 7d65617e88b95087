"""The targets are complete, and what RESULTS.md and the README show is what was measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.bench import Bench
from benchmarks.measure import Case, Run, Sample
from benchmarks.report import BEGIN, END, README, ROOT, report, short, with_table
from benchmarks.results import RowResult, read, write
from benchmarks.targets import ROWS, TARGETS, Measured, Target

RESULTS = ROOT / "benchmarks" / "results.json"
MACHINE = {"cores": "2", "Python": "3.13.1"}
CATALOGUE = {
    "diagrams": 19.0,
    "small": 125,
    "large": 1000,
    "checked": 10_000,
    "bytes": 16_898,
    "components": 18,
    "flows": 21.8,
}
ROW = RowResult(
    "2026-01-10",
    "nox -s bench",
    MACHINE,
    CATALOGUE,
    {"1.1": Measured(5, 20), "1.2": Measured(5, 10)},
    {"ours": Sample([Run(4, 8, 2**20), Run(5, 9, 2**21), Run(6, 9, 2**21)])},
)


def test_every_row_has_targets_and_something_that_measures_it() -> None:
    assert sorted(ROWS) == sorted({target.row for target in TARGETS}) == list(range(1, 8))
    assert len({target.id for target in TARGETS}) == len(TARGETS)


@pytest.mark.parametrize(
    ("measured", "at_least", "met", "missed"),
    [
        (Measured(1, 2), False, True, 1),
        (Measured(2, 2), False, False, 2),
        (Measured(2, 2), True, True, 0.5),
        (Measured(1, 4), True, False, 2),
        (Measured(0.25), False, True, 0.5),
    ],
)
def test_a_target_is_met_or_missed_by_so_much(measured: Measured, at_least: bool, met: bool, missed: float) -> None:
    target = Target("1.1", "what", "theirs", 0.5, at_least=at_least)
    assert target.is_met(measured) is met
    assert target.missed_by(measured) == missed


def test_what_was_measured_is_kept_whole(tmp_path: Path) -> None:
    write(tmp_path / "results.json", {1: ROW})
    assert read(tmp_path / "results.json") == {1: ROW}
    assert read(tmp_path / "none.json") == {}
    assert list(tmp_path.iterdir()) == [tmp_path / "results.json"]


def test_the_report_says_what_was_missed_and_by_how_much() -> None:
    lines = report({1: ROW}).splitlines()
    assert "| 1.1 | 125 systems, clean build | 5 s | 20 s | hand-written pages | 0.25 | ≤ 0.5 | yes |" in lines
    assert "| 1.2 | 125 systems, clean build | 5 s | 10 s | sphinx-needs | 0.5 | ≤ 0.3 | no, by 1.67 |" in lines
    assert any(line.startswith("* **1.2** is missed by a factor of 1.67.") for line in lines)
    assert "| 1 | ours | 3 | 5.00 (4.00–6.00) | 9.00 | 2 |" in lines
    assert any(
        line.startswith("* Row 1: `nox -s bench` on 2026-01-10; cores 2, Python 3.13.1. 125 rec") for line in lines
    )


def test_what_is_not_measured_says_so() -> None:
    assert report({}).count("not measured yet") == short({}).count("not measured yet") == len(TARGETS)
    assert "Not measured yet." in report({})


def test_only_the_table_of_the_readme_changes() -> None:
    text = f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n"
    new = with_table(text, {1: ROW})
    assert new == f"before\n\n{BEGIN}\n{short({1: ROW})}{END}\n\nafter\n"
    assert with_table(new, {1: ROW}) == new


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row 5 that takes no time."""

    def measure(bench: Bench) -> dict[str, Measured]:
        bench.measure({"nothing": Case([sys.executable, "-c", ""])})
        return {"5.1": Measured(bench.options.records)}

    monkeypatch.setitem(ROWS, 5, measure)
    monkeypatch.setattr("benchmarks.__main__.catalogue_size", lambda bench: CATALOGUE)


def test_runs_are_added_to_those_of_the_same_machine(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["--only", "5", "--runs", "2", "--out", str(tmp_path / "RESULTS.md")]
    main(arguments)
    main([*arguments, "--add"])
    kept = read(tmp_path / "results.json")
    assert len(kept[5].samples["nothing"].runs) == 4
    assert kept[5].command == "nox -s bench -- --only 5 --runs 2 --add"
    monkeypatch.setattr("benchmarks.__main__.machine", lambda: {"cores": "1000"})
    with pytest.raises(SystemExit, match="row 5 was measured with something else"):
        main([*arguments, "--add"])
    assert read(tmp_path / "results.json") == kept
    main(arguments)
    assert len(read(tmp_path / "results.json")[5].samples["nothing"].runs) == 2


def test_rows_are_measured_one_at_a_time(tmp_path: Path, quick: None) -> None:
    write(tmp_path / "results.json", {1: ROW})
    readme = README.read_text(encoding="utf-8")
    main(["--only", "5", "--records", "3", "--runs", "2", "--out", str(tmp_path / "RESULTS.md")])
    rows = read(tmp_path / "results.json")
    assert rows[1] == ROW
    assert rows[5].command == "nox -s bench -- --only 5 --records 3 --runs 2"
    assert rows[5].measured == {"5.1": Measured(3)}
    assert len(rows[5].samples["nothing"].runs) == 2
    assert README.read_text(encoding="utf-8") == readme


def test_the_folder_of_the_results_is_made_before_anything_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new" / "RESULTS.md"

    def measure(bench: Bench) -> dict[str, Measured]:
        assert out.parent.is_dir()
        return {"5.1": Measured(1)}

    monkeypatch.setitem(ROWS, 5, measure)
    monkeypatch.setattr("benchmarks.__main__.catalogue_size", lambda bench: CATALOGUE)
    main(["--only", "5", "--out", str(out)])
    assert out.exists()


def test_the_report_can_be_made_anew(tmp_path: Path) -> None:
    write(tmp_path / "results.json", {1: ROW})
    main(["--report", "--out", str(tmp_path / "RESULTS.md")])
    assert (tmp_path / "RESULTS.md").read_text(encoding="utf-8") == report({1: ROW})


def test_results_and_readme_are_what_was_measured() -> None:
    rows = read(RESULTS)
    assert (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8") == report(rows)
    readme = README.read_text(encoding="utf-8")
    assert readme == with_table(readme, rows)


def test_what_bounds_a_target_that_is_missed_is_said() -> None:
    rows = read(RESULTS)
    measured = {target: rows[target.row].measured[target.id] for target in TARGETS if target.row in rows}
    assert [target.id for target, one in measured.items() if not target.is_met(one) and not target.bounded_by] == []


def test_nothing_names_the_machine() -> None:
    text = RESULTS.read_text(encoding="utf-8")
    assert json.loads(text).keys() == {"rows"}
    assert "/" not in "".join(row.command for row in read(RESULTS).values())


def test_no_table_is_without_a_row() -> None:
    lines = report({}).splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("| ---")]
    assert heads
    assert all(lines[number + 1 :][:1] and lines[number + 1].startswith("| ") for number in heads)
