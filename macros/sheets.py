"""Model to PDF, through templates/sheets/*.typ.

The data reach Typst as JSON, never as code. Only the fonts in Typst's wheel are used, and no date
is written, so that every machine makes the same files.
"""

from __future__ import annotations

import json
from pathlib import Path

import typst

from macros import model
from macros.render import Book, View
from macros.settings import Settings

TEMPLATES = Path(__file__).parent / "templates" / "sheets"
PAPERS = {"a4": "a4", "letter": "us-letter"}


def write_sheets(book: Book, settings: Settings, folder: Path) -> list[Path]:
    """Write every checklist and worksheet in both paper sizes into `folder`, and the picture that sharing shows.

    Returns the files. Raises typst.TypstError when a sheet breaks PDF/UA-1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    view = View(book, settings, "")
    written = []
    for sheet in book.guide.sheets():
        for size, paper in PAPERS.items():
            path = folder / f"{sheet.id}-{size}.pdf"
            path.write_bytes(compile_sheet(sheet_data(view, sheet), paper))
            written.append(path)
    card = folder / "card.png"
    typst.compile(str(TEMPLATES / "card.typ"), str(card), format="png", ppi=72, sys_inputs={"guide": settings.site_name}, **_sealed())
    return [*written, card]


def sheet_data(view: View, sheet: model.Checklist | model.Worksheet) -> dict:
    """What a template needs of a sheet, as plain data."""
    data = sheet.model_dump(mode="json")
    data["guide"] = view.settings.site_name
    data["address"] = (view.settings.site_url + view.href(sheet.id).split("#")[0]).removeprefix("https://")
    for item in data.get("items", []):
        item["for"] = view.labels("audiences", item["audiences"])
    return data


def compile_sheet(data: dict, paper: str) -> bytes:
    """One sheet as PDF/UA-1; `data` as sheet_data gives it, `paper` as Typst names it."""
    template = "checklist.typ" if "items" in data else "worksheet.typ"
    inputs = {"data": json.dumps(data), "paper": paper}
    return typst.compile(str(TEMPLATES / template), sys_inputs=inputs, pdf_standards=["ua-1"], **_sealed())


def _sealed() -> dict:
    """Options that keep Typst to this project's files and its own fonts."""
    return {"ignore_system_fonts": True, "font_paths": [], "root": str(TEMPLATES.parents[2])}
