"""Which views a page shows, and whether they have changed since it was read.

A view is named by a key, and its fingerprint is computed from the catalogue alone. A page is read again when the
fingerprint of any of its views is no longer what it was; records that were added or removed change the fingerprints of
the views that list them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .. import __version__
from ..catalog.catalog import Catalog
from ..catalog.finding import did_you_mean
from ..catalog.fingerprint import digest
from ..catalog.model import CaseStudy
from ..catalog.sources import SourceType
from ..catalog.terms import TermKind
from ..views.comparison import comparison
from ..views.content import Table
from ..views.coverage import CoverageOf, coverage_table
from ..views.diagrams import find_kind, kinds, split_id
from ..views.evidence import quoted
from ..views.matrix import matrix
from ..views.page import ALL_TABLES
from ..views.sources import source_table
from ..views.terms import category_index, system_index, term_index, used_by_table
from ..views.values import PathError, value
from . import problems
from .environment import domain_of

if TYPE_CHECKING:
    from .domain import AtlasDomain

#: The name of a view, and what it is a view of.
Key = tuple[str, ...]

#: Everything in the catalogue.
CATALOG: Key = ("catalog",)


def system_key(id_: str) -> Key:
    """All that a record says."""
    return ("system", id_)


def term_key(kind: str, id_: str) -> Key:
    """A term by itself; who uses it is a table of its own."""
    return ("term", str(kind), id_)


def name_key(kind: str, name: str) -> Key:
    """Only what a thing is called: the text of a link to it."""
    return ("name", kind, name)


def diagram_key(id_: str, kind: str) -> Key:
    """One diagram of a record."""
    return ("diagram", id_, kind)


def sources_key(id_: str) -> Key:
    """The sources of a record, with what is quoted from them."""
    return ("sources-of", id_)


def value_key(id_: str, path: str) -> Key:
    """One value of a record, as prose shows it."""
    return ("value", id_, path)


def _compare(domain: AtlasDomain, ids: str, fields: str) -> Table | None:
    records = [domain.catalog.records.get(id_) for id_ in ids.split()]
    known = [record for record in records if record is not None]
    if len(known) < len(records):
        return None
    return comparison(known, domain.catalog.vocabulary, fields.split())


def _of_record(domain: AtlasDomain, id_: str, name: str) -> Table | None:
    record = domain.catalog.records.get(id_)
    return ALL_TABLES[name](record, domain.catalog.vocabulary) if record else None


#: The tables by their name, of the whole catalogue or of one system; None where what they are of is gone.
TABLES: dict[str, Callable[..., Table | None]] = {
    "of-system": _of_record,
    "systems": lambda domain, category: system_index(domain.catalog, category or None),
    "categories": lambda domain: category_index(domain.catalog),
    "terms": lambda domain, kind: term_index(domain.usage, TermKind(kind)),
    "used-by": lambda domain, kind, id_: (
        used_by_table(domain.usage, term) if (term := domain.catalog.vocabulary.get(TermKind(kind), id_)) else None
    ),
    "matrix": lambda domain, kind, category, terms: matrix(
        domain.usage, TermKind(kind), category or None, terms.split()
    ),
    "compare": _compare,
    "coverage": lambda domain, of: coverage_table(domain.catalog, CoverageOf(of)),
    "sources": lambda domain, category, type_: source_table(
        domain.catalog, category or None, SourceType(type_) if type_ else None
    ),
}


def table(domain: AtlasDomain, docname: str, *key: str) -> Table | None:
    """A table; that the page shows it is noted.

    :param key: its name in :data:`TABLES`, and what it is of
    """
    name, *of = plain = tuple(map(str, key))
    found = TABLES[name](domain, *of)
    domain.doc(docname)["views"][plain] = _of_table(found)
    return found


def _of_table(found: Table | None) -> str:
    return digest(__version__, repr(found)) if found else ""


def note(domain: AtlasDomain, docname: str, key: Key) -> None:
    """Note that a page shows a view."""
    domain.doc(docname)["views"][key] = fingerprint(domain, key)


def fingerprint(domain: AtlasDomain, key: Key) -> str:
    """The fingerprint of a view as the catalogue now stands; empty for what is gone."""
    name, *of = key
    return _of_table(TABLES[name](domain, *of)) if name in TABLES else _FINGERPRINTS[name](domain, *of)


def _of_system(domain: AtlasDomain, id_: str) -> str:
    catalog = domain.catalog
    if (record := catalog.records.get(id_)) is None:
        return ""
    # What the catalogue aims at is on no system's page.
    manifest = catalog.manifests[id_].model_dump_json(exclude={"targets"})
    return digest(__version__, record.fingerprint, manifest, catalog.vocabulary.fingerprint)


def _of_diagram(domain: AtlasDomain, id_: str, kind: str) -> str:
    if (record := domain.catalog.records.get(id_)) is None:
        return ""
    drawing = domain.drawing(record, kind)
    # Its anchors are made of the former ids too.
    return digest(__version__, repr(drawing and drawing.diagram), *record.former_ids)


def _of_sources(domain: AtlasDomain, id_: str) -> str:
    if (record := domain.catalog.records.get(id_)) is None:
        return ""
    listed = (source.model_dump_json() for source in record.ordered_sources)
    return digest(__version__, repr(quoted(record)), *listed)


def _of_term(domain: AtlasDomain, kind: str, id_: str) -> str:
    term = domain.catalog.vocabulary.get(TermKind(kind), id_)
    if term is None:
        return ""
    required = (domain.directory.title("mechanism", word) for word in term.requires)
    return digest(__version__, term.model_dump_json(), *required)


def _of_name(domain: AtlasDomain, kind: str, name: str) -> str:
    exists = kind != "diagram" or diagram_id(domain.catalog, name)
    return digest(__version__, domain.directory.title(kind, name)) if exists and domain.knows(kind, name) else ""


def _of_value(domain: AtlasDomain, id_: str, path: str) -> str:
    if (record := domain.catalog.records.get(id_)) is None:
        return ""
    try:
        return digest(__version__, repr(value(record, domain.catalog.vocabulary, path)))
    except PathError:
        return ""


def _of_catalog(domain: AtlasDomain) -> str:
    return digest(__version__, domain.catalog.fingerprint)


_FINGERPRINTS: dict[str, Callable[..., str]] = {
    "system": _of_system,
    "diagram": _of_diagram,
    "sources-of": _of_sources,
    "term": _of_term,
    "name": _of_name,
    "value": _of_value,
    "catalog": _of_catalog,
}


def outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Pages that show a view which has changed, and pages with a problem."""
    domain = domain_of(env)
    known: dict[Key, str] = {}
    stale = problems.outdated(domain)
    for docname, data in domain.docs.items() if not domain.unchanged else ():
        for key, seen in data["views"].items():
            if key not in known:
                known[key] = fingerprint(domain, key)
            if known[key] != seen:
                stale.add(docname)
                break
    return sorted(stale & env.found_docs - removed)


def find_diagram(catalog: Catalog, word: str) -> tuple[CaseStudy, str] | None:
    """The record and the kind of a diagram that exists, from its full id with any id that the system is or was known
    by.
    """
    parts = split_id(word, catalog.ids)
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
