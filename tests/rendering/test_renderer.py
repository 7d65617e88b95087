"""Who draws, and what is said where nobody can."""

from __future__ import annotations

import importlib.util
import platform
import subprocess
import sys

import pytest

from sphinx_atlas.rendering import RendererMissing, find_renderer
from sphinx_atlas.rendering.merman import Merman


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merman is not installed."""
    monkeypatch.setattr("sphinx_atlas.rendering.renderer.find_spec", lambda name: None)


@pytest.mark.parametrize("choice", ["auto", "merman"])
def test_merman_draws_where_it_is_installed(choice: str) -> None:
    renderer = find_renderer(choice)
    assert isinstance(renderer, Merman)
    assert renderer.name == "merman"
    assert renderer.version.startswith("0.9.2")


def test_client_leaves_it_to_the_browser() -> None:
    assert find_renderer("client") is None


def test_no_other_is_known() -> None:
    with pytest.raises(ValueError, match="unknown renderer 'mmdc'; there are auto, merman, client"):
        find_renderer("mmdc")


@pytest.mark.usefixtures("absent")
def test_auto_does_without() -> None:
    assert find_renderer("auto") is None


def test_one_that_cannot_be_loaded_is_not_used_and_not_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    """Projects put mock objects in the place of modules that a binding needs."""
    monkeypatch.setitem(sys.modules, "sphinx_atlas.rendering.merman", None)
    assert find_renderer("auto") is None
    with pytest.raises(RendererMissing, match=r"the renderer 'merman' is installed, but cannot be loaded: .+"):
        find_renderer("merman")


PIP = "the renderer 'merman' is not installed; install it with: pip install 'sphinx-atlas[svg]'"


@pytest.mark.usefixtures("absent")
@pytest.mark.parametrize(
    ("system", "machine", "libc", "said"),
    [
        ("linux", "x86_64", ("glibc", "2.35"), PIP),
        ("linux", "x86_64", ("glibc", "2.4"), "no wheel of it for Linux on x86_64 with glibc 2.4 (it needs 2.35)"),
        ("linux", "x86_64", ("", ""), "no wheel of it for Linux on x86_64 without glibc; use the renderer 'client'"),
        ("linux", "aarch64", ("glibc", "2.39"), "no wheel of it for Linux on aarch64; use the renderer 'client'"),
        ("darwin", "arm64", ("", ""), PIP),
        ("darwin", "x86_64", ("", ""), "no wheel of it for Darwin on x86_64"),
        ("win32", "AMD64", ("", ""), PIP),
        ("win32", "ARM64", ("", ""), "no wheel of it for Windows on arm64"),
        ("freebsd14", "amd64", ("", ""), "no wheel of it for FreeBSD on amd64"),
    ],
)
def test_what_is_missing_is_said(
    system: str, machine: str, libc: tuple[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "system", lambda: names.get(system, "FreeBSD"))
    monkeypatch.setattr(platform, "libc_ver", lambda: libc)
    with pytest.raises(RendererMissing) as raised:
        find_renderer("merman")
    assert said in str(raised.value)


#: What only a project that draws has to have.
WITHOUT = """
import sys
sys.modules["merman"] = None  # to import it is an error
import sphinx_atlas, sphinx_atlas.cli, sphinx_atlas.extension.setup, sphinx_atlas.rendering as rendering
assert rendering.find_renderer("client") is None
"""


def test_all_but_the_renderer_does_without_merman() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], check=True)


def test_the_tests_have_it() -> None:
    assert importlib.util.find_spec("merman")
