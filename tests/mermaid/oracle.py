"""What the official Mermaid says to our diagrams: all of them in one run of Chromium over one local page.

Mermaid is installed by npm when it is first asked, in the version that ``package.json`` pins, into a folder outside of
the checkout: ``SPHINX_ATLAS_TEST_CACHE``, else ``~/.cache/sphinx-atlas``. The browser is ``CHROMIUM``, else the first
found.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --allow-file-access-from-files"
).split()
#: The page's clock runs ahead whenever it waits for a timer, so this much costs nothing, in milliseconds.
VIRTUAL_TIME = 10**9
#: Longest run, in seconds.
PATIENCE = 1800


class OracleSilent(Exception):
    """The oracle could not be asked; the message says what is missing."""


@dataclass(frozen=True)
class Drawing:
    """What a reader of one drawing sees.

    :param labels: kind of element to its texts; each line is one text for messages and conditions
    :param links: address and tooltip of each link
    """

    labels: dict[str, list[str]]
    title: str
    description: str
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class Verdict:
    """What Mermaid says to one text.

    :param error: its message, or None where it accepts the text
    :param drawings: with HTML labels and without; empty where none was asked for
    """

    error: str | None
    drawings: list[Drawing]


def judge(texts: Mapping[str, str], drawn: Container[str] = ()) -> dict[str, Verdict]:
    """Have every text parsed, and some drawn.

    :param texts: name to Mermaid text
    :param drawn: names of those to be drawn, too
    :raises OracleSilent: if npm or a browser is missing, or did not do its work
    """
    mermaid = install()
    questions = {name: {"text": text, "drawn": name in drawn} for name, text in texts.items()}
    page = (HERE / "oracle.html").read_text(encoding="utf-8")
    page = page.replace("MERMAID", mermaid.as_uri())
    page = page.replace("QUESTIONS", json.dumps(questions).replace("<", r"\u003c"))
    verdicts = json.loads(answer(page))
    return {
        name: Verdict(
            verdict["error"],
            [
                Drawing(**{**drawing, "links": [tuple(link) for link in drawing["links"]]})
                for drawing in verdict["drawings"]
            ],
        )
        for name, verdict in verdicts.items()
    }


def install() -> Path:
    """The official Mermaid as one file, installed if it is not yet there."""
    version = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["mermaid"]
    cache = Path(os.environ.get("SPHINX_ATLAS_TEST_CACHE") or Path.home() / ".cache" / "sphinx-atlas")
    folder = cache / f"mermaid-{version}"
    script = folder / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
    if not script.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        _run([_find("npm"), "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder)
        if not script.is_file():
            raise OracleSilent(f"mermaid {version} of npm has no {script.name}")
    return script


def answer(page: str) -> str:
    """What a page, opened in the browser, leaves in its first ``pre``.

    :param page: HTML; it may load files
    :raises OracleSilent: if there is no browser, or it did not do its work
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "page.html")
        path.write_text(page, encoding="utf-8")
        browser = find_browser()
        profile = f"--user-data-dir={folder}/profile"
        command = [browser, *FLAGS, profile, f"--virtual-time-budget={VIRTUAL_TIME}", "--dump-dom", path.as_uri()]
        dump = _run(command)
    if (found := re.search("<pre>(.*?)</pre>", dump, re.DOTALL)) is None:
        raise OracleSilent(f"{browser} did not finish the page; it left: {dump[-500:]!r}")
    return html.unescape(found[1])


def find_browser() -> str:
    """The program that opens pages: the one that CHROMIUM names, else the first of them on the path.

    :raises OracleSilent: if there is none
    """
    return os.environ.get("CHROMIUM") or _find(*BROWSERS)


def _find(*programs: str) -> str:
    if found := next(filter(None, map(shutil.which, programs)), None):
        return found
    raise OracleSilent(f"the official Mermaid needs {' or '.join(programs)}, and none is on the path")


def _run(command: list[str], cwd: Path | None = None) -> str:
    try:
        return subprocess.run(
            command, check=True, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or "")[-1000:]
        raise OracleSilent(f"{command[0]} did not do its work: {error} {said}".rstrip()) from error
