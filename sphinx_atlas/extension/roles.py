"""Roles: links such as ``:atlas:mechanism:`p9_circuit_breaker```, and figures that follow the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.nodes import Element, Node, system_message
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole

from ..catalog.evidence import State
from ..catalog.terms import TermKind
from ..views.content import Statement
from ..views.text import NOT_STATED
from ..views.values import PathError, value
from . import elsewhere, problems, views
from .content import Writer
from .environment import domain_of

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
        domain = domain_of(env)
        kind = refnode["reftype"]
        name = resolve(domain, kind, target)
        if name is None:
            refnode["atlas_unknown"] = not elsewhere.is_published(env, kind, target)
            return title, target
        domain.note_links(env.docname, [(kind, name)])
        views.note(domain, env.docname, views.name_key(kind, name))
        return (title if has_explicit_title else domain.directory.title(kind, name)), name

    def result_nodes(
        self, document: object, env: BuildEnvironment, node: Element, is_ref: bool
    ) -> tuple[list[Node], list[system_message]]:
        """Report what names nothing; the text stays, without a link."""
        if is_ref and node.get("atlas_unknown"):
            domain = domain_of(env)
            message = unknown(domain, node["reftype"], node["reftarget"])
            problems.report(domain, env.docname, message, self.get_location())
            return list(node.children), []
        return [node], []


class ValueRole(ReferenceRole):
    """A figure of a record within prose: ``:atlas:value:`CS-DISCORD scale.concurrency```.

    It is shown as the record words it, with the mark of its evidence: it can neither grow old nor lose its source.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The value, or the text as it stands and an error."""
        domain = domain_of(self.env)
        found = self._value(domain)
        if isinstance(found, str):
            problems.report(domain, self.env.docname, found, self.get_location())
            return [nodes.Text(self.target)], []
        writer = Writer(self.env.docname)
        inlines = [node for statement in found for node in writer.inlines(statement)]
        domain.note_links(self.env.docname, writer.refs)
        return [nodes.inline("", "", *inlines, classes=["atlas-value"])], []

    def _value(self, domain: AtlasDomain) -> tuple[Statement, ...] | str:
        if self.has_explicit_title:
            return f"a value has no text of its own: write :atlas:value:`{self.target}`"
        word, _sep, path = self.target.strip().partition(" ")
        id_ = resolve(domain, "system", word)
        if id_ is None:
            return unknown(domain, "system", word)
        if not path.strip():
            return f"which value of {id_}? Write the path behind it: :atlas:value:`{id_} scale.concurrency`"
        try:
            found = value(domain.catalog.records[id_], domain.catalog.vocabulary, path)
        except PathError as error:
            return f"{id_} {path.strip()}: {error}"
        views.note(domain, self.env.docname, views.value_key(id_, path))
        return found or (Statement(NOT_STATED, State.NOT_STATED),)


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
