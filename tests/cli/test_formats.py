"""The reports that programs read: each holds what the text does, in the form that its readers ask for."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from sphinx_atlas import __version__
from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.manifest import Severity
from sphinx_atlas.cli.formats import Report, as_github, as_json, as_sarif, help_address
from sphinx_atlas.rules.check import Problem
from sphinx_atlas.rules.registry import RULES
from tests.cli.conftest import BAD, BARE, GOOD, Make, Streams, run
from tests.sarif import validator

OTHER = BARE.replace("CS-FERRY-CHAT", "CS-OTHER").replace("former_ids: [CS-FERRY]\n", "")
LINE = re.compile(r"(?P<file>.+):(?P<line>\d+):(?P<column>\d+): (?P<severity>\w+) (?P<code>ATL\d{3}) (?P<message>.+)")


def report(*problems: Problem) -> Report:
    return Report(problems, 1, date(2026, 1, 10))


def problem(path: str = "data/r.yaml", message: str = "is wrong", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(Finding("ATL203", message, path, 41, 7), severity)


@pytest.fixture(name="texts")
def _texts(catalogue: Make, capsys: Streams) -> dict[str, list[str]]:
    """What each format prints of the same three records."""
    folder = catalogue(BAD, OTHER, "a: [\n", manifest="profile: lenient\n")
    found = {}
    for name in ("text", "json", "github", "sarif"):
        status, out, err = run(capsys, "check", "--format", name, folder)
        assert status == 1
        assert len(err) == 1
        found[name] = out
    return found


def test_each_format_says_the_same(texts: dict[str, list[str]]) -> None:
    said = [match.groupdict() for line in texts["text"] if (match := LINE.fullmatch(line))]
    assert len(said) == len(texts["text"]) > 2
    assert {entry["severity"] for entry in said} == {"error", "warning"}
    in_json = json.loads("\n".join(texts["json"]))["problems"]
    assert [{key: str(entry[key]) for key in said[0]} for entry in in_json] == said
    assert [line.partition("::")[2].partition(" ")[0] for line in texts["github"]] == [
        entry["severity"] for entry in said
    ]
    (sarif,) = json.loads("\n".join(texts["sarif"]))["runs"]
    assert [(entry["ruleId"], entry["level"], entry["message"]["text"]) for entry in sarif["results"]] == [
        (entry["code"], entry["severity"], entry["message"]) for entry in said
    ]


def test_json_has_a_version_and_counts(texts: dict[str, list[str]]) -> None:
    data = json.loads("\n".join(texts["json"]))
    assert list(data) == ["version", "tool", "as_of", "records", "counts", "problems"]
    assert (data["version"], data["as_of"], data["records"]) == (1, "2026-01-10", 2)
    assert data["tool"] == {"name": "sphinx-atlas", "version": __version__}
    assert list(data["counts"]) == ["error", "warning", "info"]
    assert sum(data["counts"].values()) == len(data["problems"])
    assert list(data["problems"][0]) == ["file", "line", "column", "severity", "code", "title", "message", "help"]


def test_sarif_is_valid_and_knows_its_rules(texts: dict[str, list[str]]) -> None:
    data = json.loads("\n".join(texts["sarif"]))
    assert [error.message for error in validator().iter_errors(data)] == []
    (run_,) = data["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run_["results"]})
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    for rule in rules:
        entry = RULES[rule["id"]]
        assert (rule["shortDescription"]["text"], rule["fullDescription"]["text"]) == (entry.title, entry.why)
        assert rule["help"]["text"] == entry.fix
        assert rule["help"]["markdown"].endswith(f"[{entry.code}]({rule['helpUri']})")
        assert re.fullmatch(r"[A-Z]\w+", rule["name"])


def test_the_schema_of_sarif_would_find_a_mistake() -> None:
    data = json.loads(as_sarif(report(problem())))
    data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert [error.message for error in validator().iter_errors(data)] == ["0 is less than the minimum of 1"]


@pytest.mark.parametrize(
    "path", ["data/r.yaml", "data/a b#c%.yaml", "data/ünï.yaml", os.fsdecode(b"data/no\xffwhere.yaml")]
)
def test_a_path_becomes_an_address_and_back(path: str) -> None:
    (result,) = json.loads(as_sarif(report(problem(path))))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert urlsplit(uri).path == uri
    assert os.fsencode(unquote(uri, errors="surrogateescape")) == os.fsencode(path)


def test_a_file_elsewhere_has_its_own_address(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    (result,) = json.loads(as_sarif(report(problem(str(path)))))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": path.as_uri()}


def test_a_path_that_is_no_text_is_an_escape() -> None:
    text = as_json(report(problem(os.fsdecode(b"no\xffwhere.yaml"))))
    assert json.loads(text)["problems"][0]["file"] == r"no\udcffwhere.yaml"
    text.encode()


@pytest.mark.parametrize(
    ("severity", "github", "sarif"),
    [
        (Severity.ERROR, "::error ", "error"),
        (Severity.WARNING, "::warning ", "warning"),
        (Severity.INFO, "::notice ", "note"),
    ],
)
def test_severities_have_the_names_of_each_format(severity: Severity, github: str, sarif: str) -> None:
    assert as_github(report(problem(severity=severity))).startswith(github)
    assert json.loads(as_sarif(report(problem(severity=severity))))["runs"][0]["results"][0]["level"] == sarif


def test_an_annotation_ends_where_it_should() -> None:
    line = as_github(report(problem("a,b:c%d\r\n.yaml", "100% of a:b, c")))
    place = "file=a%2Cb%3Ac%25d%0D%0A.yaml,line=41,col=7,title=ATL203 Unknown mechanism"
    assert line == f"::error {place}::100%25 of a:b, c\n"


def test_every_rule_has_an_address_that_a_browser_takes() -> None:
    for code in RULES:
        assert help_address(code).endswith(f"/reference/rules.html#{code.lower()}")


@pytest.mark.parametrize("name", ["json", "github", "sarif"])
def test_of_nothing_there_is_a_report_too(catalogue: Make, capsys: Streams, name: str) -> None:
    status, out, err = run(capsys, "check", "--format", name, catalogue(GOOD))
    assert (status, err) == (0, ["1 record: no problems"])
    if name == "github":
        assert out == []
        return
    data = json.loads("\n".join(out))
    assert (data["problems"] if name == "json" else data["runs"][0]["results"]) == []
    assert name == "json" or validator().is_valid(data)
