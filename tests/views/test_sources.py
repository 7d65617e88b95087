"""The sources of all systems in one table."""

from __future__ import annotations

import pytest

from sphinx_atlas.catalog.sources import SourceType
from sphinx_atlas.views.sources import source_table
from tests.records import catalog_of, good_record
from tests.views.reading import rows_of
from tests.views.test_terms import SMALL


def test_each_source_is_a_row_with_its_address_and_what_is_quoted() -> None:
    table = source_table(catalog_of(good_record()))
    assert [row[1][0].url for row in table.rows] == [
        "https://ferry-chat.org/engineering/messages",
        "https://www.infoq.com/presentations/ferry-chat/",
        "https://ferry-chat.org/docs/protocol",
    ]
    first, talk, legacy = rows_of(table)
    assert list(first.values()) == [
        ["Ferry Chat"],
        ["How Ferry keeps its messages"],
        ["blog"],
        ["primary"],
        ["2023-03-06"],
        ["A"],
        ["8"],
    ]
    assert talk["Source"] == ["Ferry at two million | QCon London 2024"]
    assert legacy["Source"][0].endswith("nothing later replaces the page.")
    assert legacy["Phrases quoted"] == ["0"]


def test_what_a_source_does_not_say_of_itself() -> None:
    (row,) = rows_of(source_table(catalog_of(SMALL)))
    assert (row["Date"], row["Confidence"]) == (["undated"], ["not stated"])


@pytest.mark.parametrize(
    ("category", "type_", "count"),
    [(None, None, 4), ("messaging", None, 3), (None, SourceType.BLOG, 2), ("messaging", SourceType.PAPER, 0)],
)
def test_some_of_them(category: str | None, type_: SourceType | None, count: int) -> None:
    assert len(source_table(catalog_of(good_record(), SMALL), category, type_).rows) == count
