"""Where a box may lead, and where it may not."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote


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
