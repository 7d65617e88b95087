"""Addresses that may be in a picture."""

from __future__ import annotations

import re

import pytest

from sphinx_atlas.rendering import Link, aim, open_links, safe_address


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


def drawn(*ids: str) -> str:
    """A picture of boxes that may lead somewhere."""
    boxes = "".join(f'<a href="{link.address}" class="neutral"><rect/></a>' for link in open_links(ids).values())
    return f"<svg>{boxes}</svg>"


def test_an_open_link_is_aimed_and_gets_its_tooltip() -> None:
    found = aim(drawn("gateway"), {"gateway": Link("a.html#b&c", 'A <"B">')})
    assert found == '<svg><a href="a.html#b&amp;c" class="neutral"><title>A &lt;"B"&gt;</title><rect/></a></svg>'


@pytest.mark.parametrize("links", [{}, {"other": Link("a.html")}, {"gateway": Link("javascript:alert(1)", "A")}])
def test_an_open_link_that_leads_nowhere_is_a_box(links: dict[str, Link]) -> None:
    assert aim(drawn("gateway"), links) == '<svg><g class="neutral"><rect/></g></svg>'


def test_each_open_link_is_aimed_by_itself() -> None:
    found = aim(drawn("a", "b", "c"), {"a": Link("1"), "c": Link("3")})
    assert re.findall('href="(.*?)"', found) == ["1", "3"]
    assert found.count("<g ") == found.count("</g>") == 1


def test_what_an_address_holds_opens_no_other_link() -> None:
    found = aim(drawn("a", "b"), {"a": Link('"><a href="#atlas-node-n_b">', "#atlas-node-n_b"), "b": Link("b.html")})
    assert found.count('href="b.html"') == 1
