"""Tables in the terminal: with rich, where that is installed and there is a terminal; else aligned text."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..views.content import Align, Table
from ..views.plain import cell_words, text_table
from .console import write


def show(tables: Sequence[Table]) -> None:
    """Write tables to standard output, with an empty line between."""
    has_all_characters = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    if sys.stdout.isatty() and has_all_characters and _show_richly(tables):
        return
    for number, table in enumerate(tables):
        if number:
            write(sys.stdout, "")
        for line in text_table(table).splitlines():
            write(sys.stdout, line)


def _show_richly(tables: Sequence[Table]) -> bool:
    """Whether rich is there, and has written them."""
    try:
        from rich.console import Console  # noqa: PLC0415 - of an extra
        from rich.table import Table as Grid  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415
    except ImportError:
        return False
    console = Console(file=sys.stdout)
    for table in tables:
        grid = Grid(title=Text(table.title, style="bold"), title_justify="left", caption=Text(table.note or ""))
        for column in table.columns:
            grid.add_column(Text(column.title), justify="right" if column.align is Align.NUMBER else "left")
        for row in table.rows:
            grid.add_row(*(Text(cell_words(cell)) for cell in row))
        console.print(grid)
    return True
