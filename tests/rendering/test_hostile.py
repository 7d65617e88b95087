"""Nothing that a label, a link or a renderer brings along is more than a shape or a text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.rendering import Form, Link, Picture, RenderingsFailed, render
from sphinx_atlas.rendering.picture import make_picture
from tests.hostile_texts import STRINGS
from tests.mermaid.samples import hostile_flowchart, hostile_sequence
from tests.rendering.drawing import MERMAN, SVG, job

#: All that may be in a picture; an attribute of any other name, or an element, is a fault.
ELEMENTS = set(
    "svg title desc metadata style defs marker g a rect circle ellipse line path polygon polyline text tspan".split()
)
ATTRIBUTES = set(
    "id class width height viewBox role aria-labelledby aria-describedby href transform x y x1 x2 y1 y2 cx cy r rx ry d "
    "points style marker-start marker-end markerUnits markerWidth markerHeight refX refY orient".split()
)
STYLE = re.compile(r"stroke-dasharray:[\d. ]+|text-anchor:(start|end)")

ATTACKS = (
    "</svg><script>alert(1)</script>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "]]><svg onload=alert(1)>",
    "url(https://evil.example/x)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "javascript:alert(1)",
    "<style>@import 'https://evil.example'</style>",
    "&#x3c;script&#x3e;",
    "--></style></title><script>",
)


def check(picture: Picture) -> None:
    """Look at every element and attribute of a picture, and at its style sheet."""
    root = ET.fromstring(picture.svg)
    for element in root.iter():
        if "purl.org" in element.tag:
            continue
        assert element.tag.removeprefix(SVG) in ELEMENTS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        assert STYLE.fullmatch(element.get("style", "text-anchor:end"))
        assert re.match(r"https?://|mailto:|[^:]*$", element.get("href", ""))
        for end in ("marker-start", "marker-end"):
            assert re.fullmatch(r"(url\(#[\w-]+\))?", element.get(end, ""))
    (style,) = root.iter(f"{SVG}style")
    assert not re.search(r"url|@|expression|javascript|<|\\", style.text or "")


def pictures(text: str) -> list[Picture]:
    """A flowchart and a sequence with the text in every place that takes one."""
    links = {"named": Link(text, text), "bad": Link("a.html", text)}
    jobs = [
        job(to_mermaid(diagram), links=links, form=Form.FILE, titled=True, record=text, attribution=text)
        for diagram in (hostile_flowchart(text), hostile_sequence(text))
    ]
    return render(jobs, MERMAN, workers=1)


@pytest.mark.parametrize("text", ATTACKS)
def test_attacks_are_text(text: str) -> None:
    for picture in pictures(text):
        check(picture)


def test_hostile_texts_are_text() -> None:
    for text in STRINGS[::3]:
        for picture in pictures(text):
            check(picture)


@given(st.text(max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_is_text(text: str) -> None:
    for picture in pictures(text):
        check(picture)


RAW = [
    *(
        f'graph TB\n  a["{text}"] -->|"{text}"| b["x"]'
        for text in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    ),
    'graph TB\n  a["x"]\n  click a href "javascript:alert(1)"',
    'graph TB\n  a["x"]\n  click a call alert(1)',
    'graph TB\n  a["x"]\n  style a fill:url(https://evil.example/x)',
    'graph TB\n  a["x"]\n  classDef b fill:url(javascript:x)\n  class a b',
    '%%{init: {"securityLevel": "loose", "themeCSS": "@import url(https://evil.example)"}}%%\ngraph TB\n  a["x"]',
    'graph TB\n  a@{ img: "https://evil.example/x.png", label: "x" }',
    "sequenceDiagram\n  participant a\n  link a: x @ javascript:alert(1)\n  a->>a: <script>alert(1)</script>",
]


@pytest.mark.parametrize("text", RAW)
def test_so_are_texts_that_nobody_escaped(text: str) -> None:
    try:
        (picture,) = render([job(text)], MERMAN)
    except RenderingsFailed:
        return
    check(picture)
    assert "evil" not in picture.svg


SVGS = [
    "<script>alert(1)</script>",
    '<g onload="alert(1)"><rect width="5" height="5" onclick="alert(1)"/></g>',
    '<a href="javascript:alert(1)"><rect width="5" height="5"/></a>',
    '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"><rect width="5" height="5"/></a>',
    '<image href="https://evil.example/x.png"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></div></foreignObject>',
    "<style>@import url(https://evil.example)</style>",
    '<rect width="5" height="5" style="fill:url(https://evil.example)"/>',
    '<path d="M0 0" marker-end="url(https://evil.example#a)"/>',
    '<rect width="5&quot; onload=&quot;x" height="5"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<text x="1" y="javascript:x">t</text>',
    '<text><tspan onclick="x">t</tspan><textPath href="#x">u</textPath></text>',
]


@pytest.mark.parametrize("inner", SVGS)
def test_whatever_the_renderer_does(inner: str) -> None:
    picture = make_picture(job(), f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>')
    check(picture)
    assert not re.search("evil|alert|javascript", picture.svg)
