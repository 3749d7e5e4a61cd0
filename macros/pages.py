"""The Markdown pages: which macros they call, and whether they call them rightly.

Pages are read before anything is built, so that a wrong call is found with its file and line, and
so that every item knows the page where it has its home.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros import api, model, slips
from macros.faults import Fault, Faults, Place, listed, nearest, one_line, relative
from macros.guide import assemble
from macros.kinds import references
from macros.load import Loaded, load
from macros.printed import FOLDER, MANIFEST
from macros.render import Book, View, render, url_of
from macros.rules import judge, names_written
from macros.settings import Settings

JINJA = Environment()


@dataclass(frozen=True)
class Call:
    """A call of a macro in a page."""

    place: Place
    page: str
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def open_book(root: Path, compare: bool = True) -> tuple[Book, list[Call]]:
    """Read data/ and docs/ under `root` and judge them; returns the book and all calls in its pages.

    `compare`: whether to compare all items with all, too; see rules.judge. Raises Faults with everything that is wrong, at once.
    """
    loaded = load(root)
    guide = assemble(loaded)
    sources = {relative(path, root / "docs"): path.read_text("utf-8", "replace") for path in sorted((root / "docs").rglob("*.md"))}
    faults = loaded.faults + judge(loaded, guide, set(sources), compare)
    if guide is None:
        raise Faults(faults)
    book = Book(guide, titles={page: _title(page, text) for page, text in sources.items()}, printed=_printed(root))
    shown: set[int] = set()
    written = names_written(loaded)
    faults += filter(None, (slips.conflict(f"docs/{page}", text) for page, text in sources.items()))
    calls = [call for page, text in sources.items() for call in _calls(page, text, faults)]
    for call in calls:
        faults += _place(book, call, shown, loaded.unread, written)
    _cite_from_data(book, loaded)
    if not faults:
        # While something else is wrong, what nothing shows or cites may only seem so.
        faults += [*_homeless(book), *_uncited(book)]
    if faults:
        raise Faults(faults)
    return book, calls


def _printed(root: Path) -> dict[str, int]:
    """How many pages each printed file has, as the last making of sheets noted it; nothing before the first."""
    try:
        return json.loads((root / "docs" / FOLDER / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def render_calls(book: Book, calls: list[Call], settings: Settings) -> Iterator[tuple[tuple, str]]:
    """The HTML of every call, under its page's address, its name and its arguments."""
    for call in calls:
        view = View(book, settings, url_of(call.page, settings.directory_urls))
        found = api.look_up(book.guide, call.name, call.args, call.kwargs)
        yield (view.page_url, call.name, call.args, call.kwargs), render(found.template, view, **found.context)


def _title(page: str, text: str) -> str:
    match = re.search(r"^# (.+)$", text, re.MULTILINE)
    return match[1].strip() if match else page


BRACES = re.compile(
    rf"(?P<call>\{{\{{.*?\}}\}})|(?P<other>\{{[{{%#].*)|\{{?[ \t]*\b(?:{'|'.join(api.MACROS)})\([^()\n]*\)[ \t]*\}}\}}?", re.DOTALL
)
"""A call in a page, the beginning of anything else that Jinja would read, or a call with too few braces, which a reader would see."""


def _calls(page: str, text: str, faults: list[Fault]) -> Iterator[Call]:
    """The macro calls of a page, in order. Anything else in Jinja's braces is a fault."""
    start = 0
    while match := BRACES.search(text, start):
        piece, start = match[0], match.end()
        place = Place(f"docs/{page}", text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start()))
        if match["other"] and not piece.startswith("{{"):
            expected = f"{_example(piece)}; a heading's id is written {{: #id }}"
            faults.append(Fault(place, "P401", "these braces are not a call of a macro", one_line(piece, 40), expected))
            return
        if not match["call"] or "{{" in piece[2:]:
            # The call's end is missing: what comes after may be another call, which is read next.
            start = text.find("{{", match.start() + 2) if "{{" in piece[2:] else match.end()
            shown = piece.split("\n", 1)[0]
            faults.append(Fault(place, "P401", "a call begins with two braces and ends with two", shown, _example(shown)))
            continue
        yield from _call(page, piece, place, faults)


def _example(piece: str) -> str:
    """A call as it is written: of the macro that the piece names, or nearly names, or of any."""
    word = re.search(r"[a-z_]+", piece)
    name = nearest(word[0], api.MACROS) if word else None
    call = api.written(name, api.words_of(api.MACROS[name])) if name else 'questions("pay")'
    return f"a call such as {{{{ {call} }}}}"


def _call(page: str, piece: str, place: Place, faults: list[Fault]) -> Iterator[Call]:
    """The one call in `{{ ... }}`, or a fault."""
    try:
        [output] = JINJA.parse(piece).body[0].nodes
    except TemplateSyntaxError as error:
        if (straight := piece.translate(str.maketrans(slips.STRAIGHT))) != piece:
            faults.append(Fault(place, "P401", "the quotes of this call are curly", piece, f"straight ones: {straight}"))
        else:
            what = f"the brackets or quotes of this call are not right ({error.message})"
            faults.append(Fault(place, "P401", what, piece, _example(piece)))
        return
    if not (isinstance(output, nodes.Call) and isinstance(output.node, nodes.Name)):
        faults.append(Fault(place, "P402", "this is not a call of a macro", piece, _example(piece)))
        return
    name = output.node.name
    try:
        if output.dyn_args or output.dyn_kwargs:
            raise nodes.Impossible
        args = tuple(argument.as_const() for argument in output.args)
        kwargs = {keyword.key: keyword.value.as_const() for keyword in output.kwargs}
    except nodes.Impossible:
        quoted = re.sub(r"\(\s*([^\"'()]+?)\s*\)", r'("\1")', piece)
        faults.append(Fault(place, "P403", f"an argument of {name}() is not plain text", piece, f"text in quotes, as in {quoted}"))
        return
    yield Call(place, page, name, args, kwargs)


def _place(book: Book, call: Call, shown: set[int], unread: set[str], written: set[str]) -> Iterator[Fault]:
    """Look up what the call names; note the homes of items and the sources cited.

    A name may be unknown only because its file is among the `unread`, or because its record, `written` in
    data/, has a fault that is told there.
    """
    try:
        found = api.look_up(book.guide, call.name, call.args, call.kwargs)
    except api.Misused as misused:
        told_elsewhere = isinstance(misused, api.UnknownName) and (unread or misused.got in written)
        if not told_elsewhere:
            code = "P404" if isinstance(misused, api.UnknownMacro) else "P405"
            yield Fault(call.place, code, misused.what, misused.got, misused.expected, misused.nearest)
        return
    book.calling.setdefault(call.name, call.page)
    for record in found.homes:
        if id(record) in shown:
            yield Fault(
                call.place,
                "P406",
                "this already stands on another page or in another place",
                record.id,
                f"it in one place; it is on docs/{book.homes[record.id]} already",
            )
            break
        shown.add(id(record))
        for name in (record.id, *record.was):
            book.homes[name] = call.page
    for source in found.cites:
        _note_citation(book, source, call.page)


def _note_citation(book: Book, source: str, target: str) -> None:
    targets = book.cited.setdefault(source, [])
    if target not in targets:
        targets.append(target)


def _cite_from_data(book: Book, loaded: Loaded) -> None:
    """Note which items cite a source in their data."""
    for file in loaded.files:
        for path, kind, name in references(file.kind.model, file.raw):
            if kind == "source" and len(path) > 1:
                record = file.raw[path[0]][path[1]]
                _note_citation(book, name, str(record.get("id")))


def _homeless(book: Book) -> Iterator[Fault]:
    """Entries that no page shows; of those that one call would show, the first."""
    without: dict[str, list[model.Record]] = {}
    for record in book.guide.records.values():
        if record.id not in book.homes:
            call = api.call_that_shows(book.guide, record) or listed(api.MACROS)
            without.setdefault(call, []).append(record)
    for call, records in without.items():
        what = "no page shows this" + (f", nor {len(records) - 1} more of its file" if records[1:] else "")
        yield Fault(records[0].origin.at("id"), "P407", what, records[0].id, f"a page in docs/ that holds {{{{ {call} }}}}")


def _uncited(book: Book) -> Iterator[Fault]:
    """Sources that nothing cites."""
    for source in book.guide.sources.values():
        if source.id not in book.cited:
            yield Fault(
                source.origin.at("id"),
                "P408",
                "nothing cites this source",
                source.id,
                'sources: [...] in data or {{ cite("...") }} in a page',
            )
