"""The vocabulary and the manifest: what reading finds in the one, and what the other may set and aim at."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.finding import Finding, did_you_mean
from ..catalog.manifest import Manifest
from ..catalog.terms import TermKind
from ..catalog.vocabulary import Vocabulary
from .registry import RULES, declare

declare(
    "ATL801",
    "Term taken",
    why="A word that stands for two terms stands for neither.",
    fix="Choose another id or alias for one of them.",
)
declare(
    "ATL802",
    "Requirement that does not exist",
    why="A pattern that requires an unknown mechanism cannot be checked against any record.",
    fix="Write the mechanism that is suggested, or define it.",
)
declare(
    "ATL803",
    "Severity for an unknown rule",
    why="A severity that belongs to no rule changes nothing, and whoever wrote it relies on it.",
    fix="Write the code that is suggested, or remove the line.",
)
declare(
    "ATL804",
    "Severity lighter than the profile's",
    why="What a profile demands is what its catalogues promise their readers: a manifest may demand more, never less.",
    fix="Remove the line, or write the profile's severity or a heavier one.",
)
declare(
    "ATL805",
    "Target in an unknown category",
    why="A system that is wanted in no category is missing from none: the gap is not seen.",
    fix="Write the category that is suggested, or define it in the catalogue's vocabulary.",
)


def judge(manifest: Manifest, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is wrong with the severities that a manifest sets, and with its targets."""
    for code, severity in manifest.severities.items():
        mark = manifest.mark("severities", code)
        if code not in RULES:
            yield Finding("ATL803", f"unknown rule {code!r}{did_you_mean(code, RULES)}", manifest.file, *mark)
        elif severity.weight < (least := RULES[code].severity(manifest.profile)).weight:
            message = f"{code} is {least} in the {manifest.profile} profile and cannot be {severity}; remove the line"
            yield Finding("ATL804", message, manifest.file, *mark)
    wanted = [(one.name, one.mark("category"), one.category) for one in manifest.targets.named]
    wanted += [
        (one.name, one.mark("categories", at), word)
        for one in manifest.targets.milestones
        for at, word in enumerate(one.categories)
    ]
    for name, mark, word in wanted:
        if vocabulary.resolve(TermKind.CATEGORY, word) is None:
            hint = vocabulary.suggestion(TermKind.CATEGORY, word)
            yield Finding("ATL805", f"{name}: unknown category {word!r}{hint}", manifest.file, *mark)
