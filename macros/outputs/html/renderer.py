"""Fills in the page templates: a template and a RenderContext go in, HTML comes out."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from macros import model
from macros.model.numbers import number_in_words, written_number
from macros.outputs.context import RenderContext, url_of
from macros.outputs.formatting import (
    LABELS,
    faq_data,
    filled_parts,
    first_letter_up,
    first_sentence,
    gaps,
    menu,
    paragraphs,
    with_examples,
    wrapped,
    written_date,
)
from macros.outputs.html.design_tokens import token_colors, token_sizes
from macros.outputs.html.http_headers import path_of
from macros.outputs.html.theme_icons import icon
from macros.outputs.html.tool_data.checklists import checklists_data
from macros.outputs.html.tool_data.composer import composer_data
from macros.outputs.html.tool_data.during import during_data
from macros.outputs.html.tool_data.interviews import interviews_data
from macros.outputs.html.tool_data.offline import offline_data
from macros.outputs.html.tool_data.planner import planner_data
from macros.outputs.html.tool_data.question_filter import filter_data
from macros.outputs.pdf import catalog
from macros.outputs.pdf.catalog import printed_files
from macros.outputs.stories import reading_minutes, story_course
from macros.outputs.timetable import follow_up_year, slides_by_step, stage_times, timed_steps


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    """Where compiled templates are cached, next to the package; None if nothing can be written there."""
    folder = Path(__file__).parents[3] / ".build" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        bytecode_cache=_bytecode_cache(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["contains"] = lambda names, name: name in names
    environment.filters |= {
        "written_date": written_date,
        "written_number": written_number,
        "paragraphs": paragraphs,
        "number_in_words": number_in_words,
        "first_letter_up": first_letter_up,
    }
    environment.globals |= {
        "faq_data": faq_data,
        "icon": icon,
        "token_colors": token_colors,
        "token_sizes": token_sizes,
        "first_sentence": first_sentence,
        "wrapped": wrapped,
        "spans": model.spans,
        "unmarked": model.unmarked,
        "model": model,
        "story_course": story_course,
        "reading_minutes": reading_minutes,
        "gaps": gaps,
        "with_examples": with_examples,
        "filled_parts": filled_parts,
        "menu": menu,
        "stage_times": stage_times,
        "composer_data": composer_data,
        "printed_files": printed_files,
        "path_of": path_of,
        "offline_data": offline_data,
        "tool_pages": tool_pages,
        "planner_data": planner_data,
        "filter_data": filter_data,
        "interviews_data": interviews_data,
        "during_data": during_data,
        "catalog": catalog,
        "timed_steps": timed_steps,
        "slides_by_step": slides_by_step,
        "follow_up_year": follow_up_year,
        "checklists_data": checklists_data,
        "LABELS": LABELS,
        "most_in_plan": model.MOST_IN_PLAN,
    }
    return environment


def tool_pages(context: RenderContext) -> list[str]:
    """The addresses of the home page and of each page with a tool, relative to the site. A tool's template is one that loads scripts."""
    shown = context.site_index.pages_by_template
    pages = [page for name, pages in shown.items() if "scripts(context" in _source(name) for page in pages]
    return [url_of(page, context.settings.directory_urls) for page in ("index.md", *pages)]


def _source(template: str) -> str:
    return (Path(__file__).parent / "templates" / template).read_text("utf-8")


PAGE_TEMPLATES = _environment()


def render(template: str, context: RenderContext, **values: object) -> str:
    """Fill in a page template.

    Args:
        template: The file's name in templates/.
        context: What every template sees, as `context`.
        values: The template's other variables.

    Returns:
        HTML, without white space around it.

    Raises:
        jinja2.UndefinedError: If the template names something it wasn't given.
    """
    return PAGE_TEMPLATES.get_template(template).render(context=context, **values).strip()
