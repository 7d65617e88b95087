"""The ``atlas`` domain: what is shown where, and how references to it are resolved.

All data is kept by document, so clearing and merging are one line each. What stands where a reference leads is
derived: the
page that ``atlas_pages`` wrote, else the first page, by name, that shows the thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, ClassVar, NamedTuple, TypedDict

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from ..catalog.catalog import Catalog
from ..catalog.vocabulary import TermKind, Vocabulary
from ..views.terms import Usage, term_title
from .roles import AtlasRole

#: Kinds of thing that can be shown and referred to, in the order that ``:any:`` tries them.
OBJECTS = ("system", "diagram", "pattern", "mechanism", "guarantee", "category")


class Shown(NamedTuple):
    """A thing that a document shows."""

    objtype: str
    name: str
    anchor: str


class DocData(TypedDict):
    """What the domain keeps of one document."""

    shown: list[Shown]
    #: what it refers to: kind and name
    links: list[tuple[str, str]]
    #: key of each view it shows, and the fingerprint that the view had
    views: dict[str, str]
    #: messages of what was wrong with its directives and roles
    problems: list[str]


class AtlasDomain(Domain):
    """Systems, their diagrams, and the terms they are described in."""

    name = "atlas"
    label = "Atlas"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in OBJECTS}
    roles: ClassVar[dict[str, Any]] = {kind: AtlasRole(warn_dangling=True) for kind in OBJECTS}
    initial_data: ClassVar[dict[str, Any]] = {"docs": {}, "targets": {}}
    data_version = 1

    #: set when the build begins
    catalog: Catalog = Catalog(Vocabulary())
    usage: Usage = Usage(Catalog(Vocabulary()))

    @property
    def docs(self) -> dict[str, DocData]:
        """What is kept of each document."""
        docs: dict[str, DocData] = self.data["docs"]
        return docs

    def doc(self, docname: str) -> DocData:
        """What is kept of one document; created when first asked for."""
        return self.docs.setdefault(docname, DocData(shown=[], links=[], views={}, problems=[]))

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.docs.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        self.docs.update({docname: data for docname, data in otherdata["docs"].items() if docname in docnames})

    def show(self, docname: str, shown: Shown) -> bool:
        """Note that a document shows a thing; False if it already does, so that it gets no second anchor."""
        known = self.doc(docname)["shown"]
        if any(entry[:2] == shown[:2] for entry in known):
            return False
        known.append(shown)
        return True

    def targets(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Kind and name of every thing shown, to the document and anchor where references to it lead."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        folder = f"{self.env.config.atlas_pages.strip('/')}/" if self.env.config.atlas_pages else None
        for docname in sorted(self.docs, key=lambda name: (not (folder and name.startswith(folder)), name)):
            for shown in self.docs[docname]["shown"]:
                found.setdefault((shown[0], shown[1]), (docname, shown[2]))
        return found

    def title(self, objtype: str, name: str) -> str:
        """How a thing is called in a link without a text of its own."""
        if objtype == "system":
            return self.catalog.records[name].name if name in self.catalog.records else name
        if objtype in set(TermKind) - {TermKind.DIAGRAM}:
            term = self.catalog.vocabulary.get(TermKind(objtype), name)
            return term_title(term) if term else name
        return name

    def definition(self, objtype: str, name: str) -> str | None:
        """What a thing is, in one or two sentences, for a reader who cannot follow a link."""
        if objtype == "system":
            return self.catalog.records[name].summary if name in self.catalog.records else None
        if objtype in set(TermKind):
            term = self.catalog.vocabulary.get(TermKind(objtype), name)
            return term.definition if term else None
        return None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """A link to where a thing is shown; where no page shows it, the text with its definition."""
        where = self._targets_of_build().get((typ, target))
        if where is not None:
            anchor = where[1] + node.get("atlas_suffix", "")
            title = node.get("atlas_title") or self.definition(typ, target)
            return make_refnode(builder, fromdocname, where[0], anchor, contnode, title)
        definition = self.definition(typ, target)
        if definition is None and typ != "evidence":
            return None
        if builder.format != "html" or not definition:
            return contnode  # type: ignore[return-value] # text in place of a link, as the resolver allows
        return nodes.abbreviation("", "", *contnode.children, explanation=definition)  # type: ignore[return-value]

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Links to everything of that name, for ``:any:``."""
        return [
            (
                f"atlas:{kind}",
                make_refnode(builder, fromdocname, where[0], where[1], contnode, self.definition(kind, target)),
            )
            for kind in OBJECTS
            if (where := self._targets_of_build().get((kind, target)))
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What goes into the inventory."""
        for (objtype, name), (docname, anchor) in sorted(self.targets().items()):
            if objtype in OBJECTS:
                yield name, self.title(objtype, name), objtype, docname, anchor, 1

    def get_full_qualified_name(self, node: Element) -> str | None:
        """The name that an inventory would list."""
        return str(node["reftarget"]) if "reftarget" in node else None

    def note_links(self, docname: str, refs: Iterable[tuple[str, str]]) -> None:
        """Note what a document refers to."""
        links = self.doc(docname)["links"]
        links += [ref for ref in dict.fromkeys(refs) if ref not in links]

    def _targets_of_build(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The targets as they stood when all documents had been read."""
        targets: dict[tuple[str, str], tuple[str, str]] = self.data["targets"]
        return targets
