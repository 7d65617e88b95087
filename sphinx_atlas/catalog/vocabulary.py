"""The terms that records are written in: planes, categories, mechanisms, guarantees, patterns and kinds of diagram."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from .finding import Finding, did_you_mean
from .fingerprint import digest
from .quantity import Dimension, Quantity, parse
from .reader import Document, read_file
from .schema import validate
from .terms import Parameter, Term, TermKind, VocabularyFile

#: Those whose words a record holds side by side, so that one may stand in the place of another.
_NAMED_IN_RECORDS = (TermKind.CATEGORY, TermKind.PATTERN, TermKind.MECHANISM, TermKind.GUARANTEE)


class Resolved(NamedTuple):
    """What a word in a record stands for."""

    term: Term
    #: the parameter of a guarantee, such as two seconds
    parameter: Quantity | None = None
    #: what the word says of its scope: ``read_your_writes_in_region``
    scope: str | None = None

    @property
    def label(self) -> str:
        """The term's name with its parameter."""
        return f"{self.term.name} ({self.parameter.text})" if self.parameter else self.term.name


#: A longer word is no guarantee with a parameter; it is not taken apart.
_MAX_WORD = 200
#: How a scope begins behind the id of a guarantee.
SCOPED = re.compile(r"(in|within|across|per|for|at|by)_")


@dataclass
class Vocabulary:
    """Terms by kind and id.

    :param terms: ``(kind, id)`` to term, in the order they were defined
    :param findings: what was wrong with the files
    """

    terms: dict[tuple[TermKind, str], Term] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    _by_alias: dict[tuple[TermKind, str], Term] = field(default_factory=dict, repr=False)
    _files: dict[tuple[TermKind, str], str] = field(default_factory=dict, repr=False)

    def of(self, kind: TermKind) -> list[Any]:
        """All terms of a kind, in their order."""
        return [term for (key, _), term in self.terms.items() if key is kind]

    def get(self, kind: TermKind, id_: str) -> Any:
        """The term with an id, or None."""
        return self.terms.get((kind, id_))

    def file_of(self, kind: TermKind, id_: str) -> str | None:
        """The file that defines a term, as findings name it; None for an unknown one."""
        return self._files.get((kind, id_))

    def resolve(self, kind: TermKind, word: str) -> Resolved | None:
        """What a word stands for: an id, an alias, or a guarantee with its parameter or scope; None if it is
        unknown.
        """
        if term := self.terms.get((kind, word)) or self._by_alias.get((kind, fold(word))):
            return Resolved(term)
        if kind is TermKind.GUARANTEE and len(word) <= _MAX_WORD:
            return self._resolve_parameter(word)
        return None

    def suggestion(self, kind: TermKind, word: str) -> str:
        """``; 'x' is a mechanism``, ``; did you mean 'x'?``, or nothing where no term is like the word."""
        for other in _NAMED_IN_RECORDS:
            if found := self.resolve(other, word):
                return f"; {found.term.id!r} is a {other}"
        hint = did_you_mean(word, [id_ for key, id_ in self.terms if key is kind])
        return hint if hint.startswith("; did") else ""

    def _resolve_parameter(self, word: str) -> Resolved | None:
        if match := re.fullmatch(r"(\w+)\((.+)\)", word):
            found = self.resolve(TermKind.GUARANTEE, match[1])
            value = _parameter(found.term, match[2]) if found else None
            return Resolved(found.term, value) if found and value else None
        at = len(word)
        while (at := word.rfind("_", 0, at)) > 0:
            head, tail = word[:at], word[at + 1 :]
            if (term := self.get(TermKind.GUARANTEE, head)) is None:
                continue
            if value := _parameter(term, tail):
                return Resolved(term, value)
            if SCOPED.match(tail):
                return Resolved(term, None, tail.replace("_", " "))
        return None

    def add(self, document: Document) -> None:
        """Take in a file of terms, noting what is wrong with it."""
        self.findings += document.findings
        self.digests.append(document.digest)
        if document.data is None:
            return
        file, findings = validate(VocabularyFile, document.data, document.shown)
        self.findings += findings
        if file is None:
            return
        file.bind(document.data, (), file.mark(), file.evidence)
        for term in file.terms():
            self._add(term, document.shown)

    def _add(self, term: Term, shown: str) -> None:
        key = (term.kind, term.id)
        taken = self.terms.get(key) or next(
            (found for word in (term.id, *term.aliases) if (found := self._by_alias.get((term.kind, fold(word))))), None
        )
        if taken is not None:
            message = f"{term.kind} {term.id!r} or one of its aliases is taken by {taken.id!r}; choose another"
            self.findings.append(Finding("ATL801", message, shown, *term.mark("id")))
            return
        self.terms[key] = term
        self._files[key] = shown
        for word in (term.id, *term.aliases):
            self._by_alias[term.kind, fold(word)] = term

    def check(self) -> None:
        """Note every requirement that names no mechanism; to be called when all files are in."""
        for key, term in self.terms.items():
            for word in term.requires:
                if self.resolve(TermKind.MECHANISM, word) is None:
                    hint = self.suggestion(TermKind.MECHANISM, word)
                    message = f"{term.kind} {term.id!r} requires the unknown mechanism {word!r}{hint}"
                    self.findings.append(Finding("ATL802", message, self._files[key], *term.mark("requires")))

    @property
    def fingerprint(self) -> str:
        """Digest of all its files."""
        return digest(*self.digests)

    def copy(self) -> Vocabulary:
        """The same terms, to which others can be added."""
        return Vocabulary(
            dict(self.terms), list(self.findings), list(self.digests), dict(self._by_alias), dict(self._files)
        )


def fold(word: str) -> str:
    """A word as aliases are compared: without case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_\-]+", "", word).casefold()


def _parameter(term: Term, text: str) -> Quantity | None:
    wanted = getattr(term, "parameter", None)
    try:
        value = parse(text.replace("_", "."))
    except ValueError:
        return None
    fits = {Parameter.DURATION: Dimension.DURATION, Parameter.PERCENTAGE: Dimension.PERCENT}
    return value if wanted and value.dimension is fits[wanted] else None


def vocabulary_files() -> list[Path]:
    """The files of the default vocabulary, shipped with the package."""
    return sorted(
        Path(str(entry))
        for entry in files("sphinx_atlas").joinpath("vocabulary").iterdir()
        if entry.name.endswith(".yaml")
    )


def default_vocabulary() -> Vocabulary:
    """A new copy of the vocabulary that comes with the package."""
    return _packaged().copy()


@cache
def _packaged() -> Vocabulary:
    # A process that loads many catalogues, such as one that builds at each change, would read it for each of them.
    vocabulary = Vocabulary()
    for path in vocabulary_files():
        vocabulary.add(read_file(path, f"sphinx_atlas/vocabulary/{path.name}"))
    return vocabulary
