"""``.. atlas-diagram:: BP``: one diagram of a system."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ...catalog.finding import did_you_mean
from ...views.diagrams import kinds
from .. import views
from ..content import Writer
from ..roles import unknown
from .base import AtlasDirective, Mistake


class AtlasDiagram(AtlasDirective):
    """Shows one diagram, named by its kind (``BP``) or its full id (``CS-SLACK-BP``).

    The system is that of ``:system:``, else that of the ``atlas-system`` before it on the page. ``:caption:`` replaces
    the caption.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "system": directives.unchanged,
        "caption": directives.unchanged_required,
        "no-index": directives.flag,
    }

    def show(self) -> list[nodes.Node]:
        """The diagram with its caption and text alternative."""
        word = self.arguments[0].strip()
        system = self.options.get("system") or ("" if word.upper().startswith("CS-") else self.system_of_page)
        if system:
            record = self.record(system)
            kind = word.upper().removeprefix(f"{record.id}-")
        elif found := views.find_diagram(self.catalog, word):
            record, kind = found
        elif word.upper().startswith("CS-"):
            raise Mistake(unknown(self.domain, "diagram", word))
        else:
            raise Mistake(
                f"diagram {word!r} of which system? Add ':system: CS-…' or write the full id, such as 'CS-SLACK-{word}'"
            )
        self.uses(views.diagram_key(record.id, kind))
        drawing = self.domain.drawing(record, kind)
        if drawing is None:
            present = kinds(record, self.catalog.vocabulary)
            raise Mistake(
                f"{record.id} has no diagram {kind!r}{did_you_mean(kind, present) or '; it has ' + ', '.join(present)}"
            )
        writer = Writer(self.env.docname, record.file)
        return self.finish(writer, [self.figure(writer, drawing, self.options.get("caption"))])
