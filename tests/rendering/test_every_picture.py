"""The pictures of the catalogue: none a ribbon, none too large, nothing in them hidden or cut in two."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest

from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.rendering import Picture, render
from sphinx_atlas.views.diagrams import diagrams
from tests.records import whole_catalog
from tests.rendering.drawing import MERMAN, SVG, job, tree

#: Records that are drawn, spread over the catalogue: enough to see what a layout does.
RECORDS = 8
#: The widest that a picture may be, in px: on a page it is half as large, and can be opened full size.
WIDEST = 2600


Point = tuple[float, ...]


class Rect(NamedTuple):
    """A rectangle, in px."""

    x: float
    y: float
    width: float
    height: float

    def lies_on(self, other: Rect) -> bool:
        """Whether two rectangles share more than a line."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across > 1 and down > 1

    def is_over(self, begin: Point, end: Point) -> bool:
        """Whether the box around a line reaches farther than 1 px into the rectangle."""
        (left, right), (top, bottom) = map(sorted, zip(begin, end, strict=True))
        across = left < self.x + self.width - 1 and right > self.x + 1
        return across and top < self.y + self.height - 1 and bottom > self.y + 1


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    catalog = whole_catalog()
    records = list(catalog.records.values())
    some = [records[number * len(records) // RECORDS] for number in range(RECORDS)]
    drawn = [one for record in some for one in diagrams(record, catalog.vocabulary)]
    return render([job(to_mermaid(one), one.id) for one in drawn], MERMAN)


def test_no_picture_is_a_ribbon_or_too_large(pictures: list[Picture]) -> None:
    assert {one.id: one.width for one in pictures if one.width > WIDEST} == {}
    assert not any(one.is_too_large for one in pictures)


def test_no_label_lies_on_another(pictures: list[Picture]) -> None:
    hidden = {
        one.id: count for one in pictures if (count := sum(a.lies_on(b) for a, b in combinations(labels(one), 2)))
    }
    assert hidden == {}


def test_no_label_lies_across_an_arrow_that_is_not_its_own(pictures: list[Picture]) -> None:
    crossed = {}
    for one in pictures:
        lines = lines_of_arrows(one)
        crossed[one.id] = [rect for rect in labels(one) if arrows_under(rect, lines) > 1]
    assert {id_: found for id_, found in crossed.items() if found} == {}


def test_the_entrance_of_every_system_is_at_its_top(pictures: list[Picture]) -> None:
    systems = [one for one in pictures if one.id.endswith("-L0")]
    assert len(systems) >= RECORDS
    for one in systems:
        edge, service, *rest = (tops(one).get(plane, []) for plane in ("edge", "service", "stream", "state"))
        assert max(edge) < min(service) < min(min(others) for others in rest), one.id


def tops(picture: Picture) -> dict[str, list[float]]:
    """Where the frames begin, by plane."""
    frame = r'<g class="frame_(\w+)[^"]*"><rect x="[^"]*" y="([^"]*)"'
    found: dict[str, list[float]] = {}
    for plane, y in re.findall(frame, picture.svg):
        found.setdefault(plane, []).append(float(y))
    return found


def arrows_under(rect: Rect, lines: list[list[tuple[Point, Point]]]) -> int:
    """How many arrows pass beneath a label, its own among them."""
    return sum(any(rect.is_over(*line) for line in arrow) for arrow in lines)


def lines_of_arrows(picture: Picture) -> list[list[tuple[Point, Point]]]:
    """The arrows, each as straight lines from corner to corner as drawn."""
    found = []
    for path in tree(picture).iter(f"{SVG}path"):
        if "edge" in path.get("class", "").split():
            commands = re.findall(r"[MLQA][^A-Z]*", path.get("d", ""))
            ends = [tuple(map(float, re.findall(r"-?[\d.]+", command)[-2:])) for command in commands]
            found.append(list(pairwise(ends)))
    return found


def labels(picture: Picture) -> list[Rect]:
    """The grounds of all labels of arrows; titles of frames, which are names, may have ground where arrows pass."""
    parts = pairwise(tree(picture))
    grounds = (part for part, text in parts if part.get("class") == "under" and text.find("*[@class='name']") is None)
    return [Rect(*(float(rect.get(name, "")) for name in Rect._fields)) for rect in grounds]


def test_no_two_share_an_id(pictures: list[Picture]) -> None:
    ids = [id_ for one in pictures for id_ in re.findall(r'\bid="([^"]+)"', one.svg)]
    assert len(ids) == len(set(ids)) > 3 * len(pictures)
