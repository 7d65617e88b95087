"""Directives of this site alone: pages made from the code, examples with their result, a record to practise on."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from . import examples, fields, records, reference


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, and the kinds of thing that pages can link to."""
    app.add_object_type("atlas-rule", "rule", objname="rule")
    app.add_object_type("atlas-warning", "warning", objname="warning subtype")
    for module in (examples, fields, records, reference):
        for name, directive in module.DIRECTIVES.items():
            app.add_directive(name, directive)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
