"""Links for a diagram whose text was made before its addresses were known."""

from __future__ import annotations

from collections.abc import Mapping

from . import escape
from .flowchart import node_name


def with_links(text: str, links: Mapping[str, tuple[str, str]]) -> str:
    """The text of a flowchart with a link for each node that has one.

    :param links: id of a node to the address and the tooltip of its link; an address that is neither relative nor http
        nor https is left out
    """
    lines = (
        f"  click {node_name(id_)} href {address} {escape.tooltip(tip)}".rstrip()
        for id_, (uri, tip) in links.items()
        if (address := escape.href(uri))
    )
    return "".join((text, *(f"{line}\n" for line in lines)))
