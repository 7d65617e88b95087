"""How wide a text is in the font that the pictures ask for, without that font.

Mermaid leaves it to the browser to measure. Here a table does it: advance widths of Liberation Sans, which are those of
Arial and near those of Helvetica. Kerning is left out, so a text is seldom narrower, and never noticeably wider, than
what is said here.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

#: What the pictures ask for; all of them have, or come near to, the widths of the table.
FONT_FAMILY = 'Arial, Helvetica, "Liberation Sans", sans-serif'

#: Widths in em of what the table lacks. Fonts for Chinese, Japanese and Korean are as wide as they are high; a little
#: is added for those that are not quite.
WIDE, EMOJI, UNKNOWN = 1.02, 1.3, 0.6

#: Height above and below the line, in em.
ASCENT, DESCENT = 0.905, 0.212

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_NO_WIDTH = {"Mn", "Me", "Cf", "Cc"}


@lru_cache(maxsize=16_384)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in px.

    :param size: of the font, in px
    """
    table = _table("bold" if bold else "regular")
    width, joined = 0.0, False
    for char in text:
        if char == _EMOJI_STYLE:
            continue
        if not joined:
            found = table.get(char)
            width += found if found is not None else _fallback(char)
        # What follows a joiner is part of the same picture, as the members of a family are.
        joined = char == _JOINER
    return width * size


@cache
def _fallback(char: str) -> float:
    """Width in em of a character that the table lacks."""
    if unicodedata.category(char) in _NO_WIDTH or ord(char) in _SKIN_TONES:
        return 0.0
    if ord(char) >= 0x1F000:
        return EMOJI if ord(char) < 0x20000 else WIDE
    return WIDE if unicodedata.east_asian_width(char) in {"W", "F"} else UNKNOWN


@cache
def _table(face: str) -> Mapping[str, float]:
    """Character to width in em."""
    table = json.loads(files(__package__).joinpath("widths.json").read_text(encoding="utf-8"))
    units = table["units"]
    widths: dict[str, float] = {}
    for first, run in table[face].items():
        code = int(first, 16)
        for part in run.split():
            width, _, count = part.partition("*")
            for _ in range(int(count or 1)):
                widths[chr(code)] = int(width) / units
                code += 1
    return {char: width for char, width in widths.items() if unicodedata.category(char) not in _NO_WIDTH}
