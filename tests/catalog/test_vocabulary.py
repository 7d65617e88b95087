"""Terms: what a word in a record stands for, and what is wrong with files of terms."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.catalog.finding import Finding
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary, fold, vocabulary_files

TERMS = """\
guarantees:
  - {id: bounded_staleness, name: Bounded staleness, parameter: duration, definition: Never older.}
  - {id: availability, name: Availability, aliases: [uptime], parameter: percentage, definition: There.}
  - {id: read_your_writes, name: Read your writes, aliases: ["Session: own writes"], definition: One's own.}
mechanisms:
  - {id: p11_cache, name: Cache, number: P11, definition: Kept near.}
patterns:
  - {id: fan_out, name: Fan-out, aliases: [fanout], definition: One to many., requires: [p11_cache, p11_cahe, no_such]}
"""


def vocabulary(*texts: str) -> Vocabulary:
    found = Vocabulary()
    for number, text in enumerate(texts):
        found.add(read_text(text, f"{number}.yaml"))
    found.check()
    return found


def placed(findings: list[Finding]) -> list[tuple[str, str, int, int]]:
    return [(finding.code, finding.path, finding.line, finding.column) for finding in findings]


@pytest.mark.parametrize(
    ("word", "id_", "parameter", "scope"),
    [
        ("bounded_staleness", "bounded_staleness", None, None),
        ("Bounded Staleness", "bounded_staleness", None, None),
        ("BoundedStaleness", "bounded_staleness", None, None),
        ("bounded-staleness", "bounded_staleness", None, None),
        ("bounded_staleness_2s", "bounded_staleness", "2s", None),
        ("bounded_staleness_1_5s", "bounded_staleness", "1.5s", None),
        ("bounded_staleness(2 s)", "bounded_staleness", "2 s", None),
        ("uptime(99.99%)", "availability", "99.99%", None),
        ("read_your_writes_in_region", "read_your_writes", None, "in region"),
        ("session own writes", None, None, None),
        ("Session: own writes", "read_your_writes", None, None),
        ("read_your_writes_2s", None, None, None),
        ("bounded_staleness_often", None, None, None),
        ("bounded_staleness(often)", None, None, None),
        ("bounded_staleness()", None, None, None),
        ("no_such(2s)", None, None, None),
        ("no_such_2s", None, None, None),
        ("availability_2s", None, None, None),
        ("_", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_guarantee_with_its_parameter_and_scope(
    word: str, id_: str | None, parameter: str | None, scope: str | None
) -> None:
    found = vocabulary(TERMS).resolve(TermKind.GUARANTEE, word)
    if id_ is None:
        assert found is None
        return
    assert found is not None
    assert (found.term.id, found.scope) == (id_, scope)
    assert (found.parameter.text if found.parameter else None) == parameter
    assert found.label == found.term.name + (f" ({parameter})" if parameter else "")


def test_only_guarantees_have_parameters() -> None:
    found = vocabulary(TERMS)
    assert found.resolve(TermKind.PATTERN, "fanout") is not None
    assert found.resolve(TermKind.PATTERN, "fan_out_2s") is None
    assert found.resolve(TermKind.MECHANISM, "fan_out") is None
    assert [term.id for term in found.of(TermKind.GUARANTEE)] == [
        "bounded_staleness",
        "availability",
        "read_your_writes",
    ]
    assert found.get(TermKind.MECHANISM, "p11_cache").number == "P11"


def test_a_suggestion_is_a_word_that_is_near_or_none() -> None:
    found = vocabulary(TERMS)
    assert found.suggestion(TermKind.MECHANISM, "p11_cahce") == "; did you mean 'p11_cache'?"
    assert found.suggestion(TermKind.MECHANISM, "zzz") == ""


def test_a_word_of_another_kind_is_said_to_be_one() -> None:
    found = vocabulary(TERMS, "patterns:\n  - {id: p11_cachet, name: Seal, definition: A seal., requires: [fanout]}\n")
    assert found.suggestion(TermKind.PATTERN, "P11 cache") == "; 'p11_cache' is a mechanism"
    assert found.suggestion(TermKind.PATTERN, "p11_cache") == "; 'p11_cache' is a mechanism"
    assert found.suggestion(TermKind.MECHANISM, "availability_99_9%") == "; 'availability' is a guarantee"
    assert found.findings[-1].message == (
        "pattern 'p11_cachet' requires the unknown mechanism 'fanout'; 'fan_out' is a pattern"
    )


def test_a_requirement_that_is_no_mechanism_is_found() -> None:
    findings = vocabulary(TERMS).findings
    assert [finding.message for finding in findings] == [
        "pattern 'fan_out' requires the unknown mechanism 'p11_cahe'; did you mean 'p11_cache'?",
        "pattern 'fan_out' requires the unknown mechanism 'no_such'",
    ]
    assert {entry[:3] for entry in placed(findings)} == {("ATL802", "0.yaml", 8)}


@pytest.mark.parametrize(
    "term",
    [
        "{id: p11_cache, name: Again, definition: x}",
        "{id: other, aliases: [P11 Cache], name: Again, definition: x}",
    ],
)
def test_an_id_or_alias_is_one_terms_own(term: str) -> None:
    found = vocabulary(TERMS, f"mechanisms:\n  - {term}\n")
    (finding,) = [finding for finding in found.findings if finding.code == "ATL801"]
    assert (finding.path, finding.line, finding.column) == ("1.yaml", 2, 10)
    assert "is taken by 'p11_cache'; choose another" in finding.message
    assert found.get(TermKind.MECHANISM, "p11_cache").name == "Cache"


def test_the_same_word_may_be_of_two_kinds() -> None:
    assert vocabulary("patterns:\n  - {id: p11_cache, name: Cache, definition: x}\n", TERMS).get(
        TermKind.PATTERN, "p11_cache"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("ATL008", "0.yaml", 1, 1)),
        ("mechanism: []", ("ATL101", "0.yaml", 1, 1)),
        ("mechanisms: {}", ("ATL103", "0.yaml", 1, 13)),
        ("mechanisms: [{id: x, name: X}]", ("ATL102", "0.yaml", 1, 14)),
        ("planes: [{id: x, name: X, definition: y, color: blue}]", ("ATL105", "0.yaml", 1, 49)),
        ("mechanisms: [{id: x, name: X, definition: y, number: 12}]", ("ATL103", "0.yaml", 1, 54)),
        ("guarantees: [{id: x, name: X, definition: y, zone: near}]", ("ATL104", "0.yaml", 1, 52)),
        ("patterns: [{id: x, name: X, definition: y, sorce: z}]", ("ATL101", "0.yaml", 1, 44)),
    ],
)
def test_a_broken_file_of_terms(text: str, expected: tuple[str, str, int, int]) -> None:
    assert placed(vocabulary(text).findings) == [expected]


def test_a_form_that_is_wanted_is_shown() -> None:
    (finding,) = vocabulary("planes: [{id: x, name: X, definition: y, color: blue}]").findings
    assert finding.message == "color: must be of the form ^#[0-9A-F]{6}$, not text (blue)"


def test_the_vocabulary_of_the_package_is_sound() -> None:
    found = default_vocabulary()
    assert found.findings == []
    found.check()
    assert found.findings == []
    assert {kind for kind, _ in found.terms} == set(TermKind)
    assert [path.name for path in vocabulary_files()] == sorted(path.name for path in vocabulary_files())
    assert found.fingerprint == default_vocabulary().fingerprint != Vocabulary().fingerprint
    for kind, id_ in found.terms:
        resolved = found.resolve(kind, id_)
        assert resolved is not None
        assert resolved.term.id == id_


@pytest.mark.parametrize(
    "word", ["_" * 5_000_000, "a_" * 2_000_000, "bounded_staleness(" + "x" * 5_000_000 + ")"], ids=range(3)
)
def test_a_word_of_megabytes_is_unknown_at_once(word: str) -> None:
    start = time.perf_counter()
    assert vocabulary(TERMS).resolve(TermKind.GUARANTEE, word) is None
    assert time.perf_counter() - start < 5


@given(st.sampled_from(list(TermKind)), st.one_of(st.text(), st.from_regex(r"bounded_staleness[_(].*")))
def test_any_word_is_known_or_not(kind: TermKind, word: str) -> None:
    found = vocabulary(TERMS)
    resolved = found.resolve(kind, word)
    assert resolved is None or resolved.term.kind is kind
    assert isinstance(found.suggestion(kind, word), str)
    assert fold(word) == fold(fold(word)) or not word.isascii()


def test_what_is_added_to_one_copy_is_in_no_other() -> None:
    mine = default_vocabulary()
    mine.add(
        read_text("mechanisms: [{id: tug, name: Tug, aliases: [towboat], definition: Pulls., also: x}]", "own.yaml")
    )
    mine.add(read_text("mechanisms: [{id: pier, name: Pier, aliases: [wharf], definition: Holds.}]", "own.yaml"))
    assert mine.findings and mine.resolve(TermKind.MECHANISM, "wharf")
    other = default_vocabulary()
    assert other.findings == []
    assert other.resolve(TermKind.MECHANISM, "wharf") is None
    assert other.file_of(TermKind.MECHANISM, "pier") is None
    assert other.fingerprint != mine.fingerprint
