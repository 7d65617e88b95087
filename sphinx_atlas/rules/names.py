"""Names of figures: free, so that a slip in one makes another figure instead of an error."""

from __future__ import annotations

from functools import cache

from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.operations import Tier
from ..catalog.parts import Figure
from .registry import Context, Found, rule

_SINGULAR = (
    "arrival availability average concurrency concurrent connection durability event hedging latency message partition "
    "recipient replica request service session storage sustained throughput websocket"
)
#: Words that names of figures are made of; a word that differs from one by a single slip is that word.
KNOWN_WORDS = frozenset(form for word in _SINGULAR.split() for form in (word, f"{word}s"))
#: Names that mean something in a tier as they stand.
TIER_NAMES = frozenset(Tier.model_fields) - {"name", "component"}
#: Shorter words differ from one another by one letter too often.
_MIN_LETTERS = 5


@rule(
    "ATL120",
    "Name of a figure misspelt",
    why="Tables look for figures by name: under a misspelt one it is not found, and the table says 'not stated'.",
    fix="Write the name that is suggested, or a plainly different one if another figure is meant.",
    strict=Severity.WARNING,
)
def _names(record: CaseStudy, context: Context) -> Found:
    for part in record.parts():
        if isinstance(part, Figure) and (meant := intended(part.key, in_tier=part.path[0] == "capacity_planning")):
            yield record.mark_of_key(part), f"{part.key!r} looks like a misspelt {meant!r}; rename it if that is meant"


def intended(name: str, *, in_tier: bool = False) -> str | None:
    """The name that a misspelt one was meant to be, or None where it is not one slip away from any."""
    if in_tier and name not in TIER_NAMES and (meant := _one_slip_away(name, TIER_NAMES)):
        return meant
    words = name.split("_")
    for index, word in enumerate(words):
        if word not in KNOWN_WORDS and (meant := _one_slip_away(word, KNOWN_WORDS)):
            return "_".join([*words[:index], meant, *words[index + 1 :]])
    return None


@cache
def _one_slip_away(word: str, known: frozenset[str]) -> str | None:
    if len(word) < _MIN_LETTERS:
        return None
    meant = [candidate for candidate in known if _is_slip(word, candidate)]
    # Of 'request' and 'requests', a name mostly means the plural.
    return max(meant, key=lambda candidate: (len(candidate), candidate), default=None)


def _is_slip(word: str, meant: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped; a digit is never a slip."""
    if abs(len(word) - len(meant)) > 1 or word == meant:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    rest, wanted = word[start:], meant[start:]
    if rest[:1].isdigit() or wanted[:1].isdigit():
        return False
    return (
        rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )  # fmt: skip
