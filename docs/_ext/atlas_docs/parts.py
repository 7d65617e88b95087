"""What the directives here share: small tables, definitions with an anchor, and what a page depends on."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_atlas.extension.inline import parse

Inlines = list[nodes.Node]


_QUOTED = re.compile(r"(?<!\w)'([^']+)'(?!\w)")


def prose(text: str) -> Inlines:
    """A docstring or a message as nodes: what stands in one pair of backticks, in two, or in single quotes is code."""
    return parse(_QUOTED.sub(r"`\1`", " ".join(text.replace("``", "`").split())))


def code(said: object) -> Inlines:
    """A piece of code."""
    return [nodes.literal(str(said), str(said))]


def text(said: object) -> Inlines:
    """Plain text."""
    return [nodes.Text(str(said))]


def link(said: Inlines, anchor: str) -> Inlines:
    """A link to another place on the page."""
    return [nodes.reference("", "", *said, refid=anchor, internal=True)]


def paragraph(*inlines: nodes.Node, quiet: bool = False) -> nodes.paragraph:
    """Inline content as a block."""
    return nodes.paragraph("", "", *inlines, classes=["site-quiet"] if quiet else [])


def joined(parts: Iterable[Inlines], by: str = ", ") -> Inlines:
    """Several pieces of text, with something between them."""
    found: Inlines = []
    for part in parts:
        found += [nodes.Text(by), *part] if found else part
    return found


def table(titles: Iterable[str], rows: Iterable[Iterable[Inlines]]) -> nodes.Element:
    """A table of inline content, in the frame of the catalogue's own tables."""
    titles, rows = list(titles), [list(row) for row in rows]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in titles), cols=len(titles))
    group += nodes.thead("", _row(text(title) for title in titles))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["site-table", "colwidths-auto"])


def _row(cells: Iterable[Inlines]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph(*cell)) for cell in cells))


class SiteDirective(SphinxDirective):
    """A directive of this site."""

    has_content = False

    def depends_on(self, *objects: object) -> None:
        """Have the page read again when the code that it describes has changed."""
        for entry in objects:
            self.env.note_dependency(inspect.getfile(entry))  # type: ignore[arg-type]

    def definition(
        self, objtype: str, name: str, anchor: str, content: Iterable[nodes.Node], title: str = ""
    ) -> addnodes.desc:
        """Something with a name that pages can link to."""
        signature = addnodes.desc_signature(name, "", addnodes.desc_name(name, name), ids=[anchor])
        signature["_toc_name"], signature["_toc_parts"] = name, (name,)
        if title:
            signature += addnodes.desc_annotation(title, "", nodes.Text(f" {title}"))
        body = addnodes.desc_content("", *content)
        node = addnodes.desc("", signature, body, domain="std", objtype=objtype, classes=[objtype])
        self.env.domains.standard_domain.note_object(objtype, name, anchor, location=self.get_location())
        self.state.document.note_explicit_target(signature)
        return node

    def section(self, title: Inlines, anchor: str) -> nodes.section:
        """A section of the page."""
        section = nodes.section("", nodes.title("", "", *title), ids=[anchor])
        self.set_source_info(section)
        self.state.document.note_explicit_target(section)
        return section
