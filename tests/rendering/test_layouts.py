"""A whole system stands upright, and its arrows lead where its text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import dist
from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas.rendering import Form, render
from sphinx_atlas.rendering.layouts import draw
from tests.rendering.drawing import MERMAN, SVG, job, tree

#: Most of its arrows lead back, so that a layout as the text is has the store above all.
SYSTEM = """\
graph TB
  accTitle: A system
  subgraph g_plane_edge["Edge plane"]
    n_app("App"):::plane_edge
  end
  subgraph g_plane_service["Service plane"]
    n_api["API"]:::plane_service
  end
  subgraph g_plane_state["State plane"]
    n_db[("Store")]:::plane_state
  end
  n_db ==>|"rows"| n_api
  n_db -->|"files"| n_app
  n_api -->|"pages"| n_app
  n_app -.->|"request"| n_api
  classDef plane_edge fill:#0066CC
  class g_plane_edge frame_edge
  class g_plane_service frame_service
  class g_plane_state frame_state
"""


def tops(svg: ET.Element) -> list[str]:
    """The frames, from the top down."""
    frames = [one for one in svg.iter(f"{SVG}g") if one.get("class", "").startswith("frame_")]
    return [one.get("class", "") for one in sorted(frames, key=_top)]


def _top(frame: ET.Element) -> float:
    rect = frame.find(f"{SVG}rect")
    assert rect is not None
    return float(rect.get("y", ""))


def test_the_entrance_is_at_the_top_whichever_way_arrows_lead() -> None:
    (found,) = render([job(SYSTEM)], MERMAN)
    assert tops(tree(found)) == ["frame_edge", "frame_service", "frame_state"]


def test_each_arrow_has_one_head_and_it_is_where_the_text_says() -> None:
    (found,) = render([job(SYSTEM)], MERMAN)
    assert sorted(arrows(tree(found))) == [("", "API", "App"), ("", "Store", "App"), ("dots", "App", "API"), ("thick", "Store", "API")]  # fmt: skip


def arrows(root: ET.Element) -> list[tuple[str, str, str]]:
    """The style of each arrow, the box at its beginning and the one at its head."""
    boxes = dict(_boxes(root))
    found = []
    for path in root.iter(f"{SVG}path"):
        heads = [name for name in ("marker-start", "marker-end") if name in path.attrib]
        if not heads:
            continue
        points = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+)[ ,]([\d.]+)", path.get("d", ""))]
        ends = (points[0], points[-1]) if heads == ["marker-end"] else (points[-1], points[0])
        source, target = (_nearest(boxes, end) for end in ends)
        found.append((path.get("class", "").replace("edge", "").strip(), source, target))
        assert len(heads) == 1
    return found


def _nearest(boxes: dict[str, tuple[float, float]], point: tuple[float, float]) -> str:
    return min(boxes, key=lambda name: dist(boxes[name], point))


def _boxes(root: ET.Element) -> Iterator[tuple[str, tuple[float, float]]]:
    for group in root.iter(f"{SVG}g"):
        place = re.fullmatch(r"translate\((\S+) (\S+)\)", group.get("transform", ""))
        if place and group.get("class", "").startswith("plane_"):
            yield "".join(group.itertext()).strip(), (float(place[1]), float(place[2]))


def test_a_page_and_a_file_have_the_same_layout() -> None:
    inline, file = render([job(SYSTEM), job(SYSTEM, form=Form.FILE)], MERMAN)
    assert (inline.width, inline.height) == (file.width, file.height)
    assert tops(tree(inline)) == tops(tree(file))


#: Arrows as merman draws those with two heads, and what is to be made of them; one without a head stays.
ARROWS = (
    '<path d="M1,1L1,5" marker-start="a" marker-end="b"/><path d="M0,9 L-1,5 L-1,5.5" marker-start="a" marker-end="b"/>'
    '<path d="M1,1L1,5" marker-end="b"/><path d="M1,1L1,5"/>'
)
TURNED_BACK = (
    '<path d="M1,1L1,9" marker-start="a"/><path d="M0,9 L-1,5L-1,9.5" marker-start="a"/>'
    '<path d="M1,1L1,5" marker-end="b"/><path d="M1,1L1,5"/>'
)


@dataclass
class Layouts:
    """Draws the text as it is in one way and the turned one in another.

    :param plain: width, and the planes from the top down
    """

    plain: tuple[int, str]
    turned: tuple[int, str]
    name: str = "layouts"
    version: str = "1"
    asked: list[str] = field(default_factory=list)

    def render(self, text: str, id: str) -> str:
        """Frames, and an arrow."""
        self.asked.append(text)
        width, planes = self.turned if "<==>" in text else self.plain
        frames = "".join(
            f'<g class="frame_{plane} cluster" id="{id}"><rect x="0" y="{y}"/></g>'
            for y, plane in enumerate(planes.split())
        )
        return f'<svg viewBox="0 0 {width} 9">{frames}{ARROWS}</svg>'


@pytest.mark.parametrize(
    ("plain", "turned", "is_turned"),
    [
        ((100, "edge service state"), (90, "edge service state"), True),
        ((100, "edge service state"), (97, "edge service state"), False),
        ((90, "edge service state"), (100, "edge service state"), False),
        ((90, "state service edge"), (100, "edge service state"), True),
        ((90, "edge state service"), (100, "edge service state"), True),
        ((90, "edge service state stream"), (100, "edge service stream state"), False),
        ((90, "edge service control"), (100, "control edge service"), False),
        ((90, ""), (100, ""), False),
    ],
)
def test_planes_in_order_come_before_width(plain: tuple[int, str], turned: tuple[int, str], is_turned: bool) -> None:
    renderer = Layouts(plain, turned)
    found = draw(SYSTEM, renderer, "x")
    assert f'viewBox="0 0 {(turned if is_turned else plain)[0]} ' in found
    assert (TURNED_BACK in found) is is_turned
    assert len(renderer.asked) == 2


def test_what_no_arrow_turns_is_drawn_once() -> None:
    renderer = Layouts((1, ""), (1, ""))
    draw(SYSTEM.partition("  n_db ==>")[0], renderer, "x")
    assert len(renderer.asked) == 1
