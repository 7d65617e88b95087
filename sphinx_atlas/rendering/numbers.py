"""Numbers in a picture: read whatever they look like, and written with no more than two decimals."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TRANSLATION = re.compile(r"translate\(\s*([^\s,)]+)[\s,]*([^\s,)]*)\s*\)")
_BETWEEN = re.compile(r"[\s,]+")
_FOREIGN = re.compile(r"[^MmLlHhVvCcSsQqTtAaZz0-9eE\s,.+-]")


def number(text: str | None) -> float:
    """What a text says; 0 for what is no number."""
    try:
        value = float(text or 0)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def shown(value: float) -> str:
    """A number as it is written: ``12.5``, never ``12.50``, ``-0`` or ``1e-7``."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"


def rounded(text: str) -> str:
    """A path, or points, with each number rounded; what is neither number nor command is left out."""
    text = _NUMBER.sub(lambda found: shown(number(found[0])), _FOREIGN.sub("", text))
    return _BETWEEN.sub(" ", text).strip()


def moved_by(transform: str | None) -> tuple[float, float] | None:
    """How far a transformation moves; None if it does anything else."""
    if not transform:
        return 0.0, 0.0
    found = _TRANSLATION.fullmatch(transform.strip())
    return (number(found[1]), number(found[2])) if found else None
