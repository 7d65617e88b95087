"""What a plain scalar of YAML is: text, unless nothing is lost by reading it as a number."""

from __future__ import annotations

import re

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_FLOAT = re.compile(r"-?[0-9]+\.[0-9]+")
#: What a number may begin with.
_NUMERIC = frozenset("-0123456789")
_ONLY_FAILSAFE = {"": None, "~": None, "null": None, "true": True, "false": False}


def plain(text: str) -> str | int | float | bool | None:
    """The value of a scalar that stands without quotes or tag: ``NO`` and ``1.10`` are text, ``13`` is a number."""
    if text in _ONLY_FAILSAFE:
        return _ONLY_FAILSAFE[text]
    if text[0] not in _NUMERIC:
        return text
    if _INTEGER.fullmatch(text) and str(int(text)) == text:
        return int(text)
    if _FLOAT.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text
