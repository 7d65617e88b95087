"""Figures: what is read from their text and their key, and what is refused because it could be read in two ways."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.catalog.quantity import MAX_LENGTH, Comparator, Dimension, Quantity, complete, parse, plain
from sphinx_atlas.catalog.units import COMPARATORS, SECONDS, SIZES, TIME


def facts(quantity: Quantity) -> tuple[str, str, str, str, str | None]:
    """Number, comparator, dimension, unit and rate, in words that are short to compare."""
    ends = [quantity.number, *filter(None, [quantity.upper])]
    number = "–".join(f"{end.normalize():f}" for end in ends)
    return number, quantity.comparator.value, quantity.dimension.value, quantity.unit, quantity.per


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the specification's own
        ("10M+ concurrent users", ("10000000", "≥", "count", "concurrent users", None)),
        ("25M", ("25000000", "=", "count", "", None)),
        ("4B+", ("4000000000", "≥", "count", "", None)),
        ("2.8M", ("2800000", "=", "count", "", None)),
        ("99.99%", ("99.99", "=", "percent", "", None)),
        ("30s", ("30", "=", "duration", "", None)),
        ("< 60s", ("60", "<", "duration", "", None)),
        ("10M concurrent", ("10000000", "=", "count", "concurrent", None)),
        ("50k", ("50000", "=", "count", "", None)),
        ("8GB", ("8000000000", "=", "bytes", "", None)),
        ("60%", ("60", "=", "percent", "", None)),
        ("7 trillion messages per day", ("7000000000000", "=", "count", "messages", "day")),
        # rates
        ("2.3M queries per second", ("2300000", "=", "count", "queries", "second")),
        ("5 times a day", ("5", "=", "count", "times", "day")),
        ("5k rps", ("5000", "=", "count", "requests", "second")),
        ("1M IOPS", ("1000000", "=", "count", "operations", "second")),
        ("100k/s", ("100000", "=", "count", "", "second")),
        ("10K requests/sec", ("10000", "=", "count", "requests", "second")),
        ("3M logins daily", ("3000000", "=", "count", "logins", "day")),
        ("90 recipients per event", ("90", "=", "count", "recipients", "event")),
        # sizes: decimal but for the i forms; bits and bytes told apart by case
        ("1 TB", ("1000000000000", "=", "bytes", "", None)),
        ("1 TiB", ("1099511627776", "=", "bytes", "", None)),
        ("1.2 PB", ("1200000000000000", "=", "bytes", "", None)),
        ("10 KB", ("10000", "=", "bytes", "", None)),
        ("10 kb", ("10000", "=", "bits", "", None)),
        ("8 bits", ("8", "=", "bits", "", None)),
        ("400Gb/s", ("400000000000", "=", "bits", "", "second")),
        ("400 Gbps", ("400000000000", "=", "bits", "", "second")),
        ("1 TB/s", ("1000000000000", "=", "bytes", "", "second")),
        ("300 terabytes of messages", ("300000000000000", "=", "bytes", "of messages", None)),
        # time
        ("16 ns", ("0.000000016", "=", "duration", "", None)),
        ("5 µs", ("0.000005", "=", "duration", "", None)),
        ("10 min", ("600", "=", "duration", "", None)),
        ("5m", ("300", "=", "duration", "", None)),
        ("4 weeks", ("2419200", "=", "duration", "", None)),
        ("5-minute", ("300", "=", "duration", "", None)),
        # money
        ("$1.17M per month", ("1170000", "=", "money", "USD", "month")),
        ("US$5M", ("5000000", "=", "money", "USD", None)),
        ("€3 / month", ("3", "=", "money", "EUR", "month")),
        # comparators
        ("up to 5", ("5", "≤", "count", "", None)),
        ("at least 5 nodes", ("5", "≥", "count", "nodes", None)),
        ("more than 2 million", ("2000000", ">", "count", "", None)),
        ("~5 ms", ("0.005", "≈", "duration", "", None)),
        ("sub-10 ms", ("0.01", "<", "duration", "", None)),
        ("5+ million users", ("5000000", "≥", "count", "users", None)),
        ("5 million or more", ("5000000", "≥", "count", "", None)),
        # ranges
        ("2–3 ms", ("0.002–0.003", "=", "duration", "", None)),
        ("2 ms–3 ms", ("0.002–0.003", "=", "duration", "", None)),
        ("500 ms to 2 s", ("0.5–2", "=", "duration", "", None)),
        ("1–2 million users per day", ("1000000–2000000", "=", "count", "users", "day")),
        ("500k–1M users", ("500000–1000000", "=", "count", "users", None)),
        ("99.9%–99.99%", ("99.9–99.99", "=", "percent", "", None)),
        ("$5M–$10M", ("5000000–10000000", "=", "money", "USD", None)),
        # digits
        ("1,000,000", ("1000000", "=", "count", "", None)),
        ("1_000", ("1000", "=", "count", "", None)),
        ("1\u202f000", ("1000", "=", "count", "", None)),
        ("1e5 users", ("100000", "=", "count", "users", None)),
        (".5 s", ("0.5", "=", "duration", "", None)),
        ("١٢ users", ("12", "=", "count", "users", None)),
        # words that only look like units or multipliers
        ("5 secondary nodes", ("5", "=", "count", "secondary nodes", None)),
        ("5 more users", ("5", "=", "count", "more users", None)),
        ("100 percentiles", ("100", "=", "count", "percentiles", None)),
        ("5 per cent of users", ("5", "=", "percent", "of users", None)),
        ("177 nodes", ("177", "=", "count", "nodes", None)),
        ("5 b", ("5", "=", "count", "b", None)),
        ("5 B", ("5000000000", "=", "count", "", None)),
        ("3 maps", ("3", "=", "count", "maps", None)),
    ],
)  # fmt: skip
def test_a_figure_is_read(text: str, expected: tuple[str, str, str, str, str | None]) -> None:
    quantity = parse(text)
    assert facts(quantity) == expected
    assert str(quantity) == quantity.text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "twice", "two million", "p99 5 ms", "every 5 seconds", "²", "½", "-5", "+5", "∞", "nan", "inf", "%", "$",
        # readable in two ways, or as something that is no figure
        "1,5 billion", "1.000.000", "12,34,567", "10 000 000", "1/2", "24/7", "3:1", "5²", "2023-03-06", "12:30", "1e999",
        "1e999999", "5 ms–3 ms", "10–5", "5 GB–10 ms",
    ],
)  # fmt: skip
def test_what_is_no_figure_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (figure|range): write"):
        parse(text)


@pytest.mark.parametrize("value", [250, 0.02, Decimal("0.5"), 0])
def test_a_number_is_a_figure_without_a_unit(value: int | float | Decimal) -> None:
    assert parse(value).number == Decimal(str(value))
    assert parse(value).dimension is Dimension.COUNT


@pytest.mark.parametrize(
    "text", ["9" * 300, "1e" + "9" * 300, "5 " + "x" * MAX_LENGTH, "1," * 3_000_000, " " * 3_000_000]
)
def test_what_is_far_too_long_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ValueError, match="is not a figure") as caught:
        parse(text)
    assert time.perf_counter() - start < 1
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["9" * MAX_LENGTH, "1e99 quintillion", "." + "0" * 150 + "1 ns", "1e-99 ns"])
def test_the_largest_and_smallest_stay_numbers(text: str) -> None:
    quantity = parse(text)
    assert quantity.number > 0
    assert plain(quantity.number) not in ("0", "")
    assert len(plain(quantity.number)) < 60


def test_a_rate_says_how_it_was_derived() -> None:
    quantity = parse("7 trillion messages per day")
    assert quantity.is_rate
    assert round(quantity.per_second or 0, 1) == Decimal("81018518.5")
    assert quantity.derivation == "7,000,000,000,000 ÷ 86,400 s = 81,018,519 per second"


@pytest.mark.parametrize("text", ["5 rps", "5 nodes", "5 per event", "5 s"])
def test_what_is_written_is_not_derived(text: str) -> None:
    assert parse(text).derivation is None
    assert (parse(text).per_second is not None) == (text == "5 rps")


@pytest.mark.parametrize("text", ["2 TB per day", "$1.5M per month", "5% per year", "86,399 requests per day"])
def test_only_counts_of_one_a_second_or_more_are_derived(text: str) -> None:
    assert parse(text).per_second is not None
    assert parse(text).derivation is None
    assert parse("86,400 requests per day").derivation == "86,400 ÷ 86,400 s = 1 per second"


@pytest.mark.parametrize(
    ("key", "text", "expected", "shown"),
    [
        ("peak_messages_per_sec", "25M", ("25000000", "=", "count", "messages", "second"), "25M"),
        ("daily_messages", "4B+", ("4000000000", "≥", "count", "messages", "day"), "4B+"),
        ("latency_p95_ms", "250", ("0.25", "=", "duration", "", None), "250 ms"),
        ("voice_latency_p99_ms", "150", ("0.15", "=", "duration", "", None), "150 ms"),
        ("timeout_seconds", "30", ("30", "=", "duration", "", None), "30 seconds"),
        ("rtt_ms", "2-3", ("0.002–0.003", "=", "duration", "", None), "2-3 ms"),
        ("memory_per_pod", "8GB", ("8000000000", "=", "bytes", "", "pod"), "8GB"),
        ("rps_per_node", "50k", ("50000", "=", "count", "rps", "node"), "50k"),
        ("peak_rps", "50k", ("50000", "=", "count", "requests", "second"), "50k"),
        ("qps", "50k", ("50000", "=", "count", "queries", "second"), "50k"),
        ("cassandra_nodes", "8k", ("8000", "=", "count", "cassandra nodes", None), "8k"),
        ("rto", "< 60s", ("60", "<", "duration", "", None), "< 60s"),
        ("latency_ms", "2 s", ("2", "=", "duration", "", None), "2 s"),
        ("ms", "5", ("5", "=", "count", "ms", None), "5"),
        ("per_second", "5", ("5", "=", "count", "per second", None), "5"),
        ("daily_cost", "$5 per hour", ("5", "=", "money", "USD", "hour"), "$5 per hour"),
    ],
)  # fmt: skip
def test_a_key_completes_its_figure(
    key: str, text: str, expected: tuple[str, str, str, str, str | None], shown: str
) -> None:
    quantity = complete(parse(text), key)
    assert facts(quantity) == expected
    assert quantity.text == shown


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", "0"), ("1000000", "1,000,000"), ("46296.2963", "46,296"), ("0.02", "0.02"), ("99.994", "99.99"),
        ("99.996", "100"), ("100.5", "100"), ("0.00001234567", "1.235e-05"), ("-5.55", "-5.55"), ("1E+99", "1E+99"),
    ],
)  # fmt: skip
def test_numbers_for_people(number: str, expected: str) -> None:
    assert plain(Decimal(number)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_number_can_be_shown(number: Decimal) -> None:
    assert plain(number)


def test_the_tables_of_words_agree() -> None:
    assert set(TIME.values()) == set(SECONDS)
    assert {word: size for word, size in SIZES.items() if word.lower() in COMPARATORS} == {}
    assert set(COMPARATORS.values()) == set(Comparator) - {Comparator.EXACT}


_PIECES = st.sampled_from(
    [*COMPARATORS, *TIME, *SIZES, *"0123456789.,-–+%$€/ eE²½\u0661", " to ", " per ", " or more", "1e99", "00"]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join)), st.text(alphabet="abdepilmsy_0", max_size=20))
def test_any_text_is_read_or_refused(text: str, key: str) -> None:
    try:
        quantity = parse(text)
    except ValueError as error:
        assert len(str(error)) < 250
        return
    quantity = complete(quantity, key)
    assert quantity.number.is_finite()
    assert quantity.number >= 0
    assert quantity.upper is None or quantity.upper >= quantity.number
    assert quantity.per_second is None or quantity.per_second.is_finite()
    assert plain(quantity.number) != "0" or quantity.number == 0
    assert quantity.derivation != ""
