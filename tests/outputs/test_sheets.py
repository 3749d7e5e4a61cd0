"""Paper: every sheet fits its page, reads without color, is accessible, and comes out the same each time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
import struct
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import outloud
import page as page_validation
import pytest
import segno
from pypdf import PdfReader, PdfWriter

from macros import model
from macros.checks import runner
from macros.outputs.context import RenderContext
from macros.outputs.html.page_index import open_site
from macros.outputs.pdf.catalog import (
    AFTER,
    ALL_IN_ONE,
    CARDS,
    EXAMPLE,
    PACKS,
    PAPERS,
    SHEETS_MANIFEST,
    STARTER,
    PrintedFile,
    card_questions,
    printables_of,
    printed_files,
    printed_ids,
)
from macros.outputs.pdf.sheets import pocket_data, printed_pdf, sheet_contents, sheet_data, single_sheet, workbook_data, write_sheets
from macros.outputs.timetable import questions_of
from tests.support.commands import run
from tests.support.guides import SHEET
from tests.support.text import squeeze

POINTS = {"a4": (595.3, 841.9), "letter": (612, 792), "": (473.6, 841.9)}
SMALLEST_POINTS = 7
"""Of the small words below an item, when a list is filled to every limit; the item itself is a fifth larger."""
LARGE_PRINT_POINTS = 18
SLIDE_POINTS, FOOTER_POINTS, BAND_POINTS = 14, 13, 18
"""The smallest type of a slide that is filled to every limit, and of what every slide repeats at its foot and at its top."""
LAST_ROW_POINTS = 24
"""The smallest type that can be read from the last row of a classroom."""


@pytest.fixture(scope="session")
def made(site_index, settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """All that is printed, and the seconds that it took."""
    folder = tmp_path_factory.mktemp("sheets")
    start = time.perf_counter()
    write_sheets(site_index, settings, folder)
    return folder, time.perf_counter() - start


@pytest.fixture(scope="session")
def pdfs(made: tuple[Path, float]) -> dict[str, PdfReader]:
    return {path.name: PdfReader(path) for path in sorted(made[0].glob("*.pdf"))}


def text_of(reader: PdfReader) -> str:
    return squeeze("".join(page.extract_text() for page in reader.pages))


def sizes_of(reader: PdfReader) -> set[float]:
    """The sizes, in points, of all type in a file."""
    found: set[float] = set()

    def visit(text, matrix, text_matrix, font, size) -> None:
        if text.strip():
            found.add(round(size * abs(text_matrix[3] * matrix[3]), 1))

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return found


def test_every_sheet_is_there_in_each_paper_and_size(site_index, pdfs: dict[str, PdfReader]) -> None:
    assert set(pdfs) == {file.name for name in printed_ids(site_index.dataset) for file in printed_files(name)}
    for name in printed_ids(site_index.dataset):
        for file in printed_files(name):
            width, height = (float(side) for side in pdfs[file.name].pages[0].mediabox[2:])
            assert sorted((width, height)) == pytest.approx(POINTS[file.paper.id], abs=0.5), file.name


def test_a_sheet_in_normal_print_is_one_page(site_index, pdfs: dict[str, PdfReader]) -> None:
    for sheet in site_index.dataset.sheets():
        for file in printed_files(sheet.id):
            if not file.large:
                assert len(pdfs[file.name].pages) == 1, file.name


def test_a_sheet_has_all_its_words_its_address_and_a_place_for_a_name(site_index, settings, pdfs: dict[str, PdfReader]) -> None:
    for sheet in site_index.dataset.sheets():
        unsigned = isinstance(sheet, model.Worksheet) and sheet.unsigned == "yes"
        words = [sheet.title, *(() if unsigned else ("Name", "Date")), settings.site_url.removeprefix("https://")]
        if isinstance(sheet, model.Checklist):
            words += [text for item in site_index.dataset.items_of(sheet) for text in (item.text, item.why)]
        elif isinstance(sheet, model.Worksheet):
            words += [text for section in sheet.sections for text in (section.heading, *section.items, *section.columns)]
        elif isinstance(sheet, model.Workshop):
            words += [*sheet.outcomes, *(site_index.dataset.records[name].title for name in sheet.sheets)]
            words += [text for step in sheet.steps for text in (step.title, step.what)]
        else:
            pytest.fail(f"say here which words the sheet of a {type(sheet).__name__} has to show")
        for file in printed_files(sheet.id):
            foot = rf"{squeeze(settings.site_name)}Page\dof\d"
            text = re.sub(foot, "", text_of(pdfs[file.name]))
            assert [word for word in words if squeeze(word) not in text] == [], file.name
            assert not (unsigned and "NameDate" in text), file.name


def test_a_sheet_without_a_template_is_an_error_that_names_the_file_to_add(small: Path, settings) -> None:
    context = RenderContext(open_site(small)[0], settings, "")
    with pytest.raises(FileNotFoundError, match=r"macros/outputs/pdf/templates/question\.typ is missing"):
        sheet_data(context, next(context.dataset.questions()))


def test_large_print_is_large(site_index, pdfs: dict[str, PdfReader]) -> None:
    for sheet in site_index.dataset.sheets():
        for file in printed_files(sheet.id):
            smallest = min(sizes_of(pdfs[file.name]))
            assert smallest >= (LARGE_PRINT_POINTS if file.large else SMALLEST_POINTS), f"{file.name}: {smallest}"


def test_no_color_is_used(pdfs: dict[str, PdfReader]) -> None:
    """Black on white: no operator of a page's content sets another color."""
    for name, reader in pdfs.items():
        for page in reader.pages:
            content = page.get_contents().get_data().decode("latin-1")
            for values in re.findall(r"((?:[\d.]+ +){1,4})(?:rg|RG|g|G|k|K|scn|SCN|sc|SC)\b", content):
                assert len({float(value) for value in values.split()}) == 1, f"{name}: {values}"


def test_the_pocket_set_folds(pdfs: dict[str, PdfReader]) -> None:
    for paper in PAPERS:
        reader = pdfs[f"p-pocket-{paper.id}.pdf"]
        assert len(reader.pages) == 2
        width, height = (float(side) for side in reader.pages[0].mediabox[2:])
        assert width > height


def test_the_pocket_set_has_what_everyone_does_up_to_a_day_after(site_index, settings) -> None:
    by_then = ("1 hour after", "2 hours after", "24 hours after", "1 day after")
    due = [item for item in site_index.dataset.checklists[AFTER].items if item.when in by_then]
    assert due[-1].when == "1 day after"
    for_everyone = [item.id for item in due if not item.audiences]
    assert len(for_everyone) < len(due)
    assert [item["id"] for item in pocket_data(RenderContext(site_index, settings, ""))["after"]["items"]] == for_everyone


def test_a_starter_question_is_printed_in_its_gentler_words_with_two_probes(site_index, settings) -> None:
    context = RenderContext(site_index, settings, "")
    asked = questions_of(site_index.dataset, site_index.dataset.orders[STARTER])
    assert any(question.softener for question in asked)
    for starter in (pocket_data(context)["starter"], workbook_data(context)["starter"]["questions"]):
        assert [question["text"] for question in starter] == [question.softener or question.text for question in asked]
        assert [question["probes"] for question in starter] == [question.probes[:2] for question in asked]


def test_a_code_can_be_scanned_from_a_poor_copy(site_index, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has error correction of at least level M, with which 15 percent may be missing; L is for 7."""
    codes: list[segno.QRCode] = []
    make = segno.make

    def recorded(*args, **options) -> segno.QRCode:
        codes.append(make(*args, **options))
        return codes[-1]

    monkeypatch.setattr(segno, "make", recorded)
    # Under another address, no code is there already.
    context = RenderContext(site_index, dataclasses.replace(settings, site_url="https://poor-copy.example/"), "")
    addresses = {sheet_data(context, sheet)["address"] for sheet in site_index.dataset.sheets()}
    assert {code.error for code in codes} <= {"M", "Q", "H"}
    assert len(codes) == len(addresses)


def test_the_pocket_set_has_lines_as_far_apart_as_handwriting_needs(pdfs: dict[str, PdfReader]) -> None:
    """Two below each question, 8 mm apart."""
    for paper in PAPERS:
        content = pdfs[f"p-pocket-{paper.id}.pdf"].pages[1].get_contents().get_data().decode("latin-1")
        lines = [float(y) for y in re.findall(r"q 1 0 0 -1 [\d.]+ ([\d.]+) cm/\w+ CS 0 SCN 0.5 w 4 M 0 0 m [\d.]+ 0 l", content)]
        gaps = [above - below for above, below in zip(lines[::2], lines[1::2], strict=True)]
        assert gaps == pytest.approx([8 * 72 / 25.4] * 10, abs=0.1)


def entries_of(outline: list) -> list[tuple[str, list[str]]]:
    """The bookmarks of a file, each with those below it."""
    found: list[tuple[str, list[str]]] = []
    for entry in outline:
        if isinstance(entry, list):
            found[-1][1].extend(each.title for each in entry if not isinstance(each, list))
        else:
            found.append((entry.title, []))
    return found


def test_the_workbook_has_a_part_for_each_step_with_its_sheets(site_index, pdfs: dict[str, PdfReader]) -> None:
    dataset = site_index.dataset
    more = {"ask": ["Sample messages"], "prepare": [dataset.orders[STARTER].title]}
    parts = [
        (step.label, [sheet.title for sheet in dataset.sheets() if getattr(sheet, "step", "") == step.id] + more.get(step.id, []))
        for step in dataset.vocabulary.steps
    ]
    for paper in PAPERS:
        reader = pdfs[f"p-workbook-{paper.id}.pdf"]
        assert entries_of(reader.outline) == [
            ("Contents", []),
            *parts,
            (dataset.workshop.title, []),
            ("Index", []),
        ]
        for step in dataset.vocabulary.steps:
            page = squeeze(reader.pages[page_of(reader, step.label) - 1].extract_text())
            assert squeeze(step.note) in page, "what the step is about"
            assert page_of(reader, step.label) % 2 == 1, "on the right of a copy that is printed on both sides"
            for answer in dataset.steps[step.id].answers[:3]:
                assert squeeze(answer.question) in page
        text = text_of(reader)
        for file in dataset.channels.values():
            assert squeeze(file.messages[0].title) in text
        assert "{" not in text


def page_of(reader: PdfReader, title: str) -> int:
    """The number of the page a bookmark leads to."""
    [entry] = [entry for entry in reader.outline if not isinstance(entry, list) and entry.title == title]
    return (reader.get_destination_page_number(entry) or 0) + 1


def test_the_workbooks_contents_and_index_have_the_true_pages(site_index, settings, pdfs: dict[str, PdfReader]) -> None:
    dataset = site_index.dataset
    for paper in PAPERS:
        reader = pdfs[f"p-workbook-{paper.id}.pdf"]
        texts = [squeeze(page.extract_text()) for page in reader.pages]
        contents = dict(re.findall(r"^(?:\d )?(.+?)(?: \.)+ +(\d+)$", reader.pages[1].extract_text(), re.MULTILINE))
        index = dict(re.findall(r"^(.+?) ([\d, ]+)$", reader.pages[-1].extract_text(), re.MULTILINE))
        for sheet in dataset.sheets():
            [number] = [str(number) for number, text in enumerate(texts, 1) if squeeze(sheet.title + sheet.intro) in text]
            assert contents[sheet.title] == number
            assert number in index[sheet.title].split(", ")
        starter = next(str(number) for number, text in enumerate(texts, 1) if squeeze(dataset.orders[STARTER].intro) in text)
        assert contents[dataset.orders[STARTER].title] == starter
        for question in workbook_data(RenderContext(site_index, settings, ""))["starter"]["questions"]:
            assert index[f"{question['topic']}, questions"] == starter
        for name, file in dataset.channels.items():
            number = int(index[f"{dataset.term('channels', name).label}, sample message"])
            assert squeeze(file.messages[0].title) in texts[number - 1]


def test_no_page_of_the_workbook_is_empty(pdfs: dict[str, PdfReader]) -> None:
    for paper in PAPERS:
        for number, page in enumerate(pdfs[f"p-workbook-{paper.id}.pdf"].pages, 1):
            drawn = page.get_contents().get_data().count(b" l\n")
            assert len(squeeze(page.extract_text())) > 300 or drawn > 25, f"page {number} has neither words nor lines to write on"


# Question cards -----------------------------------------------------------------------------------------


def placed_texts(page) -> list[tuple[float, float, str]]:
    """Where each stretch of text begins on a page, in points from the left and from the bottom."""
    found: list[tuple[float, float, str]] = []

    def visit(text, matrix, text_matrix, font, size) -> None:
        if text.strip():
            found.append((text_matrix[4] * matrix[0] + matrix[4], text_matrix[5] * matrix[3] + matrix[5], text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def test_each_question_card_has_its_back_behind_it(site_index, pdfs: dict[str, PdfReader]) -> None:
    """On paper flipped on its long edge, what's on the left in front is on the right at the back."""
    questions = card_questions(site_index.dataset)
    assert [question.id for question in questions[:10]] == site_index.dataset.orders[STARTER].questions
    assert len(set(question.id for question in questions)) == CARDS - 2
    for paper in PAPERS:
        reader = pdfs[f"p-cards-{paper.id}.pdf"]
        assert len(reader.pages) == 2 * CARDS // 8
        for sheet in range(CARDS // 8):
            front, back = reader.pages[2 * sheet], reader.pages[2 * sheet + 1]
            middle = float(front.mediabox[2]) / 2
            for index in range(8 * sheet, min(8 * sheet + 8, len(questions))):
                number = str(index + 1)
                [here], [behind] = ([(x, y) for x, y, text in placed_texts(side) if text == number] for side in (front, back))
                assert here[1] == pytest.approx(behind[1], abs=1), number
                assert (here[0] < middle, behind[0] < middle) == ((True, False) if index % 2 == 0 else (False, True)), number
                in_front, on_back = squeeze(front.extract_text()), squeeze(back.extract_text())
                question = questions[index]
                assert squeeze(question.softener or question.text) in in_front
                assert [words for words in (question.purpose, *question.probes) if squeeze(words) not in on_back] == []
        assert squeeze("My own question") in squeeze(reader.pages[-2].extract_text())


@pytest.mark.usefixtures("repeats_pass")
@pytest.mark.parametrize("text", ["words", "unbroken"])
def test_a_question_card_filled_to_every_limit_loses_nothing(site_index, settings, text: str) -> None:
    fill = {"words": words, "unbroken": unbroken}[text]
    full = {"text": fill(280), "purpose": fill(140), "probes": [fill(180)] * 3, "topic": fill(40), "minutes": 4}
    context = RenderContext(site_index, settings, "")
    content = next(content for content in sheet_contents(context) if content.name == "p-cards")
    for file in printed_files("p-cards"):
        reader, found, smallest = text_and_sizes(printed_pdf(context, content._replace(data={**content.data, "cards": [full] * 14}), file))
        assert len(reader.pages) == 4, file.name
        assert found.count(squeeze(fill(280))) == found.count(squeeze(fill(140))) == 14
        assert found.count(squeeze(fill(180))) == 3 * 14
        assert smallest >= SMALLEST_POINTS
        assert overflowing_cards(reader) == []


def overflowing_cards(reader: PdfReader) -> list[str]:
    """The stretches of text that begin below the last row of cards."""
    wrong = []
    for page in reader.pages:
        least = (float(page.mediabox[3]) - 4 * 62 * 72 / 25.4) / 2
        wrong += [text for _, y, text in placed_texts(page) if y < least]
    return wrong


def test_the_handout_pack_has_a_page_for_each_sheet(site_index, pdfs: dict[str, PdfReader]) -> None:
    for paper in PAPERS:
        assert len(pdfs[f"p-handouts-{paper.id}.pdf"].pages) == len(site_index.dataset.sheets())


def test_every_file_has_a_title_a_language_tags_and_fonts_inside(pdfs: dict[str, PdfReader]) -> None:
    for name, reader in pdfs.items():
        root = reader.trailer["/Root"]
        assert reader.metadata.title, name
        assert root["/Lang"] == "en", name
        assert root["/MarkInfo"]["/Marked"], name
        assert b"pdfuaid" in root["/Metadata"].get_data(), name
        assert reader.outline or name.startswith("p-pocket"), name
        for page in reader.pages:
            for font in page["/Resources"]["/Font"].values():
                descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(descriptor), name


def tags_of(reader: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_a_checklist_is_tagged_as_a_list_of_its_items(site_index, pdfs: dict[str, PdfReader]) -> None:
    for checklist in site_index.dataset.checklists.values():
        tags = tags_of(pdfs[f"{checklist.id}-a4.pdf"])
        assert tags.count("/LI") == tags.count("/Lbl") == len(site_index.dataset.items_of(checklist)), checklist.id
        assert tags.count("/Figure") == 1, "the code that leads back"


def errors(path: Path) -> list:
    """What outloud finds wrong. Its warnings are that a worksheet's cells are empty, which is what they are for.

    A table's head that is repeated on the next page is marked as decoration, as it should be; outloud's TAG-002 takes it for text.
    """
    found = [finding for finding in outloud.check(str(path)).findings if finding.severity == "error"]
    return [finding for finding in found if finding.rule != "TAG-002" or not path.stem.endswith("-large")]


@pytest.mark.long
def test_two_independent_checkers_find_every_file_accessible(made: tuple[Path, float]) -> None:
    """page-validation and outloud, each with its own reading of PDF/UA-1."""
    wrong = []
    for path in sorted(made[0].glob("*.pdf")):
        report = page_validation.validate_pdf(str(path), profile=page_validation.ValidationProfile.PDF_UA_1)
        wrong += [f"{path.name}: page-validation: {failure}" for failure in report.failures]
        wrong += [f"{path.name}: outloud: {finding}" for finding in errors(path)]
    assert wrong == []


def test_the_checkers_can_fail(made: tuple[Path, float], tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=made[0] / "c-after-a4.pdf")
    del writer.root_object["/StructTreeRoot"]
    writer.write(tmp_path / "untagged.pdf")
    report = page_validation.validate_pdf(str(tmp_path / "untagged.pdf"), profile=page_validation.ValidationProfile.PDF_UA_1)
    assert not report.is_compliant
    assert errors(tmp_path / "untagged.pdf")


def test_a_picture_has_the_shape_of_the_first_file(site_index, made: tuple[Path, float], pdfs: dict[str, PdfReader]) -> None:
    for name in printed_ids(site_index.dataset):
        width, height = struct.unpack(">II", (made[0] / f"{name}.png").read_bytes()[16:24])
        page = pdfs[printed_files(name)[0].name].pages[0].mediabox
        assert width / height == pytest.approx(page.width / page.height, abs=0.01), name


def test_one_zip_holds_every_pdf_and_word_file(site_index, made: tuple[Path, float], pdfs: dict[str, PdfReader]) -> None:
    with zipfile.ZipFile(made[0] / ALL_IN_ONE) as archive:
        words = {printable.word for printable in printables_of(site_index.dataset)} - {""}
        assert set(archive.namelist()) == {*pdfs, *words} > words
        assert archive.testzip() is None


def test_the_page_of_printables_tells_the_pages(site_index, made: tuple[Path, float], pdfs: dict[str, PdfReader], site: Path) -> None:
    assert json.loads((made[0] / SHEETS_MANIFEST).read_text("utf-8")) == {name: len(reader.pages) for name, reader in pdfs.items()}
    page = (site / "more/printables/index.html").read_text("utf-8")
    for name in [*pdfs, *(printable.word for printable in printables_of(site_index.dataset))]:
        assert f"downloads/{name}" in page
    for pack in PACKS:
        assert f"downloads/{pack.id}.png" in page
        assert (site / f"downloads/{pack.id}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.long
def test_two_makings_are_the_same_to_the_byte(made: tuple[Path, float], tmp_path: Path) -> None:
    """In another process, another time zone and another language."""
    code = "import pathlib, sys; from macros.cli import main; sys.exit(main(['sheets', sys.argv[1]]))"
    again = run(sys.executable, "-c", code, tmp_path / "again", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")
    assert again.returncode == 0, again.stderr
    first, second = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} for folder in (made[0], tmp_path / "again")
    )
    assert first == second


def test_the_time_for_all_sheets_is_reported(made: tuple[Path, float], record_property) -> None:
    """The aim is 10 seconds; a time is measured, never asserted."""
    assert any(made[0].iterdir())
    record_property("measured", f"all sheets: {made[1]:.1f} s, aim 10 s")


# Filled to the model's limits ---------------------------------------------------------------------------

PROSE = "Ask the person who trained you whether the early shift is harder than it looks from outside, and write down what they say first. "


def words(most: int) -> str:
    """Plain words, as many characters as allowed."""
    return (PROSE * 5)[: most - 1].rstrip() + "m" * (most - len((PROSE * 5)[: most - 1].rstrip()))


def unbroken(most: int) -> str:
    """One word without a place to break it."""
    return "Donaudampfschifffahrt" * (most // 21) + "m" * (most % 21)


@pytest.fixture
def repeats_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that is filled has the same longest text everywhere, which the check refuses."""
    monkeypatch.setattr(runner, "each_once", lambda _: iter(()))


def full_checklist(root: Path, text) -> None:
    items = [
        f'  - {{id: i-full-{n:02d}, text: "{text(75)}", why: "{text(110)}", when: 200 business days after asking, minutes: 240,'
        f" audiences: [returner, returner, returner]}}\n"
        for n in range(model.MOST_ITEMS)
    ]
    head = f'# Full.\nid: c-pack\ntitle: "{text(50)}"\nstep: find\nwhen: "{text(60)}"\nintro: "{text(200)}"\nrole: asked\nitems:\n'
    (root / "data/checklists/pack.yml").write_text(head + "".join(items), "utf-8")
    path = root / "data/checklists/prepare.yml"
    path.write_text(path.read_text("utf-8").replace("includes: [i-pack-01]\n", ""), "utf-8")


@pytest.mark.usefixtures("repeats_pass")
@pytest.mark.parametrize("text", [words, unbroken], ids=["words", "unbroken"])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
def test_a_checklist_filled_to_every_limit_fits_one_page(small: Path, settings, text, paper) -> None:
    full_checklist(small, text)
    site_index, _ = open_site(small)
    checklist = site_index.dataset.checklists["c-pack"]
    assert len(checklist.items) == model.MOST_ITEMS
    reader = PdfReader(io.BytesIO(single_sheet(RenderContext(site_index, settings, ""), checklist, PrintedFile("x", paper, large=False))))
    assert len(reader.pages) == 1
    assert min(sizes_of(reader)) >= SMALLEST_POINTS
    assert text_of(reader).count(squeeze(text(75))) >= model.MOST_ITEMS
    assert overflowing(reader) == []


def overflowing(reader: PdfReader) -> list[str]:
    """The stretches of text that begin outside the margins of 10 mm."""
    wrong: list[str] = []
    for page in reader.pages:
        width, height = (float(side) for side in page.mediabox[2:])

        def visit(text, matrix, text_matrix, font, size, width=width, height=height) -> None:
            x, y = text_matrix[4] * matrix[0] + matrix[4], text_matrix[5] * matrix[3] + matrix[5]
            if text.strip() and not (28 <= x <= width - 28 and 20 <= y <= height - 28):
                wrong.append(f"{text} at {x:.0f}, {y:.0f}")

        page.extract_text(visitor_text=visit)
    return wrong


def sections(kind: str, text) -> list[str]:
    """Worksheets that use the room they have in different ways, each up to the limit."""
    column = f'"{text(40)}"'
    head = f'heading: "{text(60)}", hint: "{text(120)}"'
    table = f"{{{head}, columns: [{', '.join([column] * 6)}], rows: "
    items = f"{{{head}, items: ["
    item = f'"{text(150)}"'
    shapes = {
        "one long table": [table + "20}"],
        "many labels": [table + "[" + ", ".join([column] * 19) + "]}"],
        "lines": [f"{{{head}, lines: 12}}"] * 2,
        "many sections": [f"{{{head}, lines: 1}}"] * 10,
        "items": [items + ", ".join([item] * 12) + "]}", items + ", ".join([item] * 5) + "]}"],
        "mixed": [table + "5}", table + "[" + ", ".join([column] * 5) + "]}", f"{{{head}, lines: 8}}"],
    }
    return shapes[kind]


@pytest.mark.usefixtures("repeats_pass")
@pytest.mark.parametrize("text", [words, unbroken], ids=["words", "unbroken"])
@pytest.mark.parametrize("kind", ["one long table", "many labels", "lines", "many sections", "items", "mixed"])
def test_a_worksheet_filled_to_its_limit_fits_one_page(small: Path, settings, kind: str, text) -> None:
    path = small / "data/worksheets/plan.yml"
    head = f'# Full.\nid: w-plan\ntitle: "{text(50)}"\nstep: find\nintro: "{text(200)}"\nsections:\n'
    path.write_text(head + "".join(f"  - {section}\n" for section in sections(kind, text)), "utf-8")
    site_index, _ = open_site(small)
    sheet = site_index.dataset.worksheets["w-plan"]
    assert model.MOST_MM - 40 <= sum(section.height_mm for section in sheet.sections) <= model.MOST_MM, "near the limit"
    for paper in PAPERS:
        reader = PdfReader(io.BytesIO(single_sheet(RenderContext(site_index, settings, ""), sheet, PrintedFile("x", paper, large=False))))
        assert len(reader.pages) == 1, paper.id
        assert min(sizes_of(reader)) >= SMALLEST_POINTS
        assert overflowing(reader) == []


@pytest.mark.usefixtures("repeats_pass")
def test_a_workshop_filled_to_its_limit_fits_one_page(small: Path, settings) -> None:
    steps = "".join(f'  - {{minutes: 10, title: "{words(60)}", what: "{words(220)}"}}\n' for _ in range(8))
    before = "".join(f'  - "{words(150)}"\n' for _ in range(5))
    after = "".join(f'  - "{words(150)}"\n' for _ in range(3))
    outcomes = "".join(f'  - "{words(200)}"\n' for _ in range(5))
    (small / "data/workshop.yml").write_text(
        f'id: p-workshop\ntitle: "{words(60)}"\nintro: "{words(300)}"\nminutes: 80\npeople: 30\n'
        f"before:\n{before}outcomes:\n{outcomes}sheets: [{', '.join(['c-pack', 'c-prepare', 'w-plan'] * 2)}]\n"
        f"steps:\n{steps}afterwards:\n{after}",
        "utf-8",
    )
    site_index, _ = open_site(small)
    for paper in PAPERS:
        reader = PdfReader(
            io.BytesIO(
                single_sheet(RenderContext(site_index, settings, ""), site_index.dataset.workshop, PrintedFile("x", paper, large=False))
            )
        )
        assert len(reader.pages) == 1, paper.id
        assert min(sizes_of(reader)) >= SMALLEST_POINTS


def text_and_sizes(pdf: bytes) -> tuple[PdfReader, str, float]:
    """A file with its words, and its smallest type in points."""
    reader = PdfReader(io.BytesIO(pdf))
    return reader, text_of(reader), min(sizes_of(reader))


def printed(site_index, settings, name: str) -> Iterator[tuple[PdfReader, str, float]]:
    """Each file of something printed, with its words and its smallest type."""
    context = RenderContext(site_index, settings, "")
    content = next(content for content in sheet_contents(context) if content.name == name)
    for file in printed_files(name):
        yield text_and_sizes(printed_pdf(context, content, file))


# Examples of worksheets ---------------------------------------------------------------------------------

FILLED_PLAN = """# Filled in.
id: w-plan
title: Plan
step: find
intro: Fill it in.
example: Sam, before a call with a baker.
sections:
  - {heading: Why, hint: One line., lines: 2, filled: [[To see who decides.]]}
  - {heading: Compare, columns: [Question, First], rows: 2, filled: [["How long?", Ten years.], ["How far?", A mile.]]}
  - {heading: Named, columns: [Question, First], rows: [Pay, Hours], filled: [[Twenty an hour.]]}
  - {heading: Done, items: [I thanked them.]}
"""
WRITTEN = ("To see who decides.", "How long?", "Ten years.", "How far?", "A mile.", "Twenty an hour.")


def test_an_example_is_the_sheet_with_what_someone_wrote_and_the_sheet_itself_is_empty(small: Path, settings) -> None:
    (small / SHEET).write_text(FILLED_PLAN, "utf-8")
    site_index, _ = open_site(small)
    assert [file.name for file in printed_files("w-plan-filled")] == ["w-plan-filled-a4.pdf", "w-plan-filled-letter.pdf"]
    everywhere = ("Plan", "Why", "Compare", "Named", "Pay", "Hours", "Done", "I thanked them.")
    for reader, text, _ in printed(site_index, settings, "w-plan-filled"):
        assert len(reader.pages) == 1
        assert [
            words for words in (*everywhere, *WRITTEN, "Example: Plan", "Sam, before a call with a baker.") if squeeze(words) not in text
        ] == []
        assert "Name" not in text.replace("Named", ""), "it isn't anyone's to fill in"
        assert any("Italic" in font for font in fonts_of(reader))
    for _, text, _ in printed(site_index, settings, "w-plan"):
        assert [words for words in everywhere if squeeze(words) not in text] == []
        assert [words for words in (*WRITTEN, "Example") if squeeze(words) in text] == []


def fonts_of(reader: PdfReader) -> set[str]:
    return {str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()}


@pytest.mark.usefixtures("repeats_pass")
@pytest.mark.parametrize("text", [words, unbroken], ids=["words", "unbroken"])
def test_an_example_filled_to_every_limit_loses_nothing(small: Path, settings, text) -> None:
    """It may take more than a page then, since it's to read and not to write on."""
    six = ", ".join([f'"{text(40)}"'] * 6)
    cells = ", ".join([f'"{text(120)}"'] * 6)
    (small / SHEET).write_text(
        f'# Full.\nid: w-plan\ntitle: "{text(50)}"\nstep: find\nintro: "{text(200)}"\nexample: "{text(200)}"\nsections:\n'
        f"  - {{heading: Lines, lines: 6, filled: [{', '.join([f'[{chr(34)}{text(120)}{chr(34)}]'] * 6)}]}}\n"
        f"  - {{heading: Cells, columns: [{six}], rows: 12, filled: [{', '.join([f'[{cells}]'] * 12)}]}}\n",
        "utf-8",
    )
    site_index, _ = open_site(small)
    for reader, found, smallest in printed(site_index, settings, "w-plan-filled"):
        assert found.count(squeeze(text(120))) >= 6
        assert smallest >= SMALLEST_POINTS
        assert overflowing(reader) == []


def test_the_guides_own_examples_take_one_page(site_index, pdfs: dict[str, PdfReader]) -> None:
    for sheet in site_index.dataset.worksheets.values():
        for file in printed_files(sheet.id + EXAMPLE) if sheet.example else ():
            assert len(pdfs[file.name].pages) == 1, file.name


# Slides -------------------------------------------------------------------------------------------------


def test_each_slide_has_a_page_after_the_title_and_only_the_instructor_sees_what_to_say(
    site_index, settings, pdfs: dict[str, PdfReader]
) -> None:
    file = site_index.dataset.one(model.SlideFile)
    reader = pdfs["p-slides.pdf"]
    assert len(reader.pages) == 1 + len(file.slides)
    assert [squeeze(words) in squeeze(reader.pages[0].extract_text()) for words in (file.title, file.subtitle)] == [True, True]
    for number, (page, slide) in enumerate(zip(reader.pages[1:], file.slides, strict=True), 1):
        text = squeeze(page.extract_text())
        seen = (
            slide.title,
            *slide.lines,
            *(slide.quote or "").split("\n"),
            f"{number} of {len(file.slides)}",
            settings.site_url.removeprefix("https://"),
        )
        assert [words for words in seen if squeeze(words) not in text] == []
    everything = {name: text_of(pdfs[name]) for name in ("p-slides-instructor-a4.pdf", "p-slides-instructor-letter.pdf")}
    for slide in file.slides:
        assert [name for name, text in everything.items() if squeeze(slide.say) not in text or squeeze(slide.title) not in text] == []
    assert [slide.say for slide in file.slides if squeeze(slide.say) in text_of(reader)] == []


def test_the_guides_own_slides_can_be_read_from_the_last_row(pdfs: dict[str, PdfReader]) -> None:
    assert min(sizes_of(pdfs["p-slides.pdf"]) - {FOOTER_POINTS, BAND_POINTS, 20}) >= LAST_ROW_POINTS


def test_each_slide_names_its_step_of_the_workshop(site_index, pdfs: dict[str, PdfReader]) -> None:
    file = site_index.dataset.one(model.SlideFile)
    for page, slide in zip(pdfs["p-slides.pdf"].pages[1:], file.slides, strict=True):
        assert squeeze(f"Step {slide.step}{site_index.dataset.workshop.steps[slide.step - 1].title}") in squeeze(page.extract_text())


def full_slides(text) -> str:
    """Slides with every text at its limit: short lines, a message, and both."""
    lines = ", ".join([f'"{text(110)}"'] * 6)
    quote = "\n".join(f"      {part}" for part in ("", text(130), "", text(130), "", text(155)))
    shapes = (f"    lines: [{lines}]\n", f"    quote: |{quote}\n", f"    lines: [{lines}]\n    quote: |{quote}\n")
    slides = "".join(
        f'  - id: l-full-{number:02d}\n    title: "{text(60)}"\n{shape}'
        f'    minutes: 30\n    step: 2\n    skip: yes\n    say: "{text(600)}"\n'
        for number, shape in enumerate(shapes)
    )
    return f'# Full.\nid: p-slides\ntitle: "{text(60)}"\nsubtitle: "{text(120)}"\nslides:\n{slides}'


@pytest.mark.usefixtures("repeats_pass")
@pytest.mark.parametrize("text", [words, unbroken], ids=["words", "unbroken"])
def test_a_slide_filled_to_every_limit_fits_one_page_in_type_that_can_be_read(small: Path, settings, text) -> None:
    (small / "data/slides.yml").write_text(full_slides(text), "utf-8")
    site_index, _ = open_site(small)
    [(reader, found, smallest)] = printed(site_index, settings, "p-slides")
    assert len(reader.pages) == 4
    assert found.count(squeeze(text(60))) >= 4
    assert found.count(squeeze(text(110))) >= 12
    assert found.count(squeeze(text(155))) >= 2
    assert sorted(size for size in sizes_of(reader) if size != FOOTER_POINTS)[0] >= SLIDE_POINTS
    assert overflowing(reader) == []
    for reader, found, smallest in printed(site_index, settings, "p-slides-instructor"):
        assert found.count(squeeze(text(600))) == 3
        assert smallest >= SMALLEST_POINTS
        assert overflowing(reader) == []
