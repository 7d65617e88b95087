"""Adding the address of a copy to a record: one line more, and nothing else."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_atlas.catalog.reader import read_text
from sphinx_atlas.sources.editing import NotEdited, with_copy
from tests.records import good_record

URL = "https://blog.org/a"
COPY = "https://web.archive.org/web/20260110000000/https://blog.org/a"

BLOCK = """\
# kept
id: CS-X   # who
sources:
  - id: a
    url: https://blog.org/a  # the page
    date: 2023
  - url: "https://blog.org/b"
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BLOCK, BLOCK.replace("the page\n", f"the page\n    archived: {COPY}\n")),
        (
            BLOCK.replace("\n", "\r\n"),
            BLOCK.replace("\n", "\r\n").replace("the page\r\n", f"the page\r\n    archived: {COPY}\r\n"),
        ),
        ("\ufeff" + BLOCK, "\ufeff" + BLOCK.replace("the page\n", f"the page\n    archived: {COPY}\n")),
        (
            "sources:\n- url: https://blog.org/a\n  id: a",
            f"sources:\n- url: https://blog.org/a\n  archived: {COPY}\n  id: a",
        ),
        (
            "sources:\n- id: a\n  url: https://blog.org/a",
            f"sources:\n- id: a\n  url: https://blog.org/a\n  archived: {COPY}\n",
        ),
        (
            "sources:\n  - url: >-\n      https://blog.org/a\n    id: a\n",
            f"sources:\n  - url: >-\n      https://blog.org/a\n    archived: {COPY}\n    id: a\n",
        ),
        (
            "sources:\n  - {id: a, url: https://blog.org/a, type: blog}\n",
            f'sources:\n  - {{id: a, url: https://blog.org/a, archived: "{COPY}", type: blog}}\n',
        ),
        (
            "sources: [{url: 'https://blog.org/a'}]\n",
            f"sources: [{{url: 'https://blog.org/a', archived: \"{COPY}\"}}]\n",
        ),
        ("sources: [{url: https://blog.org/a }]\n", f'sources: [{{url: https://blog.org/a, archived: "{COPY}" }}]\n'),
    ],
)
def test_one_key_is_added_and_all_else_stays(before: str, after: str) -> None:
    assert with_copy(before, URL, COPY) == after


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("id: CS-X\n", "it has no sources of that address"),
        ("sources: none\n", "it has no sources of that address"),
        ("a: [\n", "it has no sources of that address"),
        (f"sources:\n  - url: {URL}\n    archived: https://kept.org\n", "it has no sources of that address"),
        (f"sources:\n  - url: {URL}\n  - url: {URL}\n", "it has 2 sources of that address"),
        (f"a: &a {{url: {URL}}}\nsources: [*a]\n", "a line cannot be added"),
        (f"sources:\n  - &a\n    url: {URL}\n  - also: *a\n", "a line cannot be added"),
    ],
)
def test_what_cannot_be_done_without_changing_more_is_refused(before: str, says: str) -> None:
    with pytest.raises(NotEdited, match=says):
        with_copy(before, URL, COPY)


@pytest.mark.parametrize("copy", [f"{COPY}?x=1&y={{2}}#z", f"{COPY}: a", f"{COPY} #b", f'{COPY}"'])
def test_an_address_with_marks_of_yaml_is_put_in_quotes(copy: str) -> None:
    data = read_text(with_copy(BLOCK, URL, copy), "").data
    assert data is not None
    assert data["sources"][0]["archived"] == copy


def test_a_whole_record_gains_one_line() -> None:
    text = good_record().replace(
        "    archived: https://web.archive.org/web/2025/https://ferry-chat.org/docs/protocol\n", ""
    )
    changed = with_copy(text, "https://ferry-chat.org/docs/protocol", COPY)
    lines = [line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[0] in "+-"]
    assert lines == [f"+     archived: {COPY}"]


@given(st.text(alphabet="ab: -#{}[],'\"\n&*!|>", max_size=60))
def test_no_text_is_changed_in_anything_else(text: str) -> None:
    before = f"a: {text}\nsources:\n  - url: {URL}\n{text}"
    try:
        after = with_copy(before, URL, COPY)
    except NotEdited:
        return
    old, new = read_text(before, "").data, read_text(after, "").data
    assert old is not None
    assert new is not None
    assert new["sources"][0].pop("archived") == COPY
    assert new == old
