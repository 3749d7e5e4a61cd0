"""The same tree builds with Zensical, the second engine, to equal articles and equal item anchors."""

from __future__ import annotations

import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

pytest.importorskip("zensical", reason="Zensical is optional and is not installed: pip install -r requirements-zensical.txt")


class Article(HTMLParser):
    """The text of a page's <article> and the ids in it. What each theme adds around it is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = 0
        self.skipped = 0
        self.text = ""
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = dict(attrs)
        if tag == "article":
            self.depth += 1
        if not self.depth:
            return
        if not (values.get("id") or "__").startswith("__"):  # Those are the theme's own.
            self.ids.append(values["id"])
        if tag in ("script", "style", "svg", "nav") or "headerlink" in (values.get("class") or ""):
            self.skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1
        if self.depth and self.skipped and tag in ("script", "style", "svg", "nav", "a"):
            self.skipped -= 1

    def handle_data(self, data: str) -> None:
        if self.depth and not self.skipped:
            self.text += data


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide built by Zensical, in a copy of the tree: it writes its cache and site beside mkdocs.yml."""
    root = tmp_path_factory.mktemp("zensical") / "guide"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".build", "site", "tests"))
    built = run(Path(sys.executable).parent / "zensical", "build", "--strict", cwd=root, PYTHONPATH=str(root))
    assert built.returncode == 0, built.stdout + built.stderr
    return root / "site"


def test_both_engines_make_equal_articles(site: Path, zensical_site: Path, site_index) -> None:
    differing = []
    for page in site_index.page_titles:
        path = re.sub(r"(index)?\.md$", "", page)
        name = f"{path}index.html" if not path or path.endswith("/") else f"{path}/index.html"
        ours, theirs = (Article((folder / name).read_text("utf-8")) for folder in (site, zensical_site))
        assert len(ours.text.split()) > 20, f"{name}: the article was found"
        if ours.text.split() != theirs.text.split():
            differing.append(f"{name}: text")
        if ours.ids != theirs.ids:
            differing.append(f"{name}: anchors")
    assert differing == []
