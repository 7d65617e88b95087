"""``.. atlas-system:: CS-DISCORD``: one record, whole."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation

from ...catalog.evidence import Claim
from ...catalog.finding import did_you_mean
from ...catalog.model import CaseStudy
from ...views.content import Sayer
from ...views.page import ALL_TABLES, Block, Part, Section, sections
from .. import views
from ..content import Writer
from ..evidence import evidence
from ..ids import diagram_anchor, system_anchor
from ..nodes import atlas_tab, atlas_tabs
from .base import AtlasDirective, Mistake, words

_ = get_translation("sphinx_atlas")


#: The options that choose among the parts of a page.
_OPTIONS = {"tables": Part.TABLE, "diagrams": Part.DIAGRAM}


class AtlasSystem(AtlasDirective):
    """Shows a system: summary, tables, diagrams and evidence, question by question.

    ``:tables:`` and ``:diagrams:`` choose some of them, or ``none``; ``:no-index:`` leaves the page no target for
    references.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"tables": words, "diagrams": words, "no-index": directives.flag}

    def show(self) -> list[nodes.Node]:
        """The sections of the system's page."""
        record = self.record(self.arguments[0])
        self.uses(views.system_key(record.id))
        self.system_of_page = record.id
        whole = sections(record, self.catalog.vocabulary)
        if mistakes := self._mistakes(whole):
            raise Mistake("; ".join(mistakes))
        writer = Writer(self.env.docname, record.file)
        chosen = [section for entry in whole if (section := self._chosen(entry)).blocks]
        anchor, *former = anchors = [system_anchor(id_) for id_ in (record.id, *record.former_ids)]
        top = nodes.container(classes=["atlas-system"])
        self.anchor("system", record.id, anchor, top, former)
        found: list[nodes.Node] = [top]
        for entry in chosen:
            node = self.section(_(entry.title), [f"{anchor}-{entry.key}" for anchor in anchors])
            for family, group in groupby(entry.blocks, key=lambda block: block.family):
                show = self._beside if family else self._blocks
                node += show(writer, record, list(group))
            found.append(node)
        return self.finish(writer, found)

    def _mistakes(self, whole: list[Section]) -> list[str]:
        """What the options name that this system's page has not."""
        found = []
        for option, part in _OPTIONS.items():
            present = [block.name for section in whole for block in section.blocks if block.part is part]
            known = {name.upper() for name in (*present, *(ALL_TABLES if part is Part.TABLE else ()), "none")}
            found += [
                f":{option}: has no {word!r} here{did_you_mean(word, present)}"
                for word in self.options.get(option, [])
                if word.upper() not in known
            ]
        return found

    def _chosen(self, section: Section) -> Section:
        """The section with only what the options ask for."""
        kept = tuple(block for block in section.blocks if self._wanted(block))
        return Section(section.key, section.title, kept)

    def _wanted(self, block: Block) -> bool:
        option = next((option for option, part in _OPTIONS.items() if part is block.part), None)
        if option is None or option not in self.options:
            return True
        return block.name.upper() in {word.upper() for word in self.options[option]}

    def _beside(self, writer: Writer, record: CaseStudy, blocks: list[Block]) -> list[nodes.Node]:
        """Diagrams of one family, as tabs where there are several."""
        if len(blocks) < 2:
            return self._blocks(writer, record, blocks)
        name = diagram_anchor(f"{self.env.docname}-{record.id}-{blocks[0].family}")
        tabs = (
            atlas_tab("", *self._block(writer, record, block), label=block.member, id=f"{name}-{number}", group=name)
            for number, block in enumerate(blocks)
        )
        return [atlas_tabs("", *tabs)]

    def _blocks(self, writer: Writer, record: CaseStudy, blocks: list[Block]) -> list[nodes.Node]:
        return [node for block in blocks for node in self._block(writer, record, block)]

    def _block(self, writer: Writer, record: CaseStudy, block: Block) -> list[nodes.Node]:
        vocabulary = self.catalog.vocabulary
        if block.part is Part.SUMMARY:
            return _summary(writer, Sayer(record, vocabulary), record)
        if block.part is Part.EVIDENCE:
            return evidence(self, writer, record, self.catalog.manifests[record.id])
        if block.part is Part.TABLE:
            table = ALL_TABLES[block.name](record, vocabulary)
            return writer.table(table) if table else []
        drawing = self.domain.drawing(record, block.name)
        return [self.figure(writer, drawing)] if drawing else []


def _summary(writer: Writer, say: Sayer, record: CaseStudy) -> list[nodes.Node]:
    claim: Claim[str] = record.field("summary")
    said = say.say(claim, mark=record.mark("summary"))
    found: list[nodes.Node] = [writer.paragraph(statement, "atlas-summary") for statement in said]
    if record.confidence == "C":
        text = _("Confidence C: this record is partial and rests on significant inference.")
        found.append(nodes.warning("", nodes.paragraph(text, text)))
    return found


class AtlasTable(AtlasDirective):
    """Shows one table of a system: ``.. atlas-table:: failures`` with ``:system: CS-SLACK``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"system": directives.unchanged}

    def show(self) -> list[nodes.Node]:
        """The table."""
        name = self.arguments[0].strip().lower()
        if name not in ALL_TABLES:
            raise Mistake(f"unknown table {name!r}{did_you_mean(name, ALL_TABLES)}")
        word = self.options.get("system") or self.system_of_page
        if not word:
            raise Mistake("atlas-table needs ':system: CS-…', as no atlas-system stands before it on this page")
        record = self.record(word)
        table = views.table(self.domain, self.env.docname, "of-system", record.id, name)
        writer = Writer(self.env.docname, record.file)
        return self.finish(writer, writer.table(table) if table else [])
