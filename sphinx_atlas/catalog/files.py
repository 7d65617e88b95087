"""Which files are read, and writing files so that none is ever seen half-written."""

from __future__ import annotations

import os
import threading
from pathlib import Path, PurePath


def is_yaml(path: PurePath) -> bool:
    """Whether a file is read as YAML, going by its name."""
    return path.suffix.lower() in (".yaml", ".yml")


def differs(path: Path, content: bytes) -> bool:
    """Whether a file has another content than this, or cannot be read, or is not there."""
    try:
        return path.read_bytes() != content
    except OSError:
        return True


def write_text(path: Path, text: str) -> None:
    """Write a whole file as UTF-8; see :func:`write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file: into a temporary one beside it, which then takes its place.

    :raises OSError: if the folder cannot be written to; what stood there before is then untouched
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
