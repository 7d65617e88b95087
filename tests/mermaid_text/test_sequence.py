"""Sequences as text."""

from __future__ import annotations

from sphinx_atlas.mermaid import escape, to_mermaid
from sphinx_atlas.views.diagrams.model import Alternatives, Branch, Message, Participant, Remark, Sequence
from tests.mermaid.samples import diagram

PARTICIPANTS = (
    Participant("client", "Client"),
    Participant("edge", "Edge (Admission)"),
    Participant("state", "State (Pool)"),
)


def test_a_ladder() -> None:
    inner = Alternatives(
        (
            Branch("Pool exhausted", (Message("edge", "client", "504 Timeout", reply=True),)),
            Branch("Pool available", (Message("edge", "client", "200 OK", reply=True),)),
        )
    )
    outer = Alternatives(
        (
            Branch("Over limit", (Message("edge", "client", "429 Too Many", reply=True),)),
            Branch(
                "Under limit", (Message("edge", "state", "Query; #1"), Remark(("edge", "state"), "100 conns"), inner)
            ),
        )
    )
    steps = (Remark(("edge",), "Rate limit: 50/s"), Message("client", "edge", "Request"), outer)
    assert to_mermaid(diagram(Sequence(PARTICIPANTS, steps))) == (
        """\
sequenceDiagram
  accTitle: A title
  accDescr: A description.
  participant p_client as Client
  participant p_edge as Edge (Admission)
  participant p_state as State (Pool)
  Note over p_edge: Rate limit: 50/s
  p_client->>p_edge: Request
  alt Over limit
    p_edge-->>p_client: 429 Too Many
  else Under limit
    p_edge->>p_state: Query#59; #35;1
    Note over p_edge,p_state: 100 conns
    alt Pool exhausted
      p_edge-->>p_client: 504 Timeout
    else Pool available
      p_edge-->>p_client: 200 OK
    end
  end
"""
    )


def test_a_note_spans_from_its_first_column_to_its_last() -> None:
    text = to_mermaid(diagram(Sequence(PARTICIPANTS, (Remark(("client", "edge", "state"), "x"),))))
    assert text.endswith("  Note over p_client,p_state: x\n")


def test_alternatives_without_branches_are_nothing() -> None:
    assert to_mermaid(diagram(Sequence(PARTICIPANTS, (Alternatives(()),)))).endswith("State (Pool)\n")


def test_a_sequence_has_no_links() -> None:
    body = diagram(Sequence(PARTICIPANTS, ()))
    assert to_mermaid(body, {"client": ("#x", "y")}) == to_mermaid(body)


def test_a_unit_and_a_mark_stay_with_what_they_belong_to() -> None:
    shown = escape.note("timeout: Default deadline of queries and reads, 3600 s [21]")
    assert shown.split(escape.BREAK)[-1].endswith("3600 s [21]")
