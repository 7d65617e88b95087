"""What has to fit on paper: in the browser a wide table scrolls."""

from __future__ import annotations

import math
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .nodes import atlas_table

#: Characters of small print that a line of the page holds.
LINE = 100
#: The same where long words are hyphenated.
SQUEEZED = 120
#: Entries of a cell's list that stay together on a page; a row never breaks.
TOGETHER = 3
#: Space beside the text of a cell, in characters.
GAP = 2

#: The lines of each cell of each column.
Columns = list[list[list[str]]]


class FitTables(SphinxPostTransform):
    """Fold tables of too many columns, give each column a width by its content, let tables break between pages, and
    set them small.

    Left to itself, LaTeX sets a table that breaks between pages without breaking lines, and one that breaks lines
    without breaking between pages: either loses text beyond the edge of the paper.
    """

    default_priority = 400
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Handle every table of ours."""
        for frame in list(self.document.findall(atlas_table)):
            for table in list(frame.findall(nodes.table)):
                parts = folded(table, columns_of(table))
                parent = table.parent
                at = parent.index(table)
                parent[at : at + 1] = [part for part, _columns in parts]
                for part, columns in parts:
                    fit(part, columns)
            frame.insert(0, nodes.raw("", r"\begingroup\footnotesize\setlength{\leftmargini}{1em}", format="latex"))
            frame.append(nodes.raw("", r"\endgroup", format="latex"))


class BreakBetweenMarks(SphinxPostTransform):
    """Let a line end between two marks; a diagram may have twenty, with no space between."""

    default_priority = 400
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Handle every mark."""
        for mark in list(self.document.findall(nodes.inline)):
            if "atlas-mark" in mark["classes"]:
                mark.parent.insert(mark.parent.index(mark), nodes.raw("", r"\allowbreak{}", format="latex"))


def columns_of(table: nodes.table) -> Columns:
    """What is measured of a table; it takes its time, so nothing is measured twice."""
    rows = [[_lines(entry) for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    return [list(column) for column in zip(*rows, strict=True)]


def folded(table: nodes.table, columns: Columns) -> list[tuple[nodes.table, Columns]]:
    """A table as several, each with the first column and as many others as a page has room for, and its columns."""
    head, *others = _floors(columns)
    groups: list[list[int]] = [[]]
    room = SQUEEZED - head
    for number, floor in enumerate(others, 1):
        if groups[-1] and floor > room:
            groups.append([])
            room = SQUEEZED - head
        groups[-1].append(number)
        room -= floor
    if len(groups) == 1:
        return [(table, columns)]
    return [(_part(table, [0, *group]), [columns[number] for number in (0, *group)]) for group in groups]


def _part(table: nodes.table, columns: list[int]) -> nodes.table:
    """A copy with some of the columns; what links lead to is left in the one that has the second."""
    part = table.deepcopy()
    for group in part.findall(nodes.tgroup):
        group["cols"] = len(columns)
        widths = list(group.findall(nodes.colspec))
        for number, colspec in enumerate(widths):
            if number not in columns:
                group.remove(colspec)
    for row in part.findall(nodes.row):
        row.children = [row[number] for number in columns]
    for node in part.findall(nodes.Element):
        if 1 not in columns:
            node["ids"] = []
    return part


def fit(table: nodes.table, columns: Columns) -> None:
    """Make a table that stands in a frame fit the page."""
    found = widths(columns)
    spec = "".join(rf">{{\raggedright\arraybackslash}}\X{{{width}}}{{{sum(found)}}}" for width in found)
    table.parent.insert(table.parent.index(table), addnodes.tabular_col_spec(spec=spec))
    table["classes"].append("longtable")
    for row in list(table.findall(nodes.row)):
        parent = row.parent
        at = parent.index(row)
        parent[at : at + 1] = _parts(row)


def _parts(row: nodes.row) -> list[nodes.row]:
    """A row as several, where its lists are long."""
    cells = [_pieces(entry) for entry in row.findall(nodes.entry)]
    count = max(map(len, cells))
    filled = [[*pieces, *(nodes.entry("") for _empty in range(count - len(pieces)))] for pieces in cells]
    return [nodes.row("", *entries) for entries in zip(*filled, strict=True)]


def _pieces(entry: nodes.entry) -> list[nodes.entry]:
    """A cell as several, each with a piece of its list."""
    listing = entry.children[0] if entry.children else None
    if not isinstance(listing, nodes.bullet_list) or len(listing) <= TOGETHER:
        return [entry]
    items = list(listing.children)
    pieces = (items[at : at + TOGETHER] for at in range(0, len(items), TOGETHER))
    return [
        nodes.entry("", nodes.bullet_list("", *piece, **listing.attributes), **entry.attributes) for piece in pieces
    ]


def _lines(entry: nodes.entry) -> list[str]:
    """The text of a cell, paragraph by paragraph."""
    return [paragraph.astext() for paragraph in entry.findall(nodes.paragraph)]


def widths(columns: Columns) -> list[int]:
    """A width for each column, relative to the others: its longest word, and a share of the rest of the line by how
    much text it holds.
    """
    # What counts is how high the rows get, so a long cell weighs more than several short ones.
    wanted = [math.hypot(*(sum(map(len, cell)) for cell in column)) for column in columns]
    lines = [[line for cell in column for line in cell] for column in columns]
    floors = _floors(columns)
    # A column needs no more than its longest line.
    longest = [GAP + max(map(len, column), default=0) for column in lines]
    rest = max(LINE - sum(floors), 0)
    shares = [rest * text / (sum(wanted) or 1) for text in wanted]
    return [max(1, round(min(floor + share, most))) for floor, share, most in zip(floors, shares, longest, strict=True)]


def _floors(columns: Columns) -> list[int]:
    """How wide each column has to be for its longest word."""
    words = ((word for cell in column for line in cell for word in line.split()) for column in columns)
    return [GAP + max(map(len, column), default=0) for column in words]
