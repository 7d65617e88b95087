"""Reading YAML: each finding has its code, its line and its column, under libyaml and under pure Python alike."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_atlas.catalog import reader
from sphinx_atlas.catalog.finding import Mark
from sphinx_atlas.catalog.reader import MAX_BYTES, MAX_DEPTH, MAX_VALUES, Document, read_file, read_text
from sphinx_atlas.catalog.tree import Mapping, Sequence

LOADERS = {loader: getattr(yaml, loader) for loader in ("CSafeLoader", "SafeLoader") if hasattr(yaml, loader)}


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each of the two parsers in turn."""
    monkeypatch.setattr(reader, "_Loader", LOADERS[request.param])
    yield request.param


def found(document: Document) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    for finding in document.findings:
        assert finding.path == "x.yaml"
        assert finding.message
        assert "\n" not in finding.message
        assert len(finding.message) < 300
    return [(finding.code, finding.line, finding.column) for finding in document.findings]


def test_a_record_is_plain_data_that_knows_its_places() -> None:
    document = read_text("id: CS-X\nlist:\n  - a\n  - b: {c: 1}\nempty:\nquoted: 'x'\n", "x.yaml")
    data = document.data
    assert data == {"id": "CS-X", "list": ["a", {"b": {"c": 1}}], "empty": None, "quoted": "x"}
    assert isinstance(data, Mapping)
    assert data.keys_at == {
        "id": Mark(1, 1), "list": Mark(2, 1), "empty": Mark(5, 1), "quoted": Mark(6, 1),
    }  # fmt: skip
    assert data.values_at["id"] == Mark(1, 5)
    assert data.values_at["empty"] == Mark(5, 1)  # the key's: there is no value
    items = data["list"]
    assert isinstance(items, Sequence)
    assert items.values_at == {0: Mark(3, 5), 1: Mark(4, 5)}
    assert items[1]["b"].keys_at == {"c": Mark(4, 9)}
    assert document.findings == []
    assert len(document.digest) == 20


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13", 13), ("-5", -5), ("0", 0), ("0.9", 0.9), ("-0.5", -0.5), ("true", True), ("false", False), ("null", None),
        ("~", None), ("", None),
        # nothing is lost
        ("NO", "NO"), ("yes", "yes"), ("True", "True"), ("12:30", "12:30"), ("1.10", "1.10"), ("1e5", "1e5"),
        ("0x1F", "0x1F"), ("010", "010"), ("+5", "+5"), ("-0", "-0"), ("1_000", "1_000"), ("2023-03-06", "2023-03-06"),
        (".5", ".5"), ("nan", "nan"), (".inf", ".inf"), ("'13'", "13"), ('"true"', "true"), ("'null'", "null"),
        ("1234567890123456789", "1234567890123456789"), ("0.1234567890123456789", "0.1234567890123456789"),
    ],
)  # fmt: skip
def test_a_scalar_stays_as_written_unless_nothing_is_lost(loader: str, text: str, value: object) -> None:
    data = read_text(f"a: {text}", "x.yaml").data
    assert data is not None
    assert data["a"] == value
    assert type(data["a"]) is type(value)


def test_keys_are_names_as_written(loader: str) -> None:
    document = read_text("true: 1\n13: 2\n1.10: 3\nnull: 4\nNO: 5\n'': 6\n", "x.yaml")
    assert document.data is not None
    assert list(document.data) == ["true", "13", "1.10", "null", "NO"]
    assert found(document) == [("ATL004", 6, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("ATL008", 1, 1)]),
        ("# only a comment\n\n", [("ATL008", 1, 1)]),
        ("---\n", [("ATL008", 2, 1)]),
        ("~", [("ATL008", 1, 1)]),
        ("- a\n- b\n", [("ATL009", 1, 1)]),
        ("\n\n  [a]", [("ATL009", 3, 3)]),
        ("plain text", [("ATL009", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("ATL004", 2, 1)]),
        ("a: b: c", [("ATL004", 1, 5)]),
        ("a: 1\nb: 'x\n", [("ATL004", 3, 1)]),
        ("a: @x", [("ATL004", 1, 4)]),
        ("a:\n\tb: 1", [("ATL004", 2, 1)]),
        ("a: 1\nb: *c", [("ATL004", 2, 4)]),
        ("%YAML 3.0\n---\na: 1", [("ATL004", 1, 1)]),
        ("a: !important x\nb: !!python/object:os.system {c: 1}\nd: !!int 5", [("ATL004", n, 4) for n in (1, 2, 3)]),
        ("a: 1\n<<: {b: 2}", [("ATL004", 2, 1)]),
        ("? [a]\n: b\n? {c: 1}\n: d", [("ATL004", 1, 3), ("ATL004", 3, 3)]),
        ("a: &x b\n*x : c", [("ATL004", 2, 1)]),
        ("a: 1\nb: 2\na: 3\n  \na: 4", [("ATL005", 3, 1), ("ATL005", 5, 1)]),
        ("{a: 1, é: {a: 1, a: 2}}", [("ATL005", 1, 18)]),
        ("a: &x [*x]", [("ATL006", 1, 8)]),
        ("a: &x {b: {c: *x}}", [("ATL006", 1, 15)]),
        # what nobody sees: counted from the characters before it
        ("a: é\x07", [("ATL004", 1, 5)]),
        ("a: 1\r\nb: x\x00y", [("ATL004", 2, 5)]),
        ("a: x\ud800", [("ATL004", 1, 5)]),
        ("a: x\u2028y\nb: [", [("ATL004", 1, 5)]),
        ("a: x\ufeffy", [("ATL004", 1, 5)]),
        ("a: x\x85y", [("ATL004", 1, 5)]),
    ],
)
def test_what_is_wrong_is_found_at_its_place(loader: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    document = read_text(text, "x.yaml")
    assert found(document) == expected
    if expected[0][0] in ("ATL006", "ATL008", "ATL009"):
        assert document.data is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b: c", "put text that holds ': ' or ' #' in quotes"),
        ("\ta: 1", "use two spaces"),
        ("a: 'x\ty\nb: 1", "begins at line 1"),
        ("a: [1,\n\n2", "begins at line 1"),
        ("a: *b", "add '&b' or write the value"),
        ("a: !!set x", "the tag '!!set' means nothing"),
        ("a: 1\na: 2", "first at line 1"),
        ("<<: x", "write the keys out"),
        ("", "begin with 'id: CS-…'"),
        ("a: x\x07", "U+0007"),
    ],
)
def test_a_message_says_what_to_do(loader: str, text: str, says: str) -> None:
    (finding,) = read_text(text, "x.yaml").findings
    assert says in finding.message


def test_a_tab_inside_a_text_is_not_blamed() -> None:
    (finding,) = read_text("a: x\ty: z", "x.yaml").findings
    assert "tab" not in finding.message


@pytest.mark.parametrize("escape", ["\\UFFFFFFFF", "\\U00110000", "\\x", "\\q"])
def test_an_escape_that_is_none_is_refused(loader: str, escape: str) -> None:
    document = read_text(f'a: 1\nb: "{escape}"\n', "x.yaml")
    assert [finding[:2] for finding in found(document)] == [("ATL004", 2)]


def test_a_version_of_thousands_of_digits_is_refused(loader: str) -> None:
    assert [finding[0] for finding in found(read_text(f"%YAML {'9' * 5000}.1\n---\na: 1", "x.yaml"))] == ["ATL004"]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " + "[" * 100_000, "- " * 100_000, "a: " + "{a: " * 100_000, "? " * 100_000]
)
def test_depth_has_an_end(loader: str, text: str) -> None:
    start = time.perf_counter()
    assert [finding[:2] for finding in found(read_text(text, "x.yaml"))] == [("ATL007", 1)]
    assert time.perf_counter() - start < 10


def nested(depth: int, inside: str = "x") -> str:
    return "[" * depth + inside + "]" * depth


def test_depth_counts_what_aliases_stand_for(loader: str) -> None:
    allowed = f"a: &a {nested(MAX_DEPTH - 10)}\nb: {nested(9, '*a')}\nc: &c {nested(3)}\nd: {nested(30, '*c')}"
    assert found(read_text(allowed, "x.yaml")) == []
    assert found(read_text(f"a: &a {nested(MAX_DEPTH - 10)}\nb: {nested(10, '*a')}", "x.yaml")) == [("ATL007", 2, 14)]
    chain = "".join(f"k{n}: &k{n} {nested(15, f'*k{n - 1}' if n else 'x')}\n" for n in range(100))
    assert [finding[:2] for finding in found(read_text(chain, "x.yaml"))] == [("ATL007", 3)]


def test_a_bomb_of_aliases_is_defused(loader: str) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert [finding[:2] for finding in found(read_text("\n".join(lines), "x.yaml"))] == [("ATL006", 6)]


def test_aliases_that_end_are_followed(loader: str) -> None:
    data = read_text("a: &x {b: 1}\nc: [*x, *x]\nd: &y 5\ne: *y", "x.yaml").data
    assert data == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}], "d": 5, "e": 5}


@pytest.mark.no_cover
def test_so_many_values_and_no_more() -> None:
    text = "a: [" + "1," * (MAX_VALUES - 3) + "]"
    assert found(read_text(text, "x.yaml")) == []
    assert [finding[0] for finding in found(read_text(text.replace("]", "1,1]"), "x.yaml"))] == ["ATL006"]


# --- files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", []),
        (b"a: 1\nb: x\xff\n", [("ATL002", 2, 5)]),
        (b"\xef\xbb\xbfa: \xc3\xa9\xff", [("ATL002", 1, 5)]),
        (b"a: \xe2\x82", [("ATL002", 1, 4)]),
        ("a: 1".encode("utf-16"), [("ATL002", 1, 1)]),
        ("a: 1".encode("utf-16-be"), [("ATL004", 1, 1)]),
        (b"a: \xed\xa0\x80", [("ATL002", 1, 4)]),
        (b"\x00" * 100, [("ATL004", 1, 1)]),
        (b"", [("ATL008", 1, 1)]),
    ],
)
def test_bytes(tmp_path: Path, raw: bytes, expected: list[tuple[str, int, int]]) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    assert found(read_file(path, "x.yaml")) == expected


def test_the_byte_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xfe")
    assert "byte 0xfe" in read_file(path, "x.yaml").findings[0].message


def test_a_byte_order_mark_moves_nothing(loader: str) -> None:
    plain, marked = read_text("a: 1\na: 2", "x.yaml"), read_text("\ufeffa: 1\na: 2", "x.yaml")
    assert marked == plain
    assert marked.data is not None
    assert plain.data is not None
    assert marked.data.keys_at == plain.data.keys_at


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for size, codes in ((MAX_BYTES, ["ATL004"]), (MAX_BYTES + 1, ["ATL003"]), (50_000_000_000, ["ATL003"])):
        with path.open("wb") as file:
            file.truncate(size)
        assert [finding[0] for finding in found(read_file(path, "x.yaml"))] == codes


def test_what_is_no_file_is_refused_and_nothing_hangs(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "dangling.yaml").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.yaml")
    says = {
        "folder.yaml": "is not a regular file",
        "pipe.yaml": "is not a regular file",
        "loop.yaml": "is a link to nothing",
        "dangling.yaml": "is a link to nothing",
        "absent.yaml": "does not exist",
        "x" * 5000: "cannot be read: File name too long",
        "a\0b": "does not exist",
    }
    for name, words in says.items():
        document = read_file(tmp_path / name, "x.yaml")
        assert found(document) == [("ATL001", 1, 1)]
        assert document.findings[0].message.startswith(words)
        assert (document.data, document.digest) == (None, "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1", encoding="utf-8")
    path.chmod(0)
    assert found(read_file(path, "x.yaml")) == [("ATL001", 1, 1)]


def test_a_file_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.yaml").write_text("a: 1", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", fail)
    (finding,) = read_file(tmp_path / "x.yaml", "x.yaml").findings
    assert finding.message == "cannot be read: Permission denied"


# --- anything ------------------------------------------------------------------------------------------------------

_TOKENS = st.sampled_from(
    ["a", "b", ": ", ":", "- ", "\n", "  ", "\t", "{", "}", "[", "]", ", ", "&x ", "*x", "!t ", "? ", "|", ">", "'", '"', "#",
     "%", "---\n", "...\n", "<<", "\\", "~", "1", "\r\n", "\u2028", "\ufeff", "é", "\x00", "\\U0011", "=", "@", "`"]
)  # fmt: skip
_ANYTHING = st.one_of(st.text(st.characters()), st.lists(_TOKENS, max_size=40).map("".join))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_ANYTHING)
def test_any_text_is_read_or_refused(loader: str, text: str) -> None:
    document = read_text(text, "x.yaml")
    lines = text.count("\n") + text.count("\r") + 2
    assert document.data is not None or document.findings
    assert all(1 <= line <= lines and column >= 1 for _, line, column in found(document))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(), _ANYTHING.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    document = read_file(path, "x.yaml")
    assert document.data is not None or found(document)
