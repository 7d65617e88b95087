"""Dates as sources give them: what is one, how they compare, and what the day of a check is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.catalog.dates import PartialDate, parse, parse_day, today, years_before


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-03-06", date(2023, 3, 6), date(2023, 3, 6)),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 1)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_is_a_span_of_days(text: str, earliest: date, latest: date) -> None:
    parsed = parse(text)
    assert (parsed.earliest, parsed.latest) == (earliest, latest)
    assert str(parsed) == text
    assert parse(parsed) is parsed


def test_a_year_may_be_a_number() -> None:
    assert parse(2023) == parse("2023")


@pytest.mark.parametrize(
    "value",
    ["", "2023-3-6", "2023-03-6", "06.03.2023", "March 2023", "23", "20230306", "2023-03-06T00:00", "2023-03-06\n", "٢٠٢٣",
     "-2023", "2023-", 20230306, True, None, 2023.5, ["2023"], "x" * 500],
)  # fmt: skip
def test_another_form_is_refused_with_the_right_one(value: object) -> None:
    with pytest.raises(
        ValueError, match=r"is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, such as 2023-03-06$"
    ) as caught:
        parse(value)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("text", ["2023-02-30", "2023-13", "2023-00", "2023-00-05", "2023-05-00", "0000", "2023-02-29"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^'{text}' is not in the calendar"):
        parse(text)


@pytest.mark.parametrize("text", ["2023", "2023-03", 2023])
def test_a_whole_date_is_wanted(text: str | int) -> None:
    with pytest.raises(ValueError, match="is not a whole date: write YYYY-MM-DD"):
        parse_day(text)


def test_a_whole_date_is_a_day() -> None:
    assert parse_day("2023-03-06") == date(2023, 3, 6)
    assert parse_day(date(2023, 3, 6)) == date(2023, 3, 6)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2025, 11, 15), 5, date(2020, 11, 15)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(3, 5, 1), 5, date(1, 5, 1)),
        (date(4, 2, 29), 100, date(1, 2, 28)),
    ],
)
def test_years_before(day: date, years: int, expected: date) -> None:
    assert years_before(day, years) == expected


def test_the_day_of_a_check_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert today() == date(2023, 11, 14)


@pytest.mark.parametrize("epoch", ["", "soon", "²", "9" * 30, "-" + "9" * 18, "1.5"])
def test_else_it_is_today(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)


@pytest.mark.no_cover
@given(st.one_of(st.text(), st.from_regex(r"\d{1,5}(-\d{1,3}){0,3}"), st.integers(), st.dates().map(str)))
def test_any_value_is_read_or_refused(value: str | int) -> None:
    try:
        parsed = parse(value)
    except ValueError:
        return
    assert parsed.earliest <= parsed.latest
    assert str(parsed) == str(value)


@given(st.dates(), st.dates())
def test_days_compare_as_dates_do(one: date, other: date) -> None:
    assert (parse(str(one)) < parse(str(other))) == (one < other)
    assert PartialDate(one.year) <= parse(str(one))
