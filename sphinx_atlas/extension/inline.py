"""Prose of the records: plain text in which only `` `code` `` and ``*emphasis*`` mean something, in every source
language alike.
"""

from __future__ import annotations

import re

from docutils import nodes

_MARKUP = re.compile(r"`(?P<code>[^`\n]+)`|(?<![\w*])\*(?P<emphasis>[^\s*][^*\n]*?)\*(?![\w*])")


def parse(text: str) -> list[nodes.Node]:
    """A text as nodes; what is not closed stays as it is written."""
    found: list[nodes.Node] = []
    at = 0
    for match in _MARKUP.finditer(text):
        if match.start() > at:
            found.append(nodes.Text(text[at : match.start()]))
        if match["code"]:
            found.append(nodes.literal(match["code"], match["code"]))
        else:
            found.append(nodes.emphasis(match["emphasis"], match["emphasis"]))
        at = match.end()
    if at < len(text):
        found.append(nodes.Text(text[at:]))
    return found
