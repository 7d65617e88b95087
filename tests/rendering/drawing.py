"""What the tests of pictures share: a small text, jobs, and renderers that do not draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from sphinx_atlas.rendering import Job, Picture, RenderingFailed, render
from sphinx_atlas.rendering.merman import Merman

SVG = "{http://www.w3.org/2000/svg}"

TEXT = """\
graph TB
  accTitle: Two boxes
  accDescr: One leads to the other.
  subgraph g_edge["Edge plane"]
    n_gateway{{"Gateway<br/>Elixir"}}:::plane_edge
  end
  n_db[("Store")]:::plane_state
  n_gateway ==>|"writes"| n_db
  classDef plane_edge fill:#0066CC,stroke:#080A0D,color:#FFFFFF
  classDef plane_state fill:#FF8800,stroke:#080A0D,color:#000000
  class g_edge frame_edge
"""

MERMAN = Merman()


def job(text: str = TEXT, id: str = "CS-X-L0", **fields: Any) -> Job:
    """A job of a text."""
    return Job(id, text, **fields)


def picture(text: str = TEXT, **fields: Any) -> Picture:
    """The picture that merman draws of a text."""
    (found,) = render([job(text, **fields)], MERMAN)
    return found


def tree(found: Picture) -> ET.Element:
    """A picture as XML."""
    return ET.fromstring(found.svg)


@dataclass
class Scribe:
    """Draws nothing but a box, and fails where the text says so.

    :param asked: the texts that it was given
    """

    name: str = "scribe"
    version: str = "1"
    asked: list[str] = field(default_factory=list)

    def render(self, text: str, id: str) -> str:
        """A picture; texts that begin with ``bad`` have none."""
        self.asked.append(text)
        if text.startswith("bad"):
            raise RenderingFailed(id, f"it is {text}", 1)
        if text.startswith("broken"):
            return "<svg"
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
