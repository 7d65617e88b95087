"""Where the words of a quote stand in a page.

They have to stand there in the order of the quote, with nothing between them, within one sentence. An ellipsis stands
for what is left out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .words import HARD, SOFT, Item, Style, clean, items, single_spaced

#: How much of a sentence an ellipsis may stand for, in words and marks.
MAX_GAP = 40
_ELLIPSIS = re.compile(r"[\[(]?\.{3,}[\])]?")
#: Marks at either end of a quote are the writer's.
_OUTER = frozenset(".,;:()[]–!?") | {SOFT, HARD, "..."}
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
        return single_spaced(self.raw)

    def items(self, style: Style) -> list[Item]:
        """The words, numbers and marks."""
        if style not in self._read:
            self._read[style] = items(self.cleaned, style)
        return self._read[style]


#: Items of a quote and of a page that are equal.
Pairs = list[tuple[Item, Item]]


def parts(wanted: str, style: Style) -> Iterator[list[Item]]:
    """The pieces between ellipses, without the marks at their ends."""
    start = 0
    for match in [*_ELLIPSIS.finditer(wanted), None]:
        end = match.start() if match else len(wanted)
        found = items(wanted[start:end], style)
        if piece := trimmed([item._replace(start=item.start + start, end=item.end + start) for item in found]):
            yield piece
        start = match.end() if match else end


def trimmed(piece: list[Item]) -> list[Item]:
    """A piece of a quote without the marks at its ends, which are the writer's."""
    inner = [number for number, item in enumerate(piece) if not item.forms <= _OUTER]
    return piece[inner[0] : inner[-1] + 1] if inner else []


def search(parts: list[list[Item]], page: list[Item]) -> Pairs | None:
    """Where all parts of a quote stand in a page, one soon after the other."""
    if not parts:
        return None
    for at in range(len(page)):
        pairs: Pairs = []
        reach = _match(parts[0], page, at, pairs)
        for part in parts[1:]:
            reach = None if reach is None else _after(part, page, reach, pairs)
        if reach is not None:
            return pairs
    return None


def _after(part: list[Item], page: list[Item], start: int, pairs: Pairs) -> int | None:
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


def _match(part: list[Item], page: list[Item], at: int, pairs: Pairs) -> int | None:
    """The place behind a part that begins at a place of the page, or None."""
    found: Pairs = []
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
