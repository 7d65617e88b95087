"""What Sphinx keeps between builds has a version, and a version has one shape.

An environment of another shape would be read wrongly; one of another version is thrown away. So whoever changes the shape
has to raise the version: this test tells, and says what to enter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import get_type_hints

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_atlas.catalog.fingerprint import digest
from sphinx_atlas.extension.domain import AtlasDomain
from sphinx_atlas.extension.nodes import atlas_block
from sphinx_atlas.extension.setup import ENV_VERSION
from sphinx_atlas.extension.shown import DocData, Shown
from sphinx_atlas.extension.written import Written
from tests.extension.conftest import Project

#: Version to the digest of its shape. A new line for each version; never another digest for an old one.
DOMAIN_SHAPES = {
    2: "54060ebf6bd19d7bf2f2",
    3: "fd1b8376f428ea7ffab2",
    4: "d1bb95e0b8509deddfe1",
    5: "420c544aa0d4bde4310e",
    6: "c751ab92f83c93a0fcae",
    7: "b3f8856d1f73aa2f8f83",
}
NODE_SHAPES = {
    2: "d77868312337e376b624",
    3: "818aeb1d907455af4001",
    4: "35fcbe6fca58f1587d6e",
    5: "35fcbe6fca58f1587d6e",
    6: "d24d019835bf58de1eb8",
}

HINT = "{what} has another shape than in version {version}: raise the version and enter {shape!r} for it"


#: What the domain keeps that has a shape of its own.
KEPT = (DocData, Shown, Written)


def test_the_data_of_the_domain() -> None:
    parts = [repr(sorted(AtlasDomain.initial_data.items()))]
    parts += [f"{kind.__name__}: {sorted(get_type_hints(kind).items(), key=str)!r}" for kind in KEPT]
    shape = digest(*parts)
    version = AtlasDomain.data_version
    assert DOMAIN_SHAPES.get(version) == shape, HINT.format(what="domain data", version=version, shape=shape)


def test_the_nodes_of_a_page(make_project: Callable[..., Project]) -> None:
    index = ".. atlas-system:: CS-FERRY-CHAT\n\n.. atlas-index:: systems\n\n:atlas:value:`CS-FERRY-CHAT confidence`\n"
    build = make_project(index).build("dummy")
    page = build.app.env.get_doctree("index")
    for block in list(page.findall(atlas_block)):
        block.extend(block.open())
    found = {text for node in page.findall(nodes.Element) if (text := _shape(node))}
    assert len(found) > 5
    shape = digest(*sorted(found))
    assert NODE_SHAPES.get(ENV_VERSION) == shape, HINT.format(what="a node", version=ENV_VERSION, shape=shape)


def _shape(node: nodes.Element) -> str:
    """The attributes that we give to a node, or nothing for one that is not ours."""
    if type(node).__module__.startswith("sphinx_atlas"):
        ours = set(node.attributes) - set(nodes.Element.basic_attributes) - {"backrefs", "dupnames"}
    elif isinstance(node, pending_xref) and node.get("refdomain") == "atlas":
        ours = {name for name in node.attributes if name.startswith("atlas_")}
    else:
        return ""
    return f"{type(node).__name__}: {sorted(ours)}"
