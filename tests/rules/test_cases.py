"""Every rule finds what it is for, where it is, and is silent about what is like it."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.manifest import Profile
from sphinx_atlas.rules.registry import RULES
from tests.records import good_record
from tests.rules.case import Case, cases, problems

CASES = cases()


def test_nothing_is_found_in_the_good_record() -> None:
    assert problems(good_record()) == ()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_found_where_it_is(case: Case) -> None:
    text, place = case.text(case.bad)
    found = problems(text)
    assert {problem.finding.code for problem in found} == {case.code, *case.also}, found
    findings = [problem.finding for problem in found if problem.finding.code == case.code]
    assert [(finding.line, finding.column) for finding in findings] == [place], findings
    assert case.says in findings[0].message


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_like_it_is_left_alone(case: Case) -> None:
    text, _ = case.text(case.fine)
    assert problems(text) == ()


@pytest.mark.no_cover
@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_weighs_what_its_profile_says(case: Case) -> None:
    text, _ = case.text(case.bad)
    for profile in Profile:
        weights = {problem.severity for problem in problems(text, profile) if problem.finding.code == case.code}
        assert weights == {RULES[case.code].severity(profile)}
