"""The pages, papers and talks that a record stands on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .dates import Day, Partial, PartialDate, years_before
from .parts import Part


class Grade(StrEnum):
    """How far a record or a source can be relied on."""

    A = "A"
    B = "B"
    C = "C"


class SourceType(StrEnum):
    """The kinds of source that are accepted."""

    BLOG = "blog"
    PAPER = "paper"
    TALK = "talk"
    DOCS = "docs"
    STATUS = "status"
    FILING = "filing"
    REPOSITORY = "repository"
    ANNOUNCEMENT = "announcement"


class SourceRole(StrEnum):
    """Primary is written or spoken by the organisation itself."""

    PRIMARY = "primary"
    SUPPORTING = "supporting"


class Source(Part):
    """One public source."""

    bookkeeping = True

    id: Annotated[
        str, Field(description="What `source:` refers to; the position (`s1`, `s2`, …) where none is given.")
    ] = ""
    type: SourceType
    role: Annotated[SourceRole, Field(description="Primary: by the organisation itself.")] = SourceRole.PRIMARY
    title: str
    url: Annotated[str, Field(description="Public address; the page that readers are sent to.")]
    date: Annotated[
        Partial | None,
        Field(description="Of publication: YYYY, YYYY-MM or YYYY-MM-DD; living documentation may have none."),
    ] = None
    updated: Annotated[Partial | None, Field(description="Of the last substantial change.")] = None
    retrieved: Annotated[Partial | None, Field(description="When it was read.")] = None
    archived: Annotated[str | None, Field(description="Address of an archived copy.")] = None
    read_at: Annotated[
        str | None,
        Field(
            description="A verbatim copy that was read where the page could not be opened; never linked for readers."
        ),
    ] = None
    venue: Annotated[str | None, Field(description="Where a talk was given or a paper published.")] = None
    confidence: Grade | None = None
    license: Annotated[str | None, Field(description="Licence of the page, where it states one.")] = None
    legacy: Annotated[str | None, Field(description="For a source outside the window: why it is still canonical.")] = (
        None
    )

    @property
    def current(self) -> PartialDate | None:
        """The date that recency is judged by: of the last change, else of publication, else of reading living
        documentation.
        """
        return self.updated or self.date or (self.retrieved if self.is_living else None)

    @property
    def is_living(self) -> bool:
        """Whether the page is kept up to date in place, so that what counts is when it was read."""
        return self.type in (SourceType.DOCS, SourceType.REPOSITORY, SourceType.STATUS)

    def is_recent(self, day: Day, years: int) -> bool:
        """Whether it was current within so many years before a day; one without a date was not."""
        return self.current is not None and self.current.latest >= years_before(day, years)
