"""Each text in the form that its place asks for; the official Mermaid judges the same forms in ``tests/mermaid``."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.mermaid import escape
from sphinx_atlas.mermaid.escape import JOINER, NAME, TITLE
from tests.hostile_texts import STRINGS

#: Every function that takes one text, and what may stand in its result.
CONTEXTS: dict[str, tuple[Callable[[str], str], str]] = {
    "node": (lambda text: escape.node_label([text]), r'"(?:[^"<>&]|<br/>|&(?:amp|lt|gt);)+"'),
    "edge": (lambda text: escape.edge_label([text]), r'(?:\|"(?:[^"<>&]|<br/>|&(?:amp|lt|gt);)+"\|)?'),
    "title": (escape.subgraph_title, r'"(?:[^"<>&]|&(?:amp|lt|gt);)+"'),
    "participant": (escape.participant, r"(?:[^;#&]|#(?:35|38|59);)+"),
    "message": (escape.message, r"(?:[^;#&]|#(?:35|38|59);)+"),
    "note": (escape.note, r"(?:[^;#&]|#(?:35|38|59);)+"),
    "condition": (escape.condition, rf"(?:[^;#&]|&{JOINER})+"),
    "description": (escape.description, rf"(?:[^;#&<>]|&{JOINER})*"),
    "tooltip": (escape.tooltip, r'(?:"[^"<>]+")?'),
}
#: Never in any result: a break, a control character, what turns text around, and what Mermaid takes for more than text.
NOWHERE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    r"|\$\$|%%|ﬂ°|¶ß|direction\s+(TB|TD|BT|LR|RL)|style.*:\S*#.*;|classDef.*:\S*#.*;|fa[bklrs]?:fa-"
)


@pytest.mark.parametrize("context", CONTEXTS)
def test_hostile_text_is_held(context: str) -> None:
    for text in STRINGS:
        is_held(context, text)


@pytest.mark.parametrize("context", CONTEXTS)
@given(text=st.text() | st.lists(st.sampled_from(STRINGS), max_size=4).map("".join))
def test_any_text_is_held(context: str, text: str) -> None:
    is_held(context, text)


def is_held(context: str, text: str) -> None:
    """Check what a context makes of a text."""
    write, form = CONTEXTS[context]
    written = write(text)
    assert re.fullmatch(form, written)
    assert not NOWHERE.search(written)


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (("Gateway", "2.5k guilds (max)"), '"Gateway<br/>2.5k guilds (max)"'),
        (('the "big" one',), '"the “big” one"'),
        (('("a" b") "c"',), '"(“a” b”) “c”"'),
        (("Map<K, V> & co",), f'"Map&lt;{JOINER}K, V&gt; &amp; co"'),
        (("&lt;",), f'"&amp;{JOINER}lt;"'),
        (("R&D",), '"R&amp;D"'),
        (("#35;", "a # b; c"), f'"#{JOINER}35;<br/>a # b; c"'),
        ((r"C:\new",), rf'"C:\{JOINER}new"'),
        (("`code`",), f'"{JOINER}`code`"'),
        (("the direction LR",), f'"the direction{JOINER} LR"'),
        (("style a:#b;",), f'"s{JOINER}tyle a:#{JOINER}b;"'),
        (("lifestyle", "goods"), '"lifestyle<br/>goods"'),
        (("two\nlines  \t spaced",), '"two lines spaced"'),
        (("", "only", ""), '"only"'),
        ((), '" "'),
        (("a", "a_rather_long_identifier_of_ours"), '"a<br/>a_rather_long_<br/>identifier_of_ours"'),
        (("a_rather_long_identifier_of_ours", "a"), '"a_rather_long_<br/>identifier_of_ours<br/>a"'),
        (("a", "x" * 50), f'"a<br/>{"x" * 24}<br/>{"x" * 24}<br/>xx"'),
        (("a", "x" * 23 + "e\u0301" + "y"), f'"a<br/>{"x" * 23}e\u0301<br/>y"'),
    ],
)
def test_node_labels(lines: tuple[str, ...], label: str) -> None:
    assert escape.node_label(lines).replace(f"{NAME}<br/>", "<br/>") == label


def test_a_name_is_marked_where_more_follows() -> None:
    assert escape.node_label(("one", "two", "three"), 2) == f'"one{NAME}<br/>two{NAME}<br/>three"'
    assert escape.node_label(("one", "two"), 2) == '"one<br/>two"'
    assert escape.node_label(("one", "")) == '"one"'


def test_an_edge_without_text_has_no_label() -> None:
    assert escape.edge_label(()) == escape.edge_label(("", "\u200b")) == ""
    assert escape.edge_label(("p99: 2 ms",)) == '|"p99: 2 ms"|'


def test_a_title_stays_on_one_line() -> None:
    assert escape.subgraph_title("x" * 50) == f'"{TITLE}{"x" * 50}"'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("429 Too Many", "429 Too Many"),
        ("one; two # three & four", "one#59; two #35; three #38; four"),
        ("<br> <b>", f"<{JOINER}br> <{JOINER}b>"),
        ("wrap: x", f"wrap{JOINER}: x"),
        ("first\nsecond", "first<br/>second"),
        (" ", JOINER),
    ],
)
def test_messages(text: str, written: str) -> None:
    assert escape.message(text) == escape.note(text) == written


def test_messages_and_notes_are_broken_into_lines() -> None:
    assert escape.message("word " * 10) == "word word word word word word word<br/>word word word"
    assert escape.note("word " * 10) == "word word word word word word<br/>word word word word"
    assert escape.message("the limit of what may be sent: 12 [9]") == "the limit of what may be sent:<br/>12 [9]"
    assert escape.note("word " * 14, 2) == escape.note("word " * 14)
    assert escape.note("word " * 15, 4) == f"{'word ' * 14}".rstrip() + "<br/>word"
    assert escape.note("the limit of what may be: 12 [9]") == "the limit of what may be:<br/>12 [9]"


def test_participants_are_narrow() -> None:
    assert escape.participant("Authentication service (Pool)") == "Authentication<br/>service (Pool)"


def test_conditions_have_no_entities() -> None:
    assert escape.condition("C# <= 3; R&D") == f"C\uff03 <= 3, R&{JOINER}D"
    assert escape.condition("") == JOINER


def test_descriptions_are_read_as_they_are() -> None:
    assert escape.description('Over 1 < 2; see "#4"\n& more') == f'Over 1 \u2039 2, see "\uff034" &{JOINER} more'


def test_tooltips() -> None:
    assert escape.tooltip('Says "no" -> stops; #1') == '"Says “no” -\u203a stops; #1"'
    assert escape.tooltip("\n") == ""


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("#mechanism-p3", "#mechanism-p3"),
        ("../terms/p3.html#use", "../terms/p3.html#use"),
        ("/a/b?c=d&e=f", "/a/b?c=d&e=f"),
        ("page.html", "page.html"),
        ("https://example.com/a_(b)?q=1", "https://example.com/a_(b)?q=1"),
        ("HTTP://example.com", "HTTP://example.com"),
        ('a "b" <c>.html', "a%20%22b%22%20%3Cc%3E.html"),
        ("it's;`x`|{y}\\z/ü".replace("\\", ""), "it%27s%3B%60x%60%7C%7By%7Dz/%C3%BC"),
        ("100%/%41", "100%25/%41"),
        (" \n#a\u200b ", "#a"),
    ],
)
def test_addresses_that_are_kept(address: str, written: str) -> None:
    assert escape.href(address) == f'"{written}"'


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript%3Aalert(1)",
        "javascript%253Aalert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "mailto:a@b.c",
        "file:///etc/passwd",
        "http:no-slashes",
        "//example.com",
        "/\\example.com",
        "\\\\example.com",
        "%2F%2Fexample.com",
    ],
)
def test_addresses_that_are_dropped(address: str) -> None:
    assert escape.href(address) == ""
