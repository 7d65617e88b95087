"""What a system is made of: its components, or what the record has in their place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ...catalog.evidence import Claim, Evidence, State
from ...catalog.model import CaseStudy
from ...catalog.operations import CloudConfidence, CloudService, Measure, Tier
from ...catalog.parts import Figure
from ...catalog.sections import Component, Flow, Plane
from ...catalog.terms import TermKind
from ..text import INFERRED, dated, headline, humanise, joined, term_label
from .model import NodeRole
from .sketch import Sketch

_ROLE_OF_PLANE = {Plane.STREAM: NodeRole.STREAM, Plane.STATE: NodeRole.STORE, Plane.CONTROL: NodeRole.CONTROLLER}
#: What nobody has stated.
NOT_KNOWN: Claim[str | None] = Claim(None)
_PROVIDERS = {"aws": "AWS", "gcp": "Google Cloud", "azure": "Azure"}


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the running system.

    :param plane: None where the record does not place it
    :param evidence: of the part as a whole
    """

    id: str
    name: str
    plane: Plane | None
    role: NodeRole
    evidence: Evidence
    technology: Claim[str | None]
    consistency: Claim[str | None] = NOT_KNOWN
    mechanisms: list[str] = field(default_factory=list)
    facts: dict[str, Figure] = field(default_factory=dict)


def elements(record: CaseStudy) -> dict[str, Element]:
    """The components by id; where the record lists none, its capacity tiers and what its cloud mapping names."""
    found: dict[str, Element] = {}
    for component in record.components:
        found.setdefault(component.id, _of_component(component))
    if found:
        return found
    for key, tier in record.capacity_planning.items():
        found[key.removesuffix("_tier")] = _of_tier(key, tier)
    for key, service in record.cloud_mapping.items():
        found[key] = _of_service(key, service, found.get(key))
    return found


def flows(record: CaseStudy, found: dict[str, Element]) -> list[Flow]:
    """The flows whose two ends are known."""
    return [flow for flow in record.flows if flow.from_ in found and flow.to in found]


def draw(sketch: Sketch, element: Element, *texts: str) -> str:
    """Add the box of an element: its name, then the given texts, then when it was so."""
    sketch.cite(element.evidence)
    inferred = element.evidence.state is State.INFERRED
    name = joined((element.name, INFERRED if inferred else ""))
    texts = name, *texts, dated(element.evidence)
    return sketch.node(f"c_{element.id}", *texts, role=element.role, plane=element.plane, state=element.evidence.state)


def technology(sketch: Sketch, element: Element) -> str:
    """What it is built with; empty where nobody has stated it."""
    return sketch.within(element.technology, element.evidence)


def consistency(sketch: Sketch, element: Element) -> str:
    """The name of the guarantee of what it holds; empty where nobody has stated it."""
    claim = element.consistency
    label = sketch.named(TermKind.GUARANTEE, claim.value) if claim.value else None
    return sketch.within(Claim(label, claim.evidence), element.evidence)


def plane_title(sketch: Sketch, plane: Plane) -> str:
    """``Edge plane``."""
    return f"{term_label(sketch.vocabulary, TermKind.PLANE, plane.value).capitalize()} plane"


def _of_component(component: Component) -> Element:
    return Element(
        id=component.id,
        name=component.name.strip() or headline(component.id),
        plane=component.plane,
        role=NodeRole(component.role.value),
        evidence=component.evidence,
        technology=component.field("technology"),
        consistency=component.field("consistency"),
        mechanisms=component.mechanisms,
        facts=component.facts,
    )


def _of_tier(key: str, tier: Tier) -> Element:
    plane, name = _plane_in(key), tier.name or headline(key)
    return Element(key.removesuffix("_tier"), name, plane, _role(plane), tier.evidence, NOT_KNOWN, facts=tier.figures())


def _of_service(key: str, service: CloudService, tier: Element | None) -> Element:
    """An entry of the cloud mapping, with the figures of the tier of the same name."""
    plane = _plane_in(key)
    named = [f"{name}: {text}" for provider, name in _PROVIDERS.items() if (text := getattr(service, provider))]
    confidence = f"({service.confidence})" if service.confidence else ""
    text = joined((service.service or "; ".join(named), confidence))
    evidence = tier.evidence if tier else service.evidence
    if tier is None and service.confidence == CloudConfidence.INFERRED:
        evidence = replace(evidence, inferred="so marked in the cloud mapping")
    return Element(
        id=key,
        name=tier.name if tier else headline(key),
        plane=plane,
        role=_role(plane),
        evidence=evidence,
        technology=Claim(text or None, service.evidence),
        facts=tier.facts if tier else {},
    )


def _plane_in(key: str) -> Plane | None:
    """The plane that a key of the capacity tiers or the cloud mapping names: ``state_tier`` names the state plane."""
    head = key.partition("_")[0]
    return Plane(head) if head in set(Plane) else None


def _role(plane: Plane | None) -> NodeRole:
    return _ROLE_OF_PLANE.get(plane, NodeRole.SERVICE) if plane else NodeRole.SERVICE


def limited(sketch: Sketch, measure: Measure) -> str:
    """A measure with its limit, which may be more surely known: ``rate per user, 50 per minute [2]``."""
    if measure.limit is None:
        return sketch.marked(f"{humanise(measure.name)}, limit not stated", measure.evidence)
    name = sketch.within(Claim(measure.name, measure.evidence), measure.limit.evidence)
    return f"{name}, {sketch.marked(measure.limit.quantity.text, measure.limit.evidence)}"
