"""Text that gives a reason, text that only fills a field, and how messages name a part of a record."""

from __future__ import annotations

import re

from ..catalog.parts import Part

#: A reason shorter than this gives none, in characters.
MIN_REASON = 20

_PLACEHOLDER = re.compile(r"(?:(?:todo|tbd|tbc|fixme|x{3,}|lorem|placeholder)\b.*|n a|na|none|unknown)?")


def is_placeholder(text: str) -> bool:
    """Whether a text stands for one that is still to be written."""
    return _PLACEHOLDER.fullmatch(" ".join(re.findall(r"\w+", text.casefold()))) is not None


def is_reason(text: str) -> bool:
    """Whether a text is long enough to give a reason, and no placeholder."""
    return len(text.strip()) >= MIN_REASON and not is_placeholder(text)


def label(part: Part, field: str | None = None) -> str:
    """How a message names a part, or a field of it: ``guarantees 'per_key_order'``, ``multi_region.rpo``."""
    words = [str(key) for key in part.path if isinstance(key, str)]
    name = next((getattr(part, key) for key in ("id", "name") if isinstance(getattr(part, key, None), str)), None)
    is_item = bool(part.path) and isinstance(part.path[-1], int)
    named = f"{'.'.join(words)} {name!r}" if name and is_item else ".".join(words)
    return ".".join(filter(None, (named, field and field.rstrip("_"))))
