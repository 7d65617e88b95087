"""``atlas.yaml``: what a catalogue says of itself and how strictly it wants to be checked."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PrivateAttr

from .parts import Part
from .sections import SystemId


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


class NamedSystem(Part):
    """A system that the catalogue means to hold."""

    bookkeeping = True
    id: Annotated[SystemId, Field(description="Of the record that covers it, once there is one.")]
    name: str
    category: Annotated[str, Field(description="Id of a category, or another name of it.")]


class Milestone(Part):
    """A step on the way to the targets."""

    bookkeeping = True
    name: str
    systems: Annotated[int, Field(ge=1, description="Systems by then.")]
    diagrams: Annotated[int, Field(ge=1, description="Diagrams by then, of all systems together.")]
    each_min: Annotated[int | None, Field(ge=1, description="Diagrams of one system, at least.")] = None
    each_max: Annotated[int | None, Field(ge=1, description="Diagrams of one system, at most.")] = None
    categories: Annotated[list[str], Field(description="Categories that it is about.")] = []
    priority: Annotated[list[SystemId], Field(description="Systems that come first.")] = []
    kinds: Annotated[list[str], Field(description="Kinds of diagram that some system has to have.")] = []
    every_category: Annotated[bool, Field(strict=True, description="Whether no category may be empty.")] = False


class Targets(Part):
    """How far the catalogue means to come."""

    systems: Annotated[int | None, Field(ge=1, description="Systems.")] = None
    diagrams: Annotated[int | None, Field(ge=1, description="Diagrams of all systems together.")] = None
    named: Annotated[list[NamedSystem], Field(description="Systems that it means to hold.")] = []
    milestones: Annotated[list[Milestone], Field(description="Steps on the way, the first one first.")] = []


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
