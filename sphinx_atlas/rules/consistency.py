"""Figures that contradict each other, and what cannot be so whatever the sources say.

Figures are compared as intervals: ``< 500 ms`` lies anywhere from 0 to 500 ms. Only what cannot both be true is
reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise

from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.operations import Tier
from ..catalog.parts import Figure
from ..catalog.quantity import Comparator, Dimension, Quantity
from .registry import Context, Found, rule
from .words import label

#: By how much λ × W may miss a stated L, as a share of it.
LITTLE_TOLERANCE = 0.2

_INFINITE = float("inf")
_PERCENTILE = re.compile(r"p(\d{1,6})")
_UNIT_WORDS = frozenset("ns us ms s sec seconds".split())
_LATENCY = re.compile(r"(.+_)?latency(_(p\d+|mean|average|max|min|median))?(_(ns|us|ms|s|sec|seconds))?")


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The least and the most that a quantity can be, in its base unit; per second for a rate."""
    scale = float(quantity.per_second / quantity.number) if quantity.per_second and quantity.number else 1.0
    upper = quantity.number if quantity.upper is None else quantity.upper
    low = 0.0 if quantity.comparator in (Comparator.LESS, Comparator.AT_MOST) else float(quantity.number)
    high = _INFINITE if quantity.comparator in (Comparator.MORE, Comparator.AT_LEAST) else float(upper)
    return low * scale, high * scale


def duration(figure: Figure | None) -> tuple[float, float] | None:
    """The bounds of a figure that is a duration, in seconds; None for any other."""
    if figure is None or figure.quantity.dimension is not Dimension.DURATION:
        return None
    return bounds(figure.quantity)


def named_figures(record: CaseStudy) -> Iterator[Mapping[str, Figure]]:
    """The groups of figures that stand beside each other under names."""
    yield record.slos
    yield from (tier.figures() for tier in record.capacity_planning.values())
    yield from (component.facts for component in record.components)
    yield from (tier.facts for tier in record.scale_tiers)
    for migration in record.migrations:
        yield from (migration.from_facts, migration.to_facts)


@rule(
    "ATL601",
    "Percentiles out of order",
    why="The 99th percentile is never below the 95th: one of the two figures is wrong, or measures something else.",
    fix="Correct the figure, or name it for what it measures.",
)
def _percentiles(record: CaseStudy, context: Context) -> Found:
    for series in chain.from_iterable(map(_series, named_figures(record))):
        for (_, lower), (_, higher) in pairwise(sorted(series, key=lambda entry: entry[0])):
            if bounds(lower.quantity)[0] > bounds(higher.quantity)[1]:
                message = f"{lower.key} ({lower.quantity.text}) is above {higher.key} ({higher.quantity.text})"
                yield higher.mark("value"), f"{message}; correct one of them"


def _series(figures: Mapping[str, Figure]) -> Iterable[list[tuple[float, Figure]]]:
    """Figures that are percentiles of one thing, each with its share: ``voice_latency_p95_ms`` is 0.95."""
    series: dict[tuple[bool, tuple[str, ...]], list[tuple[float, Figure]]] = {}
    for name, figure in figures.items():
        words = [word for word in name.split("_") if word not in _UNIT_WORDS]
        percentiles = [match[1] for word in words if (match := _PERCENTILE.fullmatch(word))]
        if len(percentiles) == 1 and duration(figure) is not None:
            of = tuple(word for word in words if not _PERCENTILE.fullmatch(word))
            share = 1.0 if percentiles == ["100"] else float(f"0.{percentiles[0]:0>2}")
            series.setdefault((figure.evidence.historical, of), []).append((share, figure))
    return series.values()


@rule(
    "ATL602",
    "Not a share",
    why="Availability and durability are shares of time and of data: nothing is available 101 % of the time.",
    fix="Write a percentage from 0 to 100: '99.99%'.",
)
def _shares(record: CaseStudy, context: Context) -> Found:
    for name, figure in record.slos.items():
        if {"availability", "durability"} & set(name.split("_")):
            quantity = figure.quantity
            if quantity.dimension is not Dimension.PERCENT or not 0 <= quantity.number <= 100:
                message = f"{label(figure)}: {quantity.text!r} is no share; write a percentage from 0 to 100"
                yield figure.mark("value"), message


@rule(
    "ATL603",
    "Not a duration",
    why="A latency or an objective without its unit can be milliseconds or minutes.",
    fix="Write the figure with its unit of time: '250 ms', '< 60 s', '0 s'.",
)
def _durations(record: CaseStudy, context: Context) -> Found:
    for figure in _timed(record):
        if figure.quantity.dimension is not Dimension.DURATION:
            message = f"{label(figure)}: {figure.quantity.text!r} is no time; add the unit, as in '250 ms'"
            yield figure.mark("value"), message


def _timed(record: CaseStudy) -> Iterator[Figure]:
    """The figures that are times by what they are called."""
    for figures in named_figures(record):
        yield from (figure for name, figure in figures.items() if _LATENCY.fullmatch(name))
    multi_region = [record.multi_region, *record.multi_region.variants] if record.multi_region else []
    yield from (figure for strategy in multi_region for figure in (strategy.rpo, strategy.rto) if figure)
    yield from (flow.latency for flow in record.flows if flow.latency)
    yield from (incident.duration for incident in record.incidents if incident.duration)
    yield from (tier.service_time for tier in record.capacity_planning.values() if tier.service_time)


@rule(
    "ATL604",
    "Little's law broken",
    why="What is in flight is what arrives times how long it takes: three figures that do not fit are not of one tier.",
    fix="Correct the figure that is of another tier, time or unit.",
)
def _littles_law(record: CaseStudy, context: Context) -> Found:
    for tier in record.capacity_planning.values():
        expected = _in_flight(tier)
        if tier.in_flight and expected:
            low, high = bounds(tier.in_flight.quantity)
            if expected[0] > high * (1 + LITTLE_TOLERANCE) or expected[1] < low * (1 - LITTLE_TOLERANCE):
                message = f"{label(tier)}: in_flight is {tier.in_flight.value}, but arrival_rate × service_time is"
                yield tier.in_flight.mark("value"), f"{message} {_between(expected)}; correct one of the three"


def _in_flight(tier: Tier) -> tuple[float, float] | None:
    """λ × W of a tier, as its least and its most; None where one of them is not stated or no rate or time."""
    time = duration(tier.service_time)
    if tier.arrival_rate is None or not tier.arrival_rate.quantity.is_rate or time is None:
        return None
    low, high = bounds(tier.arrival_rate.quantity)
    return (low * time[0], high * time[1]) if time[1] else None


def _between(ends: tuple[float, float]) -> str:
    low, high = (f"{end:,.4g}" for end in ends)
    if low == high:
        return low
    return f"at least {low}" if ends[1] == _INFINITE else f"{low} to {high}"


@rule(
    "ATL605",
    "Pool smaller than what is in flight",
    why="Requests beyond the pool wait, and waiting counts into the time that each takes.",
    fix="Check that pool, rate and time are of the same tier; say in 'note' where the rest waits.",
    strict=Severity.WARNING,
)
def _pool(record: CaseStudy, context: Context) -> Found:
    for tier in record.capacity_planning.values():
        load = bounds(tier.in_flight.quantity) if tier.in_flight else _in_flight(tier)
        if tier.pool_size and load and bounds(tier.pool_size.quantity)[1] < load[0]:
            message = f"{label(tier)}: pool_size is {tier.pool_size.value}, but {load[0]:,.4g} are in flight"
            yield tier.pool_size.mark("value"), f"{message}; check that they belong together"


@rule(
    "ATL606",
    "Hedging before the 95th percentile",
    why="A second request sent earlier than that doubles the load for requests that are not slow.",
    fix="Check the wait and the percentile; say in 'note' why it is sent so early.",
    strict=Severity.WARNING,
)
def _hedging(record: CaseStudy, context: Context) -> Found:
    for tier in record.capacity_planning.values():
        wait, p95 = duration(tier.hedging), duration(tier.latency_p95)
        if tier.hedging and tier.latency_p95 and wait and p95 and wait[1] < p95[0]:
            message = f"{label(tier)}: hedging after {tier.hedging.value} is before the latency_p95"
            yield tier.hedging.mark("value"), f"{message} of {tier.latency_p95.value}; check both"


@rule(
    "ATL607",
    "Number of regions",
    why="Regions are counted: there is at least one, and no half of one.",
    fix="Write a whole number of regions, 1 or more.",
)
def _regions(record: CaseStudy, context: Context) -> Found:
    count = record.regions.count if record.regions else None
    if count is not None:
        quantity = count.quantity
        is_whole = quantity.dimension is Dimension.COUNT and quantity.number == quantity.number.to_integral_value()
        if not is_whole or quantity.number < 1:
            yield count.mark("value"), f"{quantity.text!r} is no number of regions; write a whole number, 1 or more"


@rule(
    "ATL608",
    "Two components of one name",
    why="In a diagram and in a table a reader cannot tell them apart.",
    fix="Name each for what sets it apart, or merge them.",
    strict=Severity.WARNING,
)
def _same_name(record: CaseStudy, context: Context) -> Found:
    first: dict[str, str] = {}
    for component in record.components:
        name = " ".join(component.name.casefold().split())
        if first.setdefault(name, component.id) != component.id:
            message = f"component {component.id!r} has the name of {first[name]!r}, {component.name!r}; tell them apart"
            yield component.mark("name"), message


@rule(
    "ATL609",
    "Flow from a component to itself",
    why="An arrow that ends where it begins mostly has a slip in one of its ends.",
    fix="Correct 'from' or 'to'; what goes on inside a component belongs in its description.",
    strict=Severity.WARNING,
)
def _loops(record: CaseStudy, context: Context) -> Found:
    for flow in record.flows:
        if flow.from_ == flow.to:
            yield flow.mark("to"), f"flow from {flow.from_!r} to itself; correct 'from' or 'to'"
