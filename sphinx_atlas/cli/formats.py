"""What is found, in the forms that programs read: JSON, annotations of GitHub, SARIF.

Each is a function of the report alone, so the same records give the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..catalog.manifest import Profile, Severity
from ..rules.check import Problem
from ..rules.registry import RULES, Rule
from .console import put, write

#: The version of the JSON report; it changes when a key goes or means something else, not when one is added.
JSON_VERSION = 1
HOMEPAGE = "https://github.com/sphinx-atlas/sphinx-atlas"
#: The page of the documentation that explains each rule.
RULES_PAGE = "https://sphinx-atlas.github.io/sphinx-atlas/reference/rules.html"
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    :param problems: sorted by file, line and column
    :param records: how many records could be read
    :param as_of: the day that staleness was judged on
    """

    problems: tuple[Problem, ...]
    records: int
    as_of: date

    def counts(self) -> dict[Severity, int]:
        """How many problems there are of each weight, the heaviest first."""
        shown = (severity for severity in Severity if severity is not Severity.OFF)
        return {severity: sum(problem.severity is severity for problem in self.problems) for severity in shown}


def as_json(report: Report) -> str:
    """The report as one JSON object."""
    return _dumped(
        {
            "version": JSON_VERSION,
            "tool": {"name": "sphinx-atlas", "version": __version__},
            "as_of": report.as_of.isoformat(),
            "records": report.records,
            "counts": {severity.value: count for severity, count in report.counts().items()},
            "problems": [_json_problem(problem) for problem in report.problems],
        }
    )


def _json_problem(problem: Problem) -> dict[str, Any]:
    finding = problem.finding
    return {
        "file": _printable(finding.path),
        "line": finding.line,
        "column": finding.column,
        "severity": problem.severity.value,
        "code": finding.code,
        "title": RULES[finding.code].title,
        "message": finding.message,
        "help": help_address(finding.code),
    }


def as_github(report: Report) -> str:
    """The report as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(f"{_github_line(problem)}\n" for problem in report.problems)


def _github_line(problem: Problem) -> str:
    finding = problem.finding
    properties = {
        "file": _printable(finding.path),
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{finding.code} {RULES[finding.code].title}",
    }
    shown = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{_GITHUB_LEVELS[problem.severity]} {shown}::{_escaped(finding.message)}"


def _escaped(text: str, also: str = "") -> str:
    """A text with the characters that would end a workflow command, or a property of it, as ``%`` and their code."""
    return re.sub(f"[%\r\n{also}]", lambda match: f"%{ord(match[0]):02X}", text)


def as_sarif(report: Report) -> str:
    """The report as SARIF 2.1.0, with every rule that found something."""
    codes = sorted({problem.finding.code for problem in report.problems})
    driver = {
        "name": "sphinx-atlas",
        "informationUri": HOMEPAGE,
        "version": __version__,
        "rules": [_sarif_rule(RULES[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        # Our columns are those of libyaml, which counts characters.
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, codes.index(problem.finding.code)) for problem in report.problems],
    }
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    address = help_address(rule.code)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", rule.title.replace("'", ""))),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.fix, "markdown": f"{rule.fix} [{rule.code}]({address})"},
        "helpUri": address,
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity(Profile.LENIENT)]},
    }


def _sarif_result(problem: Problem, index: int) -> dict[str, Any]:
    finding = problem.finding
    place = {
        "artifactLocation": _sarif_file(finding.path),
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _sarif_file(path: str) -> dict[str, str]:
    """A file below the working folder by its relative address; any other by its own."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}


def help_address(code: str) -> str:
    """Where the documentation explains a rule."""
    return f"{RULES_PAGE}#{code.lower()}"


def _printable(path: str) -> str:
    """A path whose bytes are no text of the file system, with these as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def _dumped(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


WRITERS = {Format.JSON: as_json, Format.GITHUB: as_github, Format.SARIF: as_sarif}


def emit(report: Report, format: Format) -> None:
    """Write a report to standard output; as text, a line for each problem."""
    if format is Format.TEXT:
        for problem in report.problems:
            write(sys.stdout, str(problem))
    else:
        put(WRITERS[format](report))
