"""What Git knows of when files changed, and how the sitemap says it."""

from __future__ import annotations

import gzip
import subprocess
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.outputs.history import last_changes, revision_date
from macros.outputs.html.page_index import open_site
from macros.outputs.html.sitemap import NAMESPACE, finish_sitemap, page_changes
from macros.settings import Settings

HERE = Settings(site_url="https://small.example/")


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> None:
    stamp = f"{day}T12:00:00+0000"
    environment = {"GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp, "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(root)}
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(small: Path) -> Path:
    """The smallest guide, of which one data file and one page changed later."""
    git(small, "init", "-q")
    git(small, "add", ".")
    git(small, "commit", "-qm", "all", day="2026-01-01")
    for name, day in (("data/questions/pay.yml", "2026-02-02"), ("docs/pack.md", "2026-03-03")):
        (small / name).write_text((small / name).read_text("utf-8") + "\n", "utf-8")
        git(small, "commit", "-qam", "later", day=day)
    return small


def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    days = last_changes(repository)
    assert days["data/questions/pay.yml"] == date(2026, 2, 2)
    assert days["docs/pack.md"] == revision_date(repository) == date(2026, 3, 3)
    assert days["docs/sheet.md"] == date(2026, 1, 1)


def test_a_name_with_an_accent_is_found(repository: Path) -> None:
    (repository / "docs/käse.md").write_text("# K\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "one more", day="2026-04-04")
    assert last_changes(repository)["docs/käse.md"] == date(2026, 4, 4)


def test_without_a_history_nothing_is_claimed(small: Path) -> None:
    assert (last_changes(small), revision_date(small)) == ({}, None)


def test_a_history_that_was_cut_off_says_no_day_of_a_file(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    assert last_changes(tmp_path / "shallow") == {}
    assert revision_date(tmp_path / "shallow") == date(2026, 3, 3)


def test_a_project_unpacked_in_another_repository_has_no_history(repository: Path) -> None:
    (repository / "inside").mkdir()
    assert revision_date(repository / "inside") is None


def test_without_git_nothing_is_claimed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert (last_changes(repository), revision_date(repository)) == ({}, None)


def test_a_page_changes_with_its_text_and_with_the_data_that_it_shows(repository: Path) -> None:
    days = page_changes(open_site(repository)[0], HERE, last_changes(repository))
    assert days["https://small.example/"] == date(2026, 2, 2), "questions/pay.yml is on the first page"
    assert days["https://small.example/pack/"] == date(2026, 3, 3)
    assert days["https://small.example/sheet/"] == date(2026, 1, 1)


def test_the_sitemap_says_it_and_is_the_same_when_made_again(tmp_path: Path) -> None:
    before = f'<?xml version="1.0"?><urlset xmlns="{NAMESPACE}"><url><loc>https://a.example/</loc></url><url><loc>https://a.example/b/</loc></url></urlset>'
    made = []
    for _ in range(2):
        (tmp_path / "sitemap.xml").write_text(before, "utf-8")
        finish_sitemap(tmp_path, {"https://a.example/": date(2026, 2, 2)})
        made.append(((tmp_path / "sitemap.xml").read_bytes(), (tmp_path / "sitemap.xml.gz").read_bytes()))
    assert made[0] == made[1]
    assert gzip.decompress(made[0][1]) == made[0][0]
    urls = ElementTree.fromstring(made[0][0])
    assert [[part.text for part in url] for url in urls] == [["https://a.example/", "2026-02-02"], ["https://a.example/b/"]]
