"""Writes the printable sheets as PDFs, using templates/*.typ.

Typst gets the data as JSON, never as code. A machine's own fonts aren't used, and no date is written,
so every machine makes the same files.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import segno
import typst

from macros import model
from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.loading.dataset import Dataset
from macros.outputs.archive import zip_of
from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.formatting import paragraphs
from macros.outputs.pdf.catalog import (
    AFTER,
    ALL_IN_ONE,
    CARDS,
    EXAMPLE,
    INSTRUCTOR_SLIDES,
    SHEETS_MANIFEST,
    SLIDES,
    STARTER,
    PrintedFile,
    card_questions,
    packs,
    printables_of,
    printed_files,
)
from macros.outputs.pdf.file_cache import FileCache
from macros.outputs.pdf.fonts import font_options
from macros.outputs.pdf.glyphs import ASKED_IN_PART, printed_texts
from macros.outputs.timetable import questions_of, slides_by_step, timed_steps
from macros.settings import Settings

SHEET_TEMPLATES = Path(__file__).parent / "templates"
PICTURE_DPI = 26
"""Dots per inch of the small pictures of the sheets."""
COMPILATIONS_REMEMBERED = 10
"""For how many compilations Typst keeps what it has laid out."""
PAGE_COUNT = "<page-count>"
"""The label in the templates that holds the number of pages."""
POCKET_UNTIL = "1 day after"
"""Items of the checklist for afterward go into the pocket set if they're due by then."""


class SheetContent(NamedTuple):
    """What's printed on a sheet or in a pack: its id, the Typst template, and the template's data."""

    name: str
    template: str
    data: dict[str, Any]


def write_sheets(site_index: SiteIndex, settings: Settings, folder: Path, kept: FileCache | None = None) -> list[Path]:
    """Write everything that's printed: each PDF, a picture of each sheet, the Word files, a zip of it all, and the PDFs' page counts.

    Args:
        site_index: The data, and where each sheet is on the site.
        settings: The site's name and address, which every sheet shows.
        folder: Where the files go; it's created if it's missing.
        kept: The files of earlier builds. What has changed since then is made; without it, everything is.

    Returns:
        The files.

    Raises:
        InvalidGuideError: With every sheet Typst refuses; in that case no file is written.
    """
    kept = kept or FileCache()
    context = RenderContext(site_index, settings, "")
    contents = list(sheet_contents(context))
    jobs = [(content, file) for content in contents for file in printed_files(content.name)]

    def make(job: tuple[SheetContent, PrintedFile]) -> _Made | Diagnostic:
        content, file = job
        try:
            return _make_sheet(context, content, file, kept)
        except typst.TypstError as error:
            return _refused(context.dataset, content, error)

    # One after the other: made at the same time, the tags of a sheet that measures itself differ from one build to the next.
    made = {job[1].name: make(job) for job in jobs}
    if refused := [sheet for sheet in made.values() if isinstance(sheet, Diagnostic)]:
        raise InvalidGuideError(refused)
    sheets = {name: sheet for name, sheet in made.items() if isinstance(sheet, _Made)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in sheets.items():
        (folder / name).write_bytes(sheet.pdf)
        if sheet.picture:
            (folder / f"{sheet.name}.png").write_bytes(sheet.picture)
    files = [folder / name for name in sheets] + list(_write_word_files(context, folder, kept))
    (folder / ALL_IN_ONE).write_bytes(_zip(files, kept))
    page_counts = {name: sheet.page_count for name, sheet in sheets.items()}
    (folder / SHEETS_MANIFEST).write_text(json.dumps(page_counts, indent=1) + "\n", "utf-8")
    pictures = [folder / f"{content.name}.png" for content in contents]
    return [*files, *pictures, folder / ALL_IN_ONE, folder / SHEETS_MANIFEST]


def _write_word_files(context: RenderContext, folder: Path, kept: FileCache) -> Iterator[Path]:
    """Write the sheets that people can change in Word."""
    settings = context.settings
    for printable in printables_of(context.dataset):
        if printable.word:
            path = folder / printable.word
            data = sheet_data(context, context.dataset.records[printable.id])
            make = partial(_word_document, data, settings.site_name, settings.language)
            path.write_bytes(kept.get(["Word", json.dumps(data), settings.site_name, settings.language], make))
            yield path


def _word_document(data: dict[str, Any], author: str, language: str) -> bytes:
    # python-docx takes a while to import, and mostly there's nothing for it to do.
    from macros.outputs.word import word_document

    return word_document(data, author, language)


class _Made(NamedTuple):
    """One PDF as it will be written: the id of its sheet or pack, and the picture of its first page with a sheet's first file."""

    name: str
    pdf: bytes
    page_count: int
    picture: bytes | None


def _make_sheet(context: RenderContext, content: SheetContent, file: PrintedFile, kept: FileCache) -> _Made:
    """One PDF, as it was kept or a new one. Raises typst.TypstError if Typst refuses it."""
    data = json.dumps(_with_layout(context, file, content.data))
    has_picture = file == printed_files(content.name)[0]
    packed = kept.get(["PDF", content.template, data, str(has_picture)], lambda: _packed(content.template, data, has_picture))
    head, pdf_and_picture = packed[: _PACKED.size], packed[_PACKED.size :]
    page_count, length = _PACKED.unpack(head)
    return _Made(content.name, pdf_and_picture[:length], page_count, pdf_and_picture[length:] if has_picture else None)


_PACKED = struct.Struct("<II")
"""How a PDF is kept: its number of pages, its length in bytes, then the PDF itself and the picture of its first page, if it has one."""


def _packed(template: str, data: str, has_picture: bool) -> bytes:
    _free_memory()
    compiler = _compiler(template, data)
    pdf = _pdf(compiler)
    page_count = int(json.loads(compiler.query(PAGE_COUNT, field="value", one=True)))
    return _PACKED.pack(page_count, len(pdf)) + pdf + (_first_page(compiler, PICTURE_DPI) if has_picture else b"")


def _free_memory() -> None:
    """Make Typst drop what it has laid out so far, which it keeps for ten more compilations.

    No file needs what another one left, and all of it together takes more than twice the memory.
    """
    compiler = typst.Compiler(**font_options())
    for _ in range(COMPILATIONS_REMEMBERED + 1):
        compiler.compile(b"", format="svg")


def _refused(dataset: Dataset, content: SheetContent, error: typst.TypstError) -> Diagnostic:
    """Why Typst refuses a sheet, placed at the text it names, or otherwise at the sheet or the template of a pack."""
    named = re.search(r'the text `"(.+?)"`', error.message)
    places = [place for place, text in printed_texts(dataset) if named and named[1] in text]
    sheet = dataset.records.get(next(printable.record for printable in printables_of(dataset) if printable.id == content.name))
    template = Place(f"macros/outputs/pdf/templates/{content.template}")
    place = places[0] if places else sheet.origin.at("id") if sheet else template
    what = f"the sheet {content.name} can't be printed: {error.message}"
    return Diagnostic(place, "R341", what, expected="a text and a template that Typst can turn into a PDF/UA-1")


def printed_pdf(context: RenderContext, content: SheetContent, file: PrintedFile) -> bytes:
    """One of the PDFs of anything that's printed."""
    return _pdf(_compiler(content.template, json.dumps(_with_layout(context, file, content.data))))


def first_page_picture(context: RenderContext, content: SheetContent, file: PrintedFile, dpi: int) -> bytes:
    """The first page of one of the PDFs, as PNG, in so many dots per inch."""
    return _first_page(_compiler(content.template, json.dumps(_with_layout(context, file, content.data))), dpi)


def single_sheet(context: RenderContext, sheet: model.Record, file: PrintedFile) -> bytes:
    """One of the PDFs of a sheet."""
    return printed_pdf(context, SheetContent(sheet.id, "single.typ", {"sheets": [sheet_data(context, sheet)]}), file)


def _with_layout(context: RenderContext, file: PrintedFile, data: dict[str, Any]) -> dict[str, Any]:
    """The data of a template, plus what every template needs."""
    settings = context.settings
    region = settings.language.partition("-")[2] or None
    return {"guide": settings.site_name, "region": region, "paper": file.paper.typst, "large": file.large, **data}


def sheet_contents(context: RenderContext) -> Iterator[SheetContent]:
    """Yield what's printed on every sheet and in every pack, whatever the paper."""
    sheets = {sheet.id: sheet_data(context, sheet) for sheet in context.dataset.sheets()}
    for name, data in sheets.items():
        yield SheetContent(name, "single.typ", {"sheets": [data]})
    for sheet in context.dataset.worksheets.values():
        if sheet.example:
            yield SheetContent(sheet.id + EXAMPLE, "single.typ", {"sheets": [example_data(context, sheet)]})
    if slides := context.dataset.find(model.SlideFile):
        yield SheetContent(SLIDES, "slides.typ", slides_data(context, slides))
        yield SheetContent(INSTRUCTOR_SLIDES, "slides-instructor.typ", instructor_data(context, slides))
    pack_data = {"p-pocket": pocket_data, "p-cards": cards_data, "p-workbook": workbook_data}
    for pack in packs(context.dataset):
        more = pack_data[pack.id](context) if pack.id in pack_data else {}
        template = f"{pack.id.removeprefix('p-')}.typ"
        yield SheetContent(pack.id, template, {"title": pack.title, "intro": pack.intro, "sheets": list(sheets.values()), **more})


def sheet_data(context: RenderContext, sheet: model.Record) -> dict[str, Any]:
    """What a template needs from a sheet, as plain data; `layout` is the template that draws its body.

    Raises:
        FileNotFoundError: If there's no such template.
    """
    data = {**sheet.model_dump(mode="json"), "layout": _layout(sheet), "step": _step(context, sheet), **_address(context, sheet.id)}
    if isinstance(sheet, model.Worksheet):
        # Only the example shows what is filled in.
        data |= {"example": None, "sections": [{**section, "filled": []} for section in data["sections"]]}
    if isinstance(sheet, model.Checklist):
        data["items"] = [_item(context, item) for item in context.dataset.items_of(sheet)]
    if isinstance(sheet, model.Workshop):
        data["steps"] = [{**step.model_dump(), "start": start, "end": end} for start, end, step in timed_steps(sheet.steps)]
        data["sheets"] = [context.title(name) for name in sheet.sheets]
    return data


def example_data(context: RenderContext, sheet: model.Worksheet) -> dict[str, Any]:
    """What a template needs from the example of a worksheet, whose intro says who filled it in."""
    filled_in = sheet.model_dump(mode="json", include={"example", "sections"})
    return {**sheet_data(context, sheet), **filled_in, "title": f"Example: {sheet.title}", "intro": sheet.example}


def slides_data(context: RenderContext, file: model.SlideFile) -> dict[str, Any]:
    """What the group sees: the first slide, and the title, the lines and the quote of each of the others, with the step it belongs to."""
    seen = {"title", "lines", "quote", "step"}
    return {
        "title": file.title,
        "subtitle": file.subtitle,
        "slides": [slide.model_dump(mode="json", include=seen) for slide in file.slides],
        "steps": {str(step.number): step.title for step in slides_by_step(context.dataset)},
        **_address(context, ""),
    }


def instructor_data(context: RenderContext, file: model.SlideFile) -> dict[str, Any]:
    """What the instructor sees: the slides by step of the workshop, and the minutes of all of them and of those that can be skipped."""
    minutes = [(slide.minutes, slide.skip == "yes") for slide in file.slides]
    return {
        "title": f"{file.title}: the instructor's copy",
        "minutes": sum(each for each, _ in minutes),
        "skipped": sum(each for each, skip in minutes if skip),
        "steps": [
            {**step._asdict(), "slides": [{**slide.model_dump(mode="json"), "number": number} for number, slide in step.slides]}
            for step in slides_by_step(context.dataset)
        ],
        **_address(context, file.id),
    }


def _step(context: RenderContext, sheet: model.Record) -> dict[str, Any] | None:
    """The step that a sheet belongs to, with its number among all of them; None if it belongs to none."""
    for number, step in enumerate(context.dataset.vocabulary.steps, 1):
        if step.id == getattr(sheet, "step", ""):
            return {"number": number, "of": len(context.dataset.vocabulary.steps), "label": step.label}
    return None


def _layout(sheet: model.Record) -> str:
    """The name of the template that draws a sheet: the name of its model."""
    name = type(sheet).__name__.lower()
    if not (SHEET_TEMPLATES / f"{name}.typ").is_file():
        raise FileNotFoundError(f"macros/outputs/pdf/templates/{name}.typ is missing: it has to draw what a {type(sheet).__name__} prints")
    return name


def _item(context: RenderContext, item: model.Item) -> dict[str, Any]:
    return {**item.model_dump(mode="json"), "for": context.labels("audiences", item.audiences)}


def _due_order(when: str) -> float:
    """Where a time comes in order; at the very end if it isn't a date, such as "any time"."""
    due = model.due(when)
    return due.order if due else float("inf")


def pocket_data(context: RenderContext) -> dict[str, Any]:
    """The starter questions, the stages of a conversation, the parts of a request, and what's due in the first day afterward."""
    dataset = context.dataset
    after = dataset.checklists[AFTER]
    until = _due_order(POCKET_UNTIL)
    items = [_item(context, item) for item in after.items if not item.audiences and _due_order(item.when) <= until]
    return {
        "starter": _starter(dataset),
        "stages": [stage.model_dump() for stage in dataset.vocabulary.stages],
        "parts": [part.model_dump() for part in dataset.vocabulary.parts],
        "after": {"title": after.title, "items": items},
        **_address(context, ""),
    }


def cards_data(context: RenderContext) -> dict[str, Any]:
    """The questions on cards, and how many cards there are, with those that are left empty."""
    dataset = context.dataset
    cards = [
        {
            **_asked(question, len(question.probes)),
            "topic": _group_label(dataset, question),
            "minutes": question.minutes,
        }
        for question in card_questions(dataset)
    ]
    return {"cards": cards, "count": CARDS, **_address(context, "")}


def workbook_data(context: RenderContext) -> dict[str, Any]:
    """What the workbook has besides the sheets: its parts, the starter questions, and a sample message for each channel."""
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
        "lead": "Everything for your informational interviews on paper: lists to check off, sheets to write on, questions to ask and "
        "messages to send, in the order you'll need them.",
        "parts": _parts(context),
        "license": "Text and data CC BY 4.0: you may copy and change them, as long as you say where they come from.",
        "starter": {"title": order.title, "intro": order.intro, "questions": _starter(dataset)},
        "patterns": {
            "title": "Sample messages",
            "intro": "One example for each way to ask. Fill in what's in brackets, and change the rest until it sounds like you.",
            "parts": [part.model_dump() for part in dataset.vocabulary.parts],
            "messages": patterns,
        },
        **_address(context, ""),
    }


def _parts(context: RenderContext) -> list[dict[str, Any]]:
    """The parts of the workbook, one for each step, with the ids of its sheets and what readers ask about it."""
    dataset = context.dataset
    return [
        {
            "step": step.id,
            "label": step.label,
            "note": step.note,
            "sheets": [sheet.id for sheet in dataset.sheets() if getattr(sheet, "step", "") == step.id],
            "asked": [answer.question for answer in dataset.steps[step.id].answers[:ASKED_IN_PART]] if step.id in dataset.steps else [],
            **_address(context, step.page),
        }
        for step in dataset.vocabulary.steps
    ]


def _with_gaps(dataset: Dataset, marked_text: str) -> str:
    """A message without its marks, each placeholder as its label in brackets."""
    return model.PLACEHOLDER.sub(lambda match: f"[{dataset.placeholders[match[1]].label.lower()}]", model.unmarked(marked_text))


def _starter(dataset: Dataset) -> list[dict[str, Any]]:
    questions = questions_of(dataset, dataset.orders[STARTER])
    return [{**_asked(question, 2), "topic": _group_label(dataset, question)} for question in questions]


def _asked(question: model.Question, probes: int) -> dict[str, Any]:
    """A question in its gentler words, why to ask it, and what to ask next."""
    return {"text": question.softener or question.text, "purpose": question.purpose, "probes": question.probes[:probes]}


def _group_label(dataset: Dataset, question: model.Question) -> str:
    """The topic or the field of work a question is about."""
    group = dataset.topic_of(question)
    return dataset.term("topics" if group in dataset.topics else "sectors", group).label


def _address(context: RenderContext, record: str) -> dict[str, str]:
    """The address of a record's page (or of the guide) as short text, and as a QR code in SVG."""
    url = context.settings.site_url + (context.href(record).split("#")[0] if record else "")
    return {"address": url.removeprefix("https://"), "qr": _qr_code(url)}


@cache
def _qr_code(url: str) -> str:
    """An address as a QR code in SVG. Several sheets have the same one, and each takes a while."""
    code = io.BytesIO()
    segno.make(url, error="m", micro=False).save(code, kind="svg", border=2, xmldecl=False, svgns=True, nl=False)
    return code.getvalue().decode()


def _compiler(template: str, data: str) -> typst.Compiler:
    return typst.Compiler(
        str(SHEET_TEMPLATES / template), sys_inputs={"data": data}, root=str(SHEET_TEMPLATES.parents[3]), **font_options()
    )


def _pdf(compiler: typst.Compiler) -> bytes:
    """One PDF/UA-1: accessible, or refused by Typst."""
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=["ua-1"]))


def _first_page(compiler: typst.Compiler, dpi: int) -> bytes:
    # Typst returns a single picture by itself, and several in a list.
    drawn = cast(bytes | list[bytes], compiler.compile(format="png", ppi=dpi))
    return drawn[0] if isinstance(drawn, list) else drawn


def _zip(files: list[Path], kept: FileCache) -> bytes:
    """One archive of the files."""
    contents = {file.name: file.read_bytes() for file in files}
    return kept.get(["zip", *(part for item in contents.items() for part in item)], lambda: zip_of(contents.items()))
