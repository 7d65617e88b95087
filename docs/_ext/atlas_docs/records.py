"""A record to practise on: what the checker says of it, of a mistake in it, and how it looks on a page.

The record is invented. It is read from ``docs/examples`` and shown here only; it is no part of the catalogue.
"""

from __future__ import annotations

import difflib
import textwrap
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.manifest import Manifest, Profile, Severity
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.drawing import Drawing
from sphinx_atlas.extension.content import Writer
from sphinx_atlas.extension.figures import diagram_node
from sphinx_atlas.rules.check import Problem, check
from sphinx_atlas.views.diagrams import diagram
from sphinx_atlas.views.page import ALL_TABLES

from .parts import SiteDirective

CATEGORY, NAME = "messaging", "postcard.yaml"
#: The record, and its path as a reader of the tutorial would have it.
EXAMPLE = Path(__file__).parents[2] / "examples" / "case-studies" / CATEGORY / NAME
SHOWN = f"data/case-studies/{CATEGORY}/{NAME}"
#: What parts the right lines from the wrong ones in a mistake.
BECOMES = "-- becomes --"


def load(text: str, profile: Profile = Profile.STRICT) -> tuple[Catalog, list[Problem]]:
    """A catalogue of one record, and every problem of it, judged on the day that the finished record was verified."""
    catalog = Catalog(manifest=Manifest(profile=profile))
    record, findings = read_record(read_text(text, SHOWN))
    catalog.findings += findings
    if record is not None:
        catalog.records[record.id], catalog.manifests[record.id] = record, catalog.manifest
        catalog.categories_of[record.id] = CATEGORY
    return catalog, check(catalog, as_of=_finished().last_verified or date.min)


def _finished() -> CaseStudy:
    record, findings = read_record(read_text(EXAMPLE.read_text(encoding="utf-8"), SHOWN))
    if record is None:
        raise ValueError(f"{EXAMPLE.name}: {findings[0]}")
    return record


def mistaken(right: str, wrong: str) -> str:
    """The record with some of its lines replaced, wherever they are indented.

    :raises ValueError: if the right lines do not stand in the record exactly once
    """
    text = EXAMPLE.read_text(encoding="utf-8")
    for depth in range(0, 13, 2):
        before = textwrap.indent(right, " " * depth)
        if f"\n{text}\n".count(f"\n{before}\n") == 1:
            return f"\n{text}\n".replace(f"\n{before}\n", f"\n{textwrap.indent(wrong, ' ' * depth)}\n")[1:]
    raise ValueError(f"these lines do not stand in {NAME} exactly once:\n{right}")


class RecordDirective(SiteDirective):
    """Shows something of the record."""

    def block(self, text: str, language: str = "yaml") -> nodes.literal_block:
        """Lines of a record."""
        block = nodes.literal_block(text, text, language=language)
        self.set_source_info(block)
        return block

    def output(self, problems: list[Problem]) -> nodes.literal_block:
        """What the checker prints."""
        text = "\n".join(map(str, problems)) or "1 record: no problems"
        return nodes.literal_block(text, text, language="none", classes=["site-output"])


class Checked(RecordDirective):
    """Lines of a new record, and what the checker says of them."""

    has_content = True
    optional_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"profile": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The lines, then the messages; with the argument ``finished``, those for the record as it stands."""
        self.env.note_dependency(str(EXAMPLE))
        text = "\n".join(self.content)
        whole = EXAMPLE.read_text(encoding="utf-8") if self.arguments == ["finished"] else text
        _catalog, problems = load(whole, Profile(self.options.get("profile", "strict")))
        return [*([self.block(text)] if text else []), self.output(problems)]


class Mistake(RecordDirective):
    """A mistake in the finished record, what the checker says of it, and how it is mended."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The wrong lines beside the right ones, and what the checker says of the wrong ones."""
        self.depends_on_example()
        right, _, wrong = (part.strip("\n") for part in "\n".join(self.content).partition(BECOMES))
        try:
            _catalog, found = load(mistaken(right, wrong))
        except ValueError as error:
            raise self.error(str(error)) from None
        # Notes are of the whole record, and it has the same ones without the mistake.
        problems = [problem for problem in found if problem.severity is not Severity.INFO]
        if not problems:
            raise self.error("the checker finds no mistake here")
        changes = difflib.ndiff(wrong.splitlines(), right.splitlines())
        mended = "\n".join(line.rstrip() for line in changes if not line.startswith("?"))
        return [nodes.container("", self.block(mended, "diff"), self.output(problems), classes=["site-mistake"])]

    def depends_on_example(self) -> None:
        """Have the page read again when the record has changed."""
        self.env.note_dependency(str(EXAMPLE))


class View(Mistake):
    """A table or a diagram of the finished record, as a page would show it."""

    has_content = False
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The view, framed and marked as an example."""
        self.depends_on_example()
        catalog, _problems = load(EXAMPLE.read_text(encoding="utf-8"))
        (record,) = catalog.records.values()
        writer, name = Writer(self.env.docname), self.arguments[0]
        if name in ALL_TABLES:
            table = ALL_TABLES[name](record, catalog.vocabulary)
            shown = writer.table(table) if table else []
        else:
            drawn = diagram(record, catalog.vocabulary, name)
            shown = [diagram_node(writer, Drawing(record, drawn))] if drawn else []
        if not shown:
            raise self.error(f"the record has no {name!r}")
        return [nodes.container("", *shown, classes=["site-result"])]


DIRECTIVES = {"record-checked": Checked, "record-mistake": Mistake, "record-view": View}
