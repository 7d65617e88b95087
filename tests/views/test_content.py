"""Statements and the cells that are made of them."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.finding import Mark
from sphinx_atlas.views.content import Sayer, Statement, absent, plain, sentences
from tests.views.reading import few, line, lines, vocabulary

RECORD = few(
    "scale:\n"
    '  x: {value: "3 PB", source: [b, a, nobody], quote: "3 petabytes", as_of: 2021}\n'
    "components: [{id: web, name: Web, plane: edge, source: a, technology: Rust, description: ''}]\n"
)
SAY = Sayer(RECORD, vocabulary())


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((), None),
        ((None, ""), None),
        (("One.", None, "Two."), "One. Two."),
        (("while it rains", "Then stop."), "while it rains. Then stop."),
        (("1 + 1 = 2", "enough: 1"), "1 + 1 = 2; enough: 1"),
        (("What?", "so"), "What? so"),
    ],
)
def test_texts_run_on(parts: tuple[str | None, ...], text: str | None) -> None:
    assert sentences(*parts) == text


def test_a_statement_has_all_of_its_evidence() -> None:
    (said,) = SAY.figure(RECORD.scale["x"])
    assert said == Statement(
        "3 PB",
        State.SOURCED,
        sources=(1, 2),
        quote="3 petabytes",
        dated="as of 2021",
        system="CS-X",
        mark=Mark(5, 14),
        file=RECORD.file,
    )


@pytest.mark.parametrize("name", ["description", "consistency"])
def test_what_nobody_has_stated_is_an_empty_cell(name: str) -> None:
    web = RECORD.components[0]
    assert SAY.field(web, name) == SAY.beside(web, name) == ()


def test_a_part_that_is_not_there_is_an_empty_cell() -> None:
    assert SAY.field(None, "name") == SAY.part(None, "x") == SAY.figure(None) == ()


def test_a_field_knows_its_place() -> None:
    (said,) = SAY.field(RECORD.components[0], "technology")
    assert said.mark == RECORD.components[0].mark("technology")


def test_something_missing_is_named_and_no_zero() -> None:
    (said,) = absent("RPO")
    assert (line(said), said.state) == ("RPO: not stated", State.NOT_STATED)


def test_plain_text_has_no_marks() -> None:
    assert lines(plain("Web")) == ["Web"]
    assert lines(()) == ["not stated"]


def test_what_is_derived_stands_on_all_its_sources_without_a_quote() -> None:
    figure = RECORD.scale["x"].evidence
    part = RECORD.components[0].evidence
    (said,) = SAY.derived("6 PB", (figure, part, figure))
    assert (line(said), said.quote) == ("6 PB [1][2] (as of 2021)", None)
