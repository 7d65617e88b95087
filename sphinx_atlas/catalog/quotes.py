"""Quoted phrases and the numbers in them: whether ``twelve million concurrent users`` states ``12M+ concurrent users``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from .quantity import Quantity
from .units import MULTIPLIERS, NUMBER, SECONDS, Dimension, number, size, time_unit

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMERALS = {word: Decimal(n) for n, word in enumerate(_SMALL.split())}
_NUMERALS |= {word: Decimal(10 * n) for n, word in enumerate(_TENS.split(), 2)}
_NUMERALS |= {"half": Decimal("0.5"), "single": Decimal(1), "double": Decimal(2)}
#: Numerals that multiply what stands before them: "two hundred", "three dozen".
_GROUPS = {"hundred": Decimal(100), "dozen": Decimal(12)}
_FILLERS = frozenset({"a", "an", "and"})
_BETWEEN = frozenset({"and", "or", "through", "to"})

# Digits that hang on a letter are part of a name: p99, H100, S3.
_TOKEN = re.compile(r"(?<![^\W\d_])\.?\d(?:[\d.,_\u00a0\u202f]*\d)?(?:[eE][+-]?\d{1,2}\b)?|[^\W\d_]+")
_NUMBER = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number in a phrase.

    :param count: with its multiplier: four billion
    :param base: in the base unit of the unit that follows it, or None where none follows
    """

    count: Decimal
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A number in a phrase, before what scales it, and the tokens that it takes up."""

    count: Decimal
    start: int
    end: int


def numbers_in(text: str) -> set[Decimal]:
    """Every number that a phrase states, in digits or words: as a count, and in the base unit of the unit that follows it.

    >>> numbers_in("twelve million users")
    {Decimal('12000000')}
    """
    return {found for reading in _readings(text) for found in (reading.count, reading.base) if found is not None}


def states(quote: str, quantity: Quantity) -> bool:
    """Whether a quoted phrase contains the number of a figure, however either of them words it; of a range, both ends.

    A unit of time or size may be missing in the quote, as in a table whose head gives it; a multiplier may not.
    """
    said = list(_readings(quote))
    if quantity.dimension not in (Dimension.DURATION, Dimension.BYTES, Dimension.BITS):
        counts = {reading.count for reading in said}
        return {quantity.number, quantity.upper} - {None} <= counts
    written = {reading.base: reading.count for reading in _readings(quantity.text)}
    return all(
        any(end == reading.base or (reading.base is None and reading.count == written.get(end)) for reading in said)
        for end in (quantity.number, quantity.upper)
        if end is not None
    )


def _readings(text: str) -> Iterator[_Reading]:
    tokens = [token.lower() if len(token) > 2 else token for token in _TOKEN.findall(text)]
    places = list(_places(tokens))
    for at, place in enumerate(places):
        yield from _scaled(place.count, tokens, place.end)
        # "two to three million", "8-10 ms": what follows the second number belongs to the first one too.
        following = places[at + 1] if at + 1 < len(places) else None
        if following and all(token.lower() in _BETWEEN for token in tokens[place.end : following.start]):
            yield from _scaled(place.count, tokens, following.end)
