"""What a record stands on before the law and before its readers: its terms, and sources that are enough and known."""

from __future__ import annotations

import re

from ..catalog.finding import did_you_mean
from ..catalog.manifest import Severity
from ..catalog.model import CaseStudy
from ..catalog.operations import CloudConfidence
from ..catalog.sources import SourceRole, SourceType
from .registry import Context, Found, rule
from .words import is_placeholder, label

#: Where talks are given and papers published, as their names begin or stand in a longer name.
VENUES = (
    "ACM Queue", "ApacheCon", "Black Hat", "CACM", "CIDR", "Communications of the ACM", "Data + AI Summit", "Devoxx",
    "ElixirConf", "EuroSys", "GOTO", "Google Cloud Next", "GopherCon", "HotOS", "HotStorage", "ICDE", "IEEE", "InfoQ",
    "KDD", "Kafka Summit", "KubeCon", "LISA", "NSDI", "OOPSLA", "OSDI", "PODC", "PODS", "Percona Live", "QCon",
    "RecSys", "SIGCOMM", "SIGMOD", "SIGOPS", "SOSP", "SREcon", "SoCC", "Strange Loop", "TOCS", "TODS", "USENIX", "VLDB",
    "Velocity", "re:Invent",
)  # fmt: skip

#: What people write for one of the three kinds of confidence in a cloud service.
_CONFIDENCE_WORDS = {
    "confirmed": "verified",
    "tested": "verified",
    "stated": "claimed",
    "assumed": "inferred",
    "likely": "inferred",
}


@rule(
    "ATL701",
    "Terms not written",
    why="Somebody's words stand behind every record: under what terms, and by whom, has to be said on each page.",
    fix="Write whose texts are cited and under what terms, and who is to be named.",
)
def _terms(record: CaseStudy, context: Context) -> Found:
    for name in ("license", "attribution"):
        text = getattr(record, name)
        if text and is_placeholder(text):
            yield record.mark(name), f"{name} is only {text!r}; write whose texts are cited and on what terms"


@rule(
    "ATL702",
    "No primary source",
    why="What an organisation runs is known from what it says itself; the rest is hearsay.",
    fix="Cite a post, paper or talk by the organisation, with 'role: primary'.",
    lenient=Severity.ERROR,
)
def _primary(record: CaseStudy, context: Context) -> Found:
    if not any(source.role is SourceRole.PRIMARY for source in record.sources):
        yield record.mark("sources"), "no primary source; cite one by the organisation itself"


@rule(
    "ATL703",
    "Fewer than two sources",
    why="One page has one author and one day: a second shows whether they were right.",
    fix="Add a second source, primary or supporting.",
)
def _two(record: CaseStudy, context: Context) -> Found:
    if len(record.sources) == 1:
        yield record.sources[0].mark(), "only one source; add a second, primary or supporting"


@rule(
    "ATL706",
    "Venue unknown",
    why="A talk or paper counts for where it was given: there somebody chose it.",
    fix="Add 'venue': a known conference or journal, or the organisation's own channel.",
    strict=Severity.WARNING,
)
def _venues(record: CaseStudy, context: Context) -> Found:
    own = {word.casefold() for name in (record.org or "", record.name) for word in re.findall(r"\w{3,}", name)[:1]}
    for source in record.sources:
        if source.type not in (SourceType.TALK, SourceType.PAPER):
            continue
        if source.venue is None:
            yield source.mark(), f"{source.type} {source.id!r} names no venue; add 'venue'"
        elif not _is_known_venue(source.venue, own):
            hint = did_you_mean(source.venue, VENUES) or "; known are conferences such as QCon, KubeCon and USENIX"
            yield source.mark("venue"), f"unknown venue {source.venue!r}{hint}"


@rule(
    "ATL708",
    "Cloud service without confidence",
    why="What runs on which cloud is guessed more often than said: readers need to know which.",
    fix="Add 'confidence': claimed by the organisation, inferred, or verified.",
)
def _cloud(record: CaseStudy, context: Context) -> Found:
    kinds = [kind.value for kind in CloudConfidence]
    for service in record.cloud_mapping.values():
        if service.confidence is None:
            yield service.mark(), f"{label(service)} has no confidence; add one of {', '.join(kinds)}"
        elif service.confidence not in kinds:
            meant = _CONFIDENCE_WORDS.get(service.confidence.casefold())
            hint = f"; did you mean {meant!r}?" if meant else did_you_mean(service.confidence, kinds)
            yield service.mark("confidence"), f"{label(service)}: confidence {service.confidence!r} is unknown{hint}"


@rule(
    "ATL709",
    "Page that may be gone tomorrow",
    why="Pages move and vanish: without a copy and the day it was read, a quote cannot be checked any more.",
    fix="Add 'retrieved', the day it was read, and 'archived', the address of an archived copy.",
    lenient=Severity.INFO,
    strict=Severity.INFO,
)
def _kept(record: CaseStudy, context: Context) -> Found:
    lost = [source.id for source in record.sources if not (source.retrieved and (source.archived or source.read_at))]
    if lost:
        share = f"{len(lost)} of {len(record.sources)} sources"
        yield record.mark("sources"), f"{share} have no archived copy, or no day of reading: {', '.join(lost)}"


def _is_known_venue(venue: str, own: set[str]) -> bool:
    said = venue.casefold()
    return any(re.search(rf"(?<!\w){re.escape(known.casefold())}(?!\w)", said) for known in (*VENUES, *own))
