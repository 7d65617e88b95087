"""What directives show is put away between reading and writing, and nothing of it is lost."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from docutils import nodes
from docutils.utils import new_document

from sphinx_atlas.extension.nodes import atlas_block
from tests.extension.conftest import Project

SYSTEM = ".. atlas-system:: CS-FERRY-CHAT\n"


def block(*texts: str) -> atlas_block:
    """A block of paragraphs, in a document."""
    found = atlas_block("", *(nodes.paragraph(text, text) for text in texts))
    new_document("page.rst").append(found)
    return found


def texts(found: atlas_block) -> list[str]:
    return [node.astext() for node in found.open()]


def test_a_closed_block_holds_what_it_held() -> None:
    found = block("one", "two")
    shown = found.pformat()
    found.close()
    assert found.children == []
    assert texts(found) == texts(found) == ["one", "two"]
    assert texts(found.deepcopy()) == ["one", "two"]
    assert found.pformat() == shown


def test_what_comes_later_is_put_away_too() -> None:
    found = block("one")
    found.close()
    found += nodes.paragraph("two", "two")
    assert texts(found) == ["one", "two"]
    found.close()
    assert (found.children, texts(found)) == ([], ["one", "two"])


def test_a_closed_block_takes_nothing_of_its_page_with_it() -> None:
    found = block("one")
    assert found.document is not None
    found.document.append(nodes.paragraph("", "of the page"))
    found.close()
    assert b"of the page" not in pickle.dumps(found.open())


def test_the_page_that_waits_holds_no_node_of_a_block(make_project: Callable[..., Project]) -> None:
    build = make_project(SYSTEM).build()
    page = build.app.env.get_doctree("index")
    blocks = list(page.findall(atlas_block))
    assert blocks
    assert not any(one.children for one in blocks)
    anchors = {
        id_ for one in blocks for child in one.open() for node in child.findall(nodes.Element) for id_ in node["ids"]
    }
    held = {id_: node for id_, node in page.ids.items() if id_ in anchors}
    assert "cs-ferry-chat-l0" in held
    assert {type(node) for node in held.values()} == {atlas_block}
