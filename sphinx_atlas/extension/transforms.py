"""After references are resolved: diagrams become pictures in HTML, and text everywhere else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.mermaid import mermaid

from ..mermaid.links import with_links
from ..rendering import Link, Picture, aim
from .environment import domain_of
from .nodes import (
    atlas_actions,
    atlas_alternative,
    atlas_caption,
    atlas_diagram,
    atlas_figure,
    atlas_links,
    atlas_picture,
    atlas_tab,
)
from .pictures import inline_job, printed, take, tell_size

if TYPE_CHECKING:
    from .domain import AtlasDomain

_ = get_translation("sphinx_atlas")


class DrawDiagrams(SphinxPostTransform):
    """In HTML, a diagram is a picture with its caption, its links, and its text folded away.

    The priority is above that of Sphinx's ReferencesResolver (10): by then each link is a reference with the address
    that is right for this builder and page, or is none.
    """

    default_priority = 20
    formats = ("html",)
    #: Whether it is an e-book, whose readers run no script, fold nothing and open no file.
    is_book = False

    def run(self, **kwargs: Any) -> None:
        """Handle every diagram of the document."""
        diagrams = list(self.document.findall(atlas_diagram))
        if not diagrams:
            return
        domain = domain_of(self.env)
        pictures = _pictures(domain, self.env.docname, diagrams)
        by_script = domain.pictures.renderer is None and not self.is_book
        for node, picture in zip(diagrams, pictures, strict=True):
            links = _take_links(node)
            if picture is not None:
                tell_size(domain, picture, node["atlas_id"])
                # One that no page is the place of has no file, either.
                has_files = not self.is_book and ("diagram", node["atlas_id"]) in domain.data["targets"]
                parts = _drawn(node, picture, links, has_files=has_files)
                node.replace_self(_figure(node, parts, is_folded=not self.is_book))
            elif by_script:
                node.replace_self(_figure(node, [_script(node, links)], is_folded=True))
            else:
                node.replace_self(nodes.container("", *node.children, ids=node["ids"], classes=node["classes"]))


class DrawDiagramsInBook(DrawDiagrams):
    """The same in an e-book; it comes first, and leaves nothing for the other."""

    default_priority = 19
    builders = ("epub",)
    is_book = True


class PrintDiagrams(SphinxPostTransform):
    """On paper a diagram is its picture, in vectors, with its caption and its text; without what makes a PDF of a
    picture, it is the text alone.
    """

    default_priority = 20
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Handle every diagram of the document."""
        domain = domain_of(self.env)
        for node in list(self.document.findall(atlas_diagram)):
            if path := printed(domain, self.env.docname, node["atlas_id"]):
                self.env.images.add_file(self.env.docname, path)
                node.insert(0, nodes.image("", uri=path, candidates={"*": path}, alt=node["alt"]))


class DropLinks(SphinxPostTransform):
    """Everywhere else a diagram is the container it was read as, without its bare links."""

    default_priority = 30

    def run(self, **kwargs: Any) -> None:
        """Handle every diagram of the document."""
        for node in list(self.document.findall(atlas_links)):
            node.parent.remove(node)


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


def _pictures(domain: AtlasDomain, docname: str, diagrams: list[atlas_diagram]) -> list[Picture | None]:
    """The picture of each diagram; None where nothing draws here, or where drawing has failed and was reported."""
    if domain.pictures.renderer is None:
        return [None] * len(diagrams)
    copies: Counter[str] = Counter()
    jobs = []
    for node in diagrams:
        copies[node["atlas_id"]] += 1
        jobs.append(inline_job(node["code"], node["atlas_id"], node["atlas_nodes"], copies[node["atlas_id"]]))
    return take(domain, jobs, {job.id: docname for job in jobs})


def _drawn(
    node: atlas_diagram, picture: Picture, links: dict[str, tuple[str, str]], *, has_files: bool
) -> list[nodes.Element]:
    svg = aim(picture.svg, {id_: Link(*link) for id_, link in links.items()})
    found: list[nodes.Element] = [atlas_picture("", svg=svg, width=picture.width, label=node["alt"])]
    return [*found, atlas_actions("", name=node["atlas_id"], target=_anchor(node))] if has_files else found


def _anchor(node: atlas_diagram) -> str:
    """Where a link to the diagram leads: it, or the tab that it stands in; empty where it has no anchor."""
    places = [node, node.parent] if isinstance(node.parent, atlas_tab) else [node]
    return next((id_ for place in places for id_ in place["ids"]), "")


def _script(node: atlas_diagram, links: dict[str, tuple[str, str]]) -> nodes.Element:
    picture: nodes.Element = mermaid()
    picture["code"], picture["options"], picture["alt"] = with_links(node["code"], links), {}, node["alt"]
    return picture


def _figure(node: atlas_diagram, parts: list[nodes.Element], *, is_folded: bool) -> atlas_figure:
    """A figure of the picture, and what else belongs to it; the caption comes before what readers can do with it."""
    picture, *others = parts
    caption = next(iter(node.findall(atlas_caption)))
    rest = [child for child in node.children if child is not caption]
    text = [atlas_alternative("", *rest, summary=_("The same as text"))] if is_folded else rest
    return atlas_figure("", picture, caption, *others, *text, ids=node["ids"], alt=node["alt"])
