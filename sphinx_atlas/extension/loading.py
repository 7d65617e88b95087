"""Reading and judging the catalogue before a build begins.

In ``builder-inited`` every problem is logged at its own place, and only then is one error raised: in this phase, and
in no later one, Sphinx keeps the pickled environment, so that every run fails alike and the mended one is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pydantic
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from .. import __version__
from ..catalog import collector
from ..catalog.catalog import CASES, Catalog
from ..catalog.fingerprint import digest
from ..catalog.manifest import Profile, Severity
from ..catalog.state import contents, state, state_of_files
from ..export.documents import fingerprint
from ..rules.check import Problem, check, has_errors
from .config import AtlasConfig
from .directory import Directory
from .environment import domain_of
from .kept import Records, Verdict, keep, recall
from .warnings import Subtype, logger, warn


class CatalogError(SphinxError):
    """The catalogue has errors; each has been logged."""

    category = "Catalogue error"


def load(app: Sphinx) -> None:
    """Load the catalogue into the domain; where nothing of it has changed, what was found then is said again.

    :raises CatalogError: if a record, a vocabulary file or a manifest has an error
    """
    # What an earlier build in this process has left can go.
    collector.resume()
    config = AtlasConfig.of(app.config)
    folders = config.folders(Path(app.confdir))
    found = contents(folders)
    now, made_by = state(found), _made_by(config)
    path, key = Path(app.doctreedir, "atlas-verdict.pickle"), digest(made_by, config.profile, now)
    records = Records(Path(app.doctreedir, "atlas-records.pickle"), digest(made_by, _shared(folders, found)), found)
    verdict: Verdict | None = recall(path, key)
    domain = domain_of(app.env)
    if verdict is not None:
        _report(verdict.problems)
        domain.begin(now, verdict, lambda: _read(folders, records))
        return
    catalog = _read(folders, records)
    profile = Profile(config.profile) if config.profile else None
    problems = check(catalog, as_of=config.day(), profile=profile, judge=records.judge)
    # Also where it has errors: once they are mended, the next build is quick.
    records.keep()
    _report(problems)
    verdict = Verdict(tuple(problems), fingerprint(catalog), Directory.of(catalog))
    keep(path, key, verdict)
    domain.begin(now, verdict, lambda: catalog)


def _read(folders: list[Path], records: Records) -> Catalog:
    with collector.paused():
        catalog = Catalog.load(folders, read=records.read)
        collector.spare()
    return catalog


def start(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """From here on mostly pages are made."""
    collector.seldom()


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Let the process end, which it mostly does now, without a look at what is left."""
    collector.often()
    collector.spare()


def _made_by(config: AtlasConfig) -> str:
    """What reads and judges, and when: the program to the letter, as those who work on it change it between builds."""
    package = Path(__file__).parents[1]
    program = state_of_files(
        path for name in ("catalog", "rules", "extension") for path in sorted((package / name).glob("*.py"))
    )
    return digest(__version__, program, sys.version, pydantic.VERSION, str(Path.cwd()), str(config.day()))


def _shared(folders: list[Path], found: Mapping[Path, str]) -> str:
    """A digest of all files but the records: of what each record is judged by."""
    cases = tuple(folder.absolute() / CASES for folder in folders)
    return state({path: content for path, content in found.items() if not any(map(path.is_relative_to, cases))})


def _report(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _log(problem)
    if has_errors(problems):
        count = sum(problem.severity is Severity.ERROR for problem in problems)
        raise CatalogError(
            f"{count} error{'s' if count > 1 else ''} in the catalogue; see above for each file, line and column"
        )


def _log(problem: Problem) -> None:
    finding = problem.finding
    text = f"{finding.code} {finding.message}"
    if problem.severity is Severity.ERROR:
        # No type: an error must not be hidden by suppress_warnings.
        logger.error(text, location=finding.location)
    elif problem.severity is Severity.WARNING:
        warn(Subtype.RECORD, text, finding.location)
    else:
        logger.verbose("%s: %s", finding.location, text)
