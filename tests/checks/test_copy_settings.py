"""What a copy of the guide may set, and what is wrong in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.checks.copy_settings import PAGE_COLORS, contrast_of
from macros.settings import COPY_CONFIG
from tests.support.guides import EXAMPLE, OVER, PAGE_HEAD, ROOT, SETTINGS, problems_of, write

WRONG = {
    "an id that is neither": (OVER, "questions:\n  - id: q-pya-01\n", f"{OVER}:2:9: ", "L601", "did you mean 'q-pay-01'?"),
    "a key that is missing": (OVER, "questions:\n  - id: q-local-01\n    text: What else?\n", f"{OVER}:2:5: ", "M202", "is missing"),
    "a key that does not exist": (OVER, "questions:\n  - id: q-pay-01\n    txet: What?\n", f"{OVER}:3:5: ", "M201", "'text'"),
    "a former id that is another's": (OVER, "questions:\n  - id: q-pay-02\n    was: [q-pay-01]\n", f"{OVER}:3:11: ", "R301", "'q-pay-01'"),
    "a file of no kind": ("local/question/pay.yml", "questions: []\n", "local/question/pay.yml:1:1: ", "Y101", "'local/questions/pay.yml'"),
    "not YAML": (OVER, "questions: [\n", f"{OVER}:", "Y110", ""),
    "nothing of that name to hide": ("local/hide.yml", "hide: [q-pya-01]\n", "local/hide.yml:1:8: ", "L603", "'q-pay-01'"),
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
    "a logo that is not there": (COPY_CONFIG, "theme:\n  logo: logo.svg\n", f"{COPY_CONFIG}:5:9: ", "L606", "docs/local/"),
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
def test_what_is_wrong_in_a_copy_is_reported_where_it_stands(small: Path, name: str) -> None:
    file, text, place, code, words = WRONG[name]
    write(small, file, SETTINGS + text if file == COPY_CONFIG else text)
    reported = [diagnostic for diagnostic in problems_of(small) if code in diagnostic]
    assert reported, problems_of(small)
    assert reported[0].startswith(place), reported
    assert words in reported[0]


def test_the_settings_on_the_page_for_copies_are_sound(small: Path) -> None:
    page = (ROOT / "docs/more/contribute/your-own-copy.md").read_text("utf-8")
    settings, *data = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    write(small, "docs/local/logo.svg", "<svg/>")
    write(small, "docs/local/career-office.md", PAGE_HEAD + "# Our office\n")
    write(small, COPY_CONFIG, settings)
    assert problems_of(small) == []
    assert settings.splitlines()[0] == (EXAMPLE / COPY_CONFIG).read_text("utf-8").splitlines()[0], "the line that editors read"
    assert [text.splitlines()[0].startswith("# local/") for text in data] == [True] * 4


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast_of("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_of("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    css = (ROOT / "docs/assets/styles/guide.css").read_text("utf-8")
    columns = [re.findall(rf"--guide-{name}: (#\w+);", css)[:2] for name in ("paper", "soft", "raised")]
    found = {palette: backgrounds for palette, *backgrounds in zip(("light", "dark"), *columns, strict=True)}
    assert found == {palette: list(backgrounds) for palette, backgrounds in PAGE_COLORS.items()}
