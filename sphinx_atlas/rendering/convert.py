"""A picture as PDF or PNG, by CairoSVG: of what was tried, it alone draws them as browsers do, and in vectors."""

from __future__ import annotations

from functools import cache
from typing import Any

from .errors import RendererMissing
from .picture import Picture

#: What is asked of pip.
EXTRA = "sphinx-atlas[pdf]"

#: Points of a PNG for each px of a picture: sharp on the screens of today, and in print.
SCALE = 2

#: A PDF says when it was made; two of the same picture should not differ in that.
_MADE = "1970-01-01T00:00:00Z"


def to_pdf(picture: Picture) -> bytes:
    """The picture as one page of its size, in vectors, with text that can be searched; the same bytes every time.

    :param picture: as a file: variables are not understood
    :raises RendererMissing: if CairoSVG, or the library that it draws with, is not there
    """
    found: bytes = _pdf_surface().convert(picture.svg.encode(), dpi=96)
    return found


def converter() -> str:
    """What converts, with its version.

    :raises RendererMissing: see :func:`to_pdf`
    """
    return f"CairoSVG {_cairosvg().__version__}"


def to_png(picture: Picture) -> bytes:
    """The picture in :data:`SCALE` times its size; see :func:`to_pdf`."""
    found: bytes = _cairosvg().svg2png(picture.svg.encode(), scale=SCALE)
    return found


@cache
def _pdf_surface() -> Any:
    library = _cairosvg().surface
    base: Any = library.PDFSurface

    class Surface(base):  # type: ignore[misc]
        def finish(self) -> None:
            self.cairo.set_metadata(library.cairo.PDF_METADATA_CREATE_DATE, _MADE)
            super().finish()

    return Surface


def _cairosvg() -> Any:
    try:
        import cairosvg  # noqa: PLC0415  # not everybody has it
    except ImportError:
        raise RendererMissing(f"PDF and PNG need CairoSVG; install it with: pip install '{EXTRA}'") from None
    except OSError as error:
        raise RendererMissing(f"PDF and PNG need the library cairo, and it is not there: {error}") from None
    return cairosvg
