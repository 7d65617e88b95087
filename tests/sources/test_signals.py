"""Figures of scale in running text: what is one, what it is worth, and the words that say it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sphinx_atlas.catalog.quotes import states
from sphinx_atlas.sources.signals import signals


@pytest.mark.parametrize(
    ("text", "key", "number", "quote"),
    [
        ("Today we serve 4 million requests per second at peak.", "requests_per_second", 4_000_000, "Today we serve 4 million requests per second at peak"),
        ("we shard by guild, 4M RPS", "requests_per_second", 4_000_000, "shard by guild, 4M RPS"),
        ("It handles 2.3M queries per second.", "queries_per_second", 2_300_000, "It handles 2.3M queries per second"),
        ("A peak of 46M requests/second was seen.", "requests_per_second", 46_000_000, "A peak of 46M requests/second was seen"),
        ("We send 1,000,000 messages a minute.", "messages_per_minute", 1_000_000, "We send 1,000,000 messages a minute"),
        ("Over 7 trillion messages per day flow", "messages_per_day", 7 * 10**12, "Over 7 trillion messages per day flow"),
        ("We see twelve million concurrent users.", "concurrent_users", 12_000_000, "We see twelve million concurrent users"),
        ("There are 10M+ concurrent users.", "concurrent_users", 10_000_000, "There are 10M+ concurrent users"),
        ("half a million WebSocket connections", "websocket_connections", 500_000, "half a million WebSocket connections"),
        ("It has 200 million daily active users.", "daily_active_users", 200_000_000, "It has 200 million daily active users"),
        ("We store 1.5 PB of data.", "data", 15 * 10**14, "We store 1.5 PB of data"),
        ("In all, 1.2 exabytes are kept.", "data", 12 * 10**17, "In all, 1.2 exabytes are kept"),
        ("Traffic reaches 30 GB/s today.", "data_per_second", 30 * 10**9, "Traffic reaches 30 GB/s today"),
        ("Our cluster of 177 nodes grew.", "nodes", 177, "Our cluster of 177 nodes grew"),
        ("It runs in 12 regions.", "regions", 12, "It runs in 12 regions"),
        ("Three regions hold 1.2 PB of hot data1 today.", "data", 12 * 10**14, "Three regions hold 1.2 PB of hot"),
        ("spread over 300 data centers", "data_centers", 300, "spread over 300 data centers"),
    ],
)  # fmt: skip
def test_a_figure_is_found(text: str, key: str, number: int, quote: str) -> None:
    (found,) = signals(text)
    assert (found.key, found.quantity.number, found.quote) == (key, Decimal(number), quote)
    assert states(found.quote, found.quantity)
    assert found.quote in text
    assert len(found.quote.split()) <= 12


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 users asked for it.",
        "We have 12 users in this test.",
        "It costs $4 million per year.",
        "Version 1.2.3 nodes are old.",
        "Latency is 30 ms at p99.",
        "See section 4 requests.",
        "It has 99.99% availability.",
        "Call 555-1234 customers now.",
        "Two users met.",
        "We allow 4 requests per second.",
        "",
    ],
)
def test_what_is_no_figure_of_scale(text: str) -> None:
    assert signals(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We serve 4M requests per second at peak.", "peak"),
        ("On average it is 4M requests per second.", "sustained"),
        ("We serve 4M requests per second. The peak is elsewhere.", None),
        ("At peak there are 4M concurrent users.", None),
    ],
)
def test_a_rate_has_the_kind_that_its_sentence_gives(text: str, kind: str | None) -> None:
    assert signals(text)[0].kind == kind


def test_one_figure_said_twice_is_one() -> None:
    found = signals("We serve 4 million requests per second. Yes: 4M RPS! And 5M RPS.")
    assert [signal.value for signal in found] == ["4 million requests per second", "5M RPS"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 50_000 + "and today we serve 4M requests per second",
        "4M requests per second " * 10_000,
        "x" * 200_000 + " we serve 4M requests per second",
        "1,000 " * 20_000 + "then 4M requests per second",
        "a b " * 50_000 + "4M requests per second",
    ],
    ids=range(5),
)
def test_long_texts_are_read_to_their_end(text: str) -> None:
    found = [signal for signal in signals(text) if signal.key == "requests_per_second"]
    assert [signal.value for signal in found] == ["4M requests per second"]
    assert found[0].quote in " ".join(text.split())
