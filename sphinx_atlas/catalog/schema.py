"""Data to models: every disagreement becomes a finding at its line and column, in words that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .evidence import RESERVED
from .finding import Finding, Mark, did_you_mean, nearest, shorten
from .parts import Figure, Part, models_in
from .tree import Mapping, Path, find_mark, leave_out, reach

M = TypeVar("M", bound=BaseModel)

#: What each of pydantic's complaints about a type wanted instead, and how that is written.
_EXPECTED = {
    "string_type": ("text", "; put it in quotes"),
    "list_type": ("a list", "; write lines that begin with '- '"),
    "dict_type": ("a mapping", "; write lines of the form 'key: value'"),
    "model_type": ("a mapping", "; write lines of the form 'key: value'"),
    "int_parsing": ("a whole number", ""),
    "int_parsing_size": ("a whole number", ""),
    "int_type": ("a whole number", ""),
    "int_from_float": ("a whole number", ""),
    "float_parsing": ("a number", ""),
    "float_type": ("a number", ""),
    "bool_type": ("true or false", ""),
}
_LIMITS = {
    "greater_than_equal": "at least {ge:g}",
    "less_than_equal": "at most {le:g}",
    "string_pattern_mismatch": "of the form {pattern}",
}
_GOT = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a mapping"}


def validate(model: type[M], data: Mapping, shown: str) -> tuple[M | None, list[Finding]]:
    """Make a model of data.

    :returns: the model, or None if it could not be made, and what was wrong. What is wrong is reported and left out of
        the model, so that the rules still see the rest; there is no model where the top level, or a part that others
        refer to by its id, lacks what it must have.
    """
    findings: list[Finding] = []
    while True:
        try:
            return model.model_validate(data), findings
        except ValidationError as error:
            details = error.errors(include_url=False)
        if not findings:
            findings = [finding for detail in details for finding in _findings(model, data, detail, shown)]
        wrong = [_path(detail) for detail in details if detail["type"] != "missing"]
        lacking = {_path(detail)[:-1] for detail in details}
        if not wrong and any(_is_referred_to(model, path) for path in lacking):
            return None, findings
        if not leave_out(data, wrong or lacking):
            return None, findings


def _path(detail: ErrorDetails) -> Path:
    path = detail["loc"]
    return path[:-1] if path[-1:] == ("[key]",) else path


def _findings(model: type[BaseModel], data: Any, detail: ErrorDetails, shown: str) -> Iterator[Finding]:
    path, kind, got = _path(detail), detail["type"], detail["input"]
    if kind == "extra_forbidden" or path != detail["loc"]:
        known = detail["ctx"]["expected"] if kind == "enum" else None
        yield _unknown_key(data, path, _words(known) if known else _keys_at(model, path[:-1]), shown)
    elif kind == "missing":
        message = f"key {str(path[-1])!r} is missing here{_where(path[:-1])}; add it"
        yield Finding("ATL102", message, shown, *find_mark(data, path))
    elif isinstance(got, Mapping) and (stray := _stray_keys(got)):
        done, _ = reach(data, path)
        for key in stray:
            yield _unknown_key(data, (*done, key), ["value", *RESERVED], shown)
    else:
        code, message = _wrong_value(detail)
        yield Finding(code, f"{_label(data, path)}: {message}", shown, *find_mark(data, path))


def _wrong_value(detail: ErrorDetails) -> tuple[str, str]:
    kind, got, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "enum":
        expected = _words(context["expected"])
        if isinstance(got, str):
            meant = nearest(got, expected)
            hint = f"; did you mean {meant!r}?" if meant else ""
            return "ATL104", f"{shorten(got)!r} is none of {', '.join(expected)}{hint}"
        return "ATL103", f"must be one of {', '.join(expected)}, not {_got(got)}"
    if kind in _EXPECTED:
        expected_kind, hint = _EXPECTED[kind]
        if got is None:
            hint = "; write it, or remove the key"
        elif kind == "string_type" and isinstance(got, list | dict):
            hint = ""
        return "ATL103", f"must be {expected_kind}, not {_got(got)}{hint}"
    if kind in _LIMITS:
        return "ATL105", f"must be {_LIMITS[kind].format(**context)}, not {_got(got)}"
    return "ATL105", detail["msg"].removeprefix("Value error, ")


def _unknown_key(data: Any, path: Path, known: list[str], shown: str) -> Finding:
    key = str(path[-1])
    _, holder = reach(data, path[:-1])
    mark: Mark = holder.keys_at[key]
    hint = did_you_mean(key, known) or "; remove it"
    return Finding("ATL101", f"unknown key {shorten(key)!r}{hint}", shown, *mark)


def _stray_keys(value: Mapping) -> list[str]:
    """The misspelt keys of a mapping that is a value with its evidence; none, if it is something else."""
    words = ("value", *RESERVED)
    stray = [key for key in value if key != "value"]
    return stray if "value" in value or all(nearest(key, words) for key in stray) else []


def _words(expected: str) -> list[str]:
    """The words that pydantic lists as ``'low', 'medium' or 'high'``."""
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _label(data: Any, path: Path) -> str:
    """How a message names a value: by its key, or as an item of a list."""
    done, _ = reach(data, path)
    *_, before, last = ("", "record", *done)
    return f"{shorten(before)}, item {last + 1}" if isinstance(last, int) else shorten(last)


def _where(path: Path) -> str:
    keys = [key for key in path if isinstance(key, str)]
    return f" (in {shorten('.'.join(keys))})" if keys else ""


def _got(value: Any) -> str:
    what = next((word for kind, word in _GOT.items() if isinstance(value, kind)), "nothing")
    return f"{what} ({shorten(str(value), 40)})" if isinstance(value, str | int | float) else what


def _is_referred_to(model: type[BaseModel], path: Path) -> bool:
    part = _model_at(model, path)
    return not path or part is None or "id" in part.model_fields


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the part at a path may have; those of evidence too, but at the top, or where nothing is claimed."""
    part = _model_at(model, path)
    if part is None:
        return []
    keys = [info.alias or name for name, info in part.model_fields.items()]
    is_claim = path and issubclass(part, Part) and not part.bookkeeping
    return [*keys, *RESERVED] if is_claim else keys


def _model_at(model: type[BaseModel], path: Iterable[str | int]) -> type[BaseModel] | None:
    """The model that a path leads to, through lists and mappings of models."""
    current: type[BaseModel] | None = model
    inside = False
    for key in path:
        if inside or current is None:
            inside = False
            continue
        by_key = {info.alias or name: info.annotation for name, info in current.model_fields.items()}
        if key not in by_key:
            # Only figures stand under keys that a model does not name.
            return Figure if current.model_config.get("extra") == "allow" else None
        annotation = by_key[str(key)]
        current = next(models_in(annotation), None)
        inside = any(get_origin(part) in (list, dict) for part in (annotation, *get_args(annotation)))
    return current
