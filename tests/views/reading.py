"""Tables as a reader sees them: each cell as lines of text, with what stands behind each statement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.views.content import Cell, Statement, Table
from sphinx_atlas.views.page import ALL_TABLES
from tests.records import read, small_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SECTION_E = ROOT / "tests/fixtures/section-e.yaml"
#: The good record, section E's, and each of the catalogue that comes with the package, by file name.
RECORDS = {
    path.stem: path
    for path in (ROOT / "tests/good-record.yaml", SECTION_E, *sorted((ROOT / "data/case-studies").rglob("*.yaml")))
}

_HEAD = "id: CS-X\nname: X\ncategory: messaging\n"
_SOURCES = """
sources:
  - {id: aside, type: blog, role: supporting, title: Aside, url: "https://x.example/aside"}
  - {id: a, type: blog, title: A, url: "https://x.example/a"}
  - {id: b, type: talk, title: B, url: "https://x.example/b"}
"""

Row = dict[str, list[str]]

vocabulary = cache(small_vocabulary)


def few(lines: str) -> CaseStudy:
    """A record of a few lines, with the primary sources ``a`` [1] and ``b`` [2], and ``aside`` [3]."""
    return read(_HEAD + lines + _SOURCES)


def good() -> CaseStudy:
    """The good record."""
    return record_of("good-record")


@cache
def record_of(name: str) -> CaseStudy:
    """One of :data:`RECORDS`."""
    return read(RECORDS[name].read_text(encoding="utf-8"), f"{name}.yaml")


def table(record: CaseStudy, name: str, words: Vocabulary | None = None) -> Table:
    """A table of a record that has it."""
    found = ALL_TABLES[name](record, words or vocabulary())
    assert found is not None
    return found


def rows(record: CaseStudy, name: str, words: Vocabulary | None = None) -> list[Row]:
    """The rows of a table, each as column title to the lines of its cell."""
    return rows_of(table(record, name, words))


def rows_of(shown: Table) -> list[Row]:
    """The rows of a table, each as column title to the lines of its cell."""
    titles = [column.title for column in shown.columns]
    return [dict(zip(titles, map(lines, row), strict=True)) for row in shown.rows]


def summary(record: CaseStudy, field: str) -> list[str]:
    """What the summary says of one field."""
    (row,) = (row for row in rows(record, "summary") if row["Field"] == [field])
    return row["Value"]


def lines(cell: Cell) -> list[str]:
    """A cell as a reader sees it."""
    return [line(statement) for statement in cell] or ["not stated"]


def line(said: Statement) -> str:
    """A statement as a reader sees it: ``RTO: < 10 min [1][2] (as of 2018) | detail``."""
    marks = "".join(f"[{number}]" for number in said.sources)
    origin = {State.INFERRED: "(inferred)", State.UNSOURCED: "(no source)"}.get(said.state, "")
    words = " ".join(filter(None, (said.text, marks, origin, f"({said.dated})" if said.dated else "")))
    head = f"{said.label}: {words}" if said.label else words
    return f"{head} | {said.detail}" if said.detail else head


def statements(record: CaseStudy, *names: str, words: Vocabulary | None = None) -> Iterator[Statement]:
    """Every statement of some tables, or of all."""
    for name in names or ALL_TABLES:
        found = ALL_TABLES[name](record, words or vocabulary())
        yield from (said for row in (found.rows if found else ()) for cell in row for said in cell)
