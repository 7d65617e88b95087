"""Pictures that are drawn while a project is built: in the page, as files, in books, and what happens when one fails."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ConfigError

from sphinx_atlas import rendering
from sphinx_atlas.catalog.model import CaseStudy
from sphinx_atlas.catalog.vocabulary import Vocabulary
from sphinx_atlas.mermaid import to_mermaid
from sphinx_atlas.mermaid.scheme import dark_declarations
from sphinx_atlas.rendering import Job, Picture, RenderingFailed
from sphinx_atlas.rendering.merman import Merman
from sphinx_atlas.rendering.picture import make_picture
from sphinx_atlas.views.diagrams import diagram
from sphinx_atlas.views.diagrams.model import Diagram
from tests.cairo import needs_cairo
from tests.extension.conftest import Build, Project, ids
from tests.records import good_record

Make = Callable[..., Project]

BP = ".. atlas-diagram:: BP\n   :system: CS-FERRY-CHAT\n"
SYSTEM = ".. atlas-system:: CS-FERRY-CHAT\n"
CSS = Path(rendering.__file__).parents[1] / "static" / "sphinx-atlas.css"


def soup(build: Build, name: str = "index") -> BeautifulSoup:
    return BeautifulSoup(build.html(name), "html.parser")


def files(build: Build) -> dict[str, bytes]:
    """The diagrams that a reader can take away, by name."""
    folder = build.out / "_images" / "atlas"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def test_a_picture_stands_in_the_page_and_needs_nothing_from_elsewhere(make_project: Make) -> None:
    build = make_project(BP).build()
    assert build.warnings == ""
    page = soup(build)
    picture = page.select_one("figure#cs-ferry-chat-bp > .atlas-picture > svg")
    assert picture is not None
    assert f"--atlas-width: {picture['width']}px" in str(picture.parent)
    assert not page.select("pre.mermaid")
    assert "mermaid" not in "".join(str(script.get("src", "")) + script.get_text() for script in page.select("script"))
    assert "https://" not in "".join(str(node) for node in page.select("script, link, svg style"))


def test_boxes_lead_to_terms_and_say_what_they_are(make_project: Make) -> None:
    index = ".. atlas-diagram:: CS-FERRY-CHAT-CO\n\n.. atlas-term:: per_key_order\n"
    boxes = soup(make_project(index).build()).select("svg a")
    assert [box["href"] for box in boxes] == ["#guarantee-per-key-order"]
    assert boxes[0].find("title").get_text().startswith("Operations or messages with")  # type: ignore[union-attr]


def test_terms_that_a_box_names_are_linked_below_the_picture(make_project: Make) -> None:
    index = ".. atlas-diagram:: CS-FERRY-CHAT-L1-STATE\n\n.. atlas-term:: p3_durable_log\n"
    terms = soup(make_project(index).build()).select_one("figure.atlas-diagram .atlas-terms")
    assert terms is not None
    assert terms.get_text() == "Terms: Bounded staleness, Durable log, Replication, Per-key order"
    assert [link["href"] for link in terms.select("a")] == ["#mechanism-p3-durable-log"]


def test_a_box_whose_term_has_no_page_is_no_link(make_project: Make) -> None:
    page = soup(make_project(".. atlas-diagram:: CS-FERRY-CHAT-CO\n").build())
    assert not page.select("svg a")
    assert "atlas-node" not in str(page)


def test_the_same_diagram_twice_has_no_id_twice(make_project: Make) -> None:
    build = make_project(SYSTEM + "\n" + BP + "\n" + BP.replace("BP", "L0")).build()
    assert len(soup(build).select("figure.atlas-diagram svg")) > 12
    found = ids(build.html())
    assert sorted(set(found)) == sorted(found)


def test_what_can_be_taken_away_is_there(make_project: Make) -> None:
    build = make_project(BP).build()
    taken = files(build)
    assert sorted(taken) == ["CS-FERRY-CHAT-BP.mmd", "CS-FERRY-CHAT-BP.svg"]
    root = ET.fromstring(taken["CS-FERRY-CHAT-BP.svg"])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"var(" not in taken["CS-FERRY-CHAT-BP.svg"]
    assert taken["CS-FERRY-CHAT-BP.mmd"].startswith(b"sequenceDiagram")
    actions = [str(link["href"]) for link in soup(build).select(".atlas-actions a")]
    assert actions[0] == "#cs-ferry-chat-bp"
    assert {(build.out / link).resolve().name for link in actions[1:]} == set(taken)
    assert all((build.out / link).is_file() for link in actions[1:])


def test_a_diagram_that_is_no_target_has_a_picture_and_no_files(make_project: Make) -> None:
    build = make_project(f"{BP}   :no-index:\n").build()
    assert build.warnings == ""
    assert soup(build).select_one("figure.atlas-diagram svg")
    assert not soup(build).select(".atlas-actions")
    assert not files(build)


def test_a_page_with_a_picture_has_the_script_that_opens_it_at_its_middle_and_a_book_has_none(
    make_project: Make,
) -> None:
    project = make_project(f"{BP}   :no-index:\n\n.. toctree::\n\n   plain\n")
    project.write("plain.rst", "Plain\n=====\n")
    build = project.build()
    assert ["sphinx-atlas.js" in build.html(name) for name in ("index", "plain")] == [True, False]
    book = project.build("epub").out
    assert "<svg" in (book / "index.xhtml").read_text(encoding="utf-8")
    assert "sphinx-atlas.js" not in (book / "index.xhtml").read_text(encoding="utf-8")


def test_every_picture_says_where_a_link_to_it_leads(make_project: Make) -> None:
    page = soup(make_project(SYSTEM).build())
    links = [str(actions.select("a")[0]["href"]) for actions in page.select(".atlas-actions")]
    assert len(links) == len(page.select("figure.atlas-diagram")) == len(set(links))
    assert all(page.select_one(link).select_one("svg") for link in links)  # type: ignore[union-attr]
    assert [button["data-atlas-target"] for button in page.select(".atlas-embed")] == links


def test_files_are_at_the_same_address_from_a_folder(make_project: Make) -> None:
    project = make_project(".. toctree::\n\n   a/b\n")
    project.write("a/b.rst", f"B\n=\n\n{BP}")
    build = project.build("dirhtml")
    page = BeautifulSoup((build.out / "a/b/index.html").read_text(encoding="utf-8"), "html.parser")
    link = page.select(".atlas-actions a[download]")[0]["href"]
    assert (build.out / "a/b" / str(link)).resolve() == (build.out / "_images/atlas/CS-FERRY-CHAT-BP.svg").resolve()


def test_files_of_what_is_no_longer_shown_go_and_lost_ones_come_back(make_project: Make) -> None:
    project = make_project(SYSTEM)
    before = files(project.build())
    assert len(before) > 20
    (project.root / "_build/html/_images/atlas/CS-FERRY-CHAT-BP.svg").unlink()
    assert files(project.build()) == before
    project.write("index.rst", f"Start\n=====\n\n{BP}")
    assert sorted(files(project.build())) == ["CS-FERRY-CHAT-BP.mmd", "CS-FERRY-CHAT-BP.svg"]


def test_an_edited_record_is_drawn_anew_and_nothing_else(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    render = Merman.render

    def noted(self: Merman, text: str, id_: str) -> str:
        drawn.append(text)
        return render(self, text, id_)

    monkeypatch.setattr(Merman, "render", noted)
    project = make_project(BP)
    project.build()
    assert len(drawn) == 1
    project.build()
    project.build("singlehtml")
    assert len(drawn) == 1
    project.record(good_record().replace("50 per minute", "60 per minute"))
    assert "60 per minute" in project.build().html()
    assert len(drawn) == 2


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_diagram_is_made_once_in_a_build(make_project: Make, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    made: list[str] = []

    def noted(record: CaseStudy, vocabulary: Vocabulary, word: str) -> Diagram | None:
        made.append(word)
        return diagram(record, vocabulary, word)

    monkeypatch.setattr("sphinx_atlas.extension.domain.diagram", noted)
    # Though few are kept: of a large catalogue, all of them would take much memory.
    monkeypatch.setattr("sphinx_atlas.extension.domain._DRAWINGS", 5)
    project = make_project(SYSTEM)
    domain = project.build(builder).app.env.get_domain("atlas")
    assert len(domain._drawings) <= 5  # type: ignore[attr-defined]
    assert len(made) == len(set(made)) > 10
    made.clear()
    project.record(good_record().replace("50 per minute", "60 per minute"))
    project.build(builder)
    assert len(made) == len(set(made)) > 10


@pytest.mark.parametrize(("builder", "forms"), [("html", 2), ("singlehtml", 2), ("epub", 1), ("latex", 1)])
def test_each_builder_makes_the_pictures_that_it_shows_and_takes_them_from_the_cache(
    make_project: Make, monkeypatch: pytest.MonkeyPatch, builder: str, forms: int
) -> None:
    made: list[str] = []

    def noted(job: Job, drawn: str) -> Picture:
        made.append(job.id)
        return make_picture(job, drawn)

    monkeypatch.setattr("sphinx_atlas.rendering.batch.make_picture", noted)
    project = make_project(BP)
    project.build(builder)
    assert made == ["CS-FERRY-CHAT-BP"] * forms
    project.write("other.rst", f":orphan:\n\nOther\n=====\n\n{BP}")
    project.build(builder)
    assert len(made) == forms


def test_a_picture_that_was_damaged_in_the_cache_is_made_anew(make_project: Make) -> None:
    project = make_project(BP)
    page = project.build().html()
    for path in (project.root / "_build/doctrees/atlas-pictures").glob("*.json"):
        path.write_text("{", encoding="utf-8")
    again = project.build(fresh=True)
    assert (again.html(), again.warnings) == (page, "")


def test_a_text_is_written_once_for_a_page_and_its_files(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def noted(drawn: Diagram) -> str:
        written.append(drawn.id)
        return to_mermaid(drawn)

    monkeypatch.setattr("sphinx_atlas.drawing.to_mermaid", noted)
    make_project(BP).build()
    assert written == ["CS-FERRY-CHAT-BP"]


def test_several_processes_draw_the_same(make_project: Make) -> None:
    project = make_project(".. toctree::\n   :glob:\n\n   p*\n")
    for kind in ("L0", "L1-EDGE", "CO", "MR", "BP", "FM", "SL"):
        project.write(f"p{kind.lower()}.rst", f"{kind}\n{'=' * len(kind)}\n\n.. atlas-diagram:: CS-FERRY-CHAT-{kind}\n")
    one = project.build(fresh=True)
    out = project.build_in_parallel()
    for path in [*one.out.glob("p*.html"), *(one.out / "_images/atlas").iterdir()]:
        assert path.read_bytes() == (out / path.relative_to(one.out)).read_bytes(), path.name


def test_a_killed_build_leaves_nothing_that_harms_the_next(make_project: Make) -> None:
    project = make_project(SYSTEM)
    wanted = files(project.build())
    for delay in (0.6, 1.2, 1.8):
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", str(project.root), str(project.root / "k")]
        with subprocess.Popen(command) as build:
            time.sleep(delay)
            build.send_signal(signal.SIGKILL)
    subprocess.run([*command[:4], "-W", *command[5:]], check=True)
    found = {path.name: path.read_bytes() for path in sorted((project.root / "k/_images/atlas").glob("*"))}
    assert found == wanted


def test_a_failure_names_the_diagram_and_the_record_and_fails_every_build(
    make_project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Merman.render

    def broken(self: Merman, text: str, id_: str) -> str:
        if text.startswith("sequenceDiagram"):
            raise RenderingFailed(id_, "an arrow leads nowhere", 3)
        return render(self, text, id_)

    project = make_project(BP + "\n" + BP.replace("BP", "L0"))
    with monkeypatch.context() as patch:
        patch.setattr(Merman, "render", broken)
        for _run in range(2):
            build = project.build()
            assert build.failed
            (said,) = build.warnings.splitlines()
            assert re.match(r".*ferry\.yaml:\d+: ERROR: CS-FERRY-CHAT-BP: line 3 of its Mermaid text: an arrow", said)
        page = soup(build)
        assert page.select_one("#cs-ferry-chat-l0 svg")
        assert not page.select_one("#cs-ferry-chat-bp svg")
        assert "50 per minute" in page.select_one("#cs-ferry-chat-bp li").get_text()  # type: ignore[union-attr]
    build = project.build()
    assert not build.failed
    assert soup(build).select_one("#cs-ferry-chat-bp svg")


def test_client_leaves_the_drawing_to_the_browser(make_project: Make) -> None:
    project = make_project(BP, 'atlas_renderer = "client"\n')
    build = project.build()
    assert build.warnings == ""
    assert soup(build).select("figure#cs-ferry-chat-bp pre.mermaid")
    assert not files(build)


def test_pages_follow_when_what_draws_is_another(make_project: Make) -> None:
    project = make_project(f"{BP}\n.. toctree::\n\n   plain\n   too\n")
    project.write("plain.rst", "Plain\n=====\n")
    project.write("too.rst", f"Too\n===\n\n{BP}")
    project.build()
    build = project.build(atlas_renderer="client")
    assert build.written == ["index", "too"]
    assert soup(build).select("pre.mermaid")


def test_pages_follow_when_pictures_are_tidied_otherwise(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(f"{BP}\n.. toctree::\n\n   plain\n")
    project.write("plain.rst", "Plain\n=====\n")
    project.build()
    assert project.build().written == []
    monkeypatch.setattr("sphinx_atlas.extension.pictures.FORMAT", -1)
    assert project.build().written == ["index"]


def test_pages_follow_though_another_builder_came_first(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(f"{BP}\n.. toctree::\n\n   link\n   system\n")
    project.write("link.rst", "Link\n====\n\n:atlas:system:`CS-FERRY-CHAT`\n")
    project.write("system.rst", f"System\n======\n\n{SYSTEM}   :tables: none\n   :diagrams: none\n")
    project.build()
    project.build("text")
    assert project.build().written == []
    monkeypatch.setattr("sphinx_atlas.extension.pictures.FORMAT", -1)
    project.build("text")
    assert project.build().written == ["index"]
    project.record(good_record().replace("value: Group chat in which", "value: A group chat in which"))
    project.build("text")
    assert 'title="A group chat in which' in project.build().html("link")


def test_what_a_page_shows_follows_though_another_builder_came_first(make_project: Make) -> None:
    project = make_project(BP.replace(":: BP", ":: L0"))
    project.build()
    project.build("text")
    project.record(good_record().replace("name: Gateway", "name: Front door"))
    assert project.build("text").read == ["index"]
    build = project.build()
    assert (build.read, build.written) == ([], ["index"])
    assert "Front door" in build.html()
    assert b"Front door" in files(build)["CS-FERRY-CHAT-L0.svg"]
    assert project.build().written == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mermann", "atlas_renderer: 'mermann' is no renderer; did you mean 'merman'?"),
        (
            "merman",
            "atlas_renderer: the renderer 'merman' is not installed; install it with: pip install 'sphinx-atlas[svg]'",
        ),
    ],
)
def test_a_renderer_that_is_not_there_is_named_with_its_cure(
    make_project: Make, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setattr("sphinx_atlas.rendering.renderer.is_installed", lambda: False)
    monkeypatch.setattr("sphinx_atlas.rendering.renderer._no_wheel", lambda: "")
    with pytest.raises(ConfigError, match=re.escape(said)):
        make_project(BP, f"atlas_renderer = {name!r}\n").build()


def test_without_merman_auto_is_the_browser(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_atlas.rendering.renderer.is_installed", lambda: False)
    build = make_project(BP).build()
    assert build.warnings == ""
    assert soup(build).select("pre.mermaid")


def test_a_picture_that_is_too_large_is_told(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_atlas.rendering.picture.LIMIT", 100)
    project = make_project(BP)
    for builder in ("html", "epub", "latex"):
        # Also where they were drawn before.
        for _ in range(2):
            warnings = project.build(builder, fresh=True).warnings
            assert warnings.count("ferry.yaml:1: WARNING: CS-FERRY-CHAT-BP: its picture has") == 1, builder
    assert project.build(fresh=True, suppress_warnings=["atlas.diagram"]).warnings == ""


def test_an_e_book_has_the_picture_and_the_text(make_project: Make) -> None:
    build = make_project(BP).build("epub")
    assert build.warnings == ""
    root = ET.parse(build.out / "index.xhtml").getroot()
    figure = next(node for node in root.iter("{http://www.w3.org/1999/xhtml}figure"))
    assert figure.find(".//{http://www.w3.org/2000/svg}svg") is not None
    assert figure.find(".//{http://www.w3.org/1999/xhtml}li") is not None
    assert figure.find(".//{http://www.w3.org/1999/xhtml}details") is None


@needs_cairo
def test_on_paper_it_is_a_pdf_in_vectors(make_project: Make) -> None:
    build = make_project(BP).build("latex")
    assert build.warnings == ""
    assert (build.out / "CS-FERRY-CHAT-BP.pdf").read_bytes().startswith(b"%PDF")
    assert r"\sphinxincludegraphics{{CS-FERRY-CHAT-BP}.pdf}" in (build.out / "tests.tex").read_text(encoding="utf-8")


@needs_cairo
def test_what_was_printed_before_is_converted_again_only_where_it_changed(
    make_project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted: list[str] = []

    def noted(picture: rendering.Picture) -> bytes:
        converted.append(picture.id)
        return rendering.to_pdf(picture)

    monkeypatch.setattr("sphinx_atlas.extension.pictures.to_pdf", noted)
    project = make_project(f"{BP}\n{BP.replace('BP', 'L0')}")
    first = (project.build("latex").out / "CS-FERRY-CHAT-BP.pdf").read_bytes()
    assert sorted(converted) == ["CS-FERRY-CHAT-BP", "CS-FERRY-CHAT-L0"]
    project.build("latex", fresh=True)
    assert len(converted) == 2
    project.record(good_record().replace("50 per minute", "60 per minute"))
    assert (project.build("latex").out / "CS-FERRY-CHAT-BP.pdf").read_bytes() != first
    assert converted[2:] == ["CS-FERRY-CHAT-BP"]


def test_without_a_converter_paper_has_the_text(make_project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cairosvg", None)
    rendering.convert._pdf_surface.cache_clear()
    build = make_project(BP).build("latex")
    assert build.warnings == ""
    tex = (build.out / "tests.tex").read_text(encoding="utf-8")
    assert "includegraphics" not in tex
    assert "429" in tex


def test_the_stylesheet_has_the_dark_colours_of_the_pictures() -> None:
    text = re.sub(r"\s+", "", CSS.read_text(encoding="utf-8"))
    for selector in ('[data-theme="dark"]', '[data-theme="auto"]'):
        assert f"{selector}.atlas-picture{{{dark_declarations().lower()}}}" in text
