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
#: The thousandth record covers no more than those before it.
pytestmark = pytest.mark.no_cover
#: Of the records of the package, which are long, so many of a thousand.
OF_BUNDLED = 60


@cache
def bundled_texts() -> list[str]:
    """The records of the package."""
    return [path.read_text(encoding="utf-8") for path in sorted(bundled().glob("case-studies/*/*.yaml"))]


def mutated(number: int) -> bytes:
    """One of the records; the same in every run."""
    texts = bundled_texts()
    text = texts[number % len(texts)] if number < OF_BUNDLED else GOOD.replace("CS-FERRY-CHAT", f"CS-FERRY-{number}")
    return MUTATIONS[number % len(MUTATIONS)](text, Random(number))


def written(folder: Path, records: list[bytes]) -> list[Path]:
    """The records as files of a catalogue."""
    files = [folder / f"case-studies/messaging/m{number:04}.yaml" for number in range(len(records))]
    for file, raw in zip(files, records, strict=True):
        file.write_bytes(raw)
    return files


def test_a_thousand_mutated_records(catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalogue()
    written(folder, [mutated(number) for number in range(COUNT)])
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


def test_the_order_is_the_same_wherever_the_files_come_from(catalogue: Make, capsys: Streams) -> None:
    files = written(catalogue(), [mutated(number) for number in range(OF_BUNDLED, OF_BUNDLED + 60)])
    first = run(capsys, "check", "--format", "json", *files)
    assert first[0] == 1
    assert run(capsys, "check", "--format", "json", *Random(1).sample(files, len(files))) == first
