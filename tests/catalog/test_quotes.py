"""Quotes: a phrase states a figure if it holds the number, however it is worded, and no other number will do."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.catalog.quantity import complete, parse
from sphinx_atlas.catalog.quotes import numbers_in, states


@pytest.mark.parametrize(
    ("quote", "figure"),
    [
        ("twelve million concurrent users", "12M+ concurrent users"),
        ("two and a half million", "2.5M"),
        ("Two-and-a-half million", "2.5M"),
        ("4 billion messages", "4B+"),
        ("4B", "4 billion"),
        ("over 12million", "12M"),
        ("10 TB", "10 TB"),
        ("ten terabytes", "10 TB"),
        ("10,000 GB", "10 TB"),
        ("half a million", "500k"),
        ("a million", "1M"),
        ("one hundred million", "100M"),
        ("two hundred and fifty thousand", "250k"),
        ("a hundred requests", "100 requests"),
        ("twenty-five nodes", "25 nodes"),
        ("two dozen regions", "24 regions"),
        ("177 Cassandra nodes", "177 nodes"),
        ("over 4 million guilds in 13 regions", "13 regions"),
        ("p99 query latency is 11 ms", "11 ms"),
        ("back in under ten minutes", "< 10 min"),
        ("within 5m", "5 minutes"),
        ("within 5m", "5M"),
        ("half a second", "500 ms"),
        ("1.17 million dollars a month", "$1.17M per month"),
        ("99.99 percent", "99.99%"),
        ("no more than 50 a minute", "50 per minute"),
        ("fifty thousand recipients", "50,000 recipients per event"),
        ("400 Gbps", "400Gb/s"),
        ("8-10 ms", "8–10 ms"),
        ("between 8 and 10 ms", "8–10 ms"),
        ("two to three million users", "2–3M users"),
        # a cell of a table: its head gives unit and multiplier
        ("260.28", "260.28M paid memberships"),
        ("250", "250 ms"),
        ("250,000", "250k"),
        # a unit may be left out of a phrase
        ("p50 of 45 and p99 of 120", "45 ms"),
    ],
)
def test_a_phrase_states_a_figure(quote: str, figure: str) -> None:
    assert states(quote, parse(figure))


@pytest.mark.parametrize(
    ("quote", "figure"),
    [
        ("", "5"),
        ("no number at all", "5"),
        ("4 million messages", "4B+"),
        ("4 guilds", "4B"),
        ("5 hours", "5 minutes"),
        ("5 minutes", "5 hours"),
        ("10 GB of memory", "10 TB"),
        ("10 TiB of memory", "10 TB"),
        ("1,5 billion", "1.5B"),
        ("1,5 billion", "5B"),
        ("1,5 billion", "1B"),
        ("10.000.000 users", "10M"),
        ("p99 latency", "99 nodes"),
        ("version v1.2 of H100", "2 nodes"),
        ("fifty and sixty nodes", "110 nodes"),
        ("from 2 ms", "2–3 ms"),
        ("12", "12,000"),
        ("tens of nodes", "10 nodes"),
    ],
)
def test_another_number_will_not_do(quote: str, figure: str) -> None:
    assert not states(quote, parse(figure))


def test_a_figure_completed_by_its_key_is_stated_with_its_unit() -> None:
    quantity = complete(parse("250"), "latency_p95_ms")
    assert states("p95 is 250 milliseconds", quantity)
    assert not states("250 hours", quantity)


def test_numbers_in_a_phrase() -> None:
    assert numbers_in("in 2020, 4 million users sent two and a half billion in 30 minutes") == {
        Decimal(2020), Decimal(4_000_000), Decimal(2_500_000_000), Decimal(30), Decimal(1800),
    }  # fmt: skip
    assert numbers_in("millions of users") == {Decimal(1_000_000)}
    assert numbers_in("nothing, 1,5, v1.2 or p99") == set()


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text", ["one " * 200_000, "1 and " * 200_000, "9" * 1_000_000, "1," * 500_000, "hundred " * 100_000]
)
def test_a_long_phrase_takes_no_longer_than_its_length(text: str) -> None:
    start = time.perf_counter()
    numbers_in(text)
    assert time.perf_counter() - start < 20


_WORDS = st.sampled_from("one two twenty hundred dozen half a and to million k m B ms TB % 5 2.5 1,000 - – .".split())


@given(st.one_of(st.text(), st.lists(_WORDS, max_size=10).map(" ".join)))
def test_any_phrase_is_read(text: str) -> None:
    for number in numbers_in(text):
        assert number.is_finite()
        assert number >= 0


@given(st.integers(1, 10**15), st.sampled_from(["", " ms", " TB", " users per day", "%"]))
def test_a_figure_states_itself_and_not_its_double(number: int, unit: str) -> None:
    quantity = parse(f"{number:,}{unit}")
    assert states(f"about {number}{unit} in all", quantity)
    assert not states(f"about {2 * number}{unit} in all", quantity)
