"""The specification's own example: it loads, nothing in it is an error, and each of its known defects is reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.manifest import Profile, Severity
from sphinx_atlas.rules.check import Problem, check, has_errors

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "section-e.yaml"
LINES = EXAMPLE.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module", name="problems")
def _problems() -> list[Problem]:
    return check(Catalog.load([EXAMPLE]), as_of=date(2025, 3, 10), profile=Profile.LENIENT)


def test_nothing_is_an_error_in_the_lenient_profile(problems: list[Problem]) -> None:
    assert problems
    assert not has_errors(problems)


@pytest.mark.parametrize(
    ("code", "line", "says"),
    [
        ("ATL301", 10, "scale.concurrency has no evidence"),  # X5: 10M here, 15M elsewhere, no words of a source
        ("ATL621", 11, "540 times the mean"),  # X6: peak and daily total
        ("ATL622", 127, "20 times off the peak"),  # X7: pods times rate per pod
        ("ATL301", 130, "capacity_planning.state_tier has no evidence"),  # X8: 8k nodes of Cassandra
        ("ATL705", 148, "is a placeholder"),  # X10: watch?v=specific
        ("ATL709", 142, "s3"),  # X11: nobody noted having read the page; that its date is wrong no rule can know
        ("ATL113", 1, "planes_heat"),  # X21
        ("ATL113", 1, "patterns.micro_patterns"),  # X22
        ("ATL214", 85, "'async_with_consensus_on_ownership' is none of sync, async, hybrid"),  # X26: no such mode
        ("ATL113", 1, "multi_region.failover"),  # X26: no failover
        ("ATL113", 1, "backpressure.caps"),  # X27
        ("ATL708", 139, "did you mean 'verified'?"),  # X28: confirmed
        ("ATL708", 137, "has no confidence"),  # X28: no confidence at all
        ("ATL708", 138, "has no confidence"),
        *(("ATL507", line, "has no year") for line in range(60, 65)),  # X29: bare strings
        ("ATL402", 11, "only by figures without a quote"),  # X33: no field for a quote
        ("ATL112", 1, "confidence_rationale, summary, components"),  # X33: no rationale
        ("ATL307", 7, "cloud_mapping.compute is inferred"),  # X47: graded A
        ("ATL706", 147, "names no venue"),
        ("ATL204", 90, "causal_tokens_cross_region"),
        ("ATL204", 91, "did you mean 'eventual_consistency'?"),
        *(("ATL301", line, "has no evidence") for line in (34, 35, 36, 37)),  # X13: guarantees
    ],
)
def test_a_known_defect_is_reported(problems: list[Problem], code: str, line: int, says: str) -> None:
    found = [problem.finding for problem in problems if (problem.finding.code, problem.finding.line) == (code, line)]
    assert any(says in finding.message for finding in found), found


def test_nothing_else_is_reported_than_by_these_codes(problems: list[Problem]) -> None:
    assert {problem.finding.code for problem in problems} == set(
        "ATL112 ATL113 ATL204 ATL207 ATL214 ATL301 ATL307 ATL402 ATL507 ATL621 ATL622 ATL705 ATL706 ATL708 "
        "ATL709".split()
    )


def test_places_lie_in_the_file(problems: list[Problem]) -> None:
    for problem in problems:
        assert 1 <= problem.finding.column <= len(LINES[problem.finding.line - 1]) + 1


def test_in_the_strict_profile_it_fails() -> None:
    problems = check(Catalog.load([EXAMPLE]), as_of=date(2025, 3, 10), profile=Profile.STRICT)
    errors = {problem.finding.code for problem in problems if problem.severity is Severity.ERROR}
    assert errors == set("ATL112 ATL204 ATL214 ATL301 ATL307 ATL402 ATL507 ATL705 ATL708".split())


def test_a_year_and_eight_months_later_it_is_stale() -> None:
    problems = check(Catalog.load([EXAMPLE]), as_of=date(2026, 11, 23), profile=Profile.LENIENT)
    (finding,) = (problem.finding for problem in problems if problem.finding.code == "ATL506")
    assert finding.line == 6
    assert "623 days" in finding.message
