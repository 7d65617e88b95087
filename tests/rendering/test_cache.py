"""Pictures kept from one build to the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_atlas.rendering import Cache, Form, Link, Picture, render
from sphinx_atlas.rendering import cache as module
from sphinx_atlas.rendering.cache import key_of
from tests.rendering.drawing import Scribe, job

PICTURE = Picture("CS-X-L0", "<svg>→</svg>", 3, 4)
KEY = "0" * 64
DAY = 86_400


@pytest.fixture(name="cache")
def _cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "new" / "folder")


def age(path: Path, days: float) -> None:
    """Make a file so old."""
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def names(cache: Cache) -> list[str]:
    return sorted(path.name for path in cache.folder.iterdir())


def test_what_is_kept_is_found_and_nothing_lies_beside_it(cache: Cache) -> None:
    assert (cache.has(KEY), cache.get(KEY)) == (False, None)
    cache.put(KEY, PICTURE)
    assert (cache.has(KEY), cache.get(KEY)) == (True, PICTURE)
    assert names(cache) == [f"{KEY}.json"]


def test_a_second_build_draws_nothing(cache: Cache) -> None:
    jobs = [job("one", "A"), job("two", "B")]
    first = render(jobs, Scribe(), cache)
    scribe = Scribe()
    assert render(jobs, scribe, cache) == first
    assert scribe.asked == []


BASE = job(links={"gateway": Link("a.html", "A")}, record="CS-X", attribution="by X")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "CS-Y-L0"},
        {"text": "graph TB"},
        {"links": {"gateway": Link("b.html", "A")}},
        {"links": {"gateway": Link("a.html", "B")}},
        {"links": {"db": Link("a.html", "A")}},
        {"links": {}},
        {"form": Form.FILE},
        {"titled": True},
        {"record": "CS-Y"},
        {"attribution": "by Y"},
    ],
)
def test_a_picture_of_anything_else_is_another(changes: dict[str, object]) -> None:
    assert key_of(replace(BASE, **changes), Scribe()) != key_of(BASE, Scribe())  # type: ignore[arg-type]


def test_so_is_one_of_another_renderer_or_format(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of(BASE, Scribe()), key_of(BASE, Scribe(version="2")), key_of(BASE, Scribe(name="x"))}
    monkeypatch.setattr(module, "FORMAT", -1)
    keys.add(key_of(BASE, Scribe()))
    assert len(keys) == 4


def test_the_order_of_links_makes_no_difference() -> None:
    links = {"a": Link("a"), "b": Link("b")}
    assert key_of(job(links=links), Scribe()) == key_of(job(links=dict(reversed(links.items()))), Scribe())


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"svg": "x"}', '"\ud800"'])
def test_what_cannot_be_read_is_drawn_again(cache: Cache, text: str) -> None:
    cache.put(KEY, PICTURE)
    (cache.folder / f"{KEY}.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert cache.get(KEY) is None
    cache.put(KEY, PICTURE)
    assert cache.get(KEY) == PICTURE


def test_a_picture_is_converted_once_for_what_it_is_and_by_whom(cache: Cache) -> None:
    asked: list[str] = []

    def convert(picture: Picture) -> bytes:
        asked.append(picture.svg)
        return b"%PDF"

    other = replace(PICTURE, svg="<svg/>")
    paths = [cache.pdf(one, convert, "by 1") for one in (PICTURE, PICTURE, other, PICTURE)]
    assert asked == [PICTURE.svg, other.svg]
    assert paths[0] == paths[1] == paths[3] != paths[2]
    assert {path.name for path in paths} == {"CS-X-L0.pdf"}
    assert paths[0].read_bytes() == b"%PDF"
    assert cache.pdf(PICTURE, convert, "by 2") not in paths


def test_pdfs_that_no_build_uses_go_with_their_folders(cache: Cache) -> None:
    old, used = (cache.pdf(replace(PICTURE, id=id_, svg=id_), lambda _picture: b"x", "") for id_ in ("old", "used"))
    for path in (old, used):
        age(path, 31)
    cache.pdf(replace(PICTURE, id="used", svg="used"), lambda _picture: b"other", "")
    assert cache.prune() == 1
    assert not old.parent.exists()
    assert used.read_bytes() == b"x"


def test_a_folder_that_cannot_be_written_fails_no_build(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    assert len(render([job("x")], Scribe(), cache)) == 1
    assert cache.prune() == 0


def test_what_no_build_uses_goes_and_the_rest_stays(cache: Cache) -> None:
    for key, days in (("old", 31), ("used", 31), ("new", 0)):
        cache.put(key, PICTURE)
        age(cache.folder / f"{key}.json", days)
    for name, days in (("left.1-2.tmp", 2), ("writing.3-4.tmp", 0), ("mine.txt", 99)):
        (cache.folder / name).write_text("x")
        age(cache.folder / name, days)
    cache.get("used")
    assert cache.prune() == 2
    assert names(cache) == ["mine.txt", "new.json", "used.json", "writing.3-4.tmp"]


#: Keeps one picture after the other, as fast as it can.
WRITER = """
import sys
from pathlib import Path
from sphinx_atlas.rendering import Cache, Picture
cache = Cache(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    for number in range(4):
        cache.put(f"k{number}", Picture("x", f"<svg>{number}</svg>" * 9999, number, 1))
"""


def test_builds_that_write_at_once_and_are_killed_leave_whole_pictures(cache: Cache) -> None:
    command = [sys.executable, "-c", WRITER, str(cache.folder)]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline()
        seen = 0
        for _ in range(200):
            for number in range(4):
                if picture := cache.get(f"k{number}"):
                    assert picture == Picture("x", f"<svg>{number}</svg>" * 9999, number, 1)
                    seen += 1
        assert seen
    finally:
        for writer in writers:
            writer.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
            writer.communicate()
    for number in range(4):
        path = cache.folder / f"k{number}.json"
        assert not path.exists() or cache.get(f"k{number}") is not None
