"""Sphinx projects with the same pages, made of one catalogue: ours, and what it is held against.

* ``ours``: the pages that ``atlas_pages`` writes, those of systems and categories alone. The reader's browser draws.
* ``handwritten``: the same tables, diagrams, lists and links in plain reStructuredText; see :mod:`.handwritten`.
* ``needs``: the rows of the tables as needs of sphinx-needs, the tables as ``needtable``; see :mod:`.needs`.
* ``bare``: the same pages and tables of contents, with nothing on a page but its title.

Each has the theme furo, and a root page above one page a category above one page a system.
"""

from __future__ import annotations

import argparse
from enum import StrEnum
from pathlib import Path

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.terms import Term

from . import handwritten, needs
from .generator import AS_OF, write
from .pages import FOLDER, Page, pages, root

#: The folder of the records in our project.
RECORDS = "catalog"

_COMMON = """\
project = "Invented systems"
html_theme = "furo"
"""
_OURS = f"""\
extensions = ["sphinx_atlas"]
atlas_catalogs = ["{RECORDS}"]
atlas_pages = "{FOLDER}"
atlas_api = False
atlas_as_of = "{AS_OF}"
atlas_renderer = "{{renderer}}"
# What the other projects do not have either.
exclude_patterns = [
    *("{FOLDER}/index.rst", "{FOLDER}/*/index.rst", "{FOLDER}/matrix.rst", "{FOLDER}/coverage.rst"),
    *("{FOLDER}/sources.rst", "{FOLDER}/patterns", "{FOLDER}/mechanisms", "{FOLDER}/guarantees"),
]
"""


class Kind(StrEnum):
    """What writes a project's pages."""

    OURS = "ours"
    HANDWRITTEN = "handwritten"
    NEEDS = "needs"
    BARE = "bare"


def make(kind: Kind, folder: Path, count: int, *, renderer: str = "client") -> Path:
    """Write a project, and return its folder.

    :param count: how many systems
    :param renderer: what draws the diagrams of ours
    """
    records = folder / RECORDS
    write(records, count)
    catalog = Catalog.load([records])
    _put(folder / "conf.py", _COMMON + _settings(kind, catalog, renderer))
    _put(folder / "index.rst", root(catalog))
    if kind is not Kind.OURS:
        for page in pages(catalog):
            _put(folder / f"{page.name}.rst", page.source(_body(kind, catalog, page)))
    return folder


def _settings(kind: Kind, catalog: Catalog, renderer: str) -> str:
    if kind is Kind.OURS:
        return _OURS.format(renderer=renderer)
    excluded = f'exclude_patterns = ["{RECORDS}"]\n'
    if kind is Kind.HANDWRITTEN:
        return f'extensions = ["sphinxcontrib.mermaid"]\n{excluded}'
    return excluded + (needs.settings(catalog) if kind is Kind.NEEDS else "")


def _body(kind: Kind, catalog: Catalog, page: Page) -> str:
    if kind is Kind.BARE:
        return ""
    if isinstance(page.subject, Term):
        write_category = needs.category if kind is Kind.NEEDS else handwritten.category
        return write_category(catalog, page.subject)
    write_system = needs.system if kind is Kind.NEEDS else handwritten.system
    return write_system(catalog, page.subject)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write a project."""
    parser = argparse.ArgumentParser(description="Write a project with the pages of an invented catalogue.")
    parser.add_argument("kind", choices=list(Kind))
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int, help="how many systems")
    parser.add_argument("--renderer", default="client", help="what draws the diagrams of ours (default: client)")
    options = parser.parse_args()
    make(Kind(options.kind), options.folder, options.count, renderer=options.renderer)


if __name__ == "__main__":
    main()
