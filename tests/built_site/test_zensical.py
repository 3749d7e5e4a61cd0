"""The same tree builds with Zensical, the second engine, to equal articles and equal item anchors."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from macros.settings import COPY_CONFIG, OFFLINE_WORKER
from tests.support.article import Article
from tests.support.commands import run
from tests.support.guides import PAGE_HEAD, ROOT, SETTINGS, write

SAVED_COPY = re.compile(r'<p class="guide-saved-copy" data-root="([^"]*)" hidden></p>')

pytest.importorskip("zensical", reason="Zensical is optional and is not installed: pip install -r requirements-zensical.txt")


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide built by Zensical, in a copy of the tree: it writes its cache and site beside mkdocs.yml."""
    root = tmp_path_factory.mktemp("zensical") / "guide"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".build", "site", "tests"))
    built = run(sys.executable, "-m", "zensical", "build", "--strict", cwd=root, PYTHONPATH=str(root))
    assert built.returncode == 0, built.stdout + built.stderr
    return root / "site"


def test_a_copys_own_pages_are_on_the_site_with_its_settings(small: Path) -> None:
    """They are in no menu, as the page "Your own copy" says: Zensical has made that before it calls any macro."""
    write(small, "docs/local/office.md", PAGE_HEAD + "# What our office offers\n")
    pages = "extra:\n  pages:\n    - {page: local/office.md, tab: Our college}\n"
    write(small, COPY_CONFIG, SETTINGS + pages)
    built = run(sys.executable, "-m", "zensical", "build", "--strict", "--config-file", COPY_CONFIG, cwd=small)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (small / "site/local/office/index.html").read_text("utf-8")
    assert "What our office offers" in page
    assert "<title>" in page and "Ours" in page


def test_both_engines_make_equal_articles(site: Path, zensical_site: Path, site_index) -> None:
    differing = []
    for page in site_index.page_titles:
        path = re.sub(r"(index)?\.md$", "", page)
        name = f"{path}index.html" if not path or path.endswith("/") else f"{path}/index.html"
        ours, theirs = (Article((folder / name).read_text("utf-8")) for folder in (site, zensical_site))
        assert len(ours.text.split()) > 20, f"{name}: the article was found"
        # Zensical does not tell a template which file a page is made of.
        if ours.text.replace("Edit this page", "").split() != theirs.text.replace("Edit this page", "").split():
            differing.append(f"{name}: text")
        if ours.ids != theirs.ids:
            differing.append(f"{name}: anchors")
    assert differing == []


def test_both_engines_publish_the_worker_and_mark_the_pages(site: Path, zensical_site: Path) -> None:
    """By the mark a saved copy knows a page of the site; "Page not found" has none."""
    worker = (site / OFFLINE_WORKER).read_text("utf-8")
    assert 'TASK = "keep";' in worker
    assert (zensical_site / OFFLINE_WORKER).read_text("utf-8").strip() == worker.strip()
    for folder in (site, zensical_site):
        marks = {
            name: SAVED_COPY.findall((folder / name).read_text("utf-8")) for name in ("index.html", "more/your-data/index.html", "404.html")
        }
        assert marks == {"index.html": ["."], "more/your-data/index.html": ["../.."], "404.html": []}, folder
