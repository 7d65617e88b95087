"""What ``sphinx-atlas.js`` does to a table, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.browser.contract import ANCHOR, COLUMNS, ROWS
from tests.browser.site import THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]
NAMES = [row[0] for row in ROWS]
LOG, FAN_OUT, BULKHEAD, CACHE = NAMES
SHORT = "furo"


def shown(page: Page) -> list[str]:
    """First cell of each row that a reader sees, in the order of the page."""
    rows = page.locator("table.atlas tbody tr:visible > td:first-child")
    return [text.strip() for text in rows.all_inner_texts()]


def address_of(page: Page) -> str:
    """The address, as the page has it: Playwright learns of changes only later."""
    return str(page.evaluate("location.href"))


def query(page: Page) -> dict[str, str]:
    """The parameters of the address."""
    return dict(parse_qsl(urlsplit(address_of(page)).query))


def sort_by(page: Page, column: str) -> None:
    """Click a heading."""
    page.get_by_role("button", name=column, exact=True).click()


def search(page: Page, text: str) -> None:
    """Type into the search field."""
    page.get_by_role("searchbox", name="Filter").fill(text)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The page of the table."""
    return open_page(SHORT, "index-contract")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("keeps", [LOG, BULKHEAD, CACHE]),
        ("KEEPS part", [BULKHEAD]),
        ("part keeps", [BULKHEAD]),
        ("eventail", [FAN_OUT]),
        ("ÉVENTAIL", [FAN_OUT]),
        ("not stated", [BULKHEAD]),
        # Not across cells: "Cache" and, two cells on, "2024".
        ("cache2024", []),
        ("  ", NAMES),
    ],
)
def test_filter(page: Page, text: str, rows: list[str]) -> None:
    """Every word has to be in the row; neither case nor accents nor order count."""
    search(page, text)

    assert shown(page) == rows
    assert page.get_by_role("status").inner_text() == f"{len(rows)} of {len(ROWS)}"


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("Mechanism", [BULKHEAD, CACHE, FAN_OUT, LOG]),
        # Numbers as numbers, "1,100" after "12"; the empty cell last.
        ("Systems", [BULKHEAD, LOG, FAN_OUT, CACHE]),
        # Dates as text, and what is not stated last.
        ("Since", [FAN_OUT, CACHE, LOG, BULKHEAD]),
    ],
)
def test_sort(page: Page, column: str, ascending: list[str]) -> None:
    """Ascending, descending, then as it was; what has no value is last both ways."""
    head = page.locator("th", has_text=column)
    values = {row[0]: row[COLUMNS.index(column)] for row in ROWS}
    stated = [name for name in ascending if values[name] not in {"", "not stated"}]
    rest = ascending[len(stated) :]

    sort_by(page, column)
    assert shown(page) == ascending
    assert head.get_attribute("aria-sort") == "ascending"
    sort_by(page, column)
    assert shown(page) == [*reversed(stated), *rest]
    assert head.get_attribute("aria-sort") == "descending"
    sort_by(page, column)
    assert shown(page) == NAMES
    assert page.locator("[aria-sort]").count() == 0


def test_a_cell_may_say_what_it_is_sorted_by(page: Page) -> None:
    """As "2 s" and "45 ms" have to."""
    page.locator("tbody tr", has_text=LOG).locator("td").nth(1).evaluate("cell => cell.dataset.atlasValue = '0.5'")

    sort_by(page, "Systems")

    assert shown(page)[0] == LOG


def test_one_column_is_sorted_by_at_a_time(page: Page) -> None:
    """And rows that are equal stay in the order they had: the sort starts from that of the page."""
    sort_by(page, "Systems")
    sort_by(page, "Mechanism")

    assert page.locator("[aria-sort]").count() == 1
    assert shown(page) == [BULKHEAD, CACHE, FAN_OUT, LOG]


def test_the_view_is_in_the_address(page: Page, open_page: OpenPage) -> None:
    """Whoever opens it sees the same."""
    search(page, "Keeps ä&=")
    search(page, "keeps a")
    sort_by(page, "Mechanism")
    sort_by(page, "Mechanism")

    assert query(page) == {"index.filter": "keeps a", "index.sort": "1-desc"}
    other = open_page(SHORT, "index-contract", "?" + urlsplit(address_of(page)).query)
    assert shown(other) == shown(page) == [LOG, CACHE, BULKHEAD]
    assert other.get_by_role("searchbox").input_value() == "keeps a"
    assert other.get_by_role("status").inner_text() == "3 of 4"


def test_the_rest_of_the_address_stays(open_page: OpenPage) -> None:
    """Byte for byte, and so does the history."""
    page = open_page(SHORT, "index-contract", "?q=a%20b&flag&toString=1#unknown")
    entries = page.evaluate("history.length")

    search(page, "a&b")
    assert address_of(page).endswith("?q=a%20b&flag&toString=1&index.filter=a%26b#unknown")
    search(page, "")
    assert address_of(page).endswith("?q=a%20b&flag&toString=1#unknown")
    assert page.evaluate("history.length") == entries


@pytest.mark.parametrize("sort", ["9-asc", "0-asc", "-1-asc", "x", "1-up", "1", "__proto__"])
def test_an_address_that_makes_no_sense_changes_nothing(open_page: OpenPage, sort: str) -> None:
    """It may come from an older page, with other columns."""
    page = open_page(SHORT, "index-contract", f"?index.sort={sort}#%")

    assert shown(page) == NAMES
    search(page, "eventail")
    assert shown(page) == [FAN_OUT]
    assert query(page) == {"index.filter": "eventail"}


def test_back_and_forward(page: Page) -> None:
    """Each entry of the history shows what was shown at it."""
    search(page, "keeps")
    page.evaluate("location.hash = 'elsewhere'")
    search(page, "eventail")
    sort_by(page, "Mechanism")

    page.go_back()
    assert shown(page) == [LOG, BULKHEAD, CACHE]
    assert page.get_by_role("searchbox").input_value() == "keeps"
    assert page.locator("[aria-sort]").count() == 0
    page.go_forward()
    assert shown(page) == [FAN_OUT]


@pytest.mark.parametrize("at_load", [True, False])
def test_a_link_to_a_hidden_row_shows_it(open_page: OpenPage, at_load: bool) -> None:
    """Until the filter changes."""
    page = open_page(SHORT, "index-contract", "?index.filter=eventail" + (f"#{ANCHOR}" if at_load else ""))
    if not at_load:
        assert shown(page) == [FAN_OUT]
        page.evaluate(f"location.hash = '{ANCHOR}'")
        page.wait_for_timeout(50)

    assert shown(page) == [FAN_OUT, BULKHEAD]
    assert page.get_by_role("status").inner_text() == "2 of 4"
    search(page, "cache")
    assert shown(page) == [CACHE]


def test_by_keyboard(page: Page) -> None:
    """The field, the table, then its headings, in this order; focus stays on a heading that was pressed."""
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("keeps")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.atlasTable") == "index"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Systems"
    page.keyboard.press("Enter")
    page.keyboard.press("Space")

    assert shown(page) == [LOG, BULKHEAD, CACHE]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert page.evaluate("document.activeElement.textContent") == "Systems"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_what_is_said(page: Page) -> None:
    """Names and descriptions that a screen reader speaks."""
    assert page.get_by_role("group", name="Table index").count() == 1
    assert page.get_by_role("region", name="Table index").count() == 1
    assert page.get_by_role("columnheader", name="Systems", exact=True).count() == 1
    assert page.get_by_role("button", name="Systems", exact=True).get_attribute("title") == "Sort by Systems"
    assert page.locator("[role=status]").evaluate("node => node.ariaLive ?? 'polite'") == "polite"


def test_a_heading_that_is_a_link_stays_one(open_page: OpenPage) -> None:
    """The button stands beside it."""
    page = open_page(SHORT, "plain")
    page.set_content(
        """<div data-atlas-table="k" data-atlas-filter="F" data-atlas-count="{shown}"
        data-atlas-sort="By $&amp; {column}"><table><thead><tr><th><p><a href="#x">Log</a></p></th></tr></thead>
        <tbody><tr><td>b</td></tr><tr><td>a</td></tr></tbody></table></div>"""
    )
    page.add_script_tag(url=page.url.rpartition("/")[0] + "/_static/sphinx-atlas.js")

    page.get_by_role("button", name="By $& Log").click()

    assert page.locator("th a").count() == 1
    assert page.locator("th button a, th a button").count() == 0
    assert page.locator("th").get_attribute("abbr") == "Log"
    assert page.locator("td").all_inner_texts() == ["a", "b"]


def test_loaded_twice(page: Page) -> None:
    """As when a project names the script itself."""
    page.add_script_tag(url=page.url.rpartition("/")[0] + "/_static/sphinx-atlas.js")

    assert page.locator(".atlas-tools").count() == 1
    assert page.locator("th button").count() == len(COLUMNS)


def test_without_scripts(open_page: OpenPage) -> None:
    """All rows are there, nothing that would not work, and no gap is left for it."""
    page = open_page(SHORT, "index-contract", java_script_enabled=False)

    assert shown(page) == NAMES
    assert page.locator(".atlas-tools, th button").count() == 0
    margin = "getComputedStyle(document.querySelector('div.atlas-table')).marginTop"
    assert page.evaluate(margin) == "16px"


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_moves_when_the_script_comes(browser: Browser, open_page: OpenPage, theme: str) -> None:
    """However late: its place is kept free, and arrows change no height."""
    url = open_page(theme, "index-contract").url
    page = browser.new_page()
    page.route("**/sphinx-atlas.js*", lambda route: route.abort())
    page.goto(url)
    before = page.locator("table.atlas").bounding_box()
    page.unroute_all()
    page.add_script_tag(url=url.rpartition("/")[0] + "/_static/sphinx-atlas.js")
    after = page.locator("table.atlas").bounding_box()
    page.close()

    assert before and after
    assert abs(after["y"] - before["y"]) <= 1
    assert abs(after["height"] - before["height"]) <= 4


def test_from_a_file(browser: Browser, sites: Callable[[str], Path]) -> None:
    """A folder of pages, opened without a server."""
    page = browser.new_page()
    page.goto((sites(SHORT) / "index-contract.html").as_uri() + "?index.filter=keeps")
    try:
        assert shown(page) == [LOG, BULKHEAD, CACHE]
        search(page, "eventail")
        sort_by(page, "Mechanism")
        assert shown(page) == [FAN_OUT]
        assert query(page) == {"index.filter": "eventail", "index.sort": "1-asc"}
    finally:
        page.close()


def test_paper_shows_what_the_screen_shows(page: Page) -> None:
    """The rows that were found, in their order, and no controls."""
    search(page, "keeps")
    sort_by(page, "Mechanism")
    page.emulate_media(media="print")

    assert shown(page) == [BULKHEAD, CACHE, LOG]
    assert not page.locator(".atlas-tools").is_visible()
