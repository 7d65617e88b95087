"""Prose of the records: plain text in which only `` `code` `` and ``*emphasis*`` mean something, in every source
language alike.
"""

from __future__ import annotations

import re

from docutils import nodes

# A sign between letters is a sign: a*b*c, 2*3*4. Chinese, Japanese and Korean have no spaces to set emphasis off by.
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_MARKUP = re.compile(
    rf"`(?P<code>[^`\n]+)`"
    rf"|(?<!{_LETTER})(?<!\*)\*(?=[^\s*])(?P<emphasis>(?:[^*`\n]|`[^`\n]+`)+)(?<!\s)\*(?!{_LETTER}|\*)"
)


def parse(text: str) -> list[nodes.Node]:
    """A text as nodes; what is not closed stays as it is written. Emphasis may hold code, and code nothing."""
    found: list[nodes.Node] = []
    at = 0
    for match in _MARKUP.finditer(text):
        if match.start() > at:
            found.append(nodes.Text(text[at : match.start()]))
        if match["code"]:
            found.append(nodes.literal(match["code"], match["code"]))
        else:
            found.append(nodes.emphasis(match["emphasis"], "", *parse(match["emphasis"])))
        at = match.end()
    if at < len(text):
        found.append(nodes.Text(text[at:]))
    return found
