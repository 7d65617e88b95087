"""A whole system with its entrance at the top.

A layout puts what an arrow leaves above what it leads to. Where arrows lead both ways between two planes, it may well
put the stores above the services. So here every arrow that leads back, from a later plane to an earlier one, changes
its ends, and says so by a head at each of them: no arrow of ours has two. This is for who draws and then takes the
wrong heads away, never for readers: Mermaid has no arrow with a head at its beginning alone.
"""

from __future__ import annotations

import re

from ..catalog.sections import Plane

#: What stands above what. Control acts on all others, and so stands as high as there is room.
_RANKS = {Plane.EDGE: 0, Plane.CONTROL: 0, Plane.SERVICE: 1, Plane.STREAM: 2, Plane.STATE: 3}

_FRAME = "subgraph g_plane_"
_NODE = re.compile(r"^ *(n_\w+)\W.*:::plane_(\w+)$", re.MULTILINE)
_ARROW = re.compile(r'^( *)(n_\w+) (-->|-\.->|==>)((?:\|".*"\|)?) (n_\w+)$', re.MULTILINE)


def upright(text: str) -> str:
    """The text of a flowchart with the arrows turned that lead back; the same text if it is not of several planes.

    The arrows keep their positions, by which they are styled.
    """
    if text.count(_FRAME) < 2:
        return text
    ranks = {name: _RANKS[Plane(plane)] for name, plane in _NODE.findall(text)}

    def turned(arrow: re.Match[str]) -> str:
        indent, source, line, label, target = arrow.groups()
        leads_back = source in ranks and target in ranks and ranks[source] > ranks[target]
        return f"{indent}{target} <{line}{label} {source}" if leads_back else arrow[0]

    return _ARROW.sub(turned, text)
