"""``sphinx-atlas coverage``."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import BAD, GOOD, Make, Streams, run
from tests.export.conftest import faults
from tests.repositories import Repository, needs_git

TARGETS = "targets:\n  systems: {systems}\n  named:\n    - {{id: CS-BARGE, name: Barge, category: messaging}}\n"


def test_every_table_is_shown(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "coverage", catalogue(GOOD, manifest=TARGETS.format(systems=2)))
    assert (status, err) == (0, [])
    for title in ("Coverage", "Coverage by category", "Systems named as targets", "Milestones", "Activity"):
        assert title in out
    (row,) = (line for line in out if line.startswith("Systems  "))
    assert row.split() == ["Systems", "1", "2", "not", "yet"]
    (gap,) = (line for line in out if line.startswith("Messaging & Collaboration") and "Barge" in line)
    assert "0 of 1" in gap
    assert any(line.split() == ["People", "who", "contributed", "not", "known"] for line in out)


def test_only_some_tables(catalogue: Make, capsys: Streams) -> None:
    _status, out, _err = run(capsys, "coverage", "--table", "systems", catalogue(GOOD))
    assert out[0] == "Coverage by system"
    assert "Coverage" not in out


def test_json_has_every_number(catalogue: Make, capsys: Streams) -> None:
    status, out, _err = run(capsys, "coverage", "--format", "json", catalogue(GOOD))
    data = json.loads("\n".join(out))
    assert (status, faults(data)) == (0, [])
    assert {measure["value"] for measure in data["activity"]} == {None}


@needs_git
def test_git_is_asked_for_contributions(catalogue: Make, capsys: Streams) -> None:
    folder = catalogue(GOOD)
    repository = Repository(folder.absolute().parent)
    repository.commit("2025-03-01", "ada")
    repository.commit(
        "2025-03-10", "bob", r1=GOOD.replace("CS-FERRY-CHAT", "CS-BARGE").replace("former_ids: [CS-FERRY]\n", "")
    )
    _status, out, _err = run(capsys, "coverage", "--format", "json", folder)
    found = {one["id"]: (one["value"], one["of"]) for one in json.loads("\n".join(out))["activity"]}
    assert found == {
        "commits": (2, None),
        "people": (2, None),
        "added": (2, None),
        "changed": (0, None),
        "days": (2, 10),
    }


@pytest.mark.parametrize(("systems", "missed"), [(1, False), (2, True)])
def test_strict_fails_where_a_target_is_missed(catalogue: Make, capsys: Streams, systems: int, missed: bool) -> None:
    folder = catalogue(GOOD, manifest=TARGETS.format(systems=systems))
    assert run(capsys, "coverage", folder)[0] == 0
    status, _out, err = run(capsys, "coverage", "--strict", folder)
    assert status == 1
    assert ("target missed: Systems" in err) is missed
    assert "target missed: Sources whose quotes were all found on their page" in err


def test_a_milestone_is_a_target_too(catalogue: Make, capsys: Streams) -> None:
    manifest = (
        "targets: {milestones: [{name: First, systems: 9, diagrams: 9}, {name: Zeroth, systems: 1, diagrams: 1}]}\n"
    )
    err = run(capsys, "coverage", "--strict", catalogue(GOOD, manifest=manifest))[2]
    assert "target missed: First" in err
    assert "target missed: Zeroth" not in err


def test_a_wrong_record_is_reported_instead(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "coverage", catalogue(BAD))
    assert (status, out) == (1, [])
    assert "ATL102" in err[0]


def test_json_has_no_single_tables(catalogue: Make, capsys: Streams) -> None:
    status, _out, err = run(capsys, "coverage", "--format", "json", "--table", "gaps", catalogue(GOOD))
    assert (status, err) == (2, ["sphinx-atlas: JSON has every table; leave out --table"])


def test_a_target_in_an_unknown_category_is_an_error_at_its_place(catalogue: Make, capsys: Streams) -> None:
    manifest = TARGETS.format(systems=1).replace("messaging", "messagin")
    status, out, _err = run(capsys, "check", catalogue(GOOD, manifest=manifest))
    assert status == 1
    (line,) = (line for line in out if "ATL805" in line)
    assert line == "data/atlas.yaml:4:45: error ATL805 Barge: unknown category 'messagin'; did you mean 'messaging'?"
