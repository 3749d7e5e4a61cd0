"""A host whose network fails when a test says so."""

from __future__ import annotations

import functools
import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO


@dataclass
class Host:
    """A server of a folder.

    Attributes:
        folder: What it serves.
        address: Its address, ending in a slash.
        is_down: Whether it closes every connection without an answer.
        failing: The paths for which the server has an error.
        waiting: The paths for which there's no answer until the test ends.
        soft_404: The folder of the site whose page "Page not found" it sends with status 200 for everything that isn't there; "" for none.
    """

    folder: Path
    address: str = ""
    is_down: bool = False
    failing: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    soft_404: str = ""
    ended: threading.Event = field(default_factory=threading.Event)


class _Handler(http.server.SimpleHTTPRequestHandler):
    host: Host

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path in self.host.waiting:
            self.host.ended.wait()
        if self.host.is_down or self.host.ended.is_set():
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif path in self.host.failing:
            self.send_error(503)
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        found = Path(self.translate_path(self.path))
        is_there = found.is_file() or (found / "index.html").is_file()
        if self.host.soft_404 and not is_there:
            self.path = f"{self.host.soft_404}404.html"
        return super().send_head()

    def end_headers(self) -> None:
        """Have browsers ask each time, as the page "Publish it" tells servers to."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing: pytest's output is for problems."""


@contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """A host with a folder."""
    host = Host(folder)
    handler = type("_HostHandler", (_Handler,), {"host": host})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield host
    host.ended.set()
    server.shutdown()
    server.server_close()
