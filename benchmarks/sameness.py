"""Whether projects show the same: ``python -m benchmarks.sameness OURS HANDWRITTEN NEEDS``, each of them built.

The hand-written pages have to say what ours say, letter by letter, in as many tables, rows, cells, list items and
links, with the same diagrams. sphinx-needs has to show the same diagrams, and of each table the same number of rows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag

from .bench import HTML, WRITTEN

#: So many systems are looked at, and all categories.
_SYSTEMS = 5
_COUNTED = ("table", "tr", "td", "th", "li", "a", "h1", "h2")


class NotTheSame(Exception):
    """Two pages differ; the message says where."""


@dataclass(frozen=True)
class Shown:
    """What a page shows.

    :param text: without any space, since that depends on how a page is made
    :param counts: of its elements
    :param diagrams: their texts
    :param rows: of each of its tables
    """

    text: str
    counts: dict[str, int]
    diagrams: list[str]
    rows: list[int]


def shown(page: Path) -> Shown:
    """What a built page shows between the navigation around it; what ours can do with a diagram is left out."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    body = soup.find("article", id="furo-main-content") or soup.find("div", class_="body")
    assert isinstance(body, Tag)
    for extra in body.select("a.headerlink, .atlas-actions, .atlas-tabs > label, .atlas-alternative > summary"):
        extra.extract()
    diagrams = [found.extract().get_text().strip() for found in body.select("pre.mermaid")]
    return Shown(
        re.sub(r"\s+", "", body.get_text()),
        {name: len(body.find_all(name)) for name in _COUNTED},
        diagrams,
        [len(table.find_all("tr")) for table in body.find_all("table")],
    )


def pages(project: Path) -> Iterator[str]:
    """The names of the built pages that are looked at."""
    html = project / HTML
    found = [*html.glob(f"{WRITTEN}/categories/*.html"), *sorted(html.glob(f"{WRITTEN}/systems/*.html"))[:_SYSTEMS]]
    yield from sorted(path.relative_to(html).as_posix() for path in found)


def compare(ours: Path, handwritten: Path) -> None:
    """Hold the pages of two projects against one another.

    :raises NotTheSame: if they differ
    """
    for name in pages(ours):
        one, other = shown(ours / HTML / name), shown(handwritten / HTML / name)
        if one != other:
            raise NotTheSame(f"{name}: {_difference(one, other)}")


def compare_needs(ours: Path, needs: Path) -> None:
    """Hold the systems' pages against those of sphinx-needs, where the first table, the summary, is a need.

    :raises NotTheSame: if they differ
    """
    for name in pages(ours):
        one, other = shown(ours / HTML / name), shown(needs / HTML / name)
        is_system = name.startswith(f"{WRITTEN}/systems/")
        if one.diagrams != other.diagrams or one.rows[is_system:] != other.rows[is_system:]:
            raise NotTheSame(f"{name}: rows of the tables {one.rows} and {other.rows}, or the diagrams")


def _difference(one: Shown, other: Shown) -> str:
    if one.counts != other.counts:
        return f"{one.counts} and {other.counts}"
    if one.text != other.text:
        at = next((at for at, pair in enumerate(zip(one.text, other.text, strict=False)) if len(set(pair)) > 1), 0)
        return f"{one.text[at : at + 80]!r} and {other.text[at : at + 80]!r}"
    return "the diagrams"


if __name__ == "__main__":
    folders = list(map(Path, sys.argv[1:]))
    compare(*folders[:2])
    compare_needs(folders[0], folders[2])
