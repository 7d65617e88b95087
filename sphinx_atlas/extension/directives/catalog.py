"""Directives about the catalogue as a whole: what there is, who uses what, how systems compare, how far it has come."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation

from ...catalog.finding import did_you_mean
from ...catalog.sources import SourceType
from ...catalog.terms import Term, TermKind
from ...views.comparison import FEWEST, MOST, field_keys
from ...views.coverage import CoverageOf
from ...views.matrix import KINDS
from ...views.terms import definition_cell
from .. import views
from ..content import Writer
from ..evidence import sources
from ..ids import term_anchor
from ..nodes import atlas_data
from ..roles import unknown
from .base import AtlasDirective, Mistake, words

_ = get_translation("sphinx_atlas")

#: The kinds of term, by the plural that directives take.
PLURALS = {f"{kind}s": kind for kind in KINDS}


class CatalogDirective(AtlasDirective):
    """A directive whose table is made of the whole catalogue."""

    def table(self, *key: str) -> list[nodes.Node]:
        """One of :data:`views.TABLES`, as nodes."""
        writer = Writer(self.env.docname)
        found = views.table(self.domain, self.env.docname, *key)
        return self.finish(writer, writer.table(found) if found else [])

    def term(self, kind: TermKind, word: str) -> Term:
        """The term that a word names.

        :raises Mistake: if there is none
        """
        resolved = self.catalog.vocabulary.resolve(kind, word.strip())
        if resolved is None:
            raise Mistake(unknown(self.domain, kind, word))
        return resolved.term

    def category(self) -> str:
        """The id of the category that ``:category:`` names, or nothing."""
        word = self.options.get("category", "")
        return self.term(TermKind.CATEGORY, word).id if word else ""

    def one_of(self, what: str, word: str, known: type[StrEnum] | list[str]) -> str:
        """A word that has to be one of some.

        :raises Mistake: if it is none of them
        """
        values = [str(value) for value in known]
        if word.strip().lower() not in values:
            raise Mistake(f"unknown {what} {word!r}{did_you_mean(word, values)}")
        return word.strip().lower()


class AtlasIndex(CatalogDirective):
    """Lists systems, categories, patterns, mechanisms or guarantees; ``:category:`` lists the systems of one
    category.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"category": directives.unchanged_required}

    def show(self) -> list[nodes.Node]:
        """The table."""
        what = self.one_of("index", self.arguments[0], ["systems", "categories", *PLURALS])
        if "category" in self.options and what != "systems":
            raise Mistake(f"':category:' chooses among systems; an index of {what} has none")
        if what == "systems":
            return self.table("systems", self.category())
        return self.table("categories") if what == "categories" else self.table("terms", PLURALS[what])


class AtlasCategory(CatalogDirective):
    """Shows a category: what belongs there, and its systems."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"no-index": directives.flag}

    def show(self) -> list[nodes.Node]:
        """The definition and the table."""
        term = self.term(TermKind.CATEGORY, self.arguments[0])
        self.uses(views.term_key(term.kind, term.id))
        (definition,) = definition_cell(self.catalog.vocabulary, term)
        paragraph = Writer(self.env.docname).paragraph(definition, "atlas-definition")
        top = nodes.container("", paragraph, classes=["atlas-term"])
        self.anchor(TermKind.CATEGORY, term.id, term_anchor(term.kind, term.id), top)
        table = self.table("systems", term.id)
        if self.catalog.in_category(term.id):
            return [top, *table]
        text = _("No system of this category is in the catalogue yet.")
        return [top, nodes.paragraph(text, text, classes=["atlas-not-stated"])]


class AtlasMatrix(CatalogDirective):
    """Shows which systems use which mechanisms, patterns or guarantees."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "category": directives.unchanged_required,
        "terms": words,
    }

    def show(self) -> list[nodes.Node]:
        """The table."""
        kind = PLURALS[self.one_of("matrix", self.arguments[0], list(PLURALS))]
        terms = [self.term(kind, word).id for word in self.options.get("terms", [])]
        return self.table("matrix", kind, self.category(), " ".join(terms))


class AtlasCompare(CatalogDirective):
    """Sets two to four systems side by side, field by field."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"fields": words}

    def show(self) -> list[nodes.Node]:
        """The table."""
        records = [self.record(word) for word in words(self.arguments[0])]
        ids = list(dict.fromkeys(record.id for record in records))
        if not FEWEST <= len(ids) <= MOST or len(ids) < len(records):
            raise Mistake(f"atlas-compare takes {FEWEST} to {MOST} systems, each once")
        known = field_keys(records[0], self.catalog.vocabulary)
        fields = [self.one_of("field", word, known) for word in self.options.get("fields", [])]
        return self.table("compare", " ".join(ids), " ".join(fields))


class AtlasCoverage(CatalogDirective):
    """Shows how far the catalogue has come: ``measures``, ``gaps``, ``milestones``, by ``categories``, and so on."""

    optional_arguments = 1

    def show(self) -> list[nodes.Node]:
        """The table."""
        of = self.arguments[0] if self.arguments else CoverageOf.MEASURES.value
        return self.table("coverage", self.one_of("coverage", of, CoverageOf))


class AtlasSources(CatalogDirective):
    """Lists the sources of a system with what is quoted from them, or of all systems as a table."""

    optional_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "category": directives.unchanged_required,
        "type": directives.unchanged_required,
    }

    def show(self) -> list[nodes.Node]:
        """The list or the table."""
        if not self.arguments:
            type_ = self.one_of("type of source", self.options["type"], SourceType) if "type" in self.options else ""
            return self.table("sources", self.category(), type_)
        if self.options:
            raise Mistake("options choose among all sources; those of one system are listed whole")
        record = self.record(self.arguments[0])
        self.uses(views.sources_key(record.id))
        return [sources(record)]


class AtlasData(AtlasDirective):
    """Links to the catalogue as data, where the build publishes it."""

    def show(self) -> list[nodes.Node]:
        """Where the links are to stand."""
        return [atlas_data()]
