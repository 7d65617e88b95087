"""Every claim of a record as plain data: where it stands, what it says, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from ..catalog.dates import PartialDate
from ..catalog.evidence import Evidence, State
from ..catalog.model import BOOKKEEPING, CaseStudy
from ..catalog.operations import Migration
from ..catalog.parts import Figure, Part
from ..catalog.quantity import Comparator
from ..catalog.sections import Flow
from ..views.evidence import missing
from ..views.values import steps

#: A value as JSON has it.
Json = Any


def claims(record: CaseStudy) -> list[dict[str, Json]]:
    """Every claim of a record, by path, and what nobody has stated; see ``export.schema.json`` for the keys.

    A path is written as in the role ``:atlas:value:``; what has a name is a claim too, besides each of its fields.
    """
    open_: list[dict[str, Json]] = [
        {"path": path, "value": None, "state": State.NOT_STATED, "sources": []} for path in missing(record)
    ]
    return sorted([*_of_part(record, ""), *open_], key=lambda claim: str(claim["path"]))


def _of_part(part: Part, path: str) -> Iterator[dict[str, Json]]:
    """The claims of a part: itself, where it is one thing with a name, and those of its fields."""
    if isinstance(part, Figure):
        yield _figure(part, path)
        return
    head, told = _head(part)
    if head is not None and path:
        yield _claim(path, head, part.evidence)
    for name, info in type(part).model_fields.items():
        if name in told or not part.is_given(name) or (isinstance(part, CaseStudy) and name in BOOKKEEPING):
            continue
        evidence = part.field(name).evidence
        if head is not None and evidence is part.evidence:
            # The quote of a part is about the part itself.
            evidence = evidence.handed_down()
        yield from _inside(getattr(part, name), _join(path, info.alias or name), evidence)
    for key, value in (part.__pydantic_extra__ or {}).items():
        yield from _inside(value, _join(path, key), part.evidence)


def _inside(value: Any, path: str, evidence: Evidence) -> Iterator[dict[str, Json]]:
    if isinstance(value, Part):
        yield from _of_part(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, _join(path, str(plain(key))), evidence)
    elif isinstance(value, list) and all(isinstance(item, Part) for item in value):
        for step, item in zip(steps(value), value, strict=True):
            yield from _inside(item, _join(path, step), evidence)
    else:
        yield _claim(path, plain(value), evidence)


def _head(part: Part) -> tuple[Json, tuple[str, ...]]:
    """What a part is by itself, and the fields that say so; None for one that only holds others."""
    fields = type(part).model_fields
    if part.shorthand is not None:
        return plain(getattr(part, part.shorthand)), (part.shorthand,)
    if "name" in fields:
        return getattr(part, "name"), ("name", "id")  # noqa: B009 - any part that has one
    if isinstance(part, Flow | Migration):
        return f"{part.from_} → {part.to}", ("from_", "to")
    return None, ()


def _claim(path: str, value: Json, evidence: Evidence) -> dict[str, Json]:
    claim: dict[str, Json] = {"path": path, "value": value, "state": evidence.state, "sources": list(evidence.sources)}
    claim |= {"quote": evidence.quote, "inferred": evidence.inferred}
    claim |= {"as_of": str(evidence.as_of) if evidence.as_of else None, "historical": evidence.historical or None}
    return {key: value for key, value in claim.items() if value is not None or key == "value"}


def _figure(figure: Figure, path: str) -> dict[str, Json]:
    quantity = figure.quantity
    told = {
        "number": number(quantity.number),
        "upper": number(quantity.upper) if quantity.upper is not None else None,
        "comparator": quantity.comparator if quantity.comparator is not Comparator.EXACT else None,
        "dimension": quantity.dimension,
        "unit": quantity.unit or None,
        "per": quantity.per,
        "kind": figure.kind,
        "note": figure.note,
    }
    figures = {key: plain(value) for key, value in told.items() if value is not None}
    return _claim(path, quantity.text, figure.evidence) | {"figure": figures}


def number(value: Decimal) -> int | float:
    """A number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Any) -> Json:
    """A value of a model as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | PartialDate):
        return str(value)
    return [plain(item) for item in value] if isinstance(value, list) else value


def _join(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step
