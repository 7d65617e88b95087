"""What is counted, against lists made in another way; and each target from both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.manifest import Limits, Manifest, Targets
from sphinx_atlas.views.coverage import CoverageOf, coverage_table
from sphinx_atlas.views.diagrams import kinds
from sphinx_atlas.views.measures import Measure, measures
from tests.records import catalog_of, good_record, whole_catalog
from tests.views.reading import rows_of


def named(catalog: Catalog, beginning: str) -> Measure:
    (found,) = (measure for measure in measures(catalog) if measure.name.startswith(beginning))
    return found


def copies(count: int, change: tuple[str, str] = ("", ""), manifest: Manifest | None = None) -> Catalog:
    """The good record under several ids; every one but the first is changed."""
    text = good_record()
    others = [text.replace("id: CS-FERRY-CHAT", f"id: CS-F{number}").replace(*change) for number in range(1, count)]
    return catalog_of(text, *others, manifest=manifest)


def test_the_bundled_catalogue_is_counted_right() -> None:
    catalog = whole_catalog()
    records = list(catalog.records.values())
    assert next(measure for measure in measures(catalog) if measure.name == "Systems").value == len(records)
    assert named(catalog, "Diagrams").value == sum(len(kinds(record, catalog.vocabulary)) for record in records)
    categories = {category for record in records for category in (record.category, *record.also_in)}
    assert named(catalog, "Categories").value == len(categories)
    assert named(catalog, "Categories").of == 13
    assert named(catalog, "Sources of the").of == sum(len(record.sources) for record in records)


@pytest.mark.parametrize(("total", "met"), [(4, False), (5, False), (6, True)])
def test_more_than_four_fifths_have_to_be_confident(total: int, met: bool) -> None:
    catalog = copies(total)
    unsure = catalog.records["CS-F1"]
    object.__setattr__(unsure, "confidence", "C")
    measure = named(catalog, "Systems of confidence")
    assert (measure.value, measure.of) == (total - 1, total)
    assert measure.is_met is met


@pytest.mark.parametrize(
    ("targets", "met"), [(Targets(systems=1), True), (Targets(systems=2), False), (Targets(), None)]
)
def test_a_target_of_ones_own(targets: Targets, met: bool | None) -> None:
    catalog = copies(1, manifest=Manifest(targets=targets))
    assert next(measure for measure in measures(catalog) if measure.name == "Systems").is_met is met


def test_a_scale_bar_counts_only_with_a_quote() -> None:
    assert named(copies(1), "Systems that meet").is_met is True
    bare = "id: CS-B\nname: B\ncategory: messaging\n"
    bare += "scale: {concurrency: {value: 2M concurrent users, kind: session, source: s}}\n"
    bare += "sources: [{id: s, type: blog, title: S, url: 'https://x.example'}]\n"
    catalog = catalog_of(good_record(), bare)
    assert named(catalog, "Systems that meet").text == "1 of 2 (50%)"


def test_diagrams_have_to_be_neither_too_few_nor_too_many() -> None:
    one = copies(1)
    count = len(kinds(one.records["CS-FERRY-CHAT"], one.vocabulary))
    for least, most, gap in (
        (count, count, ""),
        (count + 1, 99, f"fewer than {count + 1}"),
        (1, count - 1, "more than"),
    ):
        manifest = Manifest(limits=Limits(diagrams_min=least, diagrams_max=most))
        catalog = copies(1, manifest=manifest)
        assert named(catalog, f"Systems with {least} to {most} diagrams").is_met is (gap == "")
        (row,) = rows_of(coverage_table(catalog, CoverageOf.SYSTEMS))
        assert row["Diagrams"][0].startswith(f"{count} | {gap}" if gap else str(count))


def test_removal_has_to_be_possible() -> None:
    assert named(copies(1), "Systems with attribution").is_met is False
    assert (
        named(copies(1, manifest=Manifest(removal_url="https://x.example")), "Systems with attribution").is_met is True
    )


def test_a_share_is_never_rounded_up() -> None:
    assert Measure("x", "x", 999, 1000).text == "999 of 1,000 (99%)"
    assert Measure("x", "x", 0, 0).text == "0 of 0"


def test_nothing_is_wrong_with_an_empty_catalogue() -> None:
    for of in CoverageOf:
        coverage_table(catalog_of(), of)


def test_a_system_is_counted_in_its_own_category_alone() -> None:
    rows = {row["Category"][0]: row for row in rows_of(coverage_table(copies(2), CoverageOf.CATEGORIES))}
    assert rows["Messaging & Collaboration"]["Systems"] == ["2"]
    assert rows["Messaging & Collaboration"]["B"] == ["2"]
    assert rows["Social & Feeds"]["Systems"] == ["0"]
    assert rows["Social & Feeds"]["Systems by name"] == ["Ferry Chat", "Ferry Chat"]


def test_the_sums_over_categories_are_those_of_the_whole() -> None:
    catalog = whole_catalog()
    rows = rows_of(coverage_table(catalog, CoverageOf.CATEGORIES))
    for column, name in (("Systems", "Systems"), ("Diagrams", "Diagrams")):
        whole = next(measure for measure in measures(catalog) if measure.name == name)
        assert sum(int(row[column][0]) for row in rows) == whole.value


def test_what_keeps_a_share_from_being_whole_is_named() -> None:
    old = "date: 2024-06\n", "date: 2012-06\n"
    assert named(copies(1), "Sources of the").lacking == ("CS-FERRY-CHAT/launch-2018",)
    catalog = copies(2, old)
    lacking = named(catalog, "Sources of the").lacking
    assert lacking == ("CS-F1/scale-2024", "CS-F1/launch-2018", "CS-FERRY-CHAT/launch-2018")
    (row,) = (
        row
        for row in rows_of(coverage_table(catalog, CoverageOf.MEASURES))
        if row["Measure"][0].startswith("Sources of the")
    )
    assert "CS-F1/scale-2024" in row["Met"][0]


def test_much_that_is_lacking_is_named_in_part() -> None:
    catalog = copies(9, ("license:", "# license:"))
    (row,) = (row for row in rows_of(coverage_table(catalog, CoverageOf.MEASURES)) if "licence" in row["Measure"][0])
    assert row["Met"][0].endswith("and 4 more")


_PAGES = """
pages:
  - address: https://ferry-chat.org/engineering/messages
    checked: 2026-01-01
    quotes: {our three regions: exact}
  - address: https://www.infoq.com/presentations/ferry-chat/
    checked: 2026-01-01
    quotes: {two million concurrent users: %s}
"""


@pytest.mark.parametrize(
    ("result", "value", "met", "lacking"),
    [("exact", 2, True, ()), ("missing", 1, False, ("CS-FERRY-CHAT/scale-2024",))],
)
def test_a_source_is_verified_where_all_its_quotes_were_found(
    tmp_path: Path, result: str, value: int, met: bool, lacking: tuple[str, ...]
) -> None:
    (tmp_path / "sources.snapshot.yaml").write_text(_PAGES % result, encoding="utf-8")
    catalog = copies(1)
    catalog.folders = [tmp_path]
    measure = named(catalog, "Sources whose quotes")
    # Nothing is quoted from the third source.
    assert (measure.value, measure.of, measure.is_met, measure.lacking) == (value, 2, met, lacking)


def test_nobody_having_looked_is_not_known_and_not_enough() -> None:
    measure = named(copies(1), "Sources whose quotes")
    assert (measure.text, measure.value, measure.is_met) == ("not known", None, False)
