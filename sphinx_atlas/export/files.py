"""Writing an export: every file whole, only what changed, and nothing of anybody else's removed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..catalog.catalog import Catalog
from ..catalog.files import differs, write_bytes
from ..catalog.input_schema import input_schema
from . import documents
from .coverage import coverage
from .documents import SCHEMA
from .spreadsheets import claim_sheet, system_sheet

#: JSON files across systems by name, and what makes each.
ACROSS: dict[str, Callable[[Catalog], dict[str, Any]]] = {
    "coverage.json": coverage,
    "sources.json": documents.sources,
    "vocabulary.json": documents.vocabulary,
}
#: What is no JSON of ours, made of what the systems' files hold.
SHEETS = {"systems.csv": system_sheet, "claims.csv": claim_sheet}
#: What editors need to help with a record.
INPUT_SCHEMA = "schema.json"
INDEX = "catalog.json"


def schema() -> str:
    """The JSON Schema of every JSON file of an export."""
    return files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")


def to_json(data: Any) -> str:
    """Data as JSON text; its keys are sorted, its lists are as they are."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True) + "\n"


def export(catalog: Catalog) -> dict[str, bytes]:
    """Every file of an export by its name, as ``systems/CS-SLACK.json``; the same bytes for the same records."""
    systems = [documents.system(catalog, record) for record in documents.records(catalog)]
    made = {name: to_json(make(catalog)) for name, make in ACROSS.items()} | {SCHEMA: schema()}
    made[INPUT_SCHEMA] = json.dumps(input_schema(catalog.vocabulary), ensure_ascii=False, indent=1) + "\n"
    made |= {name: make(systems) for name, make in SHEETS.items()}
    made |= {documents.system_file(system["id"]): to_json(system) for system in systems}
    for former, id_ in documents.redirects(catalog).items():
        made[documents.system_file(former)] = to_json(documents.redirect(former, id_))
    made[INDEX] = to_json(documents.index(catalog, [INDEX, *made]))
    return {name: text.encode() for name, text in sorted(made.items())}


def write(folder: Path, catalog: Catalog) -> int:
    """Write an export into a folder, and remove what an earlier one wrote there and is no longer part of it.

    First the index of the earlier one loses its fingerprint, and last comes the new one: an export that failed between
    them is the current one of no catalogue, not even of the earlier, and the next one knows all that there may be.

    :returns: number of files that changed
    :raises OSError: if something cannot be written
    """
    before = written(folder)
    made = export(catalog)
    changed = [name for name in made if differs(folder / name, made[name])]
    gone = [name for name in before if name not in made]
    if not changed and not gone:
        return 0
    if before:
        write_bytes(folder / INDEX, to_json(_index(folder) | _unfinished({*before, *made})).encode())
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    for name in [*(name for name in changed if name != INDEX), INDEX]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, made[name])
    return len(changed) + len(gone)


def remove(folder: Path) -> None:
    """Remove what an export wrote into a folder; the index last, which says what that is.

    :raises OSError: if something cannot be removed
    """
    for name in sorted(written(folder), key=lambda name: name == INDEX):
        (folder / name).unlink(missing_ok=True)


def is_current(folder: Path, fingerprint: str) -> bool:
    """Whether a folder holds the whole export of the catalogue that has a fingerprint (see :func:`.fingerprint`)."""
    index = _index(folder)
    names = written(folder)
    whole = bool(names) and all((folder / name).is_file() for name in names)
    return whole and index.get("fingerprint") == fingerprint


def written(folder: Path) -> list[str]:
    """Names of the files that an export wrote into a folder, as its index lists them."""
    names = _index(folder).get("files")
    listed = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return [name for name in listed if _is_inside(name)]


def _unfinished(names: Iterable[str]) -> dict[str, Any]:
    """What an index says while other files of the export are being written."""
    return {"fingerprint": "", "files": sorted(names)}


def _is_inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and path.suffix in (".json", ".csv")


def _index(folder: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if isinstance(found, dict) and str(found.get("generator", "")).startswith("sphinx-atlas "):
            return found
    return {}
