"""``--help``: what each command is for, and examples that can be typed."""

from __future__ import annotations

import argparse
import shlex

import pytest

from sphinx_atlas.cli import parser
from sphinx_atlas.cli.arguments import EXAMPLES

(COMMANDS,) = (action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))


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
        assert words[:2] == ["sphinx-atlas", name]
        parser().parse_args(words[1:])


def test_the_whole_says_what_each_command_does() -> None:
    text = parser().format_help()
    for name in COMMANDS:
        assert f"\n    {name}" in text
    assert "sphinx-atlas COMMAND --help" in text
