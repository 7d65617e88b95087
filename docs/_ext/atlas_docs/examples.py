"""Source and result together, so that a page shows what its readers get; and numbers that are counted, not typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_atlas.catalog import bars, quantity
from sphinx_atlas.catalog.quantity import Comparator, Dimension, Quantity, plain
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.extension import views
from sphinx_atlas.extension.directives.base import AtlasDirective
from sphinx_atlas.views.diagrams import kinds

from .parts import SiteDirective, code, table, text


class Example(SiteDirective):
    """Its content as source, and below it the result; ``:scroll:`` keeps a long result low."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"scroll": directives.flag}

    def run(self) -> list[nodes.Node]:
        """The source and the result, each in a frame."""
        content = "\n".join(self.content)
        language = "markdown" if Path(self.env.doc2path(self.env.docname)).suffix == ".md" else "rst"
        source = nodes.literal_block(content, content, language=language, classes=["site-source"])
        self.set_source_info(source)
        classes = ["site-result", "site-scroll"] if "scroll" in self.options else ["site-result"]
        result = nodes.container("", *self.parse_content_to_nodes(), classes=classes)
        return [source, result]


class Figures(SiteDirective):
    """How figures are read: one on each line, with its key before a colon where the key matters."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """A table of texts and what they stand for."""
        self.depends_on(quantity)
        data: dict[str, str] = read_text("\n".join(self.content), "figures").data or {}
        rows = []
        for key, written in data.items():
            figure = quantity.complete(quantity.parse(written), key)
            rows.append([code(f"{key}: {written}"), text(_read_as(figure)), text(figure.derivation or "—")])
        return [table(("Written", "Read as", "Derived"), rows)]


#: The unit in which each dimension is computed, where the figure does not name its own.
_BASE = {Dimension.BYTES: "bytes", Dimension.BITS: "bits", Dimension.DURATION: "seconds", Dimension.PERCENT: "percent"}


def _read_as(figure: Quantity) -> str:
    bound = "" if figure.comparator is Comparator.EXACT else figure.comparator.value
    number = plain(figure.number) + (f" to {plain(figure.upper)}" if figure.upper is not None else "")
    per = f"per {figure.per}" if figure.per else ""
    return " ".join(filter(None, (bound, number, _BASE.get(figure.dimension, ""), figure.unit, per)))


class Bars(SiteDirective):
    """The bars of scale, one of which is enough."""

    def run(self) -> list[nodes.Node]:
        """A table of bars and what meets each."""
        self.depends_on(bars)
        rows = ([text(bar.value.replace("_", "-").capitalize()), text(met)] for bar, met in bars.THRESHOLDS.items())
        return [table(("Bar", "Met by"), rows)]


class Counts(AtlasDirective):
    """What is in the catalogue today."""

    def run(self) -> list[nodes.Node]:
        """A table of numbers, counted in this build."""
        self.uses(views.CATALOG)
        records = list(self.catalog.records.values())
        evidence = [entry for record in records for entry in record.written_evidence()]
        counts = {
            "Systems": len(records),
            "Diagrams": sum(len(kinds(record, self.catalog.vocabulary)) for record in records),
            "Public sources": sum(len(record.sources) for record in records),
            "Values with a source": sum(bool(entry.sources) for entry in evidence),
            "of these, with the words quoted": sum(entry.quote is not None for entry in evidence),
            "Values inferred, with the reason": sum(entry.inferred is not None for entry in evidence),
            "Figures in circulation that we could not confirm": sum(len(record.unconfirmed) for record in records),
        }
        rows = ([text(name), text(f"{count:,}")] for name, count in counts.items())
        return [table(("In the catalogue", "Count"), rows)]


DIRECTIVES = {"example": Example, "site-figures": Figures, "site-bars": Bars, "site-counts": Counts}
