"""No label lies on another."""

from __future__ import annotations

import base64
import json
from xml.etree import ElementTree as ET

import pytest

from sphinx_atlas.rendering.labels import spread

Point = tuple[float, float]


def drawing(*labels: tuple[Point, list[Point] | None], nodes: str = "") -> ET.Element:
    """A renderer's picture of labels of 40 by 20 px, each with its place and its arrow's path."""
    parts = []
    for number, ((x, y), path) in enumerate(labels):
        points = base64.b64encode(json.dumps([{"x": x, "y": y} for x, y in path or []]).encode()).decode()
        data = points if path is not None else "broken"
        parts.append(
            f'<path data-id="L{number}" data-points="{data}"/><g class="edgeLabel" transform="translate({x}, {y})">'
            f'<g data-id="L{number}"><rect class="background" width="40" height="20"/></g></g>'
        )
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(parts)}{nodes}</svg>')


def places(svg: ET.Element) -> list[str]:
    spread(svg)
    return [group.get("transform", "") for group in svg.iter() if group.get("class") == "edgeLabel"]


DOWN = [(0.0, 20.0), (0.0, 116.0)]


def test_labels_apart_stay() -> None:
    assert places(drawing(((0, 20), DOWN), ((0, 60), DOWN))) == ["translate(0, 20)", "translate(0, 60)"]


def test_a_label_on_another_goes_to_the_nearest_free_place_of_its_arrow() -> None:
    assert places(drawing(((0, 24), DOWN), ((10, 24), DOWN))) == ["translate(0, 24)", "translate(0, 52)"]


def test_it_goes_onto_no_box() -> None:
    box = '<g class="node" transform="translate(0, 50)"><rect width="20" height="20"/></g>'
    hexagon = '<g class="node" transform="translate(0, 50)"><polygon points="-10,10 10,10 10,-10"/></g>'
    for node in (box, hexagon):
        assert places(drawing(((0, 12), DOWN), ((0, 12), DOWN), nodes=node))[1] == "translate(0, 84)"


@pytest.mark.parametrize("path", [None, [], [(0.0, 24.0)], [(0.0, 20.0), (0.0, 30.0)]])
def test_it_stays_where_there_is_no_free_place(path: list[Point] | None) -> None:
    assert places(drawing(((0, 24), DOWN), ((0, 24), path)))[1] in {"translate(0, 24)", "translate(0, 24.0)"}


def test_labels_without_text_have_no_place() -> None:
    svg = ET.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg"><g class="edgeLabel"><g><rect/></g></g><g class="edgeLabel"/></svg>'
    )
    assert places(svg) == ["", ""]
