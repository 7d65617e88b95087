"""The text alternative, and how labels are broken."""

from __future__ import annotations

import pytest

from sphinx_atlas.views.diagrams.model import (
    Alternatives,
    Branch,
    Diagram,
    Edge,
    EdgeStyle,
    Flowchart,
    Group,
    Message,
    Node,
    NodeRole,
    Participant,
    Remark,
    Sequence,
)
from sphinx_atlas.views.diagrams.outline import outline
from sphinx_atlas.views.diagrams.sketch import brief, wrap


def told(body: Flowchart | Sequence) -> list[str]:
    return outline(Diagram("CS-X-L0", "L0", "X", "X.", body))


def node(id_: str, *texts: str) -> Node:
    return Node(id_, texts, NodeRole.SERVICE, texts=texts)


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (EdgeStyle.SYNC, "Gateway → Guilds: opens a session; 2 ms"),
        (EdgeStyle.ASYNC, "Gateway → Guilds: opens a session; 2 ms (async)"),
        (EdgeStyle.CRITICAL, "Gateway → Guilds: opens a session; 2 ms (critical path)"),
        (EdgeStyle.CRITICAL_ASYNC, "Gateway → Guilds: opens a session; 2 ms (critical path, async)"),
        (EdgeStyle.RELATION, "Gateway – Guilds: opens a session; 2 ms"),
    ],
)
def test_an_arrow_is_a_line(style: EdgeStyle, line: str) -> None:
    edge = Edge("a", "b", ("opens a", "session", "2 ms"), style, texts=("opens a session", "2 ms"))
    assert told(Flowchart((node("a", "Gateway"), node("b", "Guilds")), (edge,))) == [line]


def test_a_bare_arrow_is_its_ends() -> None:
    assert told(Flowchart((node("a", "A"), node("b", "B")), (Edge("a", "b"),))) == ["A → B"]


def test_arrows_may_lead_to_frames() -> None:
    chart = Flowchart((node("a", "A"), node("b", "B")), (Edge("a", "g"),), (Group("g", "Frame", ("b",)),))
    assert told(chart) == ["Frame: B", "A → Frame"]


def test_boxes_that_say_more_or_stand_alone_come_first_by_frame() -> None:
    nodes = node("a", "A"), node("b", "B", "9 nodes"), node("c", "C"), node("d", "D")
    inner = Group("h", "Inner", ("c",))
    chart = Flowchart(nodes, (Edge("a", "b"),), (Group("g", "Outer", ("d",), groups=(inner,)),))
    assert told(chart) == ["Outer: D", "Inner: C", "B; 9 nodes", "A → B"]


def test_boxes_of_one_name_say_all_where_they_are_reached() -> None:
    nodes = node("a", "Hot"), node("b", "Detection", "alarms"), node("c", "Cold"), node("d", "Detection", "tickets")
    assert told(Flowchart(nodes, (Edge("a", "b"), Edge("c", "d"), Edge("b", "c")))) == [
        "Hot → Detection: alarms",
        "Cold → Detection: tickets",
        "Detection → Cold",
    ]


def test_a_hand_made_box_is_told_by_its_lines() -> None:
    assert told(Flowchart((Node("a", ("A", "x"), NodeRole.NOTE),))) == ["A; x"]


def test_steps_are_lines_with_their_condition() -> None:
    inner = Alternatives((Branch("Full", (Message("b", "a", "503"),)), Branch("Free", (Remark(("a", "b"), "fine"),))))
    steps = Remark(("a",), "9 at most"), Message("a", "b", "asks"), inner, Message("b", "a", "done", reply=True)
    assert told(Sequence((Participant("a", "Client"), Participant("b", "Service")), steps)) == [
        "Client: 9 at most",
        "Client → Service: asks",
        "If full: Service → Client: 503",
        "If free: Client and Service: fine",
        "Service → Client: done",
    ]


def test_labels_are_broken_at_words() -> None:
    assert wrap("stores a message before anything else sees it", "", "2 ms") == (
        "stores a message before",
        "anything else sees it",
        "2 ms",
    )
    assert wrap("a" * 40, width=10) == ("a" * 40,)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a long enough latency of 12 ms", ("a long enough latency of", "12 ms")),
        ("connections per machine 5 [12]", ("connections per machine", "5 [12]")),
        ("about thirty and others 30 nodes", ("about thirty and others", "30 nodes")),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit_or_before_a_mark(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text) == lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one two  three", "one two three"),
        ("one two three four five", "one two three …"),
        ("one two; three four five", "one two; …"),
        ("one two: three. four five six", "one two: three. …"),
        ("1; two three four five six", "1; two three …"),
    ],
)
def test_long_texts_are_cut_after_a_clause_or_else_a_word(text: str, shown: str) -> None:
    assert brief(text, 16 if "." in text else 12) == shown
