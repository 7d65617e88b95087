"""A case of a rule: a change to the good record that the rule finds something in, and a like one in which it is silent.

The cases stand in ``cases/*.yaml``. ``¦`` stands before what the finding is to point at and is taken out; without it
the finding is to point at the top of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from sphinx_atlas.catalog.manifest import Profile
from sphinx_atlas.rules.check import Problem, check
from tests.records import AS_OF, catalog_of, good_record

PLACE = "¦"


@dataclass(frozen=True)
class Case:
    """One case.

    :param old: what is replaced in the record; it stands there once
    :param bad: by what, so that the rule finds one thing
    :param fine: by what, so that nothing at all is found
    :param says: what the message of the finding holds
    :param given: what else is replaced in both
    :param also: other codes that the bad one cannot do without
    """

    code: str
    old: str
    bad: str
    fine: str
    says: str = ""
    given: list[dict[str, str]] = field(default_factory=list)
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}-{self.bad.replace(PLACE, '').strip()[:40]}"

    def text(self, new: str) -> tuple[str, tuple[int, int]]:
        """The changed record, and the place that is marked in it."""
        text = good_record()
        for change in (*self.given, {"old": self.old, "new": new}):
            assert text.count(change["old"]) == 1, f"{change['old']!r} stands {text.count(change['old'])} times"
            text = text.replace(change["old"], change["new"])
        before, mark, after = text.partition(PLACE)
        place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else (1, 1)
        return before + after, place


def cases() -> list[Case]:
    """All cases, file by file."""
    files = sorted(Path(__file__).with_name("cases").glob("*.yaml"))
    return [Case(**entry) for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]


_catalog = cache(catalog_of)


@cache
def problems(text: str, profile: Profile = Profile.STRICT) -> tuple[Problem, ...]:
    """What is found in one record, with the small vocabulary."""
    return tuple(check(_catalog(text), as_of=AS_OF, profile=profile))
