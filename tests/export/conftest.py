"""Catalogues to export, and the schema that every file of an export fits."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from sphinx_atlas.catalog.catalog import Catalog
from sphinx_atlas.catalog.manifest import Manifest, Targets
from sphinx_atlas.export.files import schema
from tests.records import catalog_of, good_record

OTHER = (
    good_record()
    .replace("id: CS-FERRY-CHAT", "id: CS-BARGE")
    .replace("name: Ferry Chat", "name: Barge")
    .replace("former_ids: [CS-FERRY]", "former_ids: []")
)
#: As little as a record can be.
BARE = "id: CS-BARE\nname: Bare\ncategory: messaging\n"

_TARGETS = {
    "systems": 3,
    "named": [
        {"id": "CS-BARGE", "name": "Barge", "category": "messaging"},
        {"id": "CS-RAFT", "name": "Raft", "category": "messaging"},
    ],
    "milestones": [
        {"name": "First", "systems": 2, "diagrams": 24, "each_min": 12, "categories": ["messaging"], "kinds": ["DR"]},
        {"name": "Second", "systems": 9, "diagrams": 99, "priority": ["CS-RAFT"], "every_category": True},
    ],
}


def sample(*texts: str) -> Catalog:
    """A catalogue with targets, of two good records and one that says nothing unless others are given."""
    manifest = Manifest(targets=Targets.model_validate(_TARGETS), url="https://ferries.example/atlas")
    catalog = catalog_of(*(texts or (good_record(), OTHER, BARE)), manifest=manifest)
    catalog.records = dict(sorted(catalog.records.items()))
    return catalog


@cache
def validator() -> Draft202012Validator:
    """Of the schema that comes with an export."""
    found = json.loads(schema())
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def faults(data: Any) -> list[str]:
    """What the schema finds wrong with a file, where it lies deepest."""
    found = []
    for error in validator().iter_errors(data):
        inner = [entry for entry in error.context or [error] if entry.schema_path]
        deepest = max(inner, key=lambda entry: len(entry.absolute_path), default=error)
        found.append(f"{deepest.json_path}: {deepest.message[:200]}")
    return found
