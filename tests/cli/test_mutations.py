"""A thousand records that something has gone wrong with: each problem is one line of a report that programs can read."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sphinx_atlas.catalog.catalog import bundled
from sphinx_atlas.cli.formats import WRITERS, Format, Report, as_json, as_sarif
from tests.cli.conftest import GOOD, Make, Streams, run
from tests.mutations import MUTATIONS
from tests.sarif import validator

COUNT = 1000
#: Of the records of the package, which are long, so many of a thousand.
OF_BUNDLED = 60


@cache
def mutated() -> list[bytes]:
    """The records; the same in every run."""
    bundled_ = [path.read_text(encoding="utf-8") for path in sorted(bundled().glob("case-studies/*/*.yaml"))]
    found = []
    for number in range(COUNT):
        random = Random(number)
        text = (
            bundled_[number % len(bundled_)]
            if number < OF_BUNDLED
            else GOOD.replace("CS-FERRY-CHAT", f"CS-FERRY-{number}")
        )
        found.append(MUTATIONS[number % len(MUTATIONS)](text, random))
    return found


@pytest.fixture(name="folder")
def _folder(catalogue: Make) -> Path:
    folder = catalogue()
    for number, raw in enumerate(mutated()):
        folder.joinpath("case-studies", "messaging", f"m{number:04}.yaml").write_bytes(raw)
    return folder


def test_a_thousand_mutated_records(folder: Path, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[Report] = []

    def both(report: Report) -> str:
        reports.append(report)
        return as_sarif(report)

    monkeypatch.setitem(WRITERS, Format.SARIF, both)
    status, out, (line,) = run(capsys, "check", "--format", "sarif", folder)
    assert status == 1
    (results,) = [run_["results"] for run_ in validated("\n".join(out))["runs"]]

    report = json.loads(as_json(reports[0]))
    assert line.startswith(f"{report['records']} records: {report['counts']['error']} errors, ")
    problems = report["problems"]
    assert [(entry["ruleId"], entry["message"]["text"]) for entry in results] == [
        (entry["code"], entry["message"]) for entry in problems
    ]
    places = [(entry["file"], entry["line"], entry["column"], entry["code"], entry["message"]) for entry in problems]
    assert places == sorted(set(places))
    assert len({file for file, *_ in places}) > 0.9 * COUNT
    assert report["records"] > 0.4 * COUNT
    assert all(entry["message"].isprintable() for entry in problems)


def validated(text: str) -> Any:
    """A report, once the schema of SARIF has nothing against it."""
    sarif = json.loads(text)
    assert [error.message for error in validator().iter_errors(sarif)] == []
    return sarif


def test_the_order_is_the_same_wherever_the_files_come_from(folder: Path, capsys: Streams) -> None:
    files = sorted(folder.rglob("m*.yaml"))[OF_BUNDLED:][:60]
    first = run(capsys, "check", "--format", "json", *files)
    assert first[0] == 1
    assert run(capsys, "check", "--format", "json", *Random(1).sample(files, len(files))) == first
