"""Tables as text: aligned for a terminal or a log, or as Markdown for an issue."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from ..catalog.evidence import State
from .content import Align, Cell, Column, Statement, Table
from .text import INFERRED, NOT_STATED, joined

#: A cell is folded at so many characters.
WIDTH = 36


def words(statement: Statement) -> str:
    """A statement in one line, with what stands behind it: ``by name: Slack [1] (inferred) (a detail)``."""
    text = NOT_STATED if statement.state is State.NOT_STATED else statement.text
    marks = "".join(f"[{number}]" for number in statement.sources)
    reason = INFERRED if statement.state is State.INFERRED else ""
    behind = [f"({part})" for part in (statement.dated, statement.detail) if part]
    label = f"{statement.label}:" if statement.label else ""
    return " ".join(joined((label, text, marks, reason, *behind)).split())


def cell_words(cell: Cell) -> str:
    """A cell in one line; one without a statement says so."""
    return ", ".join(map(words, cell)) if cell else NOT_STATED


def text_table(table: Table) -> str:
    """A table in aligned columns, under its title; numbers to the right."""
    titles = [_heading(column) for column in table.columns]
    rows = [[_folded(cell_words(cell)) for cell in row] for row in table.rows]
    widths = [max([len(title), *(len(line) for row in rows for line in row[at])]) for at, title in enumerate(titles)]
    aligned = list(zip(table.columns, widths, strict=True))
    lines = [_line(titles, aligned), _line(["-" * width for width in widths], aligned)]
    for row in rows:
        height = max(map(len, row))
        lines += [_line([cell[at] if at < len(cell) else "" for cell in row], aligned) for at in range(height)]
    return "\n".join([table.title, "", *(lines if table.rows else [NOT_STATED]), *_note(table)])


def markdown_table(table: Table) -> str:
    """A table as GitHub's Markdown has it, without its title; nothing in a cell is taken for markup or a mention."""
    if not table.rows:
        return f"*{NOT_STATED}*"
    rule = ["---:" if column.align is Align.NUMBER else "---" for column in table.columns]
    rows = [[markdown(_heading(column)) for column in table.columns], rule]
    rows += [[markdown(cell_words(cell)) for cell in row] for row in table.rows]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), *map(markdown, _note(table))])


def markdown(text: str) -> str:
    """Plain text in which Markdown sees no markup, no HTML, and nobody to notify."""
    escaped = re.sub(r"([\\`*_{}\[\]|~#$])", r"\\\1", " ".join(text.split()))
    # An empty comment shows nothing, and what stands around it is no name any more.
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace("@", "@<!-- -->")


def _heading(column: Column) -> str:
    return column.title if column.count is None else f"{column.title} {column.count}"


def _note(table: Table) -> Iterable[str]:
    return ["", table.note] if table.note else []


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _line(cells: list[str], columns: list[tuple[Column, int]]) -> str:
    padded = (
        cell.rjust(width) if column.align is Align.NUMBER else cell.ljust(width)
        for cell, (column, width) in zip(cells, columns, strict=True)
    )
    return "  ".join(padded).rstrip()
