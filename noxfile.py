"""What a change must pass, as sessions: ``nox`` runs them all, ``nox -s tests`` one of them."""

from __future__ import annotations

from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "types", "tests", "docs", "mermaid", "browser", "package"]

PROJECT = nox.project.load_toml("pyproject.toml")

#: What is pure enough to be tested nearly whole, in percent of lines and branches.
CORE = ("catalog", "rules", "views", "mermaid")
CORE_COVERAGE = 95


def install(session: nox.Session, *groups: str) -> None:
    """Install the package as it stands and the dependency groups."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, *groups))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout with ruff."""
    session.install(*nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy, strictly."""
    install(session, "lint", "browser")
    session.run("mypy", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; the whole suite also has to cover the core."""
    install(session, "tests")
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("pytest", "-n", "auto", "--cov", "--cov-report=")
    session.run("coverage", "report")
    include = ",".join(f"sphinx_atlas/{package}/*" for package in CORE)
    session.run("coverage", "report", f"--include={include}", f"--fail-under={CORE_COVERAGE}")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site; a warning fails it."""
    install(session, "docs")
    site = Path("docs/_build/html")
    session.run("sphinx-build", "-W", "-n", "--keep-going", "-b", "html", *session.posargs, "docs", str(site))
    session.log(f"The site is at {site.resolve().as_uri()}/index.html")


@nox.session
def mermaid(session: nox.Session) -> None:
    """Give what we draw to the official Mermaid; needs Chromium, node and npm."""
    install(session, "tests")
    session.run("pytest", "-m", "browser", "tests/mermaid", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Open our pages in a real browser, in several themes; needs Chromium and npm."""
    install(session, "browser")
    session.run("pytest", "-m", "browser", "tests/browser", *session.posargs)


@nox.session
def package(session: nox.Session) -> None:
    """Build the wheel, install it afresh and use it in an empty project."""
    session.install(*nox.project.dependency_groups(PROJECT, "package"))
    session.run("pytest", "-m", "slow", "tests/package", *session.posargs)
