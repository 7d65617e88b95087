"""The beginning of a new record: every field with what it is for, commented out where a record may lack it.

It is made from the models, and so it has the fields that there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from .input_schema import MODELINE, opening
from .model import CaseStudy
from .operations import CloudConfidence, CloudService, Mode
from .parts import Figure, Part

_HEAD = f"""\
{MODELINE}
#
# A record of one system. Take the '# ' away from what you can fill in, and delete what no page states: "not stated"
# is a good answer. What is said of the system has its evidence beside it, or around it:
#
#   strategy: {{value: How work is placed among the regions., source: ID}}
#   users: {{value: NUMBER UNIT, kind: peak, source: ID, quote: at most twelve words that hold the number}}
#   config: {{name: Config service, plane: control, inferred: Why we conclude what no page says.}}
#
# What each field means, and which kinds of figures there are: https://sphinx-atlas.github.io/sphinx-atlas/reference/records.html
"""
#: Text that every record has and that only a person can write; it stands there with nothing behind it.
TO_WRITE = ("org", "last_verified", "confidence", "confidence_rationale", "summary", "license", "attribution")
#: What a record has only once it has had another id.
_LATER = "former_ids"
#: Words that are no text in YAML.
_NO_TEXT = ("true", "false", "null")


class _Field(NamedTuple):
    """A field as it is written.

    :param holder: ``list`` or ``dict`` where it holds several values, else None
    :param names: of the values of a mapping
    :param leaf: the type of one value
    """

    key: str
    said: str
    holder: type | None
    names: list[str]
    leaf: Any

    @property
    def comment(self) -> str:
        return f"  # {self.said}" if self.said else ""


def skeleton(id_: str, category: str, *, name: str, org: str | None = None) -> str:
    """A record that says nothing yet but which system it is of.

    :param id_: ``CS-ORG`` or ``CS-ORG-PRODUCT``
    :param category: id of a category
    """
    known = {"id": id_, "name": name, "category": category, "org": org}
    blocks: list[list[str]] = [[]]
    for field in _fields(CaseStudy):
        if text := known.get(field.key):
            blocks[-1].append(f"{field.key}: {_quoted(text)}")
        elif field.key in TO_WRITE:
            blocks[-1].append(f"{field.key}:{field.comment}")
        elif field.key != _LATER:
            written = [f"# {line}" for line in _lines(field)]
            if len(written) > 1:
                blocks += [written, []]
            else:
                blocks[-1] += written
    return "\n".join([_HEAD, *("\n".join([*block, ""]) for block in blocks if block)])


def _quoted(text: str) -> str:
    is_plain = re.fullmatch(r"[^\W\d][\w .&/()+,-]*(?<! )", text) and text not in _NO_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _lines(field: _Field) -> Iterator[str]:
    """A field with all that can stand in it."""
    if not _is_part(field.leaf):
        yield f"{field.key}:{' []' if field.holder is list else ''}{field.comment}"
    elif field.holder is dict:
        yield f"{field.key}:{field.comment}"
        for name in field.names:
            yield from _indented(_lines(_Field(name, "", None, [], field.leaf)))
    elif short := _on_one_line(field.leaf):
        yield f"{field.key}: {short}{field.comment}"
    else:
        yield f"{field.key}:{field.comment}"
        body = [line for inner in _fields(field.leaf) for line in _lines(inner)]
        if not field.leaf.bookkeeping:
            body.append("source:")
        if field.holder is list:
            yield from _indented([f"- {body[0]}", *_indented(body[1:])])
        else:
            yield from _indented(body)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _on_one_line(part: type[Part]) -> str:
    """A figure, a judgement or a mode on one line; empty for a part that takes more."""
    if issubclass(part, Figure):
        return "{value: , source: , quote: }"
    if issubclass(part, Mode):
        return "{mode: , detail: , source: }"
    fields = list(part.model_fields)
    return f"{{{fields[0]}: , inferred: }}" if len(fields) == 1 else ""


def _fields(model: type[Part]) -> Iterator[_Field]:
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        holder, names, leaf = _taken_apart(hints[name])
        words = _words(CloudConfidence if (model, name) == (CloudService, "confidence") else leaf)
        said = info.description or (opening(leaf.__doc__) if leaf is not Figure and (words or _is_part(leaf)) else "")
        if not all(re.search(rf"\b{word}\b", said) for word in words):
            said = f"{said.rstrip('.')} ({', '.join(words)})."
        yield _Field(info.alias or name, said, holder, names, leaf)
    if model.model_config.get("extra") == "allow":
        yield _Field("NAME", "Any figure that is stated, by a name of your own.", None, [], Figure)


def _taken_apart(hint: Any) -> tuple[type | None, list[str], Any]:
    """What holds the values, the names that they have there, and the type of one of them."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _taken_apart(arguments[0])
    if origin in (Union, UnionType):
        return _taken_apart(next(inner for inner in arguments if inner is not NoneType))
    if origin is list:
        return list, [], _taken_apart(arguments[0])[2]
    if origin is dict:
        is_closed = isinstance(arguments[0], type) and issubclass(arguments[0], Enum)
        return dict, [word.value for word in arguments[0]] if is_closed else ["NAME"], arguments[1]
    return None, [], hint


def _is_part(leaf: Any) -> bool:
    return isinstance(leaf, type) and issubclass(leaf, Part)


def _words(leaf: Any) -> list[str]:
    """The closed list that a value is one of; empty where there is none."""
    if isinstance(leaf, type) and issubclass(leaf, Mode):
        return list(leaf.known)
    return [word.value for word in leaf] if isinstance(leaf, type) and issubclass(leaf, Enum) else []
