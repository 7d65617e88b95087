"""``RESULTS.md`` and the table of the README, made of what was measured; the same results give the same text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from .bench import Options
from .results import RowResult
from .targets import TARGETS, Measured, Target

Rows = Mapping[int, RowResult]

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"

_HEAD = """\
# Measurements

Made by `nox -s bench`, which holds the extension against others in one run on one machine: what counts is the ratio.
Each figure is the median of several runs, which alternate between what is compared. The pages are those of an invented
catalogue, in nested tables of contents, with the theme furo, and the reader's browser draws the diagrams; both sides
show the same.
"""
_CATALOGUES = {"small": "in the small catalogue", "large": "in the large one", "checked": "in the one that is checked"}
_SIZES = {"small": Options.systems, "large": Options.large, "checked": Options.records}
_UNKNOWN = "not measured yet"


def report(rows: Rows) -> str:
    """The text of ``RESULTS.md``."""
    parts = [_HEAD, "## Targets\n", *_targets(rows), "## How they were measured\n", *_runs(rows)]
    return "\n".join([*parts, "## Every measurement\n", *_samples(rows)]).rstrip() + "\n"


def with_table(readme: str, rows: Rows) -> str:
    """The README with the short table between its markers."""
    before, _, rest = readme.partition(BEGIN)
    _old, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{short(rows)}{END}{after}"


def short(rows: Rows) -> str:
    """The targets in three columns."""
    lines = ([_what(target), _value(target, one), _limit(target)] for target, one in _all(rows))
    return _table(["Compared", "Measured", "Target"], lines)


def _all(rows: Rows) -> Iterator[tuple[Target, Measured | None]]:
    """The targets with what was measured for them, and the sizes at which it was."""
    for target in TARGETS:
        row = rows.get(target.row)
        sizes = {name: number(value) for name, value in (row.catalogue if row else _SIZES).items()}
        named = replace(target, what=target.what.format(**sizes), theirs=target.theirs.format(**sizes))
        yield named, row.measured.get(target.id) if row else None


def _targets(rows: Rows) -> Iterator[str]:
    heads = ["", "What", "Ours", "Theirs", "Held against", "Ratio", "Target", "Met"]
    cells = (
        [
            target.id,
            target.what,
            *_sides(target, one),
            target.theirs or "–",
            _ratio(one),
            _limit(target),
            _met(target, one),
        ]
        for target, one in _all(rows)
    )
    yield _table(heads, cells)
    for target, one in _all(rows):
        if one and not target.is_met(one):
            yield (
                f"* **{target.id}** is missed by a factor of {target.missed_by(one):.2f}. {target.bounded_by}".rstrip()
                + "\n"
            )


def _sides(target: Target, one: Measured | None) -> list[str]:
    if one is None:
        return [_UNKNOWN, ""]
    return [f"{number(side)} {target.unit}" if side is not None else "–" for side in (one.ours, one.theirs)]


def _ratio(one: Measured | None) -> str:
    return "" if one is None else "–" if one.theirs is None else number(one.value)


def _limit(target: Target) -> str:
    sign = "≥" if target.at_least else "≤"
    return f"{sign} {number(target.limit)}{'' if target.theirs else f' {target.unit}'}"


def _met(target: Target, one: Measured | None) -> str:
    if one is None:
        return ""
    return "yes" if target.is_met(one) else f"no, by {target.missed_by(one):.2f}"


def _what(target: Target) -> str:
    return f"{target.what}, against {target.theirs}" if target.theirs else target.what


def _value(target: Target, one: Measured | None) -> str:
    if one is None:
        return _UNKNOWN
    return f"{number(one.value)}{'' if target.theirs else f' {target.unit}'}"


def _runs(rows: Rows) -> Iterator[str]:
    """The command, the machine and the catalogue of each row; rows that share them are told of together."""
    alike: dict[str, list[int]] = {}
    for number_, row in sorted(rows.items()):
        machine = ", ".join(f"{name} {value}" for name, value in row.machine.items())
        text = f"`{row.command}` on {row.date}; {machine}. {_catalogue(row.catalogue)}"
        alike.setdefault(text, []).append(number_)
    yield from (f"* Row {', '.join(map(str, numbers))}: {text}" for text, numbers in alike.items())
    yield "" if alike else f"{_UNKNOWN.capitalize()}.\n"


def _catalogue(size: Mapping[str, float]) -> str:
    """``125 records in the small catalogue, …``."""
    how_many = ", ".join(f"{number(size[name])} records {text}" for name, text in _CATALOGUES.items())
    each = ", ".join(f"{number(size[name])} {name}" for name in ("bytes", "components", "flows", "diagrams"))
    return f"{how_many}; a record has on average {each}."


def _samples(rows: Rows) -> Iterator[str]:
    if not rows:
        # LaTeX has no table without a row.
        yield f"{_UNKNOWN.capitalize()}.\n"
        return
    yield (
        "Seconds are the median, and in brackets the shortest and the longest run. Processor seconds are those of the "
        "command and all its children; memory is that of the largest of these processes.\n"
    )
    heads = ["Row", "What", "Runs", "Seconds", "Processor seconds", "Memory, MiB"]
    cells = (
        [
            *(str(number_), name, str(len(one.runs))),
            f"{one.seconds:.2f} ({one.spread[0]:.2f}–{one.spread[1]:.2f})",
            *(f"{one.cpu:.2f}", f"{one.peak / 2**20:.0f}"),
        ]
        for number_, row in sorted(rows.items())
        for name, one in row.samples.items()
    )
    yield _table(heads, cells)


def number(value: float) -> str:
    """Three digits that count, without an exponent."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.001 else f"{value:.5f}"


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
