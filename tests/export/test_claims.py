"""Every claim of a record as data, against what the record says and how pages say it."""

from __future__ import annotations

from typing import Any

from sphinx_atlas.export.claims import claims
from sphinx_atlas.views.values import PathError, value
from tests.records import whole_catalog
from tests.views.reading import few, good, vocabulary


def by_path(text: str) -> dict[str, dict[str, Any]]:
    """The claims of a record of a few lines."""
    return {claim["path"]: claim for claim in claims(few(text))}


def test_a_figure_has_its_number_and_its_quote() -> None:
    (claim,) = (claim for claim in claims(good()) if claim["path"] == "scale.peak_messages")
    assert claim == {
        "path": "scale.peak_messages",
        "value": "250,000 messages per second",
        "state": "sourced",
        "sources": ["scale-2024"],
        "quote": "250,000 messages a second",
        "figure": {"number": 250000, "dimension": "count", "unit": "messages", "per": "second", "kind": "peak"},
    }


def test_a_range_and_a_bound() -> None:
    found = by_path("scale: {a: 10-20 TB, b: < 99.5%}\n")
    assert found["scale.a"]["figure"] == {"number": 10 * 10**12, "upper": 20 * 10**12, "dimension": "bytes"}
    assert found["scale.b"]["figure"] == {"number": 99.5, "comparator": "<", "dimension": "percent"}


def test_states_are_told_apart() -> None:
    found = by_path(
        "guarantees:\n  - {name: per_key_order, source: a}\n  - {name: at_least_once, inferred: Why.}\n"
        "  - linearizability\n"
    )
    assert found["guarantees.per_key_order"]["state"] == "sourced"
    assert (found["guarantees.at_least_once"]["state"], found["guarantees.at_least_once"]["inferred"]) == (
        "inferred",
        "Why.",
    )
    assert found["guarantees.linearizability"]["state"] == "unsourced"
    assert found["scale"] == {"path": "scale", "value": None, "state": "not stated", "sources": []}
    assert found["planes.edge"]["state"] == "not stated"


def test_what_a_field_says_by_itself_is_its_own() -> None:
    found = by_path(
        "components:\n  - id: x\n    name: X\n    plane: edge\n    source: a\n    quote: all of X\n"
        "    technology: {value: Rust, source: b, as_of: 2024, historical: true}\n"
    )
    assert found["components.x"]["quote"] == "all of X"
    assert "quote" not in found["components.x.plane"]
    assert found["components.x.plane"]["sources"] == ["a"]
    technology = found["components.x.technology"]
    assert (technology["sources"], technology["as_of"], technology["historical"]) == (["b"], "2024", True)


def test_no_default_is_a_claim() -> None:
    found = by_path("components: [{id: x, name: X, plane: edge}, {id: y, name: Y, plane: edge, role: service}]\n")
    assert "components.x.role" not in found
    assert found["components.y.role"]["value"] == "service"
    assert "components.x.mechanisms" not in found


def test_items_are_known_by_name_and_by_number_where_names_do_not_tell() -> None:
    found = by_path(
        "components: [{id: x, name: X, plane: edge}, {id: y, name: Y, plane: edge}]\n"
        "flows: [{from: x, to: y, label: one}, {from: y, to: x, label: two}, {from: x, to: y, label: three}]\n"
        "incidents: [{name: St. Elmo}]\n"
    )
    labels = {path: claim["value"] for path, claim in found.items() if path.endswith(".label")}
    assert labels == {"flows.1.label": "one", "flows.y → x.label": "two", "flows.3.label": "three"}
    assert found["incidents.St Elmo"]["value"] == "St. Elmo"


def test_a_name_that_is_a_number_leads_to_nothing_else() -> None:
    found = claims(few("incidents: [{name: '2'}, {name: A}, {name: A}]\n"))
    named = {claim["path"]: claim["value"] for claim in found if claim["path"].startswith("incidents.")}
    assert named == {"incidents.1": "2", "incidents.2": "A", "incidents.3": "A"}


def test_what_is_written_in_short_is_whole() -> None:
    found = by_path("multi_region: {writes: region_pinned_by_guild}\ncloud_mapping: {x: GKE (verified)}\n")
    assert found["multi_region.writes"]["value"] == "region_pinned"
    assert found["multi_region.writes.detail"]["value"] == "by guild"
    assert found["cloud_mapping.x"]["value"] == "GKE"
    assert found["cloud_mapping.x.confidence"]["value"] == "verified"


def test_bookkeeping_is_no_claim() -> None:
    top = {claim["path"].partition(".")[0] for claim in claims(good())}
    assert not top & {"id", "name", "category", "sources", "confidence", "license", "unconfirmed"}


def test_each_path_is_one_and_leads_where_the_role_leads() -> None:
    catalog = whole_catalog()
    cases = [(good(), vocabulary()), *((record, catalog.vocabulary) for record in catalog.records.values())]
    for record, words in cases:
        found = claims(record)
        paths = [claim["path"] for claim in found]
        assert paths == sorted(set(paths)), record.id
        for path in (claim["path"] for claim in found if claim["state"] != "not stated"):
            try:
                value(record, words, path)
            except PathError as error:
                assert "is not one value" in str(error), (record.id, path)


def test_every_quote_of_a_record_is_exported() -> None:
    for record in (good(), *whole_catalog().records.values()):
        written = {entry.quote for entry in record.written_evidence() if entry.quote}
        assert written == {claim["quote"] for claim in claims(record) if "quote" in claim}, record.id
