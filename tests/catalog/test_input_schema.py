"""The schema of what people write: it takes every record that is good, and refuses what the checker refuses."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sphinx_atlas.catalog.catalog import Catalog, bundled
from sphinx_atlas.catalog.evidence import RESERVED
from sphinx_atlas.catalog.input_schema import DIALECT, EVIDENCE, MODELINE, TERMS, input_schema
from sphinx_atlas.catalog.manifest import Profile
from sphinx_atlas.catalog.model import BOOKKEEPING, CaseStudy
from sphinx_atlas.catalog.reader import read_file, read_text
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.rules.check import check
from tests.mutations import structure
from tests.records import AS_OF, catalog_of, good_record, small_vocabulary

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = sorted(bundled().glob("case-studies/*/*.yaml"))
GOOD = good_record()


@cache
def validator(*, small: bool = False) -> Draft202012Validator:
    schema = input_schema(small_vocabulary() if small else default_vocabulary())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def errors(text: str) -> list[ValidationError]:
    """What the schema has against a record."""
    return sorted(
        validator(small=True).iter_errors(read_text(text, "r.yaml").data), key=lambda error: list(map(str, error.path))
    )


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, f"{old!r} stands {GOOD.count(old)} times"
    return GOOD.replace(old, new)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_bundled_record_is_valid(path: Path) -> None:
    assert [error.message for error in validator().iter_errors(read_file(path, path.name).data)] == []


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_bundled_record_names_its_schema_first(path: Path) -> None:
    assert path.read_text(encoding="utf-8").partition("\n")[0] == MODELINE


def test_the_good_record_and_those_of_the_documentation_are_valid() -> None:
    assert BUNDLED
    assert errors(GOOD) == []
    for name in ("case-studies/messaging/postcard.yaml", "quickstart.yaml"):
        data = read_file(ROOT / "docs/examples" / name, name).data
        assert [error.message for error in validator().iter_errors(data)] == [], name


def test_of_the_specifications_example_only_the_words_that_do_not_exist_are_refused() -> None:
    data = read_file(ROOT / "tests/fixtures/section-e.yaml", "section-e.yaml").data
    places = {".".join(map(str, error.absolute_path)) for error in validator().iter_errors(data)}
    assert places == {"patterns.primary", "multi_region.replication", "multi_region.ux_guarantees"}
    # The checker says the same of each: an alias, a mode that is none, and two unknown guarantees.
    codes = {
        problem.finding.code for problem in check(Catalog.load([ROOT / "tests/fixtures/section-e.yaml"]), as_of=AS_OF)
    }
    assert {"ATL207", "ATL214", "ATL204"} <= codes


PLAIN = [
    ("org: Ferry Labs, Inc.", "org: Ferry Labs, Inc."),
    ("  value: Group chat in which one", "  inferred: So it seems to us.\n  as_of: 2024\n  value: Group chat in which one"),
    ("{level: high, inferred: Each message is sent to every member of its group.}", "high"),
    ('concurrency: {value: "2M concurrent users", kind: session, source: scale-2024, quote: "two million concurrent users"}', 'concurrency: 2M concurrent users'),
    ('count: {value: 3, source: storage-2023, quote: "our three regions"}', "count: 3"),
    ("  strategy: Every group lives in the region of its founder.", "  strategy: {value: In the founder's region., source: [storage-2023, scale-2024], historical: true}"),
    ("{name: bounded_staleness_2s, scope: reads in another region, source: storage-2023}", "bounded_staleness(2s)"),
    ("{name: bounded_staleness_2s, scope: reads in another region, source: storage-2023}", "read_your_writes_in_region"),
    ("{name: pub_sub, how: Members subscribe to groups., source: scale-2024}", "{value: pub_sub, source: scale-2024}"),
    ("    mechanisms: [rate_limiting]", "    mechanisms: {value: [{value: rate_limiting, inferred: It answers 429.}], source: scale-2024}"),
    ("{mode: region_pinned, detail: by group}", "region_pinned_by_group"),
    ("  replication: async", "  replication: {value: async, source: storage-2023}"),
    ("{gcp: GKE, oss: Kubernetes, confidence: claimed, source: scale-2024}", "GKE (claimed)"),
    ("stressor_scores:\n", "stressor_scores:\n  inferred: We weigh them so.\n"),
    ("    when: 2022-05", "    when: 2022"),
    ("innovations:\n", "innovations_2020_2025:\n"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PLAIN, ids=[new[:30] for _, new in PLAIN])
def test_each_form_of_a_value_is_valid(old: str, new: str) -> None:
    text = changed(old, new)
    assert [error.message for error in errors(text)] == []
    assert not [finding for finding in catalog_of(text).findings if finding.code.startswith("ATL1")]


WRONG = [
    ("id: CS-FERRY-CHAT", "id: ferry", "id"),
    ("name: Ferry Chat\n", "", ""),
    ("category: messaging", "category: mesaging", "category"),
    ("also_in: [social-feeds]", "also_in: social-feeds", "also_in"),
    ("last_verified: 2025-11-15", "last_verified: 2025-11", "last_verified"),
    ("last_verified: 2025-11-15", "last_verified: 15.11.2025", "last_verified"),
    ("confidence: B\nconfidence_rationale", "confidence: D\nconfidence_rationale", "confidence"),
    ("org: Ferry Labs, Inc.", "org: {value: Ferry Labs, source: scale-2024}", "org"),
    ("stream: {level: high, inferred: Each", "strem: {level: high, inferred: Each", "planes_heat"),
    ("{level: low, inferred: Placement", "{level: mild, inferred: Placement", "planes_heat.control"),
    ("kind: session, source: scale-2024", "kind: sesion, source: scale-2024", "scale.concurrency"),
    ('"8B messages per day", source: scale-2024', '"8B messages per day", source: []', "scale.daily_messages"),
    ('"8B messages per day", source: scale-2024', '"8B messages per day", sourse: scale-2024', "scale.daily_messages"),
    ('value: "300 TB"', "value: very much", "scale.history"),
    ("topology: multi_region", "topology: many", "regions.topology"),
    ("{value: 0.9, inferred", "{value: 1.1, inferred", "stressor_scores.fanout"),
    ("name: per_key_order, scope: within a group", "name: per_kee_order, scope: within a group", "guarantees.0"),
    ("bounded_staleness_2s, scope", "per_key_order_2s, scope", "guarantees.1"),
    ("primary: {name: fan_out", "primary: {name: fan_in", "patterns.primary"),
    ("{name: partitioning, how", "{nam: partitioning, how", "mechanisms.mandatory.3"),
    ("{name: partitioning, how", "{name: partitions, how", "mechanisms.mandatory.3"),
    ("year: 2023", "year: 1492", "innovations.0.year"),
    ("plane: edge\n    role: gateway", "plane: edges\n    role: gateway", "components.1.plane"),
    ("    mechanisms: [rate_limiting]", "    mechanisms: [rate_limits]", "components.1.mechanisms"),
    ("consistency: bounded_staleness_2s", "consistency: mostly", "components.4.consistency"),
    ("    technology: Elixir\n", "    technologie: Elixir\n", "components.1"),
    ("label: publishes, mode: async", "label: publishes, mode: later", "flows.3.mode"),
    ("label: appends, mode: sync, critical: true", "label: appends, mode: sync, critical: 'yes'", "flows.2.critical"),
    ("{from: placer, to: groups", "{from: placer", "flows.4"),
    ("  replication: async", "  replication: eventual", "multi_region.replication"),
    ("name: hot_group", "name: Hot Group", "failures_top5.0.name"),
    ("    date: 2024-03-08", "    date: March 2024", "incidents.0.date"),
    ("oss: Kubernetes, confidence: claimed", "oss: Kubernetes, confidence: sure", "cloud_mapping.groups"),
    ("type: blog", "type: rumour", "sources.0.type"),
    ("    url: https://ferry-chat.org/engineering/messages\n", "", "sources.0"),
    ("    venue: QCon London 2024", "    source: scale-2024", "sources.1"),
    ("note: Only in a talk by somebody else", "source: Only in a talk by somebody else", "unconfirmed.0"),
    ("license: \"©", "licence: \"©", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "place"), WRONG, ids=[new[:40] or f"without {old[:30]}" for old, new, _ in WRONG]
)
def test_a_wrong_record_is_refused_where_it_is_wrong(old: str, new: str, place: str) -> None:
    text = changed(old, new)
    found = {".".join(map(str, error.absolute_path)) for error in errors(text)}
    # Of alternatives none of which fits, the error is that of the field.
    assert found
    assert [path for path in found if path != place and not place.startswith(f"{path}." if path else "")] == []
    assert check(catalog_of(text), as_of=AS_OF), "the checker finds nothing"


@pytest.mark.no_cover
@pytest.mark.parametrize("seeds", [range(40), range(40, 80)], ids=str)
def test_what_the_schema_refuses_the_checker_refuses_too(seeds: range) -> None:
    for seed in seeds:
        text = structure(GOOD, Random(seed)).decode()
        if read_text(text, "r.yaml").data is None:
            continue
        found = check(catalog_of(text), as_of=AS_OF, profile=Profile.STRICT)
        if refused := errors(text):
            assert found, (seed, refused[0].message)
        else:
            shape = [
                str(problem)
                for problem in found
                if problem.finding.code.startswith("ATL1") and problem.finding.code < "ATL110"
            ]
            # That a text with digits in it is no figure is more than a schema can know.
            assert [said for said in shape if "is not a figure" not in said] == [], seed


def test_the_words_are_those_of_the_vocabulary_and_of_no_other() -> None:
    schema = input_schema(small_vocabulary())
    for kind in set(TERMS.values()):
        words = schema["$defs"][kind.value]
        words = words["anyOf"][0] if kind is TermKind.GUARANTEE else words
        terms = small_vocabulary().of(kind)
        assert words["enum"] == [term.id for term in terms]
        assert [said.partition(":")[0] for said in words["enumDescriptions"]] == [term.name for term in terms]


def test_what_the_models_say_is_what_the_schema_says() -> None:
    schema = input_schema(small_vocabulary())
    wanted = {info.alias or name: info.description for name, info in CaseStudy.model_fields.items() if info.description}
    assert wanted == {key: schema["properties"][key]["description"] for key in wanted}
    assert schema["$defs"]["Component"]["properties"]["description"]["description"] == "What it does, in our words."
    assert schema["$defs"]["Writes"]["description"] == "Where a write is accepted."


def test_evidence_may_stand_everywhere_but_on_bookkeeping() -> None:
    schema = input_schema(small_vocabulary())
    assert EVIDENCE.keys() == RESERVED.keys()
    assert not EVIDENCE.keys() & schema["properties"].keys()
    bookkeeping = json.dumps([schema["properties"][name] for name in BOOKKEEPING])
    assert not [key for key in EVIDENCE if f"#/$defs/{key}" in bookkeeping]
    for name in set(schema["properties"]) - BOOKKEEPING:
        reached = json.dumps(
            [schema["properties"][name], [schema["$defs"][used] for used in _used(schema["properties"][name])]]
        )
        assert "#/$defs/source" in reached, name


def _used(schema: Any) -> set[str]:
    return {part.partition('"')[0] for part in json.dumps(schema).split("#/$defs/")[1:]}


def test_an_editor_is_given_nothing_to_fill_in() -> None:
    schema = input_schema(default_vocabulary())
    assert schema["$schema"] == DIALECT
    keywords = set(_keywords(schema))
    assert not keywords & {"default", "examples", "title", "const"}
    assert MODELINE.startswith("# yaml-language-server: $schema=https://")


def _keywords(schema: Any) -> list[str]:
    """The keywords of a schema; what stands under ``properties`` and ``$defs`` are names."""
    found = []
    for key, value in schema.items():
        found.append(key)
        inner = value.values() if key in ("properties", "$defs") else value if isinstance(value, list) else [value]
        found += [word for part in inner if isinstance(part, dict) for word in _keywords(part)]
    return found


def test_the_same_vocabulary_gives_the_same_schema() -> None:
    assert json.dumps(input_schema(default_vocabulary())) == json.dumps(input_schema(default_vocabulary()))
