"""The style sheet of a picture: ours alone, of no more than the picture uses.

What the renderer brings along is left out. So nobody else's colours, and nothing that came in with a label, is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..mermaid.palette import FRAME_OPACITY
from ..mermaid.scheme import BOXES, FRAMES, variable, variables
from .legend import TITLE_SIZE
from .metrics import FONT_FAMILY
from .text import FONT_SIZE

Colour = Callable[[str], str]

_SHAPES = ("rect", "path", "polygon")


def style_sheet(root: str, used: set[str], *, flips: bool) -> str:
    """The rules for the classes in use, each for what stands below the root's id.

    :param used: classes and names of elements that the picture has
    :param flips: whether colours follow the page's variables; else they are those of the light scheme
    """
    hues = variables()

    def colour(name: str) -> str:
        return f"var({name},{hues[name].light})" if flips else hues[name].light

    rules = [f"#{root}{{font-family:{FONT_FAMILY};font-size:{FONT_SIZE}px}}"]
    for needed, selectors, declarations in _rules(colour):
        if needed in used:
            rules.append(f"{','.join(f'#{root} {one}' for one in selectors)}{{{declarations}}}")
    if flips and "a" in used:
        rules.append(f"#{root} a:focus-visible{{outline:3px solid {colour('--atlas-arrow')};outline-offset:2px}}")
    return "".join(rules)


def _rules(colour: Colour) -> Iterator[tuple[str, list[str], str]]:
    """What must be in use for a rule to be there, its selectors, and its declarations."""
    yield "text", ["text"], f"fill:{colour('--atlas-label')};text-anchor:middle"
    yield from _lines(colour)
    for class_ in FRAMES:
        hue = colour(variable(class_, "frame"))
        yield (
            class_,
            [f".{class_} rect"],
            f"fill:{hue};fill-opacity:{FRAME_OPACITY};stroke:{hue};stroke-width:2px",
        )
    for class_ in BOXES:
        fill, line, text = (colour(variable(class_, part)) for part in ("fill", "line", "text"))
        yield class_, [f".{class_} {shape}" for shape in _SHAPES], f"fill:{fill};stroke:{line}"
        yield class_, [f".{class_} text"], f"fill:{text}"
    yield "uncertain", [f".uncertain {shape}" for shape in _SHAPES], "stroke-width:2px;stroke-dasharray:6 4"
    yield "legend", [".legend text"], "text-anchor:start"
    yield "title", [".title"], f"font-size:{TITLE_SIZE}px;font-weight:bold"
    yield "canvas", [".canvas"], f"fill:{colour('--atlas-canvas')}"
    yield "name", [".name"], "font-weight:bold"
    yield "a", ["a .name"], "text-decoration:underline"


def _lines(colour: Colour) -> Iterator[tuple[str, list[str], str]]:
    arrow, canvas = colour("--atlas-arrow"), colour("--atlas-canvas")
    yield "edge", [".edge"], f"fill:none;stroke:{arrow};stroke-width:1.5px"
    yield "thick", [".thick"], "stroke-width:3.5px"
    yield "dots", [".dots"], "stroke-dasharray:3 3"
    yield "head", [".head"], f"fill:{arrow}"
    yield "under", [".under"], f"fill:{canvas}"
    yield "life", [".life"], f"stroke:{arrow};stroke-width:1px;stroke-opacity:.5"
    yield "branch", [".branch"], f"fill:none;stroke:{arrow};stroke-width:1px"
    yield "tag", [".tag"], f"fill:{canvas};stroke:{arrow};stroke-width:1px"
