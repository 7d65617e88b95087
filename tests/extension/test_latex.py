"""Tables on paper: their columns share the width of the page, and no row is higher than one."""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes

from sphinx_atlas.extension.latex import LINE, SQUEEZED, TOGETHER, columns_of, fit, folded, widths
from tests.extension.conftest import Project

Make = Callable[..., Project]


def table(*cells: int) -> nodes.table:
    """A table of one row, whose cells hold so many entries."""
    row = nodes.row()
    for count in cells:
        items = [nodes.list_item("", nodes.paragraph("", str(number))) for number in range(count)]
        row += nodes.entry("", nodes.bullet_list("", *items) if count > 1 else nodes.paragraph("", "0"))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _cell in cells), nodes.tbody("", row), cols=len(cells))
    return nodes.table("", group)


def test_a_column_is_as_wide_as_its_longest_word_and_grows_with_its_text() -> None:
    short, long, word = widths([[["a b"]], [["some words " * 30]], [["unbreakable_" * 3]]])
    assert short < 6
    assert word >= 36
    assert long > 50
    assert short + long + word <= LINE + 1


def test_a_column_of_nothing_has_a_width() -> None:
    assert min(widths([[[]], [[""]], [["x"]]])) > 0


def test_a_long_cell_weighs_more_than_many_short_ones() -> None:
    one, many = widths([[["word " * 40], ["-"], ["-"], ["-"]], [["word " * 10]] * 4])
    assert one > many


def test_a_row_with_long_lists_becomes_several_and_loses_nothing() -> None:
    found = table(TOGETHER * 2 + 1, TOGETHER, 1)
    nodes.container("", found)
    fit(found, columns_of(found))
    rows = [[entry.astext().split() for entry in row.findall(nodes.entry)] for row in found.findall(nodes.row)]
    assert [len(row) for row in rows] == [3, 3, 3]
    assert ["".join(word for row in rows for word in row[column]) for column in range(3)] == ["0123456", "012", "0"]
    assert max(len(cell) for row in rows for cell in row) == TOGETHER


def test_a_table_of_too_many_columns_becomes_several_each_with_the_first() -> None:
    words = ["system", *(f"{number:02}" + "x" * 18 for number in range(20))]
    entries = [nodes.entry("", nodes.paragraph("", word), ids=[f"id-{word}"]) for word in words]
    specs = [nodes.colspec(colwidth=1) for _word in words]
    group = nodes.tgroup("", *specs, nodes.tbody("", nodes.row("", *entries)), cols=len(words))

    whole = nodes.table("", group)
    parts, measured = zip(*folded(whole, columns_of(whole)), strict=True)

    assert list(measured) == [columns_of(part) for part in parts]
    found = [[entry.astext() for entry in part.findall(nodes.entry)] for part in parts]
    assert len(found) > 3
    assert {row[0] for row in found} == {"system"}
    assert [word for row in found for word in row[1:]] == words[1:]
    assert all(sum(len(word) + 2 for word in row) <= SQUEEZED for row in found)
    assert all(
        next(part.findall(nodes.tgroup))["cols"] == len(row) == len(list(part.findall(nodes.colspec)))
        for part, row in zip(parts, found, strict=True)
    )
    ids = [id_ for part in parts for entry in part.findall(nodes.entry) for id_ in entry["ids"]]
    assert len(ids) == len(set(ids)) and "id-system" in ids


def test_a_table_that_fits_is_left_whole() -> None:
    found = table(2, 1)
    columns = columns_of(found)
    assert folded(found, columns) == [(found, columns)]


def test_our_tables_break_between_pages_and_have_widths(make_project: Make) -> None:
    build = make_project(".. atlas-system:: CS-FERRY-CHAT\n").build("latex")
    assert build.warnings == ""
    text = (build.out / "tests.tex").read_text(encoding="utf-8")
    tables = re.findall(r"\\begin\{(longtable|tabulary|tabular)\}(.*)", text)
    assert len(tables) > 5
    assert {name for name, _spec in tables} == {"longtable"}
    assert all(r"\raggedright\arraybackslash}\X{" in spec for _name, spec in tables)
    assert text.count(r"\begingroup\footnotesize") == text.count(r"\endgroup") == len(tables)
    assert r"\allowbreak" in text


def test_tables_of_others_are_left_alone(make_project: Make) -> None:
    theirs = ".. list-table::\n\n   * - a\n     - b\n"
    build = make_project(f"{theirs}\n.. atlas-table:: summary\n   :system: CS-FERRY-CHAT\n").build("latex")
    text = (build.out / "tests.tex").read_text(encoding="utf-8")
    assert r"\begin{tabulary}" in text
    assert text.count(r"\begin{longtable}") == 1
