"""Dates as sources give them: a day, a month or only a year."""

from __future__ import annotations

import calendar
import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from .finding import shorten
from .packed import Packed

_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate(Packed):
    """An ISO 8601 date of reduced precision: ``2023``, ``2023-03`` or ``2023-03-06``."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join(part for part in (f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n)))


def parse(value: object) -> PartialDate:
    """Read a date.

    :raises ValueError: if it is no date of the calendar in the form YYYY, YYYY-MM or YYYY-MM-DD
    """
    if isinstance(value, PartialDate):
        return value
    match = _PATTERN.fullmatch(str(value)) if isinstance(value, str | int) else None
    if match is None:
        raise ValueError(
            f"{shorten(str(value))!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, such as 2023-03-06"
        )
    numbers = [int(part) for part in match.groups() if part]
    try:
        date(*numbers, *[1] * (3 - len(numbers)))
    except ValueError:
        raise ValueError(f"'{value}' is not in the calendar: correct its year, month or day") from None
    return PartialDate(*numbers)


def parse_day(value: object) -> date:
    """Read a whole date.

    :raises ValueError: if it is no day of the calendar in the form YYYY-MM-DD
    """
    if isinstance(value, date):
        return value
    parsed = parse(value)
    if not parsed.day:
        raise ValueError(f"'{value}' is not a whole date: write YYYY-MM-DD")
    return parsed.earliest


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier, in year 1 at the earliest; 29 February becomes 28 February where it must."""
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


Partial = Annotated[
    PartialDate,
    BeforeValidator(parse),
    PlainSerializer(str),
    # A year alone may be a number.
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "minimum": 1000,
            "maximum": 9999,
        }
    ),
]
Day = Annotated[
    date,
    BeforeValidator(parse_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]


def today() -> date:
    """The day on which a check is made where none is given: that of ``SOURCE_DATE_EPOCH``, if it holds one, else
    today's.

    Both in UTC.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC).date()
