"""Reading and judging the catalogue before a build begins.

In ``builder-inited`` every problem is logged at its own place, and only then is one error raised: in this phase, and
in no later one, Sphinx keeps the pickled environment, so that every run fails alike and the mended one is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from .. import __version__
from ..catalog.catalog import Catalog
from ..catalog.fingerprint import digest
from ..catalog.manifest import Profile, Severity
from ..catalog.state import state
from ..export.documents import fingerprint
from ..rules.check import Problem, check, has_errors
from .config import AtlasConfig
from .directory import Directory
from .domain import Judged
from .environment import domain_of
from .warnings import Subtype, logger, warn


class CatalogError(SphinxError):
    """The catalogue has errors; each has been logged."""

    category = "Catalogue error"


def load(app: Sphinx) -> None:
    """Load the catalogue into the domain; where nothing of it has changed, what was found then is said again.

    :raises CatalogError: if a record, a vocabulary file or a manifest has an error
    """
    config = AtlasConfig.of(app.config)
    folders = config.folders(Path(app.confdir))
    key = digest(__version__, str(Path.cwd()), str(config.day()), config.profile, state(folders))
    domain = domain_of(app.env)
    if domain.judged is not None and domain.judged.key == key:
        _report(domain.judged.problems)
        domain.begin(domain.judged, lambda: Catalog.load(folders))
        return
    catalog = Catalog.load(folders)
    problems = check(catalog, as_of=config.day(), profile=Profile(config.profile) if config.profile else None)
    _report(problems)
    domain.begin(Judged(key, tuple(problems), fingerprint(catalog), Directory.of(catalog)), lambda: catalog)


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
