"""Pictures that were made before, kept in a folder by what they were made of.

Several builds may use one folder at once, and any of them may be killed: a picture is written beside its place and then
moved there, so it is whole or not there. What cannot be read or written is drawn again; a cache fails no build.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..catalog.files import write_bytes
from .picture import FORMAT, Job, Picture
from .renderer import Renderer

_DAY = 86_400


class Cache:
    """A folder of pictures.

    :param folder: made when the first picture is kept
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, key: str) -> bool:
        """Whether there is a picture of a key, whole or not."""
        return self._path(key).exists()

    def get(self, key: str) -> Picture | None:
        """The picture of a key, if it is there and whole."""
        path = self._path(key)
        try:
            picture = Picture(**json.loads(path.read_text(encoding="utf-8")))
            _note_use(path)
        except (OSError, ValueError, TypeError):
            return None
        return picture

    def put(self, key: str, picture: Picture) -> None:
        """Keep a picture."""
        fields = {name: getattr(picture, name) for name in Picture.__slots__}
        with suppress(OSError):
            _write(self._path(key), json.dumps(fields, ensure_ascii=False).encode())

    def pdf(self, picture: Picture, convert: Callable[[Picture], bytes], converter: str) -> Path:
        """A file of a picture as PDF, named by the picture's id; converted where there is none of the same picture.

        :param converter: names all that the PDF depends on beside the picture
        :raises OSError: if it is not there and cannot be written
        """
        digest = hashlib.sha256(f"{converter}\n{picture.svg}".encode()).hexdigest()
        path = self.folder / "pdf" / digest / f"{picture.id}.pdf"
        if not path.exists():
            _write(path, convert(picture))
        _note_use(path)
        return path

    def prune(self, days: float = 30) -> int:
        """Remove what no build has used for that many days, and what killed builds have left; returns how many files.

        Not what *this* build has not used: a build of a few pages, or with another builder, uses few of the pictures.
        """
        limits = {".json": days * _DAY, ".pdf": days * _DAY, ".tmp": _DAY}
        removed, now = 0, time.time()
        for path in sorted(self.folder.rglob("*.*")):
            with suppress(OSError):
                if now - path.stat().st_mtime > limits.get(path.suffix, float("inf")):
                    path.unlink()
                    removed += 1
                    # Where nothing else is in it, the folder of a converted picture.
                    path.parent.rmdir()
        return removed

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def _note_use(path: Path) -> None:
    if time.time() - path.stat().st_mtime > _DAY:
        path.touch()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(path, content)


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
