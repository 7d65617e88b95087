"""The pages of a catalogue as somebody would write them by hand: headings, ``list-table`` and ``mermaid`` directives.

They show what our directives show, table by table and diagram by diagram. What only we have is left out: a figure's
quotation as the tooltip of its source's number, tabs (diagrams stand one after another), and folding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.sources import Source
from sphinx_atlas.catalog.terms import Term, TermKind
from sphinx_atlas.views.content import Sayer, Statement
from sphinx_atlas.views.diagrams import diagram
from sphinx_atlas.views.diagrams.model import Ref
from sphinx_atlas.views.evidence import inferred, not_stated, quoted
from sphinx_atlas.views.page import ALL_TABLES, Block, Part, sections
from sphinx_atlas.views.terms import system_index

from . import markup
from .pages import category_page, system_page

Writer = Callable[[Catalog, CaseStudy, Block], Iterator[str]]


def place(ref: Ref) -> str:
    """The page of a system or a category; terms have none."""
    if ref.kind == "system":
        return f"/{system_page(ref.id)}"
    return f"/{category_page(ref.id)}" if ref.kind is TermKind.CATEGORY else ""


def system(catalog: Catalog, record: CaseStudy, write: Writer | None = None) -> str:
    """What stands under the title of a system's page.

    :param write: gives the text of a part; :func:`block`, if none
    """
    blocks: list[str] = []
    for section in sections(record, catalog.vocabulary):
        blocks.append(markup.heading(section.title, "-"))
        blocks += [text for entry in section.blocks for text in (write or block)(catalog, record, entry)]
    return "\n".join(blocks)


def category(catalog: Catalog, term: Term) -> str:
    """What stands under the title of a category's page."""
    blocks = [markup.definition(term)]
    if catalog.in_category(term.id):
        blocks.append(markup.table(system_index(catalog, term.id), place))
    else:
        blocks.append("No system of this category is in the catalogue yet.\n")
    return "\n".join(blocks)


def block(catalog: Catalog, record: CaseStudy, entry: Block) -> Iterator[str]:
    """A part of a system's page."""
    vocabulary = catalog.vocabulary
    if entry.part is Part.SUMMARY:
        said = Sayer(record, vocabulary).say(record.field("summary"))
        yield from (markup.paragraph(markup.statement(one, place)) + "\n" for one in said)
    elif entry.part is Part.EVIDENCE:
        yield from evidence(record)
    elif entry.part is Part.TABLE:
        if found := ALL_TABLES[entry.name](record, vocabulary):
            yield markup.table(found, place)
    elif drawn := diagram(record, vocabulary, entry.name):
        yield markup.diagram(drawn, place)


def evidence(record: CaseStudy) -> Iterator[str]:
    """The sources with their quotations, what is inferred, and what nobody has stated."""
    quotes = quoted(record)
    for number, source in enumerate(record.ordered_sources, 1):
        lines = [f"{number}. .. _{markup.source_anchor(record.id, number)}:", "", f"   {_source(source)}", ""]
        lines += [f"   - “{markup.escape(quote)}” {markup.escape(what)}" for quote, what in quotes.get(source.id, ())]
        yield "\n".join(lines) + "\n"
    yield f".. _{markup.source_anchor(record.id, 'inferred')}:\n"
    yield from _listed("Inferred, and why", inferred(record))
    yield from _listed("Not stated by anyone we found", not_stated(record))
    for text in (record.attribution, record.license):
        if text:
            yield markup.paragraph(markup.prose(text)) + "\n"


def _source(source: Source) -> str:
    facts = [
        source.type.value,
        source.role.value,
        source.venue,
        str(source.date) if source.date else "undated",
        f"read {source.retrieved}" if source.retrieved else None,
        f"confidence {source.confidence}" if source.confidence else None,
    ]
    archived = f" {markup.link('archived copy', source.archived)}" if source.archived else ""
    return f"{markup.link(source.title, source.url)} {markup.escape(', '.join(filter(None, facts)))}{archived}"


def _listed(title: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    if statements:
        yield f".. rubric:: {title}\n"
        plain = (Statement(one.text, label=one.label, detail=one.detail) for one in statements)
        yield markup.bullets(markup.paragraph(markup.statement(one, place)) for one in plain)
