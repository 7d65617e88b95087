"""An editor's side of the language server protocol: one file is opened, and the server asked about places in it.

The server is the one that Visual Studio Code's YAML extension and others run. It is installed by npm when it is first
asked, in the version that ``package.json`` pins.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests import npm

HERE = Path(__file__).parent
#: Longest wait for the server to end once it has been told to, in seconds.
PATIENCE = 30
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        # Nothing is fetched: the schema is the file that the record names.
        "schemaStore": {"enable": False},
    }
}
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
    },
    "workspace": {"configuration": True},
}


def install() -> Path:
    """The server's script, installed if it is not yet there."""
    return npm.modules(HERE) / "yaml-language-server" / "bin" / "yaml-language-server"


class Editor:
    """A file in an editor.

    :param path: of the file; its first line names its schema
    """

    def __init__(self, path: Path) -> None:
        self.uri = path.as_uri()
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.asked = 0
        #: Line (from 1) and message of what is underlined.
        self.underlined: list[tuple[int, str]] | None = None
        node = shutil.which("node")
        assert node, "the language server is run by node, which is not on the path"
        self.server = subprocess.Popen([node, install(), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> Self:
        self.ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": CAPABILITIES})
        self._send({"method": "initialized", "params": {}})
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": "\n".join(self.lines) + "\n"}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while self.underlined is None:
            self._receive()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.ask("shutdown", None)
                self._send({"method": "exit"})
                self.server.wait(PATIENCE)
        finally:
            self.server.kill()
            self.server.communicate()

    def completions(self, line: int, column: int) -> dict[str, str]:
        """What is offered at a place, which counts from 1: each with what is said of it."""
        found = self.ask("textDocument/completion", self._place(line, column))
        return {item["label"]: _text(item.get("documentation")) for item in found["items"]}

    def hover(self, line: int, column: int) -> str:
        """What is said of the word at a place, which counts from 1."""
        found = self.ask("textDocument/hover", self._place(line, column))
        return _text(found["contents"]) if found else ""

    def place(self, text: str) -> tuple[int, int]:
        """Line and column, from 1, of the only text like this."""
        ((line, column),) = [
            (number, whole.index(text) + 1) for number, whole in enumerate(self.lines, 1) if text in whole
        ]
        return line, column

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while (message := self._receive()).get("id") != self.asked or "method" in message:
            pass
        assert "error" not in message, message["error"]
        return message["result"]

    def _place(self, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self.uri}, "position": {"line": line - 1, "character": column - 1}}

    def _send(self, message: dict[str, Any]) -> None:
        assert self.server.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered, and what it underlines noted."""
        assert self.server.stdout
        length = 0
        while header := self.server.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == self.uri:
            found = message["params"]["diagnostics"]
            self.underlined = [(entry["range"]["start"]["line"] + 1, entry["message"]) for entry in found]
        elif "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [SETTINGS.get(item.get("section"), {}) for item in items]})
        return message


def _text(said: Any) -> str:
    return str(said.get("value", "")) if isinstance(said, dict) else str(said or "")
