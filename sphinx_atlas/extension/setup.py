"""Connecting the parts to Sphinx."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinxcontrib import mermaid

from .. import __version__
from . import (
    api,
    blocks,
    config,
    elsewhere,
    latex,
    loading,
    navigation,
    pages,
    pictures,
    problems,
    redirects,
    transforms,
    views,
)
from . import nodes as our_nodes
from .directives.catalog import (
    AtlasCategory,
    AtlasCompare,
    AtlasCoverage,
    AtlasData,
    AtlasIndex,
    AtlasMatrix,
    AtlasSources,
)
from .directives.diagram import AtlasDiagram
from .directives.system import AtlasSystem, AtlasTable
from .directives.term import AtlasTerm
from .domain import AtlasDomain
from .environment import domain_of
from .written import Written, changed, written

#: To be raised whenever what is kept in the environment, or on nodes in pickled documents, changes its shape.
ENV_VERSION = 6

STATIC = Path(__file__).parents[1] / "static"
STYLESHEET, SCRIPT = "sphinx-atlas.css", "sphinx-atlas.js"

#: The nodes that are nothing without the stylesheet.
_STYLED = (our_nodes.atlas_figure, our_nodes.atlas_table)

DIRECTIVES = {
    "atlas-system": AtlasSystem,
    "atlas-table": AtlasTable,
    "atlas-diagram": AtlasDiagram,
    "atlas-term": AtlasTerm,
    "atlas-category": AtlasCategory,
    "atlas-index": AtlasIndex,
    "atlas-matrix": AtlasMatrix,
    "atlas-compare": AtlasCompare,
    "atlas-coverage": AtlasCoverage,
    "atlas-sources": AtlasSources,
    "atlas-data": AtlasData,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    _load_mermaid(app)
    app.add_message_catalog("sphinx_atlas", str(STATIC.parent / "locale"))
    config.add(app)
    our_nodes.add(app)
    app.add_domain(AtlasDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_transform(blocks.CloseBlocks)
    for transform in (
        blocks.OpenBlocks,
        transforms.DrawDiagramsInBook,
        transforms.DrawDiagrams,
        transforms.PrintDiagrams,
        transforms.DropLinks,
    ):
        app.add_post_transform(transform)
    app.add_post_transform(latex.FitTables)
    app.add_post_transform(latex.BreakBetweenMarks)
    app.connect("config-inited", config.check)
    # Before Sphinx collects documents, and in the one phase where an error leaves the environment alive.
    app.connect("builder-inited", loading.load)
    app.connect("builder-inited", pictures.choose)
    app.connect("builder-inited", pages.write, priority=600)
    app.connect("builder-inited", _add_static)
    app.connect("missing-reference", elsewhere.resolve, priority=elsewhere.PRIORITY)
    app.connect("env-get-outdated", views.outdated)
    app.connect("env-before-read-docs", pictures.note_read)
    app.connect("env-before-read-docs", loading.start)
    app.connect("env-updated", _updated)
    app.connect("doctree-resolved", api.link)
    app.connect("html-page-context", navigation.keep_to_branch, priority=navigation.PRIORITY)
    app.connect("html-page-context", _add_static_files)
    app.connect("build-finished", redirects.write)
    app.connect("build-finished", api.publish)
    app.connect("build-finished", pictures.finish)
    app.connect("build-finished", loading.finish)
    return {"version": __version__, "env_version": ENV_VERSION, "parallel_read_safe": True, "parallel_write_safe": True}


def _load_mermaid(app: Sphinx) -> None:
    """Load what draws our diagrams in HTML.

    It would put its script, and so the address of a foreign server, on the pages that have no document too: the search,
    the index. Where the project does not use it by itself, those pages are not ours to change.
    """
    known = {listener.id for listener in app.events.listeners["html-page-context"]}
    app.setup_extension("sphinxcontrib.mermaid")
    if "sphinxcontrib.mermaid" in app.config.extensions:
        return
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.id not in known and listener.handler is mermaid.install_js:
            app.disconnect(listener.id)
            app.connect("html-page-context", _install_mermaid)


def _install_mermaid(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, object], doctree: nodes.document | None
) -> None:
    if doctree is not None:
        mermaid.install_js(app, pagename, templatename, context, doctree)


def _updated(app: Sphinx, env: object) -> list[str]:
    """Draw, and name the pages to be written again."""
    domain = domain_of(app.env)
    domain.settle()
    before = domain.written.get(app.builder.name, Written())
    now = written(domain, before)
    pages = changed(before, now)
    pictures.draw(app, domain.read_now | pages)
    problems.fail(app, app.env)
    # Only now: where the build fails, nothing is written.
    domain.written[app.builder.name] = now
    if now is not before and not pages and not domain.read_now:
        # Sphinx keeps the environment only where it writes a page; else each further build would compare all again.
        pages.add(app.config.root_doc)
    return sorted(pages)


def _add_static(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))


def _add_static_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, object], doctree: nodes.document | None
) -> None:
    """Load our stylesheet on the pages that show something of ours, and the script where there is something for it."""
    if doctree is None:
        return
    ours = [node for node in doctree.findall(nodes.container) if isinstance(node, _STYLED)]
    if ours:
        app.add_css_file(STYLESHEET)
    lists = (isinstance(node, our_nodes.atlas_table) and node["key"] for node in ours)
    scrolling = () if app.builder.name == "epub" else doctree.findall(our_nodes.atlas_picture)
    if any(lists) or next(iter(scrolling), None):
        app.add_js_file(SCRIPT, loading_method="defer")
