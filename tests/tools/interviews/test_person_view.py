"""One person on the page "My interviews", in a real browser: their whole course, and what a careless or unlucky reader does there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.browser import DESKTOP, PHONE, axe_violations, open_context
from tests.support.scripts import define_pages, fill_storage, store

PAGE = "interviews/"
DANA = {"id": "pdana", "added": "2026-03-01", "name": "Dana Whitfield", "call": "Dana", "role": "nurse", "employer": "Regional Hospital"}
ASKED = {**DANA, "status": "asked", "on": {"asked": "2026-03-02"}, "channel": "email"}
KATE = {"id": "pkate", "added": "2026-03-02", "name": "Kate Moss", "role": "charge nurse", "employer": "St. Mary's", "near": 2}
PROMISE = {"id": "o1", "text": "send the podcast", "by": "", "done": "", "whose": "mine"}
MET = {
    **DANA,
    "status": "met",
    "on": {"asked": "2026-02-20", "agreed": "2026-02-22", "met": "2026-03-02"},
    "day": "2026-03-02",
    "history": [{"on": "2026-02-20", "what": "status", "text": "", "status": "asked"}],
    "named": [
        {"id": "n1", "what": "person", "text": "Ann Lopez, school nurse", "note": "loves to teach", "person": ""},
        {"id": "n2", "what": "resource", "text": "The Nurse Hour", "note": "", "person": ""},
    ],
    "live": {
        "began": "",
        "consent": True,
        "asked": {},
        "notes": [{"key": "", "question": "What wears people out?", "text": "Winter doubles", "minute": 12, "marked": False}],
    },
}


def on(page: Page, day: str, time: str = "12:00") -> None:
    """Let it be a day, at a time of this device."""
    page.clock.set_fixed_time(f"{day}T{time}:00")


def open_person(page: Page, address: str, *people: dict[str, Any], day: str = "2026-03-02", shown: str = "") -> Locator:
    """The view of one of these people, the first unless another is named."""
    on(page, day)
    page.goto(address + PAGE)
    store(page, {"guide.interviews": json.dumps({"version": 1, "people": {one["id"]: one for one in people}})})
    return show(page, address, shown or people[0]["id"])


def show(page: Page, address: str, person: str) -> Locator:
    page.goto("about:blank")
    page.goto(f"{address}{PAGE}#person={person}")
    view = page.locator("#guide-person")
    expect(view).to_be_visible()
    return view


def next_of(view: Locator) -> Locator:
    return view.get_by_role("region", name="Next")


def words(locator: Locator) -> str:
    """What there is to read."""
    return re.sub(r"\s+", " ", locator.inner_text()).strip()


def press(scope: Locator, name: str | re.Pattern[str]) -> None:
    scope.get_by_role("button", name=name).first.click()


def saved(page: Page, person: str = "pdana") -> dict[str, Any]:
    define_pages(page)
    people = json.loads(page.evaluate("stored()")["guide.interviews"])["people"]
    return people[person]


def fold(view: Locator, title: str) -> Locator:
    found = view.locator("details.guide-person-fold", has=view.page.locator("summary", has_text=title))
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def result(view: Locator) -> Locator:
    return view.locator(".guide-in-place")


def test_the_whole_course(page: Page, address: str) -> None:
    """From the first message to staying in touch, by the buttons alone."""
    view = open_person(page, address, DANA, KATE)
    head, coming = view.locator("header"), next_of(view)
    told: list[str] = []

    def tell() -> None:
        told.append(f"{words(head.locator('.guide-person-status'))} | {words(coming)}")

    tell()
    expect(coming.get_by_role("link", name="Write it: Write to Dana")).to_have_attribute("href", re.compile(r"ask/compose/#person=pdana$"))
    press(coming, "Done: Write to Dana")
    expect(result(view)).to_contain_text("Done: Write to Dana.")
    tell()

    on(page, "2026-03-10")
    view = show(page, address, "pdana")
    tell()
    reminder = coming.get_by_role("link", name="No answer yet: send the one reminder")
    expect(reminder).to_have_attribute("href", re.compile(r"ask/compose/#person=pdana&form=\w+"))
    press(coming, re.compile("Done: Send Dana"))
    tell()

    on(page, "2026-04-10")
    view = show(page, address, "pdana")
    tell()
    expect(coming.get_by_role("link", name="Kate Moss")).to_have_attribute("href", "#person=pkate")
    press(coming, "They said yes after all")
    expect(result(view)).to_contain_text("Saved: they said yes.")
    expect(view.get_by_label("Day", exact=True)).to_be_focused()
    tell()

    view.get_by_label("Day", exact=True).fill("2026-04-16")
    view.get_by_label("Time", exact=True).fill("16:00")
    view.get_by_label("How you talk").select_option("phone")
    view.get_by_label("Where", exact=True).fill("(518) 555-0134")
    view.get_by_label("Where", exact=True).blur()
    tell()

    on(page, "2026-04-16", "18:00")
    view = show(page, address, "pdana")
    tell()
    press(coming, "Yes, we talked")
    expect(result(view)).to_contain_text("Write down what they told you")
    expect(view.get_by_label("What they told you")).to_be_focused()
    view.get_by_label("What they told you").fill("The first year is asking for help fast.")
    view.get_by_label("How do they know?").select_option("seen")
    press(view, "Save")
    expect(view.get_by_text("S: they saw it").last).to_be_visible()
    tell()

    press(view, "Add a person or resource they named")
    view.get_by_label("Name", exact=True).first.fill("Ann Lopez, school nurse")
    press(view, "Save")
    press(view, "Add Ann Lopez as someone to ask")
    expect(result(view)).to_contain_text("Ann Lopez is on your list, suggested by Dana.")
    tell()

    press(coming, re.compile("Done: Thank Dana"))
    tell()
    on(page, "2026-04-30")
    view = show(page, address, "pdana")
    tell()
    press(coming, re.compile("Done: Tell Dana"))
    tell()
    print("\n".join(told))
    print(words(view.get_by_role("heading", name="What was sent and said").locator("..")))
    assert [line.partition(" | ")[0] for line in told] == [
        "Not asked yet.",
        "Asked Mon, Mar 2. No answer yet.",
        "Asked Mon, Mar 2. No answer yet.",
        "Asked Mon, Mar 2, reminded Tue, Mar 10. No answer yet.",
        "Asked Mon, Mar 2, reminded Tue, Mar 10. No answer.",
        "They said yes on Fri, Apr 10. No day set yet.",
        "They said yes. You're talking Thu, Apr 16, 4:00 PM (by phone).",
        "You had a conversation set for Thu, Apr 16, 4:00 PM (by phone).",
        "You talked on Thu, Apr 16. You haven't thanked them yet.",
        "You talked on Thu, Apr 16. You haven't thanked them yet.",
        "You talked on Thu, Apr 16, and thanked them on Thu, Apr 16.",
        "You talked on Thu, Apr 16, and thanked them on Thu, Apr 16.",
        "You talked on Thu, Apr 16, and told them on Thu, Apr 30 how it turned out.",
    ]
    assert "Nothing more to send." in told[4]
    assert "Write to the next person: Kate Moss, charge nurse, St. Mary's." in told[4]
    assert "Did you talk?" in told[7]
    person = saved(page)
    assert [entry["status"] for entry in person["history"] if entry["what"] == "status"] == [
        "asked", "reminded", "agreed", "met", "thanked", "reported",
    ]  # fmt: skip
    assert person["ticks"], "what was done is checked off"


def test_someone_they_named_becomes_a_person(page: Page, address: str, site_index) -> None:
    view = open_person(page, address, MET)
    press(view, "Add Ann Lopez as someone to ask")
    view.get_by_role("link", name="Ann Lopez").click()
    added = saved(page)["named"][0]["person"]
    assert added
    kept = saved(page, added)
    assert (kept["name"], kept["role"], kept["notes"], kept["status"]) == ("Ann Lopez", "school nurse", "loves to teach", "to-ask")
    assert (kept["referrer"], kept["referredBy"], kept["relationship"]) == (
        "Dana Whitfield",
        "pdana",
        site_index.dataset.interviews.referred,
    )
    view = show(page, address, added)
    expect(view.locator("header")).to_contain_text("Suggested by Dana Whitfield.")
    view = show(page, address, "pdana")
    expect(view.get_by_text("On your list: Ann Lopez")).to_be_visible()


def test_adding_someone_they_named_can_be_undone(page: Page, address: str) -> None:
    view = open_person(page, address, MET)
    press(view, "Add Ann Lopez as someone to ask")
    press(result(view), "Undo")
    expect(result(view)).to_contain_text("Ann Lopez is off your list again.")
    expect(view.get_by_role("button", name="Add Ann Lopez as someone to ask")).to_be_visible()
    assert saved(page)["named"][0]["person"] == ""


def test_a_no_is_an_answer_and_each_answer_can_be_undone(page: Page, address: str) -> None:
    view = open_person(page, address, ASKED)
    press(view, "They said no")
    expect(view.locator("header")).to_contain_text("They said no on Mon, Mar 2.")
    expect(next_of(view)).to_contain_text("Nothing to do right now.")
    expect(result(view)).to_contain_text("Thank them for answering")
    press(result(view), "Undo")
    expect(view.locator("header")).to_contain_text("Asked Mon, Mar 2 (email). No answer yet.")
    assert saved(page)["history"] == []


@pytest.mark.parametrize(
    ("button", "told", "noted"),
    [
        ("It was moved", "Set the new day and time.", "The conversation on Fri, Feb 27, 4:00 PM was moved."),
        ("It didn't happen", "Offer another time once", "The conversation on Fri, Feb 27, 4:00 PM didn't happen."),
    ],
)
def test_a_conversation_may_not_have_happened(page: Page, address: str, button: str, told: str, noted: str) -> None:
    agreed = {**DANA, "status": "agreed", "on": {"agreed": "2026-02-20"}, "day": "2026-02-27", "time": "16:00"}
    view = open_person(page, address, agreed)
    expect(next_of(view)).to_contain_text("Did you talk?")
    press(view, button)
    expect(result(view)).to_contain_text(told)
    expect(view.locator("header")).to_contain_text("No day set yet.")
    expect(view.get_by_text(noted)).to_be_visible()
    press(result(view), "Undo")
    expect(next_of(view)).to_contain_text("Did you talk?")


def test_the_status_can_be_set_by_hand_with_a_past_day(page: Page, address: str) -> None:
    view = open_person(page, address, DANA)
    change = fold(view, "Change the status")
    change.get_by_label("Status").select_option("closed silence")
    change.get_by_label("Since").fill("2026-01-15")
    press(change, "Change the status")
    expect(result(view)).to_contain_text("The status is now “Closed: no answer”.")
    person = saved(page)
    assert (person["status"], person["outcome"], person["on"]["closed"]) == ("closed", "silence", "2026-01-15")
    change.get_by_label("Since").fill("")
    press(change, "Change the status")
    expect(change.get_by_text("On which day?")).to_be_visible()
    expect(change.get_by_label("Since")).to_be_focused()


def test_what_is_entered_is_stored_field_by_field(page: Page, address: str) -> None:
    view = open_person(page, address, DANA, KATE)
    who, reach = fold(view, "Who they are"), fold(view, "How you reach them")
    for scope, label, value in (
        (who, "What you call them", "Ms. Whitfield"),
        (who, "Who suggested them", "kate moss"),
        (reach, "Email", "dana@example.edu"),
        (reach, "Phone", "(518) 555-0134"),
        (reach, "Profile or web page", "linkedin.com/in/dana"),
    ):
        scope.get_by_label(label).fill(value)
        scope.get_by_label(label).blur()
    person = saved(page)
    assert (person["call"], person["referredBy"], person["profile"]) == ("Ms. Whitfield", "pkate", "https://linkedin.com/in/dana")
    head = view.locator("header")
    for name, address_of in (
        ("dana@example.edu", "mailto:dana@example.edu"),
        ("(518) 555-0134", "tel:5185550134"),
        ("Profile", "https://linkedin.com/in/dana"),
        ("Kate Moss", "#person=pkate"),
    ):
        expect(head.get_by_role("link", name=name)).to_have_attribute("href", address_of)


def test_a_mistake_in_a_field_is_shown_in_its_place_and_not_stored(page: Page, address: str) -> None:
    view = open_person(page, address, DANA)
    who, reach, talk = fold(view, "Who they are"), fold(view, "How you reach them"), fold(view, "The conversation")
    told = []
    for scope, label, value in (
        (who, "Name", "   "),
        (reach, "Email", "dana at work"),
        (reach, "Profile or web page", "javascript:alert(1)"),
        (talk, "Day", "2300-01-01"),
    ):
        control = scope.get_by_label(label, exact=True)
        control.fill(value)
        control.blur()
        expect(control).to_have_attribute("aria-invalid", "true")
        told.append(f"{label}: {words(control.locator('xpath=..').locator('.guide-person-error'))}")
    print("\n".join(told))
    person = saved(page)
    assert (person["name"], person["email"], person.get("profile", ""), person["day"]) == ("Dana Whitfield", "dana at work", "", "")
    expect(view.get_by_role("heading", name="Dana Whitfield")).to_be_visible()
    assert view.locator("header a").all_inner_texts() == ["Back to all"]
    talk.get_by_label("Day", exact=True).fill("2026-03-08")
    talk.get_by_label("Time", exact=True).fill("09:00")
    talk.get_by_label("Time", exact=True).blur()
    assert saved(page)["status"] == "agreed", "with a day, they have said yes"
    expect(talk.get_by_label("Day", exact=True)).not_to_have_attribute("aria-invalid", "true")


def test_a_time_that_clocks_skip_is_noticed(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, timezone_id="America/New_York")
    page = context.new_page()
    view = open_person(page, address, {**DANA, "day": "2026-03-08"})
    talk = fold(view, "The conversation")
    talk.get_by_label("Time", exact=True).fill("02:30")
    talk.get_by_label("Time", exact=True).blur()
    expect(talk.get_by_text("Clocks spring forward that day, and this time is skipped.")).to_be_visible()
    assert saved(page)["time"] == "02:30"
    context.close()
    assert watch.wrong == []


def test_the_thread_takes_notes_of_past_days_and_gives_them_back(page: Page, address: str) -> None:
    view = open_person(
        page, address, {**ASKED, "history": [{"on": "2026-03-01", "what": "message", "text": "Dear Ms. Whitfield,", "status": ""}]}
    )
    thread = view.get_by_role("heading", name="What was sent and said").locator("..")
    press(thread, "Add a note or news")
    press(thread, "Save")
    expect(thread.get_by_text("Write a few words.")).to_be_visible()
    thread.get_by_label("What", exact=True).fill("She got promoted.\nThird floor now.")
    thread.get_by_label("What kind").select_option("news")
    thread.get_by_label("Day").fill("2026-02-01")
    press(thread, "Save")
    expect(thread.get_by_role("button", name="Add a note or news")).to_be_focused()
    assert [entry["what"] for entry in saved(page)["history"]] == ["news", "message"]
    expect(thread.locator("li").last).to_contain_text("She got promoted.")
    press(thread, re.compile("Edit: News"))
    thread.get_by_label("Day").fill("2026-03-02")
    press(thread, "Save")
    expect(thread.locator("li").first).to_contain_text("She got promoted.")
    press(thread, re.compile("Delete: News"))
    expect(thread.get_by_text("She got promoted.")).to_have_count(0)
    press(result(view), "Undo")
    expect(thread.locator("li").first).to_contain_text("She got promoted.")
    thread.get_by_text("Read it").click()
    expect(thread.get_by_text("Dear Ms. Whitfield,")).to_be_visible()


def test_promises_of_both_are_kept(page: Page, address: str) -> None:
    view = open_person(page, address, MET)
    promises = view.get_by_role("heading", name="Promises").locator("..")
    for whose, text in (("mine", "send the podcast"), ("theirs", "ask her manager about a tour")):
        press(promises, "Add a promise")
        promises.get_by_label("What", exact=True).fill(text)
        promises.get_by_label("Who promised it").select_option(whose)
        promises.get_by_label("By when").fill("2026-03-04")
        press(promises, "Save")
    expect(next_of(view)).to_contain_text("Do what you promised Dana: send the podcast.")
    expect(next_of(view)).not_to_contain_text("tour")
    expect(promises).to_contain_text("They promised, by Wed, Mar 4.")
    promises.get_by_role("checkbox", name="send the podcast").check()
    expect(promises).to_contain_text("You promised, by Wed, Mar 4. Done Mon, Mar 2.")
    expect(next_of(view)).not_to_contain_text("podcast")
    press(result(view), "Undo")
    expect(promises.get_by_role("checkbox", name="send the podcast")).not_to_be_checked()


def test_the_conversation_goes_into_a_calendar(page: Page, address: str) -> None:
    agreed = {**DANA, "status": "agreed", "on": {"agreed": "2026-03-01"}, "mode": "phone", "place": "(518) 555-0134"}
    view = open_person(page, address, agreed)
    talk = fold(view, "The conversation")
    press(talk, "Download for my calendar")
    expect(result(view)).to_contain_text("First set the day of the conversation.")
    expect(talk.get_by_label("Day", exact=True)).to_be_focused()
    talk.get_by_label("Day", exact=True).fill("2026-03-05")
    talk.get_by_label("Time", exact=True).fill("16:00")
    talk.get_by_label("Time", exact=True).blur()
    for choice, times in (("The meeting, the day before, and the thank-you", 0), ("Just the meeting", 1)):
        talk.get_by_label(choice).check()
        with page.expect_download() as download:
            press(talk, "Download for my calendar")
        events = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
        print([str(event["SUMMARY"]) for event in events], words(result(view)))
        assert "Informational interview with Dana Whitfield" in [event["SUMMARY"] for event in events]
        assert {int(event["SEQUENCE"]) for event in events} == {times}
        assert (len(events) == 1) == (choice == "Just the meeting")
        expect(result(view)).to_contain_text("The file has the meeting")
    assert saved(page)["sequence"] == 2
    talk.get_by_label("Day", exact=True).fill("2026-02-05")
    talk.get_by_label("Day", exact=True).blur()
    press(talk, "Download for my calendar")
    expect(result(view)).to_contain_text("That day is in the past")


def test_a_day_to_be_forgotten(page: Page, address: str) -> None:
    view = open_person(page, address, DANA)
    notes = fold(view, "Notes, and when to forget")
    press(notes, "In 3 months")
    expect(result(view)).to_contain_text("This person will be deleted on Tue, Jun 2.")
    expect(notes.get_by_label("Forget on")).to_have_value("2026-06-02")
    press(notes, "Never")
    assert saved(page)["forget"] == ""


def test_a_deleted_person_can_be_brought_back(page: Page, address: str) -> None:
    view = open_person(page, address, MET)
    before = saved(page)
    press(view, "Delete this person")
    expect(view.get_by_text("Deleted Dana Whitfield, with everything noted here.")).to_be_focused()
    assert page.evaluate("Guide.interviewStore.get('pdana')") is None
    press(view, "Undo")
    expect(view.get_by_role("heading", name="Dana Whitfield")).to_be_focused()
    after = saved(page)
    assert {name: after[name] for name in before} == before


def test_a_link_to_someone_who_is_not_here_says_so(page: Page, address: str) -> None:
    view = open_person(page, address, DANA, shown="pnone")
    expect(view.get_by_text("This link leads to a person who isn't in this browser.")).to_be_focused()
    view.get_by_role("link", name="Back to all").click()
    expect(view).to_be_hidden()
    page.get_by_role("link", name="Dana Whitfield").first.click()
    expect(view.get_by_role("heading", name="Dana Whitfield")).to_be_focused()


# Two tabs, full storage, odd text ---------------------------------------------------------------------------


def test_another_tab_redraws_and_nothing_typed_is_lost(context: BrowserContext, page: Page, address: str) -> None:
    view = open_person(page, address, MET)
    thread = view.get_by_role("heading", name="What was sent and said").locator("..")
    press(thread, re.compile("Edit: Asked"))
    thread.get_by_label("More about it").fill("half a")
    promises = view.get_by_role("heading", name="Promises").locator("..")
    press(promises, "Add a promise")
    promises.get_by_label("What", exact=True).fill("send the")
    other = context.new_page()
    on(other, "2026-03-02")
    there = show(other, address, "pdana")
    press(next_of(there), re.compile("Done: Thank Dana"))
    press(there, re.compile("Delete: Asked"))
    expect(view.locator("header")).to_contain_text("and thanked them")
    expect(promises.get_by_label("What", exact=True)).to_have_value("send the")
    expect(promises.get_by_label("What", exact=True)).to_be_focused()
    expect(thread.get_by_text("This was changed or deleted in another tab.")).to_be_visible()
    press(thread, "Save")
    assert "half a" in [entry["text"] for entry in saved(page)["history"]]

    press(there, "Delete this person")
    expect(view.get_by_text("Dana Whitfield was deleted in another tab, or on another page.")).to_be_visible()
    press(view, "Undo")
    expect(promises.get_by_label("What", exact=True)).to_have_value("send the")
    press(promises, "Save")
    expect(there.get_by_role("heading", name="Dana Whitfield")).to_be_visible()
    expect(there.get_by_role("checkbox", name="send the")).to_be_visible()


def test_full_storage_says_so_and_the_page_goes_on(page: Page, address: str) -> None:
    view = open_person(page, address, ASKED)
    fill_storage(page)
    press(view, "They said yes")
    expect(result(view)).to_contain_text("This browser's storage is full")
    expect(view.locator("header")).to_contain_text("They said yes on Mon, Mar 2.")
    who = fold(view, "Who they are")
    who.get_by_label("Name", exact=True).fill("Dana W. Whitfield, Regional Hospital, third floor")
    who.get_by_label("Name", exact=True).blur()
    expect(view.get_by_role("heading", name="Dana W. Whitfield")).to_be_visible()


HOSTILE = '<img src=x onerror="alert(1)">{{ 7 }} “x” \u202eabc'


def test_hostile_text_is_only_text(page: Page, address: str) -> None:
    texts = {
        name: f"{HOSTILE} {name}" for name in ("name", "call", "role", "employer", "link", "referrer", "email", "phone", "notes", "place")
    }
    view = open_person(page, address, {
        **MET, **texts, "field": "constructor", "mode": "__proto__", "channel": "toString", "profile": "javascript:alert(1)",
        "history": [{"on": "2026-03-01", "what": "message", "text": HOSTILE, "status": ""}],
        "promises": [{"id": "o1", "text": HOSTILE, "by": "", "done": "", "whose": "mine"}],
        "learned": [{"id": "l1", "kind": "quote", "text": HOSTILE, "sure": "seen"}],
        "named": [{"id": "n1", "what": "person", "text": HOSTILE, "note": HOSTILE, "person": "pnone"}],
    })  # fmt: skip
    expect(view.get_by_role("heading", name=HOSTILE)).to_be_visible()
    assert view.locator("img").count() == 0
    assert view.locator("header a").all_inner_texts() == ["Back to all"]
    press(view, re.compile("^Add .* as someone to ask"))
    assert view.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# For everyone -------------------------------------------------------------------------------------------------


def test_by_keyboard_alone(page: Page, address: str) -> None:
    view = open_person(page, address, MET)
    heading = view.get_by_role("heading", name="Dana Whitfield")
    expect(heading).to_be_focused()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()"))
        if reached[-1] == "Add a promise":
            break
    assert reached[-1] == "Add a promise"
    assert any(one.startswith("Done: ") for one in reached)
    page.keyboard.press("Enter")
    page.keyboard.type("send the podcast")
    page.keyboard.press("Enter")
    expect(view.get_by_role("button", name="Add a promise")).to_be_focused()
    expect(view.get_by_role("checkbox", name="send the podcast")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(view.get_by_role("checkbox", name="send the podcast")).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body"), "the focus stays on the page"


LINKS = ".guide-person-back a, .guide-person-contact a"
TARGETS = f"button, summary, select, textarea, input:not([type=checkbox], [type=radio]), label:has(input), {LINKS}"
"""What can be pressed, apart from links inside a sentence."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_and_used_by_everyone(browser: Browser, address: str, scheme: str) -> None:
    size = PHONE if scheme == "light" else DESKTOP
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme)
    page = context.new_page()
    view = open_person(page, address, {**MET, "email": "dana@example.edu", "promises": [PROMISE]}, KATE)
    for name in ("Add a note or news", "Add a promise", "Add something you heard", "Add a person or resource they named"):
        press(view, name)
    press(view, re.compile("Edit: Asked"))
    for title in ("Change the status", "The conversation", "Who they are", "How you reach them", "Notes, and when to forget"):
        fold(view, title)
    press(view, "Never")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    names = [
        name
        for name in view.get_by_role("button").evaluate_all(
            "(all) => all.filter((one) => one.offsetHeight).map((one) => one.ariaLabel || one.textContent.trim())"
        )
    ]
    repeated = {name for name in names if names.count(name) > 1}
    assert repeated == set(), "buttons that do different things have different names"
    define_pages(page)
    sizes = view.locator(TARGETS).evaluate_all("(all) => leastSizes(all)")
    assert min(sizes) >= 24, min(sizes)
    context.close()
    assert watch.wrong == []


def test_it_prints_for_taking_along(page: Page, address: str) -> None:
    message = {"on": "2026-03-01", "what": "message", "text": "Dear Ms. Whitfield,", "status": ""}
    view = open_person(page, address, {**MET, "notes": "Ask about nights.", "email": "dana@example.edu", "history": [message]})
    page.emulate_media(media="print")
    for text in ("Dana Whitfield", "Ask about nights.", "dana@example.edu", "Winter doubles", "Dear Ms. Whitfield,", "The Nurse Hour"):
        expect(view.get_by_text(text).locator("visible=true").first).to_be_visible()
    assert view.locator("button:visible, input:visible, select:visible, textarea:visible").count() == 0
