"""Where a box may lead, and where it may not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote

from ..mermaid.escape import clean
from ..mermaid.flowchart import node_name


class Link(NamedTuple):
    """Where a box leads.

    :param address: http, https, mailto, relative, or an anchor of the page; a box with any other has no link
    :param tooltip: what it is called, for who points at it or cannot see it
    """

    address: str
    tooltip: str = ""


#: A scheme that may be; else the first segment must have no colon, nor what could become one, and no host may follow.
_ALLOWED = re.compile(r"(?:https?://|mailto:)|(?![/\\]{2})[^:&\\/?#]*(?:[/?#]|$)", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def safe_address(address: str) -> str:
    """The address as it may be written into a picture; empty for one that may not."""
    address = "".join(filter(str.isprintable, address)).strip()
    if not address or not _ALLOWED.match(unquote(unquote(address))):
        return ""
    return quote(_LONE_PERCENT.sub("%25", address), safe="/#?&=:@!$()*+,;%-._~[]'")


#: What stands for the address of a box in a picture that was made before addresses were known.
_OPEN = "#atlas-node-"
_OPEN_LINK = re.compile(rf'<a href="{_OPEN}(\w+)"([^>]*)>(.*?)</a>', re.DOTALL)


def open_links(ids: Iterable[str]) -> dict[str, Link]:
    """For a job whose addresses are not known yet: a link for each node that may have one, to be aimed later."""
    return {id_: Link(f"{_OPEN}{node_name(id_)}") for id_ in ids}


def aim(svg: str, links: Mapping[str, Link]) -> str:
    """A picture whose open links lead where they are to; one that leads nowhere becomes a box without a link.

    :param links: id of a node to where it leads
    """
    targets = {node_name(id_): link for id_, link in links.items()}

    def aimed(found: re.Match[str]) -> str:
        name, attributes, content = found.groups()
        link = targets.get(name)
        address = safe_address(link.address) if link else ""
        if not link or not address:
            return f"<g{attributes}>{content}</g>"
        tooltip = clean(link.tooltip)
        title = f"<title>{escape(tooltip, quote=False)}</title>" if tooltip else ""
        return f'<a href="{escape(address)}"{attributes}>{title}{content}</a>'

    return _OPEN_LINK.sub(aimed, svg)
