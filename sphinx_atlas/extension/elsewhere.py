"""References to what no page of this project shows: to another project's page, to the published catalogue, or to none.

Sphinx asks ``missing-reference`` when the domain has found nothing. Intersphinx answers first; what is left comes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .environment import domain_of
from .layout import address

if TYPE_CHECKING:
    from collections.abc import Mapping


#: After intersphinx, whose priority is Sphinx's default of 500.
PRIORITY = 900


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: Element) -> Element | None:
    """A link into the published catalogue, else the text, with the definition as its tooltip in HTML."""
    if node.get("refdomain") != "atlas":
        return None
    domain = domain_of(env)
    kind, name = node["reftype"], node["reftarget"]
    if node.get("refwarn") and not domain.knows(kind, name):
        # A role let it through for intersphinx, which has not found it either; a link that we made is never missed.
        return None
    definition = domain.definition(kind, name)
    if (uri := address(domain, kind, name)) is not None:
        title = node.get("atlas_title") or definition or ""
        uri += node.get("atlas_suffix", "")
        return nodes.reference("", "", contnode, internal=False, refuri=uri, reftitle=title)
    if app.builder.format != "html" or not definition:
        return contnode
    return nodes.abbreviation("", "", *contnode.children, explanation=definition)


def is_published(env: BuildEnvironment, kind: str, name: str) -> bool:
    """Whether another project that intersphinx knows shows a thing; also where one of them could not be asked."""
    loaded: Mapping[str, Any] = getattr(env, "intersphinx_named_inventory", {})
    if any(name in inventory.get(f"atlas:{kind}", {}) for inventory in loaded.values()):
        return True
    wanted: Mapping[str, Any] = getattr(env.config, "intersphinx_mapping", None) or {}
    return not wanted.keys() <= loaded.keys()
