"""Sphinx extension and open catalogue of how huge systems are built, each figure with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from .extension.setup import setup as register  # noqa: PLC0415 - the core and the command line do without Sphinx

    return register(app)
