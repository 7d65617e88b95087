"""Addresses that a renamed system had: each leads on to where its page is now."""

from __future__ import annotations

import html
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from .config import AtlasConfig
from .environment import domain_of
from .layout import FOLDERS, page_name
from .outputs import write_output
from .warnings import Subtype

# The former anchors are on the new page too, so the script carries the fragment over; without it the page is right.
_PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{uri}">
<meta name="robots" content="noindex">
<script>location.replace("{uri}" + location.hash)</script>
<meta http-equiv="refresh" content="0; url={uri}">
</head>
<body><p><a href="{uri}">{title}</a></p></body>
</html>
"""


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at each former address of a system that ``atlas_pages`` has written a page for."""
    builder, within = app.builder, AtlasConfig.of(app.config).pages_folder
    if exception is not None or builder.name not in ("html", "dirhtml") or not within:
        return
    assert isinstance(builder, StandaloneHTMLBuilder)
    domain = domain_of(app.env)
    folder = f"{within}/{FOLDERS['system']}"
    for id_, ids in domain.directory.former.items():
        target = f"{folder}/{page_name(id_)}"
        for former in ids if target in app.env.found_docs else ():
            page = f"{folder}/{page_name(former)}"
            if page not in app.env.found_docs:
                _redirect(builder, page, target, domain.directory.title("system", id_))


def _redirect(builder: StandaloneHTMLBuilder, former: str, target: str, title: str) -> None:
    path = Path(builder.get_outfilename(former))
    uri = relative_uri(builder.get_target_uri(former), builder.get_target_uri(target))
    text = _PAGE.format(title=html.escape(title), uri=html.escape(uri, quote=True))
    write_output(path, text, Subtype.PAGES)
