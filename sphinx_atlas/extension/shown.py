"""What the domain keeps of a document: what it shows, what it refers to, and how its views were."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

#: Document and anchor where something is shown.
Target = tuple[str, str]


class Shown(NamedTuple):
    """A thing that a document shows."""

    objtype: str
    name: str
    anchor: str


class DocData(TypedDict):
    """What the domain keeps of one document."""

    shown: list[Shown]
    #: what it refers to: kind and name
    links: list[tuple[str, str]]
    #: key of each view it shows, and the fingerprint that the view had
    views: dict[tuple[str, ...], str]
    #: messages of what was wrong with its directives and roles
    problems: list[str]
