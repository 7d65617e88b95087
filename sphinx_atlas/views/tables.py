"""The seven standard tables, each a function of one record. Nothing is computed here that a reader could not check."""

from __future__ import annotations

from collections.abc import Callable

from ..catalog.model import CaseStudy
from ..catalog.parts import Figure
from ..catalog.sections import Measure, Mode, PatternUse, Strategy, Tier
from ..catalog.vocabulary import TermKind, Vocabulary
from .capacity import littles_law
from .content import Align, Cell, Column, Sayer, Statement, Table, plain
from .summary import summary_table
from .text import headline, humanise

MAX_FAILURES = 5


def pattern_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """Patterns and the mechanisms that carry them; a last row holds the mechanisms that serve the whole system."""
    say = Sayer(record, vocabulary)
    uses = _mechanism_cells(say)
    rows: list[tuple[Cell, ...]] = []
    patterns = record.patterns
    micro = tuple(
        cell
        for use in (patterns.micro_patterns if patterns else [])
        for cell in say.term(TermKind.PATTERN, use, use.how)
    )
    shown: set[str] = set()
    for role, use in _patterns(record):
        resolved = vocabulary.resolve(TermKind.PATTERN, use.name)
        required = [id_ for id_ in (resolved.term.requires if resolved else []) if id_ in uses]
        shown.update(required)
        rows.append(
            (
                say.term(TermKind.PATTERN, use, f"{role}{f'; {use.how}' if use.how else ''}"),
                tuple(cell for id_ in required for cell in uses[id_][1] if uses[id_][0] == "mandatory"),
                tuple(cell for id_ in required for cell in uses[id_][1] if uses[id_][0] == "conditional"),
                micro if role == "primary" else plain("—"),
            )
        )
    rest = {id_: entry for id_, entry in uses.items() if id_ not in shown}
    rows.append(
        (
            plain("Whole system"),
            tuple(cell for kind, cells in rest.values() if kind == "mandatory" for cell in cells),
            tuple(cell for kind, cells in rest.values() if kind == "conditional" for cell in cells),
            () if not _patterns(record) else plain("—"),
        )
    )
    columns = (
        Column("Pattern"),
        Column("Required mechanisms"),
        Column("Optional mechanisms"),
        Column("Micro-patterns"),
    )
    return Table("patterns", "Patterns and primitives", columns, tuple(rows))


def _patterns(record: CaseStudy) -> list[tuple[str, PatternUse]]:
    if record.patterns is None:
        return []
    primary = [("primary", record.patterns.primary)] if record.patterns.primary else []
    return primary + [("overlay", use) for use in record.patterns.overlays]


def _mechanism_cells(say: Sayer) -> dict[str, tuple[str, Cell]]:
    cells: dict[str, tuple[str, Cell]] = {}
    mechanisms = say.record.mechanisms
    for kind in ("mandatory", "conditional"):
        for use in getattr(mechanisms, kind, []):
            ref = say.ref(TermKind.MECHANISM, use.name)
            detail = "; ".join(filter(None, (use.when, use.how)))
            cells[ref.id if ref else use.name] = (kind, say.term(TermKind.MECHANISM, use, detail or None))
    return cells


def failure_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """The failure playbook: at most five failures."""
    say = Sayer(record, vocabulary)
    rows = tuple(
        (
            say.part(failure, headline(failure.name), detail=failure.description),
            *(
                say.field(failure, name, humanise(getattr(failure, name) or ""))
                for name in ("detection", "mitigation", "recovery", "drill")
            ),
        )
        for failure in record.failures_top5[:MAX_FAILURES]
    )
    columns = tuple(Column(title) for title in ("Failure", "Detection", "Mitigation", "Recovery", "Drill"))
    note = f"{len(rows)} of {MAX_FAILURES} documented" if len(rows) < MAX_FAILURES else None
    return Table("failures", "Failure playbook", columns, rows, note)


def region_table(record: CaseStudy, vocabulary: Vocabulary) -> Table:
    """The multi-region strategy and its variants."""
    say = Sayer(record, vocabulary)
    strategy = record.multi_region
    rows = [_strategy_row(say, plain("As it runs"), strategy, ux=True)]
    rows += [
        _strategy_row(say, say.part(variant, variant.name, detail=variant.detail), variant, ux=False)
        for variant in (strategy.variants if strategy else [])
    ]
    titles = ("Strategy", "Write placement", "Replication mode", "RPO / RTO", "What clients may rely on", "Failover")
    return Table("regions", "Multi-region strategy", tuple(Column(title) for title in titles), tuple(rows))


def _strategy_row(say: Sayer, head: Cell, strategy: Strategy | None, *, ux: bool) -> tuple[Cell, ...]:
    if strategy is None:
        return (head, (), (), (), (), ())
    objectives = say.figure(strategy.rpo, "RPO") + say.figure(strategy.rto, "RTO")
    guarantees: Cell = plain("—")
    if ux:
        promised = getattr(strategy, "ux_guarantees", [])
        guarantees = tuple(
            cell for item in promised for cell in say.term(TermKind.GUARANTEE, item, item.scope or item.note)
        )
    return (
        head,
        _mode(say, strategy.writes),
        _mode(say, strategy.replication),
        objectives,
        guarantees,
        _mode(say, strategy.failover),
    )


def _mode(say: Sayer, mode: Mode | None) -> Cell:
    if mode is None:
        return ()
    if mode.mode is None:
        return say.part(mode, mode.detail or "")
    return say.part(mode, humanise(mode.mode), detail=mode.detail)


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
            rows.append((plain(title), (), (), (), ()))
        for measure in measures:
            component = record.component(measure.at)
            rows.append(
                (
                    plain(title),
                    say.part(measure, humanise(measure.name), detail=measure.detail),
                    say.figure(measure.limit),
                    say.field(measure, "overflow", humanise(measure.overflow or "")),
                    say.field(measure, "at", component.name if component else humanise(measure.at or "")),
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
        law = littles_law(tier)
        law_cell: Cell = (Statement(law.text, law.state, law.sources(record), detail=law.working),) if law else ()
        law_cell += (
            say.figure(tier.arrival_rate, "λ")
            + say.figure(tier.service_time, "W")
            + say.figure(tier.in_flight, "L stated")
        )
        rows.append(
            (
                plain(tier.name or headline(tier.key)),
                law_cell,
                say.figure(tier.latency_p95),
                say.figure(tier.latency_p99),
                say.figure(tier.hedging),
                say.figure(tier.pool_size),
                tuple(cell for name, figure in _others(tier) for cell in say.figure(figure, humanise(name))),
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
            say.part(
                entry, component.name if (component := record.component(entry.component or key)) else headline(key)
            ),
            *(say.field(entry, vendor) or plain("—") for vendor in vendors),
            say.field(entry, "confidence"),
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
