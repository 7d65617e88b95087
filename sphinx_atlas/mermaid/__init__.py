"""Diagram to Mermaid text, which the official Mermaid accepts and shows as meant; same diagram, same text."""

from __future__ import annotations

from collections.abc import Mapping

from ..views.diagrams.model import Diagram, Flowchart
from . import escape
from .flowchart import flowchart
from .sequence import sequence

__all__ = ["to_mermaid"]

_NO_LINKS: Mapping[str, tuple[str, str]] = {}


def to_mermaid(diagram: Diagram, links: Mapping[str, tuple[str, str]] = _NO_LINKS) -> str:
    """The text of a diagram, ending in a new line.

    :param links: id of a flowchart's node to the address and the tooltip of its link. An address that is neither
        relative nor http nor https is left out. A sequence has no links.
    """
    body = diagram.body
    if isinstance(body, Flowchart):
        # `graph`, as the specification's template has it; to Mermaid `flowchart` is the same word.
        head, lines = f"graph {body.direction}", flowchart(body, links)
    else:
        head, lines = "sequenceDiagram", sequence(body)
    title = escape.description(diagram.title) or diagram.id
    about = (f"accTitle: {title}", f"accDescr: {escape.description(diagram.description) or title}")
    return "\n".join((head, *(f"  {line}" for line in (*about, *lines)), ""))
