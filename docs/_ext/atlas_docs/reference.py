"""Reference pages made from the code: configuration, warnings, rules, kinds of diagram, tables."""

from __future__ import annotations

import inspect
from dataclasses import fields as dataclass_fields
from itertools import pairwise

from docutils import nodes

from sphinx_atlas.catalog.terms import DiagramSet, TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.extension import config, warnings
from sphinx_atlas.rules import check
from sphinx_atlas.rules.registry import FAMILIES, RULES, Rule
from sphinx_atlas.views import page

from .parts import SiteDirective, code, link, paragraph, prose, table, text


class ConfigValues(SiteDirective):
    """Every value that ``conf.py`` may set."""

    def run(self) -> list[nodes.Node]:
        """One definition for each."""
        self.depends_on(config)
        default = config.AtlasConfig()
        found: list[nodes.Node] = []
        for entry in dataclass_fields(config.AtlasConfig):
            name = f"atlas_{entry.name}"
            facts = [
                *text("Type: "),
                *code(entry.type),
                *text(", default: "),
                *code(repr(getattr(default, entry.name))),
            ]
            body = [paragraph(*prose(entry.metadata["help"])), paragraph(*facts, quiet=True)]
            found.append(self.definition("confval", name, f"confval-{name}", body))
        return found


class Warnings(SiteDirective):
    """Every subtype of warning that a project can silence."""

    def run(self) -> list[nodes.Node]:
        """One definition for each; the texts are the strings that stand under the members."""
        self.depends_on(warnings)
        said = _texts_under_members(warnings.Subtype)
        return [
            self.definition("atlas-warning", f"atlas.{name}", f"warning-{name}", [paragraph(*prose(said[entry.name]))])
            for entry in warnings.Subtype
            for name in [entry.value]
        ]


def _texts_under_members(enum: type) -> dict[str, str]:
    """The string that follows each member in the source of an enumeration."""
    lines = [line.strip() for line in inspect.getsource(enum).splitlines()]
    return {
        name.split(" = ")[0]: text.strip('"')
        for name, text in pairwise(lines)
        if " = " in name and text.startswith('"""')
    }


class Rules(SiteDirective):
    """Every rule of the registry, family by family."""

    def run(self) -> list[nodes.Node]:
        """A section for each family, with an overview and a definition of each rule."""
        self.depends_on(check, *(judge for entry in RULES.values() if (judge := entry.check or entry.compare)))
        found: list[nodes.Node] = []
        for digit, title in FAMILIES.items():
            rules = [RULES[name] for name in sorted(RULES) if name[3] == digit]
            if rules:
                section = self.section(text(title), f"rules-{digit}")
                section += _overview(rules)
                section += [self._rule(entry) for entry in rules]
                found.append(section)
        return found

    def _rule(self, entry: Rule) -> nodes.Node:
        body = [
            paragraph(*prose(entry.why)),
            paragraph(nodes.strong("", "To mend it: "), *prose(entry.fix)),
            paragraph(*text(f"lenient: {entry.lenient}, strict: {entry.strict}"), quiet=True),
        ]
        return self.definition("atlas-rule", entry.code, entry.code.lower(), body, entry.title)


def _overview(rules: list[Rule]) -> nodes.Element:
    rows = (
        [
            link(code(entry.code), entry.code.lower()),
            text(entry.title),
            text(entry.lenient),
            text(entry.strict),
        ]
        for entry in rules
    )
    return table(("Code", "What it finds", "Lenient", "Strict"), rows)


class DiagramKinds(SiteDirective):
    """Every kind of diagram: the ten that each system has, or the others."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A table of kinds with the question that each answers."""
        wanted = DiagramSet(self.arguments[0])
        kinds = [term for term in default_vocabulary().of(TermKind.DIAGRAM) if term.set is wanted]
        rows = ([code(term.id), text(term.name), prose(term.question), prose(term.definition)] for term in kinds)
        return [table(("Kind", "Name", "The question it answers", "What it shows"), rows)]


class TableNames(SiteDirective):
    """Every table that a directive can show."""

    def run(self) -> list[nodes.Node]:
        """A table of names; what each holds is said by the function that makes it."""
        self.depends_on(page, *page.ALL_TABLES.values())
        rows = ([code(name), prose(inspect.getdoc(make) or "")] for name, make in page.ALL_TABLES.items())
        return [table(("Name", "What it holds"), rows)]


DIRECTIVES = {
    "site-config-values": ConfigValues,
    "site-warnings": Warnings,
    "site-rules": Rules,
    "site-diagram-kinds": DiagramKinds,
    "site-table-names": TableNames,
}
