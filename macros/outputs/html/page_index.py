"""The Markdown pages: whether they call macros correctly, and on which page each record is shown.

Pages are read before anything is built, so that a wrong call is found with its file and line, and
so that the page of every record is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from macros import model
from macros.checks.references import all_ids
from macros.checks.runner import check_dataset
from macros.diagnostics import Diagnostic, InvalidGuideError, one_of, relative_name
from macros.loading.dataset import UnreadContentError, build_dataset
from macros.loading.loader import LoadResult, load
from macros.model.references import references_in
from macros.outputs.context import RenderContext, SiteIndex, url_of
from macros.outputs.html.macro_calls import MacroCall, scan_calls
from macros.outputs.html.macros import MACROS, MacroCallError, MacroResult, UnknownMacroError, UnknownNameError, call_macro, call_that_shows
from macros.outputs.html.renderer import render
from macros.outputs.pdf.catalog import SHEETS_MANIFEST
from macros.settings import DOWNLOADS, Settings
from macros.yaml_io import error_hints


def open_site(root: Path, overrides: Mapping[str, str] | None = None) -> tuple[SiteIndex, list[MacroCall]]:
    """Read and check data/ and docs/.

    Args:
        root: The project's folder.
        overrides: See load().

    Returns:
        Where everything is on the site, and all macro calls in its pages.

    Raises:
        InvalidGuideError: With everything that is wrong, at once.
    """
    loaded = load(root, overrides)
    dataset = build_dataset(loaded)
    pages = _read_pages(root)
    diagnostics = [*loaded.diagnostics, *check_dataset(root, loaded, dataset, set(pages))]
    if dataset is None:
        raise InvalidGuideError(diagnostics)
    calls, call_diagnostics = _scan_pages(pages)
    titles = {page: _title(page, text) for page, text in pages.items()}
    site_index = SiteIndex(dataset, page_titles=titles, page_counts=_page_counts(root))
    diagnostics += [*call_diagnostics, *_index_calls(site_index, calls, loaded)]
    _index_citations(site_index, loaded)
    if not diagnostics:
        # While something else is wrong, what nothing shows or cites may only seem so.
        diagnostics += [*_not_shown(site_index), *_not_cited(site_index)]
    if diagnostics:
        raise InvalidGuideError(diagnostics)
    return site_index, calls


class RenderedCall(NamedTuple):
    """The HTML of a macro call, and what sets the call apart: the address of its page, its name and its arguments."""

    page_url: str
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    html: str


def render_calls(site_index: SiteIndex, calls: Iterable[MacroCall], settings: Settings) -> Iterator[RenderedCall]:
    """Render every call of a site without errors, for the page that it is on."""
    for call in calls:
        context = RenderContext(site_index, settings, url_of(call.page, settings.directory_urls))
        result = call_macro(site_index.dataset, call.name, call.args, call.kwargs)
        html = render(result.template, context, **result.values)
        yield RenderedCall(context.page_url, call.name, call.args, call.kwargs, html)


# Reading pages ----------------------------------------------------------------------------------


def _read_pages(root: Path) -> dict[str, str]:
    """The text of every Markdown page, by its path in docs/."""
    return {relative_name(path, root / "docs"): path.read_text("utf-8", "replace") for path in sorted((root / "docs").rglob("*.md"))}


def _scan_pages(pages: dict[str, str]) -> tuple[list[MacroCall], list[Diagnostic]]:
    """The macro calls of all pages, in order, and what is wrong with the text of the pages."""
    calls: list[MacroCall] = []
    diagnostics = [found for page, text in pages.items() if (found := error_hints.merge_conflict(f"docs/{page}", text))]
    for page, text in pages.items():
        for scanned in scan_calls(page, text):
            if isinstance(scanned, MacroCall):
                calls.append(scanned)
            else:
                diagnostics.append(scanned)
    return calls, diagnostics


def _title(page: str, text: str) -> str:
    match = re.search(r"^# (.+)$", text, re.MULTILINE)
    return match[1].strip() if match else page


def _page_counts(root: Path) -> dict[str, int]:
    """How many pages each PDF has, as `make sheets` noted it; empty before the first time."""
    try:
        return cast(dict[str, int], json.loads((root / "docs" / DOWNLOADS / SHEETS_MANIFEST).read_text("utf-8")))
    except (OSError, ValueError):
        return {}


# Indexing ---------------------------------------------------------------------------------------


def _index_calls(site_index: SiteIndex, calls: Iterable[MacroCall], loaded: LoadResult) -> list[Diagnostic]:
    """Enter into the index what each call shows and cites; returns what is wrong with the calls."""
    diagnostics = []
    ids = all_ids(loaded)
    shown: set[int] = set()
    for call in calls:
        try:
            result = call_macro(site_index.dataset, call.name, call.args, call.kwargs)
        except MacroCallError as error:
            if not _is_consequence(error, loaded.unread, ids):
                code = "P404" if isinstance(error, UnknownMacroError) else "P405"
                diagnostics.append(Diagnostic(call.place, code, error.what, error.got, error.expected, error.nearest))
            continue
        except UnreadContentError:
            continue  # Its file has a diagnostic of its own.
        site_index.page_by_macro.setdefault(call.name, call.page)
        diagnostics += _index_records(site_index, call, result, shown)
        for source in result.cites:
            _add_citation(site_index, source, call.page)
    return diagnostics


def _is_consequence(error: MacroCallError, unread: set[str], ids: set[str]) -> bool:
    """Whether a name may be unknown only because its file is among the `unread`, or because its record has an error of its own."""
    return isinstance(error, UnknownNameError) and bool(unread or error.got in ids)


def _index_records(site_index: SiteIndex, call: MacroCall, result: MacroResult, shown: set[int]) -> Iterator[Diagnostic]:
    """Enter the page of the records that a call shows, up to the first that is among the `shown`: those have a page already.

    Records are known by identity, since two of them may have the same id by mistake.
    """
    for record in result.records:
        if id(record) in shown:
            expected = f"it in one place; it is on docs/{site_index.page_by_id[record.id]} already"
            yield Diagnostic(call.place, "P406", "this already stands on another page or in another place", record.id, expected)
            return
        shown.add(id(record))
        for name in (record.id, *record.was):
            site_index.page_by_id[name] = call.page


def _index_citations(site_index: SiteIndex, loaded: LoadResult) -> None:
    """Enter into the index which records cite a source in their data."""
    for file in loaded.files:
        for path, target, name in references_in(file.file_type.model, file.raw):
            if target == "source" and len(path) > 1:
                record = file.raw[str(path[0])][path[1]]
                _add_citation(site_index, name, str(record.get("id")))


def _add_citation(site_index: SiteIndex, source: str, citing: str) -> None:
    """Note that a page or a record cites a source, once."""
    targets = site_index.citations.setdefault(source, [])
    if citing not in targets:
        targets.append(citing)


# What the pages lack ----------------------------------------------------------------------------


def _not_shown(site_index: SiteIndex) -> Iterator[Diagnostic]:
    """Records that no page shows; of those that one call would show, the first."""
    dataset = site_index.dataset
    by_call: dict[str, list[model.Record]] = {}
    for record in dataset.records.values():
        if record.id not in site_index.page_by_id:
            call = call_that_shows(dataset, record) or one_of(MACROS)
            by_call.setdefault(call, []).append(record)
    for call, records in by_call.items():
        what = "no page shows this" + (f", nor {len(records) - 1} more of its file" if records[1:] else "")
        yield Diagnostic(records[0].origin.at("id"), "P407", what, records[0].id, f"a page in docs/ that holds {{{{ {call} }}}}")


def _not_cited(site_index: SiteIndex) -> Iterator[Diagnostic]:
    """Sources that nothing cites."""
    for source in site_index.dataset.sources.values():
        if source.id not in site_index.citations:
            expected = 'sources: [...] in data or {{ cite("...") }} in a page'
            yield Diagnostic(source.origin.at("id"), "P408", "nothing cites this source", source.id, expected)
