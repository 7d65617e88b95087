"""The hostile records are valid, differ, and can be made again; none of their diagrams fails to be written."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.vocabulary import Vocabulary, default_vocabulary
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.views.diagrams import diagrams
from tests.hostile import record, records
from tests.hostile_texts import STRINGS

COUNT = 40


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return default_vocabulary()


@pytest.fixture(scope="module")
def hostile(vocabulary: Vocabulary) -> list[CaseStudy]:
    return list(records(COUNT, vocabulary))


def test_the_same_seed_gives_the_same_record(vocabulary: Vocabulary) -> None:
    assert record(7, vocabulary) == record(7, vocabulary)
    assert record(7, vocabulary) != record(7, vocabulary, seed=1)


def test_records_differ(hostile: list[CaseStudy]) -> None:
    assert len({one.fingerprint for one in hostile}) == COUNT
    assert {bool(one.components) for one in hostile} == {True, False}


def test_no_string_is_forgotten(vocabulary: Vocabulary) -> None:
    written = "".join(str(record(number, vocabulary)) for number in range(COUNT))
    assert [text for text in STRINGS if repr(text)[1:-1] not in written] == []


def test_every_diagram_can_be_written(hostile: list[CaseStudy], vocabulary: Vocabulary) -> None:
    texts = {one.id: to_mermaid(one) for found in hostile for one in diagrams(found, vocabulary)}
    assert len(texts) > 10 * COUNT
    assert all(text.endswith("\n") and "\n  accTitle: " in text and "\n  accDescr: " in text for text in texts.values())
