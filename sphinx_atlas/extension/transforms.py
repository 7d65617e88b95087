"""After references are resolved: diagrams become pictures in HTML, and text everywhere else."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.mermaid import mermaid

from ..mermaid.links import with_links
from .nodes import atlas_alternative, atlas_caption, atlas_diagram, atlas_figure, atlas_links, atlas_text

_ = get_translation("sphinx_atlas")


class AimAtAnchors(SphinxPostTransform):
    """In a single page, a reference of ours leads to its anchor; Sphinx would put the document's name before it, which
    is nowhere.
    """

    default_priority = 15
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Handle every reference whose text is marked as ours."""
        for reference in self.document.findall(nodes.reference):
            uri, inner = reference.get("refuri", ""), next(iter(reference.children), None)
            if uri.startswith("#") and isinstance(inner, nodes.Element) and "atlas" in inner.get("classes", []):
                reference["refuri"] = f"#{uri.rpartition('#')[2]}"


class WriteDiagrams(SphinxPostTransform):
    """In an e-book, whose readers run no script, a diagram is its caption and its text."""

    default_priority = 18
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Handle every diagram of the document."""
        for node in list(self.document.findall(atlas_diagram)):
            _take_links(node)
            node.replace_self(nodes.container("", *node.children, ids=node["ids"], classes=node["classes"]))


class DrawDiagrams(SphinxPostTransform):
    """In a browser, a diagram is a picture with its caption, its links, and its text folded away.

    The priority is above that of Sphinx's ReferencesResolver (10): by then each link is a reference with the address
    that is right
    for this builder and page, or is none.
    """

    default_priority = 20
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Handle every diagram of the document."""
        for node in list(self.document.findall(atlas_diagram)):
            node.replace_self(_figure(node, _take_links(node)))


class DropLinks(SphinxPostTransform):
    """Everywhere else a diagram is the container it was read as, without its bare links."""

    default_priority = 30

    def run(self, **kwargs: Any) -> None:
        """Handle every diagram of the document."""
        for node in list(self.document.findall(atlas_links)):
            node.parent.remove(node)


class UnwrapProse(SphinxPostTransform):
    """Once translated, prose is text like any other; only where translations are gathered is it still told apart."""

    default_priority = 900
    formats = ("html", "latex", "text", "man", "texinfo", "xml", "pseudoxml")

    def run(self, **kwargs: Any) -> None:
        """Handle all prose of the document."""
        for node in list(self.document.findall(atlas_text)):
            node.replace_self(node.children)


def _take_links(node: atlas_diagram) -> dict[str, tuple[str, str]]:
    """The address and tooltip of each node of the picture, taken out of the tree."""
    found: dict[str, tuple[str, str]] = {}
    for links in list(node.findall(atlas_links)):
        for reference in links.findall(nodes.reference):
            inner = next((child for child in reference.children if isinstance(child, nodes.Element)), None)
            if inner is not None and (id_ := inner.get("atlas_node")):
                found[id_] = (_address(reference), reference.get("reftitle", ""))
        node.remove(links)
    return found


def _address(reference: nodes.reference) -> str:
    """Where a resolved reference leads, from the page it stands on."""
    if "refid" in reference:
        return f"#{reference['refid']}"
    return str(reference.get("refuri", ""))


def _figure(node: atlas_diagram, links: dict[str, tuple[str, str]]) -> atlas_figure:
    picture = mermaid()
    picture["code"], picture["options"], picture["alt"] = with_links(node["code"], links), {}, node["alt"]
    caption = next(iter(node.findall(atlas_caption)))
    rest = [child for child in node.children if child is not caption]
    folded = atlas_alternative("", *rest, summary=_("The same as text"))
    return atlas_figure("", picture, caption, folded, ids=node["ids"], alt=node["alt"])
