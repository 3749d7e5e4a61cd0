"""Dead links to other sites are found, reported with their line, and kept in one issue. No other site is asked here."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.ci_scripts import script
from tests.support.commands import run
from tests.support.fake_github import BOT, FakeGitHub
from tests.support.guides import ROOT
from tests.support.live_markdown import live_text


class _Pages(http.server.BaseHTTPRequestHandler):
    """Answers with the number that is the path."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing: pytest's output is for problems."""


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64
    """The check asks for several pages at once, and on a busy machine a short queue turns some away."""


@pytest.fixture
def host() -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def make_links(*files: Path):
    """`make links` for these files; what is installed already counts as new enough."""
    return run("make", "--no-print-directory", "--assume-old=.venv/.test", "links", f"LINKS={' '.join(map(str, files))}", MAKEFLAGS="")


def test_make_links_tells_a_dead_link_with_its_line_and_lets_good_ones_pass(host: str, tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text(
        f"sources:\n  - url: {host}/200\n  - url: {host}/404\n  - url: https://guide.example/x\n  - url: {host}/403\n  - url: {host}/999\n"
    )
    (tmp_path / "page.md").write_text(f"[good]({host}/200), [within the guide](missing.md), <https://example.org/x>\n")
    done = make_links(tmp_path)
    assert done.returncode != 0
    assert [line for line in done.stdout.splitlines() if line] == [
        f"{tmp_path}/sources.yml:3: {host}/404 (Rejected status code: 404 Not Found)",
        "5 links to other sites checked, 1 dead.",
    ], done.stderr
    (tmp_path / "sources.yml").write_text(f"url: {host}/200\n")
    assert make_links(tmp_path).returncode == 0


def test_make_links_says_when_it_could_not_look(host: str, tmp_path: Path) -> None:
    """Nothing to look at, or no site that answers: neither says anything of the links."""
    for text in ("No links.\n", f"<{host}/404> <{host}/500>\n"):
        (tmp_path / "page.md").write_text(text)
        done = make_links(tmp_path)
        assert done.returncode != 0
        assert "Not a single link works, so the problem is on this end" in done.stderr


def report(folder: Path, *dead: str) -> Path:
    """A report as lychee writes it."""
    links = [{"url": url, "status": {"text": "Network error", "details": "Not Found"}, "span": {"line": 3, "column": 1}} for url in dead]
    path = folder / "links.json"
    counts = {"total": 2000, "excludes": 5, "errors": len(links), "timeouts": 0}
    path.write_text(json.dumps({**counts, "error_map": {"data/sources.yml": links}, "timeout_map": {}}))
    return path


def keep(forge: FakeGitHub, *dead: str) -> list[dict[str, Any]]:
    done = forge.run("links.py", "--issue", report(forge.folder, *dead))
    assert done.returncode == 0, done.stderr
    return forge.state["issues"]


def test_one_issue_is_opened_updated_and_closed_when_all_is_well(tmp_path: Path) -> None:
    forge = FakeGitHub(tmp_path)
    assert keep(forge) == [], "nothing is dead, and nothing was open"
    assert forge.written == []
    [issue] = keep(forge, "https://one.example/")
    assert forge.written == ["POST repos/our/guide/issues"]
    assert "data/sources.yml:3: https://one.example/ (Not Found)" in issue["body"]
    keep(forge, "https://one.example/")
    assert forge.written == [], "nothing new, nothing written"
    [issue] = keep(forge, "https://one.example/", "https://two.example/")
    assert forge.written == ["PATCH repos/our/guide/issues/40"]
    assert "https://two.example/" in issue["body"]
    [issue] = keep(forge)
    assert forge.written == ["POST repos/our/guide/issues/40/comments", "PATCH repos/our/guide/issues/40"]
    assert issue["state"] == "closed"
    assert forge.state["comments"][0]["body"] == "All links to other sites work again."
    [_, second] = keep(forge, "https://one.example/")
    assert (second["number"], second["state"]) == (41, "open"), "a closed issue stays closed"


def test_an_issue_of_somebody_else_with_the_same_marker_is_left_alone(tmp_path: Path) -> None:
    marker = script("links").MARKER
    theirs = {"number": 1, "user": {"login": "mallory"}, "body": marker, "state": "open"}
    empty = {"number": 2, "user": BOT, "body": None, "state": "open"}
    forge = FakeGitHub(tmp_path, issues=[theirs, empty])
    assert keep(forge) == [theirs, empty]
    keep(forge, "https://one.example/")
    assert forge.written == ["POST repos/our/guide/issues"]


def test_what_a_link_says_is_shown_as_text_and_very_many_are_cut(tmp_path: Path) -> None:
    forge = FakeGitHub(tmp_path)
    [issue] = keep(forge, "https://bad.example/```\n@everyone\n```", *(f"https://dead.example/{number}" for number in range(999)))
    assert "... and 800 more" in issue["body"]
    assert live_text(issue["body"].partition("all links work.")[2]) == ""
    assert len(issue["body"]) < 65_536


@pytest.mark.parametrize("content", [None, "", "{"])
def test_without_a_report_the_issue_is_not_touched(tmp_path: Path, content: str | None) -> None:
    forge = FakeGitHub(tmp_path, issues=[{"number": 1, "user": BOT, "body": script("links").MARKER, "state": "open"}])
    if content is not None:
        (tmp_path / "links.json").write_text(content)
    done = forge.run("links.py", "--issue", tmp_path / "links.json")
    assert done.returncode == 1
    assert "The report on links can't be read" in done.stderr
    assert forge.state["calls"] == []


def test_a_refusal_of_github_ends_the_script(tmp_path: Path) -> None:
    forge = FakeGitHub(tmp_path)
    done = forge.run("links.py", "--issue", report(tmp_path, "https://one.example/"), GITHUB_REPOSITORY="another/guide")
    assert done.returncode == 1
    assert "This command failed: gh api --paginate --slurp repos/another/guide/issues" in done.stderr


def test_the_links_of_the_guide_itself_are_found() -> None:
    """Only looked for, not asked."""
    done = run(ROOT / ".venv/bin/lychee", "--config", ".ci/lychee.toml", "--dump", "data", "docs", "README.md")
    found = done.stdout.splitlines()
    assert len([line for line in found if line.startswith("https://")]) > 40, done.stderr
    assert not any(".example" in line or "127.0.0.1" in line for line in found)
