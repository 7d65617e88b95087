"""Another project: where its references lead, own records and words, former ids, and what pages carry of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ConfigError

from tests.extension.conftest import CONF, FEW_TERMS, Build, Project, ids
from tests.records import day_of_bundled, good_record

Make = Callable[..., Project]
BUNDLED = (
    f'atlas_catalogs = ["sphinx-atlas", "catalog"]\natlas_as_of = "{day_of_bundled()}"\natlas_renderer = "client"\n'
)


def links(build: Build, page: str = "index") -> dict[str, str]:
    """Text of each link on a page to its address."""
    body = BeautifulSoup(build.html(page), "html.parser").select("div.body a[href]:not(.headerlink)")
    return {link.get_text(): str(link["href"]) for link in body}


@pytest.fixture(name="inventory", scope="module")
def _inventory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What another project shows: the good record, and a system that is in no other catalogue."""
    project = Project(tmp_path_factory.mktemp("other"))
    project.write("conf.py", CONF + 'atlas_pages = "catalogue"\natlas_renderer = "client"\n')
    project.write("index.rst", "Start\n=====\n\n.. toctree::\n\n   catalogue/index\n")
    project.record(good_record())
    project.record(
        good_record().replace("CS-FERRY-CHAT", "CS-BARGE").replace("CS-FERRY", "CS-RAFT"), "messaging/b.yaml"
    )
    return project.build().out / "objects.inv"


def intersphinx(inventory: Path | str) -> str:
    return (
        'extensions = ["sphinx_atlas", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"other": ("https://other.example/", {str(inventory)!r})}}\n'
    )


OTHER = "https://other.example/catalogue"


def test_another_project_shows_what_this_one_does_not(make_project: Make, inventory: Path) -> None:
    index = (
        ":atlas:mechanism:`p11_cache`, :atlas:system:`CS-FERRY-CHAT`, :atlas:system:`the raft <CS-RAFT>`, "
        ":atlas:diagram:`CS-BARGE-BP`, :any:`anything <CS-BARGE>`, "
        ":external+other:atlas:guarantee:`per_key_order`"
    )
    build = make_project(index, intersphinx(inventory)).build(strict=True)
    assert build.warnings == ""
    assert links(build) == {
        "P11 Cache": f"{OTHER}/mechanisms/p11_cache.html#mechanism-p11-cache",
        "Ferry Chat": f"{OTHER}/systems/cs-ferry-chat.html#cs-ferry-chat",
        "the raft": f"{OTHER}/systems/cs-barge.html#cs-barge",
        "CS-BARGE-BP": f"{OTHER}/systems/cs-barge.html#cs-barge-bp",
        "anything": f"{OTHER}/systems/cs-barge.html#cs-barge",
        "Per-key order": f"{OTHER}/guarantees/per_key_order.html#guarantee-per-key-order",
    }


def test_links_in_tables_and_diagrams_lead_there_too(make_project: Make, inventory: Path) -> None:
    index = ".. atlas-table:: patterns\n   :system: CS-FERRY-CHAT\n\n.. atlas-diagram:: CS-FERRY-CHAT-CO\n"
    build = make_project(index, intersphinx(inventory)).build(strict=True)
    assert links(build)["Durable log"] == f"{OTHER}/mechanisms/p3_durable_log.html#mechanism-p3-durable-log"
    boxes = BeautifulSoup(build.html(), "html.parser").select("svg a")
    assert f"{OTHER}/guarantees/per_key_order.html#guarantee-per-key-order" in {str(box["href"]) for box in boxes}


def test_a_page_of_ones_own_comes_first(make_project: Make, inventory: Path) -> None:
    build = make_project(".. atlas-term:: p11_cache\n\n:atlas:mechanism:`p11_cache`\n", intersphinx(inventory)).build()
    assert links(build)["P11 Cache"] == "#mechanism-p11-cache"


def test_what_neither_has_fails_with_the_nearest_word(make_project: Make, inventory: Path) -> None:
    project = make_project(":atlas:system:`CS-FERRY-CHAD`", intersphinx(inventory))
    for _run in range(2):
        build = project.build()
        assert build.failed
        assert "unknown system 'CS-FERRY-CHAD'; did you mean 'CS-FERRY-CHAT'?" in build.warnings


def test_an_inventory_that_cannot_be_had_is_no_error_of_the_page(make_project: Make, tmp_path: Path) -> None:
    build = make_project(":atlas:system:`CS-BARGE`", intersphinx(tmp_path / "gone.inv")).build()
    assert not build.failed
    assert "atlas:system reference target not found: CS-BARGE" in build.warnings


def test_the_published_catalogue_shows_what_is_in_the_package(make_project: Make) -> None:
    index = (
        ":atlas:mechanism:`p11_cache`, :atlas:system:`CS-SLACK`, :atlas:diagram:`CS-SLACK-BP`, "
        ":atlas:category:`messaging`, :atlas:value:`CS-SLACK confidence`, :atlas:system:`CS-FERRY-CHAT`\n\n"
        ":atlas:value:`CS-SLACK components.vitess.technology`\n"
    )
    build = make_project(index, BUNDLED + 'atlas_site = "https://atlas.example/catalogue/"\n').build(strict=True)
    assert build.warnings == ""
    found = links(build)
    site = "https://atlas.example/catalogue"
    assert found["P11 Cache"] == f"{site}/mechanisms/p11_cache.html#mechanism-p11-cache"
    assert found["Slack"] == f"{site}/systems/cs-slack.html#cs-slack"
    assert found["CS-SLACK-BP"] == f"{site}/systems/cs-slack.html#cs-slack-bp"
    assert found["Messaging & Collaboration"] == f"{site}/categories/messaging.html#category-messaging"
    assert any(uri.startswith(f"{site}/systems/cs-slack.html#cs-slack-source-") for uri in found.values())
    assert "Ferry Chat" not in found


#: The pages of the catalogue but for its indexes, categories, Slack, and terms in `p11…`, `per…` and `sh…`.
UNWANTED = """
    matrix* coverage* sources* systems/cs-[!s]* systems/cs-s[!l]*
    patterns/[!si]* patterns/s[!h]* mechanisms/[!pi]* mechanisms/p[!1]* guarantees/[!pi]* guarantees/p[!e]*
"""


def test_those_addresses_are_the_ones_at_which_pages_are_written(make_project: Make) -> None:
    """The published catalogue is a project like any other, so its layout is checked on one."""
    pages = "catalogue"
    conf = f'atlas_pages = "{pages}"\natlas_api = False\n'
    # What no reference below leads to is not built.
    unwanted = [f"{pages}/{name}" for name in UNWANTED.split()]
    written = make_project("", f"{BUNDLED}{conf}exclude_patterns = {unwanted}\n").build()
    reader = make_project(
        ":atlas:mechanism:`p11_cache` :atlas:pattern:`sharding` :atlas:guarantee:`per_key_order` "
        ":atlas:category:`messaging` :atlas:system:`CS-SLACK` :atlas:diagram:`CS-SLACK-BP`",
        BUNDLED + 'atlas_site = "https://atlas.example"\n',
        name="reader",
    ).build()
    found = links(reader)
    assert len(found) == 6
    for uri in found.values():
        page, _hash, anchor = uri.removeprefix("https://atlas.example/").partition("#")
        assert anchor in ids(written.html(f"{pages}/{page.removesuffix('.html')}"))


@pytest.mark.parametrize("site", ["atlas.example", "ftp://atlas.example", "https://atlas example", 3])
def test_a_site_that_is_no_address_is_refused(make_project: Make, site: object) -> None:
    with pytest.raises(ConfigError, match=r"atlas_site: .* is no address"):
        make_project("", f"atlas_site = {site!r}\n").build()


def test_ones_own_words_have_pages_columns_and_entries(make_project: Make) -> None:
    project = make_project(
        ".. atlas-matrix:: mechanisms\n   :terms: tug\n\n.. toctree::\n\n   catalogue/index\n", FEW_TERMS
    ).with_few_terms()
    project.write(
        "catalog/vocabulary/own.yaml", "mechanisms:\n  - {id: tug, name: Tug, definition: Pulls., trades: Speed.}\n"
    )
    project.record(
        good_record().replace(
            "- {name: pub_sub,", "- {name: tug, how: It pulls., source: scale-2024}\n    - {name: pub_sub,"
        )
    )
    build = project.build(strict=True)
    assert build.warnings == ""
    assert links(build)["Tug"] == "catalogue/mechanisms/tug.html#mechanism-tug"
    assert "Tug" in build.html("atlas-mechanisms")


# --- former ids ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_former_address_leads_on(make_project: Make, builder: str) -> None:
    project = make_project(".. toctree::\n\n   catalogue/index\n", FEW_TERMS).with_few_terms()
    out = project.build(builder, strict=True).out
    former, now = {
        "html": ("catalogue/systems/cs-ferry.html", "cs-ferry-chat.html"),
        "dirhtml": ("catalogue/systems/cs-ferry/index.html", "../cs-ferry-chat/"),
    }[builder]
    page = BeautifulSoup((out / former).read_text(encoding="utf-8"), "html.parser")
    assert [link["href"] for link in page.select("a, link")] == [now, now]
    assert f"url={now}" in str(page.select_one('meta[http-equiv="refresh"]'))


def test_a_page_of_ones_own_at_a_former_address_stays(make_project: Make) -> None:
    index = ".. toctree::\n\n   catalogue/index\n   catalogue/systems/cs-ferry\n"
    project = make_project(index, FEW_TERMS).with_few_terms()
    project.write("catalogue/systems/cs-ferry.rst", "Mine\n====\n")
    assert "Mine" in project.build().html("catalogue/systems/cs-ferry")


def test_every_anchor_is_there_under_the_former_id_too(make_project: Make) -> None:
    found = ids(make_project(".. atlas-system:: CS-FERRY-CHAT").build().html())
    assert len(found) == len(set(found))
    ours = {anchor for anchor in found if anchor.startswith("cs-ferry-chat")}
    assert {"cs-ferry-chat", "cs-ferry-chat-bp", "cs-ferry-chat-evidence", "cs-ferry-chat-source-1"} <= ours
    assert {anchor.replace("cs-ferry-chat", "cs-ferry", 1) for anchor in ours} <= set(found)


# --- indices -------------------------------------------------------------------------------------------------------


def test_indices_list_what_is_shown_and_who_uses_it(make_project: Make) -> None:
    project = make_project(".. atlas-system:: CS-FERRY-CHAT\n\n:ref:`atlas-systems`\n\n.. toctree::\n\n   terms\n")
    project.write("terms.rst", "Terms\n=====\n\n.. atlas-term:: p3_durable_log\n\n.. atlas-term:: p11_cache\n")
    build = project.build(strict=True)
    assert build.warnings == ""
    systems = BeautifulSoup(build.html("atlas-systems"), "html.parser")
    rows = [row.get_text(" ", strip=True) for row in systems.select("table.indextable tr")]
    assert "Messaging & Collaboration" in rows
    assert "Social & Feeds" in rows
    assert sum(row.startswith("Ferry Chat") for row in rows) == 2
    mechanisms = BeautifulSoup(build.html("atlas-mechanisms"), "html.parser").select("table.indextable a")
    assert [(link.get_text(), link["href"]) for link in mechanisms] == [
        ("P11 Cache", "terms.html#mechanism-p11-cache"),
        ("P3 Durable log", "terms.html#mechanism-p3-durable-log"),
        ("Ferry Chat", "index.html#cs-ferry-chat"),
    ]
    assert not (build.out / "atlas-patterns.html").exists()
