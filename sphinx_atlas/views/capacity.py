"""Little's law worked out for a tier: how many requests are in flight when so many arrive and each takes so long."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..catalog.evidence import Evidence, State
from ..catalog.operations import Tier
from ..catalog.quantity import Comparator, Dimension, Quantity, plain
from .text import weakest

_UP = {Comparator.AT_LEAST, Comparator.MORE}
_DOWN = {Comparator.AT_MOST, Comparator.LESS}


@dataclass(frozen=True, slots=True)
class LittlesLaw:
    """L = λ × W of one tier.

    :param text: the result: ``4,600``, ``≥ 4,600``, ``400 to 500``
    :param working: the factors it comes from: ``2.3M queries per second × 2 ms``
    :param evidence: of λ and of W
    """

    text: str
    working: str
    evidence: tuple[Evidence, Evidence]

    @property
    def state(self) -> State:
        """Inferred or unsourced if either factor is."""
        return weakest(*self.evidence)


def littles_law(tier: Tier) -> LittlesLaw | None:
    """How many requests a tier has in flight; None unless its rate and its duration are stated and bound it alike."""
    rate, time = tier.arrival_rate, tier.service_time
    if rate is None or time is None:
        return None
    arrival, service = rate.quantity, time.quantity
    sign = _sign(arrival, service)
    if arrival.per_second is None or service.dimension is not Dimension.DURATION or sign is None:
        return None
    ends = [_per_second(arrival, a) * w for a, w in zip(_ends(arrival), _ends(service), strict=True)]
    result = plain(ends[0]) if ends[0] == ends[1] else f"{plain(ends[0])} to {plain(ends[1])}"
    derived = "" if arrival.per == "second" else f" ({plain(arrival.per_second)} per second)"
    return LittlesLaw(
        f"{sign} {result}".strip(), f"{arrival.text}{derived} × {service.text}", (rate.evidence, time.evidence)
    )


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    return quantity.number, quantity.number if quantity.upper is None else quantity.upper


def _per_second(quantity: Quantity, number: Decimal) -> Decimal:
    """A number of a rate, per second."""
    return (
        number if quantity.per_second is None or not quantity.number else number * quantity.per_second / quantity.number
    )


def _sign(rate: Quantity, time: Quantity) -> str | None:
    """How the product is bounded, as its factors are; None where one is bounded from below and one from above."""
    comparators = {rate.comparator, time.comparator}
    if comparators & _UP and comparators & _DOWN:
        return None
    if comparators & _UP:
        return Comparator.AT_LEAST.value
    if comparators & _DOWN:
        return Comparator.AT_MOST.value
    return Comparator.ABOUT.value if Comparator.ABOUT in comparators else ""
