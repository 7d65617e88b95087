"""The parts of a case study, from regions to migrations: one class for each thing a record can say."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from .dates import Partial
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


class CloudConfidence(StrEnum):
    """Who says that a component runs on a cloud service."""

    CLAIMED = "claimed"
    INFERRED = "inferred"
    VERIFIED = "verified"


def _matching(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(f"{value[:60]!r} is not of the form {example}")
        return value

    return BeforeValidator(check)


SystemId = Annotated[str, _matching(ID, "CS-ORG or CS-ORG-PRODUCT: capitals, digits and hyphens"), Field(pattern=ID.pattern)]
Slug = Annotated[str, _matching(SLUG, "lower_case: small letters, digits, '_' and '-'"), Field(pattern=SLUG.pattern)]


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
    critical: Annotated[bool, Field(description="Whether it lies on the critical path of a user's request.")] = False
    guarantee: Annotated[str | None, Field(description="What the step promises: an id from the vocabulary.")] = None
    latency: Figure | None = None


class Measure(Part):
    """One rung of the backpressure ladder."""

    shorthand = "name"
    name: str
    limit: Annotated[Figure | None, Field(description="Its bound or threshold.")] = None
    overflow: Annotated[str | None, Field(description="What happens beyond the bound.")] = None
    at: Annotated[str | None, Field(description="Id of the component that applies it.")] = None
    detail: str | None = None


class Backpressure(Part):
    """How the system protects itself from more work than it can do, in the order of the ladder."""

    admission: list[Measure] = []
    queues: list[Measure] = []
    caps: list[Measure] = []
    timeouts: list[Measure] = []
    circuit_breakers: list[Measure] = []
    brownouts: list[Measure] = []


class Mode(Part):
    """One of a closed list of modes, with free detail.

    ``region_pinned_by_guild`` is read as the mode ``region_pinned`` with the detail ``by guild``; a text that is no mode
    becomes the detail, and a rule reports it.
    """

    shorthand = "mode"
    known: ClassVar[tuple[str, ...]] = ()
    mode: str | None = None
    detail: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _split_detail(cls, data: Any) -> Any:
        text = data.get("mode") if isinstance(data, dict) else data
        if not isinstance(text, str) or text in cls.known:
            return data
        fields = dict(data) if isinstance(data, dict) else {}
        for mode in cls.known:
            if text.startswith(f"{mode}_by_"):
                return {**fields, "mode": mode, "detail": fields.get("detail") or text[len(mode) + 1 :].replace("_", " ")}
        return data

    @property
    def is_known(self) -> bool:
        """Whether the mode is one of the closed list, or not stated."""
        return self.mode is None or self.mode in self.known


class Writes(Mode):
    """Where a write is accepted."""

    known = ("region_pinned", "global", "partitioned")


class Replication(Mode):
    """How writes reach the other regions."""

    known = ("sync", "async", "hybrid")


class Failover(Mode):
    """Who decides to leave a region."""

    known = ("automatic", "manual", "hybrid")


class Strategy(Part):
    """How the system spans regions: the part that its variants share with it."""

    writes: Writes | None = None
    replication: Replication | None = None
    failover: Failover | None = None
    rpo: Annotated[Figure | None, Field(description="Recovery point objective: how much may be lost, as time.")] = None
    rto: Annotated[Figure | None, Field(description="Recovery time objective.")] = None


class Variant(Strategy):
    """Another way in which the system can be, or was, spread over regions."""

    name: str
    id: Annotated[Slug | None, Field(description="For the diagram's id; else made from the name.")] = None
    detail: str | None = None


class MultiRegion(Strategy):
    """The multi-region strategy."""

    ux_guarantees: Annotated[list[Guarantee], Field(description="What a client may rely on across regions.")] = []
    variants: list[Variant] = []


class Failure(Part):
    """A way in which the system fails, and what is done about it."""

    name: Slug
    description: str | None = None
    detection: str | None = None
    mitigation: Annotated[str | None, Field(description="The immediate response.")] = None
    recovery: Annotated[str | None, Field(description="How full service returns.")] = None
    drill: Annotated[str | None, Field(description="How it is practised.")] = None
    component: Annotated[str | None, Field(description="Id of the component that fails.")] = None


class Incident(Part):
    """A public outage."""

    name: str
    date: Partial | None = None
    duration: Figure | None = None
    impact: str | None = None
    cause: str | None = None
    failure: Annotated[str | None, Field(description="Name of the failure mode that it shows.")] = None
    facts: Figures = {}


class Tier(Keyed):
    """The capacity of one tier; any further key is a figure of its own."""

    model_config = {**Part.model_config, "extra": "allow"}
    __pydantic_extra__: dict[str, Figure] = Field(init=False)

    name: str | None = None
    component: Annotated[str | None, Field(description="Id of the component.")] = None
    arrival_rate: Annotated[Figure | None, Field(description="λ of Little's law.")] = None
    service_time: Annotated[Figure | None, Field(description="W of Little's law.")] = None
    in_flight: Annotated[Figure | None, Field(description="L of Little's law, where it is stated.")] = None
    latency_p50: Figure | None = None
    latency_p95: Figure | None = None
    latency_p99: Figure | None = None
    hedging: Annotated[Figure | None, Field(description="After which wait a second request is sent.")] = None
    pool_size: Figure | None = None
    partitions: Figure | None = None

    def figures(self) -> dict[str, Figure]:
        """Every figure of the tier by its name, in the order of the model and then of the file."""
        declared = {name: getattr(self, name) for name in type(self).model_fields}
        return {k: v for k, v in (declared | (self.__pydantic_extra__ or {})).items() if isinstance(v, Figure)}


_CONFIDENCE = re.compile(r"(?P<service>.+?)\s*\((?P<confidence>[\w ]+)\)", re.DOTALL)


class CloudService(Keyed):
    """What a component runs on in a public cloud, and what would serve elsewhere."""

    shorthand = "service"
    component: Annotated[str | None, Field(description="Id of a component, where the key is none.")] = None
    service: Annotated[str | None, Field(description="A service of another provider, or self-managed software.")] = None
    aws: str | None = None
    gcp: str | None = None
    azure: str | None = None
    oss: Annotated[str | None, Field(description="Open-source alternative.")] = None
    confidence: Annotated[str | None, Field(description="claimed, inferred or verified.")] = None

    @model_validator(mode="before")
    @classmethod
    def _split_confidence(cls, data: Any) -> Any:
        if isinstance(data, str) and (match := _CONFIDENCE.fullmatch(data)):
            return match.groupdict()
        return data


class Migration(Part):
    """A change of architecture, dated."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    when: Partial | None = None
    why: str | None = None
    detail: str | None = None
    from_facts: Figures = {}
    to_facts: Figures = {}


class ScaleTier(Part):
    """The system at one size."""

    id: Slug
    name: str
    description: str | None = None
    facts: Figures = {}


class Unconfirmed(Part):
    """A figure in circulation that no official page was found to say."""

    bookkeeping = True
    shorthand = "statement"
    statement: str
    note: Annotated[str | None, Field(description="What was looked for, and what was found instead.")] = None
