"""What all directives share: the domain, the page's views, anchors, and how they fail."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ...catalog.catalog import Catalog
from ...catalog.model import CaseStudy
from .. import problems, views
from ..content import Writer
from ..domain import AtlasDomain, Shown
from ..roles import resolve, unknown


def words(argument: str) -> list[str]:
    """An option that lists words, by commas or spaces."""
    return [word for word in argument.replace(",", " ").split() if word]


class AtlasDirective(SphinxDirective):
    """A directive of the atlas domain."""

    has_content = False

    @property
    def domain(self) -> AtlasDomain:
        """The domain."""
        domain = self.env.get_domain("atlas")
        assert isinstance(domain, AtlasDomain)
        return domain

    @property
    def catalog(self) -> Catalog:
        """The catalogue that this build shows."""
        return self.domain.catalog

    @property
    def system_of_page(self) -> str:
        """Id of the system that the last ``atlas-system`` of this page showed, or nothing."""
        return str(self.env.temp_data.get("atlas_system", ""))

    @system_of_page.setter
    def system_of_page(self, id_: str) -> None:
        self.env.temp_data["atlas_system"] = id_

    def fail(self, message: str) -> list[nodes.Node]:
        """Report a mistake on the page: logged now and in every run until it is mended."""
        problems.report(self.domain, self.env.docname, message, self.get_location())
        return []

    def uses(self, key: str) -> None:
        """Note a view that this page shows, so that it is read again when the view changes."""
        views.note(self.domain, self.env.docname, key)

    def system(self, word: str) -> CaseStudy | str:
        """The record that a word names, or what is wrong with the word."""
        id_ = resolve(self.domain, "system", word)
        if id_ is None:
            return unknown(self.domain, "system", word)
        self.uses(views.system_key(id_))
        return self.catalog.records[id_]

    def anchor(self, objtype: str, name: str, anchor: str, node: nodes.Element) -> None:
        """Make a node the place where references to a thing lead, unless this page already has one or ``:no-index:``
        is given.
        """
        if self.shows(objtype, name, anchor):
            node["ids"].append(anchor)
            self.state.document.note_explicit_target(node)

    def shows(self, objtype: str, name: str, anchor: str) -> bool:
        """Note that this page shows a thing; False if nothing is to lead here."""
        return "no-index" not in self.options and self.domain.show(self.env.docname, Shown(objtype, name, anchor))

    def finish(self, writer: Writer, found: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Note what the nodes refer to, and return them."""
        self.domain.note_links(self.env.docname, writer.refs)
        return list(found)

    def _sections_fit(self) -> bool:
        """Whether a section may begin here: not within an admonition, a list or a table.

        MyST's parser says of every place that titles are welcome, so what we stand in has to be looked at too.
        """
        parent: object = self.state_machine.node
        whole = isinstance(parent, nodes.document | nodes.section | addnodes.only) or type(parent) is nodes.Element
        return whole and bool(getattr(self.state_machine, "match_titles", False))

    def section(self, title: str, anchor: str) -> nodes.Element:
        """A section where the page may have one here, else a block under a rubric."""
        if self._sections_fit():
            section: nodes.Element = nodes.section("", nodes.title(title, title), ids=[anchor], names=[])
        else:
            section = nodes.container("", nodes.rubric(title, title), classes=["atlas-section"], ids=[anchor])
        self.set_source_info(section)
        for child in section.children:
            self.set_source_info(child)
        return section
