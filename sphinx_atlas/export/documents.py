"""The files of an export as plain data: an index, a file for each system, and what goes across systems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import __version__
from ..catalog.catalog import Catalog
from ..catalog.fingerprint import digest
from ..catalog.model import CaseStudy
from ..catalog.snapshot import verified
from ..catalog.sources import Source
from ..catalog.terms import TermKind
from ..views.diagrams import kinds
from ..views.terms import Usage
from .claims import claims, plain

#: Of what is exported. The first number is raised when something that was there changes or goes.
SCHEMA_VERSION = "1.0"
SCHEMA = "export.schema.json"

#: Fields of a source that are exported; where a copy was read is for whoever checks a quote, never to be linked.
_SOURCE = [name for name in Source.model_fields if name != "read_at"]
_DESCRIPTION = ("org", "license", "attribution", "confidence", "confidence_rationale", "last_verified")


def head(kind: str, depth: int = 0) -> dict[str, Any]:
    """What every file begins with.

    :param depth: of the file, in folders below the export's own
    """
    return {
        "$schema": f"{'../' * depth}{SCHEMA}",
        "kind": kind,
        "schema_version": SCHEMA_VERSION,
        "generator": f"sphinx-atlas {__version__}",
    }


def fingerprint(catalog: Catalog) -> str:
    """Digest of all that an export is made from."""
    manifests = {id(manifest): manifest for manifest in (catalog.manifest, *catalog.manifests.values())}
    described = dict.fromkeys(manifest.model_dump_json() for manifest in manifests.values())
    looked = repr(sorted((verified(catalog.seen) or {}).items()))
    return digest(__version__, SCHEMA_VERSION, catalog.fingerprint, looked, *described)


def records(catalog: Catalog) -> list[CaseStudy]:
    """The records by id, in whatever order they came."""
    return [record for _id, record in sorted(catalog.records.items())]


def index(catalog: Catalog, files: Iterable[str]) -> dict[str, Any]:
    """``catalog.json``: what there is.

    :param files: names of all files of the export
    """
    manifest = catalog.manifest
    described = {key: getattr(manifest, key) for key in ("name", "description", "license", "url")}
    described |= {key: getattr(manifest, key) for key in ("report_url", "removal_url")}
    listed = [
        {
            "id": record.id,
            "name": record.name,
            "org": record.org,
            "category": record.category,
            "also_in": sorted(record.also_in),
            "confidence": plain(record.confidence),
            "last_verified": plain(record.last_verified),
            "file": system_file(record.id),
        }
        for record in records(catalog)
    ]
    own = {
        "fingerprint": fingerprint(catalog),
        "systems": listed,
        "redirects": redirects(catalog),
        "files": sorted(files),
    }
    return head("catalog") | described | own


def system(catalog: Catalog, record: CaseStudy) -> dict[str, Any]:
    """``systems/CS-ID.json``: all that one record says."""
    described = {key: plain(getattr(record, key)) for key in _DESCRIPTION}
    return (
        head("system", 1)
        | described
        | {
            "id": record.id,
            "name": record.name,
            "category": record.category,
            "also_in": sorted(record.also_in),
            "former_ids": sorted(record.former_ids),
            "claims": claims(record),
            "unconfirmed": [{"statement": one.statement, "note": one.note} for one in record.unconfirmed],
            "sources": [_source(record, source) for source in record.ordered_sources],
            "diagrams": [{"id": f"{record.id}-{kind}", "kind": kind} for kind in kinds(record, catalog.vocabulary)],
        }
    )


def redirect(former: str, id_: str) -> dict[str, Any]:
    """``systems/CS-FORMER.json``: where the system with a former id is now."""
    return head("redirect", 1) | {"id": former, "moved_to": id_, "file": system_file(id_)}


def redirects(catalog: Catalog) -> dict[str, str]:
    """Each former id to the id that holds now."""
    found = {former: record.id for record in catalog.records.values() for former in record.former_ids}
    return {former: id_ for former, id_ in sorted(found.items()) if former not in catalog.records}


def vocabulary(catalog: Catalog) -> dict[str, Any]:
    """``vocabulary.json``: every term by its kind, with the systems that use it."""
    usage = Usage(catalog)
    terms: dict[str, list[dict[str, Any]]] = {}
    for kind in TermKind:
        listed = []
        for term in catalog.vocabulary.of(kind):
            said = term.model_dump(mode="json", exclude_none=True)
            used = catalog.in_category(term.id) if kind is TermKind.CATEGORY else usage.systems(kind, term.id)
            if kind not in (TermKind.PLANE, TermKind.DIAGRAM):
                said["used_by"] = sorted(record.id for record in used)
            listed.append(said)
        terms[kind.value] = sorted(listed, key=lambda term: str(term["id"]))
    return head("vocabulary") | {"terms": terms}


def sources(catalog: Catalog) -> dict[str, Any]:
    """``sources.json``: every source of every system, and whether all that is quoted from it was found there."""
    found = verified(catalog.seen) or {}
    listed = [
        {"system": record.id} | _source(record, source) | {"verified": found.get(source.url)}
        for record in records(catalog)
        for source in record.ordered_sources
    ]
    return head("sources") | {"sources": listed}


def system_file(id_: str) -> str:
    """The name of a system's file in an export."""
    return f"systems/{id_}.json"


def _source(record: CaseStudy, source: Source) -> dict[str, Any]:
    said = {name: plain(getattr(source, name)) for name in _SOURCE}
    number = {"number": record.source_number(source.id)}
    return number | {key: value for key, value in said.items() if value not in (None, "")}
