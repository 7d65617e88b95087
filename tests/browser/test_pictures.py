"""Pictures that were drawn during the build: light and dark, by keyboard, without scripts, and taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_atlas.mermaid.scheme import variables
from tests.browser.site import THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., "Page"]
COLOUR = "(node, name) => getComputedStyle(node)[name]"


def rgb(colour: str) -> str:
    """A colour as a browser says it."""
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize(("theme", "scheme"), [(theme, scheme) for theme, of in THEMES.items() for scheme in of])
def test_a_picture_has_the_colours_of_its_page(open_page: OpenPage, theme: str, scheme: str) -> None:
    page = open_page(theme, "diagram", color_scheme=scheme)
    hues = variables()

    frame = page.locator(".atlas-picture")
    assert frame.evaluate(COLOUR, "backgroundColor") == rgb(getattr(hues["--atlas-canvas"], scheme))
    message = frame.locator("svg text", has_text="Over limit")
    assert message.evaluate(COLOUR, "fill") == rgb(getattr(hues["--atlas-label"], scheme))


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_without_a_dark_scheme_has_light_pictures(open_page: OpenPage, theme: str) -> None:
    page = open_page(theme, "diagram", color_scheme="dark")
    scheme = "dark" if "dark" in THEMES[theme] else "light"

    canvas = page.locator(".atlas-picture").evaluate(COLOUR, "backgroundColor")
    assert canvas == rgb(getattr(variables()["--atlas-canvas"], scheme))


def test_paper_is_white_in_the_dark(open_page: OpenPage) -> None:
    page = open_page("furo", "diagram", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".atlas-picture").evaluate(COLOUR, "backgroundColor") == "rgb(255, 255, 255)"


def test_the_keyboard_reaches_every_link_of_a_picture(open_page: OpenPage) -> None:
    """And where it is can be seen."""
    linked = open_page("furo", "system").locator("figure.atlas-diagram:has(svg a)").first.get_attribute("id")
    page = open_page("furo", "system", f"#{linked}")
    figure = page.locator(f"#{linked}")
    wanted = figure.locator("svg a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert wanted

    figure.locator(".atlas-picture").focus()
    reached = []
    for _link in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    assert reached == wanted
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted[-1]}")


def test_without_scripts_nothing_of_a_picture_is_missing(browser: Browser, open_page: OpenPage) -> None:
    url = open_page("furo", "system").url
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(url)

    picture = page.locator("figure.atlas-diagram svg").first
    assert picture.is_visible()
    assert page.locator("figure.atlas-diagram svg a").first.get_attribute("href")
    assert page.locator(".atlas-actions a").first.is_visible()
    assert page.locator(".atlas-embed:visible").count() == 0
    page.context.close()


def test_a_link_into_a_tab_opens_it_and_no_other(open_page: OpenPage) -> None:
    inside = ".atlas-tabs .atlas-tab:last-child figure.atlas-diagram"
    linked = open_page("furo", "system").locator(inside).first.get_attribute("id")
    page = open_page("furo", "system", f"#{linked}")
    tabs = page.locator(f".atlas-tabs:has(#{linked})")
    assert tabs.locator("figure:visible").evaluate_all("nodes => nodes.map(({ id }) => id)") == [linked]
    assert tabs.locator("input:checked + label + .atlas-tab figure").get_attribute("id") == linked

    tabs.locator("label").first.click()

    first = tabs.locator("figure").first.get_attribute("id")
    assert tabs.locator("figure:visible").evaluate_all("nodes => nodes.map(({ id }) => id)") == [first]


def test_a_picture_is_taken_along_with_where_it_is_from(open_page: OpenPage) -> None:
    page = open_page("furo", "diagram")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator(".atlas-embed")
    label = button.text_content()

    button.click()

    page.wait_for_function("label => document.querySelector('.atlas-embed').textContent !== label", arg=label)
    html = page.evaluate("navigator.clipboard.readText()")
    origin = page.url.rpartition("/")[0]
    assert html.startswith(
        f'<a href="{page.url}#cs-ferry-chat-bp"><img src="{origin}/_images/atlas/CS-FERRY-CHAT-BP.svg" alt="'
    )
    picture = page.locator("figure svg")
    assert f'width="{picture.get_attribute("width")}" height="{picture.get_attribute("height")}"' in html
    page.wait_for_function("label => document.querySelector('.atlas-embed').textContent === label", arg=label)


def test_a_picture_is_never_smaller_than_can_be_read(open_page: OpenPage) -> None:
    """On a phone it scrolls in its frame."""
    page = open_page("furo", "system", viewport={"width": 390, "height": 844})
    sizes = page.locator(".atlas-picture > svg").evaluate_all(
        "nodes => nodes.map((node) => [node.getBoundingClientRect().width, Number(node.getAttribute('width'))])"
    )
    assert len(sizes) > 10
    assert all(shown >= min(natural, 480) - 1 and shown >= 0.75 * natural - 1 for shown, natural in sizes), sizes


#: How far the frame of each wide picture is scrolled, and how far its middle is.
SCROLLED = """
frames => frames.map((frame) => [frame.scrollLeft, (frame.scrollWidth - frame.clientWidth) / 2])
  .filter(([, middle]) => middle > 20)
"""


def test_a_wide_picture_opens_at_its_middle_and_the_page_stays_where_it_is(open_page: OpenPage) -> None:
    page = open_page("furo", "system", viewport={"width": 390, "height": 844})
    frames = page.locator(".atlas-picture")
    page.wait_for_function("[...document.querySelectorAll('.atlas-picture')].some((frame) => frame.scrollLeft)")

    found = frames.evaluate_all(SCROLLED)
    assert len(found) > 5
    assert all(abs(scrolled - middle) <= 1 for scrolled, middle in found), found
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]


def test_a_picture_that_the_reader_has_scrolled_stays(open_page: OpenPage) -> None:
    page = open_page("furo", "system", viewport={"width": 390, "height": 844})
    page.wait_for_function("[...document.querySelectorAll('.atlas-picture')].some((frame) => frame.scrollLeft)")
    frames = page.locator(".atlas-picture")
    frames.evaluate_all("frames => frames.forEach((frame) => (frame.scrollLeft = 0))")

    page.set_viewport_size({"width": 420, "height": 844})
    page.wait_for_timeout(200)

    assert {scrolled for scrolled, _middle in frames.evaluate_all(SCROLLED)} == {0}


def test_a_picture_that_was_hidden_opens_at_its_middle_when_it_is_shown(open_page: OpenPage) -> None:
    page = open_page("furo", "plain", viewport={"width": 390, "height": 844})
    page.set_content(
        '<div style="display: none"><div class="atlas-picture" style="overflow: auto; width: 100px">'
        '<div style="width: 500px">x</div></div></div>'
    )
    page.add_script_tag(url=f"{open_page('furo', 'plain').url.rpartition('/')[0]}/_static/sphinx-atlas.js")
    page.wait_for_timeout(100)

    page.evaluate("document.body.firstChild.style.display = 'block'")

    page.wait_for_function("document.querySelector('.atlas-picture').scrollLeft === 200")
