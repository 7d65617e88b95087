"""Where a flowchart would be a ribbon: boxes that no arrow keeps apart stand abreast, however many they are.

A layout puts boxes into ranks along the arrows. What no arrow orders is in one rank, and the rank as wide as all of it.
So such boxes are put in rows, and such frames one below the other, by links that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from ..views.diagrams.model import Flowchart, Group

#: Boxes in a row.
ABREAST = 4

Pair = tuple[str, str]


def folds(chart: Flowchart) -> Iterator[Pair]:
    """Ids of the boxes or frames of which the second is to stand below the first."""
    inside = {id_: group.id for group in chart.groups for id_ in _members(group)}
    touched = {end for edge in chart.edges for end in (edge.source, edge.target)}
    ordered = {
        end
        for edge in chart.edges
        if edge.source in inside and inside[edge.source] == inside.get(edge.target)
        for end in (edge.source, edge.target)
    }
    for group in chart.groups:
        yield from _rows([id_ for id_ in group.nodes if id_ not in ordered])
    yield from _rows([node.id for node in chart.nodes if node.id not in inside and node.id not in touched])
    for above, below in pairwise(chart.groups):
        if chart.stacked or not all({group.id, *_members(group)} & touched for group in (above, below)):
            yield above.id, below.id


def _rows(ids: Sequence[str]) -> Iterator[Pair]:
    """Each box and the one below it, in as few rows as will do, and these as even as can be."""
    width = ceil(len(ids) / ceil(len(ids) / ABREAST)) if ids else 0
    if len(ids) > width:
        yield from zip(ids, ids[width:], strict=False)


def _members(group: Group) -> Iterator[str]:
    yield from group.nodes
    for inner in group.groups:
        yield inner.id
        yield from _members(inner)
