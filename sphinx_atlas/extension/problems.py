"""Directives and roles that name what does not exist: reported in every run until they are mended.

A logged error does not fail a build, and a page that has been read is not read again. So a page with a problem is kept
in the
domain, counts as outdated in each run, and sets the exit status when all pages have been read. Raising there would
delete
the environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from .environment import domain_of
from .warnings import logger

if TYPE_CHECKING:
    from .domain import AtlasDomain


def report(domain: AtlasDomain, docname: str, message: str, location: object) -> None:
    """Log an error at its place in a page, and remember it."""
    logger.error(message, location=location)
    domain.doc(docname)["problems"].append(message)


def outdated(domain: AtlasDomain) -> set[str]:
    """Pages that have a problem, to be read again."""
    return {docname for docname, data in domain.docs.items() if data["problems"]}


def fail(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the build end with exit status 1 where a page has a problem."""
    if outdated(domain_of(env)):
        app.statuscode = 1
