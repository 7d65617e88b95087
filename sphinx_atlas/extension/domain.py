"""The ``atlas`` domain: what is shown where, and how references to it are resolved.

All data is kept by document, so clearing and merging are one line each. Where a reference leads is derived: to the page
that ``atlas_pages`` wrote, else to the first page, by name, that shows the thing, else to another project through
intersphinx, else to the published catalogue (``atlas_site``). Where there is none of these, it is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from ..catalog.catalog import Catalog
from ..catalog.model import CaseStudy
from ..catalog.terms import TermKind
from ..drawing import Drawing
from ..views.diagrams import diagram, split_id
from ..views.terms import Usage
from .config import AtlasConfig
from .directory import Directory
from .indices import INDICES
from .kept import Verdict
from .pictures import Pictures
from .roles import AtlasRole, ValueRole
from .shown import DocData, Shown, Target
from .written import Written

if TYPE_CHECKING:
    from docutils import nodes

#: Kinds of thing that can be shown and referred to, in the order that ``:any:`` tries them.
OBJECTS = ("system", "diagram", "pattern", "mechanism", "guarantee", "category")

#: So many are kept, several systems' worth: all of a thousand systems would take a sixth of a build's memory.
_DRAWINGS = 100


class AtlasDomain(Domain):
    """Systems, their diagrams, and the terms they are described in."""

    name = "atlas"
    label = "Atlas"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in OBJECTS}
    roles: ClassVar[dict[str, Any]] = {kind: AtlasRole(warn_dangling=True) for kind in OBJECTS} | {"value": ValueRole()}
    indices: ClassVar[list[type[Index]]] = list(INDICES)
    initial_data: ClassVar[dict[str, Any]] = {
        "docs": {},
        "targets": {},
        "written": {},
        #: digest of the catalogue's files as they were when the pages were last read
        "state": "",
        #: digest of the pages that were written and their templates, and the names of the pages
        "pages": ("", frozenset()),
    }
    #: To be raised whenever the shape of the data changes; a test remembers the shape of each version.
    data_version = 7

    #: whether the catalogue is what it was when the pages were last read
    unchanged: bool = False
    #: what is known of the catalogue of this build
    verdict: Verdict
    _load: Callable[[], Catalog] = staticmethod(Catalog)
    _catalog: Catalog | None = None
    _usage: Usage | None = None
    _drawings: dict[tuple[str, str], Drawing | None]
    pictures: Pictures
    #: the pages that are read in this build
    read_now: frozenset[str] = frozenset()
    #: shortened tables of contents; see :mod:`navigation`
    short_tocs: dict[tuple[str, bool, bool], nodes.bullet_list]

    @property
    def docs(self) -> dict[str, DocData]:
        """What is kept of each document."""
        docs: dict[str, DocData] = self.data["docs"]
        return docs

    @property
    def written(self) -> dict[str, Written]:
        """Builder to what it made its pages of when it last wrote them."""
        by_builder: dict[str, Written] = self.data["written"]
        return by_builder

    @property
    def state(self) -> str:
        """A digest of the catalogue's files."""
        state: str = self.data["state"]
        return state

    @property
    def pages_state(self) -> str:
        """A digest of the pages that are ours to write, and of their templates."""
        state: str = self.data["pages"][0]
        return state

    @property
    def directory(self) -> Directory:
        """How the things of the catalogue are called."""
        return self.verdict.directory

    @property
    def own_pages(self) -> frozenset[str]:
        """The pages of the catalogue that are ours to write."""
        own: frozenset[str] = self.data["pages"][1]
        return own

    @property
    def catalog(self) -> Catalog:
        """The catalogue of this build; where it has not changed, it is read when it is first asked for."""
        return self.read_catalog()

    def read_catalog(self) -> Catalog:
        """Read the catalogue of this build, unless that has been done."""
        if self._catalog is None:
            self._catalog = self._load()
        return self._catalog

    @property
    def usage(self) -> Usage:
        """Who uses what in the catalogue."""
        if self._usage is None:
            self._usage = Usage(self.catalog)
        return self._usage

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

    def begin(self, state: str, verdict: Verdict, load: Callable[[], Catalog]) -> None:
        """Begin a build of a catalogue that has no error.

        :param state: a digest of its files
        :param load: gives the catalogue, once it is needed
        """
        self.unchanged, self.data["state"], self.verdict = state == self.state, state, verdict
        self._load, self._catalog, self._usage, self._drawings = load, None, None, {}
        self.short_tocs = {}

    def drawing(self, record: CaseStudy, word: str) -> Drawing | None:
        """One diagram of a record, made once for a page, which is compared and then read.

        :param word: its kind, or an alias
        """
        key = record.id, word
        if key not in self._drawings:
            if len(self._drawings) >= _DRAWINGS:
                self._drawings.clear()
            made = diagram(record, self.catalog.vocabulary, word)
            self._drawings[key] = Drawing(record, made) if made else None
        return self._drawings[key]

    def targets(self) -> dict[tuple[str, str], Target]:
        """Kind and name of every thing shown, to the document and anchor where references to it lead."""
        found: dict[tuple[str, str], Target] = {}
        folder = AtlasConfig.of(self.env.config).pages_folder
        for docname in sorted(self.docs, key=lambda name: (not (folder and name.startswith(f"{folder}/")), name)):
            for shown in self.docs[docname]["shown"]:
                found.setdefault((shown[0], shown[1]), (docname, shown[2]))
        return found

    def knows(self, objtype: str, name: str) -> bool:
        """Whether the catalogue has a thing; a diagram is known by its system."""
        if objtype in ("system", "evidence"):
            return name in self.catalog.records
        return objtype == "diagram" or self.catalog.vocabulary.get(TermKind(objtype), name) is not None

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
        """A link to where a thing is shown in this project, or None."""
        if (where := self.settled_targets.get((typ, target))) is None:
            return None
        anchor = where[1] + node.get("atlas_suffix", "")
        title = node.get("atlas_title") or self.definition(typ, target)
        return _link(builder, fromdocname, where[0], anchor, contnode, title)

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
                _link(builder, fromdocname, *where, contnode, self.definition(kind, target)),
            )
            for kind in OBJECTS
            if (where := self.settled_targets.get((kind, target)))
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What goes into the inventory; former ids too, so that links from other projects go on working."""
        for (objtype, name), (docname, anchor) in sorted(self.settled_targets.items()):
            if objtype not in OBJECTS:
                continue
            yield name, self.directory.title(objtype, name), objtype, docname, anchor, 1
            for former in self.former_names(objtype, name):
                yield former, self.directory.title(objtype, name), objtype, docname, anchor, -1

    def get_full_qualified_name(self, node: Element) -> str | None:
        """The name that an inventory would list."""
        return str(node["reftarget"]) if "reftarget" in node else None

    def former_names(self, objtype: str, name: str) -> list[str]:
        """What a system or a diagram of it was called before."""
        if not self.directory.former:
            # Of a large catalogue twenty thousand ids are asked about in every build.
            return []
        id_ = name if objtype == "system" else self.system_of_diagram(name) if objtype == "diagram" else None
        return [former + name[len(id_) :] for former in self.directory.former.get(id_, ())] if id_ else []

    def system_of_diagram(self, name: str) -> str | None:
        """The id of the system whose diagram a full id names."""
        parts = split_id(name, self.directory.organisations)
        return parts[0] if parts else None

    def note_links(self, docname: str, refs: Iterable[tuple[str, str]]) -> None:
        """Note what a document refers to."""
        links = self.doc(docname)["links"]
        links += [ref for ref in dict.fromkeys(refs) if ref not in links]

    def settle(self) -> None:
        """Let references lead where things are shown, now that all documents have been read."""
        self.data["targets"] = self.targets()

    @property
    def settled_targets(self) -> dict[tuple[str, str], Target]:
        """The targets as they stood when all documents had been read."""
        targets: dict[tuple[str, str], Target] = self.data["targets"]
        return targets


def _link(
    builder: Builder, fromdocname: str, docname: str, anchor: str, contnode: Element, title: str | None
) -> nodes.reference:
    link = make_refnode(builder, fromdocname, docname, anchor, contnode, title)
    if builder.name == "singlehtml" and "refuri" in link:
        # In a single page it leads to its anchor; Sphinx puts the document's name before it, which is nowhere.
        link["refuri"] = f"#{anchor}"
    return link
