"""``sphinx-atlas review``: what it ticks, what it leaves to a person, and that a record cannot write our Markdown."""

from __future__ import annotations

import pytest

from sphinx_atlas.review import DIAGRAMS_MIN
from tests.cli.conftest import BAD, BARE, GOOD, Make, Streams, run


def boxes(lines: list[str]) -> dict[str, str]:
    """Sign or tick of each field and box, by its title."""
    found = {}
    for line in lines:
        if line.startswith("- ["):
            found[line[6:].partition(":")[0]] = line[3]
        elif line.startswith("- "):
            sign, _, rest = line[2:].partition(" **")
            found[rest.partition(":**")[0]] = sign
    return found


def test_a_good_record_is_ticked_but_for_what_a_person_judges(catalogue: Make, capsys: Streams) -> None:
    status, out, err = run(capsys, "review", catalogue(GOOD))
    found = boxes(out)
    assert (status, err) == (0, [])
    assert out[0] == "### Ferry Chat (`CS-FERRY-CHAT`)"
    assert {title for title, sign in found.items() if sign == " "} == {"Sources accessible", "Legal cleared"}
    assert {"☑", "x", " "} == set(found.values())
    assert any("in the words of the page “two million concurrent users”" in line for line in out)


@pytest.mark.parametrize(
    ("old", "new", "title", "sign"),
    [
        ("confidence: B\n", "confidence: A\n", "Confidence", "☒"),
        ("Finds the node of a group., source: storage-2023}", "Finds the node of a group.}", "System YAML", "☒"),
        ("last_verified: 2025", "last_verified: 2026", "Recency verified", " "),
    ],
)
def test_what_a_rule_finds_unticks_its_box(
    catalogue: Make, capsys: Streams, old: str, new: str, title: str, sign: str
) -> None:
    assert old in GOOD
    status, out, _err = run(capsys, "review", catalogue(GOOD.replace(old, new)))
    assert status == 1
    assert boxes(out)[title] == sign
    assert any(title in line and "ATL" in line and " in line " in line for line in out)


def test_a_grade_without_its_reason_is_not_enough(catalogue: Make, capsys: Streams) -> None:
    status, out, _err = run(capsys, "review", catalogue(GOOD.replace("\nconfidence_rationale:", "\n# rationale:")))
    assert status == 1
    assert "- ☒ **Confidence:** B; not stated" in out


def test_it_judges_strictly_whatever_the_catalogue_asks_for(catalogue: Make, capsys: Streams) -> None:
    status, out, _err = run(capsys, "review", catalogue(BARE, manifest="profile: lenient\n"))
    assert status == 1
    assert boxes(out)["System YAML"] == "☒"


def test_too_few_diagrams_are_said(catalogue: Make, capsys: Streams, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalogue(GOOD)
    for drawn, sign in ((DIAGRAMS_MIN - 1, "☒"), (DIAGRAMS_MIN, "☑")):
        monkeypatch.setattr("sphinx_atlas.review.kinds", lambda record, vocabulary, n=drawn: ["L0"] * n)
        _status, out, _err = run(capsys, "review", folder)
        assert boxes(out)["Diagrams"] == sign
        assert any(f"{drawn} diagrams; at least {DIAGRAMS_MIN}" in line for line in out)


def test_a_file_that_is_no_record_is_named(catalogue: Make, capsys: Streams) -> None:
    status, out, _err = run(capsys, "review", catalogue(GOOD, "a: [\n", BAD.replace("CS-FERRY-CHAT", "CS-OTHER")))
    assert status == 1
    assert "### Not readable" in out
    assert any("r1.yaml:2:1: error ATL0" in line for line in out)


def test_a_record_cannot_write_markup_nor_call_anybody(catalogue: Make, capsys: Streams) -> None:
    hostile = GOOD.replace("name: Ferry Chat", "name: '<b>[x](http://e.org) `@octocat` | *a*'")
    assert hostile != GOOD
    _status, out, _err = run(capsys, "review", catalogue(hostile))
    title = out[0].removesuffix(" (`CS-FERRY-CHAT`)").removeprefix("### ")
    assert not set(title) & set("<>[]*`|")
    assert "@octocat" not in title
    assert "octocat" in title


def test_only_the_systems_asked_for(catalogue: Make, capsys: Streams) -> None:
    other = GOOD.replace("CS-FERRY", "CS-OTHER").replace("name: Ferry Chat", "name: Other")
    folder = catalogue(GOOD, other)
    _status, out, _err = run(capsys, "review", "--system", "other", folder)
    assert [line for line in out if line.startswith("###")] == ["### Other (`CS-OTHER-CHAT`)"]
    assert run(capsys, "review", "--system", "CS-FERY-CHAT", folder)[0] == 2
