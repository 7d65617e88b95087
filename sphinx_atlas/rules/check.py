"""Judging a catalogue: every problem of every file, with its weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..catalog.catalog import Catalog
from ..catalog.finding import Finding, shorten
from ..catalog.manifest import Manifest, Profile, Severity
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
from .manifest import judge
from .registry import RULES, Context

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


def check(catalog: Catalog, *, as_of: date, profile: Profile | None = None) -> list[Problem]:
    """Judge every record of a catalogue.

    :param as_of: the day that staleness is judged on
    :param profile: instead of each manifest's own; what a manifest tightens stays tightened
    :returns: every problem, sorted by file, line and column
    """
    problems = [
        Problem(finding, severity)
        for finding, manifest in _findings(catalog, as_of)
        if (severity := _severity(finding.code, manifest, profile)) is not Severity.OFF
    ]
    return sorted(set(problems), key=_order)


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    finding = problem.finding
    return finding.path, finding.line, finding.column, finding.code, finding.message


def _findings(catalog: Catalog, as_of: date) -> Iterator[tuple[Finding, Manifest]]:
    for finding in (*catalog.findings, *catalog.seen.findings):
        yield finding, catalog.manifest
    for manifest in {manifest.file: manifest for manifest in (catalog.manifest, *catalog.manifests.values())}.values():
        for finding in judge(manifest, catalog.vocabulary):
            yield finding, manifest
    for record in catalog.records.values():
        manifest = catalog.manifests[record.id]
        context = Context(catalog, manifest, as_of)
        for entry in RULES.values():
            if entry.check is not None:
                for mark, message in entry.check(record, context):
                    yield Finding(entry.code, shorten(message, MAX_MESSAGE), record.file, *mark), manifest


def _severity(code: str, manifest: Manifest, profile: Profile | None) -> Severity:
    own = RULES[code].severity(profile or manifest.profile)
    return max(own, manifest.severities.get(code, own), key=lambda severity: severity.weight)


def has_errors(problems: list[Problem]) -> bool:
    """Whether a build must fail."""
    return any(problem.severity is Severity.ERROR for problem in problems)
