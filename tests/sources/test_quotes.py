"""Quotes in pages: what a page holds is found however it is set, and nothing else is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.catalog.snapshot import Result
from sphinx_atlas.sources.matching import Page
from sphinx_atlas.sources.pages import Reading, read
from sphinx_atlas.sources.quotes import find
from tests.sources.quote_cases import HELD, MISSED
from tests.sources.served import Served, pdf

PAGES = Path(__file__).parent / "pages"
TYPES = {".html": "text/html", ".md": "text/plain", ".pdf": "application/pdf"}

_PAPER = (
    "Across its busiest days the team meas-<br/>ured what a store of this size has to bear. The service answered a "
    "total of 151 million requests per second dur-<br/>ing the sale, at the repli-<br/>cation factor of three.<br/>"
    "Its objective is an availability of 99.999% for tables in several regions. All of this was done without a single "
    "machine more than in the year before, as the effi&shy;ciency of the &ldquo;flat&rdquo; layout had grown."
)


@cache
def page(name: str) -> Reading:
    """One of our pages, read."""
    body = pdf(_PAPER) if name == "paper.pdf" else (PAGES / name).read_bytes()
    return read(Served(f"https://blog.example/{name}", TYPES[Path(name).suffix], body))


def test_nothing_is_found_that_is_not_there_and_nearly_all_that_is() -> None:
    lost = [(name, quote, find(quote, page(name).page).why) for name, quote in HELD if not is_found(name, quote)]
    invented = [(name, quote) for name, quote in MISSED if is_found(name, quote)]
    found = len(HELD) - len(lost)
    precision, recall = found / (found + len(invented)), found / len(HELD)
    told = "\n".join(map(str, [*invented, *lost]))
    assert len(HELD) + len(MISSED) >= 60
    assert len(MISSED) >= 25
    assert (precision, recall >= 0.9) == (1.0, True), f"precision {precision:.3f}, recall {recall:.3f}\n{told}"


def is_found(name: str, quote: str) -> bool:
    """Whether one of our pages holds a quote."""
    return find(quote, page(name).page).result.is_found


@pytest.mark.parametrize(
    ("name", "quote", "result"),
    [
        ("medium.html", "a few thousand messages a\u00a0day", Result.EXACT),
        ("medium.html", "about 35,000 requests a second", Result.EXACT),
        ("medium.html", "We're", Result.MISSING),
        ("ghost.html", "We're planning to cut this", Result.NORMALISED),
        ("ghost.html", "Hit Rates are above 99.99%", Result.NORMALISED),
        ("medium.html", "exactly once delivery", Result.NORMALISED),
        ("paper.pdf", "replication factor of three", Result.NORMALISED),
        ("paper.pdf", "replication factor of 3", Result.NUMBER),
        ("medium.html", "more than 4B messages", Result.NUMBER),
        ("german.html", "1200 Knoten", Result.NUMBER),
        ("german.html", "1.200 Knoten", Result.EXACT),
    ],
)
def test_it_is_said_how_a_quote_was_found(name: str, quote: str, result: Result) -> None:
    assert find(quote, page(name).page).result is result


@pytest.mark.parametrize(
    ("name", "quote", "says"),
    [
        ("medium.html", "more than 5 billion messages", "the page says '4 billion', not '5 billion': “"),
        ("ghost.html", "reach 95 of our machines", "the page says '95 percent', not '95'"),
        ("ghost.html", "The number of dogs in space", "nothing like it is in the page"),
        ("medium.html", "What we do is promise exactly-once", "the page has 'do not' in between"),
        ("medium.html", "nine months the old cluster had", "begins a new sentence or paragraph"),
        ("medium.html", "We run at … under ten seconds", "its parts are in the page, but not soon after each other"),
        ("medium.html", "We run at … no such words", "nothing like 'no such words' is in the page"),
        ("docusaurus.html", "Maximum item size | 400 KB | 100 KB", "Maximum item size | 100 KB | 400 KB"),
        ("ghost.html", "over 120 sunny countries", "the page lacks 'sunny'"),
        ("ghost.html", " … ", "the quote holds no words"),
    ],
)
def test_a_miss_is_explained(name: str, quote: str, says: str) -> None:
    verdict = find(quote, page(name).page)
    assert verdict.result is Result.MISSING
    assert says in verdict.why
    assert len(verdict.why) < 400
    assert verdict.why.isprintable()


def test_the_mark_of_a_footnote_is_no_part_of_a_phrase() -> None:
    told = Page("some 40 nodes [12] in three [3, 4] racks")
    assert find("40 nodes in three racks", told).result is Result.NORMALISED
    assert find("40 nodes [12] in three", told).result is Result.MISSING


@pytest.mark.parametrize(
    ("quote", "is_there"), [("a median of 50", True), ("a peak of 9", False), ("rose by 40", False)]
)
def test_a_quote_may_end_before_a_unit_that_stands_apart(quote: str, is_there: bool) -> None:
    told = Page("a median of 50 ms, a peak of 9ms, and it rose by 40 percent or 3 m")
    assert find(quote, told).result.is_found is is_there


def test_what_is_ambiguous_is_read_either_way() -> None:
    told = Page("a timeout of 5m, for 5m users")
    assert find("a timeout of 5 minutes", told).result is Result.NUMBER
    assert find("for five million users", told).result is Result.NUMBER
    assert find("a timeout of 5 hours", told).result is Result.MISSING


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_searched(text: str, quote: str) -> None:
    verdict = find(quote, Page(text))
    assert verdict.result.is_found or verdict.why


@given(st.text(alphabet="ab 1,.\u2028\u2029|-'4B%", max_size=60))
def test_a_page_holds_each_of_its_own_sentences(text: str) -> None:
    told = Page(f"Before. {text}. After.")
    sentence = text.split("\u2029", maxsplit=1)[0]
    verdict = find(sentence, told)
    assert verdict.result.is_found or verdict.why == "the quote holds no words"
