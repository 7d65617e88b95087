"""Arrows that lead back are turned, and nothing else is."""

from __future__ import annotations

import pytest

from sphinx_atlas.mermaid.upright import upright

HEAD = """\
graph TB
  accTitle: n_db --> n_api
  subgraph g_plane_edge["Edge plane"]
    n_app("App<br/>:::plane_state"):::plane_edge
  end
  subgraph g_plane_service["Service plane"]
    n_api["API"]:::plane_service
  end
  subgraph g_plane_stream["Stream plane"]
    n_log[["Log"]]:::plane_stream
  end
  subgraph g_plane_state["State plane"]
    n_db[("Store")]:::plane_state
  end
  subgraph g_plane_control["Control plane"]
    n_ctl{{"Controller"}}:::plane_control
  end
  n_free["No plane"]:::neutral
"""


def turned(arrow: str) -> str:
    """What becomes of an arrow, between others that stay."""
    before, after = '  n_app -->|"x"| n_api\n', "  n_api --> n_db\n  linkStyle 1 stroke-dasharray:8 4\n"
    found = upright(f"{HEAD}{before}  {arrow}\n{after}")
    assert found.startswith(HEAD + before)
    assert found.endswith(after)
    return found.removeprefix(HEAD + before).removesuffix(after).strip()


@pytest.mark.parametrize(
    ("arrow", "wanted"),
    [
        ("n_db --> n_log", "n_log <--> n_db"),
        ("n_db ==> n_api", "n_api <==> n_db"),
        ("n_log -.-> n_app", "n_app <-.-> n_log"),
        ('n_db -->|"one<br/>two | n_x"| n_log', 'n_log <-->|"one<br/>two | n_x"| n_db'),
        ("n_api -.-> n_ctl", "n_ctl <-.-> n_api"),
    ],
)
def test_what_leads_back_is_turned(arrow: str, wanted: str) -> None:
    assert turned(arrow) == wanted


@pytest.mark.parametrize(
    "arrow",
    [
        "n_api --> n_log",
        "n_app --> n_db",
        "n_ctl -.-> n_db",
        "n_ctl --> n_app",
        "n_app --> n_ctl",
        "n_db --> n_db",
        "n_free --> n_app",
        "n_db --> n_free",
        "n_db --- n_api",
        "n_db ~~~ n_api",
        "g_plane_state --> n_api",
    ],
)
def test_all_else_stays(arrow: str) -> None:
    assert turned(arrow) == arrow


@pytest.mark.parametrize(
    "text",
    [
        "sequenceDiagram\n  n_db-->>n_api: x\n",
        f"{HEAD}  n_db --> n_app\n".replace("g_plane_", "g_").replace("g_state", "g_plane_state"),
        "",
    ],
)
def test_what_is_no_whole_system_stays(text: str) -> None:
    assert upright(text) == text
