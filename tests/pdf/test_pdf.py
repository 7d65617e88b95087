"""The documentation as a PDF: LaTeX accepts it, each character has a glyph, and each word stands on the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOOLS = ("latexmk", "xelatex", "pdftotext")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"),
]

DOCS = Path(__file__).resolve().parents[2] / "docs"
#: Points that must stay white at each edge; Sphinx's own margins are an inch.
MARGIN = 36
#: A drawing of the documentation itself, for which sphinxcontrib-mermaid wants mmdc.
MMDC = "command 'mmdc' cannot be run"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command printed; a failure shows its end."""
    done = subprocess.run(command, check=False, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{text[-3000:]}"
    return text


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, typeset; its log lies beside it."""
    out = tmp_path_factory.mktemp("pdf")
    # Of the engines, XeTeX takes the system's fonts: the default ones have Greek, arrows and the signs of mathematics.
    # xindy is rarely there, and the index has Latin letters alone.
    options = ("-D", "latex_engine=xelatex", "-D", "latex_use_xindy=0")
    doctrees = out / "doctrees"
    said = run(
        *(sys.executable, "-m", "sphinx", "-q", "-b", "latex", *options, "-d", doctrees, DOCS, out / "tex"), cwd=DOCS
    )
    assert [line for line in said.splitlines() if line.strip() and MMDC not in line] == []
    run("latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "sphinx-atlas.tex", cwd=out / "tex")
    return out / "tex" / "sphinx-atlas.pdf"


def test_each_character_has_a_glyph(pdf: Path) -> None:
    log = pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"Missing character.*", log) == []


def test_signs_are_in_the_text(pdf: Path) -> None:
    text = run("pdftotext", pdf, "-", cwd=pdf.parent)
    assert [sign for sign in "→≥λ÷μ×…—“”" if sign not in text] == []


def test_each_word_stands_on_the_paper(pdf: Path) -> None:
    found = list(words(run("pdftotext", "-bbox", pdf, "-", cwd=pdf.parent)))
    assert len(found) > 10_000
    assert [(page, word) for page, word, inside in found if not inside] == []


def words(boxes: str) -> Iterator[tuple[int, str, bool]]:
    """Page, text, and whether it stands within the margins, of every word."""
    for number, page in enumerate(boxes.split("<page ")[1:], 1):
        width, height = (float(page.split(f'{name}="')[1].split('"')[0]) for name in ("width", "height"))
        for match in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page):
            left, top, right, bottom = map(float, match.groups()[:4])
            inside = min(left, top) >= MARGIN / 2 and right <= width - MARGIN and bottom <= height - MARGIN / 2
            yield number, match[5], inside
