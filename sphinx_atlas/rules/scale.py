"""Whether a system is large enough for the catalogue, and whether its figures can be judged at all."""

from __future__ import annotations

from ..catalog.bars import bar_of, bars, rate_kind
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.parts import Bar
from ..catalog.quantity import SECONDS
from ..catalog.sections import Topology
from .registry import Context, Found, rule
from .words import label


@rule(
    "ATL401",
    "No bar of scale met",
    why="The catalogue is about large systems; which one is large is decided by figures, not by fame.",
    fix="Add a quoted figure that meets one of the six bars, with its kind; or leave the system out.",
)
def _bars(record: CaseStudy, context: Context) -> Found:
    results = bars(record)
    if not any(result.met for result in results):
        seen = "; ".join(f"{result.bar.value.replace('_', '-')}: {result.value}" for result in results)
        yield record.mark("scale"), f"meets none of the six bars of scale ({seen}); add a figure that meets one"


@rule(
    "ATL402",
    "Bar of scale met without a quote",
    why="The figure that brings a system into the catalogue is the one that most needs the words of its source.",
    fix="Add 'source' and 'quote' to a figure that meets a bar.",
)
def _quoted(record: CaseStudy, context: Context) -> Found:
    met = [result for result in bars(record) if result.met]
    if met and not any(result.is_quoted for result in met):
        figure = met[0].figure
        mark = figure.mark("value") if figure else record.mark("scale")
        yield mark, f"meets a bar of scale only by figures without a quote, as {met[0].value!r}; quote one"


@rule(
    "ATL403",
    "Rate neither peak nor sustained",
    why="A peak is many times the mean: a rate that says neither can be compared with nothing.",
    fix="Add 'kind: peak' or 'kind: sustained', as the source says it.",
    lenient=Severity.ERROR,
)
def _rates(record: CaseStudy, context: Context) -> Found:
    tiers = (figure for tier in record.capacity_planning.values() for figure in tier.figures().values())
    for figure in (*record.scale.values(), *tiers):
        per = figure.quantity.per
        if bar_of(figure) is Bar.REQUESTS and per in SECONDS and rate_kind(figure) is None:
            yield figure.mark("value"), f"{label(figure)} is a rate per {per}; add 'kind: peak' or 'kind: sustained'"


@rule(
    "ATL404",
    "Several regions that are one",
    why="A system in one region does not survive the loss of it, whatever its topology is called.",
    fix="Write the number of regions that the source gives, or the topology that it has.",
    lenient=Severity.ERROR,
)
def _one_region(record: CaseStudy, context: Context) -> Found:
    topology, count = (record.regions.topology, record.regions.count) if record.regions else (None, None)
    if topology in (Topology.MULTI_REGION, Topology.GLOBAL_EDGE) and count and count.quantity.number == 1:
        yield count.mark("value"), f"topology is {topology}, but there is one region; correct one of the two"
