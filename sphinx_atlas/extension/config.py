"""What ``conf.py`` may set: declared once, checked when Sphinx has read it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from ..catalog.catalog import bundled
from ..catalog.dates import parse_day, today
from ..catalog.finding import did_you_mean
from ..catalog.manifest import Profile
from ..rendering import CHOICES, RendererMissing, find_renderer

#: What stands in ``atlas_catalogs`` for the catalogue that comes with the package.
BUNDLED = "sphinx-atlas"
#: What ``atlas_sidebar`` may be.
BRANCH, WHOLE = "branch", "whole"


def _catalogs(value: Any) -> str | None:
    if (
        not isinstance(value, list | tuple)
        or not all(isinstance(item, str | os.PathLike) for item in value)
        or not value
    ):
        return f"must be a list of folders, each relative to conf.py; {BUNDLED!r} stands for the one of the package"
    return None


def _pages(value: Any) -> str | None:
    if not isinstance(value, str):
        return "must be the name of a folder within the sources, such as 'catalogue', or '' for no pages"
    path = Path(value)
    if path.is_absolute() or ".." in path.parts or (value and not path.parts):
        return "must lie within the sources: name a folder such as 'catalogue'"
    return None


def _sidebar(value: Any) -> str | None:
    known = (BRANCH, WHOLE)
    return None if value in known else f"{value!r} is no extent of the sidebar{did_you_mean(str(value), known)}"


def _profile(value: Any) -> str | None:
    known = [profile.value for profile in Profile]
    return None if value in ("", *known) else f"{value!r} is no profile{did_you_mean(str(value), known)}"


def _as_of(value: Any) -> str | None:
    try:
        return None if value == "" else (parse_day(value), None)[1]
    except ValueError as error:
        return str(error)


def _renderer(value: Any) -> str | None:
    if value not in CHOICES:
        return f"{value!r} is no renderer{did_you_mean(str(value), CHOICES)}"
    try:
        find_renderer(value)
    except RendererMissing as missing:
        return str(missing)
    return None


def _site(value: Any) -> str | None:
    if value == "":
        return None
    if not isinstance(value, str) or not value.startswith(("https://", "http://")) or any(c.isspace() for c in value):
        return (
            f"{value!r} is no address: write the one at which the catalogue's pages are published, such as 'https://…/'"
        )
    return None


def _api(value: Any) -> str | None:
    return None if value is None or isinstance(value, bool) else f"{value!r} is neither True nor False; leave it out"


@dataclass(frozen=True)
class AtlasConfig:
    """The extension's configuration; each field is the config value ``atlas_<name>``."""

    catalogs: list[str] = field(
        default_factory=lambda: [BUNDLED],
        metadata={
            "check": _catalogs,
            "help": "Folders of records, relative to ``conf.py``. ``sphinx-atlas`` stands for the catalogue that comes "
            "with the package. "
            "Several folders make one catalogue.",
        },
    )
    pages: str = field(
        default="",
        metadata={
            "check": _pages,
            "help": "Folder within the sources into which the pages of the catalogue are written: one for each system, "
            "term and "
            "category. Empty: no pages are written.",
        },
    )
    api: bool | None = field(
        default=None,
        metadata={
            "check": _api,
            "rebuild": "html",
            "help": "Whether HTML builds publish the catalogue as JSON and CSV, in the folder ``api/v1`` of the site. "
            "``None``: where the pages of the catalogue are written.",
        },
    )
    sidebar: str = field(
        default=BRANCH,
        metadata={
            "check": _sidebar,
            "rebuild": "html",
            "help": "How much of the catalogue stands in the tree of each page's sidebar. ``branch``: what is beside "
            "the page and above it. ``whole``: every page of the catalogue, on every page. It takes effect in themes "
            "that ask for the tree by ``toctree()``, as furo, sphinx-rtd-theme and alabaster do; pydata-sphinx-theme "
            "makes its own.",
        },
    )
    site: str = field(
        default="",
        metadata={
            "check": _site,
            "help": "Address at which somebody has published the pages of the catalogue that comes with the package, "
            "such as ``https://example.org/catalogue/``. What no page of this project shows is then a link to there. "
            "Empty: it is text.",
        },
    )
    renderer: str = field(
        default="auto",
        metadata={
            "check": _renderer,
            "rebuild": "",
            "help": "What draws the diagrams. ``merman``: pictures are made during the build; it comes with "
            "``pip install 'sphinx-atlas[svg]'``. ``client``: the reader's browser draws, with a script that "
            "``sphinxcontrib-mermaid`` loads. ``auto``: ``merman`` where it is installed, else ``client``.",
        },
    )
    profile: str = field(
        default="",
        metadata={
            "check": _profile,
            "help": "``strict`` or ``lenient``, instead of what each catalogue's ``atlas.yaml`` asks for.",
        },
    )
    as_of: str = field(
        default="",
        metadata={
            "check": _as_of,
            "help": "The day, as YYYY-MM-DD, on which staleness is judged. Empty: ``SOURCE_DATE_EPOCH`` where it is "
            "set, else today.",
        },
    )

    @classmethod
    def of(cls, config: Config) -> AtlasConfig:
        """The values that a project has set."""
        return cls(**{entry.name: getattr(config, f"atlas_{entry.name}") for entry in fields(cls)})

    def folders(self, confdir: Path) -> list[Path]:
        """The folders of the catalogues."""
        return [bundled() if str(entry) == BUNDLED else confdir / entry for entry in self.catalogs]

    @property
    def pages_folder(self) -> str:
        """The folder of the catalogue's pages as names of documents begin; empty where none are written."""
        return PurePosixPath(self.pages).as_posix() if self.pages else ""

    @property
    def has_api(self) -> bool:
        """Whether HTML builds publish the catalogue as data."""
        return bool(self.pages) if self.api is None else self.api

    def day(self) -> date:
        """The day on which staleness is judged."""
        return parse_day(self.as_of) if self.as_of else today()


def add(app: Sphinx) -> None:
    """Declare the values. Most change what pages say, so they rebuild the environment."""
    types: dict[str, tuple[type, ...]] = {"catalogs": (list, tuple), "api": (bool, type(None))}
    for entry in fields(AtlasConfig):
        default = getattr(AtlasConfig(), entry.name)
        app.add_config_value(
            f"atlas_{entry.name}", default, entry.metadata.get("rebuild", "env"), types.get(entry.name, (str,))
        )


def check(app: Sphinx, config: Config) -> None:
    """Refuse values that cannot be used, all at once."""
    wrong = [
        f"atlas_{entry.name}: {message}"
        for entry in fields(AtlasConfig)
        if (message := entry.metadata["check"](getattr(config, f"atlas_{entry.name}")))
    ]
    if wrong:
        raise ConfigError("; ".join(wrong))
