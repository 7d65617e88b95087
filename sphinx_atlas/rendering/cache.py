"""Pictures that were made before, kept in a folder by what they were made of.

Several builds may use one folder at once, and any of them may be killed: a picture is written beside its place and then
moved there, so it is whole or not there. What cannot be read or written is drawn again; a cache fails no build.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from .picture import FORMAT, Job, Picture
from .renderer import Renderer

_DAY = 86_400


class Cache:
    """A folder of pictures.

    :param folder: made when the first picture is kept
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Picture | None:
        """The picture of a key, if it is there and whole."""
        path = self._path(key)
        try:
            picture = Picture(**json.loads(path.read_text(encoding="utf-8")))
            if time.time() - path.stat().st_mtime > _DAY:
                path.touch()
        except (OSError, ValueError, TypeError):
            return None
        return picture

    def put(self, key: str, picture: Picture) -> None:
        """Keep a picture."""
        path = self._path(key)
        temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
        fields = {name: getattr(picture, name) for name in Picture.__slots__}
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8", newline="\n")
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def prune(self, days: float = 30) -> int:
        """Remove what no build has used for that many days, and what killed builds have left; returns how many files.

        Not what *this* build has not used: a build of a few pages, or with another builder, uses few of the pictures.
        """
        limits = {".json": days * _DAY, ".tmp": _DAY}
        removed, now = 0, time.time()
        for path in sorted(self.folder.glob("*.*")):
            with suppress(OSError):
                if now - path.stat().st_mtime > limits.get(path.suffix, float("inf")):
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def key_of(job: Job, renderer: Renderer) -> str:
    """A name for all that the picture of a job depends on: 64 hexadecimal digits."""
    parts = [
        FORMAT,
        renderer.name,
        renderer.version,
        *(getattr(job, name) for name in Job.__slots__ if name != "links"),
    ]
    parts.append(sorted(job.links.items()))
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
