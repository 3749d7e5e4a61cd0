"""The composer in a real browser: a request grows from a few answers, is read, kept and taken along, and nothing is ever sent."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, copied, open_context
from tests.support.scripts import fill_storage, store
from tests.support.text import squeeze

COMPOSER = "ask/compose/"
ANSWERS = {
    "their_name": "Dana",
    "link": "article on testing well water",
    "fact": "You wrote that the smell is the last thing to go.",
    "me": "a warehouse picker",
    "topic": "what a normal week is like",
    "times": "Tuesday or Thursday after six",
    "contact": "937 555 0142",
    "my_name": "Sam Keller",
}


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + COMPOSER)
    return page


def answer(page: Page, **answers: str) -> None:
    page.select_option("#guide-relationship", "read-heard-work")
    for name, text in {**ANSWERS, **answers}.items():
        page.locator(f"#guide-{name}").fill(text)


def message(page: Page) -> str:
    return page.locator("#guide-text").input_value()


def advice(page: Page) -> Locator:
    return page.locator("#guide-advice")


def status(page: Page) -> Locator:
    return page.locator("#guide-status")


def test_the_message_grows_as_it_is_typed_and_needs_no_fixing_in_the_end(page: Page) -> None:
    expect(advice(page)).to_contain_text("suggestion")
    expect(page.locator("#guide-text")).to_have_value(re.compile(r"\[their name\]"))
    page.locator("#guide-their_name").press_sequentially("Da")
    assert message(page).startswith("Hello Da,")
    answer(page)
    for text in ANSWERS.values():
        assert text in message(page)
    expect(advice(page)).to_contain_text("Looks good")
    expect(page.locator("#guide-length")).to_contain_text(re.compile(r"^\d\d of about 110 words\."))


def test_nothing_is_asked_of_any_server_while_it_is_typed(context: BrowserContext, page: Page) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    answer(page, fact="<img src=https://evil.example/x> You said so in your talk.")
    page.locator("#guide-text").fill("https://evil.example/ <script src=//evil.example></script> 15 minutes?")
    page.wait_for_timeout(1200)
    assert asked == []


def test_the_questions_follow_what_is_chosen(page: Page) -> None:
    page.select_option("#guide-relationship", "alum")
    expect(page.get_by_label("Which school or course do you share?")).to_be_visible()
    expect(page.locator("#guide-relationship")).to_be_focused()
    page.select_option("#guide-audience", "veteran")
    expect(page.locator("#guide-me-hint")).to_contain_text("Army mechanic")
    page.select_option("#guide-channel", "phone")
    page.select_option("#guide-line", "work")
    expect(advice(page)).to_contain_text(re.compile("work", re.IGNORECASE))
    expect(page.locator("#guide-length")).to_contain_text("Said aloud, about")
    expect(page.locator("#guide-subject")).to_be_hidden()
    expect(page.locator("#guide-mail")).to_be_hidden()


def test_what_falls_off_behind_the_limit_is_shown(page: Page) -> None:
    page.select_option("#guide-channel", "linkedin-note")
    answer(page, topic="everything that there is to know about " + "very " * 30 + "long days")
    expect(page.locator("#guide-length")).to_contain_text("too many")
    expect(page.locator(".guide-cut-off")).to_contain_text("falls off")
    gone = page.locator(".guide-cut-off s").text_content()
    assert message(page).endswith(gone)
    assert len(message(page)) - len(gone) == 200


def test_a_message_changed_by_hand_stays_until_it_is_written_anew(page: Page) -> None:
    answer(page)
    page.locator("#guide-text").fill("Hi, any openings? Could I pick your brain?")
    expect(advice(page).locator("li")).not_to_have_count(0)
    page.locator("#guide-topic").fill("something else")
    assert message(page) == "Hi, any openings? Could I pick your brain?"
    page.reload()
    assert message(page) == "Hi, any openings? Could I pick your brain?", "a reload loses nothing"
    page.locator("#guide-anew").click()
    assert "something else" in message(page)
    expect(advice(page)).to_contain_text("Looks good")


def test_each_advice_leads_to_more(page: Page, address: str) -> None:
    links = advice(page).locator("a").evaluate_all("links => links.map(link => link.href)")
    assert links
    assert all(link.startswith(address) for link in links)


def test_the_message_is_copied_mailed_and_downloaded_as_it_is(page: Page, tmp_path: Path) -> None:
    answer(page, their_name="Nguyễn O'Brien-王芳 🦜", fact='مرحبا, you said "50 % + 1 & <b>more</b>" on the radio.')
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(status(page)).to_contain_text("is copied")
    subject, text = page.locator("#guide-subject").input_value(), message(page)
    assert copied(page).replace("\r\n", "\n") == f"Subject: {subject}\n\n{text}"
    with page.expect_download() as info:
        page.get_by_role("button", name="Download as text").click()
    info.value.save_as(tmp_path / "request.txt")
    assert (tmp_path / "request.txt").read_bytes().decode() == f"Subject: {subject}\n\n{text}\n".replace("\n", "\r\n")
    address = page.evaluate("message => Guide.composer.mailto(message)", {"subject": subject, "text": text})
    assert dict(parse_qsl(urlsplit(address).query)) == {"subject": subject, "body": text.replace("\n", "\r\n")}


def test_what_is_too_long_for_a_mail_address_is_reported(page: Page) -> None:
    answer(page, fact="Long. " * 500)
    page.locator("#guide-mail").click()
    expect(status(page)).to_contain_text("too long to hand to a mail program")


def test_where_copying_is_refused_the_text_is_shown(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    page.goto(address + COMPOSER)
    answer(page)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(status(page).locator("textarea")).to_be_focused()
    assert message(page) in status(page).locator("textarea").input_value()
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_phone_script_prints_in_large_type_alone(page: Page, paper: str) -> None:
    page.select_option("#guide-channel", "phone")
    answer(page)
    printed = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False, print_background=False)))
    assert len(printed.pages) == 1
    sizes: list[float] = []

    def note_size(text: str, matrix: list, text_matrix: list, font: dict, size: float) -> None:
        if "warehouse" in text:
            sizes.append(size * abs(text_matrix[0] * matrix[0]))

    printed.pages[0].extract_text(visitor_text=note_size)
    found = squeeze(printed.pages[0].extract_text())
    assert squeeze(message(page)) in found
    assert "Whatwillyoucallthem" not in found
    assert min(sizes) >= 17.5, sizes


def save(page: Page, name: str = "") -> None:
    page.locator("#guide-name").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()


def test_drafts_are_saved_opened_and_deleted_and_an_old_name_is_noticed(page: Page) -> None:
    answer(page)
    save(page)
    expect(status(page)).to_contain_text("Saved in this browser as “Dana”")
    page.locator("#guide-new").click()
    assert "[their name]" in message(page)
    answer(page, their_name="Rosa", fact="Dana told me that you bake at two in the morning.")
    expect(advice(page)).to_contain_text("A name from another message")
    page.get_by_role("button", name="Open Dana").click()
    expect(advice(page)).to_contain_text("Looks good")
    assert message(page).startswith("Hello Dana,")
    page.get_by_role("button", name="Back to the one that was here").click()
    assert message(page).startswith("Hello Rosa,")
    page.get_by_role("button", name="Delete Dana").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("#guide-saved li")).to_have_count(1)


def test_two_tabs_do_not_overwrite_each_other(context: BrowserContext, page: Page, address: str) -> None:
    answer(page)
    save(page, "Mine")
    other = context.new_page()
    other.goto(address + COMPOSER)
    answer(other, their_name="Rosa")
    save(other, "Mine")
    expect(status(other)).to_contain_text("saved as “Mine (2)”")
    expect(page.locator("#guide-saved li")).to_have_count(2)


def test_a_full_storage_says_so_and_loses_nothing(page: Page) -> None:
    answer(page)
    fill_storage(page)
    save(page, "Mine")
    expect(status(page)).to_contain_text("storage is full")
    assert "warehouse picker" in message(page)


def test_a_blocked_storage_says_so_and_the_composer_works(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script(path=BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address + COMPOSER)
    answer(page)
    assert "warehouse picker" in message(page)
    save(page, "Mine")
    expect(status(page)).to_contain_text("does not let the guide keep anything")
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("rubbish", ["{", "7", '{"names": []}', '{"names": {"a": 7}}', '{"names": {"a": {"content": [{}]}}}'])
def test_rubbish_in_storage_does_no_harm(page: Page, rubbish: str) -> None:
    store(page, {"guide.requests": rubbish}, {"guide.request.draft": rubbish})
    page.reload()
    answer(page)
    save(page, "Mine")
    expect(status(page)).to_contain_text("Saved in this browser")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 500}], ids=["phone", "desktop", "zoomed"])
def test_the_composer_is_accessible(browser: Browser, address: str, size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + COMPOSER)
    page.select_option("#guide-channel", "linkedin-note")
    answer(page, topic="x" * 300)
    save(page, "One")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert watch.wrong == []


def test_without_script_the_page_says_so(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + COMPOSER)
    expect(page.get_by_text("This tool needs JavaScript")).to_be_visible()
    context.close()
    assert watch.wrong == []


# The pages of messages ------------------------------------------------------------------------------------------


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
