"""An edition of a catalogue: what its systems say, whether it is read from an export or from the records."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..catalog.catalog import Catalog
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
        found = _read_json(index, "catalog")
        ids = [entry.get("id") for entry in found.get("systems", []) if isinstance(entry, dict)]
        systems = {str(id_): _read_json(index.parent / system_file(str(id_)), "system") for id_ in ids}
        return cls(str(found.get("name", "Catalogue")), found.get("url"), systems)


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


def _read_json(path: Path, kind: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or found.get("kind") != kind:
            raise EditionError(f"{path}:1:1: error not a file of an export of the kind {kind!r}")
        if str(found.get("schema_version")).partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            version = found.get("schema_version")
            raise EditionError(f"{path}:1:1: error schema_version {version} is not known; {SCHEMA_VERSION} is")
        if kind == "system":
            facts(found)
    except OSError as error:
        raise EditionError(f"{path}: {error.strerror or error}") from None
    except json.JSONDecodeError as error:
        raise EditionError(f"{path}:{error.lineno}:{error.colno}: error not JSON: {error.msg}") from None
    except (UnicodeDecodeError, RecursionError):
        raise EditionError(f"{path}:1:1: error not JSON in UTF-8") from None
    except (AttributeError, KeyError, TypeError):
        raise EditionError(f"{path}:1:1: error lacks what the schema of exports demands of a system") from None
    return found
