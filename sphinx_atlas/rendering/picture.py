"""The one pass that makes a renderer's picture ours: fit to stand in a page, or by itself in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from ..mermaid.escape import clean
from .errors import RenderingFailed
from .links import Link
from .numbers import number, shown
from .style import style_sheet
from .tidy import Tidy

#: To be raised whenever the same picture of a renderer becomes another one of ours.
FORMAT = 1

#: No picture should be larger, in bytes.
LIMIT = 500_000

#: What the ids of a renderer's picture begin with: the same for all, so that one text is drawn once.
PREFIX = "atlas"

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
    :param record: id of the record that the diagram is of
    :param attribution: whom to name, and the licence
    """

    id: str
    text: str
    links: Mapping[str, Link] = field(default_factory=dict)
    form: Form = Form.INLINE
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
        """Whether it is above :data:`LIMIT`."""
        return self.size > LIMIT


def make_picture(job: Job, drawn: str) -> Picture:
    """A picture of what the renderer has drawn with :data:`PREFIX` as its id.

    :raises RenderingFailed: if what it has drawn is no SVG
    """
    source = _parsed(job, drawn)
    # A page's anchor of the diagram may have its very id.
    root = f"{_id(job.id)}-svg"
    tidy = Tidy(PREFIX, root, job.links)
    content = tidy.content(source)
    left, top, width, height = _view(source)
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": root,
            "class": "atlas-svg",
            "width": str(width),
            "height": str(height),
            "viewBox": f"{shown(left)} {shown(top)} {width} {height}",
            # Not `img`: that would hide the links within from screen readers.
            "role": "graphics-document document",
            "aria-labelledby": f"{root}-title",
            "aria-describedby": f"{root}-desc",
        },
    )
    title = _said(source, "title") or job.id
    SubElement(svg, "title", {"id": f"{root}-title"}).text = title
    SubElement(svg, "desc", {"id": f"{root}-desc"}).text = _said(source, "desc") or title
    svg.append(_metadata(job))
    SubElement(svg, "style").text = style_sheet(root, tidy.used, flips=job.form is Form.INLINE)
    svg.extend(content)
    return Picture(job.id, ET.tostring(svg, encoding="unicode"), width, height)


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


def _view(source: Element) -> tuple[float, float, int, int]:
    """Left, top, width and height; whole numbers for the last two, as they are the natural size, too."""
    numbers = [number(part) for part in source.get("viewBox", "").replace(",", " ").split()]
    left, top, width, height = numbers if len(numbers) == 4 else (0.0, 0.0, 1.0, 1.0)
    return left, top, max(1, -int(-width // 1)), max(1, -int(-height // 1))


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
