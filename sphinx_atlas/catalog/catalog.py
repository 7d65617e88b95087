"""A catalogue: records and terms, read from folders and looked up by id.

A catalogue's folder holds ``case-studies/<category>/<system>.yaml``, and, if it likes, ``atlas.yaml`` and
``vocabulary/*.yaml``. Several folders make one catalogue.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from .evidence import split
from .finding import Finding, Mark, did_you_mean
from .fingerprint import digest
from .manifest import Manifest
from .model import CaseStudy
from .reader import Document, read_file
from .schema import validate
from .tree import Mapping
from .vocabulary import TermKind, Vocabulary, default_vocabulary

#: A record's key that carries the window in its name in the specification.
_INNOVATIONS = ("innovations_2020_2025", "innovations")


@dataclass
class Catalog:
    """Records and terms.

    :param records: id to record, in the order of the ids
    :param findings: what was wrong with files and their shape; the rules find the rest
    :param manifests: id of each record to the manifest of the folder it came from
    """

    vocabulary: Vocabulary = field(default_factory=default_vocabulary)
    records: dict[str, CaseStudy] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    manifests: dict[str, Manifest] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    manifest: Manifest = field(default_factory=Manifest)
    #: id to the folder of ``case-studies`` that the file lies in; absent for files named one by one
    categories_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, paths: Iterable[str | Path], vocabulary: Vocabulary | None = None) -> Catalog:
        """Read catalogues from folders and records from single files.

        Never raises for what the files hold: everything wrong is among the findings.
        """
        catalog = cls(vocabulary=vocabulary or default_vocabulary())
        manifests: list[Manifest] = []
        files_: list[tuple[Path, Path | None, Manifest]] = []
        for path in map(Path, paths):
            if path.is_dir():
                manifest = catalog._read_manifest(path)
                manifests.append(manifest)
                catalog.folders.append(path)
                catalog._read_vocabulary(path)
                files_ += [(file, path, manifest) for file in catalog._record_files(path)]
            else:
                files_.append((path, None, catalog._enclosing_manifest(path)))
        catalog.vocabulary.check()
        catalog.findings += catalog.vocabulary.findings
        catalog.manifest = next(iter(manifests), files_[0][2] if files_ else Manifest())
        for file, folder, manifest in files_:
            catalog._read_record(file, folder, manifest)
        catalog.records = dict(sorted(catalog.records.items()))
        return catalog

    def resolve_id(self, word: str) -> str | None:
        """The id of the record that a word names: its id, a former id, or its name; None if there is none."""
        folded = word.strip().casefold()
        return word if word in self.records else self._by_name.get(folded)

    def suggestion(self, word: str) -> str:
        """``; did you mean 'CS-SLACK'?`` for an id that no record has."""
        return did_you_mean(word, self.records)

    def in_category(self, category: str) -> list[CaseStudy]:
        """The records of a category, and those that are also in it, by name."""
        found = (record for record in self.records.values() if category == record.category or category in record.also_in)
        return sorted(found, key=lambda record: record.name.casefold())

    @property
    def fingerprint(self) -> str:
        """Digest of every record and every term."""
        return digest(self.vocabulary.fingerprint, *(record.fingerprint for record in self.records.values()))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for record in self.records.values():
            for word in (record.id, *record.former_ids, record.name):
                names.setdefault(word.casefold(), record.id)
        return names

    def _read_manifest(self, folder: Path) -> Manifest:
        path = folder / "atlas.yaml"
        if not path.exists() and not path.is_symlink():
            return Manifest()
        document = read_file(path, shown(path))
        self.findings += document.findings
        if document.data is None:
            return Manifest()
        manifest, findings = validate(Manifest, document.data, document.shown)
        self.findings += findings
        if manifest is None:
            return Manifest()
        manifest.bind(document.data, (), Mark(1, 1), manifest.evidence)
        return manifest.placed(document.shown)

    def _enclosing_manifest(self, path: Path) -> Manifest:
        """The manifest of the catalogue that a single file lies in, with its vocabulary taken in."""
        for folder in list(path.absolute().parents)[:4]:
            if (folder / "atlas.yaml").is_file():
                if folder not in self.folders:
                    self.folders.append(folder)
                    self._read_vocabulary(folder)
                return self._read_manifest(folder)
        return Manifest()

    def _read_vocabulary(self, folder: Path) -> None:
        for path in _yaml_files(folder / "vocabulary"):
            self.vocabulary.add(read_file(path, shown(path)))

    def _record_files(self, folder: Path) -> Iterator[Path]:
        cases = folder / "case-studies"
        if not cases.is_dir():
            message = "has no folder 'case-studies'; records go into case-studies/<category>/<system>.yaml"
            self.findings.append(Finding("ATL012", message, shown(folder)))
            return
        yield from _yaml_files(cases)

    def _read_record(self, path: Path, folder: Path | None, manifest: Manifest) -> None:
        document = read_file(path, shown(path))
        record, findings = read_record(document)
        self.findings += findings
        if record is None:
            return
        if (first := self.records.get(record.id)) is not None:
            message = f"id {record.id!r} is taken by {first.file}; every system has one record"
            self.findings.append(Finding("ATL110", message, document.shown, *record.mark("id")))
            return
        self.records[record.id] = record
        self.manifests[record.id] = manifest
        if folder is not None:
            self.categories_of[record.id] = path.parent.relative_to(folder / "case-studies").as_posix()


def read_record(document: Document) -> tuple[CaseStudy | None, list[Finding]]:
    """Make a record of a document.

    :returns: the record, or None, and everything wrong with the file and its shape
    """
    findings = list(document.findings)
    if document.data is None:
        return None, findings

    def report(code: str, message: str, mark: Mark) -> None:
        findings.append(Finding(code, message, document.shown, *mark))

    _rename(document.data, *_INNOVATIONS, report=report)
    split(document.data, report)
    record, wrong = validate(CaseStudy, document.data, document.shown)
    findings += wrong
    if record is not None:
        record.placed(document.shown, document.digest)
        record.bind(document.data, (), Mark(1, 1), record.evidence)
        _number_sources(record)
    return record, findings


def _rename(data: Mapping, old: str, new: str, *, report: object) -> None:
    if old not in data or new in data:
        return
    data[new] = data.pop(old)
    data.keys_at[new] = data.keys_at.pop(old)
    data.values_at[new] = data.values_at.pop(old)


def _number_sources(record: CaseStudy) -> None:
    """Give sources without an id one by their position, so that they can be referred to."""
    for number, source in enumerate(record.sources, 1):
        if not source.id:
            object.__setattr__(source, "id", f"s{number}")


def _yaml_files(folder: Path) -> list[Path]:
    """All YAML files below a folder, sorted; links to folders are not followed."""
    found = [
        Path(root) / name
        for root, _, names in os.walk(folder)
        for name in names
        if name.endswith((".yaml", ".yml")) and not name.startswith(".")
    ]
    return sorted(found)


def shown(path: Path) -> str:
    """A path as findings name it: relative to the working folder where it lies below it."""
    absolute, here = path.absolute(), Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else absolute.as_posix()


def bundled() -> Path:
    """The folder of the catalogue that comes with the package; in a checkout, the repository's own ``data``."""
    packaged = Path(str(files("sphinx_atlas"))) / "data"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "data"


__all__ = ["Catalog", "TermKind", "bundled", "read_record", "shown"]
