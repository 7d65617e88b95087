"""Addresses that may be in a picture."""

from __future__ import annotations

import pytest

from sphinx_atlas.rendering import safe_address


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/b?c=d&e=f#g",
        "HTTP://a.example",
        "mailto:a@b.example",
        "../terms/a.html#mechanism-p3",
        "#CS-SLACK-BP",
        "?q=1",
        "a/b:c.html",
        "./javascript:x",
        "/a",
    ],
)
def test_these_may_be(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (" a b.html\n", "a%20b.html"),
        ("a\"'<>\\b", ""),
        ('a/"<>`{}|^.html', "a/%22%3C%3E%60%7B%7D%7C%5E.html"),
        ("a/50%.html", "a/50%25.html"),
        ("a/%41.html", "a/%41.html"),
        ("a/é.html", "a/%C3%A9.html"),
    ],
)
def test_these_are_escaped(address: str, written: str) -> None:
    assert safe_address(address) == written


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:x",
        "javascript&colon;x",
        "javascript&#58;x",
        "javascript%3Ax",
        "javascript%253Ax",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "ftp://a.example",
        "//a.example",
        "/\\a.example",
        "\\\\a.example",
        "https:a.example",
        "view-source:x",
    ],
)
def test_these_may_not(address: str) -> None:
    assert safe_address(address) == ""
