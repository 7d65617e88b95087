"""The same pages as somebody would keep them with sphinx-needs: rows of tables are needs, the tables ``needtable``.

A system is a need that is shown, with what our summary tells of it as its fields and its summary as its content. Each
row of the other tables is a need with a field for each column. It is hidden, as sphinx-needs has it for needs that only
a table shows; shown twice, the page would hold more than ours. A table asks for its type and its system's tag, which
sphinx-needs answers by an index. Fields hold plain text, without links. Diagrams, prose and evidence are as in the
hand-written pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.terms import Term
from sphinx_atlas.views.content import Cell, Column, Sayer, Statement, Table
from sphinx_atlas.views.page import ALL_TABLES, Block, Part
from sphinx_atlas.views.summary import summary_table
from sphinx_atlas.views.terms import system_index
from sphinx_atlas.views.text import INFERRED, NOT_STATED

from . import handwritten, markup

#: The type of need of a system; each table's rows have a type of their own, named like the table.
SYSTEM = "system"
_SHOWN_BY_CATEGORIES = ("category", "primary_pattern", "confidence", "last_verified")


def settings(catalog: Catalog) -> str:
    """What ``conf.py`` has to say: the types and the fields that these records need."""
    fields = {
        _field(name): {"schema": {"type": "string"}, "nullable": True, "parse_dynamic_functions": False}
        for name in _names(catalog)
    }
    types = [
        {
            "directive": name,
            "title": name.capitalize(),
            "prefix": f"{name.upper()}-",
            "color": "#FFFFFF",
            "style": "node",
        }
        for name in (SYSTEM, *(name for name in ALL_TABLES if name != "summary"))
    ]
    return (
        'extensions = ["sphinx_needs", "sphinxcontrib.mermaid"]\n'
        'needs_id_regex = "^[A-Z0-9-]+"\n'
        f"needs_types = {types!r}\nneeds_fields = {fields!r}\n"
    )


def system(catalog: Catalog, record: CaseStudy) -> str:
    """What stands under the title of a system's page."""
    return handwritten.system(catalog, record, _block)


def category(catalog: Catalog, term: Term) -> str:
    """What stands under the title of a category's page."""
    if not catalog.in_category(term.id):
        return handwritten.category(catalog, term)
    columns = system_index(catalog, term.id).columns
    return f"{markup.definition(term)}\n{_needtable(SYSTEM, term.id, columns, _SHOWN_BY_CATEGORIES)}"


def _block(catalog: Catalog, record: CaseStudy, block: Block) -> Iterator[str]:
    if block.part is Part.SUMMARY:
        yield _system(catalog, record)
    elif block.part is not Part.TABLE:
        yield from handwritten.block(catalog, record, block)
    elif block.name != "summary" and (found := ALL_TABLES[block.name](record, catalog.vocabulary)):
        yield from _rows(record, found)
        names = [_name(column.title) for column in found.columns[1:]]
        yield _needtable(found.name, record.id, found.columns, names)
        if found.note:
            yield f"{markup.paragraph(markup.escape(found.note))}\n"


def _system(catalog: Catalog, record: CaseStudy) -> str:
    vocabulary = catalog.vocabulary
    table = summary_table(record, vocabulary)
    values = {_name(_text(head)): _text(cell) for head, cell in table.rows}
    values |= dict(zip(_SHOWN_BY_CATEGORIES, _row_of(catalog, record), strict=True))
    said = Sayer(record, vocabulary).say(record.field("summary"))
    content = "\n\n".join(markup.paragraph(markup.statement(one, handwritten.place)) for one in said)
    head = _need(SYSTEM, record.name, record.id, [record.category], values)
    return f"{head}\n   {markup.indented(content, '   ')}\n"


def _row_of(catalog: Catalog, record: CaseStudy) -> list[str]:
    """What the table of its category says of a system."""
    rows = system_index(catalog, record.category).rows
    return next([_text(cell) for cell in row[1:]] for row in rows if _text(row[0]) == record.name)


def _rows(record: CaseStudy, table: Table) -> Iterator[str]:
    names = [_name(column.title) for column in table.columns[1:]]
    for number, (head, *cells) in enumerate(table.rows, 1):
        values = dict(zip(names, map(_text, cells), strict=True))
        id_ = f"{record.id}-{table.name.upper()}-{number}"
        yield _need(table.name, _text(head), id_, [record.id], values, hide=True)


def _need(type_: str, title: str, id_: str, tags: list[str], values: dict[str, str], *, hide: bool = False) -> str:
    lines = [f".. {type_}:: {title}", f"   :id: {id_}", f"   :tags: {'; '.join(tags)}"]
    lines += ["   :hide:"] if hide else []
    lines += [f"   :{_field(name)}: {value}" for name, value in values.items() if value]
    return "\n".join(lines) + "\n"


def _needtable(type_: str, tag: str, columns: tuple[Column, ...], names: tuple[str, ...] | list[str]) -> str:
    first, *others = (column.title for column in columns)
    shown = [
        f'title as "{first}"',
        *(f'{_field(name)} as "{title}"' for name, title in zip(names, others, strict=True)),
    ]
    lines = [".. needtable::", f"   :types: {type_}", f"   :tags: {tag}", f"   :columns: {'; '.join(shown)}"]
    return "\n".join([*lines, "   :style: table", "   :sort: id"]) + "\n"


def _names(catalog: Catalog) -> list[str]:
    """The fields of all needs."""
    found = list(_SHOWN_BY_CATEGORIES)
    for record in catalog.records.values():
        for name, maker in ALL_TABLES.items():
            if table := maker(record, catalog.vocabulary):
                titles = (
                    [_text(row[0]) for row in table.rows] if name == "summary" else [c.title for c in table.columns[1:]]
                )
                found += map(_name, titles)
    return list(dict.fromkeys(found))


def _name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def _field(name: str) -> str:
    """The name of a field, none of which is one of sphinx-needs' own."""
    return f"atlas_{name}"


def _text(cell: Cell) -> str:
    """A cell as plain text; the number of a source is text as well."""
    return "; ".join(map(_said, cell)) or NOT_STATED


def _said(one: Statement) -> str:
    marks = "".join(f"[{number}]" for number in one.sources)
    inferred = INFERRED if one.state == "inferred" else ""
    label = f"{one.label}:" if one.label else ""
    said = " ".join(
        part for part in (label, f"{one.text} {marks}".strip(), inferred, one.dated, one.detail or "") if part
    )
    return " ".join(said.split())
