"""``--help``: what each command is for, and examples that can be typed."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator

import pytest

from sphinx_atlas.cli import parser
from sphinx_atlas.cli.arguments import EXAMPLES


def commands(above: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that does something, by its words."""
    groups = [action.choices for action in above._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield name, above
    for choices in groups:
        for word, inner in choices.items():
            yield from commands(inner, f"{name} {word}".strip())


COMMANDS = dict(commands(parser()))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_stranger_can_follow_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    command = COMMANDS[name]
    assert command.description
    undescribed = [action.dest for action in command._actions if not action.help]
    assert undescribed == []
    _, _, examples = command.format_help().partition(f"\n{EXAMPLES}\n")
    lines = examples.splitlines()
    asked = [line.removeprefix("  $ ") for line in lines if line.startswith("  $ ")]
    assert asked
    assert len([line for line in lines if line.startswith("  # ")]) == len(asked), "each is explained"
    for line in asked:
        words = shlex.split(line.partition(" > ")[0])
        assert " ".join(words).startswith(f"sphinx-atlas {name}")
        parser().parse_args(words[1:])


def test_the_whole_says_what_each_command_does() -> None:
    text = parser().format_help()
    for name in COMMANDS:
        assert f"\n    {name.split()[0]}" in text
    assert "sphinx-atlas COMMAND --help" in text
