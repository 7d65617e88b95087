"""The one pass that makes a renderer's picture ours: fit to stand in a page, or by itself in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from ..mermaid.escape import clean
from . import legend, titles
from .errors import RenderingFailed
from .frames import Reach, widen
from .labels import spread
from .links import Link
from .numbers import shown
from .parts import view_box
from .style import style_sheet
from .tidy import Tidy

#: To be raised whenever the same picture of a renderer becomes another one of ours.
FORMAT = 4

#: Every picture should be smaller than this, in bytes.
LIMIT = 500_000

#: What the ids of a renderer's picture begin with: the same for all, so that one text is drawn once.
PREFIX = "atlas"

#: Room around a diagram, in px.
MARGIN = 8

_SVG = "{http://www.w3.org/2000/svg}"


class Form(StrEnum):
    """What a picture is for."""

    #: to stand in a page: its colours follow the page's variables, light or dark
    INLINE = "inline"
    #: to be a file of its own, for any viewer or converter: plain colours, no variables
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Job:
    """A picture to be made.

    :param id: of the diagram, ``CS-SLACK-BP``; every id in the picture begins with it. In a page that shows a diagram
        twice, each has to have its own.
    :param text: Mermaid, without links
    :param links: id of a node to where it leads
    :param titled: whether its title stands above it: for where no caption does
    :param record: id of the record that the diagram is of; this and the next are noted in a file alone
    :param attribution: whom to name, and the licence
    """

    id: str
    text: str
    links: Mapping[str, Link] = field(default_factory=dict)
    form: Form = Form.INLINE
    titled: bool = False
    record: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, ready to be written.

    :param svg: one element without a declaration before it; the same text in HTML and XML
    :param width: natural, in px; so is the height
    """

    id: str
    svg: str
    width: int
    height: int

    @property
    def size(self) -> int:
        """In bytes, as UTF-8."""
        return len(self.svg.encode())

    @property
    def is_too_large(self) -> bool:
        """Whether it reaches :data:`LIMIT`."""
        return self.size >= LIMIT


def make_picture(job: Job, drawn: str) -> Picture:
    """A picture of what the renderer has drawn with :data:`PREFIX` as its id.

    :raises RenderingFailed: if what it has drawn is no SVG
    """
    source = _parsed(job, drawn)
    spread(source)
    # A page's anchor of the diagram may have its very id.
    root = f"{_id(job.id)}-svg"
    view = _wide_enough(_view(source), widen(source))
    titles.place(source)
    tidy = Tidy(PREFIX, root, job.links)
    content = tidy.content(source)
    title = _said(source, "title") or job.id
    below = legend.legend(tidy.used, view.left, view.top + view.height, view.width)
    above = legend.title(title, view.left, view.top, view.width) if job.titled else legend.Block([])
    tidy.used.update({"title"} if job.titled else ())
    view = _around(view, above, below)
    svg = Element("svg", _attributes(root, view))
    SubElement(svg, "title", {"id": f"{root}-title"}).text = title
    SubElement(svg, "desc", {"id": f"{root}-desc"}).text = _said(source, "desc") or title
    if job.form is Form.FILE:
        svg.append(_metadata(job))
        tidy.used.add("canvas")
    SubElement(svg, "style").text = style_sheet(root, tidy.used, flips=job.form is Form.INLINE)
    if job.form is Form.FILE:
        # Where a file is shown, the page behind it may be dark.
        edges = zip(("x", "y", "width", "height"), map(shown, view), strict=True)
        SubElement(svg, "rect", {"class": "canvas", **dict(edges)})
    svg.extend([*above.parts, *content, *below.parts])
    return Picture(job.id, ET.tostring(svg, encoding="unicode"), int(view.width), int(view.height))


class _View(NamedTuple):
    """The part of the plane that is shown, in px; width and height are whole, as they are the natural size, too."""

    left: float
    top: float
    width: int
    height: int


def _wide_enough(view: _View, frames: list[Reach]) -> _View:
    """A view with all of the frames in it, and a margin: some renderers leave none."""
    left = min([view.left, *(frame.left for frame in frames)]) - MARGIN
    right = max([view.left + view.width, *(frame.right for frame in frames)]) + MARGIN
    return _View(left, view.top - MARGIN, ceil(right - left), view.height + 2 * MARGIN)


def _around(view: _View, above: legend.Block, below: legend.Block) -> _View:
    """A view with room for what stands above and below it."""
    needed = max(above.width, below.width) + 2 * legend.MARGIN if above.parts or below.parts else 0
    width = max(view.width, ceil(needed))
    # A title stands over the middle, a legend begins at the left.
    left = view.left - max(0, ceil((above.width + 2 * legend.MARGIN - view.width) / 2))
    return _View(left, view.top - above.height, width, view.height + ceil(above.height + below.height))


def _attributes(root: str, view: _View) -> dict[str, str]:
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": root,
        "class": "atlas-svg",
        "width": str(view.width),
        "height": str(view.height),
        "viewBox": " ".join(map(shown, view)),
        # Not `img`: that would hide the links within from screen readers.
        "role": "graphics-document document",
        "aria-labelledby": f"{root}-title",
        "aria-describedby": f"{root}-desc",
    }


def _parsed(job: Job, drawn: str) -> Element:
    if "<!DOCTYPE" in drawn or "<!ENTITY" in drawn:
        raise RenderingFailed(job.id, "the renderer's picture declares entities")
    try:
        source = ET.fromstring(drawn)
    except ET.ParseError as error:
        raise RenderingFailed(job.id, f"the renderer's picture is not well-formed: {error}") from None
    if source.tag != f"{_SVG}svg":
        raise RenderingFailed(job.id, "the renderer's picture is no SVG")
    return source


def _id(id_: str) -> str:
    """The id as it may stand in an attribute and in a style sheet: letters, digits and hyphens."""
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in id_)
    return safe if safe[:1].isalpha() else f"d{safe}"


def _view(source: Element) -> _View:
    left, top, width, height = view_box(source) or (0.0, 0.0, 1.0, 1.0)
    return _View(left, top, max(1, ceil(width)), max(1, ceil(height)))


def _said(source: Element, name: str) -> str:
    found = source.find(f"{_SVG}{name}")
    return clean(found.text or "") if found is not None else ""


def _metadata(job: Job) -> Element:
    """What the picture is of, and whom to name."""
    found = Element("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    said = {"identifier": job.id, "source": job.record, "rights": job.attribution}
    for name, words in said.items():
        if words := clean(words):
            SubElement(found, f"dc:{name}").text = words
    return found
