"""Figures as people write them: ``10M+ concurrent users``, ``< 60s``, ``7 trillion messages per day``.

A :class:`Quantity` keeps the text as written and adds what can be computed with: a number, a comparator, a unit and a
rate. Decimal prefixes are powers of ten (1 TB is 10**12 bytes); only the ``i`` forms (TiB) are powers of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
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

_TIME_NAMES = {
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
_TIME = {word: unit for unit, words in _TIME_NAMES.items() for word in words.split()}

_MULTIPLIERS = {
    "k": Decimal(10) ** 3,
    "thousand": Decimal(10) ** 3,
    "lakh": Decimal(10) ** 5,
    "m": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "mm": Decimal(10) ** 6,
    "million": Decimal(10) ** 6,
    "millions": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9,
    "billion": Decimal(10) ** 9,
    "billions": Decimal(10) ** 9,
    "t": Decimal(10) ** 12,
    "tn": Decimal(10) ** 12,
    "trillion": Decimal(10) ** 12,
    "trillions": Decimal(10) ** 12,
    "quadrillion": Decimal(10) ** 15,
    "quintillion": Decimal(10) ** 18,
}

_PREFIXES = "kmgtpezy"
_PREFIX_WORDS = dict(zip(_PREFIXES, "kilo mega giga tera peta exa zetta yotta".split(), strict=True))


def _sizes() -> dict[str, tuple[Dimension, Decimal]]:
    sizes: dict[str, tuple[Dimension, Decimal]] = {
        "byte": (Dimension.BYTES, Decimal(1)),
        "bytes": (Dimension.BYTES, Decimal(1)),
    }
    for power, letter in enumerate(_PREFIXES, 1):
        decimal, binary, word = Decimal(1000) ** power, Decimal(1024) ** power, _PREFIX_WORDS[letter]
        for head in {letter, letter.upper()}:
            sizes[f"{head}B"] = sizes[f"{word}byte"] = sizes[f"{word}bytes"] = (Dimension.BYTES, decimal)
            sizes[f"{head}iB"] = (Dimension.BYTES, binary)
            sizes[f"{head}b"] = sizes[f"{head}bit"] = sizes[f"{word}bits"] = (Dimension.BITS, decimal)
    return sizes


_SIZES = _sizes()
#: Rate words: unit of one, and the noun that it counts.
_RATES = {"rps": "requests", "qps": "queries", "tps": "transactions", "pps": "packets", "iops": "operations"}
_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_COMPARATORS = {
    "<": Comparator.LESS, "under": Comparator.LESS, "below": Comparator.LESS, "less than": Comparator.LESS,
    "sub": Comparator.LESS,
    "<=": Comparator.AT_MOST, "≤": Comparator.AT_MOST, "up to": Comparator.AT_MOST, "at most": Comparator.AT_MOST,
    "max": Comparator.AT_MOST, "maximum of": Comparator.AT_MOST, "within": Comparator.AT_MOST,
    ">": Comparator.MORE, "over": Comparator.MORE, "more than": Comparator.MORE, "above": Comparator.MORE,
    "exceeding": Comparator.MORE,
    ">=": Comparator.AT_LEAST, "≥": Comparator.AT_LEAST, "at least": Comparator.AT_LEAST,
    "~": Comparator.ABOUT, "≈": Comparator.ABOUT, "about": Comparator.ABOUT, "around": Comparator.ABOUT,
    "approximately": Comparator.ABOUT, "approaching": Comparator.ABOUT, "nearly": Comparator.ABOUT,
    "almost": Comparator.ABOUT, "roughly": Comparator.ABOUT,
}  # fmt: skip

_NUMBER = r"\d{1,3}(?:[,_\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?|\.\d+"
_FIGURE = re.compile(
    rf"""^\s*
    (?P<comparator>{"|".join(sorted(map(re.escape, _COMPARATORS), key=len, reverse=True))})?\s*
    (?P<currency>US\$|[$€£¥₹])?\s*
    (?P<number>{_NUMBER})
    (?:\s*[-–—]\s*(?P<upper>{_NUMBER}))?
    (?P<rest>.*)$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PER = re.compile(r"(?:/|\b(?:per|a|an|each|every)\b)\s*([^\W\d]+)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|%", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: its text, and the number it stands for.

    :param text: as written in the record
    :param number: in the base unit of ``dimension``: bytes, bits, seconds, percent, units of money, or a plain count
    :param upper: the other end of a range, or None
    :param comparator: how the number bounds the true value (``10M+`` is at least ten million)
    :param dimension: what is measured
    :param unit: the noun counted (``concurrent users``), the currency (``USD``), or ``""``
    :param per: the unit of time of a rate (``second``, ``day``), or what it is counted per (``node``), or None
    """

    text: str
    number: Decimal
    upper: Decimal | None
    comparator: Comparator
    dimension: Dimension
    unit: str
    per: str | None

    @property
    def is_rate(self) -> bool:
        """Whether the figure is counted per unit of time."""
        return self.per in SECONDS

    @property
    def per_second(self) -> Decimal | None:
        """The number per second, or None for what is no rate."""
        return self.number / SECONDS[self.per] if self.per in SECONDS else None

    @property
    def derivation(self) -> str | None:
        """How the rate per second follows from what is written, or None where nothing had to be derived."""
        if self.per_second is None or self.per == "second":
            return None
        seconds = SECONDS[self.per or "second"]
        return f"{plain(self.number)} ÷ {plain(seconds)} s = {plain(self.per_second)} per second"

    def __str__(self) -> str:
        return self.text


def plain(number: Decimal) -> str:
    """A number for people: thousands separated, four significant digits below one hundred.

    >>> plain(Decimal("46296.2963"))
    '46,296'
    >>> plain(Decimal("0.02"))
    '0.02'
    """
    if number == number.to_integral_value():
        return f"{number.to_integral_value():,}"
    if abs(number) >= 100:
        return f"{number.quantize(Decimal(1)):,}"
    return f"{float(f'{number:.4g}'):g}"


def parse(text: str | int | float | Decimal) -> Quantity:
    """Read a figure from its text.

    :raises ValueError: if ``text`` does not begin with a number (after a comparator or currency)
    """
    raw = str(text).strip()
    match = _FIGURE.match(raw)
    if match is None or len(raw) > 200:
        raise ValueError(
            f"{shorten(raw)!r} is not a figure: write a number with its unit, such as '2.3M queries per second' or '< 60 s'"
        )
    rest = match["rest"]
    comparator = _COMPARATORS[match["comparator"].lower()] if match["comparator"] else Comparator.EXACT
    scale, rest = _take_multiplier(rest)
    if re.match(r"\s*\+|\s*or more\b", rest):
        rest = re.sub(r"^\s*(\+|or more)", "", rest, count=1)
        comparator = Comparator.AT_LEAST
    quantity = Quantity(
        text=raw,
        number=_decimal(match["number"]) * scale,
        upper=_decimal(match["upper"]) * scale if match["upper"] else None,
        comparator=comparator,
        dimension=Dimension.COUNT,
        unit="",
        per=None,
    )
    return _with_unit(quantity, rest, match["currency"])


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(re.sub(r"[,_\u00a0\u202f]", "", text))
    except InvalidOperation:  # pragma: no cover - the pattern admits only numbers
        raise ValueError(f"{text!r} is not a number") from None


def _take_multiplier(rest: str) -> tuple[Decimal, str]:
    match = re.match(r"\s*([A-Za-z]+)", rest)
    if match is None:
        return Decimal(1), rest
    word, glued = match[1], not rest[:1].isspace()
    # "5 m" and "10 b" are minutes and a unit; only the capital, or the letter glued to no unit of time, multiplies.
    known = word if word in {"K", "M", "B", "T"} or (word == "k" and glued) else word.lower() if len(word) > 1 else ""
    if known.lower() in _MULTIPLIERS and word not in _SIZES:
        return _MULTIPLIERS[known.lower()], rest[match.end() :]
    return Decimal(1), rest


def _with_unit(quantity: Quantity, rest: str, currency: str | None) -> Quantity:
    """Read what follows the number: a rate, then a unit of size, time or money, then the noun counted."""
    rest, per = rest.strip(), None
    if match := _PER.search(rest):
        word = match[1]
        per, rest = _TIME.get(word.lower(), word.lower()), rest[: match.start()].strip()
    elif (words := rest.split()) and words[-1].lower() in {"daily", "hourly", "weekly", "monthly", "yearly"}:
        per, rest = _TIME[words[-1].lower()], " ".join(words[:-1])
    if currency:
        return replace(quantity, dimension=Dimension.MONEY, unit=_CURRENCIES[currency.upper()], per=per)
    if rest.startswith(("%", "percent", "per cent")):
        noun = re.sub(r"^(%|percent|per cent)\s*", "", rest)
        return replace(quantity, dimension=Dimension.PERCENT, unit=noun, per=per)
    head, _, tail = rest.partition(" ")
    if head.endswith("ps") and head[:-2] in _SIZES:
        head, per = head[:-2], "second"
    if head in _SIZES or head.lower() in _SIZES:
        dimension, size = _SIZES.get(head) or _SIZES[head.lower()]
        return _scaled(quantity, dimension, size, tail.strip(), per)
    if head.lower() in _RATES:
        return replace(quantity, unit=_RATES[head.lower()], per="second")
    if head in _TIME or head.lower() in _TIME and len(head) > 1:
        seconds = SECONDS[_TIME.get(head) or _TIME[head.lower()]]
        return _scaled(quantity, Dimension.DURATION, seconds, tail.strip(), per)
    return replace(quantity, unit=rest, per=per)


def _scaled(quantity: Quantity, dimension: Dimension, by: Decimal, unit: str, per: str | None) -> Quantity:
    upper = quantity.upper * by if quantity.upper is not None else None
    return replace(quantity, number=quantity.number * by, upper=upper, dimension=dimension, unit=unit, per=per)


def complete(quantity: Quantity, name: str) -> Quantity:
    """A figure with what its text leaves out taken from its key: ``latency_p95_ms: 250``, ``daily_messages: 4B+``."""
    words = name.lower().split("_")
    per = quantity.per
    if "per" in words[1:-1]:
        at = words.index("per")
        per = per or _TIME.get(words[at + 1], words[at + 1])
        words = words[:at]
    elif "daily" in words:
        per, words = per or "day", [word for word in words if word != "daily"]
    elif "rps" in words or "qps" in words:
        per = per or "second"
    bare = quantity.dimension is Dimension.COUNT and not quantity.unit
    if bare and len(words) > 1 and words[-1] in {"ms", "us", "ns", "s", "sec", "seconds", "minutes"}:
        return replace(_scaled(quantity, Dimension.DURATION, SECONDS[_TIME[words[-1]]], "", per), text=f"{quantity.text} {words[-1]}")
    if bare:
        noise = {"peak", "sustained", "mean", "average", "hot", "total", "max"}
        quantity = replace(quantity, unit=" ".join(word for word in words if word not in noise))
    return replace(quantity, per=per)


# --- numbers inside a quoted phrase ---------------------------------------------------------------------------------

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_WORDS: dict[str, Decimal] = {word: Decimal(n) for n, word in enumerate(_SMALL.split())}
_WORDS |= {
    word: Decimal(10 * n)
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORDS |= {"half": Decimal("0.5"), "dozen": Decimal(12), "single": Decimal(1), "double": Decimal(2), "hundred": Decimal(100)}
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<word>[^\W\d_]+|%)", re.UNICODE)


def numbers_in(text: str) -> set[Decimal]:
    """Every number that a phrase may state, in digits or words, with and without its multiplier and unit.

    >>> sorted(numbers_in("twelve million users"))[-1]
    Decimal('12000000')
    """
    return {number for reading in _readings(text) for number in reading}


def _readings(text: str) -> Iterator[set[Decimal]]:
    tokens = [(m["number"], m["word"]) for m in _TOKEN.finditer(text)]
    for at, (digits, word) in enumerate(tokens):
        if digits:
            yield _scaled_readings(_decimal(digits), [w for _, w in tokens[at + 1 : at + 4]])
        elif word and word.lower() in _WORDS:
            yield _scaled_readings(*_worded(tokens, at))
        elif word and word.lower() in _MULTIPLIERS and len(word) > 2 and _is_lone(tokens[:at]):
            yield _scaled_readings(Decimal(1), [word])


def _is_lone(before: list[tuple[str | None, str | None]]) -> bool:
    """Whether a multiplier stands for itself ("a million") and belongs to no number before it."""
    digits, word = before[-1] if before else (None, None)
    return not digits and (word or "").lower() not in _WORDS.keys() | {"a"} or (word or "").lower() == "a" and not (
        len(before) > 1 and (before[-2][1] or "").lower() in _WORDS
    )


def _worded(tokens: list[tuple[str | None, str | None]], at: int) -> tuple[Decimal, list[str | None]]:
    total = Decimal(0)
    while at < len(tokens) and (word := tokens[at][1]) and (value := _WORDS.get(word.lower())) is not None:
        total = total * value if value == 100 and total else total + value
        at += 1
    if [(word or "").lower() for _, word in tokens[at : at + 3]] == ["and", "a", "half"]:
        total, at = total + Decimal("0.5"), at + 3
    while at < len(tokens) and (tokens[at][1] or "").lower() in {"a", "and"}:
        at += 1
    return total, [word for _, word in tokens[at : at + 3]]


def _scaled_readings(number: Decimal, following: list[str | None]) -> set[Decimal]:
    readings = {number}
    for word in following:
        if not word:
            break
        if word.lower() in _MULTIPLIERS and word not in _SIZES:
            number *= _MULTIPLIERS[word.lower()]
        elif size := _SIZES.get(word) or _SIZES.get(word.lower()):
            number *= size[1]
        elif word in _TIME or word.lower() in _TIME:
            number *= SECONDS[_TIME.get(word) or _TIME[word.lower()]]
        elif word.lower() not in {"a", "of"}:
            break
        readings.add(number)
    return readings


def states(quote: str, quantity: Quantity) -> bool:
    """Whether a quoted phrase contains the number of a figure, however either of them words it."""
    return bool(numbers_in(quote) & (numbers_in(quantity.text) | {quantity.number}))


def shorten(text: str, width: int = 60) -> str:
    """The text, or its beginning with an ellipsis, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
