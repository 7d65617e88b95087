"""Judging a catalogue: every problem of every file, with its weight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from ..catalog.catalog import Catalog, Member
from ..catalog.finding import Finding, shorten
from ..catalog.manifest import Manifest, Profile, Severity
from ..catalog.model import CaseStudy
from . import (  # noqa: F401 - they enter their rules
    addresses,
    consistency,
    crosschecks,
    evidence,
    feeds,
    files,
    freshness,
    legal,
    names,
    quotes,
    references,
    scale,
    shape,
    terms,
)
from .manifest import judge as judge_manifest
from .registry import RULES, Context, Found, Rule

Judge = Callable[[CaseStudy, Context], Iterable[Finding]]
#: A finding, and the manifest that says what it weighs.
Judged = tuple[Finding, Manifest]
#: A message is one line, and no longer than this, whatever a record has for names; in characters.
MAX_MESSAGE = 800


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with its weight."""

    finding: Finding
    severity: Severity

    def __str__(self) -> str:
        """``path:line:column: severity CODE message``."""
        finding = self.finding
        return f"{finding.location}: {self.severity} {finding.code} {finding.message}"


def alone(record: CaseStudy, context: Context) -> Iterator[Finding]:
    """What is wrong with a record by itself."""
    file = record.file
    for entry in RULES.values():
        if entry.check is not None:
            yield from _all(entry, entry.check(record, context), file)


def check(catalog: Catalog, *, as_of: date, profile: Profile | None = None, judge: Judge = alone) -> list[Problem]:
    """Judge every record of a catalogue.

    :param as_of: the day that staleness is judged on
    :param profile: instead of each manifest's own; what a manifest tightens stays tightened
    :param judge: finds what is wrong with a record by itself
    :returns: every problem, sorted by file, line and column
    """
    found = (
        (finding, manifest)
        for record in catalog.records.values()
        for manifest in [catalog.manifests[record.id]]
        for finding in judge(record, Context(catalog, manifest, as_of, catalog.categories_of.get(record.id)))
    )
    return weigh(catalog, found, profile)


def weigh(catalog: Catalog, found: Iterable[Judged], profile: Profile | None) -> list[Problem]:
    """The problems of a catalogue.

    :param found: what is wrong with each record by itself; the catalogue has heard of all of them afterwards
    """
    problems = {
        Problem(finding, severity)
        for finding, manifest in chain(found, _together(catalog))
        if (severity := _severity(finding.code, manifest, profile)) is not Severity.OFF
    }
    return sorted(problems, key=_order)


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    finding = problem.finding
    return finding.path, finding.line, finding.column, finding.code, finding.message


def _together(catalog: Catalog) -> Iterator[Judged]:
    """What is wrong with records beside one another, with files, and with what records are judged by."""
    for member in catalog.members.values():
        for finding in _beside_others(member, catalog):
            yield finding, catalog.manifests[member.id]
    for finding in (*catalog.findings, *catalog.seen.findings):
        yield finding, catalog.manifest
    for manifest in {manifest.file: manifest for manifest in (catalog.manifest, *catalog.manifests.values())}.values():
        for finding in judge_manifest(manifest, catalog.vocabulary):
            yield finding, manifest


def _beside_others(member: Member, catalog: Catalog) -> Iterator[Finding]:
    for entry in RULES.values():
        if entry.compare is not None:
            yield from _all(entry, entry.compare(member, catalog), member.file)


def _all(entry: Rule, found: Found, file: str) -> Iterator[Finding]:
    for mark, message in found:
        yield Finding(entry.code, shorten(message, MAX_MESSAGE), file, *mark)


def _severity(code: str, manifest: Manifest, profile: Profile | None) -> Severity:
    own = RULES[code].severity(profile or manifest.profile)
    return max(own, manifest.severities.get(code, own), key=lambda severity: severity.weight)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether a build must fail."""
    return any(problem.severity is Severity.ERROR for problem in problems)
