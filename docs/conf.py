"""The site of sphinx-atlas, built with sphinx-atlas."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import sphinx_atlas

sys.path.insert(0, str(Path(__file__).parent / "_ext"))
# The commands whose output the pages show are those of the Python that builds them, whether it is activated or not.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

project = "sphinx-atlas"
author = "sphinx-atlas contributors"
copyright = "2026, sphinx-atlas contributors; the catalogue is CC BY 4.0, the software MIT"
release = version = sphinx_atlas.__version__

extensions = ["sphinx_atlas", "sphinx_design", "myst_parser", "sphinxcontrib.programoutput", "atlas_docs"]
exclude_patterns = ["_build", "examples"]
templates_path = ["_templates"]
nitpicky = True

# The catalogue that comes with the package, with a page for each system, category and term.
atlas_pages = "catalogue"

# A diagram is as high as its content; sphinxcontrib-mermaid's default would give each the same 500 pixels.
mermaid_height = "auto"
# Each diagram has a button that shows it in the whole window.
mermaid_fullscreen = True
# Natural size instead of the width of the page; site.css bounds the largest.
mermaid_init_config = {
    "startOnLoad": False,
    "flowchart": {"useMaxWidth": False},
    "sequence": {"useMaxWidth": False},
}
# Diagrams stand on light paper in both colour schemes, so that the planes keep their colours.
mermaid_dark_theme = "default"
# Readers' browsers load Mermaid from a CDN. To serve it yourself, name its address here:
#   ATLAS_MERMAID_LOCAL=/mermaid/mermaid.esm.min.mjs
mermaid_use_local = os.environ.get("ATLAS_MERMAID_LOCAL", "")

html_theme = "furo"
html_title = "sphinx-atlas"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f4e79", "color-brand-content": "#1f5f99"},
    "dark_css_variables": {"color-brand-primary": "#9cc4e8", "color-brand-content": "#8ab8e0"},
}
