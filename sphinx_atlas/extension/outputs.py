"""Files that a build writes beside what Sphinx does."""

from __future__ import annotations

from pathlib import Path

from ..catalog.files import differs, write_bytes
from .warnings import Subtype, warn


def write_output(path: Path, text: str, subtype: Subtype) -> None:
    """Write a file, and its folder, unless it is there with this text; where that cannot be done, warn."""
    content = text.encode()
    try:
        if differs(path, content):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, content)
    except OSError as error:
        cannot_write(path, error, subtype)


def cannot_write(path: Path, error: OSError, subtype: Subtype) -> None:
    """Warn that a file could not be written."""
    # Not as the warning's place: Sphinx takes a path without a line for a page, and would add a suffix to it.
    warn(subtype, f"cannot write {path}: {error.strerror or error}")
