"""What the code has is on the page that lists it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from bs4 import Tag

from sphinx_atlas import cli
from sphinx_atlas.catalog import manifest, model, operations, parts, sections, sources, terms
from sphinx_atlas.catalog.evidence import RESERVED
from sphinx_atlas.catalog.model import BOOKKEEPING
from sphinx_atlas.catalog.parts import Part
from sphinx_atlas.catalog.terms import TermKind
from sphinx_atlas.catalog.vocabulary import default_vocabulary
from sphinx_atlas.extension.config import AtlasConfig
from sphinx_atlas.extension.domain import OBJECTS
from sphinx_atlas.extension.setup import DIRECTIVES
from sphinx_atlas.extension.warnings import Subtype
from sphinx_atlas.rules.registry import RULES
from sphinx_atlas.views.page import ALL_TABLES
from tests.docs.conftest import DOCS, Site

#: Models that others are made from and that no file holds by themselves.
ABSTRACT = {parts.Part, parts.Keyed, operations.Mode, operations.Strategy, terms.Term}
MODELS = [
    entry
    for module in (model, parts, sections, operations, sources, manifest, terms)
    for entry in vars(module).values()
    if isinstance(entry, type) and issubclass(entry, Part) and entry.__module__ == module.__name__
    if entry not in ABSTRACT
]


def test_every_rule_has_an_entry(site: Site) -> None:
    page = site.page("reference/rules")
    for code, rule in RULES.items():
        signature = page.find(id=code.lower())
        assert isinstance(signature, Tag), code
        assert rule.title in signature.text


def test_every_config_value_has_an_entry(site: Site) -> None:
    page = site.page("reference/configuration")
    for entry in fields(AtlasConfig):
        assert page.find(id=f"confval-atlas_{entry.name}"), entry.name


def test_every_warning_has_an_entry_that_says_something(site: Site) -> None:
    page = site.page("reference/configuration")
    for entry in Subtype:
        signature = page.find(id=f"warning-{entry.value}")
        assert isinstance(signature, Tag)
        said = signature.find_next_sibling("dd")
        assert isinstance(said, Tag)
        assert len(said.text.split()) > 2, entry


@pytest.mark.parametrize("entry", MODELS, ids=lambda entry: entry.__name__)
def test_every_field_has_a_row(site: Site, entry: type[Part]) -> None:
    section = site.page("reference/records").find(id=f"fields-{entry.__name__.lower()}")
    assert isinstance(section, Tag)
    cells = [row.find_all("td") for row in section.find_all("tr")[1:]]
    rows = {row[0].text.strip(): row[2].text.strip() for row in cells}
    wanted = {info.alias or name: "yes" if info.is_required() else "—" for name, info in entry.model_fields.items()}
    assert rows == wanted


def test_the_keys_of_evidence_are_explained() -> None:
    text = (DOCS / "reference/records.rst").read_text(encoding="utf-8")
    assert [key for key in RESERVED if f"* - ``{key}``" not in text] == []
    assert [key for key in BOOKKEEPING if f"``{key}``" not in text] == []


def test_every_kind_of_diagram_and_every_table_is_listed(site: Site) -> None:
    shown = {tag.text for tag in site.page("reference/diagrams").find_all("code")}
    assert {term.id for term in default_vocabulary().of(TermKind.DIAGRAM)} <= shown
    assert set(ALL_TABLES) <= {tag.text for tag in site.page("reference/directives").find_all("code")}


def test_every_directive_option_and_role_is_shown(site: Site) -> None:
    page = site.page("reference/directives")
    missing = [name for name in DIRECTIVES if not page.find(id=f"directive-{name}")]
    missing += [
        f"{name}:{option}"
        for name, directive in DIRECTIVES.items()
        for option in directive.option_spec or {}
        if not page.find(id=f"directive-option-{name}-{option}")
    ]
    missing += [name for name in OBJECTS if not page.find(id=f"role-atlas-{name}")]
    assert missing == []


def _options(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command, inner in action.choices.items():
                yield from _options(inner, f"{name} {command}")
        elif action.option_strings and "--help" not in action.option_strings:
            yield name, action.option_strings[0]


def test_every_option_of_the_command_is_listed() -> None:
    pages = sorted(DOCS.joinpath("commands").glob("*.rst"))
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    listed = set()
    for part in text.split(".. program:: ")[1:]:
        program = part.splitlines()[0]
        listed |= {(program, line.split()[2].rstrip(",")) for line in part.splitlines() if ".. option::" in line}
    assert set(_options(cli.parser(), "sphinx-atlas")) <= listed


def test_the_map_names_files_that_exist() -> None:
    text = (DOCS / "contributing/architecture.rst").read_text(encoding="utf-8")
    names = {word.rpartition("/")[2] for word in text.replace("``", " ").split() if word.endswith((".py", ".yaml"))}
    package = Path(cli.__file__).parents[1]
    existing = {path.name for path in package.rglob("*.*")}
    assert names
    assert names <= existing
