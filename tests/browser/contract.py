"""A Sphinx extension for the tests: tables as our script and our style expect them, at their largest.

They go through docutils and the theme as ours do; what they hold is made up, so that a test knows every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

#: Of the table ``index``: three kinds of columns, a letter with a mark, an empty cell, an order that is none.
COLUMNS = ("Mechanism", "Systems", "Since", "What it does")
ROWS = (
    ("Write-ahead log", "12", "2024-03-01", "Keeps what was promised"),
    ("Éventail", "1,100", "2019-11-30", "Sends one message to many"),
    ("Bulkhead", "2", "not stated", "Keeps a failure in one part"),
    ("Cache", "", "2024-02", "Keeps an answer near"),
)
#: Row of the table ``index`` that has an anchor, and the anchor.
ANCHORED, ANCHOR = 2, "row-bulkhead"

#: As many as a large catalogue has.
MECHANISMS = tuple(
    f"{name} {number}"
    for number in range(1, 12)
    for name in ("Consistent hashing", "Load shedding", "Log", "Timeout and retry", "Request coalescing")
)


class Frame(nodes.container):
    """The element that the script looks for."""


def visit_frame(translator: Any, node: nodes.Element) -> None:
    """Write it as the extension does."""
    shown = {
        "role": "region",
        "aria-label": node["label"],
        "tabindex": "0",
        "data-atlas-table": node["key"],
        "data-atlas-filter": "Filter",
        "data-atlas-count": "{shown} of {all}",
        "data-atlas-sort": "Sort by {column}",
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in shown.items())
    translator.body.append(f'<div class="atlas-table" {attributes}>\n')


def depart_frame(translator: Any, node: nodes.Element) -> None:
    """Close it."""
    translator.body.append("</div>\n")


def inline(text: str) -> nodes.Node:
    """The words that have a look of their own, and any other text."""
    if text in {"mandatory", "conditional"}:
        return nodes.inline("", text, classes=[f"atlas-cell-{text}"])
    if text == "not stated":
        return nodes.inline("", text, classes=["atlas-not-stated"])
    return nodes.Text(text)


def table(key: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Frame, list[nodes.row]]:
    """A table in its frame, and its rows."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _column in columns), cols=len(columns))
    group += nodes.thead("", row(columns))
    found = [row(texts) for texts in rows]
    group += nodes.tbody("", *found)
    inner = nodes.table("", group, classes=["atlas", f"atlas-{name}", "colwidths-auto"])
    return Frame("", inner, key=key, label=f"Table {key}"), found


def row(texts: Sequence[str]) -> nodes.row:
    """A row of cells."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", inline(text))) for text in texts))


def index() -> list[nodes.Node]:
    """A table to be filtered and sorted."""
    frame, rows = table("index", "index-mechanism", COLUMNS, ROWS)
    rows[ANCHORED]["ids"].append(ANCHOR)
    return [frame]


def matrix() -> list[nodes.Node]:
    """Forty systems by fifty-five mechanisms, with what explains the signs."""
    signs = ("", "mandatory", "", "", "conditional", "", "")
    systems = [f"System {number}" for number in range(1, 41)]
    cells = [
        [name, *(signs[(place * (line + 3)) % 7] for line in range(len(MECHANISMS)))]
        for place, name in enumerate(systems)
    ]
    frame, _rows = table("matrix", "matrix", ("System", *MECHANISMS), cells)
    words: list[nodes.Node] = [inline("mandatory"), nodes.Text(", "), inline("conditional")]
    return [frame, nodes.paragraph("", "", *words, classes=["atlas-note"])]


def compare() -> list[nodes.Node]:
    """Two systems, one difference."""
    columns = ("Field", "Ferry Chat", "Barge Chat", "Raft Chat")
    frame, rows = table(
        "compare",
        "compare",
        columns,
        [
            ("Organisation", "Ferry Labs, Inc.", "Ferry Labs, Inc.", "Ferry Labs, Inc."),
            ("Peak", "250,000 messages per second", "not stated", "1,000,000 messages per second"),
        ],
    )
    rows[1]["classes"].append("atlas-differs")
    return [frame]


def coverage() -> list[nodes.Node]:
    """What there is, and what there is to be."""
    rows = [("Messaging", "1", "12", "8 %"), ("Core infrastructure", "1", "10", "10 %")]
    return [table("coverage", "coverage", ("Category", "Systems", "Target", "Share"), rows)[0]]


MAKERS = {"index": index, "matrix": matrix, "compare": compare, "coverage": coverage}


class Contract(Directive):
    """Shows one of the tables."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The nodes."""
        return MAKERS[self.arguments[0]]()


def load(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Load style and script as the extension does: on the pages that show such a table."""
    if doctree is not None and any(doctree.findall(Frame)):
        app.add_css_file("sphinx-atlas.css")
        app.add_js_file("sphinx-atlas.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register all of it."""
    app.add_node(Frame, html=(visit_frame, depart_frame))
    app.add_directive("contract-table", Contract)
    app.connect("html-page-context", load)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
