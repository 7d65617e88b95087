"""What makes a page relevant, and what its score is made of."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.sources.registry import Group, Registry
from sphinx_atlas.sources.relevance import Judge
from sphinx_atlas.sources.signals import signals
from tests.sources.material import EMOJI, STORY

VOCABULARY = default_vocabulary()
JUDGE = Judge(Registry().groups, VOCABULARY)


def test_a_story_of_scale_passes_and_an_emoji_pack_does_not() -> None:
    story = JUDGE.judge("How Ferry shards", STORY, signals(STORY))
    short = JUDGE.judge("", "we shard by guild, 4M RPS", signals("we shard by guild, 4M RPS"))
    emoji = JUDGE.judge("New emoji pack", EMOJI, signals(EMOJI))
    threshold = Registry().threshold
    assert story.score > threshold
    assert short.score >= threshold
    assert emoji.score == 0


def test_the_score_is_the_sum_of_its_parts() -> None:
    groups = {
        "architecture": Group(weight=3, enough=2, words=["kafka", "raft", "cell"]),
        "scale": Group(weight=1, enough=4, words=["QPS"]),
    }
    found = Judge(groups, VOCABULARY).judge("Kafka", "Raft, kafka and 4M RPS.", signals("4M RPS."))
    assert str(found) == "0.88 = architecture 0.75 × 1.00 (kafka, raft) + scale 0.25 × 0.50"
    assert found.score == 0.88


@pytest.mark.parametrize("text", ["consistent hashing", "Consistent-Hashing", "hash rings", "consistent_hash"])
def test_terms_are_found_by_every_name(text: str) -> None:
    found = JUDGE.judge("", f"It uses {text}.", [])
    assert [mention.term for mention in found.mentions] == ["p1_consistent_hash"]


@pytest.mark.parametrize("text", ["cancel", "rafting", "xkafka", "kafkaesque", "excell", "it has ha"])
def test_parts_of_words_are_not(text: str) -> None:
    assert JUDGE.judge("", text, []).mentions == ()


def test_mentions_are_counted_the_most_frequent_first() -> None:
    found = JUDGE.judge("Kafka", "raft kafka Kafka shards shard", [])
    assert [str(mention) for mention in found.mentions][:2] == ["kafka ×3", "shard ×2"]


def test_without_words_nothing_is_relevant() -> None:
    assert Judge({"mine": Group(words=[])}, VOCABULARY).judge("Kafka", STORY, signals(STORY)).score == 0
