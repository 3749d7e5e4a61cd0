"""The YAML language server that VS Code's extension runs, asked about data files: `make lint` has it read all of them.

The server is a lint tool of package.json. It is asked over its standard input and output, as an editor would.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from tests.support.lint import NODE, ROOT, executable

SERVER = NODE / "yaml-language-server/bin/yaml-language-server"
SETTINGS = ROOT / ".vscode/settings.json"
SCHEMA_LINE = "# yaml-language-server: $schema=../../schemas/{}.json\n"
MESSAGES = ROOT / "data/messages/email.yml"
BAD_TEXTS = {
    ROOT / "data/questions/bad.yml": SCHEMA_LINE.format("question") + "topik: pay\n",
    ROOT / "data/messages/bad.yml": MESSAGES.read_text("utf-8").replace("      1: ", "      9: ", 1),
}
"""Files that are not there, with a mistake of which the server must complain: an unknown key, and a note on a part that there is not."""
OFFERED = {
    ROOT / "data/questions/some.yml": (SCHEMA_LINE.format("question") + "questions:\n  - stage: ", {"open", "story", "close"}),
    ROOT / "data/messages/some.yml": (SCHEMA_LINE.format("message") + "messages:\n  - notes:\n      ", set("1234567")),
}
"""Texts at whose end an editor must offer these words, by files that are not there."""
EXPLAINED = "conversation it fits"
"""What an editor must say of the key `stage`."""


class Server:
    """A running server, with the settings that the project gives VS Code. Use it in a `with` statement."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [executable("node"), str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )
        self.asked = 0

    def __enter__(self) -> Server:
        self.request("initialize", processId=None, rootUri=ROOT.as_uri(), capabilities={})
        self._notify("initialized")
        self._notify("workspace/didChangeConfiguration", settings=_nested(json.loads(SETTINGS.read_text("utf-8"))))
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def problems(self, texts: dict[Path, str]) -> dict[Path, list[str]]:
        """What an editor underlines in each file, which need not be there, with such a text: a sentence with its line."""
        paths = {path.as_uri(): path for path in texts}
        for address, path in paths.items():
            document = {"uri": address, "languageId": "yaml", "version": 1, "text": texts[path]}
            self._notify("textDocument/didOpen", textDocument=document)
        found: dict[Path, list[str]] = {}
        while found.keys() != texts.keys():
            message = self._read()
            # A file may be reported more than once, when the server reads its settings late.
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in paths:
                path = paths[message["params"]["uri"]]
                problems = message["params"]["diagnostics"]
                found[path] = [f"{problem['range']['start']['line'] + 1}: {problem['message']}" for problem in problems]
        return found

    def request(self, method: str, **params: Any) -> Any:
        """The server's answer to a request."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self.asked and "method" not in message:
                return message["result"]

    def _notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = _open(self.process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def _read(self) -> dict[str, Any]:
        """The next message. The server's own requests are answered with nothing."""
        stream, length = _open(self.process.stdout), 0
        while header := stream.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise EOFError("the YAML language server has ended")
        message: dict[str, Any] = json.loads(stream.read(length))
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "it was opened with the server"
    return stream


def _nested(settings: dict[str, Any]) -> dict[str, Any]:
    """Settings as a server gets them: {"yaml": {"schemaStore": ...}} for what VS Code writes as "yaml.schemaStore...."."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        inner = found
        *outer, last = name.split(".")
        for part in outer:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return found


def complaints() -> list[str]:
    """What the server has against the data files, and what it fails to say of others."""
    texts = {path: path.read_text("utf-8") for path in sorted((ROOT / "data").rglob("*.yml"))}
    with Server() as server:
        found = server.problems({**texts, **BAD_TEXTS})
        for path in BAD_TEXTS:
            found[path] = [] if found[path] else ["1: the server says nothing of a mistake, so it does not read the schemas"]
        for path, (text, words) in OFFERED.items():
            if missing := words - _offered(server, path, text):
                found[path] = [f"1: the server does not offer {', '.join(sorted(missing))}"]
        path, (text, _) = next(iter(OFFERED.items()))
        shown = _ask(server, "hover", path, text + "open", (2, 6))
        if EXPLAINED not in (shown or {}).get("contents", {}).get("value", ""):
            found[path] = [*found.get(path, []), "3: the server does not explain the key stage"]
    return [f"{path.relative_to(ROOT).as_posix()}:{problem}" for path, problems in found.items() for problem in problems]


def _ask(server: Server, what: str, path: Path, text: str, place: tuple[int, int]) -> Any:
    """The server's answer to a question about a place, from 0, in a file that holds `text`."""
    server.problems({path: text})
    line, character = place
    return server.request(f"textDocument/{what}", textDocument={"uri": path.as_uri()}, position={"line": line, "character": character})


def _offered(server: Server, path: Path, text: str) -> set[str]:
    """What an editor offers at the end of a text."""
    lines = text.split("\n")
    return {item["label"] for item in _ask(server, "completion", path, text, (len(lines) - 1, len(lines[-1])))["items"]}


def main() -> int:
    """Print the complaints; 1 when there are any."""
    found = complaints()
    print("\n".join(found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
