"""The only package that imports Sphinx."""
