"""The tree of a page's sidebar: of the catalogue it holds the branch that the page is on, and no other.

Sphinx makes the whole tree anew for each page, and themes ask for all of it: of a thousand pages a million entries.
What lies below a page that we wrote is left out of that tree, unless the page lies on the way from the root to the one
at hand. Nothing else is: parents, next and previous, the tables of contents in pages and books, and numbers are as
Sphinx makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .config import BRANCH
from .environment import domain_of

#: Before themes ask for their tree, which they do in the same event.
PRIORITY = 100
#: Here one page is all pages.
_ONE_PAGE = "singlehtml"


def keep_to_branch(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let the function with which a template asks for the tree give that of the page's branch."""
    toctree: Callable[..., str] | None = context.get("toctree")
    own = domain_of(app.env).own_pages
    if toctree is None or not own or app.config.atlas_sidebar != BRANCH or app.builder.name == _ONE_PAGE:
        return

    def of_branch(**options: Any) -> str:
        with _closed(app.env, own, pagename):
            return toctree(**options)

    context["toctree"] = of_branch


@contextmanager
def _closed(env: BuildEnvironment, own: Set[str], pagename: str) -> Iterator[None]:
    """Close, while the tree is made, those of our own pages that are not on the way to a page."""
    whole, way = env.tocs, _way_to(env, pagename)
    shut = [name for name in env.toctree_includes if name in own and name not in way and name in whole]
    env.tocs = {**whole, **{name: _without_pages(whole[name]) for name in shut}}
    try:
        yield
    finally:
        env.tocs = whole


def _way_to(env: BuildEnvironment, pagename: str) -> set[str]:
    """The page, and every page that it lies below."""
    parents: dict[str, list[str]] = {}
    for parent, children in env.toctree_includes.items():
        for child in children:
            parents.setdefault(child, []).append(parent)
    way, ahead = set(), [pagename]
    while ahead:
        if (name := ahead.pop()) not in way:
            way.add(name)
            ahead += parents.get(name, [])
    return way


def _without_pages(toc: nodes.bullet_list) -> nodes.bullet_list:
    """A page's own table of contents without what it includes."""
    found = toc.deepcopy()
    for node in list(found.findall(addnodes.toctree)):
        node.parent.remove(node)
    return found
