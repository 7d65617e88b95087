"""What our pages load: our own files where something of ours is shown, and nothing from another host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.site import PAGES, THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STYLE, SCRIPT = "sphinx-atlas.css", "sphinx-atlas.js"


def loaded(browser: Browser, url: str) -> tuple[set[str], set[str]]:
    """Our files that a page asks for, and the hosts that it asks."""
    page = browser.new_page()
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    page.goto(url, wait_until="networkidle")
    page.close()
    parts = [urlsplit(address) for address in found if not address.startswith(("data:", "blob:"))]
    names = {part.path.rpartition("/")[2] for part in parts}
    return names & {STYLE, SCRIPT}, {part.netloc for part in parts}


@pytest.mark.parametrize("theme", THEMES)
def test_pages_without_us_load_nothing_of_ours(
    browser: Browser, address: Callable[[str, str], str], theme: str
) -> None:
    """Neither style nor script."""
    for name in ("plain", "index", "genindex"):
        assert loaded(browser, address(theme, name))[0] == set(), name


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_pages_with_us_load_what_they_need(
    browser: Browser, address: Callable[[str, str], str], sites: Callable[[str], Path], theme: str, name: str
) -> None:
    """The style always; the script where a table or a picture has use for it; each from where the page is."""
    url = address(theme, name)
    files, hosts = loaded(browser, url)
    text = (sites(theme) / f"{name}.html").read_text(encoding="utf-8")
    enhanced = "data-atlas-table=" in text or "data-atlas-src=" in text

    assert files == ({STYLE, SCRIPT} if enhanced else {STYLE})
    assert hosts == {urlsplit(url).netloc}
