"""What is kept of a renderer's picture: shapes, lines, texts and arrow heads, in names of ours.

Nothing passes that is not named here. So no script, handler, address, image, foreign style or id can come through,
whatever a label says and whatever the renderer does with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, SubElement

from ..mermaid.escape import clean
from ..mermaid.flowchart import UNCERTAIN_DASHES, node_name
from ..mermaid.scheme import BOXES, FRAMES
from . import text
from .links import Link, safe_address
from .numbers import moved_by, number, rounded, shown
from .parts import UNSEEN

_SVG = "{http://www.w3.org/2000/svg}"

#: Class that Mermaid gives to a line or shape, and ours.
_CLASSES = {
    "flowchart-link": "edge",
    "edge-thickness-thick": "thick",
    "edge-pattern-dotted": "dots",
    "messageLine0": "edge",
    "messageLine1": "edge dots",
    "actor-line": "life",
    "loopLine": "branch",
    "labelBox": "tag",
}
#: Classes of a text in a sequence that the lines of columns and branches cross.
_CROSSED = {"messageText", "loopText", "sectionTitle"}
#: Class of a box in a sequence, and that of the boxes it is to look like.
_SEQUENCE_BOXES = {"actor": "neutral", "note": "role_figure"}
_BOX_CLASSES = {*BOXES, *FRAMES, "uncertain"}

_DASHES = re.compile(r"stroke-dasharray\s*:\s*([\d.,\s]+)")
_MARKER = re.compile(r"url\(#([\w-]+)\)")
_SHAPES = {"rect", "circle", "ellipse", "line", "path", "polygon", "polyline"}
#: Attributes of a shape's place, along x and along y; and of its size.
_ACROSS, _DOWN, _SIZE = ("x", "x1", "x2", "cx"), ("y", "y1", "y2", "cy"), ("width", "height", "r", "rx", "ry")


@dataclass(frozen=True)
class _Place:
    """Where in the picture an element is.

    :param dx: how far what holds it has moved it; so has ``dy``
    :param inside: ``node``, ``cluster``, ``label``, or empty
    """

    dx: float = 0.0
    dy: float = 0.0
    inside: str = ""
    linked: bool = False


@dataclass
class Tidy:
    """One picture being taken over.

    :param prefix: what the ids of the renderer's picture begin with
    :param root: the id of ours, with which all its ids begin
    :param links: id of a node to where it leads
    :param used: classes and names of elements that ours has, as it goes
    """

    prefix: str
    root: str
    links: Mapping[str, Link]
    used: set[str] = field(default_factory=set)
    _markers: dict[str, str] = field(default_factory=dict)
    _titles: list[Element] = field(default_factory=list)

    def content(self, svg: Element) -> list[Element]:
        """What the picture shows, the definitions of its arrow heads first."""
        self._targets = {node_name(id_): link for id_, link in self.links.items()}
        shown_parts = list(self._children(svg, _Place()))
        known = {marker.get("id", ""): marker for marker in svg.iter(f"{_SVG}marker")}
        definitions = Element("defs")
        definitions.extend(self._marker(known[id_], ours) for id_, ours in self._markers.items() if id_ in known)
        # Titles come last: no arrow may lie on them.
        return [*([definitions] if len(definitions) else []), *shown_parts, *self._titles]

    def _children(self, element: Element, place: _Place) -> Iterator[Element]:
        for child in element:
            name = child.tag.removeprefix(_SVG)
            if name in {"g", "a"}:
                yield from self._group(child, place)
            elif name in _SHAPES:
                yield from self._shape(child, name, place)
            elif name == "text":
                yield from self._text(child, place)

    def _group(self, element: Element, place: _Place) -> Iterator[Element]:
        classes = element.get("class", "").split()
        moved = moved_by(element.get("transform")) or (0.0, 0.0)
        inside = next((one for one in ("node", "cluster") if one in classes), "")
        box = [one for one in classes if one in _BOX_CLASSES] or _sequence_box(element)
        if not inside and not box:
            label = "label" if "edgeLabel" in classes else place.inside
            place = replace(place, dx=place.dx + moved[0], dy=place.dy + moved[1], inside=label)
            yield from self._children(element, place)
            return
        link = self._link(element.get("id", ""))
        found = Element("a", {"href": link.address}) if link else Element("g")
        if box:
            found.set("class", " ".join(box))
        if at := _translation(place.dx + moved[0], place.dy + moved[1]):
            found.set("transform", at)
        if link and (tooltip := clean(link.tooltip)):
            SubElement(found, "title").text = tooltip
        place = _Place(inside=inside, linked=bool(link))
        parts = list(self._children(element, place))
        if inside == "cluster":
            parts = self._without_title(parts, at)
        if parts:
            found.extend(parts)
            self.used.update(box, {found.tag})
            yield found

    def _without_title(self, parts: list[Element], at: str) -> list[Element]:
        """The parts of a frame but for its title, which is kept for the end, moved as the frame is."""
        is_title = {part: part.tag == "text" or part.get("class") == "under" for part in parts}
        for part in parts:
            if is_title[part]:
                part.attrib |= {"transform": at} if at else {}
                self._titles.append(part)
        return [part for part in parts if not is_title[part]]

    def _shape(self, element: Element, name: str, place: _Place) -> Iterator[Element]:
        attributes = _geometry(element, name, place)
        names = element.get("class", "").split()
        # An outline apart from its shape is drawn with the shape; a link that nobody sees has done its work.
        if not attributes or UNSEEN in names or (place.inside == "node" and element.get("fill") == "none"):
            return
        classes = [_CLASSES[one] for one in names if one in _CLASSES]
        if "background" in names:
            classes = ["under"]
        found = Element(name, attributes)
        if classes:
            words = " ".join(dict.fromkeys(" ".join(classes).split()))
            found.set("class", words)
            self.used.update(words.split())
        if "edge" in classes and (dashes := _DASHES.search(element.get("style", ""))):
            found.set("style", f"stroke-dasharray:{rounded(dashes[1])}")
            self.used.update({"guess"} if rounded(dashes[1]) in UNCERTAIN_DASHES else ())
        for end in ("marker-start", "marker-end"):
            if reference := _MARKER.fullmatch(element.get(end, "")):
                found.set(end, f"url(#{self._marker_id(reference[1])})")
        yield found

    def _text(self, element: Element, place: _Place) -> Iterator[Element]:
        lines = text.rows(element)
        if not lines:
            return
        if place.inside == "cluster" or (place.linked and not any(row.is_name for row in lines)):
            lines = [row._replace(is_name=True) for row in lines]
        if _CROSSED & set(element.get("class", "").split()):
            yield from (text.ground(row, place.dx, place.dy, text.anchor(element)) for row in lines)
            self.used.add("under")
        found = text.write(lines, place.dx, place.dy)
        self.used.update({"name"} if any(row.is_name for row in lines) else ())
        if place.inside not in {"node", "cluster"} and text.anchor(element) in {"start", "end"}:
            found.set("style", f"text-anchor:{text.anchor(element)}")
        self.used.add("text")
        yield found

    def _link(self, id_: str) -> Link | None:
        """Where the box of that id leads, if it may."""
        name = id_.removeprefix(f"{self.prefix}-flowchart-").rpartition("-")[0]
        link = self._targets.get(name)
        address = safe_address(link.address) if link else ""
        return Link(address, link.tooltip) if link and address else None

    def _marker_id(self, id_: str) -> str:
        return self._markers.setdefault(id_, f"{self.root}-head{len(self._markers) or ''}")

    def _marker(self, element: Element, id_: str) -> Element:
        names = ("markerUnits", "orient")
        kept = {name: word for name in names if re.fullmatch(r"[\w-]+", word := element.get(name, ""))}
        sizes = ("viewBox", "refX", "refY", "markerWidth", "markerHeight")
        kept |= {name: rounded(element.get(name, "")) for name in sizes if element.get(name)}
        found = Element("marker", {"id": id_, **kept})
        for shape in self._children(element, _Place()):
            shape.set("class", "head")
            found.append(shape)
        self.used.add("head")
        return found


def _geometry(element: Element, name: str, place: _Place) -> dict[str, str]:
    """Where a shape is and how large; empty for one that cannot be seen."""
    own = moved_by(element.get("transform")) or (0.0, 0.0)
    dx, dy = place.dx + own[0], place.dy + own[1]
    if name == "path":
        outline = rounded(element.get("d", ""))
        at = _translation(dx, dy)
        return {"d": outline, **({"transform": at} if at else {})} if outline else {}
    if name in {"polygon", "polyline"}:
        numbers = [number(part) for part in rounded(element.get("points", "")).split()]
        moved = [value + (dy if position % 2 else dx) for position, value in enumerate(numbers)]
        return {"points": " ".join(map(shown, moved))} if moved else {}
    if name == "rect" and (number(element.get("width")) < 1 or number(element.get("height")) < 1):
        return {}
    found: dict[str, str] = {}
    for names, by in ((_ACROSS, dx), (_DOWN, dy), (_SIZE, 0.0)):
        found |= {one: shown(number(element.get(one)) + by) for one in names if element.get(one) is not None}
    return found


def _sequence_box(element: Element) -> list[str]:
    """The class of the boxes that a sequence's box is to look like."""
    classes = {word for child in element.findall(f"{_SVG}rect") for word in child.get("class", "").split()}
    return [ours for theirs, ours in _SEQUENCE_BOXES.items() if theirs in classes]


def _translation(dx: float, dy: float) -> str:
    return f"translate({shown(dx)} {shown(dy)})" if shown(dx) != "0" or shown(dy) != "0" else ""
