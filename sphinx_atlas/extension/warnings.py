"""What the extension complains of: one subtype for each kind of complaint, so that a project can silence just one."""

from __future__ import annotations

from enum import Enum

from sphinx.util import logging

logger = logging.getLogger(__name__)


class Subtype(Enum):
    """Subtypes of the warning type ``atlas``; the value is what ``suppress_warnings`` takes after ``atlas.``."""

    RECORD = "record"
    """A rule of the registry found something in a record."""
    PAGES = "pages"
    """A page of the catalogue could not be written or is in the way."""
    DIAGRAM = "diagram"
    """A picture is larger than it should be, or could not be written."""


def warn(subtype: Subtype, message: str, location: str | tuple[str, int] | None = None, *, once: bool = False) -> None:
    """Log a warning of ours.

    :param once: whether the same message, at whatever place, is told once alone
    """
    logger.warning(message, type="atlas", subtype=subtype.value, location=location, once=once)
