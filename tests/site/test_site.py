"""The built site, as files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.engine import plugin
from macros.outputs.context import url_of
from macros.settings import COPY_CONFIG
from tests.checks.test_rules import NOTE, edit
from tests.conftest import ROOT, build, let_pasted_marks_pass, run


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def index(site: Path) -> list[dict]:
    return json.loads((site / "search/index.json").read_text("utf-8"))


def lychee(site: Path) -> subprocess.CompletedProcess[str]:
    """Check every link within the built site; asks no other host."""
    command = shutil.which("lychee", path=str(Path(sys.executable).parent))
    return run(command, "--offline", "--include-fragments", "--no-progress", "--index-files", "index.html", "--root-dir", site, site)


def test_links_and_anchors_are_alive(site: Path) -> None:
    done = lychee(site)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"[1-9]\d+ (Total|OK)", done.stdout), done.stdout


def test_the_link_check_can_fail(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    page = copy / "index.html"
    page.write_text(page.read_text("utf-8").replace('href="start/"', 'href="stort/"'), "utf-8")
    assert lychee(copy).returncode == 2
    page.write_text(page.read_text("utf-8").replace('href="stort/"', 'href="start/#gone"'), "utf-8")
    assert lychee(copy).returncode == 2


def test_every_page_has_a_policy_a_description_and_sharing_data(site: Path) -> None:
    for page in pages(site):
        html = page.read_text("utf-8")
        assert html.index("Content-Security-Policy") < html.index("<script"), page
        assert re.search(r'<meta name="description" content="[^"]{40,}', html), page
        assert '<meta property="og:title" content="' in html, page


def test_the_theme_s_style_sheets_are_in_the_first_layer(site: Path) -> None:
    """overrides/main.html words the theme's links anew, and can't say so itself when they come in another form."""
    for page in pages(site):
        html = page.read_text("utf-8")
        layered = re.findall(r'<style>@import "([^"]+)" layer\(material\);</style>', html)
        assert [Path(name).name.partition(".")[0] for name in layered] == ["main", "palette"], page
        assert all((page.parent / name).resolve().is_file() for name in layered if page.name != "404.html"), page
        assert not re.search(r'<link[^>]+href="[^"]*assets/stylesheets/', html), page
        assert html.index("layer(material)") < html.index("assets/styles/guide.css"), page


def test_a_tool_s_style_is_in_the_head_of_the_pages_that_have_the_tool(site: Path) -> None:
    styles = {path.stem for path in (ROOT / "docs/assets").glob("*/*.css") if path.parent.name == path.stem}
    tools = set()
    for page in pages(site):
        html = page.read_text("utf-8")
        named = set(re.findall(r'data-tool="([^"]+)"', html))
        head = html.partition("</head>")[0]
        assert set(re.findall(r'<link rel="stylesheet" href="[^"]*assets/(\w+)/\1\.css"', head)) == named, page
        tools |= named
    assert tools == styles


def test_every_item_is_a_search_result_of_its_own(site: Path, site_index) -> None:
    found = {entry["location"].partition("#")[2]: entry for entry in index(site) if "#" in entry["location"]}
    dataset = site_index.dataset
    for record in [
        *dataset.questions(),
        *dataset.avoid,
        *dataset.messages(),
        *dataset.mistakes,
        *dataset.answers(),
        *dataset.sources.values(),
        *dataset.glossary.values(),
    ]:
        assert record.id in found, record.id
        assert found[record.id]["title"].strip(), record.id
    whole_pages = {entry["location"]: entry for entry in index(site) if "#" not in entry["location"]}
    for sheet in dataset.sheets():
        page = site_index.page_by_id[sheet.id].removesuffix(".md") + "/"
        assert page in whole_pages, sheet.id
    assert all(entry["title"].strip() for entry in index(site))


def test_the_index_holds_what_readers_search_for_and_not_what_they_do_not(site: Path, site_index) -> None:
    texts = {entry["location"].partition("#")[2]: entry["text"] for entry in index(site)}
    question = next(question for question in site_index.dataset.questions() if question.synonyms)
    assert question.synonyms[0] in re.sub(r"<[^>]+>|&[a-z]+;", "", texts[question.id])
    assert not any("Edit this" in texts[name] for name in site_index.dataset.records if name in texts)


def test_sitemap_and_robots_name_the_pages(site: Path, settings) -> None:
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{settings.site_url}prepare/questions/</loc>" in sitemap
    assert f"Sitemap: {settings.site_url}sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_a_missing_page_leads_on(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    assert "This page is not here" in html
    assert html.count('<li><a href="/') >= 7


def test_every_page_asks_for_questions_and_changes(site: Path) -> None:
    for page in pages(site):
        if page.name != "404.html":
            html = page.read_text("utf-8")
            assert ">Ask a question</a>" in html, page
            assert ">Suggest a change</a>" in html, page


def test_nothing_generated_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not re.search(r"(^|/)(site|\.venv|__pycache__|downloads|\.build)/", listed)


def test_no_lock_file_names_a_host() -> None:
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|^--", text, re.MULTILINE), path.name


# A build that fails ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [(NOTE, "[1 Hello", "[2 Hello", "R309"), ("docs/index.md", '{{ questions("pay") }}', '{{ questions("pey") }}', "P405")],
)
def test_a_bare_build_tells_the_fault_and_leaves_the_last_site(
    small: Path, tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    site = tmp_path / "site"
    assert build(small, site).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    edit(small, file, old, new)
    failed = build(small, site)
    assert failed.returncode == 1
    assert re.search(rf"^{re.escape(file)}:\d+:\d+: .* \[{code}\]$", failed.stderr, re.MULTILINE), failed.stderr
    assert "Traceback" not in failed.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_warning_fails_the_build(small: Path, tmp_path: Path) -> None:
    edit(small, "docs/sheet.md", "# Sheet", "# Sheet\n\n[nowhere](gone.md)")
    failed = build(small, tmp_path / "site")
    assert failed.returncode == 1
    assert "gone.md" in failed.stdout + failed.stderr


# What was rendered is kept -------------------------------------------------------------------------


def test_what_was_kept_makes_the_same_site(small: Path, tmp_path: Path) -> None:
    for folder in ("fresh", "kept"):
        assert build(small, tmp_path / folder).returncode == 0
        assert (small / ".build/rendered.json").is_file()
    for page in pages(tmp_path / "fresh"):
        name = page.relative_to(tmp_path / "fresh")
        assert page.read_bytes() == (tmp_path / "kept" / name).read_bytes(), name


@pytest.mark.parametrize(("file", "old", "new"), [(NOTE, "your bread", "your rolls"), ("mkdocs.yml", "org/small", "org/large")])
def test_what_was_kept_is_not_used_for_another_guide(small: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    """Not even when the edit leaves the file's size and time as they were."""
    assert build(small, tmp_path / "site").returncode == 0
    times = (small / file).stat()
    edit(small, file, old, new)
    os.utime(small / file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert build(small, tmp_path / "site").returncode == 0
    assert new in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"digest": 1}', "\x00"])
def test_what_was_kept_may_be_damaged(small: Path, tmp_path: Path, damaged: str) -> None:
    (small / ".build").mkdir()
    (small / ".build/rendered.json").write_text(damaged, "utf-8")
    assert build(small, tmp_path / "site").returncode == 0
    assert "I liked your bread" in (tmp_path / "site/index.html").read_text("utf-8")


def linked_data(page: Path) -> list[dict]:
    """What a page tells search engines, as https://schema.org has it."""
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    ]


def test_chapters_and_readers_questions_are_told_to_search_engines(site: Path, site_index, settings) -> None:
    for step, file in site_index.dataset.steps.items():
        page = site_index.page_by_id[file.answers[0].id]
        told = {one["@type"]: one for one in linked_data(site / url_of(page, directory_urls=True) / "index.html")}
        assert told["Article"]["headline"] == site_index.page_titles[page], step
        assert told["Article"]["url"].startswith(settings.site_url)
        questions = told["FAQPage"]["mainEntity"]
        assert [one["name"] for one in questions] == [answer.question for answer in file.answers]
        assert [one["acceptedAnswer"]["text"] for one in questions] == [answer.answer.strip() for answer in file.answers]


def test_what_was_rendered_is_kept_only_while_all_that_it_was_made_from_is_the_same() -> None:
    """Besides data and pages that is every file of the package but the templates of sheets, and a copy's settings."""
    package = ROOT / "macros"
    made_from = plugin.made_from(ROOT)
    files = {path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert files - set(made_from) == {path for path in files if path.parent.name == "sheets"}
    assert ROOT / COPY_CONFIG in made_from


def test_data_for_search_engines_cannot_become_script(small: Path, tmp_path: Path) -> None:
    path = small / "data/answers/find.yml"
    path.write_text(path.read_text("utf-8").replace("So here are", "</script><script>alert(1)</script> So here are", 1), "utf-8")
    let_pasted_marks_pass(small)
    assert build(small, tmp_path / "site").returncode == 0
    pages = [page for page in (tmp_path / "site").rglob("*.html") if "alert(1)" in page.read_text("utf-8")]
    assert pages
    for page in pages:
        assert "<script>alert" not in page.read_text("utf-8")
        assert any("<script>alert(1)" in json.dumps(one) for one in linked_data(page) if one["@type"] == "FAQPage")
