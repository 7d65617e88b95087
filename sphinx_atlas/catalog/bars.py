"""The six bars of scale, and how a record stands to each: one of them is enough to be large.

A figure counts with the lower end of what it says: a range with its smaller number, and ``< 2M`` with nothing, as it
does not say how many there are at least. The figures of ``scale`` are measured; the footprint is that of ``regions``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .model import CaseStudy
from .parts import Bar, Figure, Kind
from .quantity import SECONDS, Comparator, Dimension, plain
from .sections import Regions, Topology

#: What meets each bar: requests per second, sessions at once, bytes, recipients, regions.
SUSTAINED_REQUESTS = Decimal(10_000)
PEAK_REQUESTS = Decimal(100_000)
SESSIONS = Decimal(1_000_000)
WEBSOCKETS = Decimal(100_000)
HOT_DATA = 100 * Decimal(10) ** 12
TOTAL_DATA = Decimal(10) ** 15
RECIPIENTS = Decimal(10_000)
REGIONS = Decimal(2)
#: US dollars a month: the one bar that has to be exceeded, not only reached.
COST = Decimal(100_000)

#: The bars in the order of the specification, and all that would be enough.
THRESHOLDS = {
    Bar.REQUESTS: f"≥ {plain(SUSTAINED_REQUESTS)} per second sustained, or ≥ {plain(PEAK_REQUESTS)} at peak",
    Bar.CONCURRENCY: f"≥ {plain(SESSIONS)} sessions at once, or ≥ {plain(WEBSOCKETS)} WebSockets",
    Bar.DATA: "≥ 100 TB hot, or ≥ 1 PB in total",
    Bar.FAN_OUT: f"≥ {plain(RECIPIENTS)} recipients per event",
    Bar.FOOTPRINT: f"≥ {plain(REGIONS)} regions, multi-region or global-edge",
    Bar.COST: f"> {plain(COST)} USD per month",
}

_SPREAD = (Topology.MULTI_REGION, Topology.GLOBAL_EDGE)
_PEAK_WORDS = frozenset("peak peaks max maximum burst".split())
_SUSTAINED_WORDS = frozenset("sustained mean average steady".split())
_TOGETHER_WORDS = frozenset("concurrent concurrently concurrency simultaneous simultaneously".split())
_OPEN_WORDS = frozenset("connected connection connections session sessions websocket websockets".split())
_PEOPLE_WORDS = frozenset("accounts customers devices members people subscribers users viewers visitors".split())
#: Counts of people over a day or a month, or of all there are: never of those at once.
_AUDIENCE_WORDS = frozenset(
    "accounts daily dau mau members memberships monthly registered subscribers subscriptions wau weekly".split()
)
_REACHED_WORDS = _PEOPLE_WORDS | _OPEN_WORDS | frozenset("clients followers receivers recipients".split())
_EVENT_WORDS = frozenset("broadcast event message notification post publish tweet update".split())


@dataclass(frozen=True, slots=True)
class BarResult:
    """How a record stands to one bar.

    :param figure: the figure that counts most for it, or None where the record has none of its kind
    :param met: whether that is enough
    :param value: the figure with its unit, or ``not stated``
    :param threshold: what would be enough
    :param derivation: how the number that was compared follows from what is written, or None where it is written
    """

    bar: Bar
    figure: Figure | None
    met: bool
    value: str
    threshold: str
    derivation: str | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether the figure stands in a source, in the words quoted."""
        return self.figure is not None and bool(self.figure.evidence.sources and self.figure.evidence.quote)


def bars(record: CaseStudy) -> list[BarResult]:
    """How a record stands to each of the six bars, in the order of the specification.

    Of several figures for one bar, one that meets it is taken before one that does not, a quoted one before one without
    a quote, one that still holds before a historical one, and then the largest.
    """
    found: dict[Bar, list[tuple[tuple[bool, bool, bool, Decimal], BarResult]]] = {bar: [] for bar in _MEASURES}
    for figure in record.scale.values():
        if (bar := bar_of(figure)) in _MEASURES:
            found[bar].append(_judge(bar, figure))
    best = {bar: max(entries, key=lambda entry: entry[0])[1] for bar, entries in found.items() if entries}
    best[Bar.FOOTPRINT] = _footprint(record.regions)
    return [best.get(bar) or BarResult(bar, None, False, "not stated", text) for bar, text in THRESHOLDS.items()]


def bar_of(figure: Figure) -> Bar:
    """The bar that a figure is measured by: the one it names, else the one that its unit tells; ``OTHER`` for none."""
    if figure.dimension is not None:
        return figure.dimension
    quantity = figure.quantity
    if quantity.dimension is Dimension.COUNT:
        return _bar_of_count(figure)
    if quantity.dimension is Dimension.MONEY and quantity.is_rate:
        return Bar.COST
    return Bar.DATA if quantity.dimension is Dimension.BYTES and quantity.per is None else Bar.OTHER


def _bar_of_count(figure: Figure) -> Bar:
    quantity = figure.quantity
    if quantity.is_rate:
        noun = quantity.unit.lower().split()[-1:]
        return Bar.OTHER if _PEOPLE_WORDS.intersection(noun) else Bar.REQUESTS
    if quantity.per is not None:
        return Bar.FAN_OUT if quantity.per in _EVENT_WORDS and _words(figure) & _REACHED_WORDS else Bar.OTHER
    return Bar.CONCURRENCY if _is_at_once(figure) else Bar.OTHER


def rate_kind(figure: Figure) -> Kind | None:
    """Whether a rate is a peak or sustained; None where nothing tells. A total for an hour or longer is sustained."""
    if figure.kind in (Kind.PEAK, Kind.SUSTAINED):
        return figure.kind
    if _words(figure) & _PEAK_WORDS:
        return Kind.PEAK
    per = figure.quantity.per
    is_total = per in SECONDS and SECONDS[per] >= SECONDS["hour"]
    return Kind.SUSTAINED if is_total or _words(figure) & _SUSTAINED_WORDS else None


def stated(figure: Figure) -> str:
    """A figure as written, with what its key adds: ``25M messages per second`` for ``peak_messages_per_sec: 25M``."""
    written, quantity = figure.value, figure.quantity
    if written.dimension is not Dimension.COUNT:
        return written.text
    unit = "" if written.unit else quantity.unit
    per = f"per {quantity.per}" if quantity.per and not written.per else ""
    return " ".join(filter(None, (quantity.text, unit, per)))


def lower_end(figure: Figure) -> Decimal:
    """How much there is at least, in the base unit; 0 for a figure that only says how much there is at most."""
    is_at_most = figure.quantity.comparator in (Comparator.LESS, Comparator.AT_MOST)
    return Decimal(0) if is_at_most else figure.quantity.number


def _words(figure: Figure) -> frozenset[str]:
    """The words of a figure's key and of its text, in lower case."""
    return frozenset(re.findall(r"[^\W\d_]+", f"{figure.key} {figure.value.text}".lower()))


def _is_at_once(figure: Figure) -> bool:
    said = _words(figure)
    is_open = figure.kind in (Kind.SESSION, Kind.WEBSOCKET, Kind.VOICE) or bool(said & _OPEN_WORDS)
    return bool(said & _TOGETHER_WORDS) or (is_open and not said & _AUDIENCE_WORDS)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A number on the scale of a bar, in the unit of its threshold."""

    number: Decimal
    least: Decimal
    threshold: str
    derivation: str | None = None


def _judge(bar: Bar, figure: Figure) -> tuple[tuple[bool, bool, bool, Decimal], BarResult]:
    """How a figure stands to a bar, behind what makes it count for more than another."""
    measured = _MEASURES[bar](figure)
    if measured is None:
        met, ratio = False, Decimal(0)
        result = BarResult(bar, figure, met, f"{stated(figure)}, which cannot be compared", THRESHOLDS[bar])
    else:
        exceeded = bar is not Bar.COST or figure.quantity.comparator is Comparator.MORE
        met = measured.number > measured.least or (exceeded and measured.number == measured.least)
        ratio = measured.number / measured.least
        result = BarResult(bar, figure, met, stated(figure), measured.threshold, measured.derivation)
    return (met, result.is_quoted, not figure.evidence.historical, ratio), result


def _requests(figure: Figure) -> _Measured | None:
    quantity, kind = figure.quantity, rate_kind(figure)
    if quantity.dimension is not Dimension.COUNT or quantity.per not in SECONDS or kind is None:
        return None
    least, when = (PEAK_REQUESTS, "at peak") if kind is Kind.PEAK else (SUSTAINED_REQUESTS, "sustained")
    number = lower_end(figure) / SECONDS[quantity.per]
    return _Measured(number, least, f"≥ {plain(least)} per second {when}", quantity.derivation)


def _concurrency(figure: Figure) -> _Measured | None:
    said = _words(figure)
    if figure.quantity.dimension is not Dimension.COUNT or figure.quantity.per is not None:
        return None
    if said & _AUDIENCE_WORDS and not said & _TOGETHER_WORDS:
        return None
    if figure.kind is Kind.WEBSOCKET or (figure.kind is None and said & {"websocket", "websockets"}):
        return _Measured(lower_end(figure), WEBSOCKETS, f"≥ {plain(WEBSOCKETS)} WebSockets")
    return _Measured(lower_end(figure), SESSIONS, f"≥ {plain(SESSIONS)} sessions at once")


def _data(figure: Figure) -> _Measured | None:
    quantity = figure.quantity
    if quantity.dimension is not Dimension.BYTES or quantity.per is not None or figure.kind is Kind.MOVED:
        return None
    if figure.kind is Kind.HOT or (figure.kind is None and "hot" in _words(figure)):
        return _Measured(lower_end(figure), HOT_DATA, "≥ 100 TB hot")
    return _Measured(lower_end(figure), TOTAL_DATA, "≥ 1 PB in total")


def _fan_out(figure: Figure) -> _Measured | None:
    if figure.quantity.dimension is not Dimension.COUNT or figure.quantity.is_rate:
        return None
    return _Measured(lower_end(figure), RECIPIENTS, f"≥ {plain(RECIPIENTS)} recipients per event")


def _cost(figure: Figure) -> _Measured | None:
    quantity = figure.quantity
    if quantity.dimension is not Dimension.MONEY or quantity.unit != "USD" or quantity.per not in SECONDS:
        return None
    monthly = lower_end(figure) * SECONDS["month"] / SECONDS[quantity.per]
    derivation = f"{plain(quantity.number)} USD per {quantity.per} = {plain(monthly)} USD per month"
    return _Measured(monthly, COST, THRESHOLDS[Bar.COST], derivation if quantity.per != "month" else None)


def _footprint(regions: Regions | None) -> BarResult:
    if regions is None or (regions.topology is None and regions.count is None):
        return BarResult(Bar.FOOTPRINT, None, False, "not stated", THRESHOLDS[Bar.FOOTPRINT])
    topology = regions.topology.value.replace("_", "-") if regions.topology else "topology not stated"
    count = "number of regions not stated"
    if regions.count is not None:
        count = regions.count.value.text if regions.count.value.unit else f"{regions.count.value} regions"
    met = regions.topology in _SPREAD and regions.count is not None and lower_end(regions.count) >= REGIONS
    return BarResult(Bar.FOOTPRINT, regions.count, met, f"{topology}, {count}", THRESHOLDS[Bar.FOOTPRINT])


_MEASURES = {
    Bar.REQUESTS: _requests,
    Bar.CONCURRENCY: _concurrency,
    Bar.DATA: _data,
    Bar.FAN_OUT: _fan_out,
    Bar.COST: _cost,
}
