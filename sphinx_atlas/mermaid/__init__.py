"""Diagrams to Mermaid text. Imports the views' diagram model, nothing of Sphinx."""
