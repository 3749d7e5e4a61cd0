"""The main paths through the site and its tools, each written once and tried in every engine."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass

from pypdf import PdfReader
from selenium.webdriver.common.keys import Keys

from tests.browsers.reader import Reader
from tests.support.checklist_page import DATA, FIRST, LIST, OVERVIEW, SECOND, SOON
from tests.support.compared_people import KATE, OMAR, VICTOR
from tests.support.guides import ROOT
from tests.support.question_filter import FILTER
from tests.support.site_search import DIALOG, FIELD, HEARD, RESULTS
from tests.support.text import squeeze

HOME, PLANNER, COMPOSER, INTERVIEWS = "", "prepare/planner/", "ask/compose/", "interviews/"
DURING, COMPARE, UNOPENED = "interviews/during/", "interviews/compare/", "find/alumni/"
PAPER, OWN_QUESTION = "the plan on paper", "What would your dog say? 犬は？"
NAME = "Dana Alvarez"


@dataclass(frozen=True)
class MainPath:
    """A main path.

    Attributes:
        name: What the table calls it.
        follow: Goes along it. What isn't as it should be is an error.
        is_from_folder: Whether it's for the copy that opens from a folder, without a server.
        is_storage_blocked: Whether it's for a browser whose pages can store nothing.
    """

    name: str
    follow: Callable[[Reader], None]
    is_from_folder: bool = False
    is_storage_blocked: bool = False


PATHS: list[MainPath] = []
"""All of them, in the order in which they're tried."""


def path(name: str, **options: bool) -> Callable[[Callable[[Reader], None]], Callable[[Reader], None]]:
    """Add a function to the paths, with the fields of MainPath that aren't as they mostly are."""

    def add(follow: Callable[[Reader], None]) -> Callable[[Reader], None]:
        PATHS.append(MainPath(name, follow, **options))
        return follow

    return add


@path("Faults are noticed")
def faults(reader: Reader) -> None:
    """What every other path relies on: this engine tells of what a page must not do."""
    reader.open("start/")
    for tag, address in (("img", "https://other.example/x.png"), ("script", "missing.js")):
        reader.ask("document.head.append(Object.assign(document.createElement(arguments[0]), { src: arguments[1] }))", tag, address)
    for words in ("policy: https://other.example", "not loaded: "):
        reader.wait(f"{words} is noted", lambda words=words: any(words in line for line in reader.wrong()))
    reader.ask("window.name = ''")


# Finding one's way --------------------------------------------------------------------------------------------


@path("Home and menu")
def home(reader: Reader) -> None:
    reader.open(HOME)
    reader.see("h1")
    reader.press("article a", "I'm new to this")
    reader.see("h1", "What is an informational interview?")
    reader.press(".md-tabs a", "Ask")
    reader.wait("the menu leads on", lambda: reader.driver.current_url == f"{reader.host.address}ask/")
    reader.driver.set_window_rect(0, 0, 500, 800)
    reader.press(".md-header button[aria-label=Menu]")
    drawer = "return document.querySelector('.md-sidebar--primary').getBoundingClientRect().left"
    reader.wait("the drawer has come in", lambda: reader.ask(drawer) == 0)
    reader.press(".md-sidebar--primary a", "Message examples")
    reader.wait("the drawer leads on", lambda: reader.driver.current_url == f"{reader.host.address}ask/messages/")


@path("Search")
def search(reader: Reader) -> None:
    reader.open("start/")
    reader.wait("the page is loaded", lambda: reader.ask("return document.readyState") == "complete")
    reader.keys("/")
    reader.wait("the field has the focus", lambda: reader.ask("return document.activeElement.matches(arguments[0])", FIELD))
    reader.keys("sallary")
    reader.see(HEARD, "Showing results for salary")
    reader.see(RESULTS)
    reader.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ARROW_DOWN)
    chosen = reader.see("#guide-search-list > [aria-selected=true]").get_attribute("href")
    reader.keys(Keys.ENTER)
    reader.wait("the result is open", lambda: reader.driver.current_url.split("?")[0] == str(chosen).split("?")[0])
    reader.open("start/#search=zzyzxqvwkj")
    reader.see("#guide-search-end", "Nothing here has “zzyzxqvwkj”.")
    reader.keys(Keys.ESCAPE)
    reader.gone(DIALOG)


@path("Dark and light")
def palette(reader: Reader) -> None:
    def is_in(scheme: str) -> None:
        reader.wait(scheme, lambda: reader.ask("return document.body.getAttribute('data-md-color-scheme')") == scheme)

    reader.open("start/")
    before = reader.ask("return document.body.getAttribute('data-md-color-scheme')")
    other = {"default": "slate", "slate": "default"}[before]
    for scheme in (other, before, other):
        reader.press("form[data-md-component=palette] label")
        is_in(scheme)
    reader.open("find/")
    is_in(other)


# Questions ----------------------------------------------------------------------------------------------------


@path("Question filter")
def question_filter(reader: Reader) -> None:
    reader.open(FILTER)
    reader.see("#guide-found", "All ")
    reader.press(".guide-facet[data-facet=topic] summary")
    reader.press(".guide-facet[data-facet=topic] label:has(input[value=pay])")
    reader.see("#guide-found", " of ")
    shown = reader.see("#guide-found").text
    link = reader.driver.current_url
    assert link.endswith("#topic=pay"), link
    reader.back()
    reader.see("#guide-found", "All ")
    reader.open_address(link)
    reader.see("#guide-found", shown)
    reader.write("#guide-words", "zebra")
    reader.see("#guide-none", "No question fits all of that")
    reader.button("Clear all")
    reader.see("#guide-found", "All ")


def entries(reader: Reader) -> list[str]:
    """What the plan says, question by question."""
    found: list[str] = reader.ask(
        "return [...document.querySelectorAll('li[data-entry]')].map((row) => "
        "row.querySelector('textarea')?.value || row.querySelector('.guide-entry-words').textContent);"
    )
    return found


@path("Planner")
def planner(reader: Reader) -> None:
    reader.open(PLANNER)
    reader.choose("#guide-goal", "test-fit")
    reader.choose("#guide-minutes", "20")
    reader.button("Make a plan")
    reader.see("#guide-plan h2")
    before = entries(reader)
    assert len(before) > 4, before
    reader.press("li[data-entry]:nth-of-type(1) [data-action=menu]")
    reader.press("li[data-entry] [data-action=swap]")
    reader.wait("the question is another", lambda: entries(reader)[0] != before[0])
    reader.press("[data-keep=own] summary")
    reader.write("#guide-own-words", OWN_QUESTION)
    reader.press("#guide-own-add")
    reader.wait("the reader's question is in the plan", lambda: OWN_QUESTION in entries(reader))
    plan = entries(reader)
    reader.reload()
    reader.wait("a reload loses nothing", lambda: entries(reader) == plan)
    reader.write("#guide-name", "Tuesday")
    reader.press("#guide-save")
    reader.see(".guide-in-place", "Saved in this browser as “Tuesday”.")
    print_plan(reader, plan)
    reader.press("#guide-share")
    reader.see(".guide-in-place", "The link is copied.")
    reader.press("[data-keep=own] summary")
    reader.write("#guide-own-words", "")
    reader.press("#guide-own-words")
    reader.paste()
    link = reader.wait("the link can be pasted", lambda: reader.value("#guide-own-words"))
    assert link.startswith(f"{reader.host.address}{PLANNER}#plan="), link
    reader.ask("sessionStorage.clear(); localStorage.clear();")
    reader.open_address(link)
    reader.wait("the link opens the same plan", lambda: entries(reader) == plan)


def print_plan(reader: Reader, plan: list[str]) -> None:
    """Print a plan as the browser would, on one page."""
    assert reader.texts("#guide-sheet"), "there is something to print"
    if reader.can(PAPER):
        pages = PdfReader(io.BytesIO(base64.b64decode(reader.driver.print_page()))).pages
        assert len(pages) == 1, f"the plan is on {len(pages)} pages"
        text = squeeze(pages[0].extract_text())
        assert squeeze(plan[1]) in text, text
        assert "Makeaplan" not in text, text


# Messages and lists -------------------------------------------------------------------------------------------


@path("Composer")
def composer(reader: Reader) -> None:
    reader.open(COMPOSER)
    reader.choose("#guide-relationship", "read-heard-work")
    answers = {
        "their_name": "Dana Whitfield",
        "fact": "moved from bedside nursing into informatics",
        "me": "an ICU nurse thinking about health informatics",
        "topic": "how you made that change",
        "my_name": "Sam Keller",
    }
    for name, text in answers.items():
        reader.write(f"#guide-answer-{name}", text)
    reader.keys(Keys.TAB)
    reader.wait("the message has the answers", lambda: all(text in reader.value("#guide-text") for text in answers.values()))
    message = reader.value("#guide-text")
    reader.reload()
    reader.wait("a reload loses nothing", lambda: reader.value("#guide-text") == message)
    reader.press("#guide-copy")
    reader.see("#guide-done", "Copied.")
    reader.write("#guide-name", "To Dana")
    reader.press(".guide-save button[type=submit]")
    reader.see("#guide-done", "Saved in this browser as “To Dana”")
    reader.press("#guide-new")
    reader.wait("the message is a new one", lambda: "[their name]" in reader.value("#guide-text"))
    reader.press("#guide-saved button", "Open")
    reader.wait("the saved one is back", lambda: reader.value("#guide-text") == message)


@path("Checklist")
def checklist(reader: Reader) -> None:
    reader.open(LIST)
    reader.see(".guide-progress", "0 of ")
    reader.press(f"input[name={FIRST}]")
    reader.see(".guide-progress", "1 of ")
    reader.ask("arguments[0].focus()", reader.see(f"input[name={SECOND}]"))
    reader.keys(Keys.SPACE)
    reader.see(".guide-progress", "2 of ")
    reader.reload()
    reader.see(".guide-progress", "2 of ")
    reader.open(OVERVIEW)
    reader.set("#guide-day", SOON)
    reader.set("#guide-time", "15:00")
    reader.wait("the day is stored", lambda: (reader.stored("talk") or {}).get("day") == SOON)
    reader.reload()
    reader.wait("a reload keeps the day", lambda: reader.value("#guide-day") == SOON)
    reader.open(LIST)
    assert reader.see(f"input[name={FIRST}]").is_selected()


# People -------------------------------------------------------------------------------------------------------


def add_dana(reader: Reader) -> str:
    """Add someone to the list; returns their id."""
    reader.open(INTERVIEWS)
    reader.write("#guide-new-name", NAME)
    reader.write("#guide-new-role", "nurse")
    reader.keys(Keys.ENTER)
    reader.see(".guide-status", f"{NAME} is on your list.")
    [number] = reader.stored("interviews")["people"]
    return str(number)


@path("My interviews")
def interviews(reader: Reader) -> None:
    add_dana(reader)
    reader.see("#guide-today", f"Write to {NAME}")
    reader.press(".guide-people-table a", NAME)
    reader.see("#guide-person", NAME)
    reader.press("#guide-person summary", "Change the status")
    reader.choose("#guide-person details[open] select", "agreed")
    reader.button("Change the status")
    reader.see("#guide-person", "Agree on a day and time")
    reader.press("#guide-person button", "Set the day")
    reader.set("#guide-person input[type=date]:focus", SOON)
    reader.wait("the day is stored", lambda: [one["day"] for one in reader.stored("interviews")["people"].values()] == [SOON])
    reader.see("#guide-person", "Plan your questions for Dana")
    reader.open(INTERVIEWS)
    reader.see(".guide-people-table", "Said yes")


@path("A copy of everything, and back")
def backup(reader: Reader) -> None:
    add_dana(reader)
    before = reader.stored("interviews")["people"]
    reader.open(DATA)
    reader.see("#guide-stored", "1 person")
    reader.button("Save everything in a file")
    saved = reader.wait("the file is saved", lambda: [*reader.downloads.glob("*.json")])
    reader.button("Delete everything")
    reader.see("#guide-stored", "Nothing.")
    assert reader.stored("interviews") is None
    reader.driver.find_element("css selector", "#guide-file").send_keys(str(saved[0]))
    reader.see(".guide-status", "The file has 1 person")
    reader.button("Replace what's here")
    reader.see("#guide-stored", "1 person")
    assert reader.stored("interviews")["people"] == before
    saved[0].unlink()


@path("During the conversation")
def during(reader: Reader) -> None:
    number = add_dana(reader)
    reader.open(f"{DURING}#person={number}")
    reader.see("#guide-live-for", NAME)
    reader.button("Begin the conversation")
    reader.button("They said yes")
    first = reader.see(".guide-live-words").text
    reader.write("#guide-live-note", "Nights are quieter than people think")
    reader.button("Asked")
    reader.wait("the next question is there", lambda: reader.see(".guide-live-words").text != first)
    second = reader.see(".guide-live-words").text
    reader.reload()
    reader.see(".guide-live-words", second)
    reader.press("#guide-live-panel button", "End the conversation")
    reader.see("#guide-live-end", "Nights are quieter than people think")
    [person] = reader.stored("interviews")["people"].values()
    assert person["status"] == "met", person
    assert [note["text"] for note in person["live"]["notes"]] == ["Nights are quieter than people think"]


@path("Compare")
def compare(reader: Reader) -> None:
    add_dana(reader)
    kept = reader.stored("interviews")
    [blank] = kept["people"].values()
    kept["people"] = {
        f"p{at}": {**blank, **fields, "id": f"p{at}", "live": {**blank["live"], **fields.get("live", {})}}
        for at, fields in enumerate((OMAR, KATE, VICTOR))
    }
    reader.store("interviews", kept)
    reader.open(COMPARE)
    reader.see("#guide-signal-advice", "Only one said this: Omar.")
    reader.write("#guide-said-advice-p1", "Job first!")
    reader.keys(Keys.TAB)
    reader.wait("both said so", lambda: "Only one" not in reader.see("#guide-signal-advice").text)
    reader.reload()
    reader.wait("a reload keeps what was typed", lambda: reader.value("#guide-said-advice-p1") == "Job first!")


# When something is missing ------------------------------------------------------------------------------------


@path("Without a connection")
def offline(reader: Reader) -> None:
    reader.open(DATA)
    reader.button("Keep this guide on this phone")
    reader.see("button", "Remove the saved copy")
    reader.host.is_down = True
    reader.open(PLANNER)
    reader.see("p.guide-saved-copy", "Saved copy of")
    reader.button("Make a plan")
    reader.see("li[data-entry]")
    reader.open(UNOPENED)
    reader.see("h1", "This isn't in your saved copy")
    reader.host.is_down = False
    reader.open(DATA)
    reader.button("Remove the saved copy")
    reader.see("#guide-offline", "The saved copy is removed.")


@path("Storage is full")
def full(reader: Reader) -> None:
    reader.open(PLANNER)
    reader.button("Make a plan")
    plan = entries(reader)
    reader.ask((ROOT / "tests/support/pages.js").read_text("utf-8") + "\nfillStorage();")
    reader.press("#guide-save")
    reader.see(".guide-in-place", "storage is full")
    assert entries(reader) == plan
    reader.ask("localStorage.clear()")


@path("Storage is blocked", is_storage_blocked=True)
def blocked(reader: Reader) -> None:
    reader.open(PLANNER)
    reader.button("Make a plan")
    reader.see("li[data-entry]")
    plan = entries(reader)
    reader.press("#guide-save")
    reader.see(".guide-in-place", "doesn't let the guide save anything")
    assert entries(reader) == plan
    reader.open(COMPOSER)
    reader.write("#guide-answer-their_name", "Dana")
    reader.wait("the Composer works", lambda: "Dana" in reader.value("#guide-text"))
    reader.open(LIST)
    reader.press(f"input[name={FIRST}]")
    reader.see(".guide-progress", "1 of ")


@path("Opened from a folder", is_from_folder=True)
def from_a_folder(reader: Reader) -> None:
    reader.open("index.html")
    reader.press("article a", "I'm new to this")
    reader.see("h1", "What is an informational interview?")
    reader.keys("/")
    reader.see(FIELD)
    reader.keys("salary")
    reader.see(RESULTS)
    reader.keys(Keys.ENTER)
    reader.wait("the result is open", lambda: "/start/" not in reader.driver.current_url)
    reader.open("prepare/planner.html")
    reader.button("Make a plan")
    reader.see("li[data-entry]")
    plan = entries(reader)
    reader.reload()
    reader.wait("a reload loses nothing", lambda: entries(reader) == plan)
    reader.open("ask/compose.html")
    reader.write("#guide-answer-their_name", "Dana")
    reader.wait("the Composer works", lambda: "Dana" in reader.value("#guide-text"))
