"""What all directives share: the domain, the page's views, anchors, and how they fail."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ...catalog.catalog import Catalog
from ...catalog.model import CaseStudy
from ...drawing import Drawing
from .. import problems, views
from ..blocks import in_blocks
from ..content import Writer
from ..domain import AtlasDomain
from ..environment import domain_of
from ..figures import diagram_node
from ..ids import diagram_anchor
from ..nodes import atlas_table
from ..roles import resolve, unknown
from ..shown import Shown


def words(argument: str) -> list[str]:
    """An option that lists words, by commas or spaces."""
    return [word for word in argument.replace(",", " ").split() if word]


class Mistake(Exception):
    """An argument or an option that names what does not exist; the message says what was perhaps meant."""


class AtlasDirective(SphinxDirective):
    """A directive of the atlas domain."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """What is shown, or an error that says what is wrong."""
        try:
            return in_blocks(self.show())
        except Mistake as mistake:
            problems.report(self.domain, self.env.docname, str(mistake), self.get_location())
            return []

    def show(self) -> list[nodes.Node]:
        """What the directive shows.

        :raises Mistake: if there is no such thing
        """
        raise NotImplementedError

    @property
    def domain(self) -> AtlasDomain:
        """The domain."""
        return domain_of(self.env)

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

    def uses(self, key: views.Key) -> None:
        """Note a view that this page shows, so that it is read again when the view changes."""
        views.note(self.domain, self.env.docname, key)

    def record(self, word: str) -> CaseStudy:
        """The record that a word names.

        :raises Mistake: if there is none
        """
        id_ = resolve(self.domain, "system", word)
        if id_ is None:
            raise Mistake(unknown(self.domain, "system", word))
        return self.catalog.records[id_]

    def anchor(self, objtype: str, name: str, anchor: str, node: nodes.Element, former: Iterable[str] = ()) -> None:
        """Make a node the place where references to a thing lead, unless this page already has one or ``:no-index:``
        is given.

        :param former: anchors that it had under former ids, which go on working
        """
        if self.shows(objtype, name, anchor):
            node["ids"] += [anchor, *former]
            self.state.document.note_explicit_target(node)

    def shows(self, objtype: str, name: str, anchor: str) -> bool:
        """Note that this page shows a thing; False if nothing is to lead here."""
        return "no-index" not in self.options and self.domain.show(self.env.docname, Shown(str(objtype), name, anchor))

    def figure(self, writer: Writer, drawing: Drawing, caption: str | None = None) -> nodes.Element:
        """A diagram with its caption and text alternative, which references to it lead to.

        :param caption: instead of its own title
        """
        node, id_ = diagram_node(writer, drawing, caption), drawing.diagram.id
        self.domain.pictures.note(drawing)
        former = self.domain.former_names("diagram", id_)
        self.anchor("diagram", id_, diagram_anchor(id_), node, map(diagram_anchor, former))
        return node

    def finish(self, writer: Writer, found: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Note what the nodes refer to, and return them; a table's key is made unique on its page."""
        self.domain.note_links(self.env.docname, writer.refs)
        nodes_ = list(found)
        keys: dict[str, int] = self.env.temp_data.setdefault("atlas_tables", {})  # type: ignore[assignment]
        for frame in (frame for node in nodes_ for frame in node.findall(atlas_table) if frame["key"]):
            keys[frame["key"]] = number = keys.get(frame["key"], 0) + 1
            if number > 1:
                frame["key"] += f"-{number}"
        return nodes_

    def _sections_fit(self) -> bool:
        """Whether a section may begin here: not within an admonition, a list or a table.

        MyST's parser says of every place that titles are welcome, so what we stand in has to be looked at too.
        """
        parent: object = self.state_machine.node
        whole = isinstance(parent, nodes.document | nodes.section | addnodes.only) or type(parent) is nodes.Element
        return whole and bool(getattr(self.state_machine, "match_titles", False))

    def section(self, title: str, anchors: list[str]) -> nodes.Element:
        """A section where the page may have one here, else a block under a rubric.

        :param anchors: where links to it lead, the one that holds now first
        """
        if self._sections_fit():
            section: nodes.Element = nodes.section("", nodes.title(title, title), ids=anchors, names=[])
        else:
            section = nodes.container("", nodes.rubric(title, title), classes=["atlas-section"], ids=anchors)
        self.set_source_info(section)
        for child in section.children:
            self.set_source_info(child)
        return section
