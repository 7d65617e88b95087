"""Runs ``sphinx-atlas sources …`` on the catalogue beside it, with a server on this machine in place of the web.

``python try.py verify`` prints what the command prints; ``--then FILE`` prints a file of the catalogue afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import parse_qs, urlsplit

HERE = Path(__file__).parent
BLOG, ARCHIVE = "https://blog.parcel.example", "https://web.archive.org"


class Site(BaseHTTPRequestHandler):
    """The blog, and an archive that has a copy of everything."""

    def do_GET(self) -> None:
        """Answer with a page, a copy's address, or 404."""
        parts = urlsplit(self.path)
        page = HERE / "site" / f"{parts.path.strip('/')}.html"
        if parts.path == "/available":
            (url,) = parse_qs(parts.query)["url"]
            copy = {"available": True, "status": "200", "url": f"{ARCHIVE}/web/20260105101112/{url}"}
            self._answer(200, "application/json", json.dumps({"archived_snapshots": {"closest": copy}}).encode())
        elif page.is_file():
            self._answer(200, "text/html; charset=utf-8", page.read_bytes())
        else:
            self._answer(404, "text/plain", b"")

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


def main(command: str, *arguments: str) -> int:
    """Run the command, print what it prints, and return its exit status."""
    then = arguments[1] if arguments[:1] == ("--then",) else None
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    with TemporaryDirectory() as folder:
        shutil.copytree(HERE / "data", Path(folder, "data"))
        record = Path(folder, "data/case-studies/messaging/parcel.yaml")
        record.write_text(record.read_text(encoding="utf-8").replace(BLOG, f"http://{host}"), encoding="utf-8")
        options = ["--allow", host, "--delay", "0", "--cache", "cache"]
        if command == "archive":
            options += ["--available", f"http://{host}/available"]
        line = [sys.executable, "-m", "sphinx_atlas", "sources", command, *options, "data"]
        # The page that this is shown on is the same on every day.
        day = {**os.environ, "SOURCE_DATE_EPOCH": "1768003200"}
        run = subprocess.run(
            line, cwd=folder, env=day, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        shown = run.stdout if then is None else Path(folder, then).read_text(encoding="utf-8")
    server.shutdown()
    sys.stdout.write(shown.replace(f"http://{host}", BLOG))
    return 0 if then else run.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
