"""What the model refuses: each finding at its key or value, in words that say how to mend it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_atlas.catalog.finding import did_you_mean, nearest, shorten
from sphinx_atlas.catalog.manifest import Manifest, Severity
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.schema import validate

HEAD = "id: CS-X\nname: X\ncategory: messaging\n"


def refused(text: str) -> tuple[CaseStudy | None, list[tuple[str, int, int, str]]]:
    """The record, and each finding; lines count from behind the three that every record needs."""
    record, findings = read_record(read_text(HEAD + text, "x.yaml"))
    return record, [(f.code, f.line - 3, f.column, f.message) for f in findings]


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        # misspelt keys, at the key
        ("compnents: []", "ATL101", 1, "unknown key 'compnents'; did you mean 'components'?"),
        ("Org: X", "ATL101", 1, "unknown key 'Org'; did you mean 'org'?"),
        ("source: s", "ATL101", 1, "unknown key 'source'; did you mean 'sources'?"),
        ("zzz: 1", "ATL101", 1, "unknown key 'zzz'; remove it"),
        ("regions: {topolgy: multi_region}", "ATL101", 11, "unknown key 'topolgy'; did you mean 'topology'?"),
        ("scale: {a: {value: 5, kidn: peak}}", "ATL101", 23, "unknown key 'kidn'; did you mean 'kind'?"),
        ("capacity_planning: {e: {a: {value: 5, kidn: peak}}}", "ATL101", 39, "unknown key 'kidn'; did you mean 'kind'?"),
        ("planes_heat: {egde: high}", "ATL101", 15, "unknown key 'egde'; did you mean 'edge'?"),
        ("planes_heat: {egde: {level: high, source: s}}", "ATL101", 15, "unknown key 'egde'; did you mean 'edge'?"),
        ("planes_heat: {edge: {levl: high, level: low}}", "ATL101", 22, "unknown key 'levl'; did you mean 'level'?"),
        ("backpressure: {caps: [{name: x, limt: 5}]}", "ATL101", 33, "unknown key 'limt'; did you mean 'limit'?"),
        ("multi_region: {variants: [{name: x, detial: y}]}", "ATL101", 37, "unknown key 'detial'; did you mean 'detail'?"),
        # keys of evidence are known where something is claimed
        ("guarantees: [{name: x, sorce: s}]", "ATL101", 24, "unknown key 'sorce'; did you mean 'source'?"),
        ("summary: {value: x, qoute: q}", "ATL101", 21, "unknown key 'qoute'; did you mean 'quote'?"),
        ("summary: {vlaue: x, source: s}", "ATL101", 11, "unknown key 'vlaue'; did you mean 'value'?"),
        ("also_in: {value: [a], sorce: s}", "ATL101", 23, "unknown key 'sorce'; did you mean 'source'?"),
        ("regions: {topology: {value: multi_region, infered: x}}", "ATL101", 43, "unknown key 'infered'; did you mean 'inferred'?"),
        ("sources: [{type: blog, title: T, url: u, sorce: s}]", "ATL101", 42, "unknown key 'sorce'"),
        # missing keys, at what they are missing in
        ("components: [{id: a, plane: edge}]", "ATL102", 14, "key 'name' is missing here (in components); add it"),
        ("scale: {a: {kind: peak}}", "ATL102", 12, "key 'value' is missing here (in scale.a); add it"),
        # another type
        ("org: 5", "ATL103", 6, "org: must be text, not a number (5); put it in quotes"),
        ("org: true", "ATL103", 6, "org: must be text, not true or false (True); put it in quotes"),
        ("org: [x]", "ATL103", 6, "org: must be text, not a list"),
        ("org: {a: b}", "ATL103", 6, "org: must be text, not a mapping"),
        ("also_in: [a, 1.5]", "ATL103", 14, "also_in, item 2: must be text, not a number (1.5); put it in quotes"),
        ("also_in: games", "ATL103", 10, "also_in: must be a list, not text (games); write lines that begin with '- '"),
        ("also_in:", "ATL103", 1, "also_in: must be a list, not nothing; write it, or remove the key"),
        ("scale: [5]", "ATL103", 8, "scale: must be a mapping, not a list; write lines of the form 'key: value'"),
        ("regions: here", "ATL103", 10, "regions: must be a mapping, not text (here); write lines of the form 'key: value'"),
        ("sources: [u]", "ATL103", 11, "sources, item 1: must be a mapping, not text (u); write lines of the form 'key: value'"),
        ("guarantees: [5]", "ATL103", 14, "guarantees, item 1: must be text, not a number (5); put it in quotes"),
        ("guarantees: [[a]]", "ATL103", 14, "guarantees, item 1: must be text, not a list"),
        ("multi_region: {writes: 5}", "ATL103", 24, "writes: must be text, not a number (5); put it in quotes"),
        ("flows: [{from: a, to: b, critical: yes}]", "ATL103", 36, "critical: must be true or false, not text (yes)"),
        ("innovations: [{name: x, year: soon}]", "ATL103", 31, "year: must be a whole number, not text (soon)"),
        ("innovations: [{name: x, year: 2020.5}]", "ATL103", 31, "year: must be a whole number, not a number (2020.5)"),
        ("stressor_scores: {geo: high}", "ATL103", 24, "geo: must be a number, not text (high)"),
        ("confidence: 5", "ATL103", 13, "confidence: must be one of A, B, C, not a number (5)"),
        # not in the list
        ("confidence: A+", "ATL104", 13, "confidence: 'A+' is none of A, B, C; did you mean 'A'?"),
        ("planes_heat: {edge: hihg}", "ATL104", 21, "edge: 'hihg' is none of low, medium, high; did you mean 'high'?"),
        (
            "regions: {topology: everywhere}",
            "ATL104",
            21,
            "topology: 'everywhere' is none of single_region, multi_zone, multi_region, global_edge",
        ),
        # not allowed
        ("last_verified: 2023-02-30", "ATL105", 16, "last_verified: '2023-02-30' is not in the calendar: correct its year, month or day"),
        ("last_verified: 2023", "ATL105", 16, "last_verified: '2023' is not a whole date: write YYYY-MM-DD"),
        (
            "incidents: [{name: x, date: 2023-3-6}]",
            "ATL105",
            29,
            "date: '2023-3-6' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, such as 2023-03-06",
        ),
        (
            "scale: {a: many}",
            "ATL105",
            12,
            "a: 'many' is not a figure: write a number with its unit, such as '2.3M queries per second' or '< 60 s'",
        ),
        ("scale: {a: [5]}", "ATL105", 12, "a: must be a number with its unit, as text"),
        ("scale: {a: true}", "ATL105", 12, "a: must be a number with its unit, as text"),
        ("stressor_scores: {geo: 1.1}", "ATL105", 24, "geo: must be at most 1, not a number (1.1)"),
        ("stressor_scores: {geo: -1}", "ATL105", 24, "geo: must be at least 0, not a number (-1)"),
        ("stressor_scores: {geo: nan}", "ATL105", 24, "geo: must be at most 1, not text (nan)"),
        ("innovations: [{name: x, year: 1900}]", "ATL105", 31, "year: must be at least 1960, not a number (1900)"),
        (
            "failures_top5: [{name: Hot Group}]",
            "ATL105",
            24,
            "name: 'Hot Group' is not of the form lower_case: small letters, digits, '_' and '-'",
        ),
        # two names of one key
        (
            "innovations: [a]\ninnovations_2020_2025: [b]",
            "ATL005",
            1,
            "key 'innovations_2020_2025' is another name of 'innovations', which stands at line 4; keep one",
        ),
        (
            "innovations_2020_2025: [b]\ninnovations: [a]",
            "ATL005",
            1,
            "key 'innovations_2020_2025' is another name of 'innovations', which stands at line 5; keep one",
        ),
    ],
)  # fmt: skip
def test_a_finding_stands_at_its_place_and_says_what_to_do(text: str, code: str, column: int, message: str) -> None:
    _, findings = refused(text)
    line = 2 if text.startswith("innovations: [a]") else 1
    assert [finding[:3] for finding in findings] == [(code, line, column)]
    assert findings[0][3].startswith(message)
    assert findings[0][3] == message or code == "ATL101"


def test_the_specifications_name_of_innovations_is_read() -> None:
    record, findings = refused("innovations_2020_2025:\n  - X\n  - 5\n")
    assert record is not None
    assert [innovation.name for innovation in record.innovations] == ["X"]
    assert [finding[:3] for finding in findings] == [("ATL103", 3, 5)]
    assert record.innovations[0].mark() == (5, 5)


def test_every_problem_is_found_in_one_run_and_the_rest_is_read() -> None:
    record, findings = refused(
        "orgg: X\n"
        "confidence: Z\n"
        "also_in: [1, games, [x], maps]\n"
        "scale: {a: many, b: 5 nodes, c: {value: many, kind: peak}}\n"
        "guarantees: [5, total_order, {scope: x}, {name: read_committed, scope: [x]}]\n"
        "flows: [{form: a, to: b}, {from: a, to: b, mode: {x: y}}, {}]\n"
        "backpressure: {caps: [{limit: 5}, one, {name: two, limit: none}]}\n"
        "planes_heat: {egde: hihg, edge: high}\n"
    )
    assert len(findings) == 18
    assert record is not None
    assert record.also_in == ["games", "maps"]
    assert list(record.scale) == ["b"]
    assert [(guarantee.name, guarantee.mark()[1]) for guarantee in record.guarantees] == [
        ("total_order", 17), ("read_committed", 42),
    ]  # fmt: skip
    assert [(flow.from_, flow.mark()[1]) for flow in record.flows] == [("a", 27)]
    assert record.backpressure is not None
    assert [cap.name for cap in record.backpressure.caps] == ["one", "two"]
    assert list(record.planes_heat) == ["edge"]


@pytest.mark.parametrize(
    "text",
    [
        "components: [{id: a, name: A, plane: egde}]",
        "components: [{id: a, name: A}]",
        "sources: [{type: blgo, title: T, url: u}]",
        "scale_tiers: [{id: 'a b', name: A}]",
        "id: 5",
    ],
)
def test_without_a_part_that_others_refer_to_there_is_no_record(text: str) -> None:
    start = "name: X\ncategory: messaging\n"
    record, findings = read_record(read_text(start + (text if "id: 5" in text else f"id: CS-X\n{text}"), "x.yaml"))
    assert record is None
    assert len(findings) == 1


def test_an_identity_is_demanded_and_nothing_else() -> None:
    record, findings = read_record(read_text("org: X\n", "x.yaml"))
    assert record is None
    assert [finding.message for finding in findings] == [
        f"key '{key}' is missing here; add it" for key in ("id", "name", "category")
    ]
    assert refused("") == (read_record(read_text(HEAD, "x.yaml"))[0], [])


@pytest.mark.parametrize("id_", ["CS-X", "CS-X-2", "CS-A1-B2-C3"])
def test_an_id_of_the_form(id_: str) -> None:
    assert read_record(read_text(HEAD.replace("CS-X", id_), "x.yaml"))[1] == []


@pytest.mark.parametrize("id_", ["CS-", "CS-x", "cs-X", "X", "CS-X-", "CS--X", "CS-É", "'CS-X '", '"CS-X\\n"'])
def test_an_id_of_another_form(id_: str) -> None:
    record, (finding,) = read_record(read_text(HEAD.replace("CS-X", id_), "x.yaml"))
    assert record is None
    assert (finding.code, finding.line, finding.column) == ("ATL105", 1, 5)
    assert "CS-ORG or CS-ORG-PRODUCT" in finding.message


def test_names_from_the_file_are_cut_short() -> None:
    long = "k" * 500
    _, findings = refused(
        f"{long}: 1\nscale: {{{long}: many}}\nconfidence: {long}\n{long}b: [{{}}]\nregions: {{{long}: 1}}\n"
    )
    assert len(findings) == 5
    assert all(len(finding[3]) < 300 for finding in findings)


def test_a_manifest_knows_no_evidence() -> None:
    data = read_text(
        "profil: strict\nsorce: x\nlimits: {stale_days: 99999999, source_years: 0}\nseverities: {ATL301: eror}\n", "x"
    ).data
    assert data is not None
    manifest, findings = validate(Manifest, data, "x")
    assert manifest is not None
    assert sorted(finding.message for finding in findings) == [
        "ATL301: 'eror' is none of error, warning, info, off; did you mean 'error'?",
        "source_years: must be at least 1, not a number (0)",
        "stale_days: must be at most 36500, not a number (99999999)",
        "unknown key 'profil'; did you mean 'profile'?",
        "unknown key 'sorce'; known: name, description, license, url, report_url, removal_url, profile, severities, limits, targets",
    ]


def test_severities_are_weighed() -> None:
    assert [severity.weight for severity in Severity] == [3, 2, 1, 0]


# --- the words of messages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("compnents", ["components", "confidence"], "; did you mean 'components'?"),
        ("CS-slack", ["CS-SLACK", "CS-STACK"], "; did you mean 'CS-SLACK'?"),
        ("zzz", ["a", "b"], "; known: a, b"),
        ("zzz", [str(n) for n in range(13)], ""),
        ("zzz", [], ""),
        ("x" * 10_000_000, ["a"], "; known: a"),
    ],
    ids=range(6),
)
def test_what_may_have_been_meant(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_the_nearest_word_does_not_hang_on_the_order() -> None:
    words = ["edge", "Edge", "wedge", "ledge"]
    assert {nearest("dege", order) for order in (words, words[::-1], sorted(words))} == {nearest("dege", words)}


def test_a_text_is_shortened_on_one_line() -> None:
    assert shorten("a\n b\tc") == "a b c"
    assert shorten("x" * 100, 10) == "x" * 9 + "…"
    assert len(shorten("x y " * 10_000_000)) == 60


# --- anything ------------------------------------------------------------------------------------------------------

_KEYS = st.sampled_from(
    sorted({*CaseStudy.model_fields, "value", "source", "quote", "inferred", "name", "from", "limit", "x", "edge"})
)
_DATA = st.recursive(
    st.sampled_from(["5", "x", "5 ms", "true", "~", "''", "[]", "{}", "2023-01", "1.5", "edge", "-1", "CS-X"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(_KEYS, inner, max_size=4).map(
            lambda entries: "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
        ),
    ),
    max_leaves=15,
)


@pytest.mark.no_cover
@settings(deadline=None, max_examples=300)
@given(st.dictionaries(_KEYS, _DATA, max_size=5))
def test_any_data_is_read_or_refused(data: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in data.items())
    record, findings = read_record(read_text(text if "id" in data else HEAD + text, "x.yaml"))
    assert record is not None or findings
    for finding in findings:
        assert 1 <= finding.line <= text.count("\n") + 4
        assert "\n" not in finding.message
    if record is not None:
        assert all(part.mark() for part in record.parts())
        assert all(evidence.marks for evidence in record.written_evidence())
