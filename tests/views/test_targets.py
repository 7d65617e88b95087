"""Named systems and milestones, against catalogues that have some of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.manifest import Manifest, Milestone, NamedSystem, Targets
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.views.coverage import CoverageOf, coverage_table
from sphinx_atlas.views.diagrams import kinds
from sphinx_atlas.views.targets import Gap, Progress, gaps, progress
from tests.records import catalog_of, good_record, whole_catalog
from tests.views.reading import rows_of

FERRY, BARGE = (
    NamedSystem(id="CS-FERRY-CHAT", name="Ferry", category="messaging"),
    NamedSystem(id="CS-BARGE", name="Barge", category="messaging"),
)
vocabulary = cache(default_vocabulary)


def aiming(**targets: object) -> Catalog:
    """The good record in a catalogue with targets."""
    manifest = Manifest(targets=Targets.model_validate(targets))
    return catalog_of(good_record(), manifest=manifest, vocabulary=vocabulary())


def messaging(catalog: Catalog) -> Gap:
    """The gap of the good record's category."""
    (gap,) = (gap for gap in gaps(catalog) if gap.category == "messaging")
    return gap


def step(**fields: object) -> Progress:
    """How far the good record's catalogue is on the way to a milestone."""
    (found,) = progress(aiming(milestones=[{"name": "First", "systems": 1, "diagrams": 1} | fields]))
    return found


def test_a_named_system_is_covered_by_the_record_of_its_id() -> None:
    gap = messaging(aiming(named=[FERRY, BARGE]))
    assert [(one.name, record.id) for one, record in gap.covered] == [("Ferry", "CS-FERRY-CHAT")]
    assert (gap.missing, gap.size) == ((BARGE,), 2)


def test_a_renamed_record_still_covers_it() -> None:
    former = NamedSystem(id="CS-FERRY", name="Ferry", category="messaging")
    assert len(messaging(aiming(named=[former])).covered) == 1


def test_every_category_is_listed_and_one_may_have_another_name() -> None:
    catalog = aiming(named=[NamedSystem(id="CS-BARGE", name="Barge", category="Geo")])
    assert [gap.category for gap in gaps(catalog)] == [term.id for term in vocabulary().of(TermKind.CATEGORY)]
    assert [gap.category for gap in gaps(catalog) if gap.size] == ["mobility-logistics"]


def test_the_table_of_gaps_names_what_is_missing() -> None:
    rows = {row["Category"][0]: row for row in rows_of(coverage_table(aiming(named=[FERRY, BARGE]), CoverageOf.GAPS))}
    row = rows["Messaging & Collaboration"]
    assert (row["Covered"], row["Still missing"]) == (["1 of 2"], ["Barge"])
    assert rows["Social & Feeds"]["Covered"] == ["none named"]


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({}, True),
        ({"systems": 2}, False),
        ({"diagrams": 1000}, False),
        ({"priority": ["CS-FERRY-CHAT", "CS-FERRY"]}, True),
        ({"priority": ["CS-BARGE"]}, False),
        ({"categories": ["messaging"]}, True),
        ({"categories": ["fintech"]}, False),
        ({"kinds": ["DR", "SCALE-{TIER}", "MR-{VARIANT}"]}, True),
        ({"kinds": ["SCALE"]}, False),
        ({"every_category": True}, False),
    ],
)
def test_a_milestone_is_met_by_all_that_it_asks_for(fields: dict[str, object], met: bool) -> None:
    assert step(**fields).is_met is met


def test_diagrams_are_counted_as_they_are() -> None:
    catalog = aiming()
    record = catalog.records["CS-FERRY-CHAT"]
    count = len(kinds(record, catalog.vocabulary))
    assert step(diagrams=count).is_met
    assert not step(diagrams=count + 1).is_met


@pytest.mark.parametrize(
    ("fields", "each", "arithmetic"),
    [
        ({}, "", None),
        ({"systems": 40, "diagrams": 400, "each_min": 10}, "10", "40 × 10 = 400"),
        ({"systems": 80, "diagrams": 960, "each_min": 12, "each_max": 12}, "12", "80 × 12 = 960"),
        (
            {"systems": 120, "diagrams": 1500, "each_min": 12, "each_max": 15},
            "12–15",
            "120 × 12 = 1,440, 120 × 15 = 1,800; 1,500 needs 12.5 each",
        ),
    ],
)
def test_the_arithmetic_is_worked_out(fields: dict[str, object], each: str, arithmetic: str | None) -> None:
    found = step(**fields)
    assert (found.each, found.arithmetic) == (each, arithmetic)


def test_what_nobody_has_named_yet_is_told() -> None:
    assert step().shortfall is None
    named = progress(
        aiming(named=[FERRY], milestones=[Milestone(name="x", systems=3, diagrams=1, categories=["messaging"])])
    )
    assert named[0].shortfall == "1 named in the categories so far, 2 fewer than it asks for"
    assert replace(named[0], named=3).shortfall is None


def test_the_bundled_catalogue_names_57_systems_and_adds_up_as_the_specification_does() -> None:
    catalog = whole_catalog()
    found = gaps(catalog)
    assert [gap.size for gap in found] == [6, 6, 6, 5, 5, 5, 5, 5, 4, 3, 4, 3, 0]
    named = [one.id for one in catalog.manifest.targets.named]
    assert len(named) == len(set(named)) == 57
    first, second, _third = progress(catalog)
    assert (first.named, second.named) == (23, 38)
    for entry in found:
        for one, record in entry.covered:
            assert entry.category in (record.category, *record.also_in), one


def test_the_table_of_milestones() -> None:
    goal = {"name": "First", "systems": 2, "diagrams": 9, "priority": ["CS-FERRY-CHAT", "CS-BARGE"]}
    goal |= {"categories": ["messaging"], "kinds": ["DR"], "every_category": True}
    catalog = aiming(milestones=[goal])
    (row,) = rows_of(coverage_table(catalog, CoverageOf.MILESTONES))
    assert row["Systems"] == ["1 of 2"]
    assert [line.split(" |")[0] for line in row["First of all"]] == ["Ferry Chat", "CS-BARGE"]
    assert row["Reached"] == ["not yet"]
