"""What was found when the cited pages were last looked at: ``sources.snapshot.yaml`` beside the records."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

NAME = "sources.snapshot.yaml"


def verified(folders: Iterable[Path]) -> dict[str, bool] | None:
    """Address of each page that was looked at, to whether every phrase quoted from it stood there.

    :returns: None where nobody has looked yet, or what was written down cannot be read
    """
    return None
