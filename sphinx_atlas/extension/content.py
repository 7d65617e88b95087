"""Statements and tables as docutils nodes, built straight: no text is generated to be parsed again."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from ..catalog.evidence import State
from ..catalog.finding import Mark
from ..views.content import Align, Cell, Column, Statement, Table
from ..views.diagrams.model import Ref
from ..views.text import INFERRED, NOT_STATED
from .ids import INFERRED_ANCHOR
from .inline import parse
from .nodes import atlas_table, atlas_text

_ = get_translation("sphinx_atlas")


class Writer:
    """Makes nodes of what one page shows, and gathers what it refers to.

    :param docname: of the page
    :param file: that prose comes from where a statement names none, as translators and error messages name it
    """

    def __init__(self, docname: str, file: str = "") -> None:
        self.docname = docname
        self.file = file
        #: kind and name of everything referred to
        self.refs: list[tuple[str, str]] = []

    def _xref(self, kind: str, name: str, inner: nodes.Node, **attributes: str) -> addnodes.pending_xref:
        """A link to a thing of the catalogue; silent where no page shows it."""
        self.refs.append((kind, name))
        return addnodes.pending_xref(
            "",
            inner,
            refdomain="atlas",
            reftype=kind,
            reftarget=name,
            refexplicit=True,
            refwarn=False,
            refdoc=self.docname,
            **attributes,
        )

    def ref(self, ref: Ref, text: list[nodes.Node]) -> addnodes.pending_xref:
        """A link to what a statement or a node stands for."""
        inner = nodes.inline("", "", *text, classes=["xref", "atlas", f"atlas-{ref.kind}"])
        return self._xref(str(ref.kind), ref.id, inner)

    def mark(self, system: str, number: int, title: str) -> nodes.inline:
        """A numbered link to a source that the system's page lists.

        :param title: its tooltip
        """
        return nodes.inline("", "", self._evidence(system, f"[{number}]", str(number), title), classes=["atlas-mark"])

    def marks(self, statement: Statement) -> list[nodes.Node]:
        """What stands behind a statement: numbered links to its sources, or the words that say there are none."""
        found: list[nodes.Node] = []
        for number in statement.sources:
            title = f"“{statement.quote}”" if statement.quote else _("source")
            found.append(self.mark(statement.system, number, title))
        if statement.state is State.INFERRED:
            mark = self._evidence(statement.system, _(INFERRED), INFERRED_ANCHOR, statement.reason or "")
            found += [nodes.Text(" "), nodes.inline("", "", mark, classes=["atlas-inferred"])]
        elif statement.state is State.UNSOURCED:
            found += [nodes.Text(" "), nodes.inline("", _("(no source given)"), classes=["atlas-unsourced"])]
        if statement.dated:
            found += [nodes.Text(" "), nodes.inline("", f"({statement.dated})", classes=["atlas-dated"])]
        return found

    def _evidence(self, system: str, text: str, suffix: str, title: str) -> addnodes.pending_xref:
        """A link to an entry of the evidence that its system's page lists, with what it says as a tooltip."""
        return self._xref("evidence", system, nodes.Text(text), atlas_suffix=f"-{suffix}", atlas_title=title)

    def inlines(self, statement: Statement) -> list[nodes.Node]:
        """A statement as inline nodes."""
        found: list[nodes.Node] = []
        if statement.label:
            found += [nodes.inline("", f"{statement.label}:", classes=["atlas-label"]), nodes.Text(" ")]
        if statement.state is State.NOT_STATED:
            return [*found, nodes.inline("", _(statement.text), classes=["atlas-not-stated"])]
        found += self._text(statement)
        found += self.marks(statement)
        if statement.detail:
            detail = self.words(statement.detail, statement.mark, statement.file)
            found += [nodes.Text(" "), nodes.inline("", "", *detail, classes=["atlas-detail"])]
        return found

    def _text(self, statement: Statement) -> list[nodes.Node]:
        """What a statement says, as a link where it leads somewhere."""
        if statement.url:
            return [nodes.reference("", "", *parse(statement.text), refuri=statement.url, internal=False)]
        text = self.words(statement.text, statement.mark, statement.file)
        if statement.ref:
            return [self.ref(statement.ref, text)]
        return [nodes.inline("", "", *text, classes=[f"atlas-cell-{statement.role}"])] if statement.role else text

    def words(self, text: str, mark: Mark | None, file: str = "") -> list[nodes.Node]:
        """Prose of a file as nodes, which know its line there.

        They are translated by themselves, not as part of their paragraph: the marks of evidence beside them, which no
        translation has, would be lost.
        """
        parsed = parse(text)
        if mark is None or not (file or self.file):
            return parsed
        inline = atlas_text(text, "", *parsed)
        inline.source, inline.line = file or self.file, mark.line
        return [inline]

    def paragraph(self, statement: Statement, *classes: str) -> nodes.paragraph:
        """A statement as a paragraph."""
        return nodes.paragraph("", "", *self.inlines(statement), classes=list(classes))

    def bullets(self, statements: Iterable[Statement], *classes: str) -> nodes.bullet_list:
        """Statements as a list."""
        items = (nodes.list_item("", self.paragraph(statement)) for statement in statements)
        return nodes.bullet_list("", *items, classes=list(classes))

    def cell(self, cell: Cell, align: Align) -> nodes.entry:
        """A table cell; one without a statement says so."""
        entry = nodes.entry(classes=[f"atlas-{align}"])
        if not cell:
            entry += nodes.paragraph("", "", nodes.inline("", _(NOT_STATED), classes=["atlas-not-stated"]))
        elif len(cell) == 1:
            entry += self.paragraph(cell[0])
        else:
            entry += self.bullets(cell, "simple", "atlas-cell")
        return entry

    def table(self, table: Table) -> list[nodes.Node]:
        """A table in the frame that it scrolls in, and its note."""
        if not table.rows:
            return [nodes.paragraph("", "", nodes.inline("", _(NOT_STATED), classes=["atlas-not-stated"]))]
        columns = len(table.columns)
        group = nodes.tgroup(cols=columns)
        group += [nodes.colspec(colwidth=max(1, 100 // columns)) for _column in table.columns]
        group += nodes.thead("", nodes.row("", *map(self._heading, table.columns)))
        group += nodes.tbody("", *(self._row(table, number, row) for number, row in enumerate(table.rows)))
        classes = ["atlas", f"atlas-{table.name}", f"atlas-{table.name.partition('-')[0]}", "colwidths-auto"]
        inner = nodes.table("", group, classes=list(dict.fromkeys(classes)))
        frame = atlas_table("", inner, label=_(table.title), key=table.name if table.is_list else "")
        explained = [node for statement in table.legend for node in (*self.inlines(statement), nodes.Text(" "))]
        note = nodes.paragraph("", "", *explained, nodes.Text(_(table.note or "")), classes=["atlas-note"])
        return [frame, note] if note.astext() else [frame]

    def _heading(self, column: Column) -> nodes.entry:
        title: list[nodes.Node] = [nodes.Text(_(column.title))]
        inlines = [self.ref(column.ref, title)] if column.ref else title
        if column.count is not None:
            inlines += [nodes.Text(" "), nodes.inline("", str(column.count), classes=["atlas-count"])]
        return nodes.entry("", nodes.paragraph("", "", *inlines), classes=[f"atlas-{column.align}"])

    def _row(self, table: Table, number: int, row: tuple[Cell, ...]) -> nodes.row:
        cells = (self.cell(cell, column.align) for cell, column in zip(row, table.columns, strict=True))
        return nodes.row("", *cells, classes=["atlas-differs"] if number in table.marked else [])
