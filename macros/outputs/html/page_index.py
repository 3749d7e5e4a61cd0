"""The Markdown pages: whether they call macros correctly, and which page shows each record.

Pages are read before anything is built, so a wrong call can be reported with its file and line, and
the page of every record is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, cast

from macros import model
from macros.checks.hiding import blame_hiding
from macros.checks.pages import MOST_OF_A_RULE, check_pages
from macros.checks.pages.links import check_anchors, check_asked_places
from macros.checks.pages.plain_text import check_site_texts
from macros.checks.references import all_ids
from macros.checks.runner import check_dataset
from macros.diagnostics import Diagnostic, InvalidGuideError, one_of, without_consequences
from macros.loading.dataset import UnreadContentError, build_dataset
from macros.loading.loader import ALL_KINDS, LoadResult, load
from macros.loading.local_ids import LOCAL_FOLDER
from macros.loading.pages import PageSet, read_pages
from macros.loading.site_config import SiteConfig, read_site_config
from macros.model.references import references_in
from macros.outputs.context import RenderContext, SiteIndex, url_of
from macros.outputs.html.macro_calls import MacroCall, scan_calls
from macros.outputs.html.macros import MACROS, MacroCallError, MacroResult, UnknownMacroError, UnknownNameError, call_macro, call_that_shows
from macros.outputs.html.site_files import source_file_diagnostics
from macros.outputs.pdf.catalog import SHEETS_MANIFEST
from macros.outputs.pdf.glyphs import check_glyphs
from macros.reference.pasted_examples import pasted_examples
from macros.settings import CONFIG, DOWNLOADS, OWN_FOLDER, Settings


def open_site(
    root: Path,
    overrides: Mapping[str, str] | None = None,
    hide: Container[str] | None = None,
    today: date | None = None,
) -> tuple[SiteIndex, list[MacroCall]]:
    """Read and check data/ and docs/.

    Args:
        root: The project's folder.
        overrides: See load().
        hide: See load().
        today: No date in the data may be later than this day; by the clock, in UTC, if it's None.

    Returns:
        Where everything is on the site, and all the macro calls in its pages.

    Raises:
        InvalidGuideError: With everything that's wrong, all at once.
    """
    loaded = load(root, overrides, hide)
    dataset = build_dataset(loaded)
    pages, config = read_pages(root), read_site_config(root)
    texts = {**dict.fromkeys(pages.unread, ""), **{path: page.text for path, page in pages.pages.items()}}
    checked = check_dataset(root, loaded, dataset, texts, today or datetime.now(UTC).date())
    page_diagnostics = [
        *source_file_diagnostics(root),
        *check_pages(pages, config),
        *_site_texts(config, loaded),
    ]
    if dataset is None:
        raise InvalidGuideError([*loaded.diagnostics, *checked, *page_diagnostics])
    checked += [*check_glyphs(root, loaded, dataset), *pasted_examples(loaded)]
    calls, call_diagnostics = _scan_pages(pages)
    titles = {path: page.title for path, page in pages.pages.items()}
    heads = _heads(pages)
    site_index = SiteIndex(
        dataset,
        page_titles=titles,
        page_counts=_page_counts(root),
        page_descriptions={path: head.description for path, head in heads.items()},
        also_asked={path: head.also_asked for path, head in heads.items()},
    )
    call_diagnostics += _index_calls(site_index, calls, loaded)
    # A page may have shown that a whole file is missing.
    diagnostics = [*loaded.diagnostics, *without_consequences(checked, loaded.unknown), *call_diagnostics]
    _index_citations(site_index, loaded)
    if not diagnostics and not pages.unread:
        # While something else is wrong, it may only look as if nothing shows or cites a record.
        diagnostics += [*_not_shown(site_index), *_not_cited(site_index)]
    ids = MacroIds(site_index, calls, is_sound=not diagnostics and not pages.unread)
    hidden = loaded.hiding.content.hide if loaded.hiding and isinstance(loaded.hiding.content, model.HideFile) else []
    diagnostics += [
        *page_diagnostics,
        *islice(check_anchors(pages, ids.on_page, site_index.page_by_id), MOST_OF_A_RULE),
        *islice(check_asked_places(pages, ids.on_page, site_index.page_by_id, hidden), MOST_OF_A_RULE),
    ]
    if diagnostics and hide is None and loaded.hiding is not None:
        diagnostics = blame_hiding(loaded.hiding, diagnostics, lambda names: _problems(root, overrides, names, today))
    if diagnostics:
        raise InvalidGuideError(diagnostics)
    return site_index, calls


def _problems(root: Path, overrides: Mapping[str, str] | None, hide: Container[str], today: date | None) -> set[Diagnostic]:
    """What would be wrong if a copy hid only these entries."""
    try:
        open_site(root, overrides, hide, today)
    except InvalidGuideError as error:
        return set(error.diagnostics)
    return set()


class MacroIds:
    """The ids macros write on pages. A page's calls are rendered only if someone asks for an id that isn't known some other way.

    Args:
        site_index: The site.
        calls: All the macro calls in its pages.
        is_sound: Whether all of them can be rendered.
    """

    def __init__(self, site_index: SiteIndex, calls: Iterable[MacroCall], is_sound: bool) -> None:
        self._site_index, self._is_sound = site_index, is_sound
        self._calls: dict[str, list[MacroCall]] = {}
        self._ids: dict[str, set[str]] = {}
        for call in calls:
            self._calls.setdefault(call.page, []).append(call)

    def on_page(self, page: str) -> set[str] | None:
        """The ids the macros of a page write, by the page's path in docs/; None if a problem elsewhere keeps them from being known."""
        if page in self._calls and not self._is_sound:
            return None
        if page not in self._ids:
            rendered = render_calls(self._site_index, self._calls.get(page, []), Settings())
            self._ids[page] = {name for call in rendered for name in re.findall(r'\sid="([^"]+)"', call.html)}
        return self._ids[page]


class RenderedCall(NamedTuple):
    """The HTML of a macro call, and what identifies the call: the address of its page, its name and its arguments."""

    page_url: str
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    html: str


def render_calls(site_index: SiteIndex, calls: Iterable[MacroCall], settings: Settings) -> Iterator[RenderedCall]:
    """Render every call of a site without errors, for the page it's on."""
    # Templates are needed only here, and importing them takes a while.
    from macros.outputs.html.renderer import render

    for call in calls:
        context = RenderContext(site_index, settings, url_of(call.page, settings.directory_urls))
        result = call_macro(site_index.dataset, call.name, call.args, call.kwargs)
        html = render(result.template, context, **result.values)
        yield RenderedCall(context.page_url, call.name, call.args, call.kwargs, html)


# Reading pages ----------------------------------------------------------------------------------


def _scan_pages(pages: PageSet) -> tuple[list[MacroCall], list[Diagnostic]]:
    """The macro calls of all pages, in order, and what's wrong with the ones that can't be read."""
    calls: list[MacroCall] = []
    diagnostics: list[Diagnostic] = []
    for path, page in pages.pages.items():
        broken = 0
        for scanned in scan_calls(path, page.text):
            if isinstance(scanned, MacroCall):
                calls.append(scanned)
            else:
                diagnostics.append(scanned)
                broken += 1
            if broken == MOST_OF_A_RULE:
                break
    return calls, diagnostics


def _site_texts(config: SiteConfig, loaded: LoadResult) -> Iterator[Diagnostic]:
    """What's wrong with the texts in the settings, including a copy's own, unless the line already has a diagnostic."""
    yield from check_site_texts(CONFIG, config.tree)
    if loaded.copy_settings is not None:
        known = {diagnostic.place[:2] for diagnostic in loaded.diagnostics}
        found = check_site_texts(loaded.copy_settings.name, loaded.copy_settings.tree)
        yield from (diagnostic for diagnostic in found if diagnostic.place[:2] not in known)


def _heads(pages: PageSet) -> dict[str, model.FrontMatter]:
    """The front matter of each page that has a valid one."""
    contents = {path: page.front_matter.content for path, page in pages.pages.items() if page.front_matter}
    return {path: content for path, content in contents.items() if isinstance(content, model.FrontMatter)}


def _page_counts(root: Path) -> dict[str, int]:
    """How many pages each PDF has, as recorded by `make sheets`; empty before its first run."""
    try:
        return cast(dict[str, int], json.loads((root / "docs" / DOWNLOADS / SHEETS_MANIFEST).read_text("utf-8")))
    except (OSError, ValueError):
        return {}


# Indexing ---------------------------------------------------------------------------------------


def _index_calls(site_index: SiteIndex, calls: Iterable[MacroCall], loaded: LoadResult) -> list[Diagnostic]:
    """Add what each call shows and cites to the index, and return what's wrong with the calls."""
    diagnostics = []
    ids = all_ids(loaded)
    shown: set[int] = set()
    missing: set[str] = set()
    for call in calls:
        try:
            result = call_macro(site_index.dataset, call.name, call.args, call.kwargs)
        except MacroCallError as error:
            if not _is_consequence(error, loaded, ids):
                code = "P404" if isinstance(error, UnknownMacroError) else "P405"
                diagnostics.append(Diagnostic(call.place, code, error.what, error.got, error.expected, error.nearest))
                if isinstance(error, UnknownNameError) and error.missing is not None:
                    missing |= error.missing.defines
            continue
        except UnreadContentError:
            continue  # Its file has its own diagnostic.
        site_index.page_by_macro.setdefault(call.name, call.page)
        site_index.pages_by_template.setdefault(result.template, []).append(call.page)
        diagnostics += _index_records(site_index, call, result, shown)
        for source in result.cites:
            _add_citation(site_index, source, call.page)
    loaded.unknown |= missing
    return diagnostics


def _is_consequence(error: MacroCallError, loaded: LoadResult, ids: set[str]) -> bool:
    """Whether a name may be unknown only because its file couldn't be read, or because its record has its own error."""
    return isinstance(error, UnknownNameError) and bool(loaded.unknown & ALL_KINDS or error.got in ids)


def _index_records(site_index: SiteIndex, call: MacroCall, result: MacroResult, shown: set[int]) -> Iterator[Diagnostic]:
    """Add the page of the records a call shows, up to the first one that's already `shown` on a page.

    Records are compared by identity, since two of them might have the same id by mistake.
    """
    for record in result.records:
        if id(record) in shown:
            expected = f"it in one place; it's already on docs/{site_index.page_by_id[record.id]}"
            yield Diagnostic(call.place, "P406", "this is already shown somewhere else", record.id, expected)
            return
        shown.add(id(record))
        for name in (record.id, *record.was):
            site_index.page_by_id[name] = call.page


def _index_citations(site_index: SiteIndex, loaded: LoadResult) -> None:
    """Add to the index which records cite a source in their data."""
    for file in loaded.files:
        for path, target, name in references_in(file.file_type.model, file.raw):
            if target == "source" and len(path) > 1:
                # What's wrong with the file has been reported. A list without its dashes has no entries here.
                record = file.value_at(path[:2])
                if isinstance(record, dict):
                    # Where the file itself is the record, the parts of it have no id.
                    _add_citation(site_index, name, str(record.get("id") or file.raw.get("id")))
                elif "id" in file.raw:
                    _add_citation(site_index, name, str(file.raw["id"]))


def _add_citation(site_index: SiteIndex, source: str, citing: str) -> None:
    """Note that a page or a record cites a source, once."""
    targets = site_index.citations.setdefault(source, [])
    if citing not in targets:
        targets.append(citing)


# What the pages are missing ---------------------------------------------------------------------


def _not_shown(site_index: SiteIndex) -> Iterator[Diagnostic]:
    """Records no page shows. If one call would show several, only the first."""
    dataset = site_index.dataset
    by_call: dict[str, list[model.Record]] = {}
    for record in dataset.records.values():
        if record.id not in site_index.page_by_id:
            call = call_that_shows(dataset, record) or one_of(MACROS)
            by_call.setdefault(call, []).append(record)
    for call, records in by_call.items():
        what = "no page shows this" + (f", or {len(records) - 1} more from its file" if records[1:] else "")
        place = records[0].origin.at("id")
        folder = f"docs/{OWN_FOLDER}/" if place.file.startswith(f"{LOCAL_FOLDER}/") else "docs/"
        yield Diagnostic(place, "P407", what, records[0].id, f"a page in {folder} that holds {{{{ {call} }}}}")


def _not_cited(site_index: SiteIndex) -> Iterator[Diagnostic]:
    """Sources nothing cites."""
    for source in site_index.dataset.sources.values():
        if source.id not in site_index.citations:
            expected = 'sources: [...] in data or {{ cite("...") }} in a page'
            yield Diagnostic(source.origin.at("id"), "P408", "nothing cites this source", source.id, expected)
