"""The JSON Schema of a record as people write it: for editors, which complete, explain and check while one types.

The models say what a record is once it has been read. What may be written is more: each value plainly or as a claim,
parts by their shorthand, and evidence in every object. The schema says which keys and words there are; what stands
behind them is for the rules. It has no defaults and no examples, since an editor would fill them in, and no titles,
since an editor would show one above everything.
"""

from __future__ import annotations

import inspect
import re
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from .dates import Partial
from .model import BOOKKEEPING, CaseStudy
from .operations import CloudConfidence, CloudService, Mode
from .parts import Part
from .reading import INNOVATIONS
from .sections import Component, Flow, Guarantee, MechanismUse, PatternUse
from .terms import GuaranteeTerm, TermKind
from .vocabulary import SCOPED, Vocabulary

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Where the schema of the catalogue in the package is published.
ADDRESS = "https://sphinx-atlas.github.io/sphinx-atlas/api/v1/schema.json"
#: The line by which an editor finds the schema of a record.
MODELINE = f"# yaml-language-server: $schema={ADDRESS}"

#: The fields that hold words of the vocabulary.
TERMS: dict[tuple[type[Part], str], TermKind] = {
    (CaseStudy, "category"): TermKind.CATEGORY,
    (CaseStudy, "also_in"): TermKind.CATEGORY,
    (PatternUse, "name"): TermKind.PATTERN,
    (MechanismUse, "name"): TermKind.MECHANISM,
    (Component, "mechanisms"): TermKind.MECHANISM,
    (Component, "consistency"): TermKind.GUARANTEE,
    (Guarantee, "name"): TermKind.GUARANTEE,
    (Flow, "guarantee"): TermKind.GUARANTEE,
}

_SAID: Schema = {"type": "string", "pattern": r"\S"}
#: What may stand under each key of evidence, as :data:`~sphinx_atlas.catalog.evidence.RESERVED` reads it.
EVIDENCE: dict[str, Schema] = {
    "source": {
        "description": "Id of the source that says so, or a list of ids.",
        "anyOf": [_SAID, {"type": "array", "items": _SAID, "minItems": 1}],
    },
    "quote": {
        "description": "The figure as the page words it: at most twelve words that hold the number.",
        **_SAID,
    },
    "inferred": {"description": "Why we conclude what no source says.", **_SAID},
    "as_of": {
        "description": "When the value held: YYYY, YYYY-MM or YYYY-MM-DD.",
        **TypeAdapter(Partial).json_schema(),
    },
    "historical": {"description": "Whether the value no longer holds.", "type": "boolean"},
}
_EVIDENCE_KEYS: Schema = {key: {"$ref": f"#/$defs/{key}"} for key in EVIDENCE}


def input_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a record that is written in the words of a vocabulary.

    :returns: JSON Schema, draft 2020-12, as plain data; the same vocabulary gives the same
    """
    generator = _Models()
    read = generator.generate(TypeAdapter(CaseStudy).core_schema)
    definitions = read.pop("$defs")
    written = _Written(generator.models, definitions)
    record = written.whole(CaseStudy, read)
    old, new = INNOVATIONS
    # Completion is to offer one name of a field, not two.
    record["properties"][old] = {**record["properties"][new], "deprecated": True, "doNotSuggest": True}
    parts = {name: written.definition(name) for name in definitions}
    words = {kind.value: _words(kind, vocabulary) for kind in TERMS.values()}
    return {
        "$schema": DIALECT,
        **record,
        "$defs": dict(sorted({**parts, **words, **EVIDENCE}.items())),
    }


class _Models(GenerateJsonSchema):
    """pydantic's own schema of the models, without defaults and nulls; remembers which model each definition is of."""

    def __init__(self) -> None:
        super().__init__(by_alias=True)
        self.models: dict[str, type[Part]] = {}

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        model = schema["cls"]
        self.models[model.__name__] = model
        return super().model_schema(schema) | {"description": model.__doc__}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        # A key without a value is a finding: nobody writes null.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


class _Written:
    """Makes the schemas of what is written from those of what is read."""

    def __init__(self, models: dict[str, type[Part]], read: dict[str, Schema]) -> None:
        self.models, self.read = models, read

    def definition(self, name: str) -> Schema:
        """A part in each form that it may be written in; a closed list of words as it is."""
        model, read = self.models.get(name), self.read[name]
        if model is None:
            return _presented(read)
        whole = self.whole(model, read)
        if model.shorthand is None:
            return whole
        _, short = _apart(self._plain(model, model.shorthand, read["properties"][model.shorthand]))
        forms = [short, whole]
        if not model.bookkeeping and "value" not in whole["properties"]:
            forms.append(_claim(short))
        return {"description": whole.pop("description"), "anyOf": forms}

    def whole(self, model: type[Part], read: Schema) -> Schema:
        """A part as an object with all its keys."""
        properties = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            schema = self._plain(model, name, read["properties"][key])
            # Under ``value`` stands what the evidence beside it is about.
            is_claim = key != "value" and not model.bookkeeping and not (model is CaseStudy and name in BOOKKEEPING)
            properties[key] = self._claimed(schema) if is_claim else schema
        if model is not CaseStudy and not model.bookkeeping:
            properties |= _EVIDENCE_KEYS
        return _presented(read) | {"properties": properties}

    def _plain(self, model: type[Part], name: str, read: Schema) -> Schema:
        """A value without evidence, in the words that its field may hold."""
        said, _ = _apart(read)
        if kind := TERMS.get((model, name)):
            word: Schema = {"$ref": f"#/$defs/{kind.value}"}
            return said | ({"type": "array", "items": word} if "items" in read else word)
        if issubclass(model, Mode) and name == "mode":
            detailed = {"type": "string", "pattern": rf"^({'|'.join(model.known)})_by_\S"}
            return said | {"anyOf": [{"enum": list(model.known)}, detailed]}
        if (model, name) == (CloudService, "confidence"):
            return said | {"enum": [word.value for word in CloudConfidence]}
        return read

    def _claimed(self, schema: Schema) -> Schema:
        """A value plainly or with its evidence; an object has the evidence among its keys."""
        if _name(schema) in self.models:
            return schema
        if schema.get("type") == "object":
            return self._mapping(**schema)
        said, plain = _apart(schema)
        if "items" in plain:
            plain["items"] = self._claimed(plain["items"])
        return said | {"anyOf": [plain, _claim(plain)]}

    def _mapping(self, additionalProperties: Schema, propertyNames: Schema | None = None, **rest: Any) -> Schema:  # noqa: N803
        """Parts by their names, which may be a closed list, and the evidence of them all."""
        if propertyNames is None:
            return {**rest, "properties": _EVIDENCE_KEYS, "additionalProperties": additionalProperties}
        named = dict.fromkeys(self.read[_name(propertyNames)]["enum"], additionalProperties)
        return {**rest, "properties": named | _EVIDENCE_KEYS, "additionalProperties": False}


def _presented(read: Schema) -> Schema:
    """A definition without its title, and with the beginning of what its class says of itself."""
    return {key: value for key, value in read.items() if key != "title"} | {"description": opening(read["description"])}


def opening(said: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join(inspect.cleandoc(said or "").partition("\n\n")[0].replace("``", "`").split())


def _name(schema: Schema) -> str:
    """The name of the definition that a schema refers to."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _apart(schema: Schema) -> tuple[Schema, Schema]:
    """What a schema says in words, and the rest of it."""
    rest = dict(schema)
    return {"description": rest.pop("description")} if "description" in rest else {}, rest


def _claim(plain: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"value": plain, **_EVIDENCE_KEYS},
        "required": ["value"],
        "additionalProperties": False,
    }


def _words(kind: TermKind, vocabulary: Vocabulary) -> Schema:
    """The ids of a kind of term, each with its name and the first sentence of its definition."""
    terms = vocabulary.of(kind)
    said = [f"{term.name}: {term.definition.partition('. ')[0].rstrip('.')}." for term in terms]
    ids = {"enum": [term.id for term in terms], "enumDescriptions": said}
    if kind is not TermKind.GUARANTEE:
        return ids
    bounded = [term.id for term in terms if isinstance(term, GuaranteeTerm) and term.parameter]
    scoped = rf"^({_any_of(ids['enum'])})_{SCOPED.pattern}\S"
    return {"anyOf": [ids, {"type": "string", "pattern": rf"^({_any_of(bounded)})(_[0-9]|\()|{scoped}"}]}


def _any_of(ids: list[str]) -> str:
    # The longest first: of two ids that begin alike, the other one's tail is no scope.
    return "|".join(re.escape(id_) for id_ in sorted(ids, key=lambda id_: (-len(id_), id_)))
