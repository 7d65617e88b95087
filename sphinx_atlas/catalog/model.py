"""The case study: the shape of one YAML record.

Everything a reader sees is a function of this. Nothing is demanded here but an identity; what else a record must have
is
the matter of the rules and their profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr

from .dates import Day
from .evidence import Claim
from .finding import Mark
from .operations import (
    Backpressure,
    CloudService,
    Failure,
    Incident,
    Migration,
    MultiRegion,
    ScaleTier,
    Tier,
    Unconfirmed,
)
from .parts import Figures, Keyed, Part
from .sections import (
    Component,
    Flow,
    Guarantee,
    Heat,
    Innovation,
    Mechanisms,
    Patterns,
    Plane,
    Regions,
    Score,
    SystemId,
)
from .sources import Grade, Source
from .tree import Mapping, reach

#: Fields that describe the record, not the system.
BOOKKEEPING = frozenset(
    "id name category also_in org former_ids last_verified confidence confidence_rationale sources license attribution "
    "unconfirmed".split()
)


class CaseStudy(Part):
    """One system."""

    id: SystemId
    name: str
    category: Annotated[str, Field(description="Slug of a category, and name of the file's folder.")]
    also_in: Annotated[list[str], Field(description="Further categories that list the system.")] = []
    former_ids: Annotated[list[SystemId], Field(description="Ids it was known by; links to them still arrive.")] = []
    org: Annotated[str | None, Field(description="The organisation that runs it.")] = None
    last_verified: Annotated[
        Day | None, Field(description="When its claims were last checked against the sources.")
    ] = None
    confidence: Annotated[
        Grade | None, Field(description="A: the architecture is described explicitly; B: minor inference; C: partial.")
    ] = None
    confidence_rationale: Annotated[str | None, Field(description="Why this grade.")] = None
    summary: Annotated[str | None, Field(description="What it is, in two sentences of ours.")] = None
    planes_heat: Annotated[dict[Plane, Heat], Field(description="How active each plane is.")] = {}
    scale: Annotated[Figures, Field(description="Figures that show its scale.")] = {}
    regions: Regions | None = None
    slos: Annotated[Figures, Field(description="Objectives, or measured values where `note` says so.")] = {}
    stressor_scores: dict[str, Score] = {}
    guarantees: list[Guarantee] = []
    patterns: Patterns | None = None
    mechanisms: Mechanisms | None = None
    innovations: Annotated[
        list[Innovation], Field(description="What it did first or newly; also accepted as `innovations_2020_2025`.")
    ] = []
    components: list[Component] = []
    flows: list[Flow] = []
    backpressure: Backpressure | None = None
    multi_region: MultiRegion | None = None
    failures_top5: list[Failure] = []
    incidents: list[Incident] = []
    capacity_planning: dict[str, Tier] = {}
    cloud_mapping: Annotated[
        dict[str, CloudService], Field(description="By component; only for what runs in a public cloud.")
    ] = {}
    migrations: list[Migration] = []
    scale_tiers: list[ScaleTier] = []
    unconfirmed: list[Unconfirmed] = []
    sources: list[Source] = []
    license: Annotated[str | None, Field(description="Under what terms the sources and the record stand.")] = None
    attribution: Annotated[str | None, Field(description="Printed on the page and in every diagram.")] = None

    _shown: str = PrivateAttr(default="")
    _fingerprint: str = PrivateAttr(default="")

    def placed(self, shown: str, fingerprint: str) -> Self:
        """The record, told the file that it came from, as findings name it, and the digest of its data."""
        self._shown, self._fingerprint = shown, fingerprint
        return self

    @property
    def file(self) -> str:
        """The file the record came from, as findings name it."""
        return self._shown

    @property
    def fingerprint(self) -> str:
        """Digest of everything the record says."""
        return self._fingerprint

    def component(self, id_: str | None) -> Component | None:
        """The component with an id, or None."""
        return next((component for component in self.components if component.id == id_), None)

    def source(self, id_: str) -> Source | None:
        """The source with an id, or None."""
        return next((source for source in self.sources if source.id == id_), None)

    def source_number(self, id_: str) -> int:
        """The number that marks refer to a source by, from 1; 0 for an unknown id."""
        return self._numbers.get(id_, 0)

    def mark_of_key(self, part: Keyed) -> Mark:
        """Where the key of a part stands; the part itself, where it stands under none in the file."""
        _, holder = reach(self._place.node, part.path[:-1])
        return holder.keys_at.get(part.key, part.mark()) if isinstance(holder, Mapping) else part.mark()

    @cached_property
    def ordered_sources(self) -> list[Source]:
        """The sources, primary ones first, else in the order of the file."""
        return sorted(self.sources, key=lambda source: source.role != "primary")

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source.id: number for number, source in reversed(list(enumerate(self.ordered_sources, 1)))}

    def claims(self) -> Iterator[tuple[Part, Claim[Any]]]:
        """Every part that says something about the system, with its evidence; the top-level text is of the record
        itself.
        """
        for name in type(self).model_fields:
            if name in BOOKKEEPING or not self.is_written(name):
                continue
            value = getattr(self, name)
            if isinstance(value, str):
                yield self, self.field(name)
                continue
            for part in _parts(value):
                yield part, part.claim


def _parts(value: Any) -> Iterator[Part]:
    items = [value] if isinstance(value, Part) else value.values() if isinstance(value, dict) else value
    for item in items:
        if isinstance(item, Part):
            yield from item.parts()
