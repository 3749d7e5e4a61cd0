"""The Markdown pages: whether they call macros correctly, and on which page each record is shown.

Pages are read before anything is built, so that a wrong call is found with its file and line, and
so that every record knows its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros import model
from macros.checks.references import all_ids
from macros.checks.runner import check_dataset
from macros.diagnostics import Diagnostic, InvalidGuideError, one_of, relative_name
from macros.loading.dataset import build_dataset
from macros.loading.loader import LoadResult, load
from macros.model.references import references_in
from macros.outputs.context import RenderContext, SiteIndex, url_of
from macros.outputs.html.macro_calls import MacroCall, scan_calls
from macros.outputs.html.macros import MACROS, MacroCallError, UnknownMacroError, UnknownNameError, call_macro, call_that_shows
from macros.outputs.html.renderer import render
from macros.outputs.pdf.catalog import DOWNLOADS, SHEETS_MANIFEST
from macros.settings import Settings
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
    sources = {relative_name(path, root / "docs"): path.read_text("utf-8", "replace") for path in sorted((root / "docs").rglob("*.md"))}
    diagnostics = loaded.diagnostics + check_dataset(root, loaded, dataset, set(sources))
    if dataset is None:
        raise InvalidGuideError(diagnostics)
    site_index = SiteIndex(dataset, titles={page: _title(page, text) for page, text in sources.items()}, printed=_printed(root))
    shown: set[int] = set()
    written = all_ids(loaded)
    diagnostics += filter(None, (error_hints.merge_conflict(f"docs/{page}", text) for page, text in sources.items()))
    calls = [call for page, text in sources.items() for call in scan_calls(page, text, diagnostics)]
    for call in calls:
        diagnostics += _place(site_index, call, shown, loaded.unread, written)
    _cite_from_data(site_index, loaded)
    if not diagnostics:
        # While something else is wrong, what nothing shows or cites may only seem so.
        diagnostics += [*_homeless(site_index), *_uncited(site_index)]
    if diagnostics:
        raise InvalidGuideError(diagnostics)
    return site_index, calls


def _printed(root: Path) -> dict[str, int]:
    """How many pages each printed file has, as the last making of sheets noted it; nothing before the first."""
    try:
        return json.loads((root / "docs" / DOWNLOADS / SHEETS_MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def render_calls(site_index: SiteIndex, calls: list[MacroCall], settings: Settings) -> Iterator[tuple[tuple, str]]:
    """The HTML of every call, under its page's address, its name and its arguments."""
    for call in calls:
        context = RenderContext(site_index, settings, url_of(call.page, settings.directory_urls))
        found = call_macro(site_index.dataset, call.name, call.args, call.kwargs)
        yield (context.page_url, call.name, call.args, call.kwargs), render(found.template, context, **found.values)


def _title(page: str, text: str) -> str:
    match = re.search(r"^# (.+)$", text, re.MULTILINE)
    return match[1].strip() if match else page


def _place(site_index: SiteIndex, call: MacroCall, shown: set[int], unread: set[str], written: set[str]) -> Iterator[Diagnostic]:
    """Look up what the call names; note the homes of items and the sources cited.

    A name may be unknown only because its file is among the `unread`, or because its record, `written` in
    data/, has a fault that is told there.
    """
    try:
        found = call_macro(site_index.dataset, call.name, call.args, call.kwargs)
    except MacroCallError as misused:
        told_elsewhere = isinstance(misused, UnknownNameError) and (unread or misused.got in written)
        if not told_elsewhere:
            code = "P404" if isinstance(misused, UnknownMacroError) else "P405"
            yield Diagnostic(call.place, code, misused.what, misused.got, misused.expected, misused.nearest)
        return
    site_index.calling.setdefault(call.name, call.page)
    for record in found.homes:
        if id(record) in shown:
            yield Diagnostic(
                call.place,
                "P406",
                "this already stands on another page or in another place",
                record.id,
                f"it in one place; it is on docs/{site_index.homes[record.id]} already",
            )
            break
        shown.add(id(record))
        for name in (record.id, *record.was):
            site_index.homes[name] = call.page
    for source in found.cites:
        _note_citation(site_index, source, call.page)


def _note_citation(site_index: SiteIndex, source: str, target: str) -> None:
    targets = site_index.cited.setdefault(source, [])
    if target not in targets:
        targets.append(target)


def _cite_from_data(site_index: SiteIndex, loaded: LoadResult) -> None:
    """Note which items cite a source in their data."""
    for file in loaded.files:
        for path, target, name in references_in(file.file_type.model, file.raw):
            if target == "source" and len(path) > 1:
                record = file.raw[path[0]][path[1]]
                _note_citation(site_index, name, str(record.get("id")))


def _homeless(site_index: SiteIndex) -> Iterator[Diagnostic]:
    """Entries that no page shows; of those that one call would show, the first."""
    without: dict[str, list[model.Record]] = {}
    for record in site_index.dataset.records.values():
        if record.id not in site_index.homes:
            call = call_that_shows(site_index.dataset, record) or one_of(MACROS)
            without.setdefault(call, []).append(record)
    for call, records in without.items():
        what = "no page shows this" + (f", nor {len(records) - 1} more of its file" if records[1:] else "")
        yield Diagnostic(records[0].origin.at("id"), "P407", what, records[0].id, f"a page in docs/ that holds {{{{ {call} }}}}")


def _uncited(site_index: SiteIndex) -> Iterator[Diagnostic]:
    """Sources that nothing cites."""
    for source in site_index.dataset.sources.values():
        if source.id not in site_index.cited:
            yield Diagnostic(
                source.origin.at("id"),
                "P408",
                "nothing cites this source",
                source.id,
                'sources: [...] in data or {{ cite("...") }} in a page',
            )
