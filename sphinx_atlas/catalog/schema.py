"""Data to models: every disagreement becomes a finding at its line and column, in words that say how to mend it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .finding import Finding, did_you_mean
from .parts import Part, find_mark
from .quantity import shorten
from .reader import Mapping, Sequence

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "string_type": "text; put it in quotes if it looks like a number",
    "list_type": "a list: lines that begin with '- '",
    "dict_type": "a mapping: lines of the form 'key: value'",
    "model_type": "a mapping: lines of the form 'key: value'",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}
_GOT = ((bool, "true or false"), (int, "a number"), (float, "a number"), (str, "text"), (list, "a list"), (dict, "a mapping"))


def validate(model: type[M], data: Mapping, shown: str) -> tuple[M | None, list[Finding]]:
    """Make a model of data.

    :returns: the model, or None if it could not be made, and what was wrong. Where only leaves are wrong (an unknown
        key, a value that is not allowed) they are reported and left out of the model, so that the rules still see the rest.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    findings = [_finding(model, data, detail, shown) for detail in details]
    for detail in details:
        _prune(data, detail["loc"])
    try:
        return model.model_validate(data), findings
    except ValidationError:
        return None, findings


def _finding(model: type[BaseModel], data: Any, detail: ErrorDetails, shown: str) -> Finding:
    path, kind = detail["loc"], detail["type"]
    mark = find_mark(data, path)
    if kind == "extra_forbidden":
        enclosing = _model_at(model, path[:-1])
        known = [info.alias or name for name, info in enclosing.model_fields.items()] if enclosing else []
        key = str(path[-1])
        holder = _follow(data, path[:-1])
        if isinstance(holder, Mapping):
            mark = holder.keys_at.get(key, mark)
        code, message = "ATL101", f"unknown key {key[:60]!r}{did_you_mean(key, known) if len(known) < 200 else ''}"
    elif kind == "missing":
        code, message = "ATL102", f"key {str(path[-1])!r} is missing here{_where(path[:-1])}"
    elif kind == "enum":
        expected = [word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        got = detail["input"]
        if isinstance(got, str):
            code, message = "ATL104", f"{_label(path)}: {shorten(got)!r} is none of {', '.join(expected)}{_only_near(got, expected)}"
        else:
            code, message = "ATL103", f"{_label(path)}: must be one of {', '.join(expected)}, not {_got(got)}"
    elif kind == "value_error":
        code, message = "ATL105", f"{_label(path)}: {detail['msg'].removeprefix('Value error, ')}"
    elif kind in _EXPECTED:
        code, message = "ATL103", f"{_label(path)}: must be {_EXPECTED[kind]}, not {_got(detail['input'])}"
    else:
        text = detail["msg"]
        code, message = "ATL105", f"{_label(path)}: {text[0].lower()}{text[1:]}, not {_got(detail['input'])}"
    return Finding(code, message, shown, *mark)


def _only_near(word: str, known: list[str]) -> str:
    suggestion = did_you_mean(word, known)
    return suggestion if suggestion.startswith("; did") else ""


def _label(path: Iterable[str | int]) -> str:
    keys = [str(key) for key in path if isinstance(key, str)]
    return keys[-1] if keys else "record"


def _where(path: tuple[str | int, ...]) -> str:
    return f" (in {'.'.join(str(key) for key in path)})" if path else ""


def _got(value: Any) -> str:
    if value is None:
        return "empty"
    what = next((word for kind, word in _GOT if isinstance(value, kind)), type(value).__name__)
    return f"{what} ({shorten(str(value), 40)})" if not isinstance(value, list | dict) else what


def _follow(data: Any, path: Iterable[str | int]) -> Any:
    for key in path:
        if isinstance(data, Mapping) and key in data or isinstance(data, Sequence) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            break
    return data


def _prune(data: Any, path: tuple[str | int, ...]) -> None:
    """Remove the value that a path leads to, if it is a leaf of a mapping; a list keeps its items, as their indices are places."""
    holder = _follow(data, path[:-1])
    if isinstance(holder, Mapping) and path and path[-1] in holder:
        del holder[path[-1]]
    elif path and isinstance(_follow(data, path[:-2]), Mapping) and len(path) > 1 and not isinstance(holder, Mapping | Sequence):
        _prune(data, path[:-1])


def _model_at(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel] | None:
    """The model that a path leads to, through lists and mappings of models."""
    current: type[BaseModel] | None = model
    inside = False
    for key in path:
        if inside or current is None:
            inside = False
            continue
        by_key = {info.alias or name: info for name, info in current.model_fields.items()}
        if key not in by_key:
            return None
        annotation = by_key[str(key)].annotation
        current = next(_models_in(annotation), None)
        inside = any(get_origin(part) in (list, dict) for part in (annotation, *get_args(annotation)))
    return current


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
