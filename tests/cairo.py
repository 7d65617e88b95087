"""Whether what makes PDF and PNG of a picture is there: a library of the system, which pip does not bring."""

from __future__ import annotations

import pytest


def _is_there() -> bool:
    try:
        import cairosvg  # noqa: F401, PLC0415
    except (ImportError, OSError):
        return False
    return True


needs_cairo = pytest.mark.skipif(not _is_there(), reason="needs the library cairo")
