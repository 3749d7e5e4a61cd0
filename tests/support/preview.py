"""A live preview of a guide."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.support.commands import MKDOCS

PATIENCE_SECONDS = 20
"""How long a test waits for what must come; how soon it comes is measured by `make bench`."""


class Preview:
    """A running `mkdocs serve` of a guide."""

    def __init__(self, root: Path, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self.patience_seconds = patience_seconds
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = root.parent / "serve.log"
        with self.log.open("w") as log:
            command = [*MKDOCS, "serve", "--dev-addr", self.address]
            self.process = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
        self.wait(lambda: "Serving on" in self.said())

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=self.patience_seconds) as answer:
            return str(answer.read().decode())

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until something is so; fail when it does not come, or when the preview has ended."""
        end = time.monotonic() + self.patience_seconds
        while not condition():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def stop(self) -> None:
        # Not as Ctrl-C does: a shell's background job ignores that, and so would the preview.
        self.process.terminate()
        self.process.wait(self.patience_seconds)
