"""The tables beside the seven: components, guarantees, history and incidents."""

from __future__ import annotations

import pytest

from tests.views.reading import few, good, rows, statements

COMPONENTS = """
components:
  - {id: log, name: Log, plane: state, source: a, description: Keeps all., mechanisms: [p3_durable_log, no_such_thing]}
  - {id: app, name: App, plane: edge, source: b, technology: {value: Rust, inferred: so}}
  - id: hub
    name: Hub
    plane: service
    inferred: so
    description: {value: Passes on., source: a}
    mechanisms: {value: [pub_sub], source: b}
    facts: {nodes: {value: 72 nodes, source: a}, cpu_ms: {value: 4 ms, source: a, note: At night.}}
"""


def test_components_stand_plane_by_plane() -> None:
    app, hub, log = rows(few(COMPONENTS), "components")
    assert list(app.values()) == [["App [2]", "Rust (inferred)"], ["edge"], ["not stated"], ["—"], ["—"]]
    assert list(hub.values()) == [
        ["Hub (inferred)"],
        ["service"],
        ["Passes on. [1]"],
        ["Publish and subscribe [2]"],
        ["72 nodes [1]", "CPU: 4 ms [1] | At night."],
    ]
    assert list(log.values()) == [["Log [1]"], ["state"], ["Keeps all."], ["Durable log", "no such thing"], ["—"]]


def test_what_carries_a_mechanism_links_to_it() -> None:
    refs = {said.text: said.ref for said in statements(few(COMPONENTS), "components")}
    assert refs["Durable log"] == ("mechanism", "p3_durable_log")
    assert refs["no such thing"] is None


def test_a_guarantee_has_its_scope_and_test() -> None:
    first, second = rows(good(), "guarantees")
    assert list(first.values()) == [
        ["Order per key [1]"],
        ["within a group [1]"],
        ["Number the messages, then compare. [1]"],
    ]
    assert second["How it can be tested"] == ["in general: Write and poll."]


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("{name: tenant_isolation, test: no public test}", "no public test (no source)"),
        ("tenant_isolation", "not stated"),
        ("no_such_promise", "not stated"),
        ("{name: eventual_consistency, test: {value: Wait., source: b}}", "Wait. [2]"),
        ("eventual_consistency", "in general: Wait and compare."),
    ],
)
def test_how_a_guarantee_can_be_tested(promise: str, said: str) -> None:
    (row,) = rows(few(f"guarantees: [{promise}]\n"), "guarantees")
    assert (row["How it can be tested"], row["Scope"]) == ([said], ["not stated"])


HISTORY = """
innovations:
  - {name: Undated, source: a}
  - {name: Lanes, year: 2022, source: a, description: Apart.}
migrations:
  - {from: A, to: B, when: {value: 2021-05, inferred: so}, why: Too slow., detail: By night., source: b,
     from_facts: {nodes: {value: 177 nodes, source: b, historical: true}, disk: {value: 4 TB, source: b}},
     to_facts: {nodes: {value: 72 nodes, source: b}}}
  - {from: B, to: C, when: 2022-03, source: b}
"""


def test_history_runs_from_the_earliest_to_what_is_undated() -> None:
    first, second, third, last = rows(few(HISTORY), "history")
    assert list(first.values()) == [
        ["2021-05 (inferred)"],
        ["Migration"],
        ["A → B [2] | Too slow. By night."],
        ["before: 177 nodes [2] (historical)", "before, disk: 4 TB [2]", "after: 72 nodes [2]"],
    ]
    assert list(second.values()) == [["2022"], ["Innovation"], ["Lanes [1] | Apart."], ["—"]]
    assert list(third.values()) == [["2022-03"], ["Migration"], ["B → C [2]"], ["—"]]
    assert list(last.values()) == [["not stated"], ["Innovation"], ["Undated [1]"], ["—"]]


INCIDENTS = """
incidents:
  - {name: First, date: 2021-04, source: a, impact: Slow., cause: {value: A switch., inferred: so}, failure: hot_key,
     duration: {value: 2 h, source: a}, facts: {users: {value: 5M users, source: a}}}
  - {name: Undated, source: b}
  - {name: Second, date: 2021-04-08, source: b, facts: {lost: {value: 17%, source: b}}}
"""


def test_incidents_run_from_the_latest() -> None:
    second, first, last = rows(few(INCIDENTS), "incidents")
    assert list(first.values()) == [
        ["2021-04"],
        ["First [1]", "failure mode: Hot key"],
        ["Slow. [1]", "5M users [1]"],
        ["A switch. (inferred)"],
        ["2 h [1]"],
    ]
    assert list(second.values()) == [["2021-04-08"], ["Second [2]"], ["lost: 17% [2]"], ["not stated"], ["not stated"]]
    assert list(last.values()) == [["not stated"], ["Undated [2]"], *[["not stated"]] * 3]


@pytest.mark.parametrize("name", ["components", "guarantees", "history", "incidents"])
def test_a_table_of_nothing_has_no_rows(name: str) -> None:
    assert rows(few(""), name) == []
