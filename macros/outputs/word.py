"""Writes a checklist or a worksheet as a Word file, for anyone who wants to change it before they print it.

It has what the sheet's PDF has, from the same data, as Word's own structure: headings, check boxes that can be clicked, paragraphs with a
line below them, and tables whose header is repeated. The file has no date, so every machine makes the same one.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from macros.outputs.archive import zip_of

FONT = "Georgia"
"""A font that comes with Windows, macOS and most versions of Word. Typst's fonts don't."""
MARGIN, ROW = Mm(18), Mm(9)
NAME_AND_DATE = Mm(115), Mm(174)
"""Where the lines for the name and for the date end. They fit on US Letter, which the file is in, and on A4."""
NO_DATE = datetime(2000, 1, 1)
"""The day every file says it was made, since the real one would make each file different."""
HEADING_SIZES = {"Heading 1": Pt(18), "Heading 2": Pt(12)}
LINE_STYLE = "Line to write on"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def word_document(sheet: dict[str, Any], author: str, language: str) -> bytes:
    """A sheet as a Word file.

    Args:
        sheet: A checklist or a worksheet as plain data, as pdf/sheets.py gives it to the templates.
        author: The name of the guide.
        language: The language of its texts, such as "en-US".

    Returns:
        The file; the same for the same sheet.
    """
    document = Document()
    _set_up(document, sheet["title"], author, language)
    document.add_heading(sheet["title"], 1)
    when = f" When: {sheet['when']}." if "when" in sheet else ""
    document.add_paragraph(f"{sheet['intro']}{when}")
    document.add_paragraph(f"Online: {sheet['address']}")
    if sheet.get("unsigned") != "yes":
        _name_and_date(document)
    if "sections" in sheet:
        for section in sheet["sections"]:
            _add_section(document, section)
    else:
        for item in sheet["items"]:
            due = f"{item['when'][0].upper()}{item['when'][1:]}, {item['minutes']} min."
            _add_box(document, item["text"], " ".join(filter(None, (f"{item['for']}:" if item["for"] else "", item["why"], due))))
    return _without_times(document)


def _set_up(document: WordDocument, title: str, author: str, language: str) -> None:
    """The properties of the file, its page, and the styles that the sheet uses."""
    # A picture of the empty page that python-docx begins with.
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, language
    properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = NO_DATE
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    styles = document.styles
    normal = cast(ParagraphStyle, styles["Normal"])
    normal.font.size, normal.paragraph_format.space_after = Pt(10.5), Pt(4)
    for name in ("Normal", *HEADING_SIZES):
        style = cast(ParagraphStyle, styles[name])
        style.font.name, style.font.color.rgb = FONT, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # A font of the theme would go before the one that is named.
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:hAnsi"), FONT)
    for name, size in HEADING_SIZES.items():
        heading = cast(ParagraphStyle, styles[name])
        heading.font.size, heading.paragraph_format.space_before, heading.paragraph_format.space_after = size, Pt(10), Pt(2)
    line = cast(ParagraphStyle, styles.add_style(LINE_STYLE, WD_STYLE_TYPE.PARAGRAPH))
    # "between" draws the line below each of several such paragraphs; without it Word puts one line below all of them. Word expects
    # borders before the space around a paragraph.
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="000000"/>' for side in ("bottom", "between"))
    line.element.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{borders}</w:pBdr>"))
    line.base_style, line.paragraph_format.space_before, line.paragraph_format.space_after = normal, Pt(14), Pt(0)
    for element in styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _name_and_date(document: WordDocument) -> None:
    """A line for the name and one for the date, which tabs draw."""
    paragraph = document.add_paragraph("Name \tDate \t")
    for position in NAME_AND_DATE:
        paragraph.paragraph_format.tab_stops.add_tab_stop(position, leader=WD_TAB_LEADER.LINES)


def _add_section(document: WordDocument, section: dict[str, Any]) -> None:
    """A part of a worksheet: its heading, and what there is to check off or to write on."""
    document.add_heading(section["heading"], 2)
    if section["hint"]:
        document.add_paragraph(section["hint"]).paragraph_format.keep_with_next = True
    for item in section["items"]:
        _add_box(document, item)
    for _ in range(section["lines"] or 0):
        document.add_paragraph(style=LINE_STYLE)
    if section["columns"]:
        _add_table(document, section["columns"], section["rows"])


def _add_table(document: WordDocument, columns: list[str], rows: int | list[str]) -> None:
    labels = rows if isinstance(rows, list) else [""] * rows
    table = document.add_table(rows=1 + len(labels), cols=len(columns), style="Table Grid")
    # The first row, and the first column if its cells have words, are headers to a screen reader.
    look = cast(BaseOxmlElement, table._tbl.tblPr.find(qn("w:tblLook")))
    look.set(qn("w:firstRow"), "1")
    look.set(qn("w:firstColumn"), str(int(isinstance(rows, list))))
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _row_property(table.rows[0]._tr, "w:tblHeader")
    for row, label in zip(table.rows[1:], labels, strict=False):
        row.height, row.height_rule = ROW, WD_ROW_HEIGHT_RULE.AT_LEAST
        row.cells[0].text = label
        _row_property(row._tr, "w:cantSplit")


def _row_property(row: BaseOxmlElement, name: str) -> None:
    cast(Any, row).get_or_add_trPr().append(OxmlElement(name))


def _add_box(document: WordDocument, text: str, note: str = "") -> None:
    """A line with a box that can be checked on a screen and on paper, and a smaller note below it."""
    paragraph = document.add_paragraph(style="List")
    paragraph._p.append(_check_box())
    paragraph.add_run(f" {text}")
    if note:
        paragraph.add_run().add_break()
        paragraph.add_run(note).font.size = Pt(8.5)


def _check_box() -> BaseOxmlElement:
    """One of Word's own check boxes, unchecked. See [MS-DOCX], 2.6.1.12: https://learn.microsoft.com/openspecs/office_standards/ms-docx"""
    states = "".join(
        f'<w14:{state} w14:val="{sign}" w14:font="MS Gothic"/>' for state, sign in (("checkedState", "2612"), ("uncheckedState", "2610"))
    )
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
        "<w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _without_times(document: WordDocument) -> bytes:
    """The file, which is an archive, without the time it was made."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old:
        return zip_of((name, old.read(name)) for name in old.namelist())
