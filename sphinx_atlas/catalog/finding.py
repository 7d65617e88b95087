"""What is wrong, where, and how to mend it: the one form in which every check of ours reports."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file; line and column count from 1, as editors do."""

    line: int
    column: int


#: Where a file begins.
START = Mark(1, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    :param code: of the rule in the registry, such as ``ATL203``
    :param message: what is wrong and, where it helps, how to mend it: one line
    :param path: of the file, as the user would name it
    """

    code: str
    message: str
    path: str
    line: int = 1
    column: int = 1

    def __post_init__(self) -> None:
        # A message quotes what files hold; a terminal would obey some of that.
        if not self.message.isprintable():
            object.__setattr__(self, "message", "".join(map(_printable, self.message)))

    @property
    def location(self) -> str:
        """``path:line:column``, the form that editors and Sphinx make a link of."""
        return f"{self.path}:{self.line}:{self.column}"


def _printable(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode()


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like an unknown one, or None if none is near."""
    by_key = {entry.lower(): str(entry) for entry in sorted(known, reverse=True)}
    # Of two letters, one right is near: 'BQ' for 'BP'.
    found = difflib.get_close_matches(str(word).lower()[:80], by_key, n=1, cutoff=0.6 if len(str(word)) > 2 else 0.5)
    return by_key[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for an unknown word, or the known ones where they are few, or nothing."""
    words = list(known)
    if match := nearest(word, words):
        return f"; did you mean {match!r}?"
    if 0 < len(words) <= 12:
        return f"; known: {', '.join(words)}"
    return ""


def shorten(text: str, width: int = 60) -> str:
    """The text, or its beginning with an ellipsis, on one line."""
    flat = " ".join(text[: 8 * width].split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
