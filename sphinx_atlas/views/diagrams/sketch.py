"""One diagram in the making: boxes, arrows and frames as they are added, and the sources behind what they show."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import replace

from ...catalog.evidence import NO_EVIDENCE, Claim, Evidence, State
from ...catalog.model import CaseStudy
from ...catalog.parts import Figure
from ...catalog.sections import Flow, FlowMode, Guarantee, Plane, Role
from ...catalog.terms import TermKind
from ...catalog.vocabulary import Vocabulary
from ..text import (
    INFERRED,
    dated,
    figure_text,
    humanise,
    joined,
    mark,
    named_figure,
    source_numbers,
    term_label,
)
from .model import Diagram, Direction, Edge, EdgeStyle, Flowchart, Group, Lines, Node, NodeRole, Ref, Sequence

#: Characters in a line of a box, in one of a box that holds sentences, and in one beside an arrow.
WIDTH, WIDE, NARROW = 24, 32, 20
#: The line of a component that no flow reaches.
CONTEXT = "(context: no flow stated)"
#: The spaces between a number and its unit, and before a source mark: no line breaks there.
_KEPT_TOGETHER, _GLUE = re.compile(r"(?<=\d) (?=[^\W\d_]{1,3}\b)| (?=\[\d)"), "\N{NO-BREAK SPACE}"
#: The space after a clause.
_CLAUSE = re.compile(r"(?<=[.;:?!]) ")
_COMPONENTS = {NodeRole(role.value) for role in Role}


def wrap(*texts: str, width: int = WIDTH) -> Lines:
    """Each text in lines of at most ``width`` characters; a longer word stands alone, unbroken."""
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    lines = (line for text in texts for line in wrapper.wrap(_KEPT_TOGETHER.sub(_GLUE, text)))
    return tuple(line.replace(_GLUE, " ") for line in lines)


def brief(text: str, length: int = 140) -> str:
    """The text on one line. Where it is longer it ends after a clause, so that none is turned round by what is missing;
    where no clause ends in time, at the end of a word, after half as much again.
    """
    flat = " ".join(text.split())
    clauses = [end.start() for end in _CLAUSE.finditer(flat) if length // 3 < end.start() < length]
    if len(flat) > length and clauses:
        return f"{flat[: clauses[-1]]} …"
    return textwrap.shorten(flat, length * 3 // 2, placeholder=" …")


class Sketch:
    """Collects one diagram of one record."""

    def __init__(self, record: CaseStudy, vocabulary: Vocabulary, kind: str) -> None:
        self.record, self.vocabulary, self.kind = record, vocabulary, kind
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._groups: list[Group] = []
        self._sources: set[int] = set()
        self._terms: dict[Ref, str] = {}

    # --- text with its evidence ---

    def cite(self, *evidence: Evidence) -> None:
        """Note the sources of what is shown without a mark."""
        self._sources.update(source_numbers(self.record, *evidence))

    def marked(self, text: str, evidence: Evidence) -> str:
        """A text in words, with when it held and the mark of its evidence: ``99% (2020-12) [2]``."""
        self.cite(evidence)
        when = dated(evidence).removeprefix("as of ")
        return joined((humanise(text), f"({when})" if when else "", mark(self.record, evidence)))

    def figure(self, name: str, figure: Figure) -> str:
        """A figure with its name and its mark: ``share of queries: 99% [5]``."""
        return self.marked(named_figure(name, figure), figure.evidence)

    def measured(self, text: str, figure: Figure) -> str:
        """A figure's text with its mark and, where the record says it briefly, its note: ``2 ms (median) [5]``."""
        note = (figure.note or "").rstrip(".")
        shown = f"({note[:1].lower()}{note[1:]})" if 0 < len(note) <= WIDE else ""
        return self.marked(joined((text, shown)), figure.evidence)

    def within(self, claim: Claim[str | None], whole: Evidence) -> str:
        """A claim's text inside a box that stands for a whole: marked only where it is inferred and the whole is not.

        Empty where nothing is stated.
        """
        if not claim.value:
            return ""
        self.cite(claim.evidence)
        apart = claim.state is State.INFERRED and whole.state is not State.INFERRED
        return joined((humanise(claim.value), INFERRED if apart else ""))

    def named(self, kind: TermKind, word: str) -> str:
        """The name of a term for a text of a box or arrow, with its parameter; the diagram lists it as a link."""
        if resolved := self.vocabulary.resolve(kind, word):
            self._terms.setdefault(Ref(kind, resolved.term.id), resolved.term.name)
        return term_label(self.vocabulary, kind, word)

    # --- boxes, arrows, frames ---

    def node(
        self,
        key: str,
        *texts: str,
        role: NodeRole,
        plane: Plane | None = None,
        state: State = State.SOURCED,
        ref: Ref | None = None,
        width: int = WIDTH,
    ) -> str:
        """Add a box.

        :param key: what its id is made from
        :param texts: its label; empty ones are left out
        :returns: its id, which is unique in the diagram
        """
        id_, told = self._id(key), tuple(filter(None, texts)) or (key,)
        self._nodes[id_] = Node(id_, wrap(*told, width=width), role, plane, state, ref, told)
        return id_

    def note(self, text: str, plane: Plane | None = None) -> str:
        """Add a box that says that something is not documented."""
        return self.node("note", text, role=NodeRole.NOTE, plane=plane, state=State.NOT_STATED)

    def term(self, kind: TermKind, word: str, *texts: str, state: State) -> str:
        """Add a box that stands for a term and links to it."""
        resolved = self.vocabulary.resolve(kind, word)
        ref = Ref(kind, resolved.term.id) if resolved else None
        label = term_label(self.vocabulary, kind, word)
        return self.node(f"{kind}_{word}", label, *texts, role=NodeRole.TERM, state=state, ref=ref)

    def promise(self, guarantee: Guarantee) -> str:
        """Add the box of something that the system promises, with its scope unless its name says it."""
        resolved = self.vocabulary.resolve(TermKind.GUARANTEE, guarantee.name)
        scoped = resolved is not None and resolved.scope is not None
        scope = guarantee.scope or ("" if scoped else "scope not stated")
        text = self.marked(scope, guarantee.evidence)
        return self.term(TermKind.GUARANTEE, guarantee.name, text, state=guarantee.evidence.state)

    def edge(
        self, source: str, target: str, *texts: str, style: EdgeStyle = EdgeStyle.SYNC, evidence: Evidence = NO_EVIDENCE
    ) -> None:
        """Add an arrow."""
        self.cite(evidence)
        state = State.INFERRED if evidence.state is State.INFERRED else State.SOURCED
        told = tuple(filter(None, texts))
        self._edges.append(Edge(source, target, wrap(*told, width=NARROW), style, state, told))

    def relation(self, source: str, target: str, *texts: str) -> None:
        """Add an arrow along which nothing passes: the two belong together."""
        self.edge(source, target, *texts, style=EdgeStyle.RELATION)

    def flow(self, flow: Flow, source: str, target: str) -> None:
        """Add the arrow of a flow: its label, guarantee and latency."""
        inferred = flow.evidence.state is State.INFERRED
        guarantee = self.guarantee(flow)
        latency = self.measured(figure_text(flow.latency), flow.latency) if flow.latency else ""
        when = f"({dated(flow.evidence)})" if flow.evidence.historical else ""
        label = joined((humanise(flow.label or ""), when, INFERRED if inferred else ""))
        self.edge(source, target, label, guarantee, latency, style=flow_style(flow), evidence=flow.evidence)

    def guarantee(self, flow: Flow) -> str:
        """The name of what a flow promises, with its parameter; empty where nothing is stated."""
        return self.named(TermKind.GUARANTEE, flow.guarantee) if flow.guarantee else ""

    def group(
        self, key: str, title: str, nodes: Iterable[str], *, plane: Plane | None = None, state: State = State.SOURCED
    ) -> str:
        """Put a frame around boxes; returns its id, to which arrows may lead."""
        id_ = self._id(key)
        self._groups.append(Group(id_, title, tuple(nodes), plane, (), state))
        return id_

    def mark_context(self) -> None:
        """Say so in the box of every component that no arrow reaches."""
        reached = {end for edge in self._edges for end in (edge.source, edge.target)}
        for id_, node in self._nodes.items():
            if id_ not in reached and node.role in _COMPONENTS:
                self._nodes[id_] = replace(node, lines=(*node.lines, CONTEXT), texts=(*node.texts, CONTEXT))

    # --- the whole ---

    def flowchart(
        self,
        description: str,
        direction: Direction = Direction.DOWN,
        *,
        detail: str = "",
        documented: bool = True,
        stacked: bool = False,
    ) -> Diagram:
        """The diagram of what has been added."""
        body = Flowchart(tuple(self._nodes.values()), tuple(self._edges), tuple(self._groups), direction, stacked)
        return self.diagram(body, description, detail=detail, documented=documented)

    def diagram(
        self, body: Flowchart | Sequence, description: str, *, detail: str = "", documented: bool = True
    ) -> Diagram:
        """A diagram with the given body; ``detail`` names what fills the slot of its kind."""
        record, boxed = self.record, {node.ref for node in self._nodes.values()}
        return Diagram(
            id=f"{record.id}-{self.kind}",
            kind=self.kind,
            title=joined((f"{record.name}: {self._kind_name()}", detail), ", "),
            description=description,
            body=body,
            documented=documented,
            sources=tuple(sorted(self._sources)),
            terms=tuple((name, ref) for ref, name in self._terms.items() if ref not in boxed),
            attribution=record.attribution or "",
        )

    def _kind_name(self) -> str:
        """What the vocabulary calls the kind; the part before the slot tells for a slotted one."""
        terms: dict[str, str] = {term.id: term.name for term in self.vocabulary.of(TermKind.DIAGRAM)}
        heads = {id_.partition("{")[0]: name for id_, name in terms.items() if "{" in id_}
        slotted = (name for head, name in heads.items() if self.kind.startswith(head))
        return terms.get(self.kind) or next(slotted, self.kind)

    def _id(self, key: str) -> str:
        base = re.sub(r"[^A-Za-z0-9]+", "_", key).strip("_") or "x"
        taken = {*self._nodes, *(group.id for group in self._groups)}
        id_, number = base, 1
        while id_ in taken:
            number += 1
            id_ = f"{base}_{number}"
        return id_


def flow_style(flow: Flow) -> EdgeStyle:
    """How a flow is drawn: heavy on the critical path, dashed where the caller does not wait."""
    if flow.mode is FlowMode.ASYNC:
        return EdgeStyle.CRITICAL_ASYNC if flow.critical else EdgeStyle.ASYNC
    return EdgeStyle.CRITICAL if flow.critical else EdgeStyle.SYNC
