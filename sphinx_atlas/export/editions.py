"""An edition of a catalogue: what its systems say, whether it is read from an export or from the records."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..catalog.catalog import Catalog
from ..catalog.sections import SystemId
from .documents import SCHEMA_VERSION, system, system_file
from .files import INDEX

#: A claim, a source or a field of the record itself, as the export has it.
Fact = dict[str, Any]

_DESCRIPTION = ("name", "org", "category", "also_in", "confidence", "confidence_rationale", "last_verified")
_TERMS = ("license", "attribution")


class EditionError(Exception):
    """What was named as an edition is none; the message begins with the place."""


@dataclass(frozen=True)
class Edition:
    """What a catalogue says at one time.

    :param url: where the catalogue is published, if it says so
    :param systems: id to what ``systems/CS-ID.json`` holds
    """

    name: str = "Catalogue"
    url: str | None = None
    systems: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalog: Catalog) -> Edition:
        """The edition that records make."""
        systems = {record.id: system(catalog, record) for record in catalog.records.values()}
        return cls(catalog.manifest.name, catalog.manifest.url, systems)

    @classmethod
    def load(cls, path: Path) -> Edition:
        """Read an export, by its folder or its ``catalog.json``; or a catalogue, by its folder or one record.

        :raises EditionError: if it is neither, or an export that cannot be read
        """
        index = path / INDEX if path.is_dir() else path
        if index.name == INDEX and index.is_file():
            return cls._read(index)
        if not path.exists():
            raise EditionError(f"{path}: no such file or folder")
        if path.is_dir() and not (path / "case-studies").is_dir():
            raise EditionError(
                f"{path}: neither an export, which has a {INDEX}, nor a catalogue, which has case-studies"
            )
        return cls.of(Catalog.load([path]))

    @classmethod
    def _read(cls, index: Path) -> Edition:
        found = _read_json(index, _Index)
        systems = {one.id: _read_json(index.parent / system_file(one.id), _System) for one in found.systems}
        return cls(found.name, found.url, {id_: one.model_dump(exclude_none=True) for id_, one in systems.items()})


def facts(said: dict[str, Any]) -> dict[str, Fact]:
    """Everything that a system says, by path; what nobody has stated is not said.

    :param said: what ``systems/CS-ID.json`` holds
    """
    found: dict[str, Fact] = {
        key: {"value": said[key]} for key in (*_DESCRIPTION, *_TERMS) if said.get(key) not in (None, [], "")
    }
    found |= {f"unconfirmed.{one['statement']}": {"value": one.get("note")} for one in said.get("unconfirmed", [])}
    for source in said["sources"]:
        # The number follows from the order, and says nothing of the source.
        found[f"sources.{source['id']}"] = {key: value for key, value in source.items() if key not in ("id", "number")}
    for claim in said["claims"]:
        if claim["state"] != "not stated":
            found[claim["path"]] = {key: value for key, value in claim.items() if key != "path"}
    return found


class _Read(BaseModel):
    """What of a file is needed here; the schema of exports says what else there may be."""

    model_config = ConfigDict(extra="allow")


class _Head(_Read):
    kind: str
    schema_version: Annotated[str, Field(pattern=rf"^{SCHEMA_VERSION.partition('.')[0]}\.")]


class _Entry(_Read):
    id: SystemId


class _Index(_Head):
    kind: Literal["catalog"]
    name: str
    url: str | None = None
    systems: list[_Entry]


class _Claim(_Read):
    path: str
    state: str


class _Source(_Read):
    id: str


class _Unconfirmed(_Read):
    statement: str
    note: str | None = None


class _System(_Head):
    kind: Literal["system"]
    id: SystemId
    name: str
    former_ids: list[SystemId] = []
    last_verified: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    claims: list[_Claim]
    sources: list[_Source]
    unconfirmed: list[_Unconfirmed] = []


_F = TypeVar("_F", _Index, _System)


def _read_json(path: Path, form: type[_F]) -> _F:
    try:
        return form.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise EditionError(f"{path}: {error.strerror or error}") from None
    except json.JSONDecodeError as error:
        raise EditionError(f"{path}:{error.lineno}:{error.colno}: error not JSON: {error.msg}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise EditionError(f"{path}:1:1: error not a file of an export: {where}: {first['msg']}") from None
    except (UnicodeDecodeError, RecursionError):
        raise EditionError(f"{path}:1:1: error not JSON in UTF-8") from None
