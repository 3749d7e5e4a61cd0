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
from macros.loading.dataset import Dataset
from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.formatting import paragraphs
from macros.outputs.pdf.catalog import AFTER, ALL_IN_ONE, SHEETS_MANIFEST, STARTER, PrintedFile, packs, printed_files
from macros.outputs.timetable import timed_steps
from macros.settings import Settings

SHEET_TEMPLATES = Path(__file__).parent / "templates"
PICTURE_DPI = 26
"""Dots per inch of the small pictures of the sheets."""
SOON = "1 day after"
"""What of the list for after the talk goes into the pocket set: whatever is due until then."""


def write_sheets(site_index: SiteIndex, settings: Settings, folder: Path) -> list[Path]:
    """Write everything that is printed into `folder`, a zip of it all, and what the page of printables must know.

    Returns the files. Raises typst.TypstError when a sheet breaks PDF/UA-1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    context = RenderContext(site_index, settings, "")
    jobs = [
        (name, template, file, _put(context, file, data))
        for name, template, data in sheet_contents(context)
        for file in printed_files(name)
    ]

    def make(job: tuple[str, str, PrintedFile, dict]) -> int:
        """Write one file; returns how many pages it has, which pictures of a few dots tell."""
        name, template, file, data = job
        (folder / file.name).write_bytes(_compile(template, data, "pdf")[0])
        first = file == printed_files(name)[0]
        drawn = _compile(template, data, "png", PICTURE_DPI if first else 2)
        if first:
            (folder / f"{name}.png").write_bytes(drawn[0])
        return len(drawn)

    with ThreadPoolExecutor() as pool:
        pages = dict(zip((file.name for _, _, file, _ in jobs), pool.map(make, jobs), strict=True))
    pdfs = [folder / name for name in pages]
    pictures = [folder / f"{name}.png" for name in dict.fromkeys(name for name, *_ in jobs)]
    _zip(folder / ALL_IN_ONE, pdfs)
    (folder / SHEETS_MANIFEST).write_text(json.dumps(pages, indent=1) + "\n", "utf-8")
    card = folder / "card.png"
    typst.compile(str(SHEET_TEMPLATES / "card.typ"), str(card), format="png", ppi=72, sys_inputs={"guide": settings.site_name}, **_sealed())
    return [*pdfs, *pictures, folder / ALL_IN_ONE, folder / SHEETS_MANIFEST, card]


def single_sheet(context: RenderContext, sheet: model.Record, file: PrintedFile) -> bytes:
    """One of the PDFs of a sheet."""
    return _compile("single.typ", _put(context, file, {"sheets": [sheet_data(context, sheet)]}), "pdf")[0]


def _put(context: RenderContext, file: PrintedFile, data: dict) -> dict:
    """What every template needs, and the data of this one."""
    return {"guide": context.settings.site_name, "paper": file.paper.typst, "large": file.large, **data}


def sheet_contents(context: RenderContext) -> Iterator[tuple[str, str, dict]]:
    """The id of every sheet and pack, its template, and what the template needs."""
    sheets = {sheet.id: sheet_data(context, sheet) for sheet in context.dataset.sheets()}
    for name, data in sheets.items():
        yield name, "single.typ", {"sheets": [data]}
    made_of = {
        "p-pocket": ("pocket.typ", pocket_data),
        "p-workbook": ("workbook.typ", workbook_data),
        "p-handouts": ("handouts.typ", lambda context: {}),
    }
    for pack in packs(context.dataset):
        template, more = made_of[pack.id]
        yield pack.id, template, {"title": pack.title, "intro": pack.intro, "sheets": list(sheets.values()), **more(context)}


def sheet_data(context: RenderContext, sheet: model.Checklist | model.Worksheet | model.Workshop) -> dict:
    """What a template needs of a sheet, as plain data."""
    data = sheet.model_dump(mode="json")
    data |= {"kind": type(sheet).__name__.lower(), **_address(context, sheet.id)}
    if isinstance(sheet, model.Checklist):
        data["items"] = [_item(context, item) for item in context.dataset.items_of(sheet)]
    if isinstance(sheet, model.Workshop):
        data["steps"] = [{**step.model_dump(), "start": start, "end": end} for start, end, step in timed_steps(sheet.steps)]
    return data


def _item(context: RenderContext, item: model.Item) -> dict:
    return {**item.model_dump(mode="json"), "for": context.labels("audiences", item.audiences)}


def pocket_data(context: RenderContext) -> dict:
    """The starter questions, the stages of the talk, the parts of a request, and what is due in the first day after it."""
    dataset = context.dataset
    after = dataset.checklists[AFTER]
    until = model.due(SOON).order
    items = [_item(context, item) for item in after.items if not item.audiences and model.due(item.when).order <= until]
    return {
        "starter": _starter(dataset),
        "stages": [stage.model_dump() for stage in dataset.vocabulary.stages],
        "parts": [part.model_dump() for part in dataset.vocabulary.parts],
        "after": {"title": after.title, "items": items},
        **_address(context, ""),
    }


def workbook_data(context: RenderContext) -> dict:
    """What the workbook has besides the sheets: the starter questions, and a pattern for each channel."""
    dataset = context.dataset
    patterns = []
    for channel, file in ((dataset.term("channels", name), file) for name, file in dataset.channels.items()):
        message = file.messages[0]
        texts = {key: _with_gaps(dataset, getattr(message, key) or "") for key in ("subject", "text")}
        patterns.append(
            {"channel": channel.label, "title": message.title, "subject": texts["subject"], "paragraphs": paragraphs(texts["text"])}
        )
    order = dataset.orders[STARTER]
    return {
        "licence": "Text and data CC BY 4.0: copy and change it, and say where it comes from.",
        "starter": {"title": order.title, "intro": order.intro, "questions": _starter(dataset)},
        "patterns": {
            "intro": "One example for each way to ask. Fill in what stands in brackets, and change the rest until it sounds like you.",
            "parts": [part.model_dump() for part in dataset.vocabulary.parts],
            "messages": patterns,
        },
        **_address(context, ""),
    }


def _with_gaps(dataset: Dataset, marked_text: str) -> str:
    """A message without its marks, each placeholder as its label in brackets."""
    return model.PLACEHOLDER.sub(lambda match: f"[{dataset.placeholders[match[1]].label.lower()}]", model.unmarked(marked_text))


def _starter(dataset: Dataset) -> list[dict]:
    questions = [dataset.records[name] for name in dataset.orders[STARTER].questions]
    return [
        {"text": question.softener or question.text, "purpose": question.purpose, "probes": question.probes[:2]} for question in questions
    ]


def _address(context: RenderContext, record: str) -> dict:
    """The address of a record's page (or of the guide) as short text, and as a QR code in SVG."""
    url = context.settings.site_url + (context.href(record).split("#")[0] if record else "")
    code = io.BytesIO()
    segno.make(url, error="m", micro=False).save(code, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return {"address": url.removeprefix("https://"), "qr": code.getvalue().decode()}


def _compile(template: str, data: dict, kind: str, dots_per_inch: float | None = None) -> list[bytes]:
    """A file as Typst makes it: one PDF/UA-1, or a PNG for each page."""
    options = {"pdf_standards": ["ua-1"]} if kind == "pdf" else {"ppi": dots_per_inch}
    made = typst.compile(str(SHEET_TEMPLATES / template), format=kind, sys_inputs={"data": json.dumps(data)}, **options, **_sealed())
    return made if isinstance(made, list) else [made]


def _zip(path: Path, files: list[Path]) -> None:
    """One archive of the files, without the time at which it was made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes(), zipfile.ZIP_DEFLATED)


def _sealed() -> dict:
    """Options that keep Typst to this project's files and its own fonts."""
    return {"ignore_system_fonts": True, "font_paths": [], "root": str(SHEET_TEMPLATES.parents[3])}
