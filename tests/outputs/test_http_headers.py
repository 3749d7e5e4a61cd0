"""Headers for each kind of server say the same, for any path."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import pytest

from macros.outputs.html.http_headers import ALL_FILES, CACHED, CACHED_FOLDERS, REVALIDATED, SERVERS, path_of
from macros.settings import OFFLINE_WORKER


@pytest.mark.parametrize(
    ("address", "path"), [("https://a.example/", "/"), ("https://a.example", "/"), ("https://a.example/talks", "/talks/")]
)
def test_where_a_site_stands_on_its_host(address: str, path: str) -> None:
    assert path_of(address) == path


@pytest.mark.parametrize("server", SERVERS)
def test_every_server_sends_every_header_at_its_path(server: str) -> None:
    lines = SERVERS[server]("/talks/")
    assert "/talks/" in lines
    assert "/assets/" not in lines.replace("/talks/assets/", "")
    for name, value in {**ALL_FILES, **CACHED}.items():
        assert name in lines
        assert value in lines


def test_a_header_stands_in_one_matching_rule_only() -> None:
    """Netlify and Cloudflare join what several rules say of one header."""
    everywhere, *folders = SERVERS["headers"]("/").split("\n/")
    assert len(folders) == len(CACHED_FOLDERS) + 1, "one for each, and one for the worker"
    assert "Cache-Control" not in everywhere
    assert all(rule.count(":") == 1 for rule in folders)


def test_nginx_repeats_what_a_location_would_not_take_from_around_it() -> None:
    lines = SERVERS["nginx"]("/")
    assert all(lines.count(f"{name} ") == 2 for name in {**ALL_FILES, **REVALIDATED})


def test_no_host_caches_the_worker_for_long() -> None:
    """Browsers look there for its next version, or for the one that removes it."""
    assert f"/talks/{OFFLINE_WORKER}\n  Cache-Control: no-cache\n" in SERVERS["headers"]("/talks/")
    assert not any(OFFLINE_WORKER.startswith(folder) for folder in CACHED_FOLDERS), "the other servers have it with all that is revalidated"


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_server_that_compresses_only_html_is_told_of_everything_that_is_text(site: Path, server: str) -> None:
    """Hosts that read a file `_headers` compress by themselves."""
    mimetypes.add_type("application/manifest+json", ".webmanifest")
    published = {mimetypes.guess_type(path.name)[0] for path in site.rglob("*") if path.is_file()}
    text = {name for name in published if name and (name.startswith("text/") or name.endswith(("json", "xml", "javascript")))}
    assert len(text) > 4
    for name in text - {"text/html"}:
        assert f" {name}" in SERVERS[server]("/"), name


@pytest.mark.parametrize("server", SERVERS)
def test_no_other_site_learns_who_reads_or_shows_the_guide_in_a_frame(server: str) -> None:
    lines = SERVERS[server]("/")
    for header, value in (
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "frame-ancestors 'self'"),
        ("Permissions-Policy", "geolocation=()"),
    ):
        assert any(header in line and value in line for line in lines.splitlines()), header
