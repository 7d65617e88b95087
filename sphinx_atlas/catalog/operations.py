"""How a system behaves: under load, across regions, when it fails, and how it came to be so."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from .dates import Partial
from .parts import Figure, Figures, Keyed, Part
from .sections import Guarantee, Slug


class CloudConfidence(StrEnum):
    """Who says that a component runs on a cloud service."""

    CLAIMED = "claimed"
    INFERRED = "inferred"
    VERIFIED = "verified"


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

    ``region_pinned_by_guild`` is read as the mode ``region_pinned`` with the detail ``by guild``; a text that is no
    mode
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
                return {
                    **fields,
                    "mode": mode,
                    "detail": fields.get("detail") or text[len(mode) + 1 :].replace("_", " "),
                }
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


_CONFIDENCE = re.compile(r"([\w ]+)\)")


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
        service, _, behind = data.rpartition("(") if isinstance(data, str) else ("", "", "")
        match = _CONFIDENCE.fullmatch(behind)
        return {"service": service.strip(), "confidence": match[1]} if match and service.strip() else data


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
