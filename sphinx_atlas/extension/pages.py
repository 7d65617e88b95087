"""The pages of the catalogue, written into the sources from templates before Sphinx looks for documents.

Only what changed is written, and only what carries our mark is ever replaced or removed: a page of the user's own in
the same place is left alone and used.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..catalog.catalog import Catalog
from ..catalog.state import state_of_files
from ..catalog.terms import TermKind
from ..views.terms import term_title
from .config import AtlasConfig
from .environment import domain_of
from .layout import FOLDERS, page_name
from .outputs import write_output
from .warnings import Subtype

#: First line of every page that is ours to replace.
MARK = ".. Written by sphinx-atlas from the catalogue; changes here are lost."

_TERMS = (TermKind.PATTERN, TermKind.MECHANISM, TermKind.GUARANTEE)


#: Pages about the catalogue as a whole.
_OVERVIEWS = ("matrix", "coverage", "sources")


class Page(NamedTuple):
    """A page to write.

    :param path: below the folder of the pages
    :param template: name of its template
    """

    path: str
    template: str
    values: dict[str, Any]


def write(app: Sphinx) -> None:
    """Write the pages that ``atlas_pages`` asks for, and remove those of ours that are no longer wanted."""
    domain = domain_of(app.env)
    if not app.config.atlas_pages:
        domain.data["pages"] = ("", frozenset())
        return
    within = AtlasConfig.of(app.config).pages_folder
    folder = Path(app.srcdir) / within
    if domain.unchanged and domain.pages_state == _state(app, folder):
        return
    render = _renderer(app)
    wanted = {folder / f"{page.path}.rst": page for page in pages(domain.catalog)}
    ours = {path: page for path, page in wanted.items() if not path.exists() or _is_ours(path)}
    # All are made before the first is written: where a template is wrong, nothing changes.
    for path, text in [(path, render(page)) for path, page in ours.items()]:
        write_output(path, text, Subtype.PAGES)
    for path in sorted(folder.rglob("*.rst")):
        if path not in wanted and _is_ours(path):
            path.unlink()
    domain.data["pages"] = _state(app, folder), frozenset(f"{within}/{page.path}" for page in ours.values())


def _state(app: Sphinx, folder: Path) -> str:
    """A digest of the pages as they are on disk, and of the templates."""
    return state_of_files(_files(app, folder))


def _files(app: Sphinx, folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.rst"))
    for templates in _templates(app):
        yield from sorted(templates.glob("*.jinja"))


def pages(catalog: Catalog) -> Iterator[Page]:
    """Every page of a catalogue."""
    vocabulary = catalog.vocabulary
    categories = vocabulary.of(TermKind.CATEGORY)
    yield Page("index", "index", {"title": catalog.manifest.name, "catalog": catalog})
    known = {term.id for term in categories}
    names = [page_name(record.id) for record in catalog.records.values() if record.category not in known]
    yield Page("systems/index", "systems", {"title": "Systems", "names": names})
    for record in catalog.records.values():
        yield Page(f"systems/{page_name(record.id)}", "system", {"title": record.name, "record": record})
    names = [page_name(term.id) for term in categories]
    yield Page("categories/index", "categories", {"title": "Categories", "names": names})
    for term in categories:
        names = [page_name(record.id) for record in catalog.in_category(term.id) if record.category == term.id]
        yield Page(f"categories/{page_name(term.id)}", "category", {"title": term.name, "term": term, "names": names})
    for kind in _TERMS:
        folder, terms = FOLDERS[kind], vocabulary.of(kind)
        values = {"title": folder.capitalize(), "what": folder, "names": [page_name(term.id) for term in terms]}
        yield Page(f"{folder}/index", "terms", values)
        for term in terms:
            values = {"title": term_title(term), "term": term, "kind": kind.value}
            yield Page(f"{folder}/{page_name(term.id)}", "term", values)
    for name in _OVERVIEWS:
        yield Page(name, name, {"title": name.capitalize(), "catalog": catalog})


def _templates(app: Sphinx) -> list[Path]:
    """The folders of templates; what is in the first counts."""
    own = [Path(app.confdir) / folder / "atlas" for folder in app.config.templates_path]
    return [*own, Path(__file__).parents[1] / "templates"]


def _renderer(app: Sphinx) -> Any:
    loader = FileSystemLoader(list(map(str, _templates(app))))
    environment = Environment(
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, autoescape=False
    )
    environment.filters["heading"] = heading

    def render(page: Page) -> str:
        try:
            text = environment.get_template(f"{page.template}.rst.jinja").render(page.values)
        except TemplateError as error:
            place = f"{getattr(error, 'filename', None) or page.template}:{getattr(error, 'lineno', 1)}"
            raise SphinxError(f"{place}: template of the page {page.path!r}: {error.message}") from None
        return f"{MARK}\n\n{text}"

    return render


def heading(text: str, line: str = "=") -> str:
    """A heading in reStructuredText: the text, safe from markup, and a line as wide as it."""
    flat = " ".join(text.split())
    safe = "".join(f"\\{char}" if char in r"\`*_|<>:" else char for char in flat)
    width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in safe)
    return f"{safe}\n{line * max(width, 1)}"


def _is_ours(path: Path) -> bool:
    """Whether a page was written by us; one that cannot be read, or a folder of such a name, was not."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline().rstrip() == MARK
    except OSError:
        return False
