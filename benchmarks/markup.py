"""What a reader is shown, as the reStructuredText that one would write by hand: statements, tables and diagrams.

Whatever is not markup is escaped, so that any text of a record parses without a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.terms import Term
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.views.content import Cell, Statement, Table
from sphinx_atlas.views.diagrams.model import Diagram, Ref
from sphinx_atlas.views.diagrams.outline import outline
from sphinx_atlas.views.text import INFERRED, NOT_STATED

#: The target of a link to a thing, or nothing where no page shows it.
Places = Callable[[Ref], str]

_SPECIAL = re.compile(r"[\\`*_|@<>]|:(?=//|:|$)")
_LIKE_A_BLOCK = re.compile(r"[^\w\s]|[\w#]+[.)](?:\s|$)")
_CODE = re.compile(r"`([^`\n]+)`|(?<!\w)\*(?=[^\s*])([^*`\n]+)(?<!\s)\*(?!\w)")


def escape(text: str) -> str:
    """A text in which nothing means anything."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def paragraph(text: str) -> str:
    """Escaped text as the beginning of a block, which no bullet, number or comment is."""
    if text and not text.strip("\\"):
        return f"\\ {text}"  # four of them would be a line across the page
    return f"\\{text}" if _LIKE_A_BLOCK.match(text) and not text.startswith(("\\", "*", "`", ":doc:")) else text


def link(text: str, address: str) -> str:
    """A link to an address."""
    return f"`{escape(text)} <{address}>`__"


def prose(text: str) -> str:
    """A record's prose, in which ``code`` and ``*emphasis*`` mean something."""
    found, at = [], 0
    for match in _CODE.finditer(text):
        found.append(_spaced(text[at : match.start()]))
        found.append(f"``{match[1].strip()}``" if match[1] else f"*{escape(match[2])}*")
        at = match.end()
    return _joined([*found, _spaced(text[at:])])


def heading(text: str, line: str) -> str:
    """A heading."""
    safe = escape(text)
    return f"{safe}\n{line * len(safe)}\n"


def indented(text: str, by: str) -> str:
    """A block below what it belongs to: all but its first line moved in."""
    return text.replace("\n", f"\n{by}").replace(f"\n{by}\n", "\n\n")


def bullets(items: Iterable[str]) -> str:
    """A list of blocks."""
    return "\n".join(f"- {indented(item, '  ')}".rstrip() for item in items) + "\n"


def definition(term: Term) -> str:
    """What a term means."""
    return f"{paragraph(prose(term.definition))}\n"


def table(found: Table, places: Places) -> str:
    """A table as a ``list-table``, and its note."""
    if not found.rows:
        return f"*{NOT_STATED}*\n"
    heads = (
        escape(column.title) + (f" {column.count}" if column.count is not None else "") for column in found.columns
    )
    rows = [list(heads), *([cell(one, places) for one in row] for row in found.rows)]
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in rows:
        for number, text in enumerate(row):
            start = "   * - " if number == 0 else "     - "
            lines.append(f"{start}{indented(text, '       ')}".rstrip())
    note = " ".join([*(statement(one, places) for one in found.legend), escape(found.note or "")]).strip()
    return "\n".join(lines) + "\n" + (f"\n{paragraph(note)}\n" if note else "")


def cell(found: Cell, places: Places) -> str:
    """A table cell; several statements are a list."""
    if not found:
        return f"*{NOT_STATED}*"
    texts = [paragraph(statement(one, places)) for one in found]
    return texts[0] if len(texts) == 1 else bullets(texts).rstrip()


def statement(found: Statement, places: Places) -> str:
    """A statement with what stands behind it."""
    label = [f"**{escape(found.label)}:**", " "] if found.label else []
    if found.state is State.NOT_STATED:
        return _joined([*label, f"*{escape(found.text)}*"])
    detail = [" ", prose(found.detail)] if found.detail else []
    return _joined([*label, _said(found, places), *_marks(found), *detail])


def diagram(found: Diagram, places: Places) -> str:
    """A diagram by sphinxcontrib-mermaid, with its caption, its terms and its text alternative."""
    system = found.id.removesuffix(f"-{found.kind}")
    marks = [source_mark(system, number) for number in found.sources]
    links = {id_: (f"#{ref.id.lower()}", "") for id_, ref in found.refs() if ref.kind == "diagram"}
    lines = [".. mermaid::", f"   :name: {found.id.lower()}", f"   :alt: {' '.join(found.description.split())}"]
    lines += [f"   :caption: {_joined([prose(found.title), *marks])}", ""]
    lines += [f"   {line}".rstrip() for line in to_mermaid(found, links).splitlines()]
    blocks = ["\n".join(lines) + "\n"]
    if found.terms:
        names = ", ".join(_named(name, ref, places) for name, ref in found.terms)
        blocks.append(f"Terms: {names}\n")
    if found.attribution:
        blocks.append(f"{paragraph(prose(found.attribution))}\n")
    blocks.append(bullets(paragraph(escape(line)) for line in outline(found)))
    return "\n".join(blocks)


def source_anchor(system: str, suffix: object) -> str:
    """Where a link to a source of a system leads."""
    return f"{system.lower()}-source-{suffix}"


def source_mark(system: str, number: int) -> str:
    """A link to a source by its number."""
    return link(f"[{number}]", f"#{source_anchor(system, number)}")


def _said(found: Statement, places: Places) -> str:
    if found.url:
        return link(found.text, found.url)
    return _named(found.text, found.ref, places) if found.ref else prose(found.text)


def _named(text: str, ref: Ref, places: Places) -> str:
    place = places(ref)
    return f":doc:`{escape(text)} <{place}>`" if place else prose(text)


def _marks(found: Statement) -> Iterator[str]:
    yield from (source_mark(found.system, number) for number in found.sources)
    if found.state is State.INFERRED:
        yield from (" ", link(INFERRED, f"#{source_anchor(found.system, 'inferred')}"))
    elif found.state is State.UNSOURCED:
        yield " (no source given)"
    if found.dated:
        yield f" ({escape(found.dated)})"


def _spaced(text: str) -> str:
    """A part of a text, escaped; a space at its ends parts it from what is beside it."""
    inner = escape(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}" if inner else " " * bool(text)


def _joined(parts: Iterable[str]) -> str:
    """Markup that stands side by side without a space; the separator vanishes when it is read."""
    return "\\ ".join(part for part in parts if part).replace("\\  ", " ").replace(" \\ ", " ")
