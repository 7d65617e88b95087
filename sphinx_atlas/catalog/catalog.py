"""A catalogue: records and terms, read from folders and looked up by id.

A catalogue's folder holds ``case-studies/<category>/<system>.yaml``, and, if it likes, ``atlas.yaml`` and
``vocabulary/*.yaml``. Several folders make one catalogue.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from .files import is_yaml
from .finding import Finding, Mark, did_you_mean
from .fingerprint import digest
from .manifest import Manifest
from .model import CaseStudy
from .reader import read_file, shown
from .reading import Reader, read_path
from .schema import validate
from .snapshot import Seen, seen
from .terms import TermKind
from .vocabulary import Vocabulary, default_vocabulary

#: The folder of the records in a catalogue's folder.
CASES = "case-studies"


@dataclass(frozen=True, slots=True)
class Member:
    """What is known of a record when it is not at hand: how it is called, and where that is written."""

    id: str
    name: str
    file: str
    at: Mark
    former_ids: tuple[tuple[str, Mark], ...]

    @classmethod
    def of(cls, record: CaseStudy) -> Member:
        """A record as a member of its catalogue."""
        former = tuple((id_, record.mark("former_ids", index)) for index, id_ in enumerate(record.former_ids))
        return cls(record.id, record.name, record.file, record.mark("id"), former)


class RecordFile(NamedTuple):
    """A file that is to hold a record.

    :param folder: of the catalogue that it is read with; None where it was named by itself
    :param manifest: of its catalogue
    """

    path: Path
    folder: Path | None
    manifest: Manifest

    @property
    def category(self) -> str | None:
        """The folder of ``case-studies`` that it lies in; None where it was named by itself."""
        return self.path.parent.relative_to(self.folder / CASES).as_posix() if self.folder is not None else None


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
        cls, paths: Iterable[str | Path], vocabulary: Vocabulary | None = None, read: Reader = read_path
    ) -> Catalog:
        """Read catalogues from folders and records from single files, and keep all of them.

        Never raises for what the files hold: everything wrong is among the findings.

        :param read: reads the file of a record
        """
        catalog = cls(vocabulary=vocabulary or default_vocabulary())
        records: dict[str, CaseStudy] = {}
        for file in catalog.files(paths):
            record, findings = read(file.path)
            if catalog.take(file, Member.of(record) if record else None, findings) and record:
                records[record.id] = record
        catalog.records = dict(sorted(records.items()))
        return catalog

    def files(self, paths: Iterable[str | Path]) -> list[RecordFile]:
        """The files of records in folders of catalogues, and single files, each once; manifests and vocabularies are
        read.
        """
        manifests: dict[Path, Manifest] = {}
        # Each file once, however often it is named, and first of all as one of its catalogue's.
        found: dict[Path, RecordFile] = {}
        for path in sorted(map(Path, paths), key=lambda path: not _holds(path.is_dir)):
            whole = path if _holds(path.is_dir) else None
            folder = whole or _enclosing_folder(path)
            manifest = self._enter(folder, manifests) if folder else Manifest()
            for file in self._record_files(whole) if whole else [path]:
                found.setdefault(file.absolute(), RecordFile(file, whole, manifest))
        self.vocabulary.check()
        self.findings += self.vocabulary.findings
        self.manifest = next(iter(manifests.values()), self.manifest)
        return list(found.values())

    def take(self, file: RecordFile, member: Member | None, findings: list[Finding]) -> bool:
        """Note what was read of a file; False where it holds no record, or one whose id is taken."""
        self.findings += findings
        if member is None:
            return False
        if (first := self.members.get(member.id)) is not None:
            message = f"id {member.id!r} is taken by {first.file}; every system has one record"
            self.findings.append(Finding("ATL110", message, member.file, *member.at))
            return False
        self.enter(member, file.manifest)
        if (category := file.category) is not None:
            self.categories_of[member.id] = category
        return True

    def enter(self, member: Member, manifest: Manifest) -> None:
        """Note that a record belongs to the catalogue, under a manifest."""
        self.members[member.id] = member
        self.manifests[member.id] = manifest

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


__all__ = ["Catalog", "RecordFile", "TermKind", "bundled", "shown"]
