"""Parts of a record: where each stands in its file, and what stands behind it, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sphinx_atlas.catalog.evidence import State
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.parts import Figure, Kind, Part
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.sections import Plane
from tests.records import good_record, read

HEAD = "id: CS-X\nname: X\ncategory: messaging\n"


def record(text: str) -> CaseStudy:
    return read(HEAD + text)


def sources(part: Part, field: str | None = None) -> tuple[str, ...]:
    """What stands behind a part or one of its fields."""
    return (part.field(field) if field else part.claim).evidence.sources


def test_a_shorthand_and_its_long_form_are_the_same() -> None:
    short, long = record("guarantees: [total_order]\n"), record("guarantees: [{name: total_order}]\n")
    assert short.guarantees[0].name == long.guarantees[0].name == "total_order"
    assert (short.guarantees[0].mark(), short.guarantees[0].mark("name")) == ((4, 14), (4, 14))
    assert (long.guarantees[0].mark(), long.guarantees[0].mark("name")) == ((4, 14), (4, 21))


def test_a_shorthand_with_evidence() -> None:
    (guarantee,) = record("guarantees: [{value: total_order, source: s, quote: q}]\n").guarantees
    assert guarantee.name == "total_order"
    assert sources(guarantee) == sources(guarantee, "name") == ("s",)
    assert guarantee.evidence.quote == "q"


def test_evidence_is_inherited_field_by_field() -> None:
    found = record(
        "multi_region:\n"
        "  source: s\n"
        "  writes: region_pinned_by_guild\n"
        "  replication: {value: async, source: t}\n"
        "  failover: {mode: manual, detail: {value: by hand, inferred: Nobody says.}}\n"
        "  rpo: {value: 30 s, quote: thirty seconds}\n"
        "  variants: [{name: V, replication: sync}]\n"
    ).multi_region
    assert found is not None
    assert found.writes is not None
    assert found.replication is not None
    assert found.failover is not None
    assert found.rpo is not None
    assert (found.writes.mode, found.writes.detail) == ("region_pinned", "by guild")
    assert sources(found.writes) == sources(found.writes, "detail") == ("s",)
    assert sources(found.replication) == ("t",)
    assert sources(found.failover, "mode") == ("s",)
    assert found.failover.field("detail").state is State.INFERRED
    assert (sources(found.rpo), found.rpo.evidence.quote) == (("s",), "thirty seconds")
    assert found.field("rto").state is State.NOT_STATED
    assert sources(found.variants[0].replication or found) == ("s",)
    assert [evidence.sources for evidence in found.written_evidence()] == [("t",), (), ("s",)]


def test_a_quote_is_never_handed_down() -> None:
    component = record(
        "components: [{id: a, name: A, plane: edge, source: s, quote: five nodes, facts: {nodes: 5 nodes}}]\n"
    ).components[0]
    assert component.evidence.quote == "five nodes"
    assert component.facts["nodes"].evidence.quote is None
    assert sources(component.facts["nodes"]) == ("s",)


def test_mappings_of_parts_know_their_keys() -> None:
    found = record("planes_heat:\n  source: s\n  edge: high\n  state: {level: low, source: t}\n").planes_heat
    assert [(heat.key, heat.path) for heat in found.values()] == [
        ("edge", ("planes_heat", "edge")), ("state", ("planes_heat", "state")),
    ]  # fmt: skip
    assert sources(found[Plane.EDGE]) == ("s",)
    assert sources(found[Plane.STATE]) == ("t",)
    assert found[Plane.EDGE].mark() == (6, 9)


def test_figures_that_a_tier_does_not_name_are_bound_too() -> None:
    tier = record(
        "capacity_planning:\n  state_tier:\n    source: s\n    partitions: 1,024\n"
        "    rps_per_node: {value: 50k, source: t, quote: 50k each}\n"
    ).capacity_planning["state_tier"]
    assert list(tier.figures()) == ["partitions", "rps_per_node"]
    extra = tier.figures()["rps_per_node"]
    assert (extra.key, extra.mark(), sources(extra)) == ("rps_per_node", (8, 27), ("t",))
    assert (extra.quantity.per, extra.quantity.number) == ("node", Decimal(50_000))
    assert sources(tier.figures()["partitions"]) == ("s",)
    assert extra in list(tier.children())


def test_from_is_a_key_like_any_other() -> None:
    (flow,) = record("flows: [{from: {value: a, source: s}, to: b}]\n").flows
    assert (flow.from_, flow.critical) == ("a", False)
    assert flow.mark("from_") == (4, 24)
    assert flow.field("from_").evidence.sources == ("s",)
    assert flow.field("to").state is State.UNSOURCED


def test_a_place_inside_a_list_of_plain_values() -> None:
    found = record("also_in:\n  - games\n  - {value: maps}\norg: Org\n")
    assert (found.mark("also_in"), found.mark("also_in", 0), found.mark("also_in", 1)) == ((5, 3), (5, 5), (6, 13))
    assert found.mark("also_in", 9) == (5, 3)
    assert found.mark("org", 0) == (7, 6)
    assert found.mark("summary") == found.mark() == (1, 1)


def test_written_or_not() -> None:
    found = record("org: ''\nalso_in: []\nattribution:\nregions: {topology: multi_region}\n")
    assert [found.is_written(name) for name in ("org", "also_in", "attribution", "license", "regions")] == [
        False
    ] * 4 + [True]
    assert [found.has_key(name) for name in ("org", "also_in", "attribution", "license")] == [True] * 3 + [False]
    assert found.valueless() == ["also_in", "org", "attribution"]


def test_a_value_that_was_refused_is_not_lacking() -> None:
    found, findings = read_record(read_text(HEAD + "also_in: [5]\norg: [x]\n", "x.yaml"))
    assert found is not None
    assert len(findings) == 2
    assert found.valueless() == []


def test_a_part_that_comes_from_no_file() -> None:
    figure = Figure(value="5 ms")  # type: ignore[arg-type]
    assert (figure.key, figure.path, figure.mark(), figure.mark("value")) == ("", (), (1, 1), (1, 1))
    assert figure.claim.state is State.UNSOURCED
    assert Figure(value=figure.value).value is figure.value
    assert not figure.has_key("value")
    assert figure.valueless() == []
    assert list(figure.written_evidence()) == []


@pytest.mark.parametrize(
    ("text", "service", "confidence"),
    [
        ("Cloudflare (claimed)", "Cloudflare", "claimed"),
        ("GCP  GKE (not sure)", "GCP  GKE", "not sure"),
        ("A (b) (c)", "A (b)", "c"),
        ("Self-managed Cassandra", "Self-managed Cassandra", None),
        ("(claimed)", "(claimed)", None),
        ("A (b", "A (b", None),
        ("A ()", "A ()", None),
        ("A (b) c", "A (b) c", None),
    ],
)
def test_a_cloud_service_and_its_confidence(text: str, service: str, confidence: str | None) -> None:
    entry = record(f"cloud_mapping: {{edge: '{text}'}}\n").cloud_mapping["edge"]
    assert (entry.service, entry.confidence, entry.key) == (service, confidence, "edge")


@pytest.mark.parametrize(
    ("text", "mode", "detail", "known"),
    [
        ("region_pinned", "region_pinned", None, True),
        ("region_pinned_by_guild_id", "region_pinned", "by guild id", True),
        ("{mode: region_pinned_by_guild, detail: own}", "region_pinned", "own", True),
        ("{mode: global, detail: own}", "global", "own", True),
        ("{detail: own}", None, "own", True),
        ("everywhere", "everywhere", None, False),
        ("region_pinned_or_so", "region_pinned_or_so", None, False),
    ],
)
def test_a_mode_and_its_detail(text: str, mode: str | None, detail: str | None, known: bool) -> None:
    strategy = record(f"multi_region: {{writes: {text}}}\n").multi_region
    assert strategy is not None
    assert strategy.writes is not None
    assert (strategy.writes.mode, strategy.writes.detail, strategy.writes.is_known) == (mode, detail, known)


def test_every_part_of_the_good_record_stands_where_it_is_written() -> None:
    text = good_record()
    lines = text.splitlines()
    parts = list(read(text).parts())
    assert len(parts) > 80
    for part in parts:
        line, column = part.mark()
        assert lines[line - 1][column - 1 : column].strip()
        if isinstance(part, Figure):
            at = part.mark("value")
            assert part.value.text in lines[at.line - 1][at.column - 1 :].strip("\"'")
    assert parts[0].path == ()


def test_top_level_claims_are_those_about_the_system() -> None:
    found = read(good_record())
    claimed = [part.path[0] if part.path else "summary" for part, _ in found.claims()]
    assert claimed[0] == "summary"
    assert not {"sources", "unconfirmed", "name"} & set(claimed)
    assert {"scale", "components", "scale_tiers", "backpressure"} <= set(claimed)


def test_sources_are_numbered_primary_first() -> None:
    found = read(good_record().replace("type: blog", "type: blog\n    role: supporting", 1))
    assert [source.id for source in found.ordered_sources] == ["scale-2024", "storage-2023", "launch-2018"]
    assert [found.source_number(id_) for id_ in ("scale-2024", "launch-2018", "nowhere")] == [1, 3, 0]
    assert found.source("storage-2023") is found.sources[0]
    assert (found.source("nowhere"), found.component(None), found.component("log")) == (None, None, found.components[4])


def test_a_source_is_judged_by_its_last_change() -> None:
    text = (
        "sources:\n"
        "  - {type: blog, title: A, url: u, date: 2015, updated: 2023}\n"
        "  - {id: own, type: blog, title: B, url: u, date: 2020, retrieved: 2024}\n"
        "  - {type: docs, title: C, url: u, retrieved: 2024}\n"
        "  - {type: blog, title: D, url: u, retrieved: 2024}\n"
    )
    found = record(text).sources
    assert [str(source.current) for source in found] == ["2023", "2020", "2024", "None"]
    assert [source.id for source in found] == ["s1", "own", "s3", "s4"]


def test_figures_are_completed_by_their_key() -> None:
    scale = record("scale:\n  peak_messages_per_sec: 25M\n  latency_p95_ms: {value: 250, kind: peak}\n").scale
    assert scale["peak_messages_per_sec"].quantity.per_second == 25_000_000
    assert scale["latency_p95_ms"].quantity.text == "250 ms"
    assert (scale["latency_p95_ms"].kind, scale["latency_p95_ms"].value.text) == (Kind.PEAK, "250")
