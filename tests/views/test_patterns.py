"""The table of patterns and the mechanisms that carry them (rows 40 to 43 of the checklist)."""

from __future__ import annotations

from sphinx_atlas.views.diagrams.model import Ref
from tests.views.reading import few, rows, statements

PATTERNS = """
patterns:
  primary: {name: event_sourcing, source: a, how: All is a log.}
  overlays: [{name: sharding, source: b}, {name: fan_out, inferred: so}, cqrs]
  micro_patterns: [{name: outbox, source: a, how: First the log.}]
mechanisms:
  mandatory:
    - {name: p3_durable_log, source: a, how: Keeps all.}
    - {name: p11_cache, source: a}
  conditional:
    - {name: partitioning, source: b, when: above one node, how: By id.}
    - {name: p12_load_shedding, source: b, when: in storms}
"""


def test_a_pattern_has_a_row_with_what_it_requires() -> None:
    primary, sharding, fan_out, cqrs, whole = rows(few(PATTERNS), "patterns")
    assert list(primary.values()) == [
        ["primary: Event sourcing [1] | All is a log."],
        ["Durable log [1] | Keeps all."],
        ["—"],
        ["—"],
    ]
    assert list(sharding.values()) == [
        ["overlay: Sharding [2]"],
        ["—"],
        ["Partitioning [2] | above one node. By id."],
        ["—"],
    ]
    assert list(fan_out.values()) == [
        ["overlay: Fan-out (inferred)"],
        ["Publish and subscribe: not stated"],
        ["—"],
        ["—"],
    ]
    assert list(cqrs.values()) == [["overlay: CQRS (no source)"], ["—"], ["—"], ["—"]]
    assert list(whole.values()) == [
        ["Whole system"],
        ["Cache [1]"],
        ["Load shedding [2] | in storms"],
        ["Outbox [1] | First the log."],
    ]


def test_patterns_and_mechanisms_are_links() -> None:
    refs = {said.text: said.ref for said in statements(few(PATTERNS), "patterns") if said.ref}
    assert refs["Event sourcing"] == Ref("pattern", "event_sourcing")
    assert refs["Outbox"] == Ref("pattern", "outbox")
    assert refs["Durable log"] == Ref("mechanism", "p3_durable_log")
    assert refs["Load shedding"] == Ref("mechanism", "p12_load_shedding")


def test_a_mechanism_of_two_patterns_is_explained_once() -> None:
    record = few(
        "patterns: {primary: {name: sharding, source: a}, overlays: [{name: sharding, source: b}]}\n"
        "mechanisms: {mandatory: [{name: partitioning, source: a, how: By id.}]}\n"
    )
    first, second, whole = (row["Required mechanisms"] for row in rows(record, "patterns"))
    assert (first, second, whole) == (["Partitioning [1] | By id."], ["Partitioning [1]"], ["—"])


def test_every_use_of_a_mechanism_is_shown() -> None:
    uses = [{"name": "p11_cache", "how": "Here."}, {"name": "p11_cache", "how": "There."}, {"name": "no_such_thing"}]
    record = few(f"mechanisms: {{mandatory: {uses}, conditional: [{{name: p11_cache, when: late}}]}}\n")
    (whole,) = rows(record, "patterns")
    assert whole["Required mechanisms"] == [
        "Cache (no source) | Here.",
        "Cache (no source) | There.",
        "no such thing (no source)",
    ]
    assert whole["Optional mechanisms"] == ["Cache (no source) | late"]


def test_no_patterns_no_mechanisms_and_no_micro_patterns_are_not_stated() -> None:
    (whole,) = rows(few(""), "patterns")
    assert list(whole.values()) == [["Whole system"], *[["not stated"]] * 3]
    assert rows(few("patterns: {micro_patterns: [{name: outbox, source: a}]}\n"), "patterns")[0]["Micro-patterns"] == [
        "Outbox [1]"
    ]
    only_overlay, _whole = rows(few("patterns: {overlays: [{name: cqrs, source: a}]}\n"), "patterns")
    assert only_overlay["Pattern"] == ["overlay: CQRS [1]"]
