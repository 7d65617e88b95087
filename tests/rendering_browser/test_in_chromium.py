"""Our pictures beside the official Mermaid, and in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import Catalog, bundled
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.rendering import Job, Picture, RenderingFailed, render
from sphinx_atlas.rendering.merman import Merman
from sphinx_atlas.views.diagrams import diagrams
from sphinx_atlas.views.diagrams.model import Diagram
from tests.mermaid.oracle import answer, judge
from tests.mermaid.test_official import BROKEN

pytestmark = pytest.mark.browser

PAGE = Path(__file__).with_name("texts.html")
#: How far a text may reach beyond what it stands in, in px: no two engines round alike.
TOLERANCE = 2
#: What the two do not agree on: merman draws an empty box, so the generator writes a space there.
APART = {"empty label"}
MERMAN = Merman()


@pytest.fixture(scope="module")
def drawn() -> list[Diagram]:
    """Every diagram of every record."""
    catalog = Catalog.load([bundled()])
    return [one for record in catalog.records.values() for one in diagrams(record, catalog.vocabulary)]


def reach(pictures: list[Picture]) -> dict[str, float]:
    """How far texts reach beyond what they stand in, in px, by the picture's id and the text."""
    page = PAGE.read_text(encoding="utf-8").replace("PICTURES", "\n".join(one.svg for one in pictures))
    said = json.loads(answer(page))
    assert len(said) == len(pictures)
    assert all(one["texts"] for one in said)
    return {f"{one['id']}: {text}": round(far, 1) for one in said for text, far in one["texts"]}


def test_merman_accepts_what_mermaid_does_and_refuses_what_it_does(drawn: list[Diagram]) -> None:
    texts = {one.id: to_mermaid(one) for one in drawn} | {
        f"broken/{name}": BROKEN[name] for name in BROKEN.keys() - APART
    }
    official = {name: verdict.error is None for name, verdict in judge(texts).items()}
    assert {name: accepts(text) for name, text in texts.items()} == official
    assert sum(official.values()) == len(drawn)


@pytest.mark.parametrize("name", sorted(APART))
def test_what_they_do_not_agree_on_is_still_so(name: str) -> None:
    assert accepts(BROKEN[name])


def accepts(text: str) -> bool:
    try:
        MERMAN.render(text, "atlas")
    except RenderingFailed:
        return False
    return True


def test_no_text_leaves_its_box(drawn: list[Diagram]) -> None:
    pictures = render([Job(one.id, to_mermaid(one)) for one in drawn], MERMAN)
    far = reach(pictures)
    assert len(far) > 10 * len(drawn)
    assert {text: by for text, by in far.items() if by > TOLERANCE} == {}


def test_a_text_that_does_is_seen() -> None:
    svg = '<svg id="x" width="200" height="50"><g class="a"><rect width="40" height="20"/><text y="15">far too long</text></g></svg>'
    (by,) = reach([Picture("x", svg, 200, 50)]).values()
    assert by > TOLERANCE
