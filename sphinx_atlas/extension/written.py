"""Which pages a builder has to write again, though they were not read: what it last made each of them of is kept.

By builder, because what one has written, another has not, and Sphinx reads for all of them once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..catalog.fingerprint import digest

if TYPE_CHECKING:
    from .domain import AtlasDomain
    from .shown import DocData


class Written(NamedTuple):
    """What a builder made its pages of when it last wrote them.

    :param state: digest of all that they were made of
    :param pages: each page that shows or links something of ours, to a digest of what that is
    """

    state: str = ""
    pages: dict[str, str] = {}  # never changed: a builder's next one takes its place


def written(domain: AtlasDomain, before: Written) -> Written:
    """What a builder's pages are to be made of now.

    :param before: what they were made of last; where nothing has changed since then, no record is read
    """
    state = digest(domain.state, domain.pages_state, domain.pictures.drawn_by, repr(sorted(domain.docs.items())))
    if state == before.state:
        return before
    return Written(state, {name: digest(*_parts(domain, data)) for name, data in domain.docs.items()})


def changed(before: Written, now: Written) -> set[str]:
    """The pages that are made of something else."""
    return {name for name, made_of in now.pages.items() if before.pages.get(name) != made_of}


def _parts(domain: AtlasDomain, data: DocData) -> Iterator[str]:
    """All that a page is made of: what it shows, and where its links lead, with the tooltip that each has."""
    yield from (part for key, seen in sorted(data["views"].items()) for part in (*key, seen))
    shown = {entry[:2] for entry in data["shown"]}
    if any(kind == "diagram" for kind, _name in shown):
        yield domain.pictures.drawn_by
    for key in sorted(shown.union(data["links"])):
        yield from (*key, *domain.settled_targets.get(key, ()), domain.definition(*key) or "")
