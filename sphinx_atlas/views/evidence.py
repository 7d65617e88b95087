"""What a record's evidence is: what is inferred and why, what nobody has stated, what each source is quoted for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..catalog.evidence import Evidence, State
from ..catalog.finding import Mark
from ..catalog.model import BOOKKEEPING, CaseStudy
from ..catalog.operations import Migration
from ..catalog.parts import Figure, Part
from ..catalog.sections import Flow, Plane
from .content import Statement
from .text import ends, figure_text, humanise, named_figure


def inferred(record: CaseStudy) -> tuple[Statement, ...]:
    """Each reason why something is concluded that no source says, and what; in the order of the file."""
    found: dict[str, list[_Place]] = {}
    for place in _written(record, "inferred"):
        if (reason := place.evidence.inferred) is not None:
            found.setdefault(reason, []).append(place)
    return tuple(
        Statement(
            reason,
            State.INFERRED,
            label="; ".join(place.words for place in places),
            mark=places[0].part.mark(places[0].field),
        )
        for reason, places in found.items()
    )


def quoted(record: CaseStudy) -> dict[str, list[tuple[str, str]]]:
    """Source id to the phrases quoted from it, each once with all that it supports; in the order of the file.

    A figure that stands in several places is named as in the first.
    """
    by_source: dict[str, dict[str, dict[str, str]]] = {}
    for place in _written(record, "quote"):
        if (quote := place.evidence.quote) is None:
            continue
        figure = place.figure
        key, text = (figure_text(figure), _named(place, figure)) if figure else (place.words, place.words)
        for id_ in place.evidence.sources:
            by_source.setdefault(id_, {}).setdefault(quote, {}).setdefault(key, text)
    return {
        id_: [(quote, ", ".join(texts.values())) for quote, texts in found.items()] for id_, found in by_source.items()
    }


def _named(place: _Place, figure: Figure) -> str:
    """A figure by its name; that of a list's item by the item's too: ``Messages per user, limit: 50 per minute``."""
    named = named_figure(figure.key, figure)
    return f"{place.steps[-2]}, {named}" if isinstance(figure.path[-2], int) else named


class _Place(NamedTuple):
    """Where a piece of evidence is written: at a part as a whole, or at one of its fields."""

    part: Part
    field: str | None
    evidence: Evidence
    #: what leads there, for a reader: ``failures``, ``hot group``, ``drill``
    steps: list[str]

    @property
    def words(self) -> str:
        """The place in one line."""
        return ", ".join(self.steps)

    @property
    def figure(self) -> Figure | None:
        """The figure that the evidence is of, if it is one's."""
        value = getattr(self.part, self.field) if self.field else self.part
        return value if isinstance(value, Figure) else None


def _written(record: CaseStudy, key: str) -> Iterator[_Place]:
    """Every place where one of the evidence keys is written, from the top of the file down."""
    parts = {part.path: part for part in record.parts()}
    seen: set[Mark] = set()
    for part in parts.values():
        if part.bookkeeping:
            continue
        fields = [name for name in type(part).model_fields if part is not record or name not in BOOKKEEPING]
        for name in (None, *fields):
            evidence = part.evidence if name is None else part.field(name).evidence
            mark = evidence.marks.get(key)
            # A field that is itself a part has the evidence of that part; the place tells that it is the same.
            if mark is not None and mark not in seen:
                seen.add(mark)
                path = part.path if name is None else (*part.path, name.rstrip("_"))
                steps = [_step(record, parts.get(path[: depth + 1]), step) for depth, step in enumerate(path)]
                yield _Place(part, name, evidence, steps)


#: Keys of a record whose own words would say little to a reader.
_SECTIONS = {
    "planes_heat": "activity by plane",
    "slos": "service levels",
    "stressor_scores": "stressors",
    "multi_region": "across regions",
    "failures_top5": "failures",
    "capacity_planning": "capacity",
    "cloud_mapping": "cloud",
}


def _step(record: CaseStudy, part: Part | None, key: str | int) -> str:
    if isinstance(key, str):
        return _SECTIONS.get(key) or humanise(key)
    if isinstance(part, Flow):
        return ends(record, part)
    if isinstance(part, Migration):
        return f"{part.from_} → {part.to}"
    return humanise(str(getattr(part, "name", key + 1)))


#: Top-level fields whose absence a reader should be told of.
_EXPECTED = {
    "scale": "figures of scale",
    "regions": "regions",
    "slos": "service levels",
    "guarantees": "guarantees",
    "multi_region": "a multi-region strategy",
    "backpressure": "backpressure",
    "failures_top5": "failure modes",
    "incidents": "public incidents",
    "capacity_planning": "capacity by tier",
    "migrations": "earlier architectures",
}

_ACROSS_REGIONS = {
    "writes": "write placement",
    "replication": "replication mode",
    "failover": "failover",
    "rpo": "RPO",
    "rto": "RTO",
}


def not_stated(record: CaseStudy) -> tuple[Statement, ...]:
    """What a reader would look for and nobody was found to have said."""
    return tuple(Statement(words, State.NOT_STATED) for words in missing(record).values())


def missing(record: CaseStudy) -> dict[str, str]:
    """The path of each thing that a reader would look for and nobody was found to have said, to the words for it."""
    found = {name: words for name, words in _EXPECTED.items() if not record.is_written(name)}
    found |= {
        f"planes.{plane.value}": f"components of the {plane.value} plane"
        for plane in Plane
        if not any(component.plane is plane for component in record.components)
    }
    if record.multi_region is not None:
        strategy = record.multi_region
        found |= {
            f"multi_region.{name}": f"{words} across regions"
            for name, words in _ACROSS_REGIONS.items()
            if not strategy.is_written(name)
        }
    return found
