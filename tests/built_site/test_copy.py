"""A copy of the guide with its own settings and data, built from the example in tests/fixtures/copy, differs only where it should."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros.outputs.html.page_index import open_site
from macros.outputs.html.postprocess import postprocess_site
from macros.outputs.open_data import write_exports
from macros.outputs.pdf.sheets import write_sheets
from macros.settings import COPY_CONFIG, Settings, settings_of
from tests.support.article import Article
from tests.support.browser import PHONE, axe_violations, open_context
from tests.support.commands import MKDOCS, build, run
from tests.support.guides import EXAMPLE, OVER, copy_project
from tests.support.search_files import indexed_places
from tests.support.server import serving

DIFFERING = {
    "404.html": "the tab added",
    "ask/messages/email/index.html": "another introduction, and a message hidden",
    "ask/messages/index.html": "its table of messages",
    "fields/index.html": "the number of messages, with one hidden",
    "find/index.html": "an answer added",
    "index.html": "the local resources",
    "more/answers/index.html": "the answer added, in the list of all",
    "more/about/index.html": "where to write in private",
    "more/checklists/index.html": "the number of items, and a list added",
    "more/contribute/macros/index.html": "the id of the list added",
    "more/contribute/publish/index.html": "headers for another path",
    "more/use-the-data/index.html": "the name and address, in the credit line",
    "more/printables/index.html": "the sheet of the list added",
    "prepare/checklist/index.html": "an item changed",
    "prepare/questions/filter/index.html": "the questions on pay",
    "prepare/questions/pay/index.html": "a question changed, one added and one hidden",
    "talk/day-by-phone/index.html": "an item added",
}
"""The pages of the example whose text is not that of the guide, and why."""
OWN = {"local/career-office/index.html", "local/campus-checklist/index.html"}
"""The pages that only the example has."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's own tree with the example laid beside it."""
    root = tmp_path_factory.mktemp("copy") / "guide"
    copy_project(root)
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    site_index = open_site(root)[0]
    write_exports(site_index, Settings(), root, root / "docs/downloads")
    write_sheets(site_index, own_settings(root), root / "docs/downloads")
    return root


def own_settings(root: Path) -> Settings:
    from mkdocs.config import load_config

    return settings_of(load_config(str(root / COPY_CONFIG)))


@pytest.fixture(scope="module")
def copy_site(copy: Path) -> Path:
    built = build(copy, copy / "site", "--config-file", COPY_CONFIG)
    assert built.returncode == 0, built.stdout + built.stderr
    assert not re.search("WARNING|ERROR", built.stderr), built.stderr
    postprocess_site(copy / "site", own_settings(copy).site_url)
    return copy / "site"


def article(page: Path) -> Article:
    """What a page says, without the line on whom to turn to, which every page of the copy has."""
    return Article(re.sub(r'<p class="guide-contact">.*?</p>', "", page.read_text("utf-8"), flags=re.DOTALL))


def test_a_copy_differs_only_where_it_should(site: Path, copy_site: Path) -> None:
    def names(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}

    assert names(copy_site) == names(site) | OWN
    differing = {name for name in names(site) if article(site / name).text.split() != article(copy_site / name).text.split()}
    assert differing == set(DIFFERING)


def test_a_copy_adds_changes_and_hides(copy_site: Path) -> None:
    pay = (copy_site / "prepare/questions/pay/index.html").read_text("utf-8")
    assert 'id="q-local-01"' in pay
    assert 'id="q-pay-16"' not in pay
    assert "bring it to the career office" in pay
    assert "a typical salary range for someone starting out?" in pay, "what the copy leaves alone stays"
    phone = (copy_site / "talk/day-by-phone/index.html").read_text("utf-8")
    assert phone.index("i-phone-01") < phone.index("i-local-01") < phone.index("i-phone-06"), "an item finds its place by its time"


def test_a_copys_own_pages_and_checklist_stand_where_all_others_do(copy_site: Path) -> None:
    def links(page: str) -> list[str]:
        return re.findall(r'href="([^"]+)"', (copy_site / page / "index.html").read_text("utf-8"))

    found = links("start/why")
    assert found.index("../../local/career-office/") < found.index("../seven-steps/"), "after the page that the settings name"
    assert "../local/campus-checklist/" in links("find"), "a tab on every page"
    [overview] = re.findall(r"<article.*</article>", (copy_site / "more/checklists/index.html").read_text("utf-8"), re.DOTALL)
    assert 'href="../../local/campus-checklist/' in overview, "the overview of all checklists"
    assert "../../downloads/c-local-campus-a4.pdf" in links("local/campus-checklist")
    assert "../../downloads/c-local-campus-a4.pdf" in links("more/printables")
    assert {"local/career-office/", "local/campus-checklist/"} <= {page for page, *_ in indexed_places(copy_site)}


def test_a_copy_has_its_own_name_colors_logo_contact_and_repository(copy_site: Path) -> None:
    for page in copy_site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "<title>" in html
        assert "Career talks at the college" in html
        assert '<html lang="en-GB"' in html
        assert "The college, with text and data of the Information Interview Guide, CC BY 4.0." in html
        assert "--guide-link:#7a1f3d" in html
        assert re.search(r'<img src="[^"]*mark.svg"', html) and "assets/mark.svg" not in html, page
        assert "information-interview-guide/guide" not in html, "no link leads to the guide's own repository"
    assert (copy_site / "local/mark.svg").is_file()
    pay = (copy_site / "prepare/questions/pay/index.html").read_text("utf-8")
    line = (EXAMPLE / OVER).read_text("utf-8").split("\n").index("  - id: q-local-01") + 1
    assert f"https://git.college.example/careers/talks/blob/live/local/questions/pay.yml#L{line}" in pay
    assert 'href="https://git.college.example/careers/talks/blob/live/docs/prepare/questions/pay.md"' in pay
    assert 'href="mailto:careers@college.example"' in pay
    assert "/talks/*\n" in (copy_site / "_headers").read_text("utf-8")


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_copy_stands_under_any_path_and_can_be_read_in_its_own_colors(
    copy_site: Path, tmp_path: Path, browser: Browser, scheme: str
) -> None:
    shutil.copytree(copy_site, tmp_path / "talks")
    with serving(tmp_path) as address:
        context, watch = open_context(browser, f"{address}talks/", viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{address}talks/")
        assert axe_violations(page) == []
        page.get_by_role("article").get_by_role("link", name="questions").first.click()
        page.get_by_role("article").get_by_role("link", name="Pay and benefits").click()
        page.wait_for_url(f"{address}talks/prepare/questions/pay/")
        expect(page.get_by_role("heading", name="What do students from here usually earn")).to_have_count(1)
        assert axe_violations(page) == []
        context.close()
        assert watch.wrong == []


@pytest.mark.long
def test_the_copy_for_a_folder_takes_the_same_settings(copy: Path, tmp_path: Path) -> None:
    built = run(
        *MKDOCS, "build", "--config-file", "mkdocs.offline.yml", "--site-dir", tmp_path / "site", cwd=copy, GUIDE_CONFIG=COPY_CONFIG
    )
    assert built.returncode == 0, built.stderr
    assert "Career talks at the college" in (tmp_path / "site/index.html").read_text("utf-8")
