"""What stands behind a record's values: each sourced or inferred, and the record's confidence no higher than that."""

from __future__ import annotations

from itertools import chain

from ..catalog.evidence import State
from ..catalog.finding import Mark
from ..catalog.manifest import Severity
from ..catalog.model import BOOKKEEPING, CaseStudy
from ..catalog.operations import CloudConfidence, ScaleTier
from ..catalog.parts import Part
from ..catalog.sources import Grade
from ..catalog.terms import GuaranteeTerm, TermKind
from .registry import Context, Found, rule
from .words import MIN_REASON, is_reason, label

#: Fields that say which thing is meant and claim nothing of it.
_LABELS = frozenset("id name component".split())


@rule(
    "ATL301",
    "Value without evidence",
    why="A reader cannot tell what is known from what was made up.",
    fix="Add 'source: <id>' with the source that says it, or 'inferred: <why>'; else take the value out.",
)
def _evidence(record: CaseStudy, context: Context) -> Found:
    if record.summary and record.field("summary").state is State.UNSOURCED:
        yield record.mark("summary"), _without("summary")
    for part in record.children():
        if not part.bookkeeping:
            yield from _unsourced(part)


def _unsourced(part: Part) -> Found:
    """The highest places without evidence in a part; a part with none anywhere inside is reported once, as a whole."""
    if part.evidence.state is not State.UNSOURCED:
        return
    written = [name for name in type(part).model_fields if part.is_written(name)]
    children = part.children()
    if not any(evidence.state is not State.UNSOURCED for evidence in part.written_evidence()):
        if written or children:
            yield part.mark(), _without(label(part))
        return
    for name in written:
        is_claim = part.has_key(name) and name not in _LABELS and not _holds_parts(getattr(part, name))
        if is_claim and part.field(name).state is State.UNSOURCED:
            yield part.mark(name), _without(label(part, name))
    for child in children:
        yield from _unsourced(child)


def _holds_parts(value: object) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return any(isinstance(item, Part) for item in items)


def _without(what: str) -> str:
    return f"{what} has no evidence; add 'source: <id>' or 'inferred: <why>'"


@rule(
    "ATL302",
    "Evidence on bookkeeping",
    why="An id, a category or a source's own entry is no claim about the system: evidence there says nothing.",
    fix="Remove the evidence keys, or move them to the value that they are about.",
)
def _bookkeeping(record: CaseStudy, context: Context) -> Found:
    parts = [part for part in record.children() if part.bookkeeping]
    found = chain(
        (record.field(name).evidence for name in type(record).model_fields if name in BOOKKEEPING),
        (part.evidence for part in parts),
        chain.from_iterable(part.written_evidence() for part in parts),
    )
    for evidence in found:
        if evidence.marks:
            key, mark = next(iter(evidence.marks.items()))
            yield mark, f"{key!r} has no meaning here: this is no claim about the system; remove it"


@rule(
    "ATL303",
    "Both sourced and inferred",
    why="Either a source says it or we conclude it: with both, a reader knows neither.",
    fix="Keep 'source' if the source says it; else keep 'inferred' and name the source in the reason.",
)
def _both(record: CaseStudy, context: Context) -> Found:
    for evidence in record.written_evidence():
        if {"source", "inferred"} <= evidence.marks.keys():
            yield evidence.marks["inferred"], "both 'source' and 'inferred' on one value; keep one of them"


@rule(
    "ATL304",
    "Inference without a reason",
    why="An inference is worth what its reason is worth.",
    fix=f"Say in a sentence of at least {MIN_REASON} characters what it is concluded from.",
)
def _reasons(record: CaseStudy, context: Context) -> Found:
    for evidence in record.written_evidence():
        if "inferred" in evidence.marks and not is_reason(evidence.inferred or ""):
            message = f"'inferred: {evidence.inferred}' gives no reason; say from what it is concluded"
            yield evidence.marks["inferred"], message


@rule(
    "ATL305",
    "Scale or guarantee inferred",
    why="How large a system is and what it promises are what readers rely on most: these are quoted or left out.",
    fix="Find the source that says it, or take it out; what circulates without a source goes into 'unconfirmed'.",
)
def _never_inferred(record: CaseStudy, context: Context) -> Found:
    for figure in record.scale.values():
        if figure.evidence.state is State.INFERRED:
            yield _inferred_at(figure), f"{label(figure)} is inferred; a figure of scale needs a source"
    multi_region = record.multi_region.ux_guarantees if record.multi_region else []
    for guarantee in (*record.guarantees, *multi_region):
        if guarantee.evidence.state is State.INFERRED:
            yield _inferred_at(guarantee), f"{label(guarantee)} is inferred; a guarantee needs a source"


def _inferred_at(part: Part) -> Mark:
    return part.evidence.marks.get("inferred", part.mark())


@rule(
    "ATL306",
    "Guarantee that nobody can test",
    why="A promise that cannot be seen to be broken is not a promise.",
    fix="Add 'test': how one would check it from outside, or 'no public test'.",
)
def _testable(record: CaseStudy, context: Context) -> Found:
    for guarantee in record.guarantees:
        found = context.vocabulary.resolve(TermKind.GUARANTEE, guarantee.name)
        if guarantee.test is None and found and isinstance(found.term, GuaranteeTerm) and found.term.test is None:
            yield guarantee.mark("name"), f"{label(guarantee)} has no test; add 'test', or 'test: no public test'"


@rule(
    "ATL307",
    "Confidence A with something inferred",
    why="A says that the architecture is described explicitly: what is inferred is not.",
    fix="Grade the record B, or find the source that describes it.",
)
def _grade_a(record: CaseStudy, context: Context) -> Found:
    if record.confidence is not Grade.A:
        return
    for component in record.components:
        if component.evidence.state is State.INFERRED:
            yield record.mark("confidence"), f"confidence A, but component {component.id!r} is inferred; B at most"
    for service in record.cloud_mapping.values():
        if service.confidence == CloudConfidence.INFERRED:
            yield record.mark("confidence"), f"confidence A, but {label(service)} is inferred; B at most"


@rule(
    "ATL308",
    "Confidence above the sources'",
    why="A record cannot be surer than the best of what it stands on.",
    fix="Lower the record's confidence, or cite a source that deserves it.",
)
def _grade_of_sources(record: CaseStudy, context: Context) -> Found:
    best = min((source.confidence for source in record.sources if source.confidence), default=None)
    if record.confidence and best and record.confidence < best:
        yield record.mark("confidence"), f"confidence {record.confidence}, but the best source has {best}; lower it"


@rule(
    "ATL309",
    "Confidence without a rationale",
    why="A grade alone does not say what is missing.",
    fix=f"Say in a sentence of at least {MIN_REASON} characters what is described and what is not.",
)
def _rationale(record: CaseStudy, context: Context) -> Found:
    if record.confidence_rationale and not is_reason(record.confidence_rationale):
        yield record.mark("confidence_rationale"), "no reason is given; say what is described and what is not"


@rule(
    "ATL310",
    "Historical without a date",
    why="That something is no longer so is of use only with the time at which it was.",
    fix="Add 'as_of' with the year, month or day.",
    strict=Severity.WARNING,
)
def _historical(record: CaseStudy, context: Context) -> Found:
    for part in record.children():
        for evidence in (part.evidence, *part.written_evidence()):
            has_no_date = evidence.historical and "historical" in evidence.marks and evidence.as_of is None
            if has_no_date and not _is_dated(part):
                yield evidence.marks["historical"], "historical, but of no date; add 'as_of'"


def _is_dated(part: Part) -> bool:
    """Whether a part tells itself of what time it is: a migration, an incident, the system at a former size."""
    return isinstance(part, ScaleTier) or any(getattr(part, name, None) for name in ("when", "date"))
