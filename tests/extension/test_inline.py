"""The small inline syntax of the records' prose."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.extension.inline import parse

TAGS: dict[type[nodes.Node], str] = {nodes.literal: "code", nodes.emphasis: "em"}
SIGNS: dict[type[nodes.Node], str] = {nodes.literal: "`", nodes.emphasis: "*"}


def shown(text: str) -> str:
    """A text with its markup as tags, so that what is markup can be told from what looks like it."""
    return "".join(map(tagged, parse(text)))


def tagged(node: nodes.Node) -> str:
    inner = "".join(map(tagged, node.children)) if isinstance(node, nodes.Element) else str(node)
    tag = TAGS.get(type(node))
    return f"<{tag}>{inner}</{tag}>" if tag else inner


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("plain", "plain"),
        ("run `make` twice", "run <code>make</code> twice"),
        ("`a`b", "<code>a</code>b"),
        ("`a``b`", "<code>a</code><code>b</code>"),
        ("very *hot* key", "very <em>hot</em> key"),
        ("*a*, (*b*) and *c d*.", "<em>a</em>, (<em>b</em>) and <em>c d</em>."),
        ("`a` *b* `c`", "<code>a</code> <em>b</em> <code>c</code>"),
        ("a _b_ **c** :ref:`d` <e> |f|", "a _b_ **c** :ref:<code>d</code> <e> |f|"),
    ],
)
def test_code_and_emphasis(text: str, found: str) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "`open",
        "*open",
        "close`",
        "close*",
        "``",
        "**",
        "***",
        "a*b*c",
        "2*3*4",
        "2 * 3 * 4",
        "x_*y*_z",
        "**bold**",
        "*a *",
        "* a*",
        "*a\nb*",
        "`a\nb`",
        "*a`b*",
        "naïve*x*é",
        "SELECT * FROM a, b.*",
        "rate*(1 + x)*",
    ],
)
def test_signs_that_mark_nothing_up_stay(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`a *b* c`", "<code>a *b* c</code>"),
        ("*a `b` c*", "<em>a <code>b</code> c</em>"),
        ("*a `b*c` d*", "<em>a <code>b*c</code> d</em>"),
        ("*a `b* c`", "*a <code>b* c</code>"),
        ("`a *b` c*", "<code>a *b</code> c*"),
    ],
)
def test_code_binds_closer_than_emphasis(text: str, found: str) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("これは*重要*です", "これは<em>重要</em>です"),
        ("这是*强调*的", "这是<em>强调</em>的"),
        ("이것은 *강조*입니다", "이것은 <em>강조</em>입니다"),
        ("键`key`值", "键<code>key</code>值"),
    ],
)
def test_scripts_without_spaces_may_be_marked_up_within_a_sentence(text: str, found: str) -> None:
    assert shown(text) == found


TEXTS = st.text(st.sampled_from("ab `*\n_é重\x00😀"), max_size=40) | st.text(max_size=40)


def rewritten(node: nodes.Node) -> str:
    """A node as the text it was made of."""
    sign = SIGNS.get(type(node), "")
    # A text's own astext() would drop the NUL that docutils escapes with.
    inner = "".join(map(rewritten, node.children)) if isinstance(node, nodes.Element) else str(node)
    return f"{sign}{inner}{sign}"


@given(TEXTS)
def test_nothing_is_lost_but_the_signs(text: str) -> None:
    assert "".join(map(rewritten, parse(text))) == text


@given(TEXTS)
def test_nodes_are_never_empty_and_code_holds_text_alone(text: str) -> None:
    for node in parse(text):
        assert all(map(str, node.findall(nodes.Text)))
        assert any(node.findall(nodes.Text))
        assert isinstance(node, nodes.Text | nodes.literal | nodes.emphasis)
        if isinstance(node, nodes.literal):
            assert [type(child) for child in node.children] == [nodes.Text]
