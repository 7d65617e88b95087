"""Plain text to Mermaid text, one function for each place that takes text.

What a reader sees is the text itself, but for this, which was found by trial with the official parser and renderer, with HTML
labels and without, and with merman:

- White space is one space; control characters, bidirectional overrides, zero-width spaces and what is no character are left out.
- Where two characters would be taken for syntax (``$$``, ``%%``, ``\\n``, ``#35;``), an invisible joiner stands between them.
- In flowcharts and tooltips ``"`` becomes a typographic quote: neither an entity nor a backslash shows right everywhere.
- In the condition of a branch ``#`` is the wide form and ``;`` a comma: Mermaid breaks long conditions in the middle of an entity.
- In tooltips ``<`` and ``>`` are single guillemets, as the browser is shown an entity otherwise.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from urllib.parse import quote

#: Keeps two characters apart for the parser; it has no width and allows no line break.
JOINER = "\u2060"

#: Longest line of a sequence's text, in characters; Mermaid breaks lines itself only in flowcharts and conditions.
LINE_WIDTH = 36

_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

#: The first of two characters, or the word, that must not meet what follows it.
_SYNTAX = re.compile(
    r"""
      ^(?=`)                # Markdown, at the beginning of a label
    | ^(?:no)?wrap(?=:)     # a message that wants to be wrapped
    | \\(?=n)               # a new line
    | \$(?=\$)              # a formula
    | %(?=%)                # a comment or a directive
    | <(?=\w)               # a tag
    | \#(?=\w+;)            # an entity, as Mermaid writes it
    | &(?=\#?\w+;)          # an entity
    | ﬂ(?=°) | ¶(?=ß)       # an entity, as Mermaid hides it from its parser
    | fa[bklrs]?(?=:fa-)    # an icon
    """,
    re.VERBOSE,
)
#: Mermaid looks for lines like ``style x fill:#fff;`` before it parses, even within labels, and takes their last ``;`` away.
_STYLING = re.compile(r"s(?=tyle.*:\S*#.*;)|c(?=lassDef.*:\S*#.*;)")

_QUOTE_OPENS = re.compile(r'(?<![^\s(\[{<–—/-])"')  # noqa: RUF001 - the dash is meant
_FLOWCHART = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SEQUENCE = str.maketrans({"&": "#38;", "#": "#35;", ";": "#59;"})
_DESCRIPTION = str.maketrans({"&": "#38;", "#": "#35;", ";": "#59;", "<": "#60;", ">": "#62;"})
_CONDITION = str.maketrans({"#": "\uff03", ";": ","})
_TOOLTIP = str.maketrans({"<": "\u2039", ">": "\u203a"})

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def clean(text: str) -> str:
    """The text without what nobody can see, on one line."""
    return " ".join(_DROPPED.sub("", text).split())


def node_label(lines: Iterable[str]) -> str:
    """The quoted label of a flowchart's box."""
    shown = "<br/>".join(filter(None, map(_flowchart_line, lines)))
    return f'"{_apart(shown) or " "}"'


def edge_label(lines: Iterable[str]) -> str:
    """The label of a flowchart's arrow, with its bars; empty where it says nothing."""
    label = node_label(lines)
    return f"|{label}|" if label.strip('" ') else ""


def subgraph_title(title: str) -> str:
    """The quoted title of a flowchart's frame."""
    return node_label([title])


def tooltip(text: str) -> str:
    """The quoted text that shows on pointing at a link; empty where it says nothing."""
    shown = _apart(_SYNTAX.sub(_joined, _typographic(clean(text)).translate(_TOOLTIP)))
    return f'"{shown}"' if shown else ""


def participant(label: str) -> str:
    """The head of a sequence's column."""
    return message(label)


def message(text: str) -> str:
    """What a sequence's arrow says, broken into lines."""
    lines = (clean(line) for line in text.splitlines())
    wrapped = (part for line in lines for part in textwrap.wrap(line, LINE_WIDTH, break_on_hyphens=False))
    return _apart("<br/>".join(_SYNTAX.sub(_joined, line).translate(_SEQUENCE) for line in wrapped)) or JOINER


def note(text: str) -> str:
    """A remark over a sequence's columns, broken into lines."""
    return message(text)


def condition(text: str) -> str:
    """When a sequence's branch is taken; Mermaid breaks it into lines itself."""
    return _SYNTAX.sub(_joined, re.sub(r"&(?=\w)", f"&{JOINER}", clean(text).translate(_CONDITION))) or JOINER


def description(text: str) -> str:
    """The title or description that is read to who cannot see the diagram."""
    return _apart(_SYNTAX.sub(_joined, clean(text)).translate(_DESCRIPTION))


def href(address: str) -> str:
    """The quoted address of a link; empty for one that is neither relative nor http nor https."""
    address = "".join(_DROPPED.sub("", address).split("\n")).strip()
    scheme = _SCHEME.match(address)
    if not address or (scheme and scheme[0].lower() not in {"http:", "https:"}):
        return ""
    return f'"{quote(_LONE_PERCENT.sub("%25", address), safe="/#?&=:@!$()*+,%-._~[]")}"'


def _flowchart_line(text: str) -> str:
    return _SYNTAX.sub(_joined, _typographic(clean(text))).translate(_FLOWCHART)


def _typographic(text: str) -> str:
    return _QUOTE_OPENS.sub("“", text).replace('"', "”")


def _joined(match: re.Match[str]) -> str:
    return match[0] + JOINER


def _apart(text: str) -> str:
    return _STYLING.sub(_joined, text)
