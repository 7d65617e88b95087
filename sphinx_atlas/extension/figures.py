"""A diagram as nodes: its text, its caption, its text alternative and its links."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import get_translation

from ..catalog.model import CaseStudy
from ..drawing import Drawing
from ..views.diagrams.model import Diagram
from ..views.diagrams.outline import outline
from .content import Writer
from .nodes import atlas_caption, atlas_diagram, atlas_links

_ = get_translation("sphinx_atlas")


def diagram_node(writer: Writer, drawing: Drawing, caption: str | None = None) -> atlas_diagram:
    """The node of a diagram.

    :param caption: instead of the diagram's own title

    Its children are the caption with links to the terms that its texts name, the text alternative as a list, and the
    links: one cross-reference for each node of the picture that stands for a term. Sphinx resolves those like any
    other, so they are right in every builder; the picture takes its addresses from them afterwards.
    """
    diagram = drawing.diagram
    node = atlas_diagram(
        "",
        code=drawing.text,
        atlas_id=diagram.id,
        alt=diagram.description,
        atlas_nodes=list(drawing.nodes),
        classes=["atlas-diagram"],
    )
    node += _caption(writer, diagram, drawing.record, caption or diagram.title)
    node += nodes.bullet_list(
        "",
        *(nodes.list_item("", nodes.paragraph(line, line)) for line in outline(diagram)),
        classes=["atlas-outline", "simple"],
    )
    links = atlas_links()
    for id_, ref in diagram.refs():
        xref = writer.ref(ref, [])
        xref["atlas_node"] = id_
        xref.children[0]["atlas_node"] = id_  # type: ignore[index] # the resolver keeps the inner node, not the outer one
        links += xref
    node += links
    return node


def _terms(writer: Writer, diagram: Diagram) -> nodes.paragraph:
    """Links to the terms that boxes and arrows name: a box of the picture can lead to one place alone."""
    found: list[nodes.Node] = []
    for name, ref in diagram.terms:
        found += [nodes.Text(", " if found else f"{_('Terms')}: "), writer.ref(ref, [nodes.Text(name)])]
    return nodes.paragraph("", "", *found, classes=["atlas-terms"])


def _caption(writer: Writer, diagram: Diagram, record: CaseStudy, title: str) -> atlas_caption:
    words = writer.words(title, record.mark())
    inlines: list[nodes.Node] = [nodes.inline("", "", *words, classes=["atlas-title"])]
    inlines += [writer.mark(record.id, number, _("source")) for number in diagram.sources]
    caption = atlas_caption("", nodes.paragraph("", "", *inlines), classes=["atlas-caption"])
    if diagram.terms:
        caption += _terms(writer, diagram)
    if diagram.attribution:
        words = writer.words(diagram.attribution, record.mark("attribution"))
        caption += nodes.paragraph("", "", *words, classes=["atlas-attribution"])
    return caption
