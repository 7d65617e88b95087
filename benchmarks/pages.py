"""The pages that every project of the benchmarks has: a root, one page a category, and below it one page a system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.terms import Term, TermKind

from .markup import heading

#: The folder of the pages, as ``atlas_pages`` names it.
FOLDER = "catalogue"


class Page(NamedTuple):
    """A page by what it is about.

    :param name: as Sphinx names documents
    :param below: the pages of its hidden table of contents
    """

    name: str
    title: str
    subject: Term | CaseStudy
    below: list[str]

    def source(self, body: str) -> str:
        """The whole page in reStructuredText."""
        return f"{heading(self.title, '=')}\n{body}\n{toctree(self.below)}"


def system_page(id_: str) -> str:
    """The name of a system's page."""
    return f"{FOLDER}/systems/{id_.lower()}"


def category_page(id_: str) -> str:
    """The name of a category's page."""
    return f"{FOLDER}/categories/{id_.lower()}"


def pages(catalog: Catalog) -> Iterator[Page]:
    """Every page but the root."""
    for term in catalog.vocabulary.of(TermKind.CATEGORY):
        records = [record for record in catalog.in_category(term.id) if record.category == term.id]
        yield Page(category_page(term.id), term.name, term, [system_page(record.id) for record in records])
        yield from (Page(system_page(record.id), record.name, record, []) for record in records)


def root(catalog: Catalog) -> str:
    """The root page, the same in every project."""
    names = [category_page(term.id) for term in catalog.vocabulary.of(TermKind.CATEGORY)]
    return f"{heading('Invented systems', '=')}\n{toctree(names, hidden=False)}"


def toctree(names: list[str], *, hidden: bool = True) -> str:
    """A table of contents; nothing where there is nothing to list."""
    if not names:
        return ""
    options = "   :hidden:\n" if hidden else "   :maxdepth: 1\n"
    return f".. toctree::\n{options}\n" + "".join(f"   /{name}\n" for name in names)
