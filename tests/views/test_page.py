"""The order of a system's page."""

from __future__ import annotations

from collections import Counter

import pytest

from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.views.diagrams import kinds
from sphinx_atlas.views.page import ALL_TABLES, Block, Part, sections
from sphinx_atlas.views.tables import TABLES
from tests.views.reading import RECORDS, few, good, record_of

VOCABULARY = default_vocabulary()


def blocks(record: CaseStudy, part: Part) -> list[str]:
    """The names of all blocks of a kind, from the top down."""
    return [block.name for section in sections(record, VOCABULARY) for block in section.blocks if block.part is part]


def test_sections_stand_question_by_question() -> None:
    assert [section.title for section in sections(good(), VOCABULARY)] == [
        "At a glance",
        "How it works",
        "What it promises",
        "Patterns and mechanisms",
        "Across regions",
        "Under load",
        "When it fails",
        "How it got here",
        "Where it runs",
        "Evidence",
    ]


def test_each_table_stands_beside_the_diagram_of_the_same_thing() -> None:
    layout = {
        section.key: [block.name or block.part.value for block in section.blocks]
        for section in sections(good(), VOCABULARY)
    }
    assert layout["glance"] == ["summary", "summary"]
    assert layout["works"] == ["L0", "L1-EDGE", "L1-SERVICE", "L1-STREAM", "L1-STATE", "L1-CONTROL", "components"]
    assert layout["promises"] == ["guarantees", "CO"]
    assert layout["regions"] == ["regions", "MR", "MR-PAID-GROUPS"]
    assert layout["load"] == ["backpressure", "BP", "capacity", "SL", "SCALE-STARTUP", "SCALE-HYPERSCALE"]
    assert layout["failure"] == ["failures", "FM", "FM-HOT-GROUP", "FM-REGION-LOSS", "DR", "incidents"]
    assert layout["history"] == ["history", "MIGRATION"]
    assert layout["evidence"] == ["evidence"]


@pytest.mark.parametrize("name", RECORDS)
def test_every_diagram_of_a_record_stands_once_on_its_page(name: str) -> None:
    record = record_of(name)
    assert Counter(blocks(record, Part.DIAGRAM)) == Counter(kinds(record, VOCABULARY))


# Row 74: the standard tables stand on every page; the seventh, row 67, only for what runs in a public cloud.
@pytest.mark.parametrize("name", RECORDS)
def test_every_page_has_the_standard_tables(name: str) -> None:
    record = record_of(name)
    shown = blocks(record, Part.TABLE)
    assert len(shown) == len(set(shown))
    assert set(TABLES) - set(shown) == (set() if record.cloud_mapping else {"cloud"})
    assert set(shown) <= set(ALL_TABLES)


def test_a_system_of_its_own_machines_has_no_heading_for_the_cloud() -> None:
    found = sections(few(""), VOCABULARY)
    assert "cloud" not in {section.key for section in found}
    assert all(section.blocks for section in found)


def test_incidents_have_a_table_only_where_there_are_any() -> None:
    assert "incidents" in blocks(good(), Part.TABLE)
    assert "incidents" not in blocks(few(""), Part.TABLE)


@pytest.mark.parametrize(
    ("block", "member"),
    [
        (Block(Part.DIAGRAM, "FM-HOT-PARTITION", "FM-"), "Hot partition"),
        (Block(Part.DIAGRAM, "L1-EDGE", "L1-"), "Edge"),
        (Block(Part.DIAGRAM, "BP"), "Bp"),
    ],
)
def test_a_diagram_is_called_by_what_it_is_in_its_family(block: Block, member: str) -> None:
    assert block.member == member


def test_a_kind_alone_belongs_to_no_family() -> None:
    families = {block.name: block.family for section in sections(good(), VOCABULARY) for block in section.blocks}
    assert (families["FM"], families["MR"], families["L0"]) == ("", "", "")
    assert (families["FM-HOT-GROUP"], families["MR-PAID-GROUPS"], families["L1-EDGE"]) == ("FM-", "MR-", "L1-")
