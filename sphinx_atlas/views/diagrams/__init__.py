"""The diagrams of a system: ten that every one has, and those that its record has the matter for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial

from ...catalog.model import CaseStudy
from ...catalog.sections import Plane
from ...catalog.terms import TermKind
from ...catalog.vocabulary import Vocabulary
from . import backpressure, budgets, consistency, failures, flow, history, regions, zoom
from .elements import elements
from .model import Diagram
from .sketch import Sketch

_Builder = Callable[[Sketch], Diagram]
_Family = Callable[[CaseStudy], Mapping[str, _Builder]]


def kinds(record: CaseStudy, vocabulary: Vocabulary) -> list[str]:
    """The kinds of diagram that a record has, in the vocabulary's order; nothing is drawn to find out."""
    return list(_builders(record, vocabulary))


def diagrams(record: CaseStudy, vocabulary: Vocabulary) -> list[Diagram]:
    """Every diagram of a record, in the order of its kinds."""
    return [build(Sketch(record, vocabulary, kind)) for kind, build in _builders(record, vocabulary).items()]


def find_kind(record: CaseStudy, vocabulary: Vocabulary, word: str) -> str | None:
    """The kind that a word names, or None for one that the record has not.

    :param word: a kind in any case, with ``_`` for ``-``; or an alias, such as ``MIG``
    """
    return _named(_builders(record, vocabulary), vocabulary, word)


def _named(present: Mapping[str, _Builder], vocabulary: Vocabulary, word: str) -> str | None:
    name = word.strip().upper().replace("_", "-")
    if name not in present and (resolved := vocabulary.resolve(TermKind.DIAGRAM, word.strip())):
        name = resolved.term.id
    return name if name in present else None


def diagram(record: CaseStudy, vocabulary: Vocabulary, word: str) -> Diagram | None:
    """One diagram of a record, or None for a kind that it has not; see :func:`find_kind`."""
    builders = _builders(record, vocabulary)
    kind = _named(builders, vocabulary, word)
    return builders[kind](Sketch(record, vocabulary, kind)) if kind else None


def split_id(word: str, ids: Container[str]) -> tuple[str, str] | None:
    """The record's id and the kind that a diagram's full id is made of; None where it begins with no record's id.

    ``CS-AWS-S3-BP`` is ``("CS-AWS-S3", "BP")`` where there is such a record, else ``("CS-AWS", "S3-BP")``.

    :param ids: of the records; the longest that fits is taken
    """
    # Not id by id: a page of diagrams asks for each of its own, and there may be a thousand records.
    name = word.strip().upper()
    ends = [place for place, char in enumerate(name[:-1]) if char == "-"]
    found = next((end for end in reversed(ends) if name[:end] in ids), None)
    return (name[:found], name[found + 1 :]) if found is not None else None


def _builders(record: CaseStudy, vocabulary: Vocabulary) -> dict[str, _Builder]:
    """What draws each kind that the record has; kinds that the vocabulary does not order come last."""
    known = [term.id for term in vocabulary.of(TermKind.DIAGRAM) if term.id in _FAMILIES]
    order = dict.fromkeys([*known, *_FAMILIES])
    return {kind: build for family in order for kind, build in _FAMILIES[family](record).items()}


def _always(kind: str, build: _Builder) -> tuple[str, _Family]:
    return kind, lambda record: {kind: build}


def _control(record: CaseStudy) -> dict[str, _Builder]:
    has = any(one.plane is Plane.CONTROL for one in elements(record).values())
    return {"L1-CONTROL": partial(zoom.plane_zoom, plane=Plane.CONTROL)} if has else {}


def _drills(record: CaseStudy) -> dict[str, _Builder]:
    return {"DR": failures.drill_map} if failures.drilled(record) else {}


def _scenarios(record: CaseStudy) -> dict[str, _Builder]:
    listed = failures.failures(record)
    slots = _slots(failure.name for failure in listed)
    return {f"FM-{slot}": partial(failures.scenario, failure=one) for slot, one in zip(slots, listed, strict=True)}


def _scales(record: CaseStudy) -> dict[str, _Builder]:
    """One for each size, if there are two at least: a size alone is no comparison."""
    tiers = record.scale_tiers if len(record.scale_tiers) > 1 else []
    slots = zip(_slots(tier.id for tier in tiers), tiers, [None, *tiers], strict=False)
    return {f"SCALE-{slot}": partial(history.scale, tier=tier, before=before) for slot, tier, before in slots}


def _variants(record: CaseStudy) -> dict[str, _Builder]:
    listed = regions.variants(record)
    slots = _slots(variant.id or variant.name for variant in listed)
    return {f"MR-{slot}": partial(regions.variant, plan=one) for slot, one in zip(slots, listed, strict=True)}


def _migration(record: CaseStudy) -> dict[str, _Builder]:
    return {"MIGRATION": history.evolution} if record.migrations else {}


def _slots(names: Iterable[str]) -> Iterator[str]:
    """What fills the slot of a kind: a name in capitals, digits and hyphens; the second of the same is numbered."""
    taken: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        base = re.sub(r"[^A-Z0-9]+", "-", plain.upper()).strip("-") or "X"
        slot, number = base, 1
        while slot in taken:
            number += 1
            slot = f"{base}-{number}"
        taken.add(slot)
        yield slot


#: The kinds by their id in the vocabulary, in our order, and what of each a record has.
_FAMILIES: dict[str, _Family] = dict(
    [
        _always("L0", flow.global_flow),
        *(
            _always(f"L1-{plane.upper()}", partial(zoom.plane_zoom, plane=plane))
            for plane in Plane
            if plane is not Plane.CONTROL
        ),
        _always("CO", consistency.boundaries),
        _always("MR", regions.strategy),
        _always("BP", backpressure.ladder),
        _always("FM", failures.failure_map),
        _always("SL", budgets.budget),
        ("L1-CONTROL", _control),
        ("DR", _drills),
        ("FM-{SCENARIO}", _scenarios),
        ("SCALE-{TIER}", _scales),
        ("MR-{VARIANT}", _variants),
        ("MIGRATION", _migration),
    ]
)

__all__ = ["diagram", "diagrams", "kinds", "split_id"]
