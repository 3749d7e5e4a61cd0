"""Model to PDF, through templates/sheets/*.typ.

The data reach Typst as JSON, never as code. Only the fonts in Typst's wheel are used, and no date
is written, so that every machine makes the same files.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import segno
import typst

from macros import model
from macros.guide import Guide
from macros.printed import AFTER, ALL_IN_ONE, MANIFEST, STARTER, PrintedFile, files_of, packs
from macros.render import Book, View, paragraphs
from macros.settings import Settings
from macros.way import timed

TEMPLATES = Path(__file__).parent / "templates" / "sheets"
PICTURE_DPI = 26
"""Dots per inch of the small pictures of the sheets."""
SOON = "1 day after"
"""What of the list for after the talk goes into the pocket set: whatever is due until then."""


def write_sheets(book: Book, settings: Settings, folder: Path) -> list[Path]:
    """Write everything that is printed into `folder`, a zip of it all, and what the page of printables must know.

    Returns the files. Raises typst.TypstError when a sheet breaks PDF/UA-1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    view = View(book, settings, "")
    jobs = [(name, template, file, _put(view, file, data)) for name, template, data in contents(view) for file in files_of(name)]

    def make(job: tuple[str, str, PrintedFile, dict]) -> int:
        """Write one file; returns how many pages it has, which pictures of a few dots tell."""
        name, template, file, data = job
        (folder / file.name).write_bytes(_compile(template, data, "pdf")[0])
        first = file == files_of(name)[0]
        drawn = _compile(template, data, "png", PICTURE_DPI if first else 2)
        if first:
            (folder / f"{name}.png").write_bytes(drawn[0])
        return len(drawn)

    with ThreadPoolExecutor() as pool:
        pages = dict(zip((file.name for _, _, file, _ in jobs), pool.map(make, jobs), strict=True))
    pdfs = [folder / name for name in pages]
    pictures = [folder / f"{name}.png" for name in dict.fromkeys(name for name, *_ in jobs)]
    _zip(folder / ALL_IN_ONE, pdfs)
    (folder / MANIFEST).write_text(json.dumps(pages, indent=1) + "\n", "utf-8")
    card = folder / "card.png"
    typst.compile(str(TEMPLATES / "card.typ"), str(card), format="png", ppi=72, sys_inputs={"guide": settings.site_name}, **_sealed())
    return [*pdfs, *pictures, folder / ALL_IN_ONE, folder / MANIFEST, card]


def single_sheet(view: View, sheet: model.Record, file: PrintedFile) -> bytes:
    """One of the PDFs of a sheet."""
    return _compile("single.typ", _put(view, file, {"sheets": [sheet_data(view, sheet)]}), "pdf")[0]


def _put(view: View, file: PrintedFile, data: dict) -> dict:
    """What every template needs, and the data of this one."""
    return {"guide": view.settings.site_name, "paper": file.paper.typst, "large": file.large, **data}


def contents(view: View) -> Iterator[tuple[str, str, dict]]:
    """The id of every sheet and pack, its template, and what the template needs."""
    sheets = {sheet.id: sheet_data(view, sheet) for sheet in view.guide.printed()}
    for name, data in sheets.items():
        yield name, "single.typ", {"sheets": [data]}
    made_of = {
        "p-pocket": ("pocket.typ", pocket_data),
        "p-workbook": ("workbook.typ", workbook_data),
        "p-handouts": ("handouts.typ", lambda view: {}),
    }
    for pack in packs(view.guide):
        template, more = made_of[pack.id]
        yield pack.id, template, {"title": pack.title, "intro": pack.intro, "sheets": list(sheets.values()), **more(view)}


def sheet_data(view: View, sheet: model.Checklist | model.Worksheet | model.Workshop) -> dict:
    """What a template needs of a sheet, as plain data."""
    data = sheet.model_dump(mode="json")
    data |= {"kind": type(sheet).__name__.lower(), **_address(view, sheet.id)}
    if isinstance(sheet, model.Checklist):
        data["items"] = [_item(view, item) for item in view.guide.items_of(sheet)]
    if isinstance(sheet, model.Workshop):
        data["steps"] = [{**step.model_dump(), "start": start, "end": end} for start, end, step in timed(sheet.steps)]
    return data


def _item(view: View, item: model.Item) -> dict:
    return {**item.model_dump(mode="json"), "for": view.labels("audiences", item.audiences)}


def pocket_data(view: View) -> dict:
    """The starter questions, the stages of the talk, the parts of a request, and what is due in the first day after it."""
    guide = view.guide
    after = guide.checklists[AFTER]
    until = model.due(SOON).order
    items = [_item(view, item) for item in after.items if not item.audiences and model.due(item.when).order <= until]
    return {
        "starter": _starter(guide),
        "stages": [stage.model_dump() for stage in guide.vocabulary.stages],
        "parts": [part.model_dump() for part in guide.vocabulary.parts],
        "after": {"title": after.title, "items": items},
        **_address(view, ""),
    }


def workbook_data(view: View) -> dict:
    """What the workbook has besides the sheets: the starter questions, and a pattern for each channel."""
    guide = view.guide
    patterns = []
    for channel, file in ((guide.term("channels", name), file) for name, file in guide.channels.items()):
        message = file.messages[0]
        texts = {key: _with_gaps(guide, getattr(message, key) or "") for key in ("subject", "text")}
        patterns.append(
            {"channel": channel.label, "title": message.title, "subject": texts["subject"], "paragraphs": paragraphs(texts["text"])}
        )
    order = guide.orders[STARTER]
    return {
        "licence": "Text and data CC BY 4.0: copy and change it, and say where it comes from.",
        "starter": {"title": order.title, "intro": order.intro, "questions": _starter(guide)},
        "patterns": {
            "intro": "One example for each way to ask. Fill in what stands in brackets, and change the rest until it sounds like you.",
            "parts": [part.model_dump() for part in guide.vocabulary.parts],
            "messages": patterns,
        },
        **_address(view, ""),
    }


def _with_gaps(guide: Guide, marked_text: str) -> str:
    """A message without its marks, each placeholder as its label in brackets."""
    return model.PLACEHOLDER.sub(lambda match: f"[{guide.placeholders[match[1]].label.lower()}]", model.unmarked(marked_text))


def _starter(guide: Guide) -> list[dict]:
    questions = [guide.records[name] for name in guide.orders[STARTER].questions]
    return [
        {"text": question.softener or question.text, "purpose": question.purpose, "probes": question.probes[:2]} for question in questions
    ]


def _address(view: View, record: str) -> dict:
    """The address of a record's page (or of the guide) as short text, and as a QR code in SVG."""
    url = view.settings.site_url + (view.href(record).split("#")[0] if record else "")
    code = io.BytesIO()
    segno.make(url, error="m", micro=False).save(code, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return {"address": url.removeprefix("https://"), "qr": code.getvalue().decode()}


def _compile(template: str, data: dict, kind: str, dots_per_inch: float | None = None) -> list[bytes]:
    """A file as Typst makes it: one PDF/UA-1, or a PNG for each page."""
    options = {"pdf_standards": ["ua-1"]} if kind == "pdf" else {"ppi": dots_per_inch}
    made = typst.compile(str(TEMPLATES / template), format=kind, sys_inputs={"data": json.dumps(data)}, **options, **_sealed())
    return made if isinstance(made, list) else [made]


def _zip(path: Path, files: list[Path]) -> None:
    """One archive of the files, without the time at which it was made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes(), zipfile.ZIP_DEFLATED)


def _sealed() -> dict:
    """Options that keep Typst to this project's files and its own fonts."""
    return {"ignore_system_fonts": True, "font_paths": [], "root": str(TEMPLATES.parents[2])}
