"""The index that search loads when a reader turns to it, made from the entries the engine writes for each heading of the site.

Titles and the words in which readers ask are sent as they are, since they are shown, or are few. Of the texts, only which word
is where is sent. The texts themselves are in a file for each page, and only those of the results are fetched.
assets/search/search-core.js reads all of it, and divides a text into words in the same way as this module does.
"""

from __future__ import annotations

import html
import json
import math
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

from markdown.extensions.toc import slugify

from macros import model
from macros.loading.dataset import files_in, records_in
from macros.model.registry import FILE_TYPES, FileType
from macros.outputs.context import SiteIndex, url_of
from macros.settings import Settings

ENGINE_INDEX = "search/search_index.json"
"""What the engine's search plugin writes."""
INDEX_SCRIPT = "search/index.js"
TEXTS_FOLDER = "search/texts"
COMMON_HEADING = 10
"""A heading that this many pages have says nothing about what is below it, so its text counts as the page's."""
LEAST_OF_A_TEXT, SHARE_OF_A_TEXT = 10, 8
"""How many words of a text are looked for: so many of its words that tell most, and one in so many of all its words. More would make
the index larger than a phone should have to load, without better results."""
APOSTROPHES = "'’‘ʼ`´"
MAY_BE_DROPPED = re.compile(r"['`]+|[^\0-\x7f]+")
"""Only of these is it looked up whether they're apostrophes or accents. Most of a text is none of them."""
HYPHENATED_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
LAST_DIGITS = "".join(map(chr, range(ord("#"), ord("["))))
"""The digits a number ends with, for 0 and up. A JSON text holds each of them, and those below, as they are."""
OTHER_DIGITS = "".join(map(chr, range(ord("]"), ord("~"))))
"""The digits in front of the last one."""
SAME_AS_TITLE = 0
"""In place of an anchor that the engine made of the title."""
OFTEN = "!"
"""Follows a number if the word is in that text more than once."""


class SearchPlan(TypedDict):
    """What search should know besides the text of the site, ready for JSON.

    `pages` has the kind of each page, by its address, `rest` that of any other page, and `lists` the addresses of those that only list
    things of their kind. `descriptions` says what is on a page, for those without a text before their first heading. `places` has the
    kind of other places, `also` the ways in which readers ask for a place, `names` its other names, and `hidden` what the page has of
    these for search alone, each by its address with its anchor.
    """

    kinds: list[dict[str, Any]]
    drop: list[str]
    subject: list[str]
    same: dict[str, list[str]]
    spellings: dict[str, str]
    rest: str
    pages: dict[str, str]
    lists: list[str]
    descriptions: dict[str, str]
    places: dict[str, str]
    also: dict[str, list[str]]
    names: dict[str, list[str]]
    hidden: dict[str, str]


class UnexpectedIndexError(ValueError):
    """The engine's search index isn't there, or has another form."""


class EngineEntry(NamedTuple):
    """A place that search can lead to. `anchor` is "" for a page as a whole."""

    page: str
    anchor: str
    title: str
    text: str

    @property
    def address(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


def search_plan(site_index: SiteIndex, settings: Settings) -> SearchPlan:
    """What search should know about the guide besides the text of its pages.

    Args:
        site_index: The guide's data, and where it is on the site.
        settings: Whether a page is served as a folder or as a file.
    """
    search = site_index.dataset.search
    urls = {page: url_of(page, settings.directory_urls) for page in site_index.page_titles}
    rest = next(kind.id for kind in search.kinds if not kind.types and not kind.folders)
    pages = dict.fromkeys(urls.values(), rest)
    lists: set[str] = set()
    places: dict[str, str] = {}
    also: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    hidden: dict[str, str] = {}
    for kind in search.kinds:
        for page, url in urls.items():
            if page.startswith(tuple(kind.folders)):
                pages[url] = kind.id
                lists.add(url)
    for file_type, kind in ((file_type, kind) for file_type in FILE_TYPES for kind in search.kinds if file_type.name in kind.types):
        for record, is_page in _records(site_index, file_type):
            url = urls[site_index.page_by_id[record.id]]
            address = url if is_page else f"{url}#{record.id}"
            (pages if is_page else places)[address] = kind.id
            lists -= {address}
            for key, named in ((file_type.also_asked, also), (file_type.other_names, names)):
                if asked := getattr(record, key, []):
                    named.setdefault(address, []).extend(asked)
                    hidden[address] = "; ".join(asked)
    for page, asked in site_index.also_asked.items():
        for place in asked:
            also.setdefault(f"{urls[page]}#{place.place}" if place.place else urls[page], []).extend(place.words)
    return SearchPlan(
        kinds=[kind.model_dump(include={"id", "label", "many", "weight"}) for kind in search.kinds],
        drop=search.drop,
        subject=search.subject,
        same={typed: group.means for group in search.same for typed in group.typed},
        spellings={spelling.british: spelling.american for spelling in search.spellings},
        rest=rest,
        pages=pages,
        lists=sorted(lists),
        descriptions={urls[page]: description for page, description in site_index.page_descriptions.items()},
        places=places,
        also=also,
        names=names,
        hidden=hidden,
    )


def _records(site_index: SiteIndex, file_type: FileType) -> Iterator[tuple[model.Record, bool]]:
    """The records of a type that are on a page, each with whether it is the page."""
    content = site_index.dataset.contents[file_type.name]
    for found, is_page in ((files_in(file_type, content), True), (records_in(file_type, content), False)):
        for record in found:
            if isinstance(record, model.Record) and record.id in site_index.page_by_id:
                yield record, is_page


def write_search_index(site: Path, plan: SearchPlan) -> int:
    """Make the index of a built site from the one its engine has written, which nothing needs after that.

    Args:
        site: The folder of the built site.
        plan: What search should know besides the text of the site.

    Returns:
        The number of places that search can lead to.

    Raises:
        UnexpectedIndexError: If the engine's index isn't there or has another form than expected.
    """
    path = site / ENGINE_INDEX
    try:
        entries = _entries(json.loads(path.read_text("utf-8"))["docs"], plan)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnexpectedIndexError(f"{type(error).__name__}: {error}") from error
    index, texts = search_index(entries, plan)
    folder = site / TEXTS_FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, of_page in enumerate(texts):
        (folder / f"{number}.js").write_text(f"Guide.search.receiveTexts({number}, {_json(of_page)});\n", "utf-8")
    (site / INDEX_SCRIPT).write_text(f"Guide.search.receive({_json(index)});\n", "utf-8")
    path.unlink()
    return len(entries)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entries(docs: Iterable[Mapping[str, str]], plan: SearchPlan) -> list[EngineEntry]:
    """The engine's entries as plain text, page by page, without the words for search alone that some macros add to the text."""
    read = [EngineEntry(*doc["location"].partition("#")[::2], _plain(doc["title"]), _plain(doc["text"])) for doc in docs]
    pages_with = Counter(title for title, _ in {(entry.title, entry.page) for entry in read if entry.anchor})
    entries: dict[tuple[str, str], EngineEntry] = {}
    for entry in read:
        if words := plan["hidden"].get(entry.address):
            entry = entry._replace(text=entry.text.replace(words, "").strip())
        whole = entries.get((entry.page, ""))
        if whole and entry.anchor and pages_with[entry.title] >= COMMON_HEADING:
            entries[entry.page, ""] = whole._replace(text=f"{whole.text} {entry.text}".strip())
        else:
            entries[entry.page, entry.anchor] = entry
    described = (
        entry if entry.text or entry.anchor else entry._replace(text=plan["descriptions"].get(entry.page, "")) for entry in entries.values()
    )
    return sorted(described, key=lambda entry: entry.page)


def _plain(text: str) -> str:
    """The text of a piece of HTML. A line of a list or a paragraph without a period gets one, so it doesn't run into the next."""
    lines = re.sub(r"(?<=[\w)])\s*(?=</?(?:p|li)>\s*\S)", ". ", text)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", lines)).replace("\u00b6", " ").split())


def search_index(entries: list[EngineEntry], plan: SearchPlan) -> tuple[dict[str, Any], list[list[str]]]:
    """The index, and the texts of each page's places.

    Args:
        entries: The places, with those of a page next to each other.
        plan: What search should know besides the text of the site.

    Returns:
        The index: `pages` as [address, title], `places` as [number of the page, anchor, title, number of the kind, phrases in which
        readers ask, keywords], all `words` of these and of texts in order, and, for each of them, `where` it is in texts. Phrases and
        keywords are the numbers of their words, with a space between two phrases. The kind of a place that lists things of the kind
        has as much added to it as there are kinds.
    """
    kinds = {kind["id"]: number for number, kind in enumerate(plan["kinds"])}
    pages: dict[str, int] = {}
    titles: list[str] = []
    texts: list[list[str]] = []
    places: list[list[Any]] = []
    skipped = {*plan["drop"], *plan["subject"]}
    for entry in entries:
        if entry.page not in pages:
            pages[entry.page] = len(pages)
            titles.append(entry.title)
            texts.append([])
        of_place = plan["places"].get(entry.address)
        kind = kinds[of_place or plan["pages"].get(entry.page, plan["rest"])] + (
            len(kinds) if not of_place and entry.page in plan["lists"] else 0
        )
        anchor = SAME_AS_TITLE if entry.anchor and entry.anchor == slugify(entry.title, "-") else entry.anchor
        places.append([pages[entry.page], anchor, entry.title if entry.anchor else "", kind])
        texts[pages[entry.page]].append(entry.text)
    occurrences = _occurrences(entries, skipped)
    asked, keywords = [], []
    for entry in entries:
        ways = _telling(plan["also"].get(entry.address, []), skipped)
        # A single word tells what a place is about. Only a name by itself is the place.
        asked.append([*_telling(plan["names"].get(entry.address, []), skipped), *(way for way in ways if len(way) > 1)])
        keywords.append(sorted({way[0] for way in ways if len(way) == 1}))
    known = sorted({*occurrences, *(word for phrases in [*asked, keywords] for phrase in phrases for word in phrase)})
    numbers = {word: number for number, word in enumerate(known)}
    for place, phrases, single in zip(places, asked, keywords, strict=True):
        place += [" ".join(_numbered(phrase, numbers) for phrase in phrases), _numbered(single, numbers)]
    index = {
        "kinds": plan["kinds"],
        "drop": plan["drop"],
        "subject": plan["subject"],
        "same": plan["same"],
        "spellings": plan["spellings"],
        "pages": list(zip(pages, titles, strict=True)),
        "places": places,
        "words": " ".join(known),
        "where": " ".join(_numbers(occurrences.get(word, [])) for word in known),
    }
    return index, texts


def _occurrences(entries: list[EngineEntry], skipped: Container[str]) -> dict[str, list[tuple[int, int]]]:
    """Which places have a word in their text, and how often: for each place, the words that tell most about it.

    How much a word tells is its frequency there times how rare it is, as in D. Carmel and others, "Static index pruning for information
    retrieval systems" (2001). Words in the title and words that say nothing are left out.
    """
    counts = [Counter(folded_words(entry.text)) for entry in entries]
    having = Counter(word for counted in counts for word in counted)
    found: dict[str, list[tuple[int, int]]] = {}
    for number, (entry, counted) in enumerate(zip(entries, counts, strict=True)):
        title = {*folded_words(entry.title)}
        telling = {
            word: (1 + math.log(often)) * math.log(len(entries) / having[word])
            for word, often in counted.items()
            if word not in title and word not in skipped
        }
        for word in sorted(telling, key=lambda word: (-telling[word], word))[: LEAST_OF_A_TEXT + len(telling) // SHARE_OF_A_TEXT]:
            found.setdefault(word, []).append((number, counted[word]))
    return found


def _telling(asked: Iterable[str], skipped: Container[str]) -> list[list[str]]:
    """The words of each phrase, each once, without those that say nothing; they would take up a third of the index."""
    phrases = (list(dict.fromkeys(word for word in folded_words(phrase) if word not in skipped)) for phrase in asked)
    return [phrase for phrase in phrases if phrase]


def _numbered(found: Iterable[str], numbers: Mapping[str, int]) -> str:
    """The numbers of words."""
    return "".join(_digits(numbers[word]) for word in found)


def _numbers(found: list[tuple[int, int]]) -> str:
    """Which places have a word, as short as can be: how many places are between each and the one before."""
    written, last = [], -1
    for number, count in found:
        written.append(_digits(number - last - 1) + (OFTEN if count > 1 else ""))
        last = number
    return "".join(written)


def _digits(number: int) -> str:
    number, last = divmod(number, len(LAST_DIGITS))
    digits = LAST_DIGITS[last]
    while number:
        number, digit = divmod(number - 1, len(OTHER_DIGITS))
        digits = OTHER_DIGITS[digit] + digits
    return digits


def _without_marks(found: re.Match[str]) -> str:
    return "".join(char for char in found[0] if char not in APOSTROPHES and not unicodedata.category(char).startswith("M"))


def folded_words(text: str) -> list[str]:
    """The words of a text in the form in which they are compared: lower case, without accents and apostrophes.

    A word with hyphens is its parts and, besides, all of it without them, so that `follow-up`, `follow up` and `followup` meet.

    Args:
        text: Any text.
    """
    bare = MAY_BE_DROPPED.sub(_without_marks, unicodedata.normalize("NFKD", text))
    found = []
    for written in HYPHENATED_WORD.findall(bare.lower()):
        parts = re.split("[-\u2010]", written)
        found += parts if len(parts) == 1 else [*parts, "".join(parts)]
    return found
