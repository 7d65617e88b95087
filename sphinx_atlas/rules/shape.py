"""The shape of a record: what validation finds, what must be there, and what must not be there twice."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.catalog import Catalog, Member
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.parts import Part
from .registry import Context, Found, declare, rule
from .words import label

declare(
    "ATL101",
    "Unknown key",
    why="A misspelt key would be a fact that is silently lost.",
    fix="Write the key that is suggested, or remove it.",
)
declare(
    "ATL102",
    "Key missing",
    why="Without it the part cannot be referred to or shown.",
    fix="Add the key that is named.",
)
declare(
    "ATL103",
    "Wrong kind of value",
    why="Text where a list belongs would be read letter by letter, or not at all.",
    fix="Write the kind of value that is named; put text that looks like a number in quotes.",
)
declare(
    "ATL104",
    "Value not in the closed list",
    why="Tables, diagrams and counts rest on the listed values; one more would be in none of them.",
    fix="Write one of the values that are named.",
)
declare(
    "ATL105",
    "Value not allowed",
    why="A date that is none, or a score above 1, cannot be compared with any other.",
    fix="Write a value of the form that is named.",
)
declare(
    "ATL110",
    "Two records with one id",
    why="Ids are addresses: two systems cannot live at one.",
    fix="Give the system an id of its own, CS-<ORG>-<PRODUCT>, or merge the two records.",
)

#: Fields that a complete record has, whatever the system.
REQUIRED = (
    "org last_verified confidence confidence_rationale summary scale guarantees patterns.primary mechanisms components "
    "license attribution"
).split()

#: Fields that the tables and diagrams show, and say "not stated" of where nobody has stated them.
SHOWN = (
    "planes_heat regions slos patterns.micro_patterns innovations flows backpressure.admission backpressure.queues "
    "backpressure.caps backpressure.timeouts backpressure.circuit_breakers backpressure.brownouts multi_region.writes "
    "multi_region.replication multi_region.failover multi_region.rpo multi_region.rto failures_top5 capacity_planning"
).split()

MAX_FAILURES = 5


@rule(
    "ATL111",
    "File in the folder of another category",
    why="The folder is where people look for a record, and where the next one is put.",
    fix="Move the file to case-studies/<category>/, or correct 'category'.",
)
def _folder(record: CaseStudy, context: Context) -> Found:
    folder = context.folder
    if folder is not None and folder != record.category:
        place = f"in folder {folder!r}" if folder != "." else "in no category's folder"
        yield (
            record.mark("category"),
            f"category is {record.category!r} but the file lies {place}; move it to case-studies/{record.category}/",
        )


@rule(
    "ATL112",
    "Incomplete record",
    why="A reader compares systems field by field; a record without these cannot be compared, verified or attributed.",
    fix="Add the keys that are named; 'components' needs at least one, 'scale' a figure.",
)
def _required(record: CaseStudy, context: Context) -> Found:
    missing = [name for name in REQUIRED if not _is_stated(record, name)]
    if missing:
        yield record.mark(), f"{record.id} has no {', '.join(missing)}; add them"


@rule(
    "ATL113",
    "Fields left open",
    why="The tables say 'not stated' of these. That is right where nobody has stated it, and a gap where somebody has.",
    fix="Look for a source that states it; leave it out where there is none.",
    lenient=Severity.INFO,
    strict=Severity.INFO,
)
def _left_open(record: CaseStudy, context: Context) -> Found:
    missing = [name for name in SHOWN if not _is_stated(record, name)]
    if missing:
        yield record.mark(), f"{record.id} does not state {', '.join(missing)}"


def _is_stated(record: CaseStudy, name: str) -> bool:
    head, _, field = name.partition(".")
    part = getattr(record, head)
    return record.is_written(head) and (not field or part.is_written(field))


@rule(
    "ATL114",
    "More than five failures",
    why="The playbook is the five failures that matter most; a longer list hides them.",
    fix="Keep the five that matter most; what happened once belongs in 'incidents'.",
)
def _failures(record: CaseStudy, context: Context) -> Found:
    if len(record.failures_top5) > MAX_FAILURES:
        sixth = record.failures_top5[MAX_FAILURES]
        yield sixth.mark(), f"{len(record.failures_top5)} failures; at most {MAX_FAILURES}: remove the least important"


@rule(
    "ATL115",
    "Failure without a response",
    why="A failure that nobody sees, answers or recovers from is no playbook.",
    fix="Add 'detection', 'mitigation' and 'recovery'; 'inferred' where no source says them.",
)
def _responses(record: CaseStudy, context: Context) -> Found:
    for failure in record.failures_top5:
        missing = [name for name in ("detection", "mitigation", "recovery") if not failure.is_written(name)]
        if missing:
            yield failure.mark("name"), f"{failure.name!r} has no {', '.join(missing)}; add them, 'inferred' if need be"


@rule(
    "ATL116",
    "Recovery the same as mitigation",
    why="Mitigation stops the harm, recovery restores full service: one text for both says that one is not known.",
    fix="Say what restores full service, or leave 'recovery' out.",
)
def _recovery(record: CaseStudy, context: Context) -> Found:
    for failure in record.failures_top5:
        if failure.recovery and failure.mitigation and _flat(failure.recovery) == _flat(failure.mitigation):
            yield failure.mark("recovery"), f"{failure.name!r}: recovery says the same as mitigation; tell them apart"


def _flat(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _former_ids(member: Member, catalog: Catalog) -> Found:
    for former, mark in member.former_ids:
        if former == member.id:
            yield mark, f"former id {former!r} is the record's own id; remove it"
        elif (owner := catalog.resolve_id(former)) != member.id:
            yield mark, f"former id {former!r} leads to {owner}; remove one of the two"


declare(
    "ATL117",
    "Former id in use",
    why="Links to a former id lead to the record that lists it; two records cannot both be led to.",
    fix="Remove the id from 'former_ids' of the record that never had it.",
    compare=_former_ids,
)


@rule(
    "ATL118",
    "Two of one id",
    why="What refers to the id would mean either of them.",
    fix="Give one of them another id, or merge them.",
    lenient=Severity.ERROR,
)
def _duplicates(record: CaseStudy, context: Context) -> Found:
    variants = record.multi_region.variants if record.multi_region else []
    yield from _twice(record.components, "id")
    yield from _twice(record.sources, "id")
    yield from _twice(record.failures_top5, "name")
    yield from _twice(record.scale_tiers, "id")
    yield from _twice(variants, "name")


def _twice(parts: Iterable[Part], field: str) -> Found:
    first: dict[str, Part] = {}
    for part in parts:
        word = getattr(part, field)
        if first.setdefault(word, part) is not part:
            line = first[word].mark(field).line
            yield part.mark(field), f"{field} {word!r} stands here again (first at line {line}); choose another"


@rule(
    "ATL119",
    "Key without a value",
    why="An empty key looks like a statement and makes none: 'not stated' is said by leaving it out.",
    fix="Write the value, or remove the key.",
)
def _empty(record: CaseStudy, context: Context) -> Found:
    for part in record.parts():
        for name in part.valueless():
            yield part.mark(name), f"{label(part, name)} is empty; write a value or remove the key"
