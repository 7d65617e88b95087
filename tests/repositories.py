"""Repositories of git in temporary folders, with commits of chosen days."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A repository; nothing of the user's own settings reaches it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "2025-01-01", author: str = "one") -> str:
        """Run git, on a day, as somebody."""
        identity = {"NAME": author, "EMAIL": f"{author}@example.org", "DATE": f"{day}T12:00:00+0000"}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {
            f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in identity.items()
        }
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def write(self, name: str, text: str) -> Path:
        """Write a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, day: str, author: str = "one", **texts: str) -> None:
        """Commit all that stands there, after records have been written: ``ferry="id: CS-FERRY…"``."""
        for name, text in texts.items():
            self.write(f"data/case-studies/messaging/{name}.yaml", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x", day=day, author=author)
