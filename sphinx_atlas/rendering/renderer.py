"""Who draws: one protocol, and how one is found by name."""

from __future__ import annotations

import platform
import sys
from importlib.util import find_spec
from typing import Protocol

from .errors import RendererMissing

#: What a project can ask for. ``client`` draws in the reader's browser, so there is nothing of it here.
CHOICES = ("auto", "merman", "client")

#: What is asked of pip.
EXTRA = "sphinx-atlas[svg]"


class Renderer(Protocol):
    """Makes a picture of a Mermaid text, without a browser and without a network.

    Safe to be used by several threads at once; the same text and id give the same picture, always.
    """

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def version(self) -> str:
        """Its version and that of its settings: where this differs, so may its pictures."""

    def render(self, text: str, id: str) -> str:
        """The picture as SVG, as the renderer makes it; not yet fit to be shown.

        :param id: what the picture's own ids begin with
        :raises RenderingFailed: if the text is wrong
        """


def find_renderer(choice: str) -> Renderer | None:
    """The renderer of that name; ``auto`` is merman where it is installed and can be loaded, else none.

    None means that the reader's browser draws.

    :raises RendererMissing: if merman is asked for and is not there
    :raises ValueError: if there is no such choice
    """
    if choice not in CHOICES:
        raise ValueError(f"unknown renderer {choice!r}; there are {', '.join(CHOICES)}")
    if choice == "client" or (choice == "auto" and not is_installed()):
        return None
    if not is_installed():
        raise RendererMissing(_missing())
    try:
        from .merman import Merman  # noqa: PLC0415  # it loads a library of 20 MB
    except Exception as error:
        # It binds a library of another language, and projects put mock objects in the place of what that needs.
        if choice == "auto":
            return None
        raise RendererMissing(f"the renderer 'merman' is installed, but cannot be loaded: {error}") from error
    return Merman()


def is_installed() -> bool:
    """Whether merman is there to be imported."""
    return find_spec("merman") is not None


def _missing() -> str:
    absent = "the renderer 'merman' is not installed"
    if why := _no_wheel():
        return f"{absent}, and there is no wheel of it for {why}; use the renderer 'client'"
    return f"{absent}; install it with: pip install '{EXTRA}'"


def _no_wheel() -> str:
    """The platform, where it is none of those that merman has wheels for; else empty."""
    machine = platform.machine().lower()
    name = f"{platform.system() or sys.platform} on {machine or 'an unknown machine'}"
    match sys.platform:
        case "linux":
            libc, version = platform.libc_ver()
            if libc != "glibc":
                return f"{name} without glibc"
            if tuple(int(part) for part in version.split(".")[:2] if part.isdigit()) < (2, 35):
                return f"{name} with glibc {version} (it needs 2.35)"
            return "" if machine in {"x86_64", "amd64"} else name
        case "darwin":
            return "" if machine == "arm64" else name
        case "win32":
            return "" if machine in {"amd64", "x86_64"} else name
    return name
