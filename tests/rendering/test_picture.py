"""What is made of what the renderer draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_atlas.catalog.sections import Plane
from sphinx_atlas.rendering import LIMIT, Form, Link, Picture, RenderingFailed
from sphinx_atlas.rendering.picture import FORMAT, make_picture
from tests.rendering.drawing import SVG, TEXT, job, picture, tree

GOLDEN = Path(__file__).parent / f"picture-{FORMAT}.svg"
SEQUENCE = """\
sequenceDiagram
  accTitle: A ladder
  participant p_client as Client
  participant p_edge as Edge
  p_client->>p_edge: Request
  Note over p_edge: admission: 10 a second
  alt Over limit
    p_edge-->>p_client: 429 Too Many Requests
  else Under limit
    p_edge->>p_edge: Forward
  end
"""
LINKS = {"gateway": Link("../terms/gateway.html#it", "What a gateway is"), "db": Link("javascript:x", "X")}


def texts(found: Picture) -> list[str]:
    """Each text element's lines, as a reader sees them."""
    return [" / ".join(one.text or "" for one in (list(text) or [text])) for text in tree(found).iter(f"{SVG}text")]


def test_the_picture_is_the_same_as_it_was() -> None:
    """Where it should not be: raise FORMAT, so that no cache has the old ones, and keep the new one here."""
    found = picture(links=LINKS, form=Form.FILE, titled=True, record="CS-X", attribution="X & Y, CC BY 4.0").svg
    assert found + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_root_says_what_it_is() -> None:
    root = tree(picture())
    assert root.get("id") == "CS-X-L0-svg"
    assert root.get("role") == "graphics-document document"
    said = {one.get("id"): one.text for one in root if one.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert said[root.get("aria-labelledby")] == "Two boxes"
    assert said[root.get("aria-describedby")] == "One leads to the other."


def test_its_size_is_its_view() -> None:
    found = picture()
    root = tree(found)
    assert (root.get("width"), root.get("height")) == (str(found.width), str(found.height))
    assert root.get("viewBox", "").split()[2:] == [str(found.width), str(found.height)]
    assert found.size == len(found.svg.encode())
    assert not found.is_too_large
    assert not Picture("x", "x" * (LIMIT - 1), 1, 1).is_too_large
    assert Picture("x", "x" * LIMIT, 1, 1).is_too_large


@pytest.mark.parametrize("text", [TEXT, SEQUENCE], ids=["flowchart", "sequence"])
def test_every_id_begins_with_the_diagrams_and_every_reference_arrives(text: str) -> None:
    found = picture(text)
    ids = [one.get("id", "") for one in tree(found).iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids)) >= 4
    assert all(id_.startswith("CS-X-L0-") for id_ in ids)
    referred = {*re.findall(r"url\(#([^)]+)\)", found.svg), *re.findall(r'aria-\w+="([^"]+)"', found.svg)}
    assert referred <= set(ids)


def test_pictures_in_one_page_share_no_id() -> None:
    ids = [re.findall(r'\bid="([^"]+)"', picture(id=id).svg) for id in ("CS-X-L0", "CS-X-L0-2", "CS-X-L0-3")]
    flat = [id_ for some in ids for id_ in some]
    assert len(flat) == len(set(flat))


@pytest.mark.parametrize("id", ["CS/Ä <x>\"'", "42", "", "a b"])
def test_any_id_can_be_an_id(id: str) -> None:
    found = tree(picture(id=id)).get("id", "")
    assert re.fullmatch(r"[A-Za-z][\w-]*-svg", found, re.ASCII)


def test_links_are_those_of_the_job_and_where_they_may_lead() -> None:
    (link,) = tree(picture(links=LINKS)).iter(f"{SVG}a")
    assert link.attrib == {
        "href": "../terms/gateway.html#it",
        "class": "plane_edge",
        "transform": link.get("transform"),
    }
    assert [one.text for one in link.iter(f"{SVG}title")] == ["What a gateway is"]
    assert [one.text for one in link.iter(f"{SVG}tspan")] == ["Gateway", "Elixir"]


def test_links_of_the_text_itself_are_dropped() -> None:
    found = picture(TEXT + '  click n_db href "https://a.example/" "tip"\n')
    assert not list(tree(found).iter(f"{SVG}a"))
    assert "a.example" not in found.svg


def test_each_line_is_one_run_of_characters() -> None:
    assert texts(picture()) == ["writes", "Gateway / Elixir", "Store", "Edge plane", "state plane", "critical path"]


def test_a_sequence_is_drawn_too() -> None:
    shown = texts(picture(SEQUENCE))
    assert {"Client", "Edge", "Request", "429 Too Many Requests", "alt", "[Over limit]", "[Under limit]"} <= set(shown)


def test_a_name_stands_out_where_more_follows() -> None:
    found = picture('graph TB\n  n_a["Long\u2060<br/>name\u2060<br/>and more"]\n  n_b["One<br/>two"]')
    assert re.findall(
        '<tspan class="name"[^>]*>([^<]*)|<tspan x="[^"]*" y="[^"]*" class="name">([^<]*)', found.svg
    ) == [("", "Long"), ("", "name")]


def test_numbers_have_two_decimals_at_most() -> None:
    assert not re.search(r"\d\.\d{3}", picture().svg)
    assert "e-" not in re.sub(r"[a-z]+e-[a-z]+", "", re.sub("<style>.*</style>", "", picture().svg))


def test_nothing_of_the_renderers_style_is_kept() -> None:
    found = picture().svg
    assert not re.search("foreignObject|data-|keyframes|filter|gradient|!important|xlink|flowchart|mermaid", found)
    assert found.count("<style>") == 1


def test_a_page_has_variables_and_a_file_has_colours() -> None:
    inline, file = picture(), picture(form=Form.FILE)
    assert "var(--atlas-edge-fill,#0066CC)" in inline.svg
    assert "var(" not in file.svg
    assert '<rect class="canvas"' in file.svg
    assert '<rect class="canvas"' not in inline.svg


def test_a_file_says_what_it_is_of_and_whom_to_name() -> None:
    said = {"record": "CS-X", "attribution": "X & Y, CC BY 4.0"}
    root = tree(picture(form=Form.FILE, **said))
    words = {one.tag.rpartition("}")[2]: one.text for one in root.iter() if "purl.org" in one.tag}
    assert words == {"identifier": "CS-X-L0", "source": "CS-X", "rights": "X & Y, CC BY 4.0"}
    assert "purl.org" not in picture(**said).svg


def test_a_title_has_room_above() -> None:
    plain, titled = picture(), picture(titled=True)
    assert titled.height > plain.height
    assert '<text class="title"' in titled.svg
    assert '<text class="title"' not in plain.svg
    long = picture(TEXT.replace("Two boxes", "Two boxes " * 12), titled=True)
    assert long.width > plain.width + 200


def test_what_needs_a_word_has_one() -> None:
    quiet = 'graph TB\n  n_a["x"]:::neutral --> n_b["y"]:::neutral\n  classDef neutral fill:#D8DEE4\n'
    assert texts(picture(quiet)) == ["x", "y"]
    loud = quiet + "  n_a ==> n_b\n  n_a -.-> n_b\n  linkStyle 0 stroke-dasharray:8 4\n  class n_b uncertain\n"
    loud += '  n_c["z"]:::plane_state\n  classDef plane_state fill:#FF8800\n  classDef uncertain stroke-dasharray:6 4\n'
    assert texts(picture(loud))[3:] == [
        "state plane", "critical path", "asynchronous: nobody waits", "inferred", "inferred, or not stated",
    ]  # fmt: skip


@pytest.mark.parametrize("plane", list(Plane))
def test_the_sample_of_a_plane_is_a_box_of_its_colour(plane: Plane) -> None:
    text = f'graph TB\n  n_a["x"]:::plane_{plane}\n  classDef plane_{plane} fill:#0066CC'
    (legend,) = (one for one in tree(picture(text)).iter(f"{SVG}g") if one.get("class") == "legend")
    (sample,) = legend.findall(f"{SVG}g")
    assert sample.get("class") == f"plane_{plane}"
    assert sample.find(f"{SVG}rect") is not None


def test_a_frame_is_as_wide_as_its_title() -> None:
    text = TEXT.replace("Edge plane", "\u2060A title that is much wider than the one box which is within its frame")
    root = tree(picture(text))
    (frame,) = (one.find(f"{SVG}rect") for one in root.iter(f"{SVG}g") if one.get("class") == "frame_edge")
    assert frame is not None
    left, width = float(frame.get("x", "")), float(frame.get("width", ""))
    assert width > 500
    begin, _, across, _ = map(float, root.get("viewBox", "").split())
    assert begin <= left
    assert left + width <= begin + across


def test_links_that_nobody_sees_are_not_drawn() -> None:
    found = picture('graph TB\n  n_a["x"] ~~~ n_b["y"]')
    assert "<path" not in found.svg
    assert "edge" not in found.svg


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("<svg", "not well-formed"),
        ("<html/>", "is no SVG"),
        ('<svg xmlns="http://example"/>', "is no SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "declares entities"),
        ("", "not well-formed"),
    ],
)
def test_what_is_no_picture_is_refused(drawn: str, said: str) -> None:
    with pytest.raises(RenderingFailed, match=said):
        make_picture(job(), drawn)


def test_an_empty_drawing_is_a_picture() -> None:
    found = make_picture(job(), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="x"/>')
    assert (found.width, found.height) == (17, 17)
