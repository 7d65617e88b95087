"""Diagram to Mermaid text, which the official Mermaid accepts and shows as meant; same diagram, same text."""

from __future__ import annotations

from collections.abc import Mapping

from ..views.diagrams.model import Diagram, Flowchart
from . import escape
from .flowchart import flowchart
from .links import with_links
from .sequence import sequence

__all__ = ["to_mermaid"]

_NO_LINKS: Mapping[str, tuple[str, str]] = {}


def to_mermaid(diagram: Diagram, links: Mapping[str, tuple[str, str]] = _NO_LINKS) -> str:
    """The text of a diagram, ending in a new line.

    :param links: id of a flowchart's node to the address and the tooltip of its link; see :func:`.links.with_links`. A
        sequence has no links.
    """
    title = escape.description(diagram.title) or diagram.id
    about = (f"accTitle: {title}", f"accDescr: {escape.description(diagram.description) or title}")
    body = diagram.body
    if isinstance(body, Flowchart):
        # `graph`, as in the specification's template; to Mermaid, `flowchart` is the same.
        text = _joined(f"graph {body.direction}", *about, *flowchart(body))
        return with_links(text, {node.id: links[node.id] for node in body.nodes if node.id in links})
    return _joined("sequenceDiagram", *about, *sequence(body))


def _joined(head: str, *lines: str) -> str:
    return "\n".join((head, *(f"  {line}" for line in lines), ""))
