"""The fields of a record, a manifest, a vocabulary file and a registry of sources, from the models that read them."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from docutils import nodes
from pydantic.fields import FieldInfo

from sphinx_atlas.catalog.dates import PartialDate
from sphinx_atlas.catalog.manifest import Manifest
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.operations import Mode
from sphinx_atlas.catalog.parts import Part
from sphinx_atlas.catalog.quantity import Quantity
from sphinx_atlas.catalog.sections import Slug, SystemId
from sphinx_atlas.catalog.terms import VocabularyFile
from sphinx_atlas.sources.registry import Registry

from .parts import Inlines, SiteDirective, code, joined, link, paragraph, prose, table, text

FILES: dict[str, type[Part]] = {
    "record": CaseStudy,
    "manifest": Manifest,
    "vocabulary": VocabularyFile,
    "registry": Registry,
}

_PLAIN = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    date: "day: `YYYY-MM-DD`",
    PartialDate: "day, month or year",
    Quantity: "number with its unit, as text",
}
_FORMS = ((SystemId, "system's id: `CS-ORG-PRODUCT`"), (Slug, "id: `lower_case`"))


class Fields(SiteDirective):
    """The fields of one kind of file: a section for each model that it is made of."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The file itself, then its parts in the order in which they are met."""
        root = FILES[self.arguments[0]]
        places = places_of(root)
        self.depends_on(*places)
        return [self._model(model, at) for model, at in places.items()]

    def _model(self, model: type[Part], at: list[str]) -> nodes.Node:
        section = self.section(text(title(model)), anchor(model))
        section += paragraph(*prose(_first_lines(model)))
        if at:
            section += paragraph(*text("Stands at "), *joined(code(path) for path in at), *text("."))
        if model.shorthand:
            section += paragraph(*prose(f"It may be written as its `{model.shorthand}` alone."))
        if model.model_config.get("extra") == "allow":
            section += paragraph(*text("Any further key is a figure of its own."))
        rows = (_row(model, *entry) for entry in written_fields(model))
        section += table(("Field", "Type", "Required", "Description"), rows)
        return section


def places_of(root: type[Part]) -> dict[type[Part], list[str]]:
    """Every model below one, in the order in which it is first met, with the paths where it stands."""
    found: dict[type[Part], list[str]] = {root: []}

    def visit(model: type[Part], path: str) -> None:
        for key, _info, hint in written_fields(model):
            for part in _classes_in(hint, Part):
                new = part not in found
                places = found.setdefault(part, [])
                places.append(f"{path}{key}{_step(hint)}")
                if new:
                    visit(part, f"{places[0]}.")

    visit(root, "")
    return found


def written_fields(model: type[Part]) -> Iterator[tuple[str, FieldInfo, Any]]:
    """Key in the file, field and type of everything that a model holds."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        yield info.alias or name, info, hints[name]


def title(model: type[Part]) -> str:
    """What a model is called on the page."""
    return re.sub(r"(?<!^)([A-Z])", r" \1", model.__name__).lower().capitalize()


def anchor(model: type[Part]) -> str:
    """Where a model stands on the page."""
    return f"fields-{model.__name__.lower()}"


def _step(hint: Any) -> str:
    kinds = {get_origin(part) for part in _walk(hint)}
    return "[]" if list in kinds else ".<name>" if dict in kinds else ""


def _walk(hint: Any) -> Iterator[Any]:
    yield hint
    for inner in get_args(hint) if not isinstance(hint, type) or isinstance(hint, types.GenericAlias) else ():
        yield from _walk(inner)


def _classes_in(hint: Any, *bases: type) -> list[type]:
    """The classes of our own that a type is made of."""
    found = (part for part in _walk(hint) if isinstance(part, type) and not isinstance(part, types.GenericAlias))
    return [part for part in found if issubclass(part, bases)]


def _row(model: type[Part], key: str, info: FieldInfo, hint: Any) -> list[Inlines]:
    known = model.known if issubclass(model, Mode) and key == "mode" else ()
    type_ = prose("one of " + ", ".join(f"`{word}`" for word in known)) if known else describe(hint)
    said = info.description or next(map(_first_lines, _classes_in(hint, Part, Enum)), "—")
    return [code(key), type_, text("yes" if info.is_required() else "—"), prose(said)]


def _first_lines(entry: type) -> str:
    """What a class says of itself before the first empty line."""
    return (inspect.getdoc(entry) or "").partition("\n\n")[0]


def describe(hint: Any) -> Inlines:
    """A type in words, with links to the models of the page."""
    origin, arguments = get_origin(hint), get_args(hint)
    if words := next((words for form, words in _FORMS if all(entry in arguments for entry in get_args(form))), None):
        return prose(words)
    if origin in (Annotated, Union, types.UnionType):
        return describe(next(inner for inner in arguments if inner is not type(None)))
    if origin is list:
        return [*text("list of "), *describe(arguments[0])]
    if origin is dict:
        return [*prose(f"mapping of {_values(arguments[0]) or 'name'} to "), *text(" "), *describe(arguments[1])]
    if issubclass(hint, Part):
        return link(text(title(hint).lower()), anchor(hint))
    return prose(f"one of {_values(hint)}" if _values(hint) else _PLAIN[hint])


def _values(hint: type) -> str:
    """The values of a closed list; empty for what is none."""
    return ", ".join(f"`{member.value}`" for member in hint) if issubclass(hint, Enum) else ""


DIRECTIVES = {"site-fields": Fields}
