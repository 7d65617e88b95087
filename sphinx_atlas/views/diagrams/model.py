"""A diagram as plain data, whatever draws it: nodes, edges and groups, or participants and steps.

Here a role is a role and a plane is a plane; shapes, colours and syntax are the renderer's matter. Labels are plain
text, a tuple of lines; nothing in them is markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ...catalog.evidence import State
from ...catalog.sections import Plane
from ...catalog.terms import TermKind

Lines = tuple[str, ...]


class Ref(NamedTuple):
    """The term, system or diagram that a node stands for, and links to."""

    #: a kind of term, ``"system"`` or ``"diagram"``
    kind: TermKind | str
    id: str


class NodeRole(StrEnum):
    """What a node is; the same role has the same shape in every diagram."""

    CLIENT = "client"
    LOAD_BALANCER = "load_balancer"
    GATEWAY = "gateway"
    SERVICE = "service"
    WORKER = "worker"
    STREAM = "stream"
    QUEUE = "queue"
    CACHE = "cache"
    STORE = "store"
    INDEX = "index"
    OBJECT_STORE = "object_store"
    CONTROLLER = "controller"
    EXTERNAL = "external"
    TERM = "term"
    REGION = "region"
    STEP = "step"
    FAILURE = "failure"
    FIGURE = "figure"
    NOTE = "note"


class EdgeStyle(StrEnum):
    """How an edge is drawn."""

    SYNC = "sync"
    ASYNC = "async"
    CRITICAL = "critical"
    CRITICAL_ASYNC = "critical_async"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Node:
    """A box.

    :param id: unique in its diagram; letters, digits and ``_``
    :param lines: its label; the first line is the name
    :param plane: whose colour it takes, or None
    :param state: an inferred or not stated node is dashed
    :param ref: what it links to, or None
    :param texts: what ``lines`` are broken from, the name first
    """

    id: str
    lines: Lines
    role: NodeRole
    plane: Plane | None = None
    state: State = State.SOURCED
    ref: Ref | None = None
    texts: Lines = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes or groups.

    :param texts: what ``lines`` are broken from
    """

    source: str
    target: str
    lines: Lines = ()
    style: EdgeStyle = EdgeStyle.SYNC
    state: State = State.SOURCED
    texts: Lines = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around nodes."""

    id: str
    title: str
    nodes: tuple[str, ...] = ()
    plane: Plane | None = None
    groups: tuple[Group, ...] = ()
    state: State = State.SOURCED


class Direction(StrEnum):
    """Which way a flowchart runs."""

    DOWN = "TB"
    RIGHT = "LR"


@dataclass(frozen=True, slots=True)
class Flowchart:
    """Boxes and arrows; a node in no group stands free.

    :param stacked: whether its frames stand one below the other in their order, whatever the arrows between them
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    direction: Direction = Direction.DOWN
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A column of a sequence."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow between columns; dashed for an answer."""

    source: str
    target: str
    text: str
    reply: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A note over one or more columns."""

    over: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative: a condition and what then happens."""

    condition: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Branches of which one is taken."""

    branches: tuple[Branch, ...]


Step = Message | Remark | Alternatives


@dataclass(frozen=True, slots=True)
class Sequence:
    """Columns and what passes between them, from the top down."""

    participants: tuple[Participant, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """One diagram of one system.

    :param id: ``CS-DISCORD-BP``; also its anchor
    :param kind: ``BP``, or ``FM-HOT-PARTITION`` for the slotted kinds
    :param title: what it shows, as a caption
    :param description: what a reader who cannot see it is told first: one or two sentences
    :param documented: whether it shows anything that the record documents; else it counts towards no target
    :param sources: numbers of the sources behind it, sorted
    :param terms: those that its texts name and no box stands for, with where they lead
    """

    id: str
    kind: str
    title: str
    description: str
    body: Flowchart | Sequence
    documented: bool = True
    sources: tuple[int, ...] = ()
    terms: tuple[tuple[str, Ref], ...] = ()
    attribution: str = field(default="", compare=False)

    def refs(self) -> Iterator[tuple[str, Ref]]:
        """Each node that links somewhere, and what it stands for."""
        if isinstance(self.body, Flowchart):
            for node in self.body.nodes:
                if node.ref is not None:
                    yield node.id, node.ref
