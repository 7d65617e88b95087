"""One fingerprint scheme: a short digest of whatever a view is made from."""

from __future__ import annotations

import hashlib


def digest(*parts: str) -> str:
    """A digest of texts; it differs when any of them, their number or their order differs."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return hasher.hexdigest()[:20]
