"""The last section of a system's page: its sources and the phrases quoted from them, what is inferred, what nobody has
said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from ..catalog.manifest import Manifest
from ..catalog.model import CaseStudy
from ..catalog.sources import Source
from ..views.content import Statement
from ..views.evidence import inferred, not_stated, quoted
from .content import Writer
from .ids import INFERRED_ANCHOR, evidence_anchor

if TYPE_CHECKING:
    from .directives.base import AtlasDirective

_ = get_translation("sphinx_atlas")


def evidence(directive: AtlasDirective, writer: Writer, record: CaseStudy, manifest: Manifest) -> list[nodes.Node]:
    """The section's body."""
    anchors = [evidence_anchor(id_) for id_ in (record.id, *record.former_ids)]
    ids = anchors if directive.shows("evidence", record.id, anchors[0]) else []
    found: list[nodes.Node] = [sources(record, ids)]
    found += _listed(writer, _("Inferred, and why"), inferred(record), [f"{id_}-{INFERRED_ANCHOR}" for id_ in ids])
    found += _listed(writer, _("Not stated by anyone we found"), not_stated(record))
    found += _listed(
        writer,
        _("In circulation, not confirmed by an official page"),
        tuple(Statement(entry.statement, detail=entry.note, mark=entry.mark()) for entry in record.unconfirmed),
    )
    for text, name in ((record.attribution, "attribution"), (record.license, "license")):
        if text:
            words = writer.words(text, record.mark(name))
            found.append(nodes.paragraph("", "", *words, classes=[f"atlas-{name}"]))
    found += _reports(record, manifest)
    return found


def sources(record: CaseStudy, ids: Iterable[str] = ()) -> nodes.enumerated_list:
    """The numbered sources of a record, each with the phrases quoted from it."""
    quotes = quoted(record)
    listing = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["atlas-sources"])
    for number, source in enumerate(record.ordered_sources, 1):
        item = nodes.list_item("", _source(source), ids=[f"{id_}-{number}" for id_ in ids])
        if phrases := quotes.get(source.id):
            lines = (nodes.list_item("", _quote(quote, what)) for quote, what in phrases)
            item += nodes.bullet_list("", *lines, classes=["simple", "atlas-quotes"])
        listing += item
    return listing


def _source(source: Source) -> nodes.paragraph:
    title: list[nodes.Node] = [nodes.reference("", source.title, refuri=source.url, internal=False)]
    facts = [
        source.type.value,
        source.role.value,
        source.venue,
        str(source.date) if source.date else _("undated"),
        f"{_('updated')} {source.updated}" if source.updated else None,
        f"{_('read')} {source.retrieved}" if source.retrieved else None,
        f"{_('confidence')} {source.confidence}" if source.confidence else None,
        source.license,
        _("read in a verbatim copy") if source.read_at else None,
        f"{_('kept though older than the window')}: {source.legacy}" if source.legacy else None,
    ]
    title += [nodes.Text(" "), nodes.inline("", ", ".join(fact for fact in facts if fact), classes=["atlas-detail"])]
    if source.archived:
        title += [nodes.Text(" "), nodes.reference("", _("archived copy"), refuri=source.archived, internal=False)]
    return nodes.paragraph("", "", *title)


def _quote(quote: str, what: str) -> nodes.paragraph:
    return nodes.paragraph(
        "",
        "",
        nodes.inline("", f"“{quote}”", classes=["atlas-quote"]),
        nodes.Text(" "),
        nodes.inline("", what, classes=["atlas-detail"]),
    )


def _listed(writer: Writer, title: str, statements: tuple[Statement, ...], ids: Iterable[str] = ()) -> list[nodes.Node]:
    if not statements:
        return []
    plain = tuple(Statement(s.text, label=s.label, detail=s.detail, mark=s.mark) for s in statements)
    return [nodes.rubric("", title, ids=list(ids)), writer.bullets(plain, "simple")]


def _reports(record: CaseStudy, manifest: Manifest) -> list[nodes.Node]:
    links = [(manifest.report_url, _("Report an error")), (manifest.removal_url, _("Request removal"))]
    inlines: list[nodes.Node] = []
    for url, text in links:
        if url:
            inlines += [nodes.Text(" · ")] if inlines else []
            inlines.append(nodes.reference("", text, refuri=url, internal=False))
    return [nodes.paragraph("", "", *inlines, classes=["atlas-reports"])] if inlines else []
