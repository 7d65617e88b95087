"""Directives and the role that speak of the whole catalogue: what they show, and what they say of a mistake."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from tests.extension.conftest import Project
from tests.records import good_record

Make = Callable[..., Project]


@pytest.fixture(name="two")
def _two(make_project: Make) -> Callable[[str], Project]:
    def make(index: str) -> Project:
        project = make_project(index)
        text = good_record().replace("former_ids: [CS-FERRY]\n", "").replace("CS-FERRY-CHAT", "CS-BARGE")
        project.record(
            text.replace("name: Ferry Chat", "name: Barge").replace("failover: manual", "failover: automatic"),
            "messaging/barge.yaml",
        )
        return project

    return make


Two = Callable[[str], Project]


def page(project: Project) -> BeautifulSoup:
    build = project.build(strict=True)
    assert build.warnings == ""
    return BeautifulSoup(build.html(), "html.parser")


def cells(row: Tag) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]


def test_a_category_has_its_definition_and_systems(two: Two) -> None:
    shown = page(two(".. atlas-category:: messaging\n\n:atlas:category:`messaging`\n"))
    assert shown.select_one("#category-messaging .atlas-definition")
    assert [cells(row)[0] for row in shown.select("table.atlas tbody tr")] == ["Barge", "Ferry Chat"]
    assert shown.select_one('a[href="#category-messaging"]')


def test_a_category_without_systems_says_so_and_notices_the_first(two: Two) -> None:
    project = two(".. atlas-category:: fintech\n")
    assert "No system of this category" in page(project).get_text()
    text = good_record().replace("CS-FERRY-CHAT", "CS-TILL").replace("former_ids: [CS-FERRY]\n", "")
    project.record(
        text.replace("category: messaging", "category: fintech").replace("name: Ferry Chat", "name: Till"),
        "fintech/till.yaml",
    )
    assert "Till" in page(project).get_text()


def test_a_matrix_has_a_column_for_each_term(two: Two) -> None:
    shown = page(two(".. atlas-matrix:: mechanisms\n   :terms: p3_durable_log p9_circuit_breaker\n"))
    head, *rows = map(cells, shown.select("table.atlas-matrix tr"))
    assert head == ["System", "Category", "Mechanisms", "P3 Durable log 2", "P9 Circuit breaker 0"]
    assert [row[0] for row in rows] == ["Barge", "Ferry Chat"]
    assert [row[3:] for row in rows] == [["mandatory [1]", ""], ["mandatory [1]", ""]]
    assert len(shown.select("td span.atlas-cell-mandatory")) == 2
    note = shown.select_one("p.atlas-note")
    assert note and "conditional: in use under a condition." in note.get_text()
    assert len(note.select("span.atlas-cell-mandatory, span.atlas-cell-conditional")) == 2


def test_a_comparison_marks_the_rows_that_differ(two: Two) -> None:
    shown = page(two(".. atlas-compare:: CS-BARGE, CS-FERRY\n   :fields: failover category\n"))
    rows = {cells(row)[0]: row for row in shown.select("table.atlas-compare tbody tr")}
    assert cells(rows["Failover"])[1:] == ["automatic [1]", "manual [1]"]
    assert "atlas-differs" in rows["Failover"].get_attribute_list("class")
    assert "atlas-differs" not in rows["Category"].get_attribute_list("class")


def test_coverage_has_three_tables(two: Two) -> None:
    shown = page(two(".. atlas-coverage::\n\n.. atlas-coverage:: categories\n\n.. atlas-coverage:: systems\n"))
    assert ["Systems", "2", "—", "—"] in [cells(row) for row in shown.select("table.atlas-coverage tbody tr")]
    assert len(shown.select("table.atlas-coverage-categories tbody tr")) == 13
    assert len(shown.select("table.atlas-coverage-systems tbody tr")) == 2


def test_sources_of_one_system_and_of_all(two: Two) -> None:
    shown = page(two(".. atlas-sources:: CS-BARGE\n\n.. atlas-sources::\n   :type: talk\n   :category: messaging\n"))
    assert len(shown.select("ol.atlas-sources > li")) == 3
    assert shown.select("ol.atlas-sources .atlas-quote")
    rows = shown.select("table.atlas-sources tbody tr")
    assert [cells(row)[0] for row in rows] == ["Barge", "Ferry Chat"]
    assert rows[0].select_one('a[href="https://www.infoq.com/presentations/ferry-chat/"]')


def test_tables_that_list_can_be_sorted_and_others_not(two: Two) -> None:
    index = ".. atlas-index:: systems\n\n.. atlas-index:: systems\n   :category: messaging\n\n.. atlas-coverage::\n"
    frames = page(two(index)).select("div.atlas-table")
    assert [frame.get("data-atlas-table") for frame in frames] == ["index-systems", "index-systems-2", None]
    assert frames[0]["data-atlas-count"] == "{shown} of {all}"


def test_the_script_is_loaded_where_a_table_can_use_it(two: Two) -> None:
    project = two(".. toctree::\n\n   list\n   plain\n")
    project.write("list.rst", "List\n====\n\n.. atlas-index:: systems\n")
    project.write("plain.rst", "Plain\n=====\n\n.. atlas-coverage::\n")
    build = project.build(strict=True)
    loads = {name: "sphinx-atlas.js" in build.html(name) for name in ("index", "list", "plain")}
    assert loads == {"index": False, "list": True, "plain": False}
    assert (build.out / "_static/sphinx-atlas.js").is_file()


def test_a_value_follows_the_record_with_its_evidence(make_project: Make) -> None:
    project = make_project(
        "It had :atlas:value:`CS-FERRY scale.concurrency`; more: :atlas:value:`CS-FERRY-CHAT slos.latency_p99`.\n"
    )
    shown = page(project).select("p .atlas-value")
    assert [value.get_text(" ", strip=True) for value in shown] == [
        "2M concurrent users (session) [2]",
        "500 ms [2]",
    ]
    project.record(
        good_record()
        .replace('"2M concurrent users"', '"3M concurrent users"')
        .replace('"two million conc', '"three million conc')
    )
    build = project.build(strict=True)
    assert build.read == ["index"]
    assert "3M concurrent users" in build.html()


def test_a_value_that_nobody_has_stated_says_so(make_project: Make) -> None:
    project = make_project("Failover: :atlas:value:`CS-FERRY-CHAT multi_region.failover`.\n")
    project.record(good_record().replace("  failover: manual\n", ""))
    assert "Failover: not stated." in page(project).get_text()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (".. atlas-category:: mesaging", "unknown category 'mesaging'; did you mean 'messaging'?"),
        (".. atlas-matrix:: mechanism", "unknown matrix 'mechanism'; did you mean 'mechanisms'?"),
        (".. atlas-matrix:: mechanisms\n   :terms: p3_durable_lag", "unknown mechanism 'p3_durable_lag'; did you mean 'p3_durable_log'?"),
        (".. atlas-matrix:: mechanisms\n   :category: mesaging", "unknown category 'mesaging'; did you mean 'messaging'?"),
        (".. atlas-compare:: CS-BARGE", "atlas-compare takes 2 to 4 systems, each once"),
        (".. atlas-compare:: CS-BARGE CS-BARGE", "atlas-compare takes 2 to 4 systems, each once"),
        (".. atlas-compare:: CS-BARGE CS-FERRY CS-FERRY-CHAT", "atlas-compare takes 2 to 4 systems, each once"),
        (".. atlas-compare:: CS-BARGE CS-FERY", "unknown system 'CS-FERY'; did you mean 'CS-FERRY-CHAT'?"),
        (".. atlas-compare:: CS-BARGE CS-FERRY\n   :fields: failovr", "unknown field 'failovr'; did you mean 'failover'?"),
        (".. atlas-coverage:: system", "unknown coverage 'system'; did you mean 'systems'?"),
        (".. atlas-sources:: CS-BARG", "unknown system 'CS-BARG'; did you mean 'CS-BARGE'?"),
        (".. atlas-sources::\n   :type: blogg", "unknown type of source 'blogg'; did you mean 'blog'?"),
        (".. atlas-sources:: CS-BARGE\n   :type: blog", "options choose among all sources"),
        (".. atlas-index:: system", "unknown index 'system'; did you mean 'systems'?"),
        (".. atlas-index:: patterns\n   :category: messaging", "':category:' chooses among systems"),
        (":atlas:value:`CS-BARG scale.concurrency`", "unknown system 'CS-BARG'; did you mean 'CS-BARGE'?"),
        (":atlas:value:`CS-BARGE scale.concurency`", "CS-BARGE scale.concurency: there is no 'concurency' here; did you mean"),
        (":atlas:value:`CS-BARGE`", "which value of CS-BARGE? Write the path behind it"),
        (":atlas:value:`many <CS-BARGE scale.concurrency>`", "a value has no text of its own"),
    ],
)  # fmt: skip
def test_a_mistake_fails_every_run_at_its_line(two: Two, source: str, message: str) -> None:
    project = two(source + "\n")
    for strict in (False, True):
        build = project.build(strict=strict)
        assert build.failed
        assert f"index.rst:4: ERROR: {message}" in build.warnings
    project.write("index.rst", "Start\n=====\n")
    build = project.build(strict=True)
    assert (build.failed, build.read) == (False, ["index"])
