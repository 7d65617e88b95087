"""``.. atlas-term:: p9_circuit_breaker``: a pattern, mechanism or guarantee, and who uses it."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation

from ...catalog.finding import did_you_mean
from ...catalog.terms import Term, TermKind
from ...views.content import Statement
from ...views.diagrams.model import Ref
from ...views.terms import definition_cell
from .. import views
from ..content import Writer
from ..ids import term_anchor
from .base import AtlasDirective, Mistake

_ = get_translation("sphinx_atlas")

#: The kinds of term that a page can show, in the order in which a bare word is looked up.
KINDS = (TermKind.PATTERN, TermKind.MECHANISM, TermKind.GUARANTEE, TermKind.CATEGORY)


class AtlasTerm(AtlasDirective):
    """Shows a term: definition, what it requires and trades away, and the systems that use it, with their evidence.

    The argument is an id or alias, after its kind where two kinds share the word: ``pattern sharding``.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"no-index": directives.flag}

    def show(self) -> list[nodes.Node]:
        """The term."""
        term = self._term()
        self.uses(views.term_key(term.kind, term.id))
        writer = Writer(self.env.docname, self.catalog.vocabulary.file_of(term.kind, term.id) or "")
        top = nodes.container(classes=["atlas-term"])
        self.anchor(str(term.kind), term.id, term_anchor(term.kind, term.id), top)
        (definition,) = definition_cell(self.catalog.vocabulary, term)
        top += writer.paragraph(definition, "atlas-definition")
        fields = _fields(term, self.catalog.vocabulary)
        if fields:
            top += writer.bullets(fields, "simple", "atlas-fields")
        return self.finish(writer, [top, *self._used_by(writer, term)])

    def _term(self) -> Term:
        """The term that the argument names.

        :raises Mistake: if it names none, or several
        """
        kind, _sep, rest = self.arguments[0].strip().partition(" ")
        vocabulary = self.catalog.vocabulary
        if rest:
            if kind not in set(KINDS):
                raise Mistake(f"{kind!r} is no kind of term{did_you_mean(kind, KINDS)}")
            found = [resolved.term for resolved in [vocabulary.resolve(TermKind(kind), rest.strip())] if resolved]
            word = rest.strip()
        else:
            found = [resolved.term for entry in KINDS if (resolved := vocabulary.resolve(entry, kind))]
            word = kind
        if not found:
            known = [id_ for key, id_ in vocabulary.terms if key in KINDS]
            raise Mistake(f"unknown term {word!r}{did_you_mean(word, known)}")
        if len(found) > 1:
            forms = " or ".join(f"'{term.kind} {term.id}'" for term in found)
            raise Mistake(f"{word!r} is several terms: write {forms}")
        return found[0]

    def _used_by(self, writer: Writer, term: Term) -> list[nodes.Node]:
        if term.kind is TermKind.CATEGORY:
            return []
        table = views.table(self.domain, self.env.docname, "used-by", term.kind, term.id)
        if table is None or not table.rows:
            text = _("No system of this catalogue is recorded to use it.")
            return [nodes.paragraph(text, text, classes=["atlas-not-stated"])]
        return [nodes.rubric("", _(table.title)), *writer.table(table)]


def _fields(term: Term, vocabulary: object) -> list[Statement]:
    fields = [Statement(term.trades, label=_("Trades away"), mark=term.mark("trades"))] if term.trades else []
    if test := getattr(term, "test", None):
        fields.append(Statement(test, label=_("How it is tested"), mark=term.mark("test")))
    if zone := getattr(term, "zone", None):
        fields.append(Statement(zone.value, label=_("Consistency zone")))
    for word in term.requires:
        resolved = vocabulary.resolve(TermKind.MECHANISM, word)  # type: ignore[attr-defined]
        if resolved:
            fields.append(Statement(resolved.label, label=_("Requires"), ref=Ref(TermKind.MECHANISM, resolved.term.id)))
    if term.aliases:
        fields.append(Statement(", ".join(term.aliases), label=_("Also called")))
    return fields
