"""Which diagrams a record has, in which order, under which ids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.views.diagrams import diagram, diagrams, kinds, split_id

Make = Callable[[str], CaseStudy]
CORE = ["L0", "L1-EDGE", "L1-SERVICE", "L1-STREAM", "L1-STATE", "CO", "MR", "BP", "FM", "SL"]


def test_every_record_has_the_ten(record: CaseStudy, vocabulary: Vocabulary) -> None:
    assert kinds(record, vocabulary)[:10] == CORE


def test_an_empty_record_has_the_ten_alone_and_none_documented(make: Make, vocabulary: Vocabulary) -> None:
    drawn = diagrams(make(""), vocabulary)
    assert [one.kind for one in drawn] == CORE
    assert not any(one.documented for one in drawn)


def test_every_fixed_kind_is_in_the_vocabulary(make: Make, vocabulary: Vocabulary) -> None:
    core = [term.id for term in vocabulary.of(TermKind.DIAGRAM) if term.set == "core"]
    assert core == CORE


def test_kinds_without_a_vocabulary_keep_our_order(make: Make) -> None:
    assert kinds(make(""), Vocabulary()) == CORE


def test_kinds_follow_the_vocabulary(make: Make, vocabulary: Vocabulary) -> None:
    turned = Vocabulary(dict(reversed(vocabulary.terms.items())))
    assert kinds(make(""), turned) == CORE[::-1]


EXTENDED = """
components: [{id: c, name: C, plane: control}]
failures_top5: [{name: hot_key, drill: weekly}, {name: hot-key}]
scale_tiers: [{id: small, name: Small}, {id: very_large, name: Large}]
multi_region:
  replication: async
  variants:
    - {name: Paid groups!, replication: sync}
    - {name: Same, replication: async}
    - {id: two, name: é, writes: global}
migrations: [{from: A, to: B}]
"""


def test_extended_kinds_stand_behind_the_ten_in_order(make: Make, vocabulary: Vocabulary) -> None:
    record = make(EXTENDED)
    extended = "L1-CONTROL DR FM-HOT-KEY FM-HOT-KEY-2 SCALE-SMALL SCALE-VERY-LARGE MR-PAID-GROUPS MR-TWO MIGRATION"
    assert kinds(record, vocabulary) == CORE + extended.split()
    drawn = diagrams(record, vocabulary)
    assert [one.kind for one in drawn] == kinds(record, vocabulary)
    assert [one.id for one in drawn] == [f"CS-X-{kind}" for kind in kinds(record, vocabulary)]


@pytest.mark.parametrize(
    ("names", "slots"),
    [
        (["a b", "a-b", "a_b"], ["A-B", "A-B-2", "A-B-3"]),
        (["a", "a-2", "a"], ["A", "A-2", "A-3"]),
        (["Zürich", "東京", "大阪"], ["ZURICH", "X", "X-2"]),
    ],
)
def test_slots_are_unique(make: Make, vocabulary: Vocabulary, names: list[str], slots: list[str]) -> None:
    variants = ", ".join(f'{{name: "{name}", writes: global}}' for name in names)
    found = kinds(make(f"multi_region: {{variants: [{variants}]}}"), vocabulary)
    assert found[10:] == [f"MR-{slot}" for slot in slots]


@pytest.mark.parametrize(
    "text",
    [
        "scale_tiers: [{id: small, name: Small}]",
        "failures_top5: []",
        "multi_region: {writes: global, variants: [{name: v}, {name: w, writes: global, rpo: 1 s}]}",
        "components: [{id: c, name: C, plane: edge}]",
    ],
)
def test_nothing_is_drawn_without_its_matter(make: Make, vocabulary: Vocabulary, text: str) -> None:
    assert kinds(make(text), vocabulary) == CORE


def test_at_most_five_failures_are_drawn(make: Make, vocabulary: Vocabulary) -> None:
    failures = ", ".join(f"{{name: f{number}}}" for number in range(7))
    assert kinds(make(f"failures_top5: [{failures}]"), vocabulary)[10:] == [f"FM-F{number}" for number in range(5)]


@pytest.mark.parametrize("word", ["L1-EDGE", "l1-edge", "L1_Edge", " l1-edge "])
def test_a_kind_is_found_in_any_case(make: Make, vocabulary: Vocabulary, word: str) -> None:
    found = diagram(make(""), vocabulary, word)
    assert found is not None
    assert found.kind == "L1-EDGE"


def test_mig_is_migration(make: Make, vocabulary: Vocabulary) -> None:
    found = diagram(make("migrations: [{from: A, to: B}]"), vocabulary, "mig")
    assert found is not None
    assert found.id == "CS-X-MIGRATION"


@pytest.mark.parametrize("word", ["MIG", "FM-NO-SUCH", "", "L", "FM-{SCENARIO}"])
def test_a_kind_that_the_record_has_not_is_none(make: Make, vocabulary: Vocabulary, word: str) -> None:
    assert diagram(make(""), vocabulary, word) is None


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("CS-SLACK-BP", ("CS-SLACK", "BP")),
        ("CS-SLACK-FM-HOT-KEY", ("CS-SLACK", "FM-HOT-KEY")),
        ("CS-AWS-S3-L1-EDGE", ("CS-AWS-S3", "L1-EDGE")),
        ("CS-AWS-L1-EDGE", ("CS-AWS", "L1-EDGE")),
        ("cs-slack-bp", ("CS-SLACK", "BP")),
        ("CS-SLACK", None),
        ("CS-SLACK-", None),
        ("CS-SLACKER-BP", None),
        ("BP", None),
    ],
)
def test_a_full_id_is_taken_apart(word: str, parts: tuple[str, str] | None) -> None:
    assert split_id(word, ["CS-AWS", "CS-AWS-S3", "CS-SLACK"]) == parts
