"""Our pages break none of the accessibility rules of axe-core, in any theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import Violation, violations
from tests.browser.site import PAGES, THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]
SCHEMES = [(theme, scheme) for theme, schemes in THEMES.items() for scheme in schemes]


@cache
def faults_of(theme: str, scheme: str) -> list[Violation]:
    """Filled by the first test of a theme: what its page without us breaks."""
    return []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("theme", "scheme"), SCHEMES)
def test_no_rule_is_broken_by_us(open_page: OpenPage, theme: str, scheme: str, name: str) -> None:
    """Not within what is ours, except by a colour that the theme gives to all links; and not around it, where
    landmarks, headings and ids are the page's, more often than on a page without us.
    """
    plain = faults_of(theme, scheme)
    if not plain:
        plain += violations(open_page(theme, "plain", color_scheme=scheme))
    pale = {one.colour for one in plain if one.colour}

    found = violations(open_page(theme, name, color_scheme=scheme))

    assert [one for one in found if one.ours and not (one.colour and one.colour in pale)] == []
    around = Counter(one.rule for one in found if not one.ours)
    assert around <= Counter(one.rule for one in plain), found


def test_axe_is_listening(open_page: OpenPage) -> None:
    """A rule that is broken within our elements is found."""
    page = open_page("furo", "index-contract")
    page.locator("div.atlas-table").evaluate("node => node.insertAdjacentHTML('beforeend', '<img src=x>')")
    page.locator(".atlas-count").evaluate("node => { node.style.color = '#ccc' }")

    assert {found.rule for found in violations(page) if found.ours} == {"image-alt", "color-contrast"}
