"""The seven standard tables, each a function of one record. Nothing is computed here that a reader could not check."""

from __future__ import annotations

from collections.abc import Callable

from ..catalog.model import CaseStudy
from ..catalog.operations import Measure, Mode, Strategy, Tier
from ..catalog.parts import Figure
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .capacity import littles_law
from .content import NOTHING, Align, Cell, Column, Sayer, Table, absent, plain
from .patterns import pattern_table
from .summary import summary_table
from .text import headline, humanise

MAX_FAILURES = 5


def failure_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """The failure playbook: the first five failures."""
    say = Sayer(record, vocabulary)
    count = len(record.failures_top5)
    rows = tuple(
        (
            say.part(failure, headline(failure.name), "description"),
            *(
                say.field(failure, name, humanise(getattr(failure, name) or ""))
                for name in ("detection", "mitigation", "recovery", "drill")
            ),
        )
        for failure in record.failures_top5[:MAX_FAILURES]
    )
    columns = tuple(Column(title) for title in ("Failure", "Detection", "Mitigation", "Recovery", "Drill"))
    note = f"{count} of {MAX_FAILURES} documented" if count < MAX_FAILURES else None
    if count > MAX_FAILURES:
        note = f"the first {MAX_FAILURES} of {count}"
    return Table("failures", "Failure playbook", columns, rows, note)


def region_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """The multi-region strategy and its variants."""
    say = Sayer(record, vocabulary)
    strategy = record.multi_region
    promised = strategy.ux_guarantees if strategy else []
    guarantees = tuple(
        statement for item in promised for statement in say.term(TermKind.GUARANTEE, item, "scope", "note")
    )
    rows = [_strategy_row(say, plain("As it runs"), strategy, guarantees)]
    rows += [
        _strategy_row(say, say.part(variant, variant.name, "detail"), variant, NOTHING)
        for variant in (strategy.variants if strategy else [])
    ]
    titles = ("Strategy", "Write placement", "Replication mode", "RPO / RTO", "What clients may rely on", "Failover")
    return Table("regions", "Multi-region strategy", tuple(Column(title) for title in titles), tuple(rows))


def _strategy_row(say: Sayer, head: Cell, strategy: Strategy | None, guarantees: Cell) -> tuple[Cell, ...]:
    if strategy is None:
        return (head, (), (), (), (), ())
    return (
        head,
        _mode(say, strategy.writes),
        _mode(say, strategy.replication),
        _objectives(say, strategy),
        guarantees,
        _mode(say, strategy.failover),
    )


def _objectives(say: Sayer, strategy: Strategy) -> Cell:
    """RPO and RTO; where only one of them is stated, the other is named as missing."""
    if strategy.rpo is None and strategy.rto is None:
        return ()
    rpo = say.figure(strategy.rpo, "RPO") or absent("RPO")
    return rpo + (say.figure(strategy.rto, "RTO") or absent("RTO"))


def _mode(say: Sayer, mode: Mode | None) -> Cell:
    if mode is None:
        return ()
    if mode.mode is None:
        return say.field(mode, "detail")
    return say.part(mode, mode.mode.replace("_", "-") if mode.is_known else humanise(mode.mode), "detail")


_LADDER = (
    ("admission", "Edge: admission"),
    ("queues", "Queues"),
    ("caps", "Concurrency caps"),
    ("timeouts", "Timeouts"),
    ("circuit_breakers", "Circuit breakers"),
    ("brownouts", "Brownouts"),
)


def backpressure_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """The backpressure ladder, a row for each measure of each rung."""
    say = Sayer(record, vocabulary)
    rows: list[tuple[Cell, ...]] = []
    for name, title in _LADDER:
        measures: list[Measure] = getattr(record.backpressure, name, [])
        if not measures:
            rows.append((plain(title), (), NOTHING, NOTHING, NOTHING))
        for measure in measures:
            component = record.component(measure.at)
            rows.append(
                (
                    plain(title),
                    say.part(measure, humanise(measure.name), "detail"),
                    say.figure(measure.limit),
                    say.field(measure, "overflow", humanise(measure.overflow or "")),
                    say.beside(measure, "at", component.name if component else humanise(measure.at or "")),
                )
            )
    columns = (
        Column("Rung"),
        Column("Measure"),
        Column("Bound or threshold", Align.NUMBER),
        Column("Beyond it"),
        Column("Where"),
    )
    return Table("backpressure", "Backpressure management", columns, tuple(rows))


def capacity_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Capacity and latency by tier, with Little's law worked out where both its factors are stated."""
    say = Sayer(record, vocabulary)
    rows = []
    for tier in record.capacity_planning.values():
        component = record.component(tier.component)
        rows.append(
            (
                plain(tier.name or (component.name if component else headline(tier.key))),
                _law(say, tier),
                say.figure(tier.latency_p95),
                say.figure(tier.latency_p99),
                say.figure(tier.hedging),
                say.figure(tier.pool_size),
                tuple(statement for name, figure in _others(tier) for statement in say.named(name, figure)) or NOTHING,
            )
        )
    columns = (
        Column("Tier"),
        Column("Little's law: L = λ × W", Align.NUMBER),
        Column("Latency p95", Align.NUMBER),
        Column("Latency p99", Align.NUMBER),
        Column("Hedging", Align.NUMBER),
        Column("Pool size", Align.NUMBER),
        Column("Other figures"),
    )
    return Table("capacity", "Capacity and latency budget", columns, tuple(rows))


def _law(say: Sayer, tier: Tier) -> Cell:
    """Little's law worked out, its factors, and what the record itself says of the result."""
    law = littles_law(tier)
    worked_out = say.derived(law.text, law.evidence, label="L", detail=law.working) if law else ()
    factors = say.figure(tier.arrival_rate, "λ") + say.figure(tier.service_time, "W")
    return worked_out + factors + say.figure(tier.in_flight, "L stated")


_OWN_COLUMN = {"arrival_rate", "service_time", "in_flight", "latency_p95", "latency_p99", "hedging", "pool_size"}


def _others(tier: Tier) -> list[tuple[str, Figure]]:
    return [(name, figure) for name, figure in tier.figures().items() if name not in _OWN_COLUMN]


def cloud_table(record: CaseStudy, vocabulary: Vocabulary) -> Table | None:
    """What runs on which cloud service; None for a system that uses no public cloud."""
    if not record.cloud_mapping:
        return None
    say = Sayer(record, vocabulary)
    vendors = ["aws", "gcp", "azure", "oss"]
    if any(entry.service for entry in record.cloud_mapping.values()):
        vendors.insert(0, "service")
    rows = tuple(
        (
            plain(component.name if (component := record.component(entry.component or key)) else headline(key)),
            *(say.field(entry, vendor) or NOTHING for vendor in vendors),
            say.beside(entry, "confidence"),
        )
        for key, entry in record.cloud_mapping.items()
    )
    titles = {"service": "Other service", "aws": "AWS", "gcp": "Google Cloud", "azure": "Azure", "oss": "Open source"}
    columns = (Column("Component"), *(Column(titles[vendor]) for vendor in vendors), Column("Confidence"))
    return Table("cloud", "Cloud mapping", columns, rows)


#: The seven standard tables by the name that directives use.
TABLES: dict[str, Callable[[CaseStudy, Vocabulary], Table | None]] = {
    "summary": summary_table,
    "patterns": pattern_table,
    "failures": failure_table,
    "regions": region_table,
    "backpressure": backpressure_table,
    "capacity": capacity_table,
    "cloud": cloud_table,
}
