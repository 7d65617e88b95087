"""Our tables and diagrams fit: on a phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import PAGES, THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]

PHONE: ViewportSize = {"width": 390, "height": 844}
#: A4 within margins of 10 mm, in CSS pixels.
PAPER: ViewportSize = {"width": 718, "height": 1047}

#: What ends beyond the right edge of the column that it stands in, with by how much.
BEYOND = """() => [...document.querySelectorAll("table.atlas, table.atlas *, figure.atlas-diagram, .atlas-picture > svg")]
    .map((node) => [node, node.getBoundingClientRect(), node.closest("div.atlas-table, figure")?.parentElement])
    .map(([node, box, column]) => [node, box, box.right - column.getBoundingClientRect().right])
    .filter(([node, box, beyond]) => box.width && beyond > 0.5)
    .map(([node, box, beyond]) => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}: ${beyond}`)
    .slice(0, 5)"""

#: Cells that are narrower than the words in them.
OVERFLOWING = """() => [...document.querySelectorAll("table.atlas :is(th, td)")]
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
    .map((cell) => `${cell.textContent.trim().slice(0, 40)}: ${cell.scrollWidth} in ${cell.clientWidth}`)
    .slice(0, 5)"""


WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def width_of_plain(open_shared_page: OpenPage) -> Callable[[str], int]:
    """How wide a page without us is in print, by theme."""

    @cache
    def width(theme: str) -> int:
        page = open_shared_page(theme, "plain", viewport=PAPER)
        page.emulate_media(media="print")
        found = int(page.evaluate(WIDTH))
        assert found == PAPER["width"] or theme == "alabaster"
        return found

    return width


@pytest.fixture(scope="module", params=[(theme, name) for theme in THEMES for name in PAGES], ids="-".join)
def page(request: pytest.FixtureRequest, open_shared_page: OpenPage) -> Iterator[Page]:
    """Every page in every theme, one after the other."""
    page = open_shared_page(*request.param, viewport=PHONE)
    yield page
    page.close()


@pytest.fixture
def theme_of_page(request: pytest.FixtureRequest) -> str:
    """The theme of ``page``."""
    return str(request.node.callspec.params["page"][0])


def test_a_phone_never_scrolls_the_page_sideways(page: Page) -> None:
    """Wide tables and diagrams scroll in themselves."""
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)

    page.evaluate("scrollTo(1000, 0)")
    assert page.evaluate("scrollX") == 0
    # A theme may hide what is too wide, and then nobody can scroll to it.
    frames = "[...document.querySelectorAll('div.atlas-table, div.atlas-tools, figure.atlas-diagram')]"
    assert page.evaluate(f"{frames}.every((frame) => frame.getBoundingClientRect().right <= innerWidth)")


def test_paper_cuts_nothing_off(page: Page, width_of_plain: Callable[[str], int], theme_of_page: str) -> None:
    """All that is ours ends where its column does, no cell is narrower than its words, and the page is as wide as one
    without us: as A4 is, but for alabaster, whose column is wider, and which browsers shrink.
    """
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)

    assert page.evaluate(BEYOND) == []
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(WIDTH) == width_of_plain(theme_of_page)


@pytest.mark.parametrize("theme", THEMES)
def test_a_wide_table_can_be_scrolled_on_a_phone(open_page: OpenPage, theme: str) -> None:
    """To its last column, while the first stays in sight and covers what passes under it."""
    page = open_page(theme, "matrix-contract", viewport=PHONE)
    frame = page.locator("div.atlas-table")

    frame.evaluate("node => node.scrollTo(100000, 300)")

    edge = "node => node.getBoundingClientRect().right"
    assert frame.locator("th").last.evaluate(edge) <= PHONE["width"]
    start = "node => node.getBoundingClientRect().left"
    assert frame.locator("td:first-child").first.evaluate(start) == pytest.approx(frame.evaluate(start), abs=1)
    top = "node => node.getBoundingClientRect().top"
    assert frame.locator("th").last.evaluate(top) == pytest.approx(frame.evaluate(top), abs=1)
    for cell in ("th:last-child", "tr:last-child > td:first-child"):
        colour = frame.locator(cell).evaluate("node => getComputedStyle(node).backgroundColor")
        assert "/ 0" not in colour and "rgba" not in colour, colour


@pytest.mark.parametrize("theme", THEMES)
def test_paper_shows_every_diagram(open_page: OpenPage, theme: str) -> None:
    """Those in tabs that were not opened, too; and each fits on one page."""
    page = open_page(theme, "system", viewport=PAPER)
    page.emulate_media(media="print")

    boxes = page.locator("figure.atlas-diagram .atlas-picture").evaluate_all(
        "nodes => nodes.map((node) => [node.querySelector('svg') !== null, node.getBoundingClientRect().height])"
    )
    assert len(boxes) > 10
    # Else browsers print light text grey, where the plane's colour stands under it all the same.
    assert page.locator(".atlas-picture").first.evaluate("node => getComputedStyle(node).printColorAdjust") == "exact"
    assert all(drawn and 0 < height < PAPER["height"] for drawn, height in boxes), boxes


@pytest.mark.parametrize("theme", THEMES)
def test_one_tab_is_seen(open_page: OpenPage, theme: str) -> None:
    """The others are neither seen nor reached by keyboard nor room for them kept."""
    page = open_page(theme, "system")
    tabs = page.locator("div.atlas-tabs").first
    others = tabs.locator(".atlas-tab").evaluate_all(
        "nodes => nodes.map((node) => [node.checkVisibility({visibilityProperty: true}), node.offsetHeight])"
    )

    assert [seen for seen, _height in others] == [True] + [False] * (len(others) - 1)
    assert [height for _seen, height in others[1:]] == [0] * (len(others) - 1)
    tabs.locator("label").nth(1).click()
    assert tabs.locator(".atlas-tab").nth(1).is_visible()
    assert not tabs.locator(".atlas-tab").first.is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_differences_and_cells_are_told_apart_without_colour(open_page: OpenPage, theme: str) -> None:
    """By a sign, and by a full and an empty circle."""
    page = open_page(theme, "compare-contract")
    sign = "node => getComputedStyle(node, '::before').content"
    assert page.locator("tr.atlas-differs > :first-child").evaluate(sign) == '"≠"'
    assert page.locator("tbody tr:not(.atlas-differs) > :first-child").first.evaluate(sign) == "none"

    page = open_page(theme, "matrix-contract")
    inner = "node => parseFloat(getComputedStyle(node, '::before').width)"
    assert page.locator("td .atlas-cell-mandatory").first.evaluate(inner) == 0
    assert page.locator("td .atlas-cell-conditional").first.evaluate(inner) >= 6
