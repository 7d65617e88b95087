"""One record with every section filled, that the strict profile finds nothing in; and a small vocabulary that it fits.

Tests take it as it is, or change one line of it. The system is invented.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from sphinx_atlas.catalog.catalog import Catalog, Member, bundled
from sphinx_atlas.catalog.manifest import Manifest
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.reader import read_file, read_text
from sphinx_atlas.catalog.reading import read_record
from sphinx_atlas.catalog.vocabulary import Vocabulary

HERE = Path(__file__).parent

#: The day that tests judge on, soon after the record's ``last_verified``.
AS_OF = date(2026, 1, 10)

#: The file that findings name.
SHOWN = "data/case-studies/messaging/ferry.yaml"


@cache
def day_of_bundled() -> str:
    """The day on which the catalogue of the package was last verified: it has no error then, however old it gets."""
    # Tests ask for it while they are collected, in each worker: the records are not read whole for it.
    texts = (path.read_text(encoding="utf-8") for path in bundled().glob("case-studies/*/*.yaml"))
    return max(match[1] for text in texts if (match := re.search(r"^last_verified: (\d{4}-\d\d-\d\d)", text, re.M)))


@cache
def whole_catalog() -> Catalog:
    """The catalogue of the package, read once for all tests that only look at it."""
    return Catalog.load([bundled()])


def good_record() -> str:
    """The record as YAML text."""
    return (HERE / "good-record.yaml").read_text(encoding="utf-8")


def read(text: str, shown: str = SHOWN) -> CaseStudy:
    """The record of a text that has nothing wrong in its shape."""
    record, findings = read_record(read_text(text, shown))
    assert record is not None, findings
    return record


def small_vocabulary() -> Vocabulary:
    """The terms that the record uses, and a few more."""
    vocabulary = Vocabulary()
    vocabulary.add(read_file(HERE / "good-vocabulary.yaml", "vocabulary.yaml"))
    vocabulary.check()
    return vocabulary


_shared_vocabulary = cache(small_vocabulary)


def catalog_of(*texts: str, manifest: Manifest | None = None, vocabulary: Vocabulary | None = None) -> Catalog:
    """A catalogue of records given as text, as if each were a file named by itself."""
    catalog = Catalog(vocabulary=vocabulary or _shared_vocabulary(), manifest=manifest or Manifest())
    for text in texts:
        record, findings = read_record(read_text(text, SHOWN))
        catalog.findings += findings
        if record is not None:
            catalog.records[record.id] = record
            catalog.enter(Member.of(record), catalog.manifest)
    return catalog
