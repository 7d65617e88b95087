"""Roles that link to systems, diagrams and terms: ``:atlas:mechanism:`p9_circuit_breaker```."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.nodes import Element, Node, system_message
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from ..catalog.vocabulary import TermKind
from . import problems, views

if TYPE_CHECKING:
    from .domain import AtlasDomain


class AtlasRole(XRefRole):
    """A link to a thing of the catalogue, by id, alias or former id; its text is the thing's name unless one is
    given.
    """

    innernodeclass = nodes.inline

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Replace an alias by the id, and the id by the name where no text was given."""
        domain = cast("AtlasDomain", env.get_domain("atlas"))
        kind = refnode["reftype"]
        name = resolve(domain, kind, target)
        if name is None:
            refnode["atlas_unknown"] = True
            return title, target
        domain.note_links(env.docname, [(kind, name)])
        views.note(domain, env.docname, views.name_key(kind, name))
        return (title if has_explicit_title else domain.title(kind, name)), name

    def result_nodes(
        self, document: object, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[Node], list[system_message]]:
        """Report what names nothing; the text stays, without a link."""
        if is_ref and node.get("atlas_unknown"):
            domain = cast("AtlasDomain", env.get_domain("atlas"))
            message = unknown(domain, node["reftype"], node["reftarget"])
            problems.report(domain, env.docname, message, self.get_location())
            return list(node.children), []
        return [node], []


def resolve(domain: AtlasDomain, kind: str, word: str) -> str | None:
    """The id that a word names: of a system by id, former id or name, of a term by id or alias; None if unknown."""
    catalog = domain.catalog
    if kind == "system":
        return catalog.resolve_id(word)
    if kind == "diagram":
        return views.diagram_id(catalog, word)
    resolved = catalog.vocabulary.resolve(TermKind(kind), word)
    return resolved.term.id if resolved else None


def unknown(domain: AtlasDomain, kind: str, word: str) -> str:
    """What is said of a word that names nothing, with the nearest that does."""
    catalog = domain.catalog
    if kind == "system":
        return f"unknown system {word!r}{catalog.suggestion(word)}"
    if kind == "diagram":
        return f"unknown diagram {word!r}{views.diagram_suggestion(catalog, word)}"
    return f"unknown {kind} {word!r}{catalog.vocabulary.suggestion(TermKind(kind), word)}"
