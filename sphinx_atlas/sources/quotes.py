"""Whether a page holds a quote: word for word, or with its numbers written in another form; and if not, what it says
instead.

The words have to stand in the page in the order of the quote, with nothing between them, within one sentence. An ellipsis
stands for what is left out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..catalog.snapshot import Result
from .words import HARD, SOFT, Item, Style, clean, items

#: How much of a sentence an ellipsis may stand for, in words and marks.
MAX_GAP = 40
_ELLIPSIS = re.compile(r"[\[(]?\.{3,}[\])]?")
#: Marks at either end of a quote are the writer's.
_OUTER = frozenset(".,;:()[]–!?") | {SOFT, HARD}
#: What may stand for the boundary of a cell or a line.
_LIKE_SOFT = frozenset({SOFT, ":", "–"})
_FOOTNOTE = re.compile(r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")


@dataclass(frozen=True)
class Page:
    """The text of a page.

    :param raw: its characters, with :data:`~.words.HARD` and :data:`~.words.SOFT` between blocks
    :param continental: whether its numbers are written as on the European continent: ``1.000`` for a thousand
    """

    raw: str
    continental: bool = False
    _read: dict[Style, list[Item]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def cleaned(self) -> str:
        """The text in one typography."""
        return clean(_FOOTNOTE.sub("", self.raw))

    @cached_property
    def flat(self) -> str:
        """The characters as they are, with single spaces."""
        return _flat(self.raw)

    def items(self, style: Style) -> list[Item]:
        """The words, numbers and marks."""
        if style not in self._read:
            self._read[style] = items(self.cleaned, style)
        return self._read[style]


class Verdict(NamedTuple):
    """What became of one quote.

    :param why: of a missing one: what the page says instead
    """

    result: Result
    why: str = ""


class _Hit(NamedTuple):
    """Pairs of items of the quote and the page that are equal."""

    pairs: list[tuple[Item, Item]]

def find(quote: str, page: Page) -> Verdict:
    """Look for a quote in a page."""
    wanted = clean(quote)
    for hyphens_join in (False, True):
        style = Style(page.continental, hyphens_join)
        # Whoever copied the quote may have kept its way of writing numbers, or not.
        for own in dict.fromkeys((style, Style(False, hyphens_join))):
            if (hit := search(list(parts(wanted, own)), page.items(style))) is not None:
                return Verdict(_how(quote, wanted, hit, page))
    from .nearest import explain  # noqa: PLC0415 - it needs what stands here

    return Verdict(Result.MISSING, explain(wanted, page))


def _how(quote: str, wanted: str, hit: _Hit, page: Page) -> Result:
    if _flat(quote) in page.flat:
        return Result.EXACT
    is_same = all(
        _letters(wanted[ours.start : ours.end]) == _letters(page.cleaned[theirs.start : theirs.end])
        for ours, theirs in hit.pairs
    )
    return Result.NORMALISED if is_same else Result.NUMBER


def _flat(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    return re.sub(r"[\s-]", "", text).casefold()


def parts(wanted: str, style: Style) -> Iterator[list[Item]]:
    """The pieces between ellipses, without the marks at their ends."""
    start = 0
    for match in [*_ELLIPSIS.finditer(wanted), None]:
        end = match.start() if match else len(wanted)
        piece = [
            item._replace(start=item.start + start, end=item.end + start) for item in items(wanted[start:end], style)
        ]
        while piece and piece[0].forms <= _OUTER:
            piece.pop(0)
        while piece and piece[-1].forms <= _OUTER:
            piece.pop()
        if piece:
            yield piece
        start = match.end() if match else end


def search(parts: list[list[Item]], page: list[Item]) -> _Hit | None:
    """Where all parts of a quote stand in a page, one soon after the other."""
    if not parts:
        return None
    for at in range(len(page)):
        pairs: list[tuple[Item, Item]] = []
        reach: int | None = at
        for number, part in enumerate(parts):
            reach = _after(part, page, reach, pairs) if number else _match(part, page, at, pairs)
            if reach is None:
                break
        else:
            return _Hit(pairs)
    return None


def _after(part: list[Item], page: list[Item], start: int, pairs: list[tuple[Item, Item]]) -> int | None:
    """The end of the next place of a part that is still in the sentence."""
    for at in range(start, min(start + MAX_GAP, len(page))):
        if (end := _match(part, page, at, pairs)) is not None:
            return end
        if ends_sentence(page, at):
            return None
    return None


def ends_sentence(page: list[Item], at: int) -> bool:
    """Whether nothing that a sentence says goes on behind an item."""
    # A full stop inside a name has something directly behind it: "discord.com".
    is_inside = at + 1 < len(page) and page[at + 1].start == page[at].end and HARD not in page[at + 1].forms
    return page[at].forms == {HARD} or (page[at].forms <= {".", "!", "?"} and not is_inside)


def _match(part: list[Item], page: list[Item], at: int, pairs: list[tuple[Item, Item]]) -> int | None:
    """The place behind a part that begins at a place of the page, or None."""
    found: list[tuple[Item, Item]] = []
    for number, want in enumerate(part):
        if number and want.forms != {SOFT} and at < len(page) and page[at].forms == {SOFT}:
            # A cell or a line is read on; a mark of the quote may stand for its end.
            if want.forms <= _LIKE_SOFT:
                at += 1
                continue
            at += 1
        if at == len(page) or not _is_equal(want, page[at], is_last=number == len(part) - 1):
            return None
        found.append((want, page[at]))
        at += 1
    pairs += found
    return at


def _is_equal(want: Item, have: Item, *, is_last: bool) -> bool:
    if want.forms & have.forms or (want.forms == {SOFT} and have.forms <= _LIKE_SOFT):
        return True
    # A quote may end before the unit, but not before a percent sign: "40" is not said by "40%".
    return is_last and not want.forms.isdisjoint(have.bare)
