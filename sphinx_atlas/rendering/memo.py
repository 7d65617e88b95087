"""Questions that merman has asked before, answered without a word being unpacked.

merman asks for the width of every line several times, and its binding takes ten times longer over a question and its
answer than we do over the width. So each question, as it comes in bytes, is read once, and each answer packed once: a
picture takes half the time, and threads hardly wait for each other. The binding has no door for this: two of its
private converters are wrapped, which do for everybody what they did before. Where they are not as they are known to be,
all is left as it is.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import merman

#: The version whose converters are known.
KNOWN = "0.9.2"

#: Questions that are remembered; then memory begins anew.
_MOST = 50_000

_QUESTION = "_UniffiFfiConverterTypeMermanTextMeasureRequest"
_ANSWER = "_UniffiFfiConverterOptionalTypeMermanTextMeasureResult"
_PACKED = "_atlas_packed"


@cache
def install() -> bool:
    """Wrap the converters, once; returns whether they are wrapped."""
    binding = getattr(merman, "merman_uniffi", None)
    names = (_QUESTION, _ANSWER, "_UniffiRustBuffer")
    if merman.Merman().package_version() != KNOWN or not all(hasattr(binding, name) for name in names):
        return False
    question, answer, buffers = (getattr(binding, name) for name in names)
    question.lift = staticmethod(_remembering(question.lift))
    answer.lower = staticmethod(_packing(answer.lower, buffers))
    return True


def _remembering(lift: Any) -> Any:
    """Reads a question; the same bytes are the same object, which is not to be changed."""
    known: dict[bytes, Any] = {}

    def remembered(buffer: Any) -> Any:
        raw = ctypes.string_at(buffer.data, buffer.len)
        question = known.get(raw)
        if question is not None:
            buffer.free()
            return question
        if len(known) >= _MOST:
            known.clear()
        question = known[raw] = lift(buffer)
        return question

    return remembered


def _packing(lower: Any, buffers: Any) -> Any:
    """Packs an answer; one that has been packed is copied."""

    def packed(answer: Any) -> Any:
        raw = getattr(answer, _PACKED, None)
        if raw is None:
            buffer = lower(answer)
            if answer is not None:
                setattr(answer, _PACKED, ctypes.string_at(buffer.data, buffer.len))
            return buffer
        buffer = buffers.alloc(len(raw))
        ctypes.memmove(buffer.data, raw, len(raw))
        buffer.len = len(raw)
        return buffer

    return packed
