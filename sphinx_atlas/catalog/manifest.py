"""``atlas.yaml``: what a catalogue says of itself and how strictly it wants to be checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PrivateAttr

from .parts import Part


class Severity(StrEnum):
    """How much a problem weighs, the heaviest first; an error fails the build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def weight(self) -> int:
        """Larger is heavier; ``off`` is 0."""
        return len(Severity) - 1 - list(Severity).index(self)


class Profile(StrEnum):
    """Which rules are errors: all that an open catalogue wants, or only what makes a record unreadable."""

    STRICT = "strict"
    LENIENT = "lenient"


class Limits(Part):
    """The numbers that rules judge by."""

    source_years: Annotated[int, Field(ge=1, le=100, description="A source older than this needs a reason.")] = 5
    innovation_from: Annotated[int, Field(ge=1960, le=2100, description="Innovations count from this year on.")] = 2020
    stale_days: Annotated[int, Field(ge=1, le=36_500, description="A record not verified for longer is flagged.")] = 365
    diagrams_min: Annotated[int, Field(ge=0, description="Diagrams a system should have at least.")] = 12
    diagrams_max: Annotated[int, Field(ge=1, description="More than this are too many to read.")] = 20


class Targets(Part):
    """How far the catalogue means to come."""

    systems: Annotated[int | None, Field(ge=1, description="Systems.")] = None
    diagrams: Annotated[int | None, Field(ge=1, description="Diagrams of all systems together.")] = None


class Manifest(Part):
    """A catalogue's own description; every key is optional."""

    bookkeeping = True

    name: str = "Catalogue"
    description: str | None = None
    license: Annotated[str, Field(description="Of the catalogue itself.")] = "CC BY 4.0"
    url: Annotated[str | None, Field(description="Where it is published.")] = None
    report_url: Annotated[str | None, Field(description="Where a reader reports an error.")] = None
    removal_url: Annotated[str | None, Field(description="Where an organisation asks for removal.")] = None
    profile: Profile = Profile.LENIENT
    severities: Annotated[
        dict[str, Severity],
        Field(description="Rule code to severity; may be heavier than the profile's, never lighter."),
    ] = {}
    limits: Limits = Limits()
    targets: Annotated[Targets, Field(description="What the coverage is measured against.")] = Targets()

    _shown: str = PrivateAttr(default="")

    def placed(self, shown: str) -> Self:
        """The manifest, told the file that it came from, as findings name it."""
        self._shown = shown
        return self

    @property
    def file(self) -> str:
        """The file the manifest came from, as findings name it; empty where there is none."""
        return self._shown
