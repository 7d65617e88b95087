"""A case of a rule: a change to the good record that the rule finds something in, and a like one in which it is silent.

``¦`` stands before what the finding is to point at and is taken out; without it the finding is to point at 1:1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_atlas.catalog.manifest import Profile
from sphinx_atlas.rules.check import Problem, check
from tests.records import AS_OF, catalog_of, good_record

PLACE = "¦"


@dataclass(frozen=True)
class Case:
    """One case.

    :param old: what is replaced in the record; it stands there once
    :param bad: by what, so that the rule finds something; ``says`` is in the message
    :param fine: by what, so that nothing at all is found
    :param given: what else is replaced in both
    :param also: other codes that the bad one cannot do without
    """

    code: str
    old: str
    bad: str
    fine: str
    says: str = ""
    given: dict[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}-{self.bad.replace(PLACE, '').strip()[:40]}"

    def text(self, new: str) -> tuple[str, tuple[int, int]]:
        """The changed record, and the place that is marked in it."""
        text = good_record()
        for old, replacement in {**self.given, self.old: new}.items():
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the record"
            text = text.replace(old, replacement)
        before, mark, after = text.partition(PLACE)
        place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else (1, 1)
        return before + after if mark else text, place


def problems(text: str, profile: Profile = Profile.STRICT) -> list[Problem]:
    """What the rules find in one record, with the small vocabulary."""
    return check(catalog_of(text), as_of=AS_OF, profile=profile)
