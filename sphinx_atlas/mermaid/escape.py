"""Plain text to Mermaid text, one function for each place that takes text.

A reader sees the text itself, but for what follows. It was found by trial: with the official Mermaid, with HTML labels
and without, and with merman.

- White space is one space; control characters, bidirectional overrides, zero-width spaces and what is no character are
  left out.
- Where two characters would be taken for syntax (``$$``, ``%%``, ``\\n``, ``#35;``), an invisible joiner parts them.
- In flowcharts and tooltips ``"`` is a typographic quote: no escape of it shows right everywhere.
- In a branch's condition ``#`` is the wide form and ``;`` a comma: Mermaid breaks long conditions, entities included.
- In tooltips ``<`` and ``>`` are single guillemets: Mermaid shows the entity otherwise.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

#: Parts two characters for the parser; it has no width and allows no line break.
JOINER = "\u2060"

#: Between two lines.
BREAK = "<br/>"
#: Invisible marks for who draws: behind a line that is the name of a box, and is to stand out; before the title of a
#: frame, which is to be as wide as its boxes.
NAME = TITLE = JOINER

#: Longest word of a flowchart, in characters. Mermaid breaks its lines between words; a longer word would widen the box
#: or be broken anywhere, even within an entity.
WORD_WIDTH = 24
#: Longest line of a sequence's messages, of its notes, and of the head of a column, in characters: nobody else breaks
#: them. A note may have no more room than lies between two columns, and COLUMN_WIDTH for each that it spans beyond.
MESSAGE_WIDTH, NOTE_WIDTH, COLUMN_WIDTH, PARTICIPANT_WIDTH = 36, 29, 20, 20

_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

#: The first of two characters, or the word, that must not meet what follows it.
_SYNTAX = re.compile(
    r"""
      ^(?=`)                # Markdown, at the beginning of a label
    | ^:?(?:no)?wrap(?=:)   # how a message is to be wrapped
    | direction(?=\ (?:TB|TD|BT|LR|RL))  # a statement, wherever it stands in a line
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
#: Before it parses, Mermaid looks for lines like ``style x fill:#fff;``, within labels too, and drops their last ``;``.
_STYLING = re.compile(r"s(?=tyle.*:\S*#.*;)|c(?=lassDef.*:\S*#.*;)")

#: As much of a long word as goes on a line, to the last joint if there is one; never between a letter and its mark.
_LONG_WORD = re.compile(
    rf"""
    (?=\S{{{WORD_WIDTH + 1}}})
    (\S{{{WORD_WIDTH // 2},{WORD_WIDTH - 1}}}[_/.:,-] | \S{{{WORD_WIDTH}}})
    (?=[^\s\u0300-\u036f\u200c\u200d\ufe0f])
    """,
    re.VERBOSE,
)
#: The space between a number and its unit, and before a source mark: no line of a sequence breaks there.
_KEPT_TOGETHER = re.compile(r"(?<=\d) (?=[^\W\d_]{1,3}\b)| (?=\[)")
_OPENING_QUOTE = re.compile(r'(?<![^\s(\[{<\u2013\u2014/-])"')
_FLOWCHART = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SEQUENCE = str.maketrans({"&": "#38;", "#": "#35;", ";": "#59;"})
_CONDITION = str.maketrans({"&": "&" + JOINER, "#": "\uff03", ";": ","})
#: No entities: releases before Mermaid 12 hand those of a description to screen readers as they are.
_DESCRIPTION = _CONDITION | str.maketrans({"<": "\u2039", ">": "\u203a"})
_TOOLTIP = str.maketrans({"<": "\u2039", ">": "\u203a"})

#: http, https, or relative: the first segment has no colon, nor what could become one; no host without a scheme.
_ADDRESS = re.compile(r"https?://|(?![/\\]{2})[^:&\\/?#]*([/?#]|$)", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def identifier(id_: str) -> str:
    """An id with nothing in it that would be taken for a styling; its prefix keeps it from being a keyword."""
    return id_.replace("style", "STYLE")


def clean(text: str) -> str:
    """The text on one line, without what nobody can see."""
    return " ".join(_DROPPED.sub("", text).split())


def node_label(lines: Sequence[str], head: int = 1) -> str:
    """The quoted label of a flowchart's box.

    :param head: how many of the lines are its name; where more follows, these end in a joiner: :data:`NAME`
    """
    name, rest = _flowchart_lines(lines[:head]), _flowchart_lines(lines[head:])
    label = BREAK.join((*(f"{line}{NAME}" for line in name), *rest) if rest else name)
    return f'"{_part_styling(label) or " "}"'


def edge_label(lines: Iterable[str]) -> str:
    """The label of a flowchart's arrow, between its bars; empty where there is none."""
    label = _part_styling(BREAK.join(_flowchart_lines(lines)))
    return f'|"{label}"|' if label else ""


def subgraph_title(title: str) -> str:
    """The quoted title of a flowchart's frame: one line, as no room is left for more."""
    return f'"{TITLE}{_part_styling(_flowchart_line(clean(title))) or " "}"'


def participant(label: str) -> str:
    """The head of a sequence's column, broken into lines."""
    return _sequence(label, PARTICIPANT_WIDTH)


def message(text: str) -> str:
    """What a sequence's arrow says, broken into lines."""
    return _sequence(text, MESSAGE_WIDTH)


def note(text: str, spans: int = 1) -> str:
    """A remark over a sequence's columns, broken into lines.

    :param spans: how many columns it lies over
    """
    return _sequence(text, NOTE_WIDTH + COLUMN_WIDTH * max(0, spans - 2))


def condition(text: str) -> str:
    """When a sequence's branch is taken."""
    return _part(clean(text)).translate(_CONDITION) or JOINER


def description(text: str) -> str:
    """The title, or the description, that is read to who cannot see the diagram."""
    return _part_styling(_part(clean(text)).translate(_DESCRIPTION))


def tooltip(text: str) -> str:
    """The quoted text that shows where a link is pointed at; empty where there is none."""
    shown = _part_styling(_part(_typographic(clean(text))).translate(_TOOLTIP))
    return f'"{shown}"' if shown else ""


def href(address: str) -> str:
    """The quoted address of a link; empty for one that is neither relative nor http nor https."""
    address = "".join(filter(str.isprintable, address)).strip()
    if not address or not _ADDRESS.match(unquote(unquote(address))):
        return ""
    return f'"{quote(_LONE_PERCENT.sub("%25", address), safe="/#?&=:@!$()*+,%-._~[]")}"'


def _flowchart_lines(lines: Iterable[str]) -> list[str]:
    parts = (part for line in lines for part in _LONG_WORD.sub(r"\1\n", clean(line)).split("\n"))
    return [_flowchart_line(part) for part in parts if part]


def _flowchart_line(text: str) -> str:
    return _part(_typographic(text)).translate(_FLOWCHART)


def _sequence(text: str, width: int) -> str:
    wrapped = (line for long in text.splitlines() for line in textwrap.wrap(_glued(clean(long)), width))
    return _part_styling(BREAK.join(_part(clean(line)).translate(_SEQUENCE) for line in wrapped)) or JOINER


def _glued(text: str) -> str:
    """The text with units kept to their numbers, and the marks of its sources to the words before them."""
    return _KEPT_TOGETHER.sub("\u00a0", text)


def _typographic(text: str) -> str:
    return _OPENING_QUOTE.sub("\u201c", text).replace('"', "\u201d")


def _part(text: str) -> str:
    """The text with what would be taken for syntax parted."""
    return _SYNTAX.sub(rf"\g<0>{JOINER}", text)


def _part_styling(text: str) -> str:
    """The text with what would be taken for a styling parted; to be given all that goes into one line."""
    return _STYLING.sub(rf"\g<0>{JOINER}", text)
