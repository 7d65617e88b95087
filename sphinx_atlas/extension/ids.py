"""Anchors: made from ids alone, so they never move."""

from __future__ import annotations

import re

#: What stands behind the anchor of the evidence where it tells what is inferred and why.
INFERRED_ANCHOR = "inferred"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def system_anchor(id_: str) -> str:
    """``cs-slack``."""
    return _slug(id_)


def diagram_anchor(id_: str) -> str:
    """``cs-slack-bp``."""
    return _slug(id_)


def evidence_anchor(id_: str) -> str:
    """``cs-slack-source``; behind it stands the number of a source, or :data:`INFERRED_ANCHOR`."""
    return f"{_slug(id_)}-source"


def term_anchor(kind: str, id_: str) -> str:
    """``mechanism-p9-circuit-breaker``."""
    return f"{kind}-{_slug(id_)}"
