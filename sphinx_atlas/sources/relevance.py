"""Whether a page is relevant: which words of which groups it holds, and the score that follows."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary, fold
from .registry import Group
from .signals import Signal

_KINDS = (TermKind.PATTERN, TermKind.MECHANISM, TermKind.GUARANTEE)
#: The group whose words the terms of the vocabulary are, and the one that figures count in.
_ARCHITECTURE, _SCALE = "architecture", "scale"
#: The length of a text that ``enough`` is meant for.
_WHOLE_WORDS = 1000
_SEPARATOR = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Share:
    """What one group of words gives to a score.

    :param weight: its part of the whole, all groups together 1
    :param score: how far it is reached, 0 to 1
    :param words: that were found, the most frequent first
    """

    group: str
    weight: float
    score: float
    words: tuple[str, ...]

    def __str__(self) -> str:
        words = f" ({', '.join(self.words[:6])}{', …' if len(self.words) > 6 else ''})" if self.words else ""
        return f"{self.group} {self.weight:.2f} × {self.score:.2f}{words}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the architecture that a page holds, and how often.

    :param term: the id of the vocabulary's term that it stands for, or None
    """

    word: str
    term: str | None
    count: int

    def __str__(self) -> str:
        return f"{self.word}{f' ({self.term})' if self.term else ''} ×{self.count}"


@dataclass(frozen=True, slots=True)
class Relevance:
    """A score, and what it is made of."""

    shares: tuple[Share, ...]
    mentions: tuple[Mention, ...]

    @property
    def score(self) -> float:
        """From 0 to 1, rounded as it is shown, so that what is shown decides."""
        return round(sum(share.weight * share.score for share in self.shares), 2)

    def __str__(self) -> str:
        return f"{self.score:.2f} = {' + '.join(map(str, self.shares))}"


class Judge:
    """Judges pages by groups of words."""

    def __init__(self, groups: Mapping[str, Group], vocabulary: Vocabulary) -> None:
        self._groups = groups
        self._terms: dict[str, str] = {}
        words: dict[str, set[str]] = {name: set(group.words) for name, group in groups.items()}
        for kind in _KINDS:
            for term in vocabulary.of(kind):
                for word in (term.name, *term.aliases):
                    self._terms.setdefault(fold(word), term.id)
                    words.setdefault(_ARCHITECTURE, set()).add(word)
        self._words = {name: {fold(word): word for word in sorted(entries)} for name, entries in words.items()}
        self._pattern = _pattern({word for entries in words.values() for word in entries})

    def judge(self, title: str, text: str, figures: list[Signal]) -> Relevance:
        """How relevant a page is."""
        counts = Counter(_singular(match[0], self._known) for match in self._pattern.finditer(f"{title}\n{text}"))
        length = len(text.split())
        total = sum(group.weight for group in self._groups.values()) or 1
        shares = []
        for name, group in self._groups.items():
            found = _ordered(counts, self._words[name])
            hits = len(found) + (len(figures) if name == _SCALE else 0)
            shown = tuple(self._words[name][key] for key in found)
            shares.append(Share(name, group.weight / total, min(hits / _enough(group, length), 1.0), shown))
        architecture = self._words.get(_ARCHITECTURE, {})
        mentions = (
            Mention(architecture[key], self._terms.get(key), counts[key]) for key in _ordered(counts, architecture)
        )
        return Relevance(tuple(shares), tuple(mentions))

    def _known(self, key: str) -> bool:
        return any(key in entries for entries in self._words.values())


def _enough(group: Group, length: int) -> int:
    """How many words a text of a length must have for the whole share: a summary cannot have those of an article."""
    return max(min(2, group.enough), math.ceil(group.enough * min(1.0, length / _WHOLE_WORDS)))


def _ordered(counts: Counter[str], words: Mapping[str, str]) -> list[str]:
    return sorted((key for key in counts if key in words), key=lambda key: (-counts[key], words[key]))


def _singular(match: str, known: Callable[[str], bool]) -> str:
    key = fold(match)
    return next((short for short in (key, key.removesuffix("s"), key.removesuffix("es")) if known(short)), key)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some words, the longest first, however their parts are joined."""
    forms = sorted(set(filter(None, map(_form, words))), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)", re.IGNORECASE)


def _form(word: str) -> str:
    """One word, in the plural too; of two letters, only as it is written: "HA" is not in "has", nor in "ha"."""
    joined = r"[\s_-]*".join(re.escape(part) for part in _SEPARATOR.split(word) if part)
    if len(word) < 3:
        return f"(?-i:{joined})" if joined else ""
    return f"{joined}(?:e?s)?"
