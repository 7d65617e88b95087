"""Text as a sequence of words, numbers and marks in which two spellings of one thing are equal.

``4B``, ``4 billion`` and ``four billion`` are one number, ``50ms`` and ``50 milliseconds`` too; quotation marks, kinds
of dash and white space do not count. What separates sentences and paragraphs does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from ..catalog.quotes import NUMERALS, numbers
from ..catalog.units import RATES, time_unit

#: What stands between blocks of a page that nothing runs across: paragraphs, items of a list, rows of a table.
HARD = "\u2029"
#: What stands between blocks that may be read on: cells of a row, lines, a heading and what it is of.
SOFT = "\u2028"


class Item(NamedTuple):
    """A word, a number or a mark.

    :param forms: what it can mean; two items are equal where they have one in common
    :param start: of its characters in the cleaned text
    :param end: behind them
    :param bare: of a number with a unit behind a space, what it can mean without; of anything else, nothing
    """

    forms: frozenset[Hashable]
    start: int
    end: int
    bare: frozenset[Hashable] = frozenset()


class Style(NamedTuple):
    """How a text is to be read, where it could be read in two ways.

    :param continental: ``1.000`` is a thousand, and ``1,5`` one and a half
    :param hyphens_join: ``infor-mation`` is ``information``; otherwise a hyphen separates words
    """

    continental: bool = False
    hyphens_join: bool = False


_DROPPED = re.compile(
    '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u2122\u00ae\u00a9"\u201c-\u201f\u00ab\u00bb`*]'
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(f"[{''.join(map(chr, _SUPERSCRIPTS))}]+")
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_FRACTION = re.compile(r"(\d?)\s?([½¼¾])")
#: Thousands set apart by a space that no line is broken at.
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)")
_CONTINENTAL = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\d.,]*\d)")
_REPLACED = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc", "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2212\u2015\u2014", "\u2013"),
        **dict.fromkeys("\u2248\u223c\u02dc", "~"),
        "\u00d7": "x",
        "\u2026": "...",
        "|": SOFT,
    }
)
_SPACE = re.compile(r"[^\S\u2028\u2029]+")
_BOUNDARY = re.compile(r"\s*[\u2028\u2029][\s\u2028\u2029]*")

_TOKEN = re.compile(
    r"""
    (?P<boundary>[\u2028\u2029])
    | (?P<range>(?<=\d)\s?[-–]\s?(?=\d))
    # Digits that hang on a letter are part of a name: p99, H100, v1.2.
    | (?P<word>[^\W\d_]+(?:_+[^\W_]+|\d(?:\.?\w)*|'[^\W\d_]+)*)
    | (?P<number>\.?\d(?:[.,_]?\d)*(?:[eE][+-]?\d{1,2}\b)?)
    | (?P<hyphen>(?<=\w)-(?=\w))
    | (?P<mark><=|>=|--|\.{3,}|[^\s'_])
    """,
    re.VERBOSE,
)
_SAME = {"<=": "≤", ">=": "≥", "--": "–", "-": "–", "&": "and"}
_PERCENT = frozenset({"%", "percent", "pct"})


def clean(text: str) -> str:
    """The text in one typography, with single spaces."""
    text = _SPACED.sub(lambda match: re.sub(r"\s", ",", match[0]), text)
    text = _FRACTION.sub(lambda match: (match[1] or "0") + _FRACTIONS[match[2]], text)
    text = _SUPERSCRIPT.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", text).translate(_REPLACED)).translate(_REPLACED)
    return _BOUNDARY.sub(_strongest, _SPACE.sub(" ", text)).strip(f" {SOFT}{HARD}")


def single_spaced(text: str) -> str:
    """The text as it is, on one line."""
    return " ".join(text.split())


def _strongest(match: re.Match[str]) -> str:
    return HARD if HARD in match[0] else SOFT


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def items(cleaned: str, style: Style = Style()) -> list[Item]:  # noqa: B008 - immutable
    """The words, numbers and marks of a text that has been cleaned."""
    tokens = list(_tokens(cleaned, style))
    words = [token.text for token in tokens]
    found: list[Item] = []
    at = 0
    for start, readings in numbers(words):
        # Lone plurals count nothing: "millions of users".
        if start < at or (readings[0].end == start + 1 and words[start].lower().endswith("ions")):
            continue
        found += _plain(tokens[at:start])
        end = max(reading.end for reading in readings)
        forms: set[Hashable] = {(reading.amount, reading.unit) for reading in readings}
        percent = _percent(words, end)
        if percent and not readings[-1].unit:
            forms, end = {(reading.amount, "%") for reading in readings}, end + percent
        is_apart = end > start + 1 and tokens[end - 1].start > tokens[end - 2].end and not percent
        bare = frozenset((reading.amount, "") for reading in readings if reading.unit and is_apart)
        found.append(Item(frozenset(forms), tokens[start].start, tokens[end - 1].end, bare))
        if readings[-1].unit and words[end - 1].endswith("ps"):
            found += [_item(word, tokens[end - 1]) for word in ("per", "second")]
        at = end
    return found + _plain(tokens[at:])


def _percent(words: list[str], at: int) -> int:
    """How many words from a place on say that a number is a percentage."""
    following = [word.lower() for word in words[at : at + 2]]
    return 2 if following == ["per", "cent"] else int(following[:1] != [] and following[0] in _PERCENT)


def _plain(tokens: list[_Token]) -> list[Item]:
    found: list[Item] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=False):
        word = token.text.lower()
        if word in RATES:
            found += [_item(part, token) for part in (RATES[word], "per", "second")]
        elif word == "/" and following and time_unit(following.text):
            found.append(_item("per", token))
        elif found and found[-1].forms == {"per"} and (unit := time_unit(token.text)):
            found.append(_item(unit, token))
        else:
            found.append(_item(_SAME.get(word, token.text.casefold()), token))
    return found


def _item(form: str, token: _Token) -> Item:
    return Item(frozenset({form}), token.start, token.end)


def _tokens(text: str, style: Style) -> Iterator[_Token]:
    if style.continental:
        # As many characters as before, so that places stay.
        text = _CONTINENTAL.sub(lambda m: m[1].replace(".", "_") + (f".{m[2]}" if m[2] else ""), text)
    held: _Token | None = None
    joins = False
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, _Token(match[0], *match.span())
        if kind == "hyphen":
            joins = style.hyphens_join and held is not None
            continue
        if kind == "range":
            token = token._replace(text="to")
        if kind == "mark" and unicodedata.category(token.text[0]) == "So":
            continue
        if held is not None and joins and kind == "word" and not {held.text.lower(), token.text.lower()} & NUMERALS:
            held = _Token(held.text + token.text, held.start, token.end)
            joins = False
            continue
        if held is not None:
            yield held
        held, joins = None, False
        if kind == "word":
            held = token
        else:
            yield token
    if held is not None:
        yield held
