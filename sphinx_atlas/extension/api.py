"""The catalogue as data beside the pages of a site, and the links from pages to it."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.locale import get_translation
from sphinx.util.osutil import relative_uri

from ..export.documents import SCHEMA
from ..export.files import INDEX, SHEETS, is_current, remove, write
from .config import AtlasConfig
from .environment import domain_of
from .nodes import atlas_data
from .outputs import cannot_write
from .warnings import Subtype

_ = get_translation("sphinx_atlas")

#: Where the files lie in a site; the number is the first one of their schema's version.
FOLDER = "api/v1"

#: The files that a reader starts from.
_STARTS = (INDEX, *SHEETS, SCHEMA)
_BUILDERS = ("html", "dirhtml", "singlehtml")


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write the export where it is not what the catalogue now says, and remove it where it is no longer wanted."""
    if exception is not None or app.builder.name not in _BUILDERS:
        return
    domain = domain_of(app.env)
    folder = Path(app.outdir, FOLDER)
    try:
        if not _is_published(app.builder):
            remove(folder)
        elif not is_current(folder, domain.verdict.fingerprint):
            folder.mkdir(parents=True, exist_ok=True)
            write(folder, domain.catalog)
    except OSError as error:
        cannot_write(Path(error.filename or folder), error, Subtype.PAGES)


def _is_published(builder: Builder) -> bool:
    return builder.name in _BUILDERS and AtlasConfig.of(builder.config).has_api


def link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Where the data is published, put a list of links to it in the place of each ``atlas-data``; elsewhere nothing."""
    for node in list(doctree.findall(atlas_data)):
        if not _is_published(app.builder):
            node.parent.remove(node)
            continue
        here = app.builder.get_target_uri(docname)
        items = (_item(name, relative_uri(here, f"{FOLDER}/{name}")) for name in _STARTS)
        text = _("The catalogue as data, for programs and spreadsheets:")
        files = nodes.bullet_list("", *items, classes=["simple"])
        node.replace_self(nodes.container("", nodes.paragraph(text, text), files, classes=["atlas-data"]))


def _item(name: str, uri: str) -> nodes.list_item:
    link = nodes.reference("", "", nodes.literal(name, name), refuri=uri, internal=True)
    return nodes.list_item("", nodes.paragraph("", "", link))
