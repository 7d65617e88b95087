"""Evidence: taken out of the data before the model sees it, inherited by what has none, quotes by nobody."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.dates import PartialDate
from sphinx_atlas.catalog.evidence import NO_EVIDENCE, Claim, Evidence, State, split
from sphinx_atlas.catalog.finding import Mark
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.tree import Mapping

Found = list[tuple[str, str, Mark]]


def taken(text: str) -> tuple[Mapping, Found]:
    """The data of a text without its evidence, and what was reported."""
    data = read_text(text, "x.yaml").data
    assert data is not None
    found: Found = []
    split(data, lambda code, message, mark: found.append((code, message, mark)))
    return data, found


# --- one evidence under another ------------------------------------------------------------------------------------

PARENT = Evidence(sources=("a", "b"), quote="ten", as_of=PartialDate(2022), historical=True)


def test_what_has_no_evidence_inherits_all_but_the_quote() -> None:
    assert NO_EVIDENCE.under(PARENT.handed_down()) == Evidence(
        ("a", "b"), None, None, PartialDate(2022), historical=True
    )
    assert NO_EVIDENCE.under(NO_EVIDENCE) == NO_EVIDENCE


@pytest.mark.parametrize(
    ("own", "state"),
    [(Evidence(sources=("c",)), State.SOURCED), (Evidence(inferred="It follows."), State.INFERRED)],
)
def test_own_evidence_replaces_source_and_reason_together(own: Evidence, state: State) -> None:
    merged = own.under(PARENT)
    assert (merged.sources, merged.inferred, merged.state) == (own.sources, own.inferred, state)
    assert (merged.as_of, merged.historical) == (PartialDate(2022), True)


def test_partial_evidence_is_completed() -> None:
    dated = Evidence(quote="five", as_of=PartialDate(2024)).under(PARENT)
    assert (dated.sources, dated.quote, dated.as_of) == (("a", "b"), "five", PartialDate(2024))
    under_a_reason = Evidence(quote="five").under(Evidence(inferred="It follows."))
    assert (under_a_reason.state, under_a_reason.sources) == (State.INFERRED, ())


def test_nothing_without_a_quote_is_copied() -> None:
    plain = Evidence(sources=("a",))
    assert plain.handed_down() is plain


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_what_has_no_value_is_not_stated(value: object) -> None:
    assert Claim(value, PARENT).state is State.NOT_STATED
    assert Claim(0, PARENT).state is State.SOURCED
    assert Claim(False).state is State.UNSOURCED


def test_marks_are_no_part_of_what_evidence_says() -> None:
    assert Evidence(("a",), marks={"source": Mark(1, 1)}) == Evidence(("a",), marks={"source": Mark(9, 9)})


# --- taking it out -------------------------------------------------------------------------------------------------


def test_every_key_of_evidence_is_read() -> None:
    data, found = taken(
        "a: {value: 5, source: [s, t], quote: ' five ', as_of: 2023-03, historical: true}\n"
        "b:\n"
        "  name: B\n"
        "  inferred: It follows.\n"
    )
    assert found == []
    assert data == {"a": 5, "b": {"name": "B"}}
    assert data.claimed["a"] == Evidence(("s", "t"), "five", None, PartialDate(2023, 3), historical=True)
    assert data.claimed["a"].marks["quote"] == Mark(1, 38)
    assert data.claimed["b"] == Evidence(inferred="It follows.")
    assert data.claimed["b"].marks == {"inferred": Mark(4, 13)}
    assert data.values_at["a"] == Mark(1, 12)


def test_items_of_lists_and_values_that_are_lists() -> None:
    data, found = taken("a: {value: [x, {value: y, source: t}], source: s}\nb: [plain, {name: z, source: s}]")
    assert found == []
    assert data == {"a": ["x", "y"], "b": ["plain", {"name": "z"}]}
    assert data.claimed["a"].sources == ("s",)
    assert data["a"].claimed == {1: Evidence(("t",))}
    assert data["b"].claimed == {1: Evidence(("s",))}


def test_a_mapping_with_more_than_a_value_stays_a_mapping() -> None:
    data, _ = taken("a: {value: 5, kind: peak, source: s}")
    assert data == {"a": {"value": 5, "kind": "peak"}}
    assert data.claimed["a"].sources == ("s",)


def test_of_a_value_in_a_value_the_inner_evidence_counts() -> None:
    data, found = taken("a: {value: {value: 5, source: inner}, source: outer, as_of: 2020}")
    assert (data, found) == ({"a": 5}, [])
    assert data.claimed["a"] == Evidence(("inner",), as_of=PartialDate(2020))
    data, _ = taken("a: {value: {value: 5, quote: five}}")
    assert data.claimed["a"] == Evidence(quote="five")


def test_an_alias_shares_its_evidence() -> None:
    data, found = taken("a: &x {value: 5, source: s}\nb: [*x, *x]\nc: &y {name: n, source: t}\nd: *y")
    assert found == []
    assert data == {"a": 5, "b": [5, 5], "c": {"name": "n"}, "d": {"name": "n"}}
    assert data.claimed["a"] == data["b"].claimed[0] == data["b"].claimed[1] == Evidence(("s",))
    assert data.claimed["d"] == Evidence(("t",))


def test_at_the_top_the_keys_stay_for_the_model_to_refuse() -> None:
    data, found = taken("source: s\na: {quote: x, value: 1}")
    assert data == {"source": "s", "a": 1}
    assert found == []


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        ("source: ", "must be the id of one of the record's sources"),
        ("source: 5", "must be the id"),
        ("source: []", "or a list of such ids"),
        ("source: [a, 5]", "must be the id"),
        ("source: {a: b}", "must be the id"),
        ("source: ''", "must be the id"),
        ("quote: 5", "put it in quotes if it looks like a number"),
        ("quote: ' '", "must be text that is not empty"),
        ("inferred: true", "must be text"),
        ("inferred: [a]", "must be text"),
        ("as_of: 2023-3", "is not a date: write YYYY"),
        ("as_of: 2023-02-30", "is not in the calendar"),
        ("as_of: ", "is not a date"),
        ("historical: yes", "must be true or false"),
        ("historical: 1", "must be true or false"),
    ],
)
def test_evidence_that_cannot_be_read_is_reported_and_left_out(evidence: str, says: str) -> None:
    data, found = taken(f"a: {{value: 5, {evidence}}}")
    ((code, message, mark),) = found
    key, _, value = evidence.partition(": ")
    assert code == "ATL011"
    assert message.startswith(f"{key}: ")
    assert says in message
    assert mark == (Mark(1, 15 + len(key) + 2) if value else Mark(1, 15))
    assert data == {"a": 5}
    assert data.claimed["a"] == NO_EVIDENCE


@pytest.mark.parametrize("text", ["a: {source: s}", "a: {b: {inferred: why, quote: x}}"])
def test_evidence_for_nothing_is_reported(text: str) -> None:
    data, found = taken(text)
    ((code, message, mark),) = found
    assert code == "ATL011"
    assert "write what it is about" in message
    assert mark == Mark(1, text.rindex("{") + 1)
    assert data in ({}, {"a": {}})


def test_evidence_for_nothing_in_a_list_keeps_the_places_of_the_others() -> None:
    data, found = taken("a: [{source: s}, {value: 5, source: t}]")
    assert [code for code, _, _ in found] == ["ATL011"]
    assert data["a"] == [{}, 5]
    assert data["a"].claimed[1] == Evidence(("t",))
