"""The screen during the conversation in a real browser: it goes on where it was, keeps every note, and is quiet."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, copied, open_context
from tests.support.scripts import define_pages, fill_storage, store

DURING = "interviews/during/"
NARROW = {"width": 320, "height": 480}
"""A laptop's window of 1280 pixels at 400 % zoom."""
DANA = {
    "id": "p1", "added": "2026-11-20", "name": "Dana Alvarez", "call": "Ms. Alvarez", "role": "nurse", "employer": "a regional hospital",
    "status": "agreed", "on": {"asked": "2026-11-20", "agreed": "2026-11-24"}, "day": "2026-12-03", "time": "16:00", "minutes": 20,
    "plan": {
        "version": 1, "choices": {"minutes": 20}, "tone": "text",
        "entries": [
            {"id": "q-opening-01", "stage": "open", "text": "Before we start, when do you have to stop?"},
            {"text": "What's a night shift like?", "stage": "explore", "minutes": 2},
            {"id": "q-closing-06", "stage": "close", "text": "What's the best way to tell you how it turns out?"},
        ],
    },
}  # fmt: skip


@pytest.fixture
def at(page: Page) -> Any:
    """Sets the time of day, and waits until the clock of the page shows it: it looks every second."""

    def set_time(time: str) -> None:
        page.clock.set_fixed_time(f"2026-12-03T{time}:00")

    return set_time


def open_for(page: Page, address: str, person: dict[str, Any] | None = None) -> None:
    page.goto(address + "404.html")
    if person:
        store(page, {"guide.interviews": json.dumps({"version": 1, "people": {person["id"]: person}})}, {})
    page.goto(f"{address}{DURING}{'#person=' + person['id'] if person else ''}")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, consent: str = "They said yes") -> None:
    press(page, "Begin the conversation")
    press(page, consent)


def panel(page: Page) -> Locator:
    return page.locator("#guide-live-panel")


def question(page: Page) -> Locator:
    return page.locator(".guide-live-words")


def clock(page: Page) -> Locator:
    return page.get_by_role("timer")


def start(page: Page) -> Locator:
    return page.locator("#guide-live-start")


def note(page: Page) -> Locator:
    return page.locator("#guide-live-note")


def end(page: Page) -> Locator:
    return page.locator("#guide-live-end")


def shows(place: Locator, text: str) -> None:
    """Wait until a text can be seen there."""
    expect(place).to_contain_text(text, use_inner_text=True)


def stored(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"]["p1"]


def in_tab(page: Page) -> dict[str, Any] | None:
    return json.loads(page.evaluate("sessionStorage.getItem('/guide.live')") or "null")


# A whole conversation -----------------------------------------------------------------------------------------


def test_a_conversation_from_hello_to_the_notes(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    assert "person=" not in page.url, "who it's for doesn't stay in the address"
    expect(page.locator("#guide-live-for")).to_contain_text("For: Dana Alvarez")
    expect(page.locator("#guide-live-questions option:checked")).to_have_text("The plan for Ms. Alvarez (3 questions)")
    expect(page.locator("#guide-live-minutes")).to_have_value("20")

    press(page, "Begin the conversation")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(clock(page)).to_have_text("0 minutes gone20 leftStop at 4:20 PM")
    shows(panel(page), "First, ask: “Is it OK if I take a few notes while we talk?”")
    expect(note(page)).to_be_hidden()
    press(page, "They said yes")
    expect(panel(page)).not_to_contain_text("First, ask:", use_inner_text=True)
    expect(question(page)).to_have_text("Before we start, when do you have to stop?")
    shows(panel(page), "Question 1 of 3 · Getting started")
    shows(panel(page), "Now: Getting started (minutes 0 to 2). Thank them")

    at("16:01")
    press(page, "Asked")
    expect(question(page)).to_have_text("What's a night shift like?")
    shows(panel(page), "Asked, minute 1.")
    note(page).fill("Three 12s. Day 4 is for sleep.")
    at("16:07")
    expect(clock(page)).to_have_text("7 minutes gone13 leftStop at 4:20 PM")
    shows(panel(page), "Now: The work (minutes 6 to 13).")
    press(page, "★ Mark this moment")
    shows(panel(page), "Marked minute 7.")

    page.reload()
    expect(clock(page)).to_have_text("7 minutes gone13 leftStop at 4:20 PM")
    expect(question(page)).to_have_text("What's a night shift like?")
    expect(note(page)).to_have_value("Three 12s. Day 4 is for sleep.")
    note(page).press_sequentially("!")

    at("16:15")
    shows(panel(page), "5 minutes left. Time for your last question.")
    press(page, "Go to your last question")
    expect(question(page)).to_have_text("What's the best way to tell you how it turns out?")
    expect(note(page)).to_have_value("")
    expect(page.get_by_role("button", name="Go to your last question")).to_be_hidden()
    press(page, "Asked")
    expect(question(page)).to_have_text("What's a night shift like?")
    press(page, "Asked")
    expect(question(page)).to_have_text("You've asked everything on your list. Thank them.")
    at("16:20")
    shows(panel(page), "Your time is up. Offer to stop.")
    at("16:23")
    expect(clock(page)).to_have_text("23 minutes gone3 overYou said you'd stop at 4:20 PM")

    press(page, "End the conversation")
    expect(end(page).locator("h2")).to_be_focused()
    shows(end(page), "Conversation with Ms. Alvarez")
    shows(end(page), "You asked 3 of 3 questions in 23 minutes. Write up your notes today, and thank them within a day.")
    shows(end(page), "Minute 7: ★ marked")
    press(page, "Copy all notes")
    shows(end(page), "The text is copied.")
    assert copied(page) == (
        "CONVERSATION WITH MS. ALVAREZ\n"
        "Asked 3 of 3 questions.\n"
        "\n"
        "Before we start, when do you have to stop? (asked in minute 1)\n"
        "\n"
        "What's a night shift like? (asked in minute 15)\n"
        "    Minute 1: Three 12s. Day 4 is for sleep.!\n"
        "    Minute 7: ★ marked\n"
        "\n"
        "What's the best way to tell you how it turns out? (asked in minute 15)\n"
    )
    person = stored(page)
    assert (person["status"], person["on"]["met"]) == ("met", "2026-12-03")
    assert person["live"]["asked"] == {"q-opening-01": 1, "q-closing-06": 15, "own-1": 15}
    assert person["live"]["consent"] is True
    assert [(one["key"], one["minute"], one["marked"]) for one in person["live"]["notes"]] == [("own-1", 1, False), ("own-1", 7, True)]
    link = end(page).get_by_role("link", name="Write up what you learned")
    expect(link).to_have_attribute("href", "../#person=p1")


def test_going_back_from_the_end_takes_the_status_back(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    press(page, "End the conversation")
    expect(end(page)).to_be_visible()
    assert stored(page)["status"] == "met"
    press(page, "Go back to the conversation")
    expect(question(page)).to_be_visible()
    person = stored(page)
    assert (person["status"], "met" in person["on"], person["history"]) == ("agreed", False, [])
    press(page, "End the conversation")
    page.reload()
    expect(end(page).locator("h2")).to_have_text("Conversation with Ms. Alvarez")


def test_a_conversation_goes_on_in_a_new_tab(context: BrowserContext, page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    press(page, "Asked")
    note(page).fill("Nights")
    page.close()
    other = context.new_page()
    other.clock.set_fixed_time("2026-12-03T16:06:00")
    other.goto(f"{address}{DURING}#person=p1")
    expect(clock(other)).to_have_text("6 minutes gone14 leftStop at 4:20 PM")
    expect(note(other)).to_have_value("Nights")


def test_a_second_conversation_keeps_the_notes_of_the_first(page: Page, address: str, at) -> None:
    at("16:00")
    began = {"began": "2026-11-10T16:00:00Z", "consent": True, "asked": {"q-opening-01": 1}}
    notes = [{"key": "q-opening-01", "question": "When?", "text": "At noon", "minute": 2, "marked": False}]
    open_for(page, address, {**DANA, "live": {**began, "notes": notes}})
    shows(start(page), "You began a conversation with Ms. Alvarez on Tuesday, November 10 and didn't end it here.")
    press(page, "We talked. Show my notes")
    shows(end(page), "Minute 2: At noon")
    press(page, "Begin another one")
    shows(start(page), "Your notes from Ms. Alvarez (Tuesday, November 10) are here.")
    begin(page)
    person = stored(page)
    assert person["live"]["notes"] == []
    assert "Minute 2: At noon" in person["history"][-1]["text"]


# Without anyone in particular ---------------------------------------------------------------------------------


def test_without_a_person_notes_stay_in_the_tab_and_can_go_to_someone(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address)
    expect(page.locator("#guide-live-for")).to_be_hidden()
    page.locator("#guide-live-minutes").fill("10")
    expect(page.locator("#guide-live-questions option:checked")).to_have_text("Ten minutes")
    begin(page)
    shows(clock(page), "Stop at 4:10 PM")
    note(page).fill("Ask for Kate")
    page.reload()
    expect(note(page)).to_have_value("Ask for Kate")
    press(page, "End the conversation")
    press(page, "Keep the notes with them")
    shows(end(page), "Write their name, or what you call them.")
    page.get_by_label("Their name, or what you call them").fill("Kim")
    press(page, "Keep the notes with them")
    shows(end(page), "The notes are with them now, in this browser.")
    expect(end(page).locator("h2")).to_have_text("Conversation with Kim")
    people = json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"]
    [kim] = people.values()
    assert (kim["name"], kim["status"], kim["live"]["notes"][0]["text"]) == ("Kim", "met", "Ask for Kate")
    assert kim["live"]["notes"][0]["question"], "the question is there even if the plan is gone"


def test_notes_that_are_with_no_one_come_back(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address)
    begin(page)
    note(page).fill("Ask for Kate")
    press(page, "End the conversation")
    press(page, "Begin another one")
    shows(start(page), "Your notes from the last conversation aren't stored with anyone.")
    press(page, "Begin the conversation")
    shows(start(page), "This replaces your notes from the last conversation, which aren't stored with anyone.")
    press(page, "Show those notes")
    shows(end(page), "Minute 0: Ask for Kate")
    press(page, "Begin another one")
    press(page, "Begin the conversation")
    press(page, "Begin anyway")
    press(page, "They said yes")
    expect(note(page)).to_have_value("")


def test_no_notes_means_no_field(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address)
    begin(page, "No notes")
    expect(note(page)).to_be_hidden()
    shows(panel(page), "No notes this time. Listen, and write down what you remember as soon as you're out the door.")
    page.reload()
    shows(panel(page), "No notes this time.")
    press(page, "Asked")
    press(page, "End the conversation")
    shows(end(page), "Write down what you remember now, while it's fresh.")
    press(page, "Go back to the conversation")
    panel(page).get_by_text("What to say first").click()
    shows(panel(page), "Would you mind if I recorded this")
    press(page, "Notes are OK now")
    expect(note(page)).to_be_visible()


def test_without_questions_there_is_the_clock_and_a_note(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address)
    page.locator("#guide-live-questions").select_option("")
    begin(page)
    expect(question(page)).to_have_text("Ask, listen, and note what you want to keep.")
    expect(page.get_by_role("button", name="Asked", exact=True)).to_be_hidden()
    note(page).fill("Pay bands are public")
    press(page, "★ Mark this moment")
    press(page, "End the conversation")
    shows(end(page), "It took 0 minutes.")
    shows(end(page), "Other notes")


def test_what_was_pressed_by_mistake_can_be_undone(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    press(page, "Asked")
    press(page, "Undo")
    expect(question(page)).to_have_text("Before we start, when do you have to stop?")
    press(page, "Later")
    expect(question(page)).to_have_text("What's a night shift like?")
    press(page, "★ Mark this moment")
    press(page, "Undo")
    shows(panel(page), "The mark is gone.")
    assert stored(page)["live"] == {"began": stored(page)["live"]["began"], "consent": True, "asked": {}, "notes": []}
    press(page, "Asked")
    panel(page).get_by_text("All questions (1 of 3 asked)").click()
    press(page, "What's a night shift like?")
    shows(panel(page), "asked in minute 0")
    press(page, "Not asked after all")
    shows(panel(page), "All questions (0 of 3 asked)")


# Keys, and the screen -----------------------------------------------------------------------------------------


def test_the_keyboard_alone(page: Page, address: str, at) -> None:
    at("16:00")
    page.set_viewport_size(DESKTOP)
    open_for(page, address, DANA)
    page.locator("#guide-live-form button").focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    page.get_by_role("button", name="They said yes").focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_be_focused()
    for key, shown in (
        ("a", "What's a night shift like?"),
        ("ArrowLeft", "Before we start, when do you have to stop?"),
        ("ArrowRight", "What's a night shift like?"),
        ("l", "What's the best way to tell you how it turns out?"),
    ):
        page.keyboard.press(key)
        expect(question(page)).to_have_text(shown)
    page.keyboard.press("n")
    page.keyboard.type("alm and pm")
    expect(note(page)).to_have_value("alm and pm")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_focused()
    page.keyboard.press("m")
    shows(panel(page), "Marked minute 0.")
    page.keyboard.press("t")
    shows(panel(page), "0 minutes gone. 20 left. Stop at 4:20 PM.")
    # The theme's own keys would open search, or leave the page.
    for key in ("p", "s", "f", "/", ",", "."):
        page.keyboard.press(key)
    expect(question(page)).to_be_visible()
    assert page.url == address + DURING
    panel(page).get_by_text("Keys", exact=True).click()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("a")
    page.keyboard.press("n")
    expect(question(page)).to_have_text("What's the best way to tell you how it turns out?")
    expect(note(page)).not_to_be_focused()
    assert page.url == address + DURING


LOCKS = {
    "allowed": "navigator.wakeLock.request = async () => Object.assign(new EventTarget(), { released: false, release() {} })",
    "refused": "navigator.wakeLock.request = async () => { throw new DOMException('no', 'NotAllowedError') }",
    "unknown": "Object.defineProperty(Navigator.prototype, 'wakeLock', { value: undefined })",
}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_screen_stays_on_where_the_browser_allows_it(context: BrowserContext, address: str, lock: str) -> None:
    context.add_init_script(script=f"if (navigator.wakeLock) {{ {LOCKS[lock]} }}")
    page = context.new_page()
    open_for(page, address)
    begin(page)
    if lock == "allowed":
        shows(panel(page), "The screen stays on until you end the conversation.")
    else:
        shows(panel(page), "This browser may let the screen turn off. Wake it, and everything is still here.")


def test_the_main_keys_are_on_a_phones_screen_without_scrolling(page: Page, address: str, at) -> None:
    at("16:00")
    page.set_viewport_size({"width": 360, "height": 620})
    open_for(page, address)
    begin(page)
    for name in ("Asked", "Later", "★ Mark this moment"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["y"] + box["height"] < 620, name
        assert box["height"] >= 44
    note_box = note(page).bounding_box()
    assert note_box["y"] + 60 < 620


# Storage that is full, blocked or odd -------------------------------------------------------------------------


def test_a_full_storage_says_so_and_loses_nothing(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    fill_storage(page)
    note(page).fill("Nights" * 50)
    shows(panel(page), "This browser's storage is full, so nothing was saved. What you enter stays until you close this page.")
    press(page, "Asked")
    page.reload()
    shows(panel(page), "All questions (1 of 3 asked)")
    press(page, "End the conversation")
    shows(end(page), "Nights" * 50)
    shows(end(page), "The last notes aren't stored with anyone")


def test_a_blocked_storage_says_so_and_the_screen_works(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script(path=BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address + DURING)
    press(page, "Begin the conversation")
    shows(panel(page), "doesn't let the guide save anything, so nothing was saved. What you enter stays until you close this page.")
    press(page, "They said yes")
    note(page).fill("Nights")
    press(page, "Asked")
    press(page, "End the conversation")
    shows(end(page), "Minute 0: Nights")
    press(page, "Begin another one")
    press(page, "Show those notes")
    shows(end(page), "Minute 0: Nights")
    context.close()
    assert watch.wrong == []


def test_a_person_deleted_meanwhile_does_not_take_the_notes_away(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    page.evaluate("localStorage.clear()")
    note(page).fill("Nights")
    shows(panel(page), "This person isn't saved in this browser anymore.")
    page.reload()
    press(page, "End the conversation")
    shows(end(page), "Minute 0: Nights")
    page.get_by_label("Their name, or what you call them").fill("Dana")
    press(page, "Keep the notes with them")
    expect(end(page).locator("h2")).to_have_text("Conversation with Dana")


def test_two_tabs_do_not_overwrite_each_other(context: BrowserContext, page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    other = context.new_page()
    other.clock.set_fixed_time("2026-12-03T16:01:00")
    other.goto(f"{address}{DURING}#person=p1")
    expect(question(other)).to_be_visible()
    note(other).fill("From the laptop")
    press(page, "Asked")
    note(page).fill("From the phone")
    assert [one["text"] for one in stored(page)["live"]["notes"]] == ["From the laptop", "From the phone"]
    assert list(stored(page)["live"]["asked"]) == ["q-opening-01"]


# Rehearsal --------------------------------------------------------------------------------------------------


def test_a_rehearsal_is_stored_with_no_one(page: Page, address: str, at, site_index) -> None:
    at("16:00")
    open_for(page, address, DANA)
    before = stored(page)
    card = page.locator("#guide-live-card strong")
    seen = set()
    for _ in site_index.dataset.interviews.role_cards:
        seen.add(card.inner_text())
        was = card.inner_text()
        press(page, "Another card")
        expect(card).not_to_have_text(was)
    assert seen <= {one.title for one in site_index.dataset.interviews.role_cards}
    title = card.inner_text()
    press(page, "Begin the rehearsal")
    shows(panel(page), "Rehearsal. Nothing is stored with anyone.")
    press(page, "They said yes")
    note(page).fill("Try")
    panel(page).get_by_text("Role card, and what to practice").click()
    shows(panel(page), title)
    [first, *_] = site_index.dataset.interviews.practice
    page.get_by_label(first).check()
    page.reload()
    press(page, "End the conversation")
    expect(end(page).locator("h2")).to_have_text("Rehearsal")
    expect(end(page).get_by_label(first)).to_be_checked()
    end(page).get_by_label(first).uncheck()
    press(page, "Go back to the rehearsal")
    panel(page).get_by_text("Role card, and what to practice").click()
    expect(panel(page).get_by_label(first)).not_to_be_checked()
    press(page, "End the conversation")
    shows(end(page), "Ask your partner when you listened well, and what they wish you'd asked.")
    expect(page.get_by_role("button", name="Keep the notes with them")).to_have_count(0)
    page.goto("about:blank")
    page.goto(f"{address}{DURING}#person=p1")
    expect(start(page)).to_be_visible()
    page.goto(address + DURING)
    press(page, "Begin the rehearsal")
    page.goto("about:blank")
    page.goto(f"{address}{DURING}#person=p1")
    expect(start(page)).to_be_visible()
    page.goto("about:blank")
    page.goto(address + DURING)
    press(page, "End the conversation")
    press(page, "Rehearse again")
    expect(page.locator("#guide-live-start")).to_be_visible()
    assert in_tab(page) is None
    assert stored(page) == before


# For everyone -------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (NARROW, "dark"), (DESKTOP, "light")], ids=["phone", "narrow", "desktop"])
def test_every_state_is_accessible(page: Page, address: str, at, size: dict, scheme: str) -> None:
    at("16:00")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_for(page, address, DANA)
    define_pages(page)

    def check(state: str) -> None:
        page.evaluate("unfoldAll")
        assert axe_violations(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
        sizes = page.evaluate("leastSizes([...document.querySelectorAll('#guide-live :is(button, a, select, input[type=text], summary)')])")
        assert min(sizes) >= 24, state

    check("start")
    press(page, "Begin the conversation")
    check("first words")
    press(page, "They said yes")
    press(page, "Asked")
    check("running")
    at("16:16")
    shows(panel(page), "left. Time for your last question.")
    check("closing")
    at("16:25")
    shows(clock(page), "5 over")
    check("over")
    press(page, "End the conversation")
    check("end")
    press(page, "Begin another one")
    press(page, "Begin the rehearsal")
    check("rehearsal")
    press(page, "End the conversation")
    check("end of a rehearsal")


LISTEN = """
window.said = [];
new MutationObserver((all) => said.push(...all.map((one) => one.target.textContent)))
  .observe(document.querySelector("article [role=status]"), { childList: true });
"""


def test_nothing_moves_and_nothing_is_read_aloud_by_itself(page: Page, address: str, at) -> None:
    at("16:00")
    open_for(page, address, DANA)
    begin(page)
    page.evaluate(LISTEN)
    at("16:21")
    shows(panel(page), "Your time is up. Offer to stop.")
    assert page.evaluate("said") == []
    assert clock(page).get_attribute("aria-live") is None
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("audio").count() == 0


def test_without_script_the_page_says_what_to_use(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + DURING)
    expect(page.locator("#guide-live")).to_contain_text(
        "This screen needs JavaScript, and it's turned off here. Use paper and a watch instead."
    )
    expect(page.locator("#guide-live").get_by_role("link")).to_have_text(["ready-made plan", "note sheet"])
    expect(page.get_by_role("button", name="Begin the conversation")).to_be_hidden()
    context.close()
    assert watch.wrong == []
