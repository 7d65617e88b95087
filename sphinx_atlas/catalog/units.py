"""The words that figures are made of: units of time, size and money, multipliers, and comparators.

Decimal prefixes are powers of ten (1 TB is 10**12 bytes); only the ``i`` forms (TiB) are powers of two. In sizes, case
counts: ``GB`` are bytes, ``Gb`` and ``gb`` are bits.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    """What kind of thing a quantity measures."""

    COUNT = "count"
    BYTES = "bytes"
    BITS = "bits"
    DURATION = "duration"
    PERCENT = "percent"
    MONEY = "money"


class Comparator(StrEnum):
    """How the number bounds the true value."""

    EXACT = "="
    ABOUT = "≈"
    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"


#: Seconds in each unit of time; a month is a twelfth of a year of 365.25 days.
SECONDS: dict[str, Decimal] = {
    "nanosecond": Decimal("1e-9"),
    "microsecond": Decimal("1e-6"),
    "millisecond": Decimal("1e-3"),
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86_400),
    "week": Decimal(604_800),
    "month": Decimal("2629800"),
    "quarter": Decimal("7889400"),
    "year": Decimal("31557600"),
}

_TIME_WORDS = {
    "nanosecond": "ns nanosec nanosecond nanoseconds",
    "microsecond": "us µs μs microsec microsecond microseconds",
    "millisecond": "ms msec millisecond milliseconds",
    "second": "s sec secs second seconds",
    "minute": "m min mins minute minutes",
    "hour": "h hr hrs hour hours hourly",
    "day": "d day days daily",
    "week": "w wk week weeks weekly",
    "month": "month months monthly mo",
    "quarter": "quarter quarters quarterly",
    "year": "y yr year years yearly annually",
}
#: Each word for a unit of time, and the unit.
TIME = {word: unit for unit, words in _TIME_WORDS.items() for word in words.split()}
#: Words that make a rate of the figure before them.
EVERY = frozenset("hourly daily weekly monthly quarterly yearly annually".split())

_POWERS_OF_TEN = {
    3: "k thousand",
    5: "lakh",
    6: "m mn mm million millions",
    7: "crore",
    9: "b bn billion billions",
    12: "t tn trillion trillions",
    15: "quadrillion",
    18: "quintillion",
}
#: Each word that multiplies the number before it.
MULTIPLIERS = {word: Decimal(10) ** power for power, words in _POWERS_OF_TEN.items() for word in words.split()}

_PREFIXES = {"k": "kilo", "m": "mega", "g": "giga", "t": "tera", "p": "peta", "e": "exa", "z": "zetta", "y": "yotta"}


def _sizes() -> dict[str, tuple[Dimension, Decimal]]:
    sizes = {word: (Dimension.BYTES, Decimal(1)) for word in ("byte", "bytes")}
    sizes |= {word: (Dimension.BITS, Decimal(1)) for word in ("bit", "bits")}
    for power, (letter, word) in enumerate(_PREFIXES.items(), 1):
        decimal, binary = Decimal(1000) ** power, Decimal(1024) ** power
        for head in (letter, letter.upper()):
            sizes[f"{head}B"] = sizes[f"{word}byte"] = sizes[f"{word}bytes"] = (Dimension.BYTES, decimal)
            sizes[f"{head}iB"] = (Dimension.BYTES, binary)
            sizes[f"{head}b"] = sizes[f"{head}bit"] = sizes[f"{word}bit"] = sizes[f"{word}bits"] = (
                Dimension.BITS,
                decimal,
            )
    return sizes


#: Each word for a size: bytes or bits, and how many.
SIZES = _sizes()
#: Rate words: a unit per second, and the noun that it counts.
RATES = {"rps": "requests", "qps": "queries", "tps": "transactions", "pps": "packets", "iops": "operations"}
#: Each sign of a currency that can stand before a number.
CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}

_COMPARATOR_WORDS = {
    Comparator.LESS: "<|under|below|less than|sub|sub-",
    Comparator.AT_MOST: "<=|≤|up to|at most|max|maximum of|within",
    Comparator.MORE: ">|over|more than|above|exceeding",
    Comparator.AT_LEAST: ">=|≥|at least",
    Comparator.ABOUT: "~|≈|about|around|approximately|approaching|nearly|almost|roughly",
}
#: Each word or sign before a number that says how it bounds the true value.
COMPARATORS = {word: comparator for comparator, words in _COMPARATOR_WORDS.items() for word in words.split("|")}

#: A number in digits: grouped in threes, with decimals or a power of ten.
NUMBER = r"\d{1,3}(?:[,_\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?|\.\d+"


def number(digits: str) -> Decimal:
    """The number that digits of the form of :data:`NUMBER` stand for."""
    return Decimal(digits.translate(_SEPARATORS))


_SEPARATORS = dict.fromkeys(map(ord, ",_\u00a0\u202f"))


def time_unit(word: str) -> str | None:
    """The unit of time that a word stands for; one letter only in lower case."""
    return TIME.get(word) or (TIME.get(word.lower()) if len(word) > 1 else None)


def size(word: str) -> tuple[Dimension, Decimal] | None:
    """Whether a word stands for bytes or bits, and for how many; None for any other word."""
    return SIZES.get(word) or SIZES.get(word.lower())
