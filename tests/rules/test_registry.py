"""The registry knows every code there is, each is tried by a case, and each says what it is for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import sphinx_atlas.catalog
from sphinx_atlas.catalog.manifest import Severity
from sphinx_atlas.rules import check  # noqa: F401 - enters every rule
from sphinx_atlas.rules.registry import FAMILIES, RULES, declare
from tests.rules.case import cases

PACKAGE = Path(sphinx_atlas.catalog.__file__).parents[1]
CODE = re.compile(r"ATL\d{3}")

#: Codes that need more than one record to be found: see test_catalogue.py and the tests of the catalogue itself.
OF_CATALOGUES = {"ATL111", "ATL110", "ATL703", "ATL803", "ATL804", "ATL805"}
#: Codes that need the web, or what was seen there: see tests/sources.
OF_SOURCES = {"ATL324", "ATL710", "ATL711", *(f"ATL90{number}" for number in range(1, 8))}


def codes_in(folder: str) -> set[str]:
    """The codes that stand as whole strings in the modules of a package."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (PACKAGE / folder).glob("*.py")]
    strings = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in strings if isinstance(value, str) and CODE.fullmatch(value)}


def of_reading() -> set[str]:
    """The rules that are found without a check of their own."""
    return {code for code, rule in RULES.items() if rule.check is None and rule.compare is None}


def test_what_reading_finds_is_declared() -> None:
    assert codes_in("catalog") == of_reading() - {"ATL803", "ATL804", "ATL805"} - OF_SOURCES
    assert codes_in("sources") <= RULES.keys()


def test_every_rule_is_tried() -> None:
    tried = {case.code for case in cases()}
    assert RULES.keys() - tried - OF_CATALOGUES - OF_SOURCES == of_reading() - tried - OF_CATALOGUES - OF_SOURCES
    assert tried <= RULES.keys()


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_it_is_for(code: str) -> None:
    rule = RULES[code]
    assert CODE.fullmatch(code)
    assert code[3] in FAMILIES
    for text in (rule.title, rule.why, rule.fix):
        assert text == text.strip()
        assert text[0].isupper() or text[0] == "'"
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
    assert rule.strict.weight >= rule.lenient.weight > Severity.OFF.weight


def test_no_two_rules_have_one_title() -> None:
    titles = [rule.title for rule in RULES.values()]
    assert len(titles) == len(set(titles))


def test_a_code_is_declared_once() -> None:
    with pytest.raises(ValueError, match="ATL001 is declared twice"):
        declare("ATL001", "x", why="x", fix="x")


def test_strict_is_never_lighter() -> None:
    with pytest.raises(ValueError, match="weighs less"):
        declare("ATL998", "x", why="x", fix="x", lenient=Severity.ERROR, strict=Severity.WARNING)
    assert "ATL998" not in RULES
