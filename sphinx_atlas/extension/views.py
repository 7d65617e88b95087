"""Which views a page shows, and whether they have changed since it was read.

A view is named by a key; its fingerprint is computed from the catalogue alone. A page is read again when the
fingerprint of
any of its views is no longer what it was; records that were added or removed change the fingerprints of the views that
list them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .. import __version__
from ..catalog.catalog import Catalog
from ..catalog.finding import did_you_mean
from ..catalog.fingerprint import digest
from ..catalog.model import CaseStudy
from ..catalog.vocabulary import TermKind
from ..views.diagrams import find_kind, kinds, split_id
from . import problems

if TYPE_CHECKING:
    from .domain import AtlasDomain


def system_key(id_: str) -> str:
    """All that a record says."""
    return f"system {id_}"


def term_key(kind: str, id_: str) -> str:
    """A term and who uses it."""
    return f"term {kind} {id_}"


def name_key(kind: str, name: str) -> str:
    """Only what a thing is called and defined as: what a link to it shows."""
    return f"name {kind} {name}"


#: Everything in the catalogue.
INDEX_KEY = "index"


def note(domain: AtlasDomain, docname: str, key: str) -> None:
    """Note that a page shows a view."""
    domain.doc(docname)["views"][key] = fingerprint(domain, key)


def fingerprint(domain: AtlasDomain, key: str) -> str:
    """The fingerprint of a view as the catalogue now stands; empty for what is gone."""
    view, *names = key.split(" ", 2)
    catalog = domain.catalog
    if view == "system":
        record = catalog.records.get(names[0])
        return (
            digest(__version__, record.fingerprint, _manifest(catalog, record.id), catalog.vocabulary.fingerprint)
            if record
            else ""
        )
    if view == "term":
        users = domain.usage.systems(TermKind(names[0]), names[1])
        return digest(__version__, catalog.vocabulary.fingerprint, *(record.fingerprint for record in users))
    if view == "name":
        title = domain.title(*names)
        exists = names[0] != "diagram" or diagram_id(catalog, names[1])
        return digest(__version__, title, domain.definition(*names) or "") if exists else ""
    return digest(__version__, catalog.fingerprint)


def _manifest(catalog: Catalog, id_: str) -> str:
    return catalog.manifests[id_].model_dump_json()


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Pages that show a view which has changed, and pages with a problem."""
    domain = _domain(env)
    known: dict[str, str] = {}
    stale = problems.outdated(domain)
    for docname, data in domain.docs.items():
        for key, seen in data["views"].items():
            if key not in known:
                known[key] = fingerprint(domain, key)
            if known[key] != seen:
                stale.add(docname)
                break
    return sorted(stale & env.found_docs - removed)


def moved(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages to be written again, though not read: what they link to, or show first, has moved to another page."""
    domain = _domain(env)
    before, now = domain.data["targets"], domain.targets()
    domain.data["targets"] = now
    gone = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    if not gone:
        return []
    return sorted(
        docname
        for docname, data in domain.docs.items()
        if not gone.isdisjoint(data["links"]) or not gone.isdisjoint(shown[:2] for shown in data["shown"])
    )


def _domain(env: BuildEnvironment) -> AtlasDomain:
    domain = env.get_domain("atlas")
    return domain  # type: ignore[return-value] # ours alone is called atlas


def find_diagram(catalog: Catalog, word: str) -> tuple[CaseStudy, str] | None:
    """The record and the kind of a diagram that exists, from its full id with any id that the system is or was known
    by.
    """
    known = [*catalog.records, *(id_ for record in catalog.records.values() for id_ in record.former_ids)]
    parts = split_id(word, known)
    record = catalog.records.get(catalog.resolve_id(parts[0]) or "") if parts else None
    if parts is None or record is None:
        return None
    kind = find_kind(record, catalog.vocabulary, parts[1])
    return (record, kind) if kind else None


def diagram_id(catalog: Catalog, word: str) -> str | None:
    """The full id of a diagram that exists, or None."""
    found = find_diagram(catalog, word)
    return f"{found[0].id}-{found[1]}" if found else None


def diagram_suggestion(catalog: Catalog, word: str) -> str:
    """``; did you mean 'CS-SLACK-BP'?`` for a diagram that does not exist."""
    ids = [f"{record.id}-{kind}" for record in catalog.records.values() for kind in kinds(record, catalog.vocabulary)]
    hint = did_you_mean(word, ids)
    return hint if hint.startswith("; did") else ""
