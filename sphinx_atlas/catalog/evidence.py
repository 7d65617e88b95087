"""A value and where it comes from: sourced, inferred, or not stated.

Any value of a record may be written plainly or with its evidence::

    concurrency: {value: "12M+ concurrent users", source: elixir-2020, quote: "12 million concurrent users"}

The reserved keys are the same everywhere. :func:`split` takes them out of the data before the model sees it, so a
typing error in a field gives one message, not one for each form that the field could have had.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from .dates import PartialDate, parse
from .finding import Mark
from .packed import Packed
from .tree import CONTAINERS, Mapping

T_co = TypeVar("T_co", covariant=True)
_Report = Callable[[str, str, Mark], None]


class State(StrEnum):
    """What stands behind a value."""

    SOURCED = "sourced"
    INFERRED = "inferred"
    UNSOURCED = "unsourced"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Evidence(Packed):
    """Where a value comes from.

    :param sources: ids of the record's sources
    :param quote: the figure as the source words it, at most twelve words
    :param inferred: why we conclude what no source says
    :param as_of: the date the value held
    :param historical: whether it no longer holds
    :param marks: where each evidence key stands
    """

    sources: tuple[str, ...] = ()
    quote: str | None = None
    inferred: str | None = None
    as_of: PartialDate | None = None
    historical: bool = False
    marks: dict[str, Mark] = field(default_factory=dict, compare=False, repr=False, hash=False)

    @property
    def state(self) -> State:
        """Sourced, inferred or unsourced; whether there is a value at all is the claim's matter."""
        if self.inferred is not None:
            return State.INFERRED
        return State.SOURCED if self.sources else State.UNSOURCED

    def under(self, parent: Evidence) -> Evidence:
        """This evidence completed by that of what it stands in; a quote is never handed down."""
        if self.sources or self.inferred is not None:
            sources, inferred = self.sources, self.inferred
        else:
            sources, inferred = parent.sources, parent.inferred
        as_of, historical = self.as_of or parent.as_of, self.historical or parent.historical
        # Not replace(), which takes five times as long, for every value of a record.
        return Evidence(sources, self.quote, inferred, as_of, historical, self.marks)

    def handed_down(self) -> Evidence:
        """What the parts of a value inherit: everything but the quote, which is about the value itself."""
        if self.quote is None:
            return self
        return Evidence(self.sources, None, self.inferred, self.as_of, self.historical, self.marks)


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Claim(Generic[T_co]):
    """A value of a record with its evidence; ``value`` is None where nobody has stated it."""

    value: T_co | None
    evidence: Evidence = NO_EVIDENCE

    @property
    def state(self) -> State:
        """What stands behind the value."""
        return State.NOT_STATED if self.value is None or self.value in ("", [], {}) else self.evidence.state


def _sources(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, str) and item for item in items):
        raise ValueError("must be the id of one of the record's sources, or a list of such ids")
    return tuple(items)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text that is not empty; put it in quotes if it looks like a number")
    return value.strip()


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


#: The reserved keys, what reads each, and the field of :class:`Evidence` that it fills.
RESERVED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "source": ("sources", _sources),
    "quote": ("quote", _text),
    "inferred": ("inferred", _text),
    "as_of": ("as_of", parse),
    "historical": ("historical", _flag),
}


def split(root: Mapping, report: _Report) -> None:
    """Take the evidence out of a record's data, in place.

    Afterwards each container's ``claimed`` holds the evidence of its children, and ``{value: X}`` has become ``X``.
    The reserved keys at the top level stay, for the model to refuse: evidence for everything is evidence for nothing.
    """
    taken: dict[int, Evidence | None] = {}

    def visit(container: Any) -> None:
        for key, child in container.entries():
            if not isinstance(child, CONTAINERS):
                continue
            if id(child) not in taken:
                taken[id(child)] = _take(child, report) if isinstance(child, Mapping) else None
                visit(child)
            evidence = taken[id(child)]
            if evidence is not None:
                container.claimed[key] = evidence
            if isinstance(child, Mapping) and child.keys() == {"value"}:
                container[key] = child["value"]
                container.values_at[key] = child.values_at["value"]
                if (inner := child.claimed.get("value")) is not None:
                    container.claimed[key] = inner.under(evidence or NO_EVIDENCE)
            elif evidence is not None and not child:
                message = "evidence for nothing; write what it is about beside it, as 'value', or remove it"
                report("ATL011", message, container.values_at[key])
                if isinstance(container, Mapping):
                    del container[key]

    visit(root)


def _take(mapping: Mapping, report: _Report) -> Evidence | None:
    found: dict[str, Any] = {}
    marks: dict[str, Mark] = {}
    for key, (name, read) in RESERVED.items():
        if key not in mapping:
            continue
        marks[key] = mapping.values_at[key]
        try:
            found[name] = read(mapping.pop(key))
        except ValueError as error:
            report("ATL011", f"{key}: {error}", marks[key])
            found.setdefault(name, getattr(NO_EVIDENCE, name))
    return Evidence(**found, marks=marks) if marks else None
