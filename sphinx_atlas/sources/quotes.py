"""Whether a page holds a quote: word for word, or with its numbers written in another form; and if not, what it says
instead.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..catalog.snapshot import Result
from .matching import Page, Pairs, parts, search, trimmed
from .nearest import explain
from .words import Style, clean, items, single_spaced


class Verdict(NamedTuple):
    """What became of one quote.

    :param why: of a missing one: what the page says instead
    """

    result: Result
    why: str = ""


def find(quote: str, page: Page) -> Verdict:
    """Look for a quote in a page."""
    wanted = clean(quote)
    for hyphens_join in (False, True):
        style = Style(page.continental, hyphens_join)
        # Whoever copied the quote may have kept its way of writing numbers, or not.
        for own in dict.fromkeys((style, Style(False, hyphens_join))):
            # An ellipsis may be the page's own.
            whole = trimmed(items(wanted, own))
            for pieces in ([whole] if whole else [], list(parts(wanted, own))):
                if (hit := search(pieces, page.items(style))) is not None:
                    return Verdict(_how(quote, wanted, hit, page))
    return Verdict(Result.MISSING, explain(wanted, page))


def _how(quote: str, wanted: str, hit: Pairs, page: Page) -> Result:
    if single_spaced(quote) in page.flat:
        return Result.EXACT
    is_same = all(
        _letters(wanted[ours.start : ours.end]) == _letters(page.cleaned[theirs.start : theirs.end])
        for ours, theirs in hit
    )
    return Result.NORMALISED if is_same else Result.NUMBER


def _letters(text: str) -> str:
    return re.sub(r"[\s-]", "", text).casefold()
