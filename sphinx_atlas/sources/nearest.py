"""What a page says instead of a quote that it does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from difflib import SequenceMatcher

from ..catalog.finding import shorten
from .matching import Page, parts, search
from .words import HARD, SOFT, Item, Style

#: What is looked at around the words that are alike, in words.
_MARGIN = 6
#: Less than this share of a quote's words is nothing like it.
_ALIKE = 0.5
#: Of the passage that is shown, in characters.
_SHOWN = 160
#: Words that stand everywhere, and are no likeness.
_COMMON = frozenset("a an and are at for in is of on or our over per than the to we with".split())


def explain(wanted: str, page: Page) -> str:
    """Why a quote, in its cleaned form, is not found: the nearest passage, and what differs."""
    pieces, text = list(parts(wanted, Style())), page.items(Style(page.continental))
    if not pieces:
        return "the quote holds no words"
    lost = [piece for piece in pieces if search([piece], text) is None]
    if not lost:
        return "its parts are in the page, but not soon after each other in one sentence"
    quote = lost[0]
    window = _nearest(quote, text)
    if not window:
        said = shorten(_shown(wanted, quote[0].start, quote[-1].end), 80)
        return f"nothing like {said!r} is in the page" if len(pieces) > 1 else "nothing like it is in the page"
    return _difference(wanted, quote, page.cleaned, window)


def _nearest(quote: list[Item], text: list[Item]) -> list[Item]:
    """The stretch of a page that has most of a quote's words in it; empty, if it has few."""
    known = _numbered(quote)
    wanted, keys = _keys(quote, known), _keys(text, known)
    width = len(quote) + _MARGIN
    inside: Counter[Hashable] = Counter()
    best, place = 0.0, 0
    for at, key in enumerate(keys):
        inside[key] += 1
        if at >= width:
            inside[keys[at - width]] -= 1
        score = sum(_weight(item) for item, own in zip(quote, wanted, strict=True) if inside[own])
        if score > best:
            best, place = score, at
    if best < _ALIKE * sum(map(_weight, quote)):
        return []
    return text[max(0, place + 1 - width) : place + 1 + len(quote) + _MARGIN]


def _weight(item: Item) -> float:
    if any(isinstance(form, tuple) for form in item.forms):
        return 0.5  # another number is what one looks for
    return 0.25 if item.forms <= _COMMON else 0.0 if item.forms <= {SOFT, HARD} else 1.0


def _numbered(quote: list[Item]) -> dict[Hashable, int]:
    """Each form of a quote's words to the first word that has it."""
    return {form: number for number, item in reversed(list(enumerate(quote))) for form in item.forms}


def _keys(text: list[Item], known: dict[Hashable, int]) -> list[Hashable]:
    """Of each item the word of the quote that it is equal to, else what it is."""
    return [next((known[form] for form in item.forms if form in known), item.forms) for item in text]


def _difference(wanted: str, quote: list[Item], page: str, window: list[Item]) -> str:
    known = _numbered(quote)
    matcher = SequenceMatcher(None, _keys(quote, known), _keys(window, known), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    first, last = blocks[0], blocks[-1]
    said: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        ours = _shown(wanted, quote[a].start, quote[b - 1].end) if b > a else ""
        theirs = window[c:d]
        if kind == "equal":
            continue
        if a == 0 and b <= first.a:
            theirs = theirs[len(theirs) - (b - a) :]
        elif a >= last.a + last.size:
            theirs = theirs[: b - a]
        said += _said(ours, theirs, page)
    start, end = window[first.b].start, window[last.b + last.size - 1].end
    passage = _around(page, start, end)
    return f"{'; '.join(said) or 'the words are in another order'}: “{passage}”"


def _said(ours: str, theirs: list[Item], page: str) -> Iterator[str]:
    shown = _shown(page, theirs[0].start, theirs[-1].end) if theirs else ""
    if any(item.forms <= {HARD, ".", "!", "?"} for item in theirs) and not ours:
        yield "the page begins a new sentence or paragraph in between"
    elif ours and shown:
        yield f"the page says {shorten(shown)!r}, not {shorten(ours)!r}"
    elif ours:
        yield f"the page lacks {shorten(ours)!r}"
    elif shown:
        yield f"the page has {shorten(shown)!r} in between"


def _around(page: str, start: int, end: int) -> str:
    """A passage with the words beside it."""
    margin = max(0, (_SHOWN - (end - start)) // 2)
    before = max(0, start - margin)
    after = min(len(page), end + margin)
    if before:
        before = page.find(" ", before, start) + 1 or start
    if after < len(page):
        after = max(page.rfind(" ", end, after), end)
    return f"{'…' if before else ''}{_shown(page, before, after)}{'…' if after < len(page) else ''}"


def _shown(text: str, start: int, end: int) -> str:
    """Characters of a text as one line."""
    return " ".join(text[start:end].replace(HARD, " ¶ ").replace(SOFT, " | ").split())
