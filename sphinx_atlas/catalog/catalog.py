"""A catalogue: records and terms, read from folders and looked up by id.

A catalogue's folder holds ``case-studies/<category>/<system>.yaml``, and, if it likes, ``atlas.yaml`` and
``vocabulary/*.yaml``. Several folders make one catalogue.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from .collector import paused
from .evidence import split
from .files import is_yaml
from .finding import Finding, Mark, did_you_mean
from .fingerprint import digest
from .manifest import Manifest
from .model import CaseStudy
from .reader import Document, read_file, shown
from .schema import validate
from .snapshot import Seen, seen
from .tree import Mapping
from .vocabulary import TermKind, Vocabulary, default_vocabulary

#: A record, or None, and everything wrong with its file and its shape.
Read = tuple[CaseStudy | None, list[Finding]]
Reader = Callable[[Path], Read]
#: The folder of the records in a catalogue's folder.
CASES = "case-studies"
#: A record's key that carries the window in its name in the specification.
INNOVATIONS = ("innovations_2020_2025", "innovations")


@dataclass(frozen=True, slots=True)
class Member:
    """What is known of a record when it is not at hand: how it is called, and where that is written."""

    id: str
    name: str
    file: str
    former_ids: tuple[tuple[str, Mark], ...]

    @classmethod
    def of(cls, record: CaseStudy) -> Member:
        """A record as a member of its catalogue."""
        former = tuple((id_, record.mark("former_ids", index)) for index, id_ in enumerate(record.former_ids))
        return cls(record.id, record.name, record.file, former)


@dataclass
class Catalog:
    """Records and terms.

    :param records: id to record, in the order of the ids
    :param members: id to what is known of every record that was read, also of those that were not kept
    :param findings: what was wrong with files and their shape; the rules find the rest
    :param manifests: id of each record to the manifest of the folder it came from
    """

    vocabulary: Vocabulary = field(default_factory=default_vocabulary)
    records: dict[str, CaseStudy] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    manifests: dict[str, Manifest] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    manifest: Manifest = field(default_factory=Manifest)
    #: id to the folder of ``case-studies`` that the file lies in; absent for files named one by one
    categories_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(
        cls, paths: Iterable[str | Path], vocabulary: Vocabulary | None = None, read: Reader | None = None
    ) -> Catalog:
        """Read catalogues from folders and records from single files, and keep all of them; see :meth:`read`."""
        catalog = cls(vocabulary=vocabulary or default_vocabulary())
        records = {record.id: record for record in catalog.read(paths, read)}
        catalog.records = dict(sorted(records.items()))
        return catalog

    def read(self, paths: Iterable[str | Path], read: Reader | None = None) -> Iterator[CaseStudy]:
        """Read catalogues from folders and records from single files, one record after another; none is kept.

        Never raises for what the files hold: everything wrong is among the findings.

        :param read: reads the file of a record; :func:`read_path` where none is given
        """
        manifests: dict[Path, Manifest] = {}
        # Each file once, however often it is named, and first of all as one of its catalogue's.
        records: dict[Path, tuple[Path, Path | None, Manifest]] = {}
        for path in sorted(map(Path, paths), key=lambda path: not _holds(path.is_dir)):
            whole = path if _holds(path.is_dir) else None
            folder = whole or _enclosing_folder(path)
            manifest = self._enter(folder, manifests) if folder else Manifest()
            for file in self._record_files(whole) if whole else [path]:
                records.setdefault(file.absolute(), (file, whole, manifest))
        self.vocabulary.check()
        self.findings += self.vocabulary.findings
        self.manifest = next(iter(manifests.values()), self.manifest)
        for file, folder, manifest in records.values():
            if (record := self._entered(*(read or read_path)(file))) is not None:
                self.enter(record, manifest)
                if folder is not None:
                    self.categories_of[record.id] = file.parent.relative_to(folder / CASES).as_posix()
                yield record

    def enter(self, record: CaseStudy, manifest: Manifest) -> None:
        """Note that a record belongs to the catalogue, under a manifest."""
        self.members[record.id] = Member.of(record)
        self.manifests[record.id] = manifest

    def resolve_id(self, word: str) -> str | None:
        """The id of the record that a word names: its id, a former id, or its name; None if there is none."""
        folded = word.strip().casefold()
        return word if word in self.members else self._by_name.get(folded)

    def suggestion(self, word: str) -> str:
        """``; did you mean 'CS-SLACK'?`` for an id that no record has."""
        return did_you_mean(word, self.records)

    def in_category(self, category: str) -> list[CaseStudy]:
        """The records of a category, and those that are also in it, by name."""
        found = (record for record in self.records.values() if category in (record.category, *record.also_in))
        return sorted(found, key=lambda record: record.name.casefold())

    @cached_property
    def seen(self) -> Seen:
        """What the cited pages held when they were last looked at."""
        return seen(self.folders)

    @property
    def fingerprint(self) -> str:
        """Digest of every record and every term."""
        return digest(self.vocabulary.fingerprint, *(record.fingerprint for record in self.records.values()))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that a record has or had."""
        return frozenset(id_ for record in self.records.values() for id_ in (record.id, *record.former_ids))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for id_, member in sorted(self.members.items()):
            for word in (id_, *(former for former, _mark in member.former_ids), member.name):
                names.setdefault(word.casefold(), id_)
        return names

    def _read_manifest(self, folder: Path) -> Manifest:
        path = folder / "atlas.yaml"
        if not os.path.lexists(path):
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

    def _enter(self, folder: Path, manifests: dict[Path, Manifest]) -> Manifest:
        """The manifest of a catalogue's folder; the first time, the folder's vocabulary is taken in too."""
        place = folder.absolute()
        if place not in manifests:
            manifests[place] = self._read_manifest(folder)
            self.folders.append(folder)
            for path in self._yaml_files(folder / "vocabulary"):
                self.vocabulary.add(read_file(path, shown(path)))
        return manifests[place]

    def _record_files(self, folder: Path) -> list[Path]:
        cases = folder / CASES
        if not _holds(cases.is_dir):
            message = "has no folder 'case-studies'; records go into case-studies/<category>/<system>.yaml"
            self.findings.append(Finding("ATL012", message, shown(folder)))
            return []
        return self._yaml_files(cases)

    def _yaml_files(self, folder: Path) -> list[Path]:
        """All YAML files below a folder, sorted; what is not looked into is among the findings."""

        def report(error: OSError) -> None:
            message = f"cannot be looked into: {error.strerror or error}; make it readable or remove it"
            self.findings.append(Finding("ATL001", message, shown(Path(error.filename))))

        found: list[Path] = []
        for root, folders, names in os.walk(folder, onerror=report if os.path.lexists(folder) else None):
            for path in (Path(root) / name for name in (*folders, *names) if not name.startswith(".")):
                if is_yaml(path):
                    found.append(path)
                elif path.name in folders and path.is_symlink():
                    message = "is a link to a folder, which is not followed; put the folder itself here"
                    self.findings.append(Finding("ATL001", message, shown(path)))
        return sorted(found)

    def _entered(self, record: CaseStudy | None, findings: list[Finding]) -> CaseStudy | None:
        """A record that was read, unless its id is taken."""
        self.findings += findings
        if record is not None and (first := self.members.get(record.id)) is not None:
            message = f"id {record.id!r} is taken by {first.file}; every system has one record"
            self.findings.append(Finding("ATL110", message, record.file, *record.mark("id")))
            return None
        return record


def read_path(path: Path) -> Read:
    """Read the file of a record; see :func:`read_record`."""
    with paused():
        return read_record(read_file(path, shown(path)))


def read_record(document: Document) -> Read:
    """Make a record of a document.

    :returns: the record, or None, and everything wrong with the file and its shape
    """
    findings = list(document.findings)
    if document.data is None:
        return None, findings

    def report(code: str, message: str, mark: Mark) -> None:
        findings.append(Finding(code, message, document.shown, *mark))

    _rename(document.data, *INNOVATIONS, report)
    split(document.data, report)
    record, wrong = validate(CaseStudy, document.data, document.shown)
    findings += wrong
    if record is not None:
        record.placed(document.shown, document.digest)
        record.bind(document.data, (), Mark(1, 1), record.evidence)
        _number_sources(record)
    return record, findings


def _rename(data: Mapping, old: str, new: str, report: Callable[[str, str, Mark], None]) -> None:
    if old not in data:
        return
    value, key_at, value_at = data.pop(old), data.keys_at.pop(old), data.values_at.pop(old)
    if new in data:
        first = data.keys_at[new].line
        report("ATL005", f"key {old!r} is another name of {new!r}, which stands at line {first}; keep one", key_at)
        return
    data[new], data.keys_at[new], data.values_at[new] = value, key_at, value_at


def _number_sources(record: CaseStudy) -> None:
    """Give sources without an id one by their position, so that they can be referred to."""
    for number, source in enumerate(record.sources, 1):
        if not source.id:
            object.__setattr__(source, "id", f"s{number}")


def _enclosing_folder(path: Path) -> Path | None:
    """The folder of the catalogue that a single file lies in."""
    above = list(path.absolute().parents)[:4]
    return next((folder for folder in above if _holds((folder / "atlas.yaml").is_file)), None)


def _holds(question: Callable[[], bool]) -> bool:
    """The answer of the file system; no, where it may not be asked or the path cannot exist."""
    try:
        return question()
    except OSError:
        return False


def bundled() -> Path:
    """The folder of the catalogue that comes with the package; in a checkout, the repository's own ``data``."""
    packaged = Path(str(files("sphinx_atlas"))) / "data"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "data"


__all__ = ["Catalog", "Read", "Reader", "TermKind", "bundled", "read_path", "read_record", "shown"]
