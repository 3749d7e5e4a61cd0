"""The Composer in a real browser: sentences are filled in, read, kept and taken along, and nothing is ever sent."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, copied, open_context
from tests.support.scripts import define_pages, fill_storage, store
from tests.support.text import squeeze

COMPOSER = "ask/compose/"
LAPTOPS = ({"width": 1280, "height": 800}, {"width": 1366, "height": 768})
ANSWERS = {
    "their_name": "Dana Whitfield",
    "link": "talk on sepsis alerts",
    "fact": "moved from bedside nursing into informatics",
    "me": "an ICU nurse thinking about health informatics",
    "topic": "how you made that change",
    "field": "health informatics",
    "times": "Tuesday or Thursday after 4",
    "contact": "937 555 0142",
    "my_name": "Sam Keller",
}
THANKS = {"talk_when": "on Tuesday", "learned": "how much of your day goes into listening", "next_step": "sit in on a class next month"}


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + COMPOSER)
    return page


@pytest.fixture
def laptop(browser: Browser, address: str) -> Iterator[Page]:
    context, watch = open_context(browser, address, viewport=LAPTOPS[0])
    page = context.new_page()
    page.goto(address + COMPOSER)
    yield page
    context.close()
    assert watch.wrong == []


def blank(page: Page, name: str) -> Locator:
    return page.locator(f"#guide-answer-{name}")


def answer(page: Page, relationship: str = "read-heard-work", **answers: str) -> None:
    """Fill in every blank of the message that is asked for."""
    if page.locator("#guide-relationship").is_visible():
        page.select_option("#guide-relationship", relationship)
    for name, text in {**ANSWERS, **answers}.items():
        if blank(page, name).count():
            blank(page, name).fill(text)
            leave(page)


def leave(page: Page) -> None:
    """Leave the field, and wait for what comes of it."""
    page.evaluate("document.activeElement.blur()")
    page.evaluate("new Promise(done => setTimeout(done))")


def row(page: Page, name: str) -> Locator:
    """The sentence with the blank for an answer."""
    return page.locator(".guide-row").filter(has=blank(page, name))


def message(page: Page) -> str:
    return page.locator("#guide-text").input_value()


def suggestions(page: Page) -> Locator:
    return page.locator("#guide-suggestions")


def done(page: Page) -> Locator:
    """What stands beside the buttons after one was pressed."""
    return page.locator("#guide-done")


def status(page: Page) -> Locator:
    return page.locator("#guide-status")


# Sentences --------------------------------------------------------------------------------------------------------


def test_sentences_are_filled_in_where_they_stand_until_the_message_looks_good(page: Page) -> None:
    expect(suggestions(page)).to_contain_text("suggestion")
    expect(page.locator("#guide-text")).to_have_value(re.compile(r"\[their name\]"))
    blank(page, "their_name").press_sequentially("Da")
    assert message(page).startswith("Hello Da,")
    expect(page.locator(".guide-suggestion")).to_have_count(0)  # What the reader has not begun is not criticized yet.
    answer(page)
    for name, text in ANSWERS.items():
        assert text in message(page) or name == "field"
    expect(suggestions(page)).to_contain_text("Looks good")
    expect(page.locator("#guide-length")).to_have_text(re.compile(r"^\d\d of about 110 words$"))

    expect(row(page, "link").locator(".guide-sentence")).to_have_text("I really enjoyed your .")
    names = page.locator("#guide-sentences .guide-blank").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names[0] == "Blank 1 of 5: what you call them"
    assert [name.split(":")[0] for name in names] == [f"Blank {at} of 5" for at in range(1, 6)]
    shown = page.locator("#guide-letter-form").evaluate("form => form.innerText")
    assert not re.search(r"\(s\)|\w/\w|\[", shown), "the words are chosen by the answers"
    assert "Sam Keller" in page.locator("#guide-sentences").inner_text(), "what is typed once is read where it goes"
    sizes = page.locator(".guide-hint:visible").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 0.75 * page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")


def test_what_is_asked_follows_the_kind_of_message(page: Page, site_index) -> None:
    groups = page.locator("#guide-form optgroup")
    assert groups.evaluate_all("all => all.map(one => one.label)") == ["First message", "Follow-up"]
    forms = site_index.dataset.composer.forms
    kinds = [sum(not form.label for form in forms), sum(bool(form.label) for form in forms)]
    assert groups.evaluate_all("all => all.map(one => one.children.length)") == kinds
    page.locator("#guide-relationship").focus()
    page.select_option("#guide-relationship", "alum")
    expect(page.get_by_label("the school or program you share")).to_be_visible()
    expect(page.locator("#guide-relationship")).to_be_focused()
    page.select_option("#guide-audience", "veteran")
    expect(page.locator("#guide-hint-me")).to_contain_text("Army medic")
    looks = {}
    page.locator("#guide-form").focus()
    for form in forms:
        page.select_option("#guide-form", form.id)
        expect(page.locator("#guide-form")).to_be_focused()
        looks[form.id] = page.locator("#guide-preview").get_attribute("data-look")
        ids = page.locator("#guide-letter-form [id]").evaluate_all("all => all.map(one => one.id)")
        assert len(set(ids)) == len(ids), form.id
        assert page.locator("#guide-subject").is_visible() is bool(form.subject), form.id
    assert looks["email"] == looks["thank-you"] == "mail"
    assert (looks["linkedin-note"], looks["text"], looks["voicemail"], looks["letter"]) == ("note", "bubble", "script", "paper")
    page.select_option("#guide-form", "thank-you")
    for name in ("relationship", "way", "minutes", "line"):
        expect(page.locator(f"#guide-{name}")).to_be_hidden()
    page.select_option("#guide-form", "phone")
    page.select_option("#guide-line", "work")
    expect(suggestions(page)).to_contain_text("It goes to a phone at their work")
    expect(page.locator("#guide-length")).to_contain_text("seconds aloud")
    expect(page.locator("#guide-mail")).to_be_hidden()


@pytest.mark.long
def test_every_kind_of_message_can_be_written_to_the_end(page: Page, site_index) -> None:
    for form in site_index.dataset.composer.forms:
        page.select_option("#guide-form", form.id)
        for field in site_index.dataset.composer.fields:
            if blank(page, field.name).count() and field.name != "their_email":
                blank(page, field.name).fill({**ANSWERS, **THANKS}.get(field.name, field.example))
        leave(page)
        assert "[" not in message(page), form.id


def test_typing_loses_no_focus_and_a_better_sentence_is_used_afterwards(page: Page) -> None:
    topic = blank(page, "topic")
    topic.fill("how you did it")
    topic.press("Home")
    topic.press_sequentially("exactly ")
    assert topic.evaluate("field => field.selectionStart") == len("exactly ")
    topic.fill("how did you do it?")
    expect(row(page, "topic").locator(".guide-sentence")).to_contain_text("I'd love to hear")
    blank(page, "times").focus()
    blank(page, "times").press_sequentially("Tue")
    expect(row(page, "topic").locator(".guide-sentence")).to_contain_text("I'd love to ask you:")
    expect(blank(page, "times")).to_be_focused()
    assert blank(page, "times").evaluate("field => field.selectionStart") == 3
    assert "I'd love to ask you: how did you do it?" in message(page)

    blank(page, "fact").fill("I heard your talk on sepsis alerts in May.")
    leave(page)
    expect(row(page, "fact")).to_contain_text("Used as you wrote it.")
    assert "I saw that" not in row(page, "fact").inner_text()
    assert "I heard your talk on sepsis alerts in May." in message(page)


def test_a_better_sentence_does_not_move_a_button_away_under_the_pointer(laptop: Page) -> None:
    blank(laptop, "topic").fill("how did you do it?")
    summary = laptop.locator("#guide-others-time")
    summary.scroll_into_view_if_needed()
    blank(laptop, "topic").focus()
    summary.click()
    expect(row(laptop, "topic").locator(".guide-sentence")).to_contain_text("I'd love to ask you:")
    expect(laptop.locator(".guide-other-sentences[open] .guide-line").first).to_be_visible()


def test_another_sentence_is_chosen(page: Page) -> None:
    answer(page)
    page.locator("#guide-others-why-them").click()
    choices = row(page, "fact").locator(".guide-line")
    assert 2 <= choices.count() <= 5
    assert all(re.search("you …$", text) for text in choices.all_inner_texts()), "only those that take what was typed"
    other = choices.and_(page.locator("[aria-pressed=false]")).first
    words = other.inner_text().removesuffix(" …")
    other.press("Enter")
    expect(choices.and_(page.locator("[aria-pressed=true]"))).to_be_focused()
    assert words in message(page)
    page.locator("#guide-tone").select_option("formal")
    assert message(page).startswith("Dear Dana Whitfield,")
    menus = page.locator(".guide-other-sentences")
    for at in range(menus.count()):
        assert 2 <= menus.nth(at).locator("li").count() <= 5


def test_what_is_left_out_and_what_falls_off_is_said(page: Page) -> None:
    page.select_option("#guide-form", "linkedin-note")
    answer(page, topic="what a nurse on nights should learn before moving into a job like yours")
    expect(row(page, "link")).to_contain_text("Left out to fit 200 characters")
    expect(page.locator(".guide-cut-off")).to_be_hidden()
    answer(page, topic="everything there is to know about " + "very " * 30 + "long days")
    expect(page.locator("#guide-length")).to_contain_text("too many")
    gone = page.locator(".guide-cut-off s").text_content()
    assert message(page).endswith(gone)
    assert len(message(page)) - len(gone) == 200
    page.select_option("#guide-form", "text")
    answer(page, link="talk", fact="gave a talk on alerts")
    expect(page.locator(".guide-row", has_text="Left out: the next sentence says it")).to_have_count(1)


# Suggestions ------------------------------------------------------------------------------------------------------


def test_suggestions_stand_beside_what_they_are_about(page: Page, address: str) -> None:
    answer(page, their_name="dana", contact="sam@example.com")
    expect(row(page, "their_name").locator(".guide-suggestion")).to_contain_text("A name isn't capitalized")
    beside = suggestions(page).get_by_role("button", name="A name isn't capitalized")
    beside.click()
    expect(blank(page, "their_name")).to_be_focused()
    blank(page, "their_name").fill("Dana")
    expect(row(page, "their_name").locator(".guide-suggestion")).to_have_count(0)
    page.select_option("#guide-form", "voicemail")
    expect(page.locator("#guide-own .guide-suggestion")).to_contain_text("not a phone number")
    page.locator("#guide-text").fill("Hi, any openings? Could I pick your brain?")
    links = page.locator(".guide-suggestion a, #guide-suggestions a").evaluate_all("links => links.map(link => link.href)")
    assert links
    assert all(link.startswith(address) for link in links)


def test_a_message_changed_by_hand_stays_until_it_is_written_again(page: Page) -> None:
    answer(page)
    page.locator("#guide-text").fill("Hi, any openings? Could I pick your brain?")
    expect(suggestions(page).locator("li")).not_to_have_count(0)
    blank(page, "topic").fill("how you started")
    assert message(page) == "Hi, any openings? Could I pick your brain?"
    expect(page.locator("#guide-hand-note")).to_be_visible()
    page.reload()
    assert message(page) == "Hi, any openings? Could I pick your brain?", "a reload loses nothing"
    page.locator("#guide-again").click()
    assert "how you started" in message(page)
    expect(page.locator("#guide-hand-note")).to_be_hidden()
    done(page).get_by_role("button", name="Go back to my version").click()
    assert message(page) == "Hi, any openings? Could I pick your brain?"
    page.locator("#guide-again").click()
    expect(suggestions(page)).to_contain_text("Looks good")


# Taking it along --------------------------------------------------------------------------------------------------


def test_the_message_is_copied_mailed_and_downloaded_as_it_is(page: Page, tmp_path: Path) -> None:
    answer(page, their_name="Nguyễn O'Brien-王芳 Jr. 🦜", fact='said مرحبا and "50 % + 1 & <b>more</b>" on the radio')
    page.locator("#guide-copy").click()
    expect(done(page)).to_contain_text("Copied.")
    subject, text = page.locator("#guide-subject").input_value(), message(page)
    assert copied(page).replace("\r\n", "\n") == f"Subject: {subject}\n\n{text}"
    with page.expect_download() as info:
        page.get_by_role("button", name="Download").click()
    info.value.save_as(tmp_path / "message.txt")
    assert (tmp_path / "message.txt").read_bytes().decode() == f"Subject: {subject}\n\n{text}\n".replace("\n", "\r\n")
    page.locator("#guide-to").fill("d.whitfield@example.com")
    draft = [{"subject": subject, "text": text}, "d.whitfield@example.com"]
    address = page.evaluate("([message, to]) => Guide.composer.mailto(message, to)", draft)
    assert urlsplit(address).path == "d.whitfield@example.com"
    assert dict(parse_qsl(urlsplit(address).query)) == {"subject": subject, "body": text.replace("\n", "\r\n")}
    page.reload()
    expect(page.locator("#guide-to")).to_have_value("d.whitfield@example.com")
    blank(page, "fact").fill("Long. " * 500)
    page.locator("#guide-mail").click()
    expect(done(page)).to_contain_text("too long to open in an email app")


def test_where_copying_is_refused_the_text_is_shown(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(address + COMPOSER)
    answer(page)
    page.locator("#guide-copy").click()
    expect(status(page).locator("textarea")).to_be_focused()
    assert message(page) in status(page).locator("textarea").input_value()
    page.goto(address + "ask/messages/email/")
    page.locator(".guide-message-actions button").first.click()
    expect(status(page).locator("textarea")).to_have_value(re.compile(r"\[their first name\]"))
    context.close()
    assert watch.wrong == []


def test_nothing_is_asked_of_any_server_while_it_is_typed(context: BrowserContext, page: Page) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    answer(page, fact="wrote <img src=https://evil.example/x> in your talk")
    page.locator("#guide-text").fill("https://evil.example/ <script src=//evil.example></script> 15 minutes?")
    page.wait_for_timeout(1200)
    assert asked == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_phone_script_prints_in_large_type_alone(page: Page, paper: str) -> None:
    page.select_option("#guide-form", "phone")
    answer(page)
    printed = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False, print_background=False)))
    assert len(printed.pages) == 1
    sizes: list[float] = []

    def note_size(text: str, matrix: list, text_matrix: list, font: dict, size: float) -> None:
        if "bedside" in text:
            sizes.append(size * abs(text_matrix[0] * matrix[0]))

    printed.pages[0].extract_text(visitor_text=note_size)
    found = squeeze(printed.pages[0].extract_text())
    assert squeeze(message(page)) in found
    assert "Whatyoucallthem" not in found
    assert min(sizes) >= 17.5, sizes


# The message in sight -----------------------------------------------------------------------------------------------


def is_inside(page: Page, selector: str) -> bool:
    """Whether all of an element is in the window, with nothing over it."""
    return page.locator(selector).evaluate(
        "one => { const { left, right, top, bottom } = one.getBoundingClientRect();"
        " const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);"
        " return top >= 0 && bottom <= innerHeight && (one === there || one.contains(there)); }"
    )


def test_on_a_laptop_the_message_and_its_buttons_stay_in_the_window(browser: Browser, address: str) -> None:
    for size in LAPTOPS:
        context, watch = open_context(browser, address, viewport=size, permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(address + COMPOSER)
        for form in ("email", "linkedin-note", "voicemail"):
            page.select_option("#guide-form", form)
            for height in (0, 500, 1100):
                page.evaluate("height => scrollTo({ top: height, behavior: 'instant' })", height)
                for button in ("#guide-copy", ".guide-save button[type=submit]", *(["#guide-mail"] if form == "email" else [])):
                    assert is_inside(page, button), (size, form, height, button)
                if height:
                    assert is_inside(page, "#guide-suggestions h3"), (size, form, height)
        page.locator("#guide-copy").click()
        copy, said = page.locator("#guide-copy").bounding_box(), done(page).bounding_box()
        assert abs(said["y"] - copy["y"]) < 130
        context.close()
        assert watch.wrong == []


def test_on_a_phone_a_bar_leads_to_the_message_and_back(page: Page) -> None:
    answer(page)
    bar = page.locator("#guide-glance")
    expect(bar).to_contain_text(re.compile(r"\d\d of about 110 words"))
    expect(bar).to_contain_text("Looks good")
    blank(page, "topic").focus()
    bar.get_by_role("button", name="See message").click()
    expect(page.locator("#guide-text")).to_be_in_viewport()
    assert is_inside(page, "#guide-copy")
    bar.get_by_role("button", name="Back to sentences").click()
    expect(blank(page, "topic")).to_be_focused()
    assert is_inside(page, "#guide-answer-topic")
    save(page, "One")
    page.get_by_role("button", name="Delete One").click()
    above, below = bar.bounding_box(), status(page).bounding_box()
    assert above["y"] + above["height"] <= below["y"] + 1, "the message bar and this one don't lie over each other"
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator("#guide-glance").evaluate("bar => getComputedStyle(bar).position") == "static"


def test_a_browser_that_cannot_size_fields_by_their_text_makes_room_too(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script("CSS.supports = () => false")
    page = context.new_page()
    page.goto(address + COMPOSER)
    narrow = blank(page, "their_name").evaluate("field => field.size")
    answer(page, topic="how you " + "really " * 30 + "made that change")
    assert blank(page, "their_name").evaluate("field => field.size") > narrow
    assert blank(page, "topic").evaluate("field => parseFloat(field.style.height) >= field.scrollHeight")
    context.close()
    assert watch.wrong == []


# What is kept -------------------------------------------------------------------------------------------------------


def save(page: Page, name: str = "") -> None:
    page.locator("#guide-name").fill(name)
    page.locator(".guide-save button[type=submit]").click()


def test_what_is_about_the_reader_is_typed_once(context: BrowserContext, page: Page, address: str) -> None:
    answer(page)
    page.locator("#guide-new").click()
    assert "[their name]" in message(page)
    assert message(page).endswith("Sam Keller")
    page.get_by_role("button", name="Go back to the previous one").click()
    assert "Dana Whitfield" in message(page)
    other = context.new_page()
    other.goto(address + COMPOSER)
    expect(blank(other, "contact")).to_have_value("937 555 0142")
    assert message(other).endswith("Sam Keller")
    other.select_option("#guide-form", "thank-you")
    assert message(other).endswith("Sam Keller")
    define_pages(other)
    assert json.loads(other.evaluate("stored")["guide.profile"]) == {
        "version": 1,
        "answers": {name: ANSWERS[name] for name in ("me", "contact", "my_name")},
    }


def test_messages_are_saved_opened_and_deleted_and_another_name_is_noticed(page: Page) -> None:
    answer(page)
    save(page)
    expect(done(page)).to_contain_text("Saved in this browser as “Dana Whitfield”")
    expect(suggestions(page)).to_contain_text("Looks good")  # It is not compared with itself.
    page.locator("#guide-new").click()
    answer(page, their_name="Rosa", fact="said Dana Whitfield taught you to bake at two in the morning")
    expect(row(page, "their_name")).to_contain_text("A name from another message")
    page.get_by_role("button", name="Open Dana Whitfield").click()
    expect(suggestions(page)).to_contain_text("Looks good")
    assert message(page).startswith("Hello Dana Whitfield,")
    page.get_by_role("button", name="Go back to the previous one").click()
    assert message(page).startswith("Hello Rosa,")
    answer(page)
    expect(suggestions(page)).to_contain_text("Nearly the same as another message")
    page.get_by_role("button", name="Delete Dana Whitfield").click()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("#guide-saved li")).to_have_count(1)


def test_two_tabs_do_not_overwrite_each_other(context: BrowserContext, page: Page, address: str) -> None:
    answer(page)
    save(page, "Mine")
    other = context.new_page()
    other.goto(address + COMPOSER)
    answer(other, their_name="Rosa")
    save(other, "Mine")
    expect(done(other)).to_contain_text("saved as “Mine (2)”")
    expect(page.locator("#guide-saved li")).to_have_count(2)


def test_a_full_storage_says_so_and_loses_nothing(page: Page) -> None:
    answer(page)
    fill_storage(page)
    save(page, "Mine")
    expect(done(page)).to_contain_text("storage is full")
    blank(page, "contact").fill("sam.keller@example.com, or 937 555 0142 in the evening")
    expect(page.locator("#guide-own-note")).to_contain_text("storage is full")
    assert "bedside nursing" in message(page)


def test_a_blocked_storage_says_so_and_the_composer_works(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script(path=BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address + COMPOSER)
    answer(page)
    assert "bedside nursing" in message(page)
    save(page, "Mine")
    expect(done(page)).to_contain_text("doesn't let the guide save anything")
    context.close()
    assert watch.wrong == []


RUBBISH = ["{", "7", '{"names": []}', '{"names": {"a": 7}, "answers": {"me": 7}}', '{"names": {"a": {"content": [{}]}}}']


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_rubbish_in_storage_does_no_harm(page: Page, rubbish: str) -> None:
    store(page, {"guide.requests": rubbish, "guide.profile": rubbish}, {"guide.request.draft": rubbish})
    page.reload()
    answer(page)
    save(page, "Mine")
    expect(done(page)).to_contain_text("Saved in this browser")


def test_a_draft_of_the_version_before_is_taken_over_whole(page: Page) -> None:
    before = {
        "channel": "linkedin-message", "relationship": "cold", "audience": "veteran", "way": "video", "minutes": 30, "line": "",
        "answers": {
            "their_name": "Dana", "link": "LinkedIn", "fact": "You moved to Ohio.", "me": "an Army medic", "topic": "how you moved",
            "times": "Tuesday", "contact": "937 555 0142", "my_name": "Sam",
        },
        "own": None,
    }  # fmt: skip
    store(page, {}, {"guide.request.draft": json.dumps(before)})
    page.reload()
    expect(page.locator("#guide-form")).to_have_value("linkedin-message")
    expect(page.locator("#guide-audience")).to_have_value("veteran")
    for text in ("Hello Dana,", "LinkedIn", "30 minutes", "I'm an Army medic", "how you moved", "Tuesday"):
        assert text in message(page), text
    expect(blank(page, "fact")).to_have_value("You moved to Ohio.")
    expect(status(page)).to_be_hidden()


BAD = {
    "long": "very " * 400,
    "spaces": "    ",
    "emoji": "🦜👩🏽‍🌾 🎉",
    "right to left": "تمريض الطوارئ",
    "half an emoji": f"how you {'x' * 150}🦜🦜",
    "markup": "<b>{their_name}</b> $& [x]",
    "names": "O'Brien-Nuñez, Jr.",
}


@pytest.mark.long
def test_bad_input_harms_nothing(page: Page) -> None:
    for form in ("email", "linkedin-note", "thank-you"):
        page.select_option("#guide-form", form)
        for kind, text in BAD.items():
            answer(page, **dict.fromkeys([*ANSWERS, *THANKS], text))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (form, kind)
            for name in ("their_name", "my_name"):
                expect(blank(page, name)).to_have_value(text)
            assert not re.search(r"[\ud800-\udbff](?![\udc00-\udfff])", page.locator(".guide-cut-off").text_content() or ""), kind
            if kind == "spaces":
                assert "[their name]" in message(page)
    page.reload()
    expect(blank(page, "their_name")).to_have_value(BAD["names"])


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 500}], ids=["phone", "desktop", "zoomed"])
def test_the_composer_is_accessible(browser: Browser, address: str, size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + COMPOSER)
    page.select_option("#guide-form", "linkedin-note")
    answer(page, their_name="dana", topic="x" * 300)
    page.locator(".guide-other-sentences summary").first.click()
    save(page, "One")
    assert axe_violations(page) == []
    for form in ("email", "voicemail", "text", "letter"):
        page.select_option("#guide-form", form)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), form
    assert axe_violations(page) == []
    context.close()
    assert watch.wrong == []


def test_without_script_the_page_says_so(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + COMPOSER)
    expect(page.get_by_text("This tool needs JavaScript")).to_be_visible()
    expect(page.locator("#guide-glance")).to_be_hidden()
    page.goto(address + "ask/messages/email/")
    expect(page.locator(".guide-message-actions").first).to_be_hidden()
    context.close()
    assert watch.wrong == []


# The pages of messages ------------------------------------------------------------------------------------------


@pytest.mark.long
def test_every_message_is_copied_and_every_example_used(page: Page, address: str, site_index) -> None:
    dataset = site_index.dataset
    shown = {}
    for path in sorted({site_index.page_by_id[message.id] for message in (*dataset.messages(), *dataset.replies, *dataset.mistakes)}):
        page.goto(address + path.removesuffix(".md").removesuffix("index") + "/")
        for section in page.locator("section.guide-item").filter(has=page.locator(".guide-message-actions")).all():
            name = section.locator("h2, h3").get_attribute("id")
            link = section.get_by_role("link", name="Use this example")
            shown[name] = link.get_attribute("href") if link.count() else ""
            assert section.get_by_role("button", name="Copy").count() == 1
    examples = [message.id for message in (*dataset.messages(), *dataset.mistakes)]
    assert shown.keys() == {*examples, *(reply.id for reply in dataset.replies)}
    assert all(shown[one] for one in examples)
    forms = {form.id for form in dataset.composer.forms if not form.label}
    assert {dict(parse_qsl(urlsplit(shown[one]).fragment))["form"] for one in examples} <= forms


def test_an_example_becomes_the_readers_own_message_with_a_way_back(page: Page, address: str, site_index) -> None:
    answer(page)
    example = next(message for _, message in site_index.dataset.messages_with_channel() if message.id == "m-email-01")
    page.goto(address + "ask/messages/email/")
    section = page.locator("section", has=page.locator(f"#{example.id}"))
    section.get_by_role("button", name="Copy").click()
    expect(section.locator(".guide-copied")).to_have_text("Copied")
    section.get_by_role("link", name="Use this example").click()
    expect(page.locator("#guide-form")).to_have_value("email")
    expect(page.locator("#guide-relationship")).to_have_value(example.relationship)
    text = copied(page).replace("\r\n", "\n")
    assert f"Subject: {page.locator('#guide-subject').input_value()}\n\n{message(page)}" == text
    assert "Hi [their first name],\n\nMy cousin [full name" in message(page)
    assert not re.search(r"\d \w+ I|\{|  | \n", message(page)), "no label of a part is left"
    assert page.url == address + COMPOSER
    expect(page.locator("#guide-text")).to_be_in_viewport()
    page.get_by_role("button", name="Go back to the previous one").click()
    assert message(page).startswith("Hello Dana Whitfield,")
    page.goto(f"{address}{COMPOSER}#form=nonsense&text=Hi%20%F0%9F%A6%9C%26%3F")
    expect(page.locator("#guide-text")).to_have_value("Hi 🦜&?")


SETUP = "#form=linkedin-note&relationship=alum&tone=warm"


def in_the_menus(page: Page) -> list[str]:
    return [page.locator(f"#guide-{name}").input_value() for name in ("form", "relationship", "tone")]


def test_a_link_sets_up_an_empty_message_and_is_passed_on(page: Page, context: BrowserContext, address: str) -> None:
    page.goto(address + COMPOSER + SETUP)
    expect(status(page)).to_contain_text("Your link set up this message: ")
    assert page.url == address + COMPOSER
    page.reload()
    expect(page.locator("#guide-form")).to_have_value("linkedin-note")
    assert in_the_menus(page) == ["linkedin-note", "alum", "warm"]
    expect(status(page)).to_be_hidden()
    other = context.new_page()
    other.goto(address + COMPOSER + SETUP)
    expect(status(other)).to_contain_text("Your link set up this message: ")
    expect(status(other).get_by_role("button", name="Go back")).to_have_count(0)
    assert in_the_menus(other) == ["linkedin-note", "alum", "warm"]
    other.get_by_role("button", name="Copy a link to this setup").click()
    expect(status(other)).to_contain_text("The link is copied.")
    third = context.new_page()
    third.goto(copied(other))
    expect(status(third)).to_contain_text("Your link set up this message: ")
    assert in_the_menus(third) == ["linkedin-note", "alum", "warm"]


def test_a_link_that_sets_up_a_message_loses_none(page: Page, address: str) -> None:
    answer(page)
    before, menus = message(page), in_the_menus(page)
    page.evaluate("hash => { location.hash = hash }", SETUP + "&mood=good")
    expect(status(page)).to_contain_text("“mood”")
    assert in_the_menus(page) == ["linkedin-note", "alum", "warm"]
    expect(blank(page, "my_name")).to_have_value("Sam Keller")
    expect(blank(page, "their_name")).to_have_value("")
    page.get_by_role("button", name="Go back to the previous one").click()
    assert (message(page), in_the_menus(page)) == (before, menus)
    page.evaluate("hash => { location.hash = hash }", "#form=pigeon&mood=<img src=x>")
    expect(status(page)).to_contain_text("Part of the link couldn't be read")
    assert (message(page), in_the_menus(page)) == (before, menus)
    page.reload()
    expect(page.locator("#guide-form")).to_have_value(menus[0])
    assert (message(page), in_the_menus(page)) == (before, menus)


def test_the_labels_of_the_parts_can_be_turned_off_and_on_without_script(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "ask/messages/email/")
    label = page.locator(".guide-number").first
    expect(label).to_be_visible()
    page.locator("#guide-parts").uncheck()
    expect(label).to_be_hidden()
    page.locator("#guide-parts").check()
    expect(label).to_be_visible()
    context.close()
    assert watch.wrong == []


def test_every_cell_of_the_matrix_leads_to_its_example(page: Page, address: str, site_index) -> None:
    page.goto(address + "ask/messages/")
    links = page.locator(".guide-matrix td a").evaluate_all("links => links.map(link => link.href.split('#')[1])")
    assert sorted(links) == sorted(message.id for message in site_index.dataset.messages())
    page.locator(".guide-matrix td a").first.click()
    expect(page.locator(f"#{links[0]}")).to_be_in_viewport()
