"""``.. atlas-index:: mechanisms``: what there is in the catalogue, as a table."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ...catalog.finding import did_you_mean
from ...catalog.vocabulary import TermKind
from ...views.content import Table
from ...views.terms import category_index, system_index, term_index
from .. import views
from ..content import Writer
from ..roles import unknown
from .base import AtlasDirective

_TERMS = {"patterns": TermKind.PATTERN, "mechanisms": TermKind.MECHANISM, "guarantees": TermKind.GUARANTEE}
_KNOWN = ("systems", "categories", *_TERMS)


class AtlasIndex(AtlasDirective):
    """Lists systems, categories, patterns, mechanisms or guarantees; ``:category:`` lists the systems of one
    category.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"category": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The table."""
        self.uses(views.INDEX_KEY)
        what = self.arguments[0].strip().lower()
        if what not in _KNOWN:
            return self.fail(f"unknown index {what!r}{did_you_mean(what, _KNOWN)}")
        table = self._table(what)
        if isinstance(table, str):
            return self.fail(table)
        writer = Writer(self.env.docname)
        return self.finish(writer, writer.table(table))

    def _table(self, what: str) -> Table | str:
        if what in _TERMS:
            return term_index(self.domain.usage, _TERMS[what])
        if what == "categories":
            return category_index(self.catalog)
        category = self.options.get("category")
        if category:
            resolved = self.catalog.vocabulary.resolve(TermKind.CATEGORY, category)
            if resolved is None:
                return unknown(self.domain, "category", category)
            category = resolved.term.id
        return system_index(self.catalog, category)
