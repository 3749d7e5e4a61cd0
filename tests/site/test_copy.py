"""A copy of the guide with its own settings and data, built from the example in tests/fixtures/copy, differs only where it should."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros.checks.copy_settings import PAGE_COLORS, contrast_of
from macros.outputs.html.page_index import open_site
from macros.outputs.html.postprocess import postprocess_site
from macros.outputs.open_data import write_exports
from macros.settings import COPY_CONFIG, settings_of
from tests.checks.test_rules import PAY, edit
from tests.conftest import MKDOCS, ROOT, build, faults_of, run, serving
from tests.site.test_zensical import Article
from tests.support.reader import PHONE, axe_violations, open_context

EXAMPLE = ROOT / "tests" / "fixtures" / "copy"
OVER = "local/questions/pay.yml"
SETTINGS = "INHERIT: mkdocs.yml\nsite_name: Ours\nsite_url: https://ours.example/\n"
"""The settings that a copy must have."""
DIFFERING = {
    "ask/messages/email/index.html": "another introduction, and a message hidden",
    "ask/messages/index.html": "its table of messages",
    "find/index.html": "an answer added",
    "index.html": "the local resources",
    "more/answers/index.html": "the answer added, in the list of all",
    "more/checklists/index.html": "the number of items",
    "more/contribute/publish/index.html": "headers for another path",
    "prepare/checklist/index.html": "an item changed",
    "prepare/questions/filter/index.html": "the questions on pay",
    "prepare/questions/pay/index.html": "a question changed, one added and one hidden",
    "talk/day-by-phone/index.html": "an item added",
}
"""The pages of the example whose text is not that of the guide, and why."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's own tree with the example laid beside it."""
    root = tmp_path_factory.mktemp("copy") / "guide"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".build", "site", "tests"))
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    write_exports(open_site(root)[0].dataset, root, root / "docs/downloads")
    return root


@pytest.fixture(scope="module")
def copy_site(copy: Path) -> Path:
    built = build(copy, copy / "site", "--config-file", COPY_CONFIG)
    assert built.returncode == 0, built.stdout + built.stderr
    assert not re.search("WARNING|ERROR", built.stderr), built.stderr
    from mkdocs.config import load_config

    postprocess_site(copy / "site", settings_of(load_config(str(copy / COPY_CONFIG))).site_url)
    return copy / "site"


def article(page: Path) -> Article:
    """What a page says, without the line on whom to turn to, which every page of the copy has."""
    return Article(re.sub(r'<p class="guide-contact">.*?</p>', "", page.read_text("utf-8"), flags=re.DOTALL))


def test_a_copy_differs_only_where_it_should(site: Path, copy_site: Path) -> None:
    def names(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}

    assert names(copy_site) == names(site)
    differing = {name for name in names(site) if article(site / name).text.split() != article(copy_site / name).text.split()}
    assert differing == set(DIFFERING)


def test_a_copy_adds_changes_and_hides(copy_site: Path) -> None:
    pay = (copy_site / "prepare/questions/pay/index.html").read_text("utf-8")
    assert 'id="q-local-01"' in pay
    assert 'id="q-pay-16"' not in pay
    assert "bring it to the career office" in pay
    assert "How close is that to what beginners around here really get?" in pay, "what the copy leaves alone stays"
    phone = (copy_site / "talk/day-by-phone/index.html").read_text("utf-8")
    assert phone.index("i-phone-01") < phone.index("i-local-01") < phone.index("i-phone-06"), "an item finds its place by its time"


def test_a_copy_has_its_own_name_colors_logo_contact_and_repository(copy_site: Path) -> None:
    for page in copy_site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "<title>" in html
        assert "Career talks at the college" in html
        assert "--guide-link:#7a1f3d" in html
        assert "downloads/local/mark.svg" in html
        assert "information-interview-guide/guide" not in html, "no link leads to the guide's own repository"
    assert (copy_site / "downloads/local/mark.svg").is_file()
    pay = (copy_site / "prepare/questions/pay/index.html").read_text("utf-8")
    line = (EXAMPLE / OVER).read_text("utf-8").split("\n").index("  - id: q-local-01") + 1
    assert f"https://git.college.example/careers/talks/blob/live/local/questions/pay.yml#L{line}" in pay
    assert 'href="mailto:careers@college.example"' in pay
    assert "/talks/*\n" in (copy_site / "_headers").read_text("utf-8")


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
        page.get_by_role("link", name="question bank").click()
        page.get_by_role("article").get_by_role("link", name="Pay and benefits").click()
        page.wait_for_url(f"{address}talks/prepare/questions/pay/")
        expect(page.get_by_role("heading", name="What do students from here usually earn")).to_have_count(1)
        assert axe_violations(page) == []
        context.close()
        assert watch.wrong == []


def test_the_copy_for_a_folder_takes_the_same_settings(copy: Path, tmp_path: Path) -> None:
    built = run(MKDOCS, "build", "--config-file", "mkdocs.offline.yml", "--site-dir", tmp_path / "site", cwd=copy, GUIDE_CONFIG=COPY_CONFIG)
    assert built.returncode == 0, built.stderr
    assert "Career talks at the college" in (tmp_path / "site/index.html").read_text("utf-8")


def test_an_entry_is_found_by_the_id_that_it_had_before(small: Path) -> None:
    for path in (*small.rglob("*.yml"), *small.rglob("*.md")):
        path.write_text(path.read_text("utf-8").replace("q-pay-01", "q-pay-09"), "utf-8")
    edit(small, PAY, "id: q-pay-09", "id: q-pay-09\n    was: [q-pay-01]")
    assert faults_of(small) == []
    write(small, OVER, "questions:\n  - id: q-pay-01\n    next_action: Ask us.\n")
    question = open_site(small)[0].dataset.records["q-pay-09"]
    assert (question.next_action, question.was) == ("Ask us.", ["q-pay-01"])
    assert question.origin.at("next_action") == (OVER, 3, 18)
    assert question.origin.at("text").file == PAY


WRONG = {
    "an id that is neither": (OVER, "questions:\n  - id: q-pay-011\n", f"{OVER}:2:9: ", "L601", "did you mean 'q-pay-01'?"),
    "a key that is missing": (OVER, "questions:\n  - id: q-local-01\n    text: What else?\n", f"{OVER}:2:5: ", "M202", "is missing"),
    "a key that does not exist": (OVER, "questions:\n  - id: q-pay-01\n    txet: What?\n", f"{OVER}:3:5: ", "M201", "'text'"),
    "a file of no kind": ("local/question/pay.yml", "questions: []\n", "local/question/pay.yml:1:1: ", "Y101", "'local/questions/pay.yml'"),
    "not YAML": (OVER, "questions: [\n", f"{OVER}:", "Y110", ""),
    "nothing of that name to hide": ("local/hide.yml", "hide: [q-pay-1]\n", "local/hide.yml:1:8: ", "L603", "'q-pay-01'"),
    "something that others need": ("local/hide.yml", "hide: [q-pay-01]\n", "local/hide.yml:1:8: ", "L604", "data/"),
    "an empty list to hide": ("local/hide.yml", "hide: []\n", "local/hide.yml:1:7: ", "M206", "at least 1"),
    "a pale color": (
        COPY_CONFIG,
        "extra:\n  colors: {light: '#ffcc00', dark: '#ffffff'}\n",
        f"{COPY_CONFIG}:5:19: ",
        "L605",
        "a darker color",
    ),
    "a color by name": (COPY_CONFIG, "extra:\n  colors: {light: red, dark: '#ffffff'}\n", f"{COPY_CONFIG}:5:19: ", "M208", "#17403c"),
    "a logo that is not there": (COPY_CONFIG, "theme:\n  logo: logo.svg\n", f"{COPY_CONFIG}:5:9: ", "L606", "local/assets/"),
    "a misspelt setting": (COPY_CONFIG, "site_nmae: X\n", f"{COPY_CONFIG}:4:1: ", "M201", "'site_name'"),
    "an address without https": (COPY_CONFIG, "extra:\n  repo: http://x.example\n", f"{COPY_CONFIG}:5:9: ", "M208", "https"),
    "script for an address": (
        COPY_CONFIG,
        "extra:\n  contact: {name: We, url: 'javascript:x'}\n",
        f"{COPY_CONFIG}:5:28: ",
        "M208",
        "https",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_copy_is_told_where_it_stands(small: Path, name: str) -> None:
    file, text, place, code, words = WRONG[name]
    write(small, file, SETTINGS + text if file == COPY_CONFIG else text)
    told = [diagnostic for diagnostic in faults_of(small) if code in diagnostic]
    assert told, faults_of(small)
    assert told[0].startswith(place), told
    assert words in told[0]


def test_the_settings_on_the_page_for_copies_are_sound(small: Path) -> None:
    page = (ROOT / "docs/more/contribute/your-own-copy.md").read_text("utf-8")
    settings, *data = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    write(small, "local/assets/logo.svg", "<svg/>")
    write(small, COPY_CONFIG, settings)
    assert faults_of(small) == []
    assert settings.splitlines()[0] == (EXAMPLE / COPY_CONFIG).read_text("utf-8").splitlines()[0], "the line that editors read"
    assert [text.splitlines()[0].startswith("# local/") for text in data] == [True] * 3


def test_the_guide_itself_leaves_a_copys_ids_alone(small: Path) -> None:
    edit(small, PAY, "id: q-pay-01", "id: q-local-01")
    assert any("L602" in diagnostic and diagnostic.startswith(f"{PAY}:5:9") for diagnostic in faults_of(small))


def test_pictures_and_a_word_on_the_folder_are_no_data(small: Path) -> None:
    write(small, "local/README.md", "# Ours\n")
    write(small, "local/assets/logo.svg", "<svg/>")
    assert faults_of(small) == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast_of("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_of("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "docs/assets/styles/guide.css").read_text("utf-8")
    paper, soft = (re.findall(rf"--guide-{name}: (#\w+);", css)[:2] for name in ("paper", "soft"))
    found = {palette: backgrounds for palette, *backgrounds in zip(("light", "dark"), paper, soft, strict=True)}
    assert found == {palette: list(backgrounds) for palette, backgrounds in PAGE_COLORS.items()}


def write(root: Path, file: str, text: str) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")
