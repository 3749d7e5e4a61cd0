"""What is printed can be drawn: the check knows what the fonts have, and goes over every text that a sheet or a pack shows."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst

from macros.diagnostics import Diagnostic, InvalidGuideError, KeyPath, Place
from macros.loading.dataset import build_dataset
from macros.loading.loader import load
from macros.outputs.context import RenderContext
from macros.outputs.html import page_index
from macros.outputs.html.page_index import open_site
from macros.outputs.pdf.catalog import PACKS, packs
from macros.outputs.pdf.fonts import FONT_PACKAGE, FONTS, SANS, STYLES, font_options
from macros.outputs.pdf.glyph_ranges import RANGES
from macros.outputs.pdf.glyphs import check_glyphs, printed_texts, unprintable
from macros.outputs.pdf.sheets import SHEET_TEMPLATES, sheet_contents, write_sheets
from macros.settings import Settings
from tests.support.glyph_ranges import characters, drawn, ranges_of
from tests.support.guides import ORDERS, SETTINGS, SHEET, STORY, edit, problems_of, write

SITE = Settings("Small", "https://small.example/", "https://code.example/", "main", True)
DRAWN = {
    "Vietnamese": "Đọc trang của họ",
    "Cyrillic": "Прочитайте страницу",
    "Greek": "Διαβάστε τὴν ἀρχήν",
    "Hebrew": "קראו את הדף",
    "Arabic": "اقرأ صفحتهم",
    "Armenian": "Կարդացեք",
    "combining marks": "Re\u0301sume\u0301",
    "signs": "→ ✓ ½ € “so” …",
}
REFUSED = {
    "emoji": "😀",
    "an emoji of several": "👩‍🔬",
    "a flag": "🇺🇸",
    "a keycap": "1\ufe0f\u20e3",
    "Chinese": "你好",
    "Korean": "안녕",
    "Devanagari": "हिन्दी",
    "Thai": "สวัสดี",
    "private use": "\ue000",
}
UNSEEN = {"a control": "\x01", "an override of direction": "\u202e"}
"""These are refused wherever they are, printed or not."""


# The fonts --------------------------------------------------------------------------------------


def test_the_templates_use_the_fonts_that_the_check_knows() -> None:
    template = (SHEET_TEMPLATES / "style.typ").read_text("utf-8")
    lists = [tuple(re.findall(r'"([^"]+)"', found)) for found in re.findall(r"#let (?:fonts|sans) = \((.*)\)", template)]
    assert lists == [FONTS, (SANS, *(font for font in FONTS if font != SANS))], "each falls back to all the others"
    assert tuple(RANGES) == FONTS
    named = {font for path in SHEET_TEMPLATES.glob("*.typ") for font in re.findall(r'font: "([^"]+)"', path.read_text("utf-8"))}
    assert named <= set(FONTS)


@pytest.mark.parametrize("font", FONTS)
def test_the_table_is_that_of_the_installed_typst(font: str) -> None:
    """All characters of the table, their neighbors, and some from every part of Unicode; all of them would take half a minute."""
    in_table = {
        chr(number) for start, end in re.findall(r"(\w+)-(\w+)", RANGES[font]) for number in range(int(start, 16), int(end, 16) + 1)
    }
    known = characters()
    tried = in_table | set(known[::97]) | {chr(ord(character) + step) for character in in_table for step in (-1, 1)} & set(known)
    assert ranges_of(drawn(font, tried)) == ranges_of(in_table), "run python -m tests.support.glyph_ranges, and look at what it changes"


def test_only_fonts_that_are_installed_with_the_project_are_used() -> None:
    fonts = font_options()["font_paths"].fonts()
    assert {Path(font.path).name for font in fonts if font.path} == {f"SourceSansPro-{style}.ttf" for style in STYLES}
    assert all(FONT_PACKAGE in font.path for font in fonts if font.path)
    assert set(FONTS) <= {font.family for font in fonts}


@pytest.mark.parametrize("first", [FONTS[0], SANS])
@pytest.mark.parametrize("style", ['weight: "regular"', 'weight: "semibold"', 'weight: "bold"', 'style: "italic"'])
@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN)
def test_what_the_check_lets_pass_is_drawn_in_every_style(text: str, style: str, first: str) -> None:
    assert unprintable(text) is None
    fonts = json.dumps([first, *(font for font in FONTS if font != first)])[1:-1]
    source = f'#set document(title: "x")\n#set text(font: ({fonts}), {style})\n#sys.inputs.text'
    compiler = typst.Compiler(source.encode(), sys_inputs={"text": text}, **font_options())
    assert compiler.compile(format="pdf", pdf_standards=["ua-1"])


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_the_fonts_lack_is_named_with_the_marks_on_it(text: str) -> None:
    found = unprintable(f"Some words, then {text}")
    assert found and text.startswith(found[0])
    assert unprintable(f"Some words, then {unicodedata.normalize('NFD', 'é')}") is None


# What is printed --------------------------------------------------------------------------------


@pytest.fixture
def printed(small: Path) -> Path:
    """The smallest guide with every pack."""
    for old, new in (
        (ORDERS, ORDERS),
        ("docs/sheet.md", "docs/sheet.md"),
        ("data/checklists/pack.yml", "data/checklists/after.yml"),
        ("docs/pack.md", "docs/pack.md"),
        ("data/plans.yml", "data/plans.yml"),
        (STORY, STORY),
        ("data/workshop.yml", "data/workshop.yml"),
    ):
        text = (small / old).read_text("utf-8").replace("r-other", "r-starter-ten").replace("c-pack", "c-after")
        (small / old).unlink()
        write(small, new, text)
    assert problems_of(small) == []
    return small


def texts_in(raw: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(raw, str):
        yield path, raw
    for key, value in enumerate(raw) if isinstance(raw, list) else raw.items() if isinstance(raw, dict) else ():
        yield from texts_in(value, (*path, key))


def inserted(source: str, place: Place, sample: str) -> str:
    """The text of a file with a sample at the beginning of the value at a place."""
    lines = source.split("\n")
    line, column = place.line - 1, place.column - 1
    if lines[line][column] == "|":
        line += 1
        column = len(lines[line]) - len(lines[line].lstrip())
    elif lines[line][column] in "\"'":
        column += 1
    lines[line] = f"{lines[line][:column]}{sample} {lines[line][column:]}"
    return "\n".join(lines)


def with_sample(root: Path, place: Place, sample: str) -> list[Diagnostic]:
    """What the check says of the characters of a guide with a sample at a place."""
    loaded = load(root, {place.file: inserted((root / place.file).read_text("utf-8"), place, sample)})
    dataset = build_dataset(loaded)
    return [*loaded.diagnostics, *(check_glyphs(root, loaded, dataset) if dataset else ())]


def is_free(text: str) -> bool:
    """Whether a value is no id, number or word that other rules hold to a form."""
    return bool(re.search(r"[A-Z ]", text)) and not re.fullmatch(r"[\w ]*(before|after|day|time|asking|minute \d+)[\w ]*", text)


def test_all_that_is_printed_is_checked_and_hardly_more(printed: Path) -> None:
    """Every text of every file gets a word of its own, which shows where it comes out."""
    site_index, _ = open_site(printed)
    assert packs(site_index.dataset) == list(PACKS)
    words: dict[str, tuple[str, KeyPath]] = {}
    overrides: dict[str, str] = {}
    for file in site_index.dataset.files:
        source = (printed / file.name).read_text("utf-8")
        # From the end on, so that places stay where they are.
        for path, text in sorted(texts_in(file.raw), key=lambda entry: file.at(*entry[0]), reverse=True):
            if is_free(text):
                word = f"Qz{len(words)}q"
                words[word] = (file.name, path)
                source = inserted(source, file.at(*path), word)
        overrides[file.name] = source
    loaded = load(printed, overrides)
    dataset = build_dataset(loaded)
    assert dataset is not None
    shown = json.dumps(
        [
            content.data
            for content in sheet_contents(RenderContext(page_index.SiteIndex(dataset, page_by_id=site_index.page_by_id), SITE, ""))
        ]
    )
    checked = " ".join(text for _, text in printed_texts(dataset))
    printed_words = {word for word in words if word.lower() in shown.lower()}
    checked_words = {word for word in words if word in checked}
    assert {words[word] for word in printed_words - checked_words} == set()
    assert len(printed_words) > 60
    assert len(checked_words - printed_words) < 10, [words[word] for word in checked_words - printed_words]


@pytest.mark.long
@pytest.mark.parametrize("sample", [REFUSED["emoji"], REFUSED["Chinese"], REFUSED["private use"], *UNSEEN.values()], ids=repr)
def test_what_cannot_be_drawn_is_refused_at_the_line_of_every_printed_text(printed: Path, sample: str) -> None:
    dataset = open_site(printed)[0].dataset
    code = "Y108" if sample in UNSEEN.values() else "R340"
    places = [place for place, text in printed_texts(dataset) if is_free(text)]
    assert len(places) > 60
    for place in places:
        found = with_sample(printed, place, sample)
        assert [(diagnostic.code, diagnostic.place.file) for diagnostic in found] == [(code, place.file)], place
        assert abs(found[0].place.line - place.line) <= 1, place


def test_what_can_be_drawn_is_printed_in_every_text(printed: Path, tmp_path: Path) -> None:
    site_index, _ = open_site(printed)
    places = sorted((place for place, text in printed_texts(site_index.dataset) if is_free(text)), reverse=True)
    for place in dict.fromkeys(places):
        write(printed, place.file, inserted((printed / place.file).read_text("utf-8"), place, "קר e\u0301 Ё"))
    loaded = load(printed)
    dataset = build_dataset(loaded)
    assert dataset is not None and list(check_glyphs(printed, loaded, dataset)) == []
    write_sheets(
        page_index.SiteIndex(dataset, page_by_id=site_index.page_by_id), Settings("קר Ё", "https://small.example/"), tmp_path / "sheets"
    )


def test_the_name_of_the_site_is_printed_too(small: Path) -> None:
    edit(small, "mkdocs.yml", "site_name: Small", "site_name: Small 😀")
    assert problems_of(small) == [
        "mkdocs.yml:2:12: this character is in no font of the printed sheets; got '😀 (U+1F600 grinning face)'; "
        "expected letters of Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian or Georgian, and no emoji [R340]"
    ]
    write(small, "mkdocs.local.yml", SETTINGS)
    assert problems_of(small) == [], "a copy prints its own name"
    write(small, "mkdocs.local.yml", SETTINGS.replace("Ours", "我们"))
    assert [problem[:23] for problem in problems_of(small)] == ["mkdocs.local.yml:2:12: "]


def test_what_is_not_printed_may_have_any_character(small: Path) -> None:
    edit(small, "data/glossary.yml", "A message to a stranger.", "A message to a stranger. 你好 😀")
    assert problems_of(small) == []


# What Typst refuses all the same ---------------------------------------------------------------


def test_what_typst_refuses_is_reported_at_its_text_and_writes_nothing(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_index, "check_glyphs", lambda *_: [])
    edit(small, SHEET, "intro: Fill it in.", "intro: Fill it in 😀.")
    site_index, _ = open_site(small)
    with pytest.raises(InvalidGuideError) as refused:
        write_sheets(site_index, SITE, tmp_path / "sheets")
    assert {(str(diagnostic.place), diagnostic.code) for diagnostic in refused.value.diagnostics} == {
        ("data/worksheets/plan.yml:5:8", "R341")
    }
    assert "the sheet w-plan can't be printed: PDF/UA-1 error" in str(refused.value)
    assert not (tmp_path / "sheets").exists()


def test_what_typst_refuses_in_no_text_is_reported_at_the_sheet_or_the_template(small: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidGuideError) as refused:
        write_sheets(open_site(small)[0], Settings("😀", "https://small.example/"), tmp_path / "sheets")
    assert {str(diagnostic.place) for diagnostic in refused.value.diagnostics} == {
        "data/checklists/pack.yml:2:5",
        "data/checklists/prepare.yml:2:5",
        "data/slides.yml:2:5",
        "data/workshop.yml:2:5",
        "data/worksheets/plan.yml:2:5",
        "macros/outputs/pdf/templates/handouts.typ:1:1",
    }
