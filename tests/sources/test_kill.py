"""Killed at any moment, the command leaves whole candidates, and nothing else; started again, it goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
import yaml

from sphinx_atlas.cli import main
from tests.records import good_record
from tests.sources.conftest import Reply, Request, Site, reply
from tests.sources.material import EPOCH, STORY, article, item, rss

ROOT = Path(__file__).resolve().parents[2]
#: Writes half of each file, says that it has, and waits to be killed.
STUCK = """
import signal, sys, time
from pathlib import Path
# Whoever runs the tests may have had Ctrl-C ignored, and that is passed on.
signal.signal(signal.SIGINT, signal.default_int_handler)
from sphinx_atlas.cli import main
whole = Path.write_bytes
def half(path, content):
    whole(path, content[: len(content) // 2])
    print("half", flush=True)
    time.sleep(60)
if sys.argv.pop(1) == "half":
    Path.write_bytes = half
sys.exit(main())
"""


@pytest.fixture(name="folder")
def _folder(site: Site, tmp_path: Path) -> Path:
    """A catalogue, and a feed of three pages for it."""
    cases = tmp_path / "data/case-studies/messaging"
    cases.mkdir(parents=True)
    (cases / "ferry.yaml").write_text(good_record(), encoding="utf-8")
    place = f'{{type: rss, url: "{site.url("/feed")}"}}'
    (tmp_path / "data/sources.yaml").write_text(f"sources: [{{org: ferry, feeds: [{place}]}}]\n", encoding="utf-8")
    items = (item(site.url(f"/{name}"), f"Story {name}", text="Read on.") for name in "abc")
    site.pages["/feed"] = reply(rss(*items))
    site.pages |= {f"/{name}": reply(article(f"Story {name}", STORY)) for name in "abc"}
    return tmp_path


def command(folder: Path, site: Site) -> list[str]:
    return ["sources", "discover", "--allow", site.host, "--delay", "0", "--cache", str(folder / "cache")]


def start(folder: Path, site: Site, how: str) -> subprocess.Popen[str]:
    """The command, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", STUCK, how, *command(folder, site)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def candidates(folder: Path) -> dict[str, str]:
    """What stands in the folder of candidates and is meant to be read."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("data/candidates/[!.]*")}


def finish(folder: Path, site: Site) -> dict[str, str]:
    """What a run that nobody disturbs makes of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        assert main(command(folder, site)) == 0
    return candidates(folder)


def test_killed_while_it_writes(site: Site, folder: Path) -> None:
    with start(folder, site, "half") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert candidates(folder) == {}
    assert len(finish(folder, site)) == 3


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_stopped_between_two_pages(site: Site, folder: Path, how: signal.Signals) -> None:
    reached, gone = Event(), Event()
    answer = site.pages["/c"]

    def stalled() -> Iterator[bytes]:
        reached.set()
        gone.wait(60)
        yield b""

    def page(request: Request) -> Reply:
        return reply(stalled())

    site.pages["/c"] = page
    with start(folder, site, "whole") as process:
        assert reached.wait(60)
        process.send_signal(how)
        _out, err = process.communicate(timeout=60)
        gone.set()
    found = candidates(folder)
    assert sorted(found) == ["ferry-story-a.yaml", "ferry-story-b.yaml"]
    assert all(yaml.safe_load(text)["id"].startswith("CS-FERRY-STORY-") for text in found.values())
    if how is signal.SIGINT:
        assert process.returncode == 130
        assert err == "stopped; 2 candidates found so far, each written as it was found\n"
    site.pages["/c"] = answer
    assert finish(folder, site) == {**found, "ferry-story-c.yaml": candidates(folder)["ferry-story-c.yaml"]}
