"""How far a catalogue has come, as plain data: the same numbers as in the tables of coverage."""

from __future__ import annotations

from typing import Any

from ..catalog.catalog import Catalog
from ..catalog.evidence import State
from ..catalog.history import activity
from ..views.coverage import category_numbers
from ..views.measures import Measure, SystemCount, activity_measures, counts, measures
from ..views.targets import Gap, Progress, gaps, progress
from .claims import plain
from .documents import head


def coverage(catalog: Catalog) -> dict[str, Any]:
    """``coverage.json``: measures, categories, gaps, milestones and systems."""
    return head("coverage") | {
        "measures": [_measure(measure) for measure in measures(catalog)],
        "categories": [_category(catalog, gap) for gap in gaps(catalog)],
        "milestones": [_milestone(step) for step in progress(catalog)],
        "systems": [_system(count) for count in sorted(counts(catalog), key=lambda count: count.record.id)],
    }


def with_activity(catalog: Catalog) -> dict[str, Any]:
    """The same with what git remembers, which is no part of an export: it is not the records that say it."""
    found = activity_measures(activity(catalog.folders))
    return coverage(catalog) | {"activity": [_measure(measure) for measure in found]}


def _measure(measure: Measure) -> dict[str, Any]:
    said = {"id": measure.id, "name": measure.name, "value": measure.value, "of": measure.of}
    return said | {"target": measure.target, "is_met": measure.is_met, "lacking": list(measure.lacking)}


def _category(catalog: Catalog, gap: Gap) -> dict[str, Any]:
    numbers, listed = category_numbers(catalog, gap.category), catalog.in_category(gap.category)
    return {
        "id": gap.category,
        "numbers": {title.lower(): number for title, number in numbers.items()},
        "listed": sorted(record.id for record in listed),
        "covered": [{"id": one.id, "name": one.name, "record": record.id} for one, record in gap.covered],
        "missing": [{"id": one.id, "name": one.name} for one in gap.missing],
    }


def _milestone(step: Progress) -> dict[str, Any]:
    goal = step.milestone
    return {
        "name": goal.name,
        "systems": {"value": step.systems, "target": goal.systems, "named": step.named},
        "diagrams": {"value": step.diagrams, "target": goal.diagrams, "each": step.each or None},
        "arithmetic": step.arithmetic,
        "priority": {"present": [record.id for record in step.present], "missing": list(step.absent)},
        "categories": step.categories,
        "kinds": step.kinds,
        "every_category": goal.every_category,
        "is_met": step.is_met,
    }


def _system(count: SystemCount) -> dict[str, Any]:
    states = count.states
    return {
        "id": count.record.id,
        "diagrams": len(count.kinds),
        "sources": len(count.record.sources),
        "sourced": states.count(State.SOURCED),
        "inferred": states.count(State.INFERRED),
        "quoted": count.quotes,
        "is_large": count.is_large,
        "confidence": plain(count.record.confidence),
        "last_verified": plain(count.record.last_verified),
    }
