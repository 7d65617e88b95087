"""Pages as the web would hand them over, and PDFs made for a test."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate


@dataclass(frozen=True)
class Served:
    """A page as the web would hand it over."""

    url: str
    content_type: str | None
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def pdf(*paragraphs: str) -> bytes:
    """A PDF with some paragraphs, in which words are broken at the end of lines."""
    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, invariant=True).build([Paragraph(text, style) for text in paragraphs])
    return out.getvalue()
