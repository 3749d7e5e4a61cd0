"""The Composer writing to a person on the reader's list: what's known is filled in, and what the reader types goes back to the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from macros import model
from tests.support.browser import axe_violations, copied
from tests.support.message_samples import faults_in
from tests.support.person_samples import as_heading, person_messages
from tests.support.samples import open_composer_person
from tests.support.scripts import fill_storage, store

COMPOSER = "ask/compose/"
TODAY = "2026-03-17"


@pytest.fixture(scope="module")
def core(browser: Browser) -> Iterator[Page]:
    """An empty page with the Composer's core and what it knows of people."""
    page = browser.new_context(timezone_id="America/New_York").new_page()
    open_composer_person(page)
    yield page
    page.context.close()


def filled(core: Page, form: str = "", **fields: Any) -> dict[str, str]:
    """What is filled in for someone, by the name of the answer."""
    given = core.evaluate("filledFor", {"fields": fields, "form": form, "today": TODAY})
    return {name: answer for name, answer in given.items() if answer}


def course(core: Page, steps: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    return core.evaluate("course", {"fields": fields, "steps": steps})


# What is filled in --------------------------------------------------------------------------------------------


def test_careless_records_make_messages_a_person_could_send(core: Page) -> None:
    given = list(person_messages())
    assert len(given) >= 60
    wrong = []
    for sample, whole in zip(given, core.evaluate("writtenToEach", given), strict=True):
        print(f"{as_heading(sample)}\n{whole['subject']}\n{whole['text']}\n")
        gaps = {"a gap"} if re.search(r"\[(?:the day|when you wrote|their name|what)", whole["text"]) else set()
        found = [fault for fault in faults_in(whole) if not (gaps and fault.startswith("a gap"))]
        wrong += [f"{as_heading(sample)}: {fault}" for fault in found]
    assert wrong == []


def test_each_fact_of_a_person_fills_an_answer_that_is_asked_somewhere(core: Page, site_index) -> None:
    composer = site_index.dataset.composer
    facts = [field.filled_from for field in composer.fields if field.filled_from]
    assert sorted(facts) == sorted(get_args(model.PersonFact)), "each fact has its answer, once"
    assert {field.offered_from for field in composer.fields} - {None} == set(get_args(model.PersonNote))
    record = {
        "call": "Dana", "referrer": "Teresa Ruiz", "link": "your clinic's website", "email": "d@example.com", "field": "nursing",
        "on": {"asked": "2026-03-10"}, "relationship": "cold",
    }  # fmt: skip
    past, ahead = (filled(core, form, **record, day=day) for form, day in (("thank-you", "2026-03-16"), ("reschedule", "2026-03-20")))
    assert past == {
        "their_name": "Dana", "connector": "Teresa", "link": "your clinic's website", "field": "nursing", "their_email": "d@example.com",
        "sent_when": "last Tuesday", "talk_when": "yesterday",
    }  # fmt: skip
    assert ahead == {**{name: answer for name, answer in past.items() if name != "talk_when"}, "meet_when": "on Friday"}
    lines = " ".join(line.text for line in composer.lines)
    assert [field.name for field in composer.fields if field.filled_from not in (None, "email") and f"{{{field.name}:" not in lines] == []


def test_what_links_two_people_is_whoever_suggested_one_if_someone_did(core: Page) -> None:
    assert filled(core, relationship="referred", referrer="Teresa Ruiz")["link"] == "Teresa Ruiz"
    assert "link" not in filled(core, relationship="alum", referrer="Teresa Ruiz")


def test_a_message_to_whoever_suggested_them_does_not_go_to_their_address(core: Page) -> None:
    for form in ("thank-referrer", "introduction"):
        assert "their_email" not in filled(core, form, email="d@example.com"), form


def test_every_field_is_said_as_people_say_it(core: Page, site_index) -> None:
    said = {sector.id: filled(core, field=sector.id)["field"] for sector in site_index.dataset.vocabulary.sectors}
    for ident, words in said.items():
        print(f"{ident}: A question about your work in {words}. I'm hoping to learn about {words}.")
    assert said["nursing"] == "nursing"
    assert said["design"] == "design and UX"
    assert said["trades"] == "the trades"
    assert [words for words in said.values() if re.match(r"[A-Z][a-z]", words)] == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-17", "today"),
        ("2026-03-16", "yesterday"),
        ("2026-03-18", "tomorrow"),
        ("2026-03-12", "on Thursday"),
        ("2026-03-21", "on Saturday"),
        ("2026-03-10", "last Tuesday"),
        ("2026-03-09", "on March 9"),
        ("2026-03-24", "on March 24"),
        ("2026-02-24", "on February 24"),
        ("2025-12-28", "on December 28"),
        ("2025-03-03", "in March 2025"),
        ("", ""),
    ],
)
def test_a_day_is_said_as_people_say_it(core: Page, day: str, words: str) -> None:
    assert core.evaluate("daysInWords", [[day, TODAY]]) == [words]


@pytest.mark.parametrize(
    ("name", "addressed", "first"),
    [
        ("Dana Whitfield", "Dana Whitfield", "Dana"),
        ("dana whitfield", "Dana Whitfield", "Dana"),
        ("prof. ruth k. bader phd", "Prof. Bader", "Prof. Bader"),
        ("Dr. Amy Chen, M.D.", "Dr. Chen", "Dr. Chen"),
        ("Ms. Alvarez", "Ms. Alvarez", "Ms. Alvarez"),
        ("jo-ann o'neill, rn", "Jo-Ann O'Neill", "Jo-Ann"),
        ("PRIYA RAO", "Priya Rao", "Priya"),
        ("JD", "JD", "JD"),
        ("Luis de la Cruz", "Luis de la Cruz", "Luis de la Cruz"),
        ("luis de la cruz", "Luis de la Cruz", "Luis de la Cruz"),
        ("my roommate Kayla", "my roommate Kayla", "my roommate Kayla"),
        ("Coach Miller", "Coach Miller", "Coach Miller"),
        ("  王芳 ", "王芳", "王芳"),
        ("", "", ""),
    ],
)
def test_a_name_is_written_as_in_a_message(core: Page, name: str, addressed: str, first: str) -> None:
    assert core.evaluate("namesOf", [name]) == [[addressed, first]]


# What goes back -----------------------------------------------------------------------------------------------


def at(day: str, form: str = "", **more: Any) -> dict[str, Any]:
    return {"form": form, "now": f"{day}T12:00:00", **more}


def test_nothing_is_asked_twice_from_the_first_message_to_the_last(core: Page) -> None:
    first = {
        "their_name": "Dana", "link": "LinkedIn", "fact": "moved to informatics", "topic": "how you made that change",
        "field": "informatics", "times": "Tuesday after 4", "their_email": "d@example.com",
    }  # fmt: skip
    steps = [
        at("2026-03-03", type=first, choose={"relationship": "cold", "way": "video", "minutes": 20}),
        at("2026-03-03", send=True),
        at("2026-03-10", "nudge"),
        at("2026-03-10", "nudge", send=True),
        at("2026-03-12", "nudge", status="agreed"),
        at("2026-03-13", "reschedule"),
        at("2026-03-17", "thank-you", status="met", type={"learned": "how much is charting", "talk_when": "yesterday"}),
        at("2026-03-17", "thank-you", send=True),
        at("2026-03-18", "thank-referrer"),
        at("2026-05-04", "report-back", send=True),
    ]
    result = course(core, steps, name="Dana Whitfield", day="2026-03-16", field="technology")
    person, told = result["person"], result["told"]
    nudge, moved, thanks, referrer, report = (told[step]["answers"] for step in (2, 5, 7, 8, 9))
    assert {name: nudge[name] for name in first} == first
    assert (told[2]["way"], told[2]["minutes"], told[2]["relationship"]) == ("video", 20, "cold")
    assert (nudge["sent_when"], moved["meet_when"], thanks["talk_when"]) == ("last Tuesday", "on Monday", "yesterday")
    assert moved["times"] == "", "the times of the first message no longer hold"
    assert (referrer["learned"], referrer["their_email"]) == ("how much is charting", "")
    assert (referrer["talk_when"], report["talk_when"]) == ("on Monday", "on March 16"), "a day is never carried along"
    statuses = "to-ask asked asked reminded agreed agreed met thanked thanked reported"
    assert [step["status"] for step in told] == statuses.split()
    facts = {
        "call": "Dana", "link": "LinkedIn", "email": "d@example.com", "relationship": "cold", "mode": "video", "minutes": 20,
        "channel": "email",
    }  # fmt: skip
    assert {name: person[name] for name in facts} == facts
    assert [entry["text"] for entry in person["history"] if entry["what"] == "message"] == ["The message."] * 4
    days = {"asked": "2026-03-03", "reminded": "2026-03-10", "agreed": "2026-03-12", "met": "2026-03-17"}
    assert person["on"] == {**days, "thanked": "2026-03-17", "reported": "2026-05-04"}
    next_steps = [step["next"] for step in told if step["next"]]
    print("\n".join(next_steps))
    assert next_steps == [
        "If there's no answer, one reminder is due Wed, Mar 11.",
        "That was the one reminder. If there's no answer, write to someone else.",
        *next_steps[2:],
    ]
    assert all(words.startswith("Next") for words in next_steps[2:])


def test_a_draft_has_only_what_the_reader_typed_and_facts_are_changed_where_they_are_changed(core: Page) -> None:
    steps = [at(TODAY, type={"their_name": "Ms. Alvarez", "fact": "teaches at night"}), at(TODAY, type={"their_email": "new@example.com"})]
    person = course(core, steps, name="Ana Alvarez", email="old@example.com", referrer="Teresa Ruiz", relationship="referred")["person"]
    [draft] = person["drafts"].values()
    assert draft["answers"] == {"fact": "teaches at night"}
    facts = {"name": "Ana Alvarez", "call": "Ms. Alvarez", "email": "new@example.com", "referrer": "Teresa Ruiz"}
    assert {name: person[name] for name in facts} == facts
    emptied = course(core, [at(TODAY, type={"their_name": "", "their_email": ""})], name="Ana", email="a@example.com")["person"]
    assert (emptied["name"], emptied["call"], emptied["email"]) == ("Ana", "", "a@example.com"), "an empty blank takes nothing away"


def test_what_the_reader_calls_whoever_suggested_them_does_not_replace_the_name(core: Page) -> None:
    typed = course(core, [at(TODAY, "thank-referrer", type={"connector": "Terry"})], referrer="Teresa Ruiz")
    assert typed["person"]["referrer"] == "Teresa Ruiz"
    assert course(core, [at(TODAY, "thank-referrer", type={"connector": "Terry"})])["person"]["referrer"] == "Terry"
    assert course(core, [at(TODAY, choose={"relationship": "referred"}, type={"link": "Jess"})])["person"]["referrer"] == "Jess"


def test_every_kind_of_message_can_be_marked_as_sent_and_no_status_goes_back(core: Page, site_index) -> None:
    composer = site_index.dataset.composer
    order = get_args(model.StatusId)
    became = {}
    for form in composer.forms:
        for status in order:
            given = {"status": status, "on": {status: "2026-03-01"}, "day": "2026-03-16", "referrer": "Ana"}
            person = course(core, [at(TODAY, form.id, send=True)], **given)["person"]
            became[form.id, status] = person["status"]
            assert person["history"][0]["text"] == "The message.", (form.id, status)
            reopened = status == "closed" and not form.label
            assert order.index(person["status"]) >= order.index(status) or reopened, (form.id, status)
    for form in composer.forms:
        if not form.label:
            assert [became[form.id, before] for before in ("to-ask", "agreed", "closed")] == ["asked", "agreed", "asked"], form.id
    assert became["nudge", "asked"] == "reminded"
    assert {became[form, "met"] for form in ("thank-you", "thank-you-card", "thank-you-group")} == {"thanked"}
    assert became["report-back", "thanked"] == "reported"
    assert {became[form, "met"] for form in ("thank-referrer", "reschedule", "send-resume")} == {"met"}


def test_thanking_whoever_suggested_them_is_checked_off(core: Page, site_index) -> None:
    item = next(act.item for act in site_index.dataset.interviews.acts if act.form == "thank-referrer")
    person = course(core, [at(TODAY, "thank-referrer", send=True)], status="met", on={"met": "2026-03-16"}, referrer="Ana")["person"]
    assert person["ticks"] == {item: TODAY}


def test_the_kind_of_message_that_is_next_is_opened(core: Page) -> None:
    cases = [
        ({"status": "to-ask"}, ""),
        ({"status": "asked", "on": {"asked": "2026-03-16"}, "drafts": {"text": {"saved": "2026-03-16"}}}, "text"),
        ({"status": "asked", "on": {"asked": "2026-03-10"}}, "nudge"),
        ({"status": "asked", "on": {"asked": "2026-03-03"}, "drafts": {"text": {"saved": f"{TODAY}T14:00:00Z"}}}, "text"),
        ({"status": "met", "on": {"met": "2026-03-17"}, "day": "2026-03-17"}, "thank-you"),
        ({"status": "closed", "drafts": {"email": {"saved": "2026-01-01"}, "nudge": {"saved": "2026-01-08"}}}, "nudge"),
    ]
    given = [{"fields": fields, "now": f"{TODAY}T12:00:00"} for fields, _ in cases]
    assert core.evaluate("nextForms", given) == [form for _, form in cases]


def test_a_first_message_goes_by_the_persons_channel(core: Page, site_index) -> None:
    forms = {form.channel: form.id for form in site_index.dataset.composer.forms if not form.label}
    for channel, form in forms.items():
        assert course(core, [at(TODAY)], channel=channel)["told"][0]["form"] == form


def test_a_message_makes_a_person(core: Page) -> None:
    answers = {"their_name": "Ms. Alvarez", "link": "Teresa Ruiz", "their_email": "a@example.com", "fact": "teaches at night"}
    draft = {"form": "text", "relationship": "referred", "way": "video", "minutes": 20, "audience": "college", "answers": answers}
    person = core.evaluate("made", {"draft": draft, "now": f"{TODAY}T12:00:00"})
    known = {
        "name": "Ms. Alvarez", "call": "Ms. Alvarez", "email": "a@example.com", "referrer": "Teresa Ruiz", "relationship": "referred",
        "channel": "text", "mode": "video", "minutes": 20, "audience": "college", "status": "to-ask", "added": TODAY,
    }  # fmt: skip
    assert {name: person[name] for name in known} == known
    assert person["drafts"]["text"]["answers"] == {"fact": "teaches at night"}


def test_a_message_to_someone_else_takes_nothing_of_them_along(core: Page) -> None:
    other = {"their_name": "Luis", "their_email": "luis@example.com", "link": "the debate club", "topic": "how you chose it"}
    given = {"fields": {"name": "Dana"}, "later": {"email": "d@example.com"}, "draft": {"form": "email", "answers": other}, "today": TODAY}
    both = core.evaluate("fittedAndRefilled", given)
    assert {name: answer for name, answer in both["fitted"].items() if answer} == {"their_name": "Dana", "topic": "how you chose it"}
    assert both["refilled"]["their_email"] == "luis@example.com", "what the reader typed stays"
    given["draft"] = {"form": "email", "answers": {"topic": "how you chose it"}}
    assert core.evaluate("fittedAndRefilled", given)["refilled"]["their_email"] == "d@example.com"


# The page -----------------------------------------------------------------------------------------------------

DANA = {
    "id": "pdana", "added": "2026-03-01", "name": "Dana Whitfield", "call": "Dana", "field": "technology", "relationship": "cold",
    "link": "LinkedIn", "email": "dana@example.com", "status": "asked", "on": {"asked": "2026-03-10"}, "minutes": 20, "mode": "video",
    "channel": "email", "learned": [{"id": "l1", "kind": "learned", "text": "how much of the day is charting", "sure": ""}],
}  # fmt: skip
LUIS = {"id": "pluis", "added": "2026-03-01", "name": "Luis de la Cruz", "status": "to-ask"}


def open_composer(page: Page, address: str, *people: dict[str, Any], link: str = "", session: dict[str, str] | None = None) -> None:
    """Open the Composer on a Tuesday, with these people stored."""
    page.clock.set_fixed_time(f"{TODAY}T12:00:00")
    page.goto(address + "404.html")
    stored = {"version": 1, "people": {one["id"]: one for one in people}}
    store(page, {"guide.interviews": json.dumps(stored)} if people else {}, session)
    page.goto(address + COMPOSER + link)


def person(page: Page, ident: str) -> dict[str, Any]:
    """A record as it's stored, once the message is."""
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    return json.loads(page.evaluate("localStorage.getItem('/guide.interviews')"))["people"][ident]


def blank(page: Page, name: str) -> Locator:
    return page.locator(f"#guide-answer-{name}")


def message(page: Page) -> str:
    return page.locator("#guide-text").input_value()


def done(page: Page) -> Locator:
    return page.locator("#guide-done")


def status(page: Page) -> Locator:
    return page.locator("#guide-status")


def line(page: Page) -> Locator:
    return page.locator("#guide-for-line")


def choose(page: Page, ident: str) -> None:
    """Choose someone in the line at the top, or no one."""
    line(page).get_by_role("button").click()
    line(page).get_by_role("combobox").select_option(ident)


def change_elsewhere(tab: Page, people: dict[str, dict[str, Any]]) -> None:
    """Store these people in another tab, as My interviews would."""
    store(tab, {"guide.interviews": json.dumps({"version": 1, "people": people})})


def session_draft(page: Page) -> str:
    return page.evaluate("sessionStorage.getItem('/guide.request.draft') || ''")


def test_a_reminder_opens_with_everything_known_filled_in(page: Page, address: str) -> None:
    open_composer(page, address, DANA, LUIS, link="#person=pdana&form=nudge")
    assert page.url == address + COMPOSER, "no one else learns who it's for from the address"
    expect(line(page)).to_contain_text("For: Dana Whitfield")
    expect(page.locator("#guide-form")).to_have_value("nudge")
    expect(page.locator("#guide-to")).to_have_value("dana@example.com")
    assert message(page).startswith("Hello Dana,\n\nI wrote to you last Tuesday and wanted to follow up once.")
    assert "20 minutes for a video call" in message(page)
    expect(page.locator("#guide-subject")).to_have_value("Following up: a question about technology")
    assert "drafts" not in person(page, "pdana"), "a message that was only opened leaves nothing behind"
    assert axe_violations(page) == []


def test_what_the_reader_types_is_kept_with_the_person_and_never_asked_again(page: Page, address: str) -> None:
    open_composer(page, address, DANA, LUIS, link="#person=pdana&form=email")
    blank(page, "topic").fill("how you made that change")
    blank(page, "fact").fill("moved into informatics")
    blank(page, "their_name").fill("Ms. Whitfield")
    page.select_option("#guide-form", "nudge")
    expect(blank(page, "topic")).to_have_value("how you made that change")
    assert message(page).startswith("Hello Ms. Whitfield,")
    page.select_option("#guide-form", "text")
    page.locator("#guide-text").fill("Hi, it's Sam.")
    stored = person(page, "pdana")
    assert (stored["call"], stored["channel"], stored["name"]) == ("Ms. Whitfield", "text", "Dana Whitfield")
    assert stored["drafts"]["email"]["answers"] == {"topic": "how you made that change", "fact": "moved into informatics"}
    assert stored["drafts"]["text"]["own"]["text"] == "Hi, it's Sam."
    assert session_draft(page) == "", "nothing of it is left in the tab"
    page.reload()
    expect(page.locator("#guide-text")).to_have_value("Hi, it's Sam.")
    page.select_option("#guide-form", "email")
    expect(blank(page, "fact")).to_have_value("moved into informatics")


def test_another_person_gets_another_message_and_no_one_gets_the_readers_own(page: Page, address: str) -> None:
    open_composer(page, address, DANA, LUIS)
    expect(line(page)).to_contain_text("For: no one in particular")
    blank(page, "topic").fill("what a normal week is like")
    blank(page, "their_name").fill("Priya")
    choose(page, "pdana")
    expect(status(page)).to_contain_text("This message is to Dana Whitfield.")
    page.select_option("#guide-form", "email")
    expect(blank(page, "topic")).to_have_value("")
    blank(page, "topic").fill("how you made that change")
    choose(page, "pluis")
    assert "Dana" not in message(page)
    assert "change" not in message(page)
    expect(blank(page, "their_name")).to_have_value("Luis de la Cruz")
    choose(page, "")
    expect(status(page)).to_contain_text("no one in particular")
    expect(blank(page, "topic")).to_have_value("what a normal week is like")
    expect(blank(page, "their_name")).to_have_value("Priya")
    assert person(page, "pdana")["drafts"]["email"]["answers"] == {"topic": "how you made that change"}
    assert "drafts" not in person(page, "pluis")


def test_what_was_typed_for_no_one_can_be_used_for_the_person(page: Page, address: str) -> None:
    open_composer(page, address, {**LUIS, "relationship": "cold"})
    blank(page, "topic").fill("what a normal week is like")
    blank(page, "their_name").fill("Louis")
    choose(page, "pluis")
    status(page).get_by_role("button", name="Use what I typed before").click()
    expect(blank(page, "topic")).to_have_value("what a normal week is like")
    expect(blank(page, "their_name")).to_have_value("Luis de la Cruz")
    stored = person(page, "pluis")
    assert (stored["relationship"], stored["drafts"]["email"]["answers"]) == ("cold", {"topic": "what a normal week is like"})


@pytest.mark.parametrize("press", ["#guide-copy", "#guide-download"])
def test_a_message_is_marked_as_sent_and_the_next_date_is_said(page: Page, address: str, press: str) -> None:
    open_composer(page, address, DANA, LUIS, link="#person=pluis")
    page.locator(press).click()
    expect(done(page)).to_contain_text("Did you send it?")
    done(page).get_by_role("button", name="Mark as sent").click()
    expect(done(page)).to_have_text("Marked as sent. If there's no answer, one reminder is due Wed, Mar 25. Undo")
    stored = person(page, "pluis")
    assert (stored["status"], stored["on"], stored["channel"]) == ("asked", {"asked": TODAY}, "email")
    assert [(entry["what"], entry["on"]) for entry in stored["history"]] == [("message", TODAY), ("status", TODAY)]
    assert stored["history"][0]["text"].startswith("Subject: ")
    assert "Hello Luis de la Cruz," in stored["history"][0]["text"]
    done(page).get_by_role("button", name="Undo").click()
    expect(done(page)).to_contain_text("It isn't marked as sent anymore.")
    assert (person(page, "pluis")["status"], person(page, "pluis")["history"]) == ("to-ask", [])


def test_what_is_said_out_loud_is_marked_as_asked(page: Page, address: str) -> None:
    open_composer(page, address, LUIS, link="#person=pluis&form=phone")
    page.locator("#guide-copy").click()
    done(page).get_by_role("button", name="Mark as asked").click()
    expect(done(page)).to_contain_text("Marked as asked. If there's no answer")
    assert copied(page).startswith("Hello, is this Luis de la Cruz?")


def test_a_thank_you_offers_what_the_reader_wrote_down(page: Page, address: str) -> None:
    met = {**DANA, "status": "met", "day": "2026-03-16", "on": {"asked": "2026-03-10", "met": "2026-03-16"}}
    open_composer(page, address, met, link="#person=pdana")
    expect(page.locator("#guide-form")).to_have_value("thank-you")
    assert "Thank you for talking with me yesterday. What stuck with me most was [what stuck with you]." in message(page)
    use = page.get_by_role("button", name="Use it: how much of the day is charting")
    use.focus()
    page.keyboard.press("Enter")
    expect(blank(page, "learned")).to_be_focused()
    assert "What stuck with me most was how much of the day is charting." in message(page)
    expect(use).to_have_count(0)


def test_someone_new_is_kept_track_of_after_copying(page: Page, address: str) -> None:
    open_composer(page, address)
    expect(line(page)).to_be_hidden()
    blank(page, "their_name").fill("Ms. Alvarez")
    blank(page, "link").fill("Teresa Ruiz")
    blank(page, "topic").fill("how you made that change")
    page.locator("#guide-copy").click()
    done(page).get_by_role("button", name="Keep track of this person").click()
    expect(done(page)).to_contain_text("Ms. Alvarez is now in My interviews. Did you send it?")
    expect(line(page)).to_contain_text("For: Ms. Alvarez")
    done(page).get_by_role("button", name="Mark as sent").click()
    expect(done(page)).to_contain_text("one reminder is due")
    [ident] = page.evaluate("Object.keys(JSON.parse(localStorage.getItem('/guide.interviews')).people)")
    stored = person(page, ident)
    known = {"name": "Ms. Alvarez", "referrer": "Teresa Ruiz", "relationship": "referred", "status": "asked"}
    assert {name: stored[name] for name in known} == known
    choose(page, "")
    expect(blank(page, "their_name")).to_have_value("")
    page.select_option("#guide-form", "thank-you")
    page.locator("#guide-copy").click()
    expect(done(page)).to_have_text("Copied.")


def test_someone_who_is_not_stored_here_is_named_in_a_sentence(page: Page, address: str) -> None:
    open_composer(page, address, DANA, link="#person=pgone&form=nudge")
    expect(status(page)).to_contain_text("The person in this link isn't saved in this browser.")
    expect(line(page)).to_contain_text("For: no one in particular")
    page.goto(address + "404.html")
    page.evaluate("localStorage.clear()")
    page.goto(address + COMPOSER + "#person=pgone")
    expect(status(page)).to_contain_text("The person in this link isn't saved in this browser.")
    blank(page, "their_name").fill("Ana")
    assert message(page).startswith("Hello Ana,"), "the tool works without anyone"


def test_two_tabs_keep_what_the_other_changed(page: Page, context: BrowserContext, address: str) -> None:
    open_composer(page, address, DANA, LUIS, link="#person=pdana&form=email")
    other = context.new_page()
    other.goto(address + "404.html")
    blank(page, "topic").fill("how you made that change")
    change_elsewhere(other, {"pdana": {**person(page, "pdana"), "phone": "937 555 0142", "link": "the clinic's website"}})
    expect(blank(page, "link")).to_have_value("the clinic's website")
    expect(blank(page, "topic")).to_have_value("how you made that change")
    blank(page, "fact").fill("moved into informatics")
    stored = person(page, "pdana")
    assert stored["phone"] == "937 555 0142"
    assert stored["drafts"]["email"]["answers"] == {"topic": "how you made that change", "fact": "moved into informatics"}
    change_elsewhere(other, {"pluis": LUIS})
    expect(status(page)).to_contain_text("The message you were writing is still here.")
    expect(blank(page, "fact")).to_have_value("moved into informatics")
    expect(line(page)).to_contain_text("no one in particular")


def test_an_example_becomes_the_persons_draft(page: Page, address: str) -> None:
    drafts = {"email": {"form": "email", "saved": "2026-03-10", "answers": {"topic": "how you made that change"}}}
    open_composer(page, address, {**DANA, "drafts": drafts}, link="#person=pdana&form=nudge")
    page.goto(address + COMPOSER + "#form=email&relationship=alum&subject=Hello&text=Hi%20%5Btheir%20name%5D%2C%20we%20both%20went.")
    expect(status(page)).to_contain_text("This example is now your message.")
    expect(line(page)).to_contain_text("For: Dana")
    assert message(page) == "Hi [their name], we both went."
    stored = person(page, "pdana")
    assert stored["drafts"]["email"]["own"]["text"] == "Hi [their name], we both went."
    assert stored["relationship"] == "cold", "an example says nothing about the person"
    status(page).get_by_role("button", name="Go back to the previous one").click()
    expect(blank(page, "topic")).to_have_value("how you made that change")
    assert person(page, "pdana")["drafts"]["email"]["own"] is None
    page.goto(address + COMPOSER + "#form=text&tone=warm")
    expect(status(page)).to_contain_text("Your link set up this message")
    assert message(page).startswith("Hi Dana,")


def test_a_saved_message_brings_nothing_of_whoever_it_was_for(page: Page, address: str) -> None:
    answers = {"their_name": "Priya", "their_email": "priya@example.com", "topic": "how you chose it"}
    content = {"form": "email", "relationship": "cold", "answers": answers}
    page.goto(address + "404.html")
    store(page, {"guide.requests": json.dumps({"version": 1, "names": {"Priya": {"saved": "2026-03-01T00:00:00Z", "content": content}}})})
    open_composer(page, address, DANA, link="#person=pdana")
    page.get_by_role("button", name="Open Priya").click()
    expect(blank(page, "topic")).to_have_value("how you chose it")
    assert "Priya" not in message(page)
    expect(page.locator("#guide-to")).to_have_value("dana@example.com")
    assert (person(page, "pdana")["call"], person(page, "pdana")["email"]) == ("Dana", "dana@example.com")


def test_a_full_storage_says_so_and_loses_nothing(page: Page, address: str) -> None:
    open_composer(page, address, DANA, link="#person=pdana&form=email")
    fill_storage(page)
    blank(page, "topic").fill("how you made that change")
    expect(status(page)).to_contain_text("storage is full, so nothing was saved")
    assert "how you made that change" in message(page)
