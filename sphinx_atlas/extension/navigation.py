"""The tree of a page's sidebar: of the catalogue it holds the branch that the page is on, and no other.

Sphinx makes the whole tree anew for each page, and themes ask for all of it: of a thousand pages a million entries.
What lies below a page that we wrote is left out of that tree, unless the page lies on the way from the root to the one
at hand. Nothing else is: parents, next and previous, the tables of contents in pages and books, and numbers are as
Sphinx makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .config import BRANCH
from .environment import domain_of

if TYPE_CHECKING:
    from .domain import AtlasDomain

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
        with _shortened(domain_of(app.env), pagename, bool(options.get("titles_only"))):
            return toctree(**options)

    context["toctree"] = of_branch


@contextmanager
def _shortened(domain: AtlasDomain, pagename: str, titles_only: bool) -> Iterator[None]:
    """Close, while the tree is made, those of our own pages that are not on the way to a page.

    :param titles_only: whether no sections are asked for, which Sphinx would copy before it throws them away
    """
    env, own = domain.env, domain.own_pages
    whole, way = env.tocs, _way_to(env, pagename)
    closed = {name for name in env.toctree_includes if name in own and name not in way}
    wanted = own if titles_only else closed
    env.tocs = whole | {name: _short(domain, name, name in closed, titles_only) for name in wanted if name in whole}
    try:
        yield
    finally:
        env.tocs = whole


def _short(domain: AtlasDomain, name: str, is_closed: bool, titles_only: bool) -> nodes.bullet_list:
    """A page's own table of contents without what is not asked for; made once in a build."""
    key = name, is_closed, titles_only
    if key not in domain.short_tocs:
        whole = domain.env.tocs[name]
        toc = _titles(whole, is_closed) if titles_only else whole.deepcopy()
        if is_closed:
            _close(toc)
        domain.short_tocs[key] = toc
    return domain.short_tocs[key]


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


def _close(toc: nodes.bullet_list) -> None:
    """Remove the pages that a page includes."""
    for node in list(toc.findall(addnodes.toctree)):
        node.parent.remove(node)


def _titles(toc: nodes.bullet_list, is_closed: bool) -> nodes.bullet_list:
    """A copy without the sections, but for the pages that they include; these only where it is not closed.

    What is left out is not copied first: a thousand pages have ten thousand sections.
    """
    copy = toc.copy()
    for entry in toc:
        if not isinstance(entry, nodes.list_item):
            copy += entry.deepcopy()
            continue
        title, *rest = entry
        item = entry.copy()
        item += title.deepcopy()
        included = () if is_closed else (node for part in rest for node in part.findall(addnodes.toctree))
        if found := [node.deepcopy() for node in included]:
            item += nodes.bullet_list("", *found)
        copy += item
    return copy
