"""Mermaid text to pictures: during a build, without a browser and without a network.

:func:`find_renderer` says who draws, :func:`render` draws a batch of jobs, :class:`Cache` keeps what was drawn, and
:func:`to_pdf` and :func:`to_png` make other files of it.
"""

from __future__ import annotations

from .batch import render
from .cache import Cache, key_of
from .convert import converter, to_pdf, to_png
from .errors import RendererMissing, RenderingFailed, RenderingsFailed
from .links import Link, aim, open_links, safe_address
from .picture import FORMAT, LIMIT, Form, Job, Picture
from .renderer import CHOICES, Renderer, find_renderer

__all__ = [
    "CHOICES",
    "FORMAT",
    "LIMIT",
    "Cache",
    "Form",
    "Job",
    "Link",
    "Picture",
    "Renderer",
    "RendererMissing",
    "RenderingFailed",
    "RenderingsFailed",
    "aim",
    "converter",
    "find_renderer",
    "key_of",
    "open_links",
    "render",
    "safe_address",
    "to_pdf",
    "to_png",
]
