"""Pages as text: what is read of each kind, what is not, and what cannot be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.sources.pages import Unreadable, is_video, read, text_address
from tests.sources.served import Served, pdf

WORDS = "The log of the service keeps every event that it has seen in the last year. " * 6


def html(body: str, head: str = "", lang: str = "en") -> Served:
    """A web page."""
    text = f"<!doctype html><html lang={lang}><head><title>T</title>{head}</head><body>{body}</body></html>"
    return Served("https://blog.example/a", "text/html", text.encode())


def text(answer: Served) -> str:
    """What is read, with ¶ and | between blocks."""
    return " ".join(read(answer).page.cleaned.replace("\u2029", " ¶ ").replace("\u2028", " | ").split())


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>one <b>two</b><i>three</i></p>", "one twothree"),
        ("<p>one</p><p>two</p>", "one ¶ two"),
        ("<p>one<br>two</p>", "one two"),
        ("<h2>one</h2><p>two</p>", "one | two"),
        ("<ul><li>one</li><li>two</li></ul>", "one ¶ two"),
        ("<table><tr><th>one</th><td><p>two</p></td></tr><tr><td>three</td></tr></table>", "one | two ¶ three"),
        ("<dl><dt>one</dt><dd>two</dd><dt>three</dt></dl>", "one | two ¶ three"),
        ("<pre>one\n  two</pre>", "one | two"),
        ("<p>one\n two</p>", "one two"),
        ("one<script>two</script><style>three</style><!-- four --><template>five</template>", "one"),
        ("<p>one<span hidden>two</span> three</p>", "one three"),
        ('<p>one</p><img alt="a graph of two" src="x"><img alt="logo" src="x">', "one ¶ a graph of two"),
        ("<p>10<sup>6</sup> and 2<sup>-3</sup></p>", "10^6 and 2^-3"),
        ("<p>nodes<sup>3</sup> run</p>", "nodes run"),
        ("<p>nodes<sup><a href='#f'>3</a></sup> run</p>", "nodes run"),
        ("<p>p<sup>99</sup> of the 1<sup>st</sup></p>", "p99 of the 1st"),
        ("<figure><img><figcaption>one</figcaption></figure>two", "one ¶ two"),
        ("<p>&ldquo;one&rdquo;&nbsp;&mdash; t&shy;wo&#8203;</p>", "one – two"),
    ],
)
def test_what_a_reader_sees_of_a_page(body: str, shown: str) -> None:
    assert text(html(f"<div>{body}</div>")) == f"{shown} ¶ T"


def test_data_for_scripts_and_descriptions_are_read_too() -> None:
    data = json.dumps({"a": [{"b": "forty nodes in all", "c": "<p>some</p><p>more text</p>", "d": "word"}]})
    head = f'<meta property="og:description" content="In short"><script type="application/ld+json">{data}</script>'
    assert text(html("<p>one</p>", head)) == "one ¶ T ¶ In short ¶ forty nodes in all ¶ some ¶ more text"


@pytest.mark.parametrize(
    ("url", "kind", "body", "shown"),
    [
        ("https://a.example/x.txt", "text/plain", b"one\ntwo\n\nthree\n- four", "one two ¶ three ¶ - four"),
        (
            "https://a.example/x",
            "application/json",
            b'{"a": "one two", "b": ["three four", 5]}',
            "one two ¶ three four",
        ),
        ("https://raw.example/x.html", "text/plain", b"<p>one</p><p>two</p>", "one ¶ two"),
        ("https://raw.example/x", "text/plain", b"<!DOCTYPE html><p>one</p>two", "one ¶ two"),
        ("https://raw.example/x", None, b"one infor-\nmation", "one infor-mation"),
        ("https://raw.example/x", "application/octet-stream", b"one two", "one two"),
        ("https://raw.example/x.json", "text/plain", b"{broken", ""),
    ],
)
def test_other_kinds_of_text(url: str, kind: str | None, body: bytes, shown: str) -> None:
    assert text(Served(url, kind, body)) == shown


def test_markdown_is_read_as_it_is_shown_and_as_it_is_written() -> None:
    page = Served(
        "https://raw.example/README.md", "text/plain", b"# Head\n\n**one** [two](http://x)\n\n|a|b|\n|-|-|\n|c|d|"
    )
    assert text(page).startswith("Head | one two ¶ a | b ¶ c | d ¶ # Head ¶ one [two](http://x) ¶")


def test_a_pdf() -> None:
    assert "one infor-mation of 40 nodes" in text(
        Served("https://a.example/p", None, pdf("one infor-<br/>mation of 40 nodes"))
    )


@pytest.mark.parametrize(
    ("kind", "body", "says"),
    [
        ("image/png", b"\x89PNG", "it is no text but image/png"),
        ("text/plain", b"one\0two", "it is no text"),
        ("application/pdf", b"%PDF-1.7\nbroken", "a PDF that cannot be read"),
    ],
)
def test_what_is_no_text(kind: str, body: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(Served("https://a.example/", kind, body))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (html('<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'), "a wall"),
        (html('<div id="root"></div>'), "it may need JavaScript"),
        (html("<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>"), "a wall"),
        (html(f"<article><p>{WORDS}</p></article><p>Sign up to continue reading</p>"), "only its beginning"),
        (Served("https://a.example/", "text/plain", b"Moved."), "next to no text"),
        (Served("https://a.example/", None, pdf("&nbsp;")), "a PDF without text"),
    ],
)
def test_a_page_that_may_not_show_its_text_is_doubted(answer: Served, says: str) -> None:
    assert says in read(answer).doubt


def test_an_article_is_not_doubted() -> None:
    assert read(html(f"<article><h1>Logs</h1><p>{WORDS}</p></article><p>Log in to comment</p>")).doubt == ""


def test_the_digest_is_of_the_main_text() -> None:
    def digest(words: str, menu: str) -> str:
        return read(html(f"<nav><a href=/>{menu}</a></nav><article><h1>Logs</h1><p>{words}</p></article>")).digest

    assert digest(WORDS, "Home") == digest(WORDS.replace(" ", "  "), "Start") != digest(WORDS + "More.", "Home")


def test_of_a_file_on_github_the_file_itself_is_read() -> None:
    assert (
        text_address("https://github.com/o/r/blob/main/a/b.md?x#y")
        == "https://raw.githubusercontent.com/o/r/main/a/b.md"
    )
    assert text_address("https://github.com/o/r/tree/main/a") == "https://github.com/o/r/tree/main/a"


def test_the_words_of_a_video_are_not_in_its_page() -> None:
    assert is_video("https://www.youtube.com/watch?v=abc")
    assert not is_video("https://blog.youtube/news")


@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/markdown", "application/json", "text/plain", None]))
def test_any_bytes_are_read_or_refused(body: bytes, kind: str | None) -> None:
    for start in (b"", b"<html>", b"%PDF-1.4\n"):
        try:
            assert read(Served("https://a.example/", kind, start + body)).page.flat is not None
        except Unreadable as reason:
            assert str(reason)


def test_deep_pages_are_read() -> None:
    deep = html("<div>" * 5000 + "one two" + "</div>" * 5000)
    assert read(deep).digest
    assert text(Served("https://a.example/x.json", "text/plain", b"[" * 100_000)) == ""
