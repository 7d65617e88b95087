"""Figures as people write them: ``10M+ concurrent users``, ``< 60s``, ``7 trillion messages per day``.

A :class:`Quantity` keeps the text as written and adds what can be computed with: a number, a comparator, a unit and a
rate. What could be read in two ways (``1,5``, ``1.000.000``, ``10 000``) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from .finding import shorten
from .packed import Packed
from .units import (
    COMPARATORS,
    CURRENCIES,
    EVERY,
    MULTIPLIERS,
    NUMBER,
    RATES,
    SECONDS,
    TIME,
    Comparator,
    Dimension,
    number,
    size,
    time_unit,
)

#: A longer text is a sentence, no figure.
MAX_LENGTH = 200

_CURRENCY = r"US\$|[$€£¥₹]"
_FIGURE = re.compile(
    rf"""
    (?P<comparator>{"|".join(sorted(map(re.escape, COMPARATORS), key=len, reverse=True))})?\s*
    (?P<currency>{_CURRENCY})?\s*
    (?P<number>{NUMBER})
    (?:(?P<middle>\s*(?:%|[^\W\d_]+)?)\s*(?:[-–—]|to)\s*(?:{_CURRENCY})?(?P<upper>{NUMBER}))?
    (?![-.,:/eE]?[+-]?\d|\s\d{{3}}\b)
    (?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PER = re.compile(r"(?:/|\b(?:per|a|an|each|every)\b)\s*([^\W\d]+)\s*$", re.IGNORECASE)
_PERCENT = re.compile(r"(?:%|per\s?cent\b)\s*", re.IGNORECASE)
_PLUS = re.compile(r"\s*(?:\+|or more\b)")
_FIRST_WORD = re.compile(r"\s*(?:%|[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Quantity(Packed):
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
        """How a count per second follows from what is written; None where it is written, or is less than one."""
        rate = self.per_second
        if self.per in (None, "second") or rate is None or rate < 1 or self.dimension is not Dimension.COUNT:
            return None
        return f"{plain(self.number)} ÷ {plain(SECONDS[self.per])} s = {plain(rate)} per second"

    def __str__(self) -> str:
        return self.text


def plain(number: Decimal) -> str:
    """A number for people: thousands separated, four significant digits below one hundred.

    >>> plain(Decimal("46296.2963"))
    '46,296'
    >>> plain(Decimal("0.02"))
    '0.02'
    """
    if number == number.to_integral_value() or abs(number) >= 100:
        return f"{number.to_integral_value():,}"
    return f"{float(f'{number:.4g}'):g}"


def parse(text: str | int | float | Decimal) -> Quantity:
    """Read a figure from its text.

    :raises ValueError: if ``text`` does not begin with a number (after a comparator or currency), or with a number that
        can be read in two ways, or if the ends of a range do not fit together
    """
    raw = str(text).strip()
    match = _FIGURE.match(raw) if len(raw) <= MAX_LENGTH else None
    if match is None or match["rest"][:1].isnumeric():
        raise ValueError(
            f"{shorten(raw)!r} is not a figure: write a number with its unit, such as '2.3M queries per second' or "
            "'< 60 s'"
        )
    rest, currency = match["rest"], match["currency"]
    quantity = _read(raw, match["upper"] or match["number"], rest, currency)
    if match["upper"]:
        own = match["middle"].strip()
        low = _read(raw, match["number"], own + _FIRST_WORD.sub("", rest, count=1) if own else rest, currency)
        if low.dimension is not quantity.dimension or low.number > quantity.number:
            raise ValueError(
                f"{shorten(raw)!r} is not a range: write the smaller number first, both in one kind of unit"
            )
        quantity = replace(quantity, number=low.number, upper=quantity.number)
    if match["comparator"] and quantity.comparator is Comparator.EXACT:
        quantity = replace(quantity, comparator=COMPARATORS[match["comparator"].lower()])
    return quantity


def _read(text: str, digits: str, rest: str, currency: str | None) -> Quantity:
    """One number of a text and what follows it."""
    before, rest = _take_plus(rest)
    scale, rest = _take_multiplier(rest)
    after, rest = _take_plus(rest)
    quantity = Quantity(
        text=text,
        number=number(digits) * scale,
        upper=None,
        comparator=Comparator.AT_LEAST if before or after else Comparator.EXACT,
        dimension=Dimension.COUNT,
        unit="",
        per=None,
    )
    return _with_unit(quantity, rest, currency)


def _take_plus(rest: str) -> tuple[bool, str]:
    match = _PLUS.match(rest)
    return (True, rest[match.end() :]) if match else (False, rest)


def _take_multiplier(rest: str) -> tuple[Decimal, str]:
    match = re.match(r"\s*([A-Za-z]+)", rest)
    if match is None:
        return Decimal(1), rest
    word, glued = match[1], not rest[:1].isspace()
    # "5 m" and "10 b" are minutes and a unit; only the capital, or the letter glued to no unit of time, multiplies.
    if len(word) > 1 or word in {"K", "M", "B", "T"} or (word == "k" and glued):
        scale = MULTIPLIERS.get(word.lower())
        return (scale, rest[match.end() :]) if scale else (Decimal(1), rest)
    return Decimal(1), rest


def _with_unit(quantity: Quantity, rest: str, currency: str | None) -> Quantity:
    """Read what follows the number: a rate, then a unit of size, time or money, then the noun counted."""
    rest, per = rest.strip().removeprefix("-").strip(), None
    if is_percent := _PERCENT.match(rest):
        rest = rest[is_percent.end() :]
    if match := _PER.search(rest):
        word = match[1].lower()
        per, rest = TIME.get(word, word), rest[: match.start()].strip()
    elif (words := rest.split()) and words[-1].lower() in EVERY:
        per, rest = TIME[words[-1].lower()], " ".join(words[:-1])
    if currency:
        return replace(quantity, dimension=Dimension.MONEY, unit=CURRENCIES[currency.upper()], per=per)
    if is_percent:
        return replace(quantity, dimension=Dimension.PERCENT, unit=rest, per=per)
    head, _, tail = rest.partition(" ")
    if head.endswith("ps") and size(head[:-2]):
        head, per = head[:-2], "second"
    if found := size(head):
        return _scaled(quantity, *found, tail.strip(), per)
    if head.lower() in RATES:
        return replace(quantity, unit=RATES[head.lower()], per="second")
    # "daily active users" are no days.
    if head.lower() not in EVERY and (time := time_unit(head)):
        return _scaled(quantity, Dimension.DURATION, SECONDS[time], tail.strip(), per)
    return replace(quantity, unit=rest, per=per)


def _scaled(quantity: Quantity, dimension: Dimension, by: Decimal, unit: str, per: str | None) -> Quantity:
    upper = quantity.upper * by if quantity.upper is not None else None
    return replace(quantity, number=quantity.number * by, upper=upper, dimension=dimension, unit=unit, per=per)


def complete(quantity: Quantity, name: str) -> Quantity:
    """A figure with what its text leaves out taken from its key: ``latency_p95_ms: 250``, ``daily_messages: 4B+``."""
    words = name.lower().split("_")
    per = quantity.per
    if "per" in words[1:-1]:
        at = words.index("per", 1)
        per = per or TIME.get(words[at + 1], words[at + 1])
        words = words[:at]
    elif "daily" in words:
        per, words = per or "day", [word for word in words if word != "daily"]
    elif not RATES.keys().isdisjoint(words):
        per, words = per or "second", [RATES.get(word, word) for word in words]
    bare = quantity.dimension is Dimension.COUNT and not quantity.unit
    if bare and len(words) > 1 and words[-1] in {"ms", "us", "ns", "s", "sec", "seconds", "minutes"}:
        text = f"{quantity.text} {words[-1]}"
        return replace(_scaled(quantity, Dimension.DURATION, SECONDS[TIME[words[-1]]], "", per), text=text)
    if bare:
        noise = {"peak", "sustained", "mean", "average", "hot", "total", "max"}
        quantity = replace(quantity, unit=" ".join(word for word in words if word not in noise))
    return quantity if per == quantity.per else replace(quantity, per=per)


__all__ = ["SECONDS", "Comparator", "Dimension", "Quantity", "complete", "parse", "plain"]
