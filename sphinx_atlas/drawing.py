"""Diagrams as files, in any form, without Sphinx: what the command line writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TextIO

from .catalog.model import CaseStudy
from .mermaid import to_mermaid
from .rendering import Form, Job, Picture, RendererMissing, find_renderer, render, to_pdf, to_png
from .views.diagrams.model import Diagram
from .views.diagrams.outline import outline
from .views.text import joined

#: Told how many of how many pictures are drawn.
Progress = Callable[[int, int], None]

#: Width of the bar, in characters.
_BAR = 30


class Format(StrEnum):
    """What a diagram can be written as."""

    MERMAID = "mermaid"
    SVG = "svg"
    PDF = "pdf"
    PNG = "png"
    TEXT = "text"

    @property
    def suffix(self) -> str:
        """Of the file's name, with its dot."""
        return {Format.MERMAID: ".mmd", Format.TEXT: ".txt"}.get(self, f".{self}")

    @property
    def is_text(self) -> bool:
        """Whether it can be shown in a terminal."""
        return self not in {Format.PDF, Format.PNG}


@dataclass(frozen=True)
class Drawing:
    """A diagram, and the record that it is of."""

    record: CaseStudy
    diagram: Diagram

    @cached_property
    def text(self) -> str:
        """It in Mermaid, without links."""
        return to_mermaid(self.diagram)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Ids of its nodes that may lead somewhere."""
        return tuple(id_ for id_, _ref in self.diagram.refs())


def draw(drawings: Sequence[Drawing], format: Format, progress: Progress | None = None) -> list[bytes]:
    """The contents of a file for each drawing, in their order.

    :raises RendererMissing: if what the format needs is not installed
    :raises RenderingsFailed: if one cannot be drawn
    """
    match format:
        case Format.MERMAID:
            return [one.text.encode() for one in drawings]
        case Format.TEXT:
            return [_words(one.diagram).encode() for one in drawings]
        case Format.SVG:
            return [f"{picture.svg}\n".encode() for picture in _pictures(drawings, progress)]
        case Format.PDF | Format.PNG:
            convert = to_pdf if format is Format.PDF else to_png
            return [convert(picture) for picture in _pictures(drawings, progress)]


def bar(stream: TextIO) -> Progress | None:
    """A progress bar, where somebody may be looking; else nothing."""
    if not stream.isatty():
        return None

    def show(done: int, total: int) -> None:
        filled = _BAR * done // total
        end = "\n" if done == total else ""
        stream.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total} drawn{end}")
        stream.flush()

    return show


def _pictures(drawings: Sequence[Drawing], progress: Progress | None) -> list[Picture]:
    renderer = find_renderer("merman")
    if renderer is None:
        raise RendererMissing("no renderer draws without a browser")
    return render(map(file_job, drawings), renderer, progress=progress)


def file_job(drawing: Drawing) -> Job:
    """The job of a picture that is a file of its own."""
    record = drawing.record
    rights = joined((record.attribution or "", record.license or ""))
    return Job(drawing.diagram.id, drawing.text, form=Form.FILE, titled=True, record=record.id, attribution=rights)


def _words(diagram: Diagram) -> str:
    lines = [diagram.title, "", diagram.description, "", *(f"- {' '.join(line.split())}" for line in outline(diagram))]
    return "".join(f"{line}\n" for line in lines)
