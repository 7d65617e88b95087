"""What each directive puts on a page, and what it says of a mistake."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.extension.conftest import Project, ids

Make = Callable[..., Project]


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_system_shows_its_sections_tables_and_diagrams(make_project: Make) -> None:
    build = make_project(".. atlas-system:: CS-FERRY-CHAT").build()
    page = soup(build.html())
    assert build.warnings == ""
    headings = [heading.get_text().rstrip("¶") for heading in page.find_all("h2")]
    assert headings[:2] == ["At a glance", "How it works"]
    assert headings[-1] == "Evidence"
    for name in ("summary", "patterns", "failures", "regions", "backpressure", "capacity"):
        assert page.select_one(f"table.atlas-{name}"), name
    for kind in ("l0", "l1-edge", "l1-service", "l1-stream", "l1-state", "co", "mr", "bp", "fm", "sl"):
        assert page.select_one(f"figure#cs-ferry-chat-{kind} svg"), kind


def test_every_figure_has_caption_name_and_text(make_project: Make) -> None:
    page = soup(make_project(".. atlas-system:: CS-FERRY-CHAT").build().html())
    figures = page.select("figure.atlas-diagram")
    assert figures
    for figure in figures:
        assert figure["aria-label"]
        assert figure.select_one("figcaption .atlas-title").get_text()  # type: ignore[union-attr]
        assert figure.select("details li")
        picture = figure.select_one("svg")
        assert picture is not None
        assert picture.find("title", recursive=False)
        assert picture.find("desc", recursive=False)


def test_source_marks_lead_to_the_source_on_the_page(make_project: Make) -> None:
    page = soup(make_project(".. atlas-system:: CS-FERRY-CHAT").build().html())
    anchors = set(ids(str(page)))
    marks = [link["href"] for link in page.select(".atlas-mark a")]
    assert marks
    assert {mark.removeprefix("#") for mark in map(str, marks)} <= anchors


def test_quote_is_the_tooltip_of_its_mark(make_project: Make) -> None:
    page = soup(make_project(".. atlas-system:: CS-FERRY-CHAT").build().html())
    titles = [str(link.get("title", "")) for link in page.select(".atlas-mark a")]
    assert any(title.startswith("“") for title in titles)


def test_options_choose_tables_and_diagrams(make_project: Make) -> None:
    index = ".. atlas-system:: CS-FERRY-CHAT\n   :tables: summary, failures\n   :diagrams: bp\n"
    page = soup(make_project(index).build().html())
    assert {figure["id"] for figure in page.select("figure.atlas-diagram")} == {"cs-ferry-chat-bp"}
    tables = {name for table in page.select("table.atlas") for name in table["class"]}
    assert {"atlas-summary", "atlas-failures"} <= tables
    assert "atlas-patterns" not in tables


def test_none_of_the_diagrams(make_project: Make) -> None:
    build = make_project(".. atlas-system:: CS-FERRY-CHAT\n   :diagrams: none\n").build()
    assert not soup(build.html()).select("figure.atlas-diagram")
    assert build.warnings == ""


@pytest.mark.parametrize(
    ("option", "word", "hint"),
    [("tables", "sumary", "did you mean 'summary'?"), ("diagrams", "BQ", "did you mean 'BP'?")],
)
def test_option_with_an_unknown_word_fails(make_project: Make, option: str, word: str, hint: str) -> None:
    build = make_project(f".. atlas-system:: CS-FERRY-CHAT\n   :{option}: {word}\n").build()
    assert build.failed
    assert hint in build.warnings


def test_a_place_without_sections_gets_rubrics(make_project: Make) -> None:
    build = make_project(".. note::\n\n   .. atlas-system:: CS-FERRY-CHAT\n").build()
    page = soup(build.html())
    assert build.warnings == ""
    assert page.select_one(".admonition .rubric")
    assert not page.select(".admonition h2")


def test_table_of_a_system(make_project: Make) -> None:
    page = soup(make_project(".. atlas-table:: failures\n   :system: CS-FERRY-CHAT\n").build().html())
    (table,) = page.select("table.atlas")
    assert "Hot group" in table.get_text()
    assert table.parent is not None
    assert table.parent["role"] == "region"
    assert table.parent["tabindex"] == "0"


def test_diagram_by_kind_by_id_and_by_option(make_project: Make) -> None:
    index = """
.. atlas-diagram:: CS-FERRY-CHAT-BP
   :caption: How it holds back

.. atlas-diagram:: l0
   :system: CS-FERRY-CHAT
"""
    page = soup(make_project(index).build().html())
    assert [figure["id"] for figure in page.select("figure.atlas-diagram")] == ["cs-ferry-chat-bp", "cs-ferry-chat-l0"]
    assert "How it holds back" in page.get_text()


def test_diagram_after_its_system_has_no_second_anchor(make_project: Make) -> None:
    index = ".. atlas-system:: CS-FERRY-CHAT\n\n.. atlas-diagram:: BP\n"
    build = make_project(index).build()
    assert build.warnings == ""
    found = ids(build.html())
    assert found.count("cs-ferry-chat-bp") == 1
    assert len(found) == len(set(found))


def test_term_shows_what_it_is_and_who_uses_it(make_project: Make) -> None:
    page = soup(make_project(".. atlas-term:: p12_load_shedding\n\n.. atlas-term:: mechanism P11\n").build().html())
    first = page.select_one("#mechanism-p12-load-shedding")
    assert first is not None
    assert "Trades away" in first.get_text()
    row = page.select_one("table.atlas-used-by tbody tr")
    assert row is not None
    assert "Ferry Chat" in row.get_text()
    assert "conditional" in row.get_text()
    assert "[" in row.get_text()


@pytest.mark.parametrize("what", ["systems", "categories", "patterns", "mechanisms", "guarantees"])
def test_index_lists_everything_of_its_kind(make_project: Make, what: str) -> None:
    build = make_project(f".. atlas-index:: {what}\n").build()
    assert build.warnings == ""
    assert "Ferry Chat" in soup(build.html()).select_one("table.atlas").get_text()  # type: ignore[union-attr]


def test_index_of_one_category(make_project: Make) -> None:
    index = ".. atlas-index:: systems\n   :category: messaging\n\n.. atlas-index:: systems\n   :category: graph\n"
    page = soup(make_project(index).build().html())
    assert len(page.select("table.atlas")) == 1
    assert "not stated" in page.get_text() or "none" in page.get_text()


MISTAKES = [
    (".. atlas-system:: CS-FERY-CHAT", "unknown system 'CS-FERY-CHAT'; did you mean 'CS-FERRY-CHAT'?"),
    (".. atlas-diagram:: BQ\n   :system: CS-FERRY-CHAT", "CS-FERRY-CHAT has no diagram 'BQ'; did you mean 'BP'?"),
    (".. atlas-diagram:: CS-FERRY-CHAT-BQ", "unknown diagram 'CS-FERRY-CHAT-BQ'; did you mean 'CS-FERRY-CHAT-BP'?"),
    (".. atlas-diagram:: BP", "diagram 'BP' of which system?"),
    (".. atlas-table:: failure\n   :system: CS-FERRY-CHAT", "unknown table 'failure'; did you mean 'failures'?"),
    (".. atlas-table:: failures", "atlas-table needs ':system: CS-…'"),
    (".. atlas-term:: circut_breaker", "unknown term 'circut_breaker'"),
    (".. atlas-term:: mecanism cache", "'mecanism' is no kind of term; did you mean 'mechanism'?"),
    (".. atlas-index:: mechanism", "unknown index 'mechanism'; did you mean 'mechanisms'?"),
    (".. atlas-index:: systems\n   :category: messagin", "unknown category 'messagin'; did you mean 'messaging'?"),
    (
        ":atlas:mechanism:`p9_circut_breaker`",
        "unknown mechanism 'p9_circut_breaker'; did you mean 'p9_circuit_breaker'?",
    ),
    (":atlas:system:`CS-FERY`", "unknown system 'CS-FERY'"),
    (":atlas:diagram:`CS-FERRY-CHAT-XX`", "unknown diagram 'CS-FERRY-CHAT-XX'"),
]


@pytest.mark.parametrize(("source", "message"), MISTAKES)
def test_a_mistake_fails_every_run_with_the_same_words(make_project: Make, source: str, message: str) -> None:
    project = make_project(source)
    seen = []
    for strict in (False, True, False):
        build = project.build(strict=strict)
        assert build.failed
        assert message in build.warnings
        assert "index.rst:4" in build.warnings
        seen.append(build.warnings)
    assert seen[0] == seen[1] == seen[2]


def test_a_mended_page_passes_and_is_the_only_one_read(make_project: Make) -> None:
    project = make_project(".. atlas-system:: CS-FERY-CHAT\n\n.. toctree::\n\n   other\n")
    project.write("other.rst", "Other\n=====\n\n:atlas:mechanism:`cache`\n")
    assert project.build().failed
    assert project.build().read == ["index"]
    project.write("index.rst", "Start\n=====\n\n.. atlas-system:: CS-FERRY-CHAT\n\n.. toctree::\n\n   other\n")
    mended = project.build()
    assert not mended.failed
    assert mended.warnings == ""
    assert mended.read == ["index"]
    assert project.build().read == []


def test_diagrams_of_a_family_stand_as_tabs(make_project: Make) -> None:
    page = soup(make_project(".. atlas-system:: CS-FERRY-CHAT").build().html())
    (zooms, *others) = page.select("div.atlas-tabs")
    assert [label.get_text() for label in zooms.select("label")][:4] == ["Edge", "Service", "Stream", "State"]
    assert [choice.has_attr("checked") for choice in zooms.select("input")][:2] == [True, False]
    assert len({choice["name"] for choice in zooms.select("input")}) == 1
    assert any("Hot group" in tabs.get_text() for tabs in others)
    for label in page.select("div.atlas-tabs label"):
        assert page.find(id=str(label["for"]))


def test_a_family_of_one_has_no_tabs(make_project: Make) -> None:
    page = soup(make_project(".. atlas-system:: CS-FERRY-CHAT\n   :diagrams: L1-EDGE, FM-HOT-GROUP\n").build().html())
    assert len(page.select("figure.atlas-diagram")) == 2
    assert not page.select("div.atlas-tabs")
