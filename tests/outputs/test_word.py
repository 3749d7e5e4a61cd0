"""Word files: the words of the sheet, in Word's own structure, and the same file each time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from macros import model
from macros.outputs.context import RenderContext
from macros.outputs.html.page_index import open_site
from macros.outputs.pdf.catalog import printables_of
from macros.outputs.pdf.sheets import sheet_data, write_sheets
from macros.outputs.word import LINE_STYLE, word_document

CHECK_BOX = qn("w:sdt")


@pytest.fixture(scope="module")
def files(site_index, settings) -> dict[str, bytes]:
    """The Word file of each sheet of the workshop, by the id of the sheet."""
    context = RenderContext(site_index, settings, "")
    names = [printable.id for printable in printables_of(site_index.dataset) if printable.word]
    assert names
    return {name: word_document(sheet_data(context, site_index.dataset.records[name]), "The guide", "en-US") for name in names}


def text_of(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def test_the_sheets_of_the_workshop_and_no_others_are_made(site_index, files: dict[str, bytes]) -> None:
    assert sorted(files) == sorted(site_index.dataset.workshop.sheets)


def test_a_file_has_every_word_of_its_sheet(site_index, files: dict[str, bytes]) -> None:
    dataset = site_index.dataset
    for name, file in files.items():
        sheet = dataset.records[name]
        words = [sheet.title, sheet.intro, "Name", "Date"]
        if isinstance(sheet, model.Checklist):
            words += [text for item in dataset.items_of(sheet) for text in (item.text, item.why)]
        else:
            for section in sheet.sections:
                rows = section.rows if isinstance(section.rows, list) else []
                words += [section.heading, section.hint or "", *section.items, *section.columns, *rows]
        text = text_of(file).replace("&amp;", "&")
        assert [word for word in words if word not in text] == [], name


def test_a_file_has_the_structure_of_its_sheet(site_index, files: dict[str, bytes]) -> None:
    dataset = site_index.dataset
    for name, file in files.items():
        sheet, document = dataset.records[name], Document(io.BytesIO(file))
        styles = [paragraph.style.name for paragraph in document.paragraphs]
        boxes = list(document.element.body.iter(CHECK_BOX))
        assert styles.count("Heading 1") == 1
        if isinstance(sheet, model.Checklist):
            assert len(boxes) == styles.count("List") == len(dataset.items_of(sheet)), name
            continue
        assert len(boxes) == sum(len(section.items) for section in sheet.sections)
        assert styles.count("Heading 2") == len(sheet.sections)
        assert styles.count(LINE_STYLE) == sum(section.lines or 0 for section in sheet.sections)
        tables = [section for section in sheet.sections if section.columns]
        for table, section in zip(document.tables, tables, strict=True):
            assert [cell.text for cell in table.rows[0].cells] == section.columns
            assert len(table.rows) == 1 + section.room[0]
            header = table.rows[0]._tr.trPr.find(qn("w:tblHeader"))
            assert header is not None, "the header is repeated on the next page"
            look = table._tbl.tblPr.find(qn("w:tblLook"))
            assert look.get(qn("w:firstColumn")) == str(int(isinstance(section.rows, list)))


def test_a_section_of_items_has_boxes_and_what_is_filled_in_stays_out(small: Path, settings) -> None:
    site_index, _ = open_site(small)
    sheet = site_index.dataset.worksheets["w-plan"]
    assert sheet.example and any(section.items for section in sheet.sections)
    text = text_of(word_document(sheet_data(RenderContext(site_index, settings, ""), sheet), "Small", "en-US"))
    assert "\u2610 I thanked them." in text
    assert "Twenty an hour." not in text and sheet.example not in text


def test_a_file_says_its_title_its_language_and_no_date_of_its_own(site_index, files: dict[str, bytes]) -> None:
    for name, file in files.items():
        document = Document(io.BytesIO(file))
        properties = document.core_properties
        assert properties.title == site_index.dataset.records[name].title
        assert (properties.author, properties.language, properties.comments) == ("The guide", "en-US", "")
        assert properties.created == properties.modified
        languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
        assert languages == {"en-US"}
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not any("thumbnail" in entry for entry in archive.namelist())


def test_word_reads_borders_before_the_space_around_a_paragraph(files: dict[str, bytes]) -> None:
    """It refuses a file whose elements come in another order."""
    for file in files.values():
        style = Document(io.BytesIO(file)).styles[LINE_STYLE].element.pPr
        names = [child.tag.split("}")[1] for child in style]
        assert names.index("pBdr") < names.index("spacing")


def test_the_files_are_written_beside_the_pdfs(small: Path, settings, tmp_path: Path) -> None:
    site_index, _ = open_site(small)
    written = write_sheets(site_index, settings, tmp_path)
    assert {path.name for path in written if path.suffix == ".docx"} == {"c-pack.docx", "w-plan.docx"}
    with zipfile.ZipFile(tmp_path / "all-sheets.zip") as archive:
        assert {"c-pack.docx", "w-plan.docx", "w-plan-a4.pdf"} <= set(archive.namelist())
