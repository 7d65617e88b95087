"""How old a record and its sources are.

Sources are judged on the day the record was verified, so that a record which passed goes on passing.
"""

from __future__ import annotations

from datetime import date

from ..catalog.dates import years_before
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.sources import Source
from .registry import Context, Found, rule
from .words import MIN_REASON, is_reason


@rule(
    "ATL501",
    "Source outside the window",
    why="Architectures are rebuilt within years: an old page describes what was, not what is.",
    fix="Cite a newer source, add 'updated' with its last substantial change, or say in 'legacy' why it still counts.",
)
def _window(record: CaseStudy, context: Context) -> Found:
    if record.last_verified is None:
        return
    years = context.manifest.limits.source_years
    first = years_before(record.last_verified, years)
    for source in record.sources:
        if source.current and not source.is_recent(record.last_verified, years) and not source.legacy:
            message = f"source {source.id!r} of {source.current} is older than the {years} years from {first}"
            yield source.mark(_dated_by(source)), f"{message}; say in 'legacy' why it still counts"


def _dated_by(source: Source) -> str:
    return next(name for name in ("updated", "date", "retrieved") if getattr(source, name) == source.current)


@rule(
    "ATL502",
    "Legacy without a reason",
    why="An old source is let in for what makes it still canonical, not for the word 'legacy'.",
    fix=f"Say in at least {MIN_REASON} characters why nothing newer replaces it.",
)
def _legacy(record: CaseStudy, context: Context) -> Found:
    for source in record.sources:
        if source.legacy and not is_reason(source.legacy):
            yield source.mark("legacy"), f"'legacy: {source.legacy}' gives no reason; say why it is still canonical"


@rule(
    "ATL503",
    "Source without a date",
    why="Without a date nobody can tell whether a page is of the system as it is.",
    fix="Add 'date'; for documentation that is kept up to date, 'updated' or 'retrieved'.",
)
def _dates(record: CaseStudy, context: Context) -> Found:
    for source in record.sources:
        if source.current is None:
            wanted = "'date', or 'updated' or 'retrieved'" if source.is_living else "'date'"
            yield source.mark(), f"source {source.id!r} has no date; add {wanted}"


@rule(
    "ATL504",
    "Verified in the future",
    why="Nobody has looked yet on a day that is still to come.",
    fix="Write the day on which the claims were last checked against the sources.",
)
def _future(record: CaseStudy, context: Context) -> Found:
    if record.last_verified and record.last_verified > context.as_of:
        message = f"last_verified is {record.last_verified}, after {context.as_of}; write the day it was checked"
        yield record.mark("last_verified"), message


@rule(
    "ATL505",
    "Verified before its sources appeared",
    why="A claim cannot have been checked against a page that was not there yet.",
    fix="Check the claims again, and write that day.",
)
def _before_sources(record: CaseStudy, context: Context) -> Found:
    newest, source = max(
        ((_appeared(source), source) for source in record.sources), default=(date.min, None), key=lambda entry: entry[0]
    )
    if record.last_verified and source and record.last_verified < newest:
        message = f"last_verified is {record.last_verified}, before source {source.id!r} of {newest}; check it again"
        yield record.mark("last_verified"), message


def _appeared(source: Source) -> date:
    """The first day on which the page can have been as it is cited."""
    return max((day.earliest for day in (source.date, source.updated) if day), default=date.min)


@rule(
    "ATL506",
    "Not verified for long",
    why="Systems change under a record; how long nobody has looked is what a reader wants to know.",
    fix="Check the claims against their sources again, and write that day in 'last_verified'.",
    lenient=Severity.INFO,
    strict=Severity.WARNING,
)
def _stale(record: CaseStudy, context: Context) -> Found:
    limit = context.manifest.limits.stale_days
    if record.last_verified and (days := (context.as_of - record.last_verified).days) > limit:
        yield record.mark("last_verified"), f"last verified {days} days ago, more than {limit}; check it again"


@rule(
    "ATL507",
    "Innovation outside the window",
    why="What is new is new for a time: without its year a list of innovations is a list of features.",
    fix="Add 'year', the one in which it was published or put to use; leave out what is older.",
)
def _innovations(record: CaseStudy, context: Context) -> Found:
    first = context.manifest.limits.innovation_from
    for item in record.innovations:
        if item.year is None:
            yield item.mark("name"), f"innovation {item.name!r} has no year; add 'year'"
        elif item.year < first or (record.last_verified and item.year > record.last_verified.year):
            until = f" to {record.last_verified.year}" if record.last_verified else " on"
            yield item.mark("year"), f"innovation {item.name!r} is of {item.year}; the window is {first}{until}"
