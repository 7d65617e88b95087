"""Every directive, every option and every role, each used at least once: in reStructuredText and, made of the same
data, in Markdown.

Whoever adds a directive, an option or a role adds a use of it to :data:`PAGES` or :data:`ROLES`; a test says which is
missing. All tests of builders take what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import indent


@dataclass(frozen=True)
class Use:
    """A directive as a page writes it.

    :param options: an option that takes no value has an empty one
    :param within: an admonition that it stands in, where no section can begin
    """

    directive: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    within: str = ""

    def rst(self) -> str:
        """In reStructuredText."""
        lines = [f".. {self.directive}:: {self.argument}".rstrip()]
        lines += [f"   :{name}: {value}".rstrip() for name, value in self.options.items()]
        text = "\n".join(lines)
        return f".. {self.within}::\n\n{indent(text, '   ')}" if self.within else text

    def myst(self) -> str:
        """In Markdown."""
        lines = [f"```{{{self.directive}}} {self.argument}".rstrip()]
        lines += [f":{name}: {value}".rstrip() for name, value in self.options.items()]
        text = "\n".join([*lines, "```"])
        return f"````{{{self.within}}}\n{text}\n````" if self.within else text


@dataclass(frozen=True)
class Role:
    """A role as a sentence holds it.

    :param text: what is shown instead of the name of the thing
    """

    name: str
    target: str
    text: str = ""

    def content(self) -> str:
        """What stands between the backticks."""
        return f"{self.text} <{self.target}>" if self.text else self.target

    def rst(self) -> str:
        """In reStructuredText."""
        return f":{self.name}:`{self.content()}`"

    def myst(self) -> str:
        """In Markdown."""
        return f"{{{self.name}}}`{self.content()}`"


SYSTEM, OTHER = "CS-FERRY-CHAT", "CS-BARGE"

#: The directives of each page of the showcase, by its name. Some depend on what stands before them on their page.
PAGES: dict[str, list[Use]] = {
    "whole": [Use("atlas-system", SYSTEM)],
    "chosen": [
        Use("atlas-system", SYSTEM, {"tables": "summary, failures", "diagrams": "BP L0"}),
        Use("atlas-diagram", "CO"),
        Use("atlas-table", "capacity"),
    ],
    "again": [
        Use("atlas-system", SYSTEM, {"tables": "none", "diagrams": "none", "no-index": ""}),
        Use("atlas-diagram", f"{SYSTEM}-L1-STATE", {"no-index": ""}),
        Use("atlas-term", "p3_durable_log", {"no-index": ""}),
    ],
    "within": [Use("atlas-system", SYSTEM, {"diagrams": "FM"}, within="note")],
    "tables": [
        Use("atlas-table", name, {"system": SYSTEM})
        for name in ("summary", "patterns", "failures", "regions", "backpressure", "capacity", "cloud")
    ],
    "diagrams": [
        Use("atlas-diagram", f"{SYSTEM}-L0"),
        Use("atlas-diagram", "BP", {"system": SYSTEM, "caption": "How it *holds* back, & why"}),
        Use("atlas-diagram", "sl", {"system": "CS-FERRY"}),
    ],
    "terms": [
        Use("atlas-term", "pattern fan_out"),
        Use("atlas-term", "p11_cache"),
        Use("atlas-term", "guarantee per_key_order"),
        Use("atlas-term", "category messaging"),
    ],
    "indices": [
        Use("atlas-index", "systems"),
        Use("atlas-index", "systems", {"category": "messaging"}),
        Use("atlas-index", "systems", {"category": "search"}),
        Use("atlas-index", "categories"),
        Use("atlas-index", "patterns"),
        Use("atlas-index", "mechanisms"),
        Use("atlas-index", "guarantees"),
    ],
    "categories": [Use("atlas-category", "social-feeds"), Use("atlas-category", "fintech", {"no-index": ""})],
    "across": [
        Use("atlas-matrix", "mechanisms"),
        Use("atlas-matrix", "patterns", {"category": "messaging"}),
        Use("atlas-matrix", "guarantees", {"terms": "per_key_order linearizability"}),
        Use("atlas-compare", f"{SYSTEM} {OTHER}"),
        Use("atlas-compare", f"{SYSTEM}, {OTHER}", {"fields": "failover scale"}),
        Use("atlas-coverage"),
        Use("atlas-coverage", "categories"),
        Use("atlas-coverage", "systems"),
        Use("atlas-coverage", "gaps"),
        Use("atlas-coverage", "milestones"),
        Use("atlas-coverage", "activity"),
        Use("atlas-data"),
        Use("atlas-sources"),
        Use("atlas-sources", "", {"category": "messaging", "type": "blog"}),
        Use("atlas-sources", SYSTEM),
    ],
}

#: What the page of roles holds.
ROLES: list[Role] = [
    Role("atlas:system", SYSTEM),
    Role("atlas:system", "CS-FERRY", "by a former id"),
    Role("atlas:diagram", f"{SYSTEM}-BP"),
    Role("atlas:diagram", f"{SYSTEM}-BP", "the picture"),
    Role("atlas:pattern", "fan_out"),
    Role("atlas:mechanism", "p3_durable_log"),
    Role("atlas:mechanism", "p9_circuit_breaker", "one that nobody uses"),
    Role("atlas:guarantee", "per_key_order"),
    Role("atlas:category", "messaging"),
    Role("atlas:value", f"{SYSTEM} scale.concurrency"),
    Role("any", SYSTEM),
]


def pages(language: str) -> dict[str, str]:
    """Every page of the showcase as text, by its name.

    :param language: ``rst`` or ``md``
    """
    if language == "rst":
        bodies = {name: [use.rst() for use in uses] for name, uses in PAGES.items()}
        bodies["roles"] = ["- " + role.rst() for role in ROLES]
        return {name: "\n\n".join([f"{name}\n{'=' * len(name)}", *body]) + "\n" for name, body in bodies.items()}
    bodies = {name: [use.myst() for use in uses] for name, uses in PAGES.items()}
    bodies["roles"] = ["- " + role.myst() for role in ROLES]
    return {name: "\n\n".join([f"# {name}", *body]) + "\n" for name, body in bodies.items()}
