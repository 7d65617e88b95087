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
#: Entries of a cell's list that stay together on a page; a row never breaks.
TOGETHER = 3
#: Space beside the text of a cell, in characters.
GAP = 2


class FitTables(SphinxPostTransform):
    """Give each column a width by its content, let tables break between pages, and set them small.

    Left to itself, LaTeX sets a table that breaks between pages without breaking lines, and one that breaks lines
    without breaking between pages: either loses text beyond the edge of the paper.
    """

    default_priority = 400
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Handle every table of ours."""
        for frame in list(self.document.findall(atlas_table)):
            for table in list(frame.findall(nodes.table)):
                fit(table)
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


def fit(table: nodes.table) -> None:
    """Make a table that stands in a frame fit the page."""
    rows = [list(row.findall(nodes.entry)) for row in table.findall(nodes.row)]
    columns = [[_lines(row[number]) for row in rows] for number in range(len(rows[0]))]
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


def widths(columns: list[list[list[str]]]) -> list[int]:
    """A width for each column, relative to the others: its longest word, and a share of the rest of the line by how
    much text it holds.

    :param columns: the lines of each cell of each column
    """
    # What counts is how high the rows get, so a long cell weighs more than several short ones.
    wanted = [math.hypot(*(sum(map(len, cell)) for cell in column)) for column in columns]
    lines = [[line for cell in column for line in cell] for column in columns]
    floors = [GAP + max((len(word) for line in column for word in line.split()), default=0) for column in lines]
    # A column needs no more than its longest line.
    longest = [GAP + max(map(len, column), default=0) for column in lines]
    rest = max(LINE - sum(floors), 0)
    shares = [rest * text / (sum(wanted) or 1) for text in wanted]
    return [max(1, round(min(floor + share, most))) for floor, share, most in zip(floors, shares, longest, strict=True)]
