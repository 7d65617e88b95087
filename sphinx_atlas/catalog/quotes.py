"""Quoted phrases and the numbers in them: whether ``twelve million concurrent users`` states ``12M+ concurrent
users``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from .quantity import Quantity
from .units import MULTIPLIERS, NUMBER, SECONDS, Dimension, number, size, time_unit

_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMERALS = {word: Decimal(value) for value, word in enumerate(_ONES + _TEENS)}
_NUMERALS |= {word: Decimal(10 * value) for value, word in enumerate(_TENS, 2)}
_NUMERALS |= {"half": Decimal("0.5"), "single": Decimal(1), "double": Decimal(2)}
#: Numerals that multiply the one before them: "two hundred", "three dozen".
_GROUPS = {"hundred": Decimal(100), "dozen": Decimal(12)}
#: What may stand between the ends of a range.
_BETWEEN = frozenset({"and", "or", "through", "to"})
#: Every word that can be part of a number: ``twenty``, ``dozen``, ``million``.
NUMERALS = frozenset({*_NUMERALS, *_GROUPS, *(word for word in MULTIPLIERS if len(word) > 2)})
#: A longer run of digits is no figure.
_MAX_DIGITS = 40

# Digits that hang on a letter are part of a name: p99, H100, v1.2.
_TOKEN = re.compile(r"[^\W\d_]+(?:\d[\w.]*)?|\.?\d(?:[\d.,_\u00a0\u202f]*\d)?(?:[eE][+-]?\d{1,2}\b)?")
_NUMBER = re.compile(NUMBER)
_DASH = re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d)")


class _Place(NamedTuple):
    """A number without its multiplier, and the tokens that it takes up."""

    value: Decimal
    start: int
    end: int


class Reading(NamedTuple):
    """One way to read a number: with its multiplier, and in the base unit of the unit that follows it.

    :param base: None where no unit follows
    :param unit: of time or size, the same for all its spellings; empty where none follows
    :param end: the token behind it all
    """

    amount: Decimal
    base: Decimal | None
    unit: str
    end: int


def numbers_in(text: str) -> set[Decimal]:
    """Every number that a phrase states, in digits or words: as a count, and in the base unit of the unit that follows
    it.

    >>> numbers_in("twelve million users")
    {Decimal('12000000')}
    """
    return {found for reading in _readings(text) for found in (reading.amount, reading.base) if found is not None}


def states(quote: str, quantity: Quantity) -> bool:
    """Whether a quoted phrase contains the number of a figure, however either of them words it; of a range, both ends.

    A unit of time or size may be missing in the quote. A multiplier may be missing only in a quote that is nothing but
    a
    number: a cell of a table whose head gives the rest.
    """
    if len(tokens := _TOKEN.findall(quote)) == 1 and (cell := _digits(tokens, 0)):
        return (
            cell.value in {place.value for place in _places(_TOKEN.findall(quantity.text))}
            or cell.value == quantity.number
        )
    said = list(_readings(quote))
    ends = [end for end in (quantity.number, quantity.upper) if end is not None]
    if quantity.dimension not in (Dimension.DURATION, Dimension.BYTES, Dimension.BITS):
        return {reading.amount for reading in said}.issuperset(ends)
    bases = {reading.base for reading in said}
    bare = {reading.amount for reading in said if reading.base is None}
    written = {reading.base: reading.amount for reading in _readings(quantity.text)}
    return all(end in bases or written.get(end) in bare for end in ends)


def numbers(tokens: list[str]) -> Iterator[tuple[int, list[Reading]]]:
    """Every number among words, digits and marks: the token that it begins with, and the ways to read it."""
    for place in _places(tokens):
        yield place.start, list(_scaled(place.value, tokens, place.end))


def _readings(text: str) -> Iterator[Reading]:
    tokens = _TOKEN.findall(_DASH.sub(" to ", text))
    places = list(_places(tokens))
    for place in places:
        yield from _scaled(place.value, tokens, place.end)
    # "two to three million", "8-10 ms": what scales the second number scales the first one too.
    for place, following in pairwise(places):
        if following.start == place.end + 1 and tokens[place.end].lower() in _BETWEEN:
            yield from _scaled(place.value, tokens, following.end)


def _places(tokens: list[str]) -> Iterator[_Place]:
    at = 0
    while at < len(tokens):
        if (place := _digits(tokens, at) or _worded(tokens, at)) is None:
            at += 1
            continue
        yield place
        at = place.end
        while at < len(tokens) and tokens[at].lower() in MULTIPLIERS:
            at += 1


def _digits(tokens: list[str], at: int) -> _Place | None:
    token = tokens[at]
    fits = len(token) <= _MAX_DIGITS and _NUMBER.fullmatch(token)
    return _Place(number(token), at, at + 1) if fits else None


def _worded(tokens: list[str], at: int) -> _Place | None:
    """A number in words: ``twenty-five``, ``two hundred and fifty``, ``two and a half``, or the 1 in ``a million``."""
    if tokens[at].lower() not in NUMERALS:
        return None
    words = [token.lower() for token in tokens[at : at + 12]] + [""] * 3
    value, end = _below_hundred(words, 0)
    if (group := _GROUPS.get(words[end])) is not None:
        value = group * (1 if value is None else value)
        rest, after = _below_hundred(words, end + 2 if words[end + 1] == "and" else end + 1)
        value, end = (value, end + 1) if rest is None else (value + rest, after)
    if value is None:
        is_lone = words[0] in MULTIPLIERS and len(words[0]) > 2 and not (at and tokens[at - 1][0].isdigit())
        return _Place(Decimal(1), at, at) if is_lone else None
    if words[end : end + 3] == ["and", "a", "half"]:
        value, end = value + Decimal("0.5"), end + 3
    if words[end] == "a" and (words[0] == "half" or words[end + 1] in MULTIPLIERS):
        end += 1
    return _Place(value, at, at + end)


def _below_hundred(words: list[str], at: int) -> tuple[Decimal | None, int]:
    value = _NUMERALS.get(words[at])
    if value is not None and words[at] in _TENS and words[at + 1] in _ONES:
        return value + _NUMERALS[words[at + 1]], at + 2
    return value, at if value is None else at + 1


def _scaled(value: Decimal, tokens: list[str], at: int) -> Iterator[Reading]:
    following = [*tokens[at : at + 4], ""]
    if following[0] == "m":
        yield Reading(value, value * SECONDS["minute"], "minute", at + 1)
    while scale := MULTIPLIERS.get(following[0].lower()):
        value, at = value * scale, at + 1
        following.pop(0)
    word = following[0]
    if found := size(word.removesuffix("ps")):
        dimension, one = found
        yield Reading(value, value * one, f"{one:f} {dimension}", at + 1)
    elif time := time_unit(word):
        yield Reading(value, value * SECONDS[time], time, at + 1)
    else:
        yield Reading(value, None, "", at)
