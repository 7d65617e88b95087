"""Figures of different sections held against each other: hops and objective, peak and mean, nodes and peak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..catalog.bars import bar_of, rate_kind, stated
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.parts import Bar, Figure, Kind
from ..catalog.quantity import SECONDS, Dimension, plain
from ..catalog.sections import FlowMode
from .consistency import duration
from .registry import Context, Found, rule
from .words import label

#: A peak this many times the mean is hardly of the same thing.
MAX_PEAK_TO_MEAN = 100
#: How far nodes times rate per node may be from the peak they are said to serve.
MAX_CAPACITY_RATIO = 2

_OBJECTIVES = ("latency_p95", "latency_p95_ms", "latency_p95_s")
_PER_NODE = ("rps_per_", "qps_per_", "requests_per_second_per_", "queries_per_second_per_", "messages_per_second_per_")


@rule(
    "ATL620",
    "Hops slower than the whole",
    why="Steps that follow each other take at least as long together as the slowest way through them.",
    fix="Check the figures of the hops and of the objective; unmark flows that a request does not wait for.",
    strict=Severity.WARNING,
)
def _budget(record: CaseStudy, context: Context) -> Found:
    objective = next((record.slos[name] for name in _OBJECTIVES if name in record.slos), None)
    end_to_end = duration(objective)
    if objective is None or end_to_end is None:
        return
    needed = _longest(record)
    if needed > end_to_end[1]:
        message = f"{label(objective)} is {objective.quantity.text}, but the hops of the critical path add up to"
        yield objective.mark("value"), f"{message} {needed * 1000:,.4g} ms at p95; check both"


def _longest(record: CaseStudy) -> float:
    """The longest time through the critical path, in seconds: of its flows, and of the tiers of what they connect.

    Components on a circle have no order and are left out.
    """
    hop: dict[str, float] = defaultdict(float)
    for tier in record.capacity_planning.values():
        if tier.component and (time := duration(tier.latency_p95)):
            hop[tier.component] += time[0]
    ways: dict[str, list[tuple[str, float]]] = defaultdict(list)
    waiting: dict[str, int] = defaultdict(int)
    for flow in record.flows:
        if flow.critical and flow.mode is not FlowMode.ASYNC:
            ways[flow.from_].append((flow.to, (duration(flow.latency) or (0.0, 0.0))[0]))
            waiting[flow.to] += 1
    ready = [id_ for id_ in ways if not waiting[id_]]
    until = {id_: hop[id_] for id_ in ready}
    for id_ in ready:
        for to, between in ways.get(id_, ()):
            until[to] = max(until.get(to, 0.0), until[id_] + between + hop[to])
            waiting[to] -= 1
            if not waiting[to]:
                ready.append(to)
    return max((until[id_] for id_ in ready), default=0.0)


@rule(
    "ATL621",
    "Peak far above the mean",
    why="Few systems peak at a hundred times their mean: mostly the two figures are of different things or years.",
    fix="Check both figures against their sources, and say in their names or notes what each counts.",
    strict=Severity.WARNING,
)
def _peaks(record: CaseStudy, context: Context) -> Found:
    totals = [figure for figure in _rates(record, Kind.SUSTAINED) if figure.quantity.derivation]
    largest = {_counted(total): total for total in sorted(totals, key=lambda total: total.quantity.per_second or 0)}
    for peak in _rates(record, Kind.PEAK):
        mean = largest.get(_counted(peak), peak)
        low, high = float(peak.quantity.per_second or 0), float(mean.quantity.per_second or 0)
        if low > MAX_PEAK_TO_MEAN * high > 0:
            times = f"{low / high:,.0f} times the mean of {stated(mean)} ({mean.quantity.derivation})"
            yield peak.mark("value"), f"{label(peak)}: {stated(peak)} is {times}; check both"


def _rates(record: CaseStudy, kind: Kind) -> Iterator[Figure]:
    """The figures of scale that count something per time, and are of a kind."""
    return (
        figure
        for figure in record.scale.values()
        if bar_of(figure) is Bar.REQUESTS and figure.quantity.per in SECONDS and rate_kind(figure) is kind
    )


def _counted(figure: Figure) -> tuple[str, bool]:
    """What a rate counts, and whether it no longer does."""
    return figure.quantity.unit.casefold(), figure.evidence.historical


@rule(
    "ATL622",
    "Capacity does not fit the peak",
    why="Nodes times the rate of each is what the tier can serve: far from the peak, it is of another thing.",
    fix="Check the three figures against their sources; say in 'note' what each counts.",
    strict=Severity.WARNING,
)
def _capacity(record: CaseStudy, context: Context) -> Found:
    peaks = list(_rates(record, Kind.PEAK))
    for tier in record.capacity_planning.values():
        figures = tier.figures()
        for name, rate in figures.items():
            prefix = next((prefix for prefix in _PER_NODE if name.startswith(prefix)), None)
            nodes = figures.get(f"{name.removeprefix(prefix)}s") if prefix else None
            if nodes is None or nodes.quantity.dimension is not Dimension.COUNT:
                continue
            total = (rate.quantity.per_second or rate.quantity.number) * nodes.quantity.number
            ratios = [(_ratio(float(total), peak), peak) for peak in peaks if peak.quantity.number]
            if ratios and (closest := min(ratios, key=lambda entry: entry[0]))[0] > MAX_CAPACITY_RATIO:
                message = f"{label(tier)}: {nodes.value} {nodes.key} × {rate.value} = {plain(total)} per second"
                yield rate.mark("value"), f"{message}, {closest[0]:,.3g} times off the peak of {stated(closest[1])}"


def _ratio(total: float, peak: Figure) -> float:
    """How many times one is the other, 1 or more."""
    stated_peak = float(peak.quantity.per_second or 0)
    return max(total / stated_peak, stated_peak / total) if total and stated_peak else float("inf")
