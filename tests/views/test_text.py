"""Words for values: slugs, figures, terms and marks."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.dates import PartialDate
from sphinx_atlas.catalog.evidence import Evidence
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.views import text

RECORD = """
id: CS-X
name: X
category: messaging
scale:
  peak_rate: {value: 2M requests per second, kind: peak, source: [talk, blog]}
  latency_p50_ms: 45
  nodes: 72 nodes
  share_of_queries: 99%
  guilds_per_shard: 2500 guilds
  volume: {value: 3 PB hot data, kind: hot}
sources:
  - {id: aside, type: blog, role: supporting, title: Aside, url: "https://x.example/aside"}
  - {id: blog, type: blog, title: Blog, url: "https://x.example/blog"}
  - {id: talk, type: talk, title: Talk, url: "https://x.example/talk"}
"""


@pytest.fixture(scope="module")
def record() -> CaseStudy:
    found, findings = read_record(read_text(RECORD, "x.yaml"))
    assert found is not None, findings
    return found


def test_marks_are_numbers_of_sources_in_order(record: CaseStudy) -> None:
    evidence = record.scale["peak_rate"].evidence
    assert text.mark(record, evidence) == "[1][2]"
    assert text.marked(record, "2M", evidence) == "2M [1][2]"


def test_an_inferred_value_is_marked_in_words(record: CaseStudy) -> None:
    assert text.mark(record, Evidence(inferred="because")) == "(inferred)"


def test_no_evidence_and_unknown_sources_leave_no_mark(record: CaseStudy) -> None:
    assert text.mark(record, Evidence()) == ""
    assert text.mark(record, Evidence(sources=("nobody",))) == ""
    assert text.marked(record, "2M", Evidence()) == "2M"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"as_of": None, "historical": False}, ""),
        ({"as_of": None, "historical": True}, "historical"),
    ],
)
def test_dates_without_a_date(data: dict[str, bool], shown: str) -> None:
    assert text.dated(Evidence(**data)) == shown  # type: ignore[arg-type]


def test_dates(record: CaseStudy) -> None:
    assert text.dated(Evidence(as_of=PartialDate(2020, 12))) == "as of 2020-12"
    assert text.dated(Evidence(as_of=PartialDate(2017), historical=True)) == "historical, 2017"


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("per_guild_qps_spike", "per guild QPS spike"),
        ("rebalance", "rebalance"),
        ("mysql_master_loss", "MySQL master loss"),
        ("vms", "VMs"),
        ("us-east-1", "us-east-1"),
        ("Stop the `thread_list` call.", "Stop the `thread_list` call."),
        ("", ""),
    ],
)
def test_slugs_become_words_and_sentences_stay(slug: str, words: str) -> None:
    assert text.humanise(slug) == words


@pytest.mark.parametrize(
    ("slug", "name"),
    [("hot_partition", "Hot partition"), ("hot-partition", "Hot partition"), ("az-a_loss", "Az-a loss"), ("", "")],
)
def test_slugs_become_names(slug: str, name: str) -> None:
    assert text.headline(slug) == name


def test_what_nobody_stated_says_so() -> None:
    assert text.stated(None) == text.stated("") == "not stated"
    assert text.stated("breaker_trips") == "breaker trips"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("peak_rate", "2M requests per second (peak)"),
        ("latency_p50_ms", "45 ms"),
        ("nodes", "72 nodes"),
        ("volume", "3 PB hot data"),
    ],
)
def test_figures_are_shown_as_written(record: CaseStudy, name: str, shown: str) -> None:
    assert text.figure_text(record.scale[name]) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("nodes", "72 nodes"),
        ("latency_p50_ms", "latency p50: 45 ms"),
        ("share_of_queries", "share of queries: 99%"),
        ("guilds_per_shard", "guilds per shard: 2500 guilds"),
    ],
)
def test_a_figure_has_its_name_unless_it_says_it(record: CaseStudy, name: str, shown: str) -> None:
    assert text.named_figure(name, record.scale[name]) == shown


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("bounded_staleness_2s", "Bounded staleness (2s)"),
        ("read_your_writes_in_region", "Read your writes in region"),
        ("no_such_thing", "no such thing"),
    ],
)
def test_guarantees_have_their_parameter_and_scope(word: str, shown: str) -> None:
    assert text.term_label(default_vocabulary(), TermKind.GUARANTEE, word) == shown


def test_counts_have_their_plural() -> None:
    assert [text.counted(n, "flow") for n in (0, 1, 2)] == ["0 flows", "1 flow", "2 flows"]
    assert text.counted(2, "city", "cities") == "2 cities"
