"""One value of a record by the path that leads to it: ``scale.concurrency``, ``components.gateway.facts.nodes``."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import Any

from ..catalog.finding import did_you_mean
from ..catalog.model import BOOKKEEPING, CaseStudy
from ..catalog.operations import Migration
from ..catalog.parts import Figure, Part
from ..catalog.sections import Flow, Guarantee, MechanismUse, PatternUse
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .content import Cell, Sayer, plain
from .text import figure_text, humanise

#: What an item of a list is known by.
_NAMES = ("id", "name")
_NOTHING: tuple[Any, ...] = (None, "", [], {})
#: Parts that name a term, and its kind.
_TERMS: dict[type[Any], TermKind] = {
    PatternUse: TermKind.PATTERN,
    MechanismUse: TermKind.MECHANISM,
    Guarantee: TermKind.GUARANTEE,
}


class PathError(ValueError):
    """A path that leads to no value; the message says which word of it is wrong, and what was perhaps meant."""


def value(record: CaseStudy, vocabulary: Vocabulary, path: str) -> Cell:
    """The value that a path leads to, with its evidence; an empty cell where the record leaves it open.

    :param path: keys as in the file, joined by ``.``; an item of a list is named as by :func:`steps`, or by its number
    :raises PathError: if the path leads to no value
    """
    say = Sayer(record, vocabulary)
    holder: Any = record
    words = [word.strip() for word in path.split(".")]
    for word in words[:-1]:
        holder = _step(holder, word)
        if holder in _NOTHING:
            return ()
    return _shown(say, holder, words[-1])


def _step(holder: Any, word: str) -> Any:
    inside = _inside(holder)
    if word not in inside:
        raise PathError(f"there is no {word!r} here{did_you_mean(word, inside)}")
    return inside[word]


def _inside(holder: Any) -> dict[str, Any]:
    """What can be stepped to, by the word for it."""
    if isinstance(holder, Part):
        fields = {info.alias or name: getattr(holder, name) for name, info in type(holder).model_fields.items()}
        return fields | (holder.__pydantic_extra__ or {})
    if isinstance(holder, dict):
        return {str(key): item for key, item in holder.items()}
    if isinstance(holder, list):
        numbered = {str(number): item for number, item in enumerate(holder, 1)}
        return numbered | dict(zip(steps(holder), holder, strict=True))
    return {}


def steps(items: list[Any]) -> list[str]:
    """What leads to each item of a list: its id or name, or what it joins: ``gateway → groups``.

    The number, from 1, leads to one that has none of these, has the same as another, or is called by a number. A dot is
    left out of a name.
    """
    names = [_name(item) for item in items]
    often = Counter(names)
    return [
        name if name and often[name] == 1 and not name.isdecimal() else str(number)
        for number, name in enumerate(names, 1)
    ]


def _name(item: Any) -> str:
    if isinstance(item, Flow | Migration):
        name = f"{item.from_} → {item.to}"
    else:
        fields = type(item).model_fields if isinstance(item, Part) else {}
        name = next((name for key in _NAMES if key in fields and (name := getattr(item, key))), "")
    return " ".join(name.replace(".", "").split())


def _shown(say: Sayer, holder: Any, word: str) -> Cell:
    found = _step(holder, word)
    if found in _NOTHING:
        return ()
    if isinstance(found, Figure):
        return say.say(found.claim, figure_text(found), mark=found.mark())
    if kind := _TERMS.get(type(found)):
        return say.term(kind, found)
    if isinstance(found, Part) and found.shorthand is not None:
        return say.say(found.claim, humanise(str(getattr(found, found.shorthand))), mark=found.mark())
    if _is_bookkeeping(holder, word) and not _inside(found):
        return plain(_text(found), mark=holder.mark(word))
    if isinstance(holder, Part) and not _inside(found):
        return say.field(holder, _field(holder, word), _text(found))
    raise PathError(f"{word!r} is not one value{did_you_mean('', _inside(found))}")


def _is_bookkeeping(holder: Any, word: str) -> bool:
    """Whether a value is about the record, not about the system, and so needs no evidence."""
    return (isinstance(holder, CaseStudy) and word in BOOKKEEPING) or getattr(holder, "bookkeeping", False)


def _field(part: Part, word: str) -> str:
    """The name of the field that a key of the file is read into."""
    return next((name for name, info in type(part).model_fields.items() if word in (info.alias, name)), word)


def _text(found: Any) -> str:
    if isinstance(found, bool):
        return "yes" if found else "no"
    return str(found.value).replace("_", "-") if isinstance(found, Enum) else humanise(str(found))
