"""A real browser, and the pages it opens. Playwright drives the Chromium of the system and brings none of its own."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import site
from tests.mermaid.oracle import BROWSERS

if TYPE_CHECKING:
    # Only the session that runs these tests installs it; the others collect them, too.
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, f"these tests need a browser: one of {', '.join(BROWSERS)}, or CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds the project with a theme, once; returns the folder of its pages."""

    @functools.cache
    def built(theme: str) -> Path:
        return site.build(tmp_path_factory.mktemp(theme), theme)

    return built


@pytest.fixture(scope="session")
def address(sites: Callable[[str], Path]) -> Iterator[Callable[[str, str], str]]:
    """The address of a page of a theme: from a server, as readers have it."""
    servers: list[http.server.ThreadingHTTPServer] = []

    @functools.cache
    def served(theme: str) -> str:
        handler = functools.partial(Handler, directory=str(sites(theme)))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield lambda theme, page: f"{served(theme)}/{page}.html"
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def open_page(browser: Browser, address: Callable[[str, str], str]) -> Iterator[Callable[..., Page]]:
    """Opens a page of a theme and waits until it is drawn; takes what Playwright's ``new_context`` takes."""
    yield from opening(browser, address)


@pytest.fixture(scope="module")
def open_shared_page(browser: Browser, address: Callable[[str, str], str]) -> Iterator[Callable[..., Page]]:
    """The same, for pages that several tests look at."""
    yield from opening(browser, address)


def opening(browser: Browser, address: Callable[[str, str], str]) -> Iterator[Callable[..., Page]]:
    """What both do; afterwards, what was opened is closed."""
    contexts = []

    def open_(theme: str, name: str, query: str = "", **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.goto(address(theme, name) + query)
        if settings.get("java_script_enabled", True):
            page.wait_for_function(
                "[...document.querySelectorAll('.mermaid')].every((one) => one.querySelector('svg'))"
            )
        return page

    yield open_
    for context in contexts:
        context.close()
