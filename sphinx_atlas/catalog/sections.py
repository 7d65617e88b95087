"""What a system is: its regions, patterns, mechanisms, components and flows, one class for each."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .parts import Figure, Figures, Keyed, Part

ID = re.compile(r"CS-[A-Z0-9]+(-[A-Z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class Plane(StrEnum):
    """The five planes that a system's components fall in."""

    EDGE = "edge"
    SERVICE = "service"
    STREAM = "stream"
    STATE = "state"
    CONTROL = "control"


class Level(StrEnum):
    """How much happens in a plane."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Role(StrEnum):
    """What a component does for the others; the shape it is drawn in follows from it."""

    CLIENT = "client"
    LOAD_BALANCER = "load_balancer"
    GATEWAY = "gateway"
    SERVICE = "service"
    WORKER = "worker"
    STREAM = "stream"
    QUEUE = "queue"
    CACHE = "cache"
    STORE = "store"
    INDEX = "index"
    OBJECT_STORE = "object_store"
    CONTROLLER = "controller"
    EXTERNAL = "external"


class Topology(StrEnum):
    """How a system is spread over the world."""

    SINGLE_REGION = "single_region"
    MULTI_ZONE = "multi_zone"
    MULTI_REGION = "multi_region"
    GLOBAL_EDGE = "global_edge"


class FlowMode(StrEnum):
    """Whether the caller waits."""

    SYNC = "sync"
    ASYNC = "async"


def _matching(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(f"{value[:60]!r} is not of the form {example}")
        return value

    return BeforeValidator(check)


# What is written last is asked first: the message is ours, and the pattern is for the schema.
SystemId = Annotated[
    str, Field(pattern=f"^{ID.pattern}$"), _matching(ID, "CS-ORG or CS-ORG-PRODUCT: capitals, digits and hyphens")
]
Slug = Annotated[
    str, Field(pattern=f"^{SLUG.pattern}$"), _matching(SLUG, "lower_case: small letters, digits, '_' and '-'")
]


class Heat(Keyed):
    """How active one plane is."""

    shorthand = "level"
    level: Level


class Region(Part):
    """One named region."""

    shorthand = "name"
    name: str
    role: Annotated[str | None, Field(description="What this region does, where they differ.")] = None


class Regions(Part):
    """Where the system runs."""

    topology: Topology | None = None
    count: Annotated[Figure | None, Field(description="Number of regions or locations, at least 1.")] = None
    strategy: Annotated[str | None, Field(description="How work is placed among them.")] = None
    names: list[Region] = []


class Score(Keyed):
    """How hard one stressor presses on the system: our judgement, from 0 to 1."""

    shorthand = "value"
    value: Annotated[float, Field(ge=0, le=1)]


class Guarantee(Part):
    """Something that the system promises."""

    shorthand = "name"
    name: Annotated[str, Field(description="Id from the vocabulary, with its parameter: `bounded_staleness_2s`.")]
    scope: Annotated[str | None, Field(description="Within what it holds: a guild, a region, a key.")] = None
    test: Annotated[str | None, Field(description="How it is or could be validated in public.")] = None
    note: str | None = None


class PatternUse(Part):
    """A pattern, and how the system uses it."""

    shorthand = "name"
    name: Annotated[str, Field(description="Id of a pattern in the vocabulary.")]
    how: Annotated[str | None, Field(description="How it is used here, in one sentence.")] = None


class Patterns(Part):
    """The system's patterns."""

    primary: Annotated[PatternUse | None, Field(description="The one that shapes it most.")] = None
    overlays: list[PatternUse] = []
    micro_patterns: list[PatternUse] = []


class MechanismUse(Part):
    """A mechanism, and what the system uses it for."""

    shorthand = "name"
    name: Annotated[str, Field(description="Id of a mechanism in the vocabulary.")]
    how: Annotated[str | None, Field(description="What it is used for here, in one sentence.")] = None
    when: Annotated[str | None, Field(description="Under which condition it acts; for conditional ones.")] = None


class Mechanisms(Part):
    """The system's mechanisms."""

    mandatory: list[MechanismUse] = []
    conditional: list[MechanismUse] = []


class Innovation(Part):
    """Something new that the system did within the window."""

    shorthand = "name"
    name: str
    year: Annotated[int | None, Field(ge=1960, le=2100)] = None
    description: str | None = None


class Component(Part):
    """A part of the running system."""

    id: Slug
    name: str
    plane: Plane
    role: Role = Role.SERVICE
    technology: str | None = None
    description: Annotated[str | None, Field(description="What it does, in our words.")] = None
    mechanisms: Annotated[list[str], Field(description="Ids of the mechanisms it carries.")] = []
    consistency: Annotated[str | None, Field(description="The consistency guarantee of what it holds.")] = None
    facts: Annotated[Figures, Field(description="Figures about it, by name.")] = {}


class Flow(Part):
    """Something that passes from one component to another."""

    from_: Annotated[str, Field(alias="from", description="Id of a component.")]
    to: Annotated[str, Field(description="Id of a component.")]
    label: str | None = None
    mode: Annotated[FlowMode | None, Field(description="Whether the caller waits.")] = None
    critical: Annotated[
        bool, Field(strict=True, description="Whether it lies on the critical path of a user's request.")
    ] = False
    guarantee: Annotated[str | None, Field(description="What the step promises: an id from the vocabulary.")] = None
    latency: Figure | None = None
