"""The registry of rules: a code, a title, why it matters, how to mend it, and its weight in each profile.

A rule that judges records is a function under :func:`rule`; what reading finds has a code here too, without a function.
The documentation's page of rules is made from this registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ..catalog.catalog import Catalog, Member
from ..catalog.finding import Mark
from ..catalog.manifest import Manifest, Profile, Severity
from ..catalog.model import CaseStudy
from ..catalog.vocabulary import Vocabulary

#: What a rule finds: where, and what is wrong.
Found = Iterator[tuple[Mark, str]]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides the record.

    :param as_of: the day it is judged on; never the clock's
    :param folder: of ``case-studies`` that its file lies in; None where that was named by itself
    """

    catalog: Catalog
    manifest: Manifest
    as_of: date
    folder: str | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms."""
        return self.catalog.vocabulary


Check = Callable[[CaseStudy, Context], Found]
#: What is found of one member of a catalogue, seen beside all others.
Comparison = Callable[[Member, Catalog], Found]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    :param code: ``ATL`` and three digits; the hundreds are the family
    :param why: what goes wrong for a reader without it
    :param fix: how to mend what it finds
    :param check: what judges a record by itself
    :param compare: what judges a record's names beside those of all others; with neither, reading finds it
    """

    code: str
    title: str
    why: str
    fix: str
    lenient: Severity
    strict: Severity
    check: Check | None = None
    compare: Comparison | None = None

    def severity(self, profile: Profile) -> Severity:
        """Its weight in a profile."""
        return self.strict if profile is Profile.STRICT else self.lenient


#: Every rule by its code.
RULES: dict[str, Rule] = {}

#: The families of rules, by the first digit of their code.
FAMILIES = {
    "0": "Files and YAML",
    "1": "Shape of a record",
    "2": "References and vocabulary",
    "3": "Evidence",
    "4": "Scale",
    "5": "Freshness",
    "6": "Consistency",
    "7": "Sources and law",
    "8": "Vocabulary and manifest",
    "9": "Registry of sources",
}


def declare(
    code: str,
    title: str,
    *,
    why: str,
    fix: str,
    lenient: Severity = Severity.ERROR,
    strict: Severity = Severity.ERROR,
    check: Check | None = None,
    compare: Comparison | None = None,
) -> None:
    """Enter a rule.

    :raises ValueError: if the code is taken, or ``strict`` weighs less than ``lenient``
    """
    if code in RULES:
        raise ValueError(f"rule {code} is declared twice")
    if strict.weight < lenient.weight:
        raise ValueError(f"rule {code} weighs less in the strict profile")
    RULES[code] = Rule(code, title, why, fix, lenient, strict, check, compare)


def rule(
    code: str,
    title: str,
    *,
    why: str,
    fix: str,
    lenient: Severity = Severity.WARNING,
    strict: Severity = Severity.ERROR,
) -> Callable[[Check], Check]:
    """Enter a function as the rule that judges records; it yields places and messages."""

    def enter(check: Check) -> Check:
        declare(code, title, why=why, fix=fix, lenient=lenient, strict=strict, check=check)
        return check

    return enter
