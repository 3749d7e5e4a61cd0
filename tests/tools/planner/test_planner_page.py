"""The planner in a real browser."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.support.browser import BLOCK_STORAGE, DESKTOP, PHONE, axe_violations, copied, open_context
from tests.support.question_filter import chip, said
from tests.support.scripts import define, define_pages, fill_storage, store, wait_until
from tests.support.text import squeeze

PLANNER = "prepare/planner/"
SCRIPT = Path(__file__).with_name("planner-page.js")
IN_THE_MENU = ("swap", "pin", "up", "down", "remove")


def entries(page: Page) -> list[str]:
    """What the plan says, question by question."""
    define(page, SCRIPT)
    return page.locator("li[data-entry]").evaluate_all("wordsOf")


def press_make(page: Page) -> None:
    """Make a plan, for which the page loads all questions the first time."""
    page.get_by_role("button", name="Make a plan").click()
    expect(page.locator("li[data-entry]").first).to_be_visible()


def make_plan(page: Page, address: str, **choices: str) -> list[str]:
    page.goto(address + PLANNER)
    for name, value in choices.items():
        page.select_option(f"#guide-{name}", value)
    press_make(page)
    return entries(page)


def tool(page: Page, index: int, action: str) -> Locator:
    """A control of a question of the plan; its menu is opened first."""
    row = page.locator("li[data-entry]").nth(index)
    if action in IN_THE_MENU and row.locator("details.guide-entry-menu[open]").count() == 0:
        row.locator("[data-action=menu]").click()
    return row.locator(f"[data-action={action}]")


def status(page: Page) -> Locator:
    """The result of what was done last."""
    return page.locator(".guide-in-place")


def link_of(page: Page) -> str:
    page.get_by_role("button", name="Copy a link", exact=True).click()
    expect(status(page)).to_contain_text("is copied")
    return copied(page)


def own(page: Page, words: str) -> None:
    if not page.locator("#guide-own-words").is_visible():
        # A click would miss it if what was done before just moved it.
        page.locator("[data-keep=own] summary").press("Enter")
    page.locator("#guide-own-words").fill(words)
    page.get_by_role("button", name="Add it").click()


def test_a_plan_is_made_and_another_and_undone(page: Page, address: str) -> None:
    first = make_plan(page, address, goal="choose-training", audience="high-school")
    assert len(first) > 6
    expect(page.locator("#guide-plan h2")).to_be_focused()
    page.locator("#guide-another").click()
    second = entries(page)
    assert second != first
    expect(page.locator("#guide-another")).to_be_focused()
    page.locator("#guide-undo").click()
    assert entries(page) == first
    press_make(page)
    assert entries(page) == first, "the same choices give the same plan"


def test_a_plan_can_be_changed_by_keyboard_alone(page: Page, address: str) -> None:
    before = make_plan(page, address)
    menu = page.locator("li[data-entry]").nth(3).locator("[data-action=menu]")
    expect(menu).to_have_accessible_name("Change number 4")
    menu.focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(tool(page, 3, "down")).to_be_focused()
    page.keyboard.press("Enter")
    assert entries(page)[4] == before[3]
    expect(tool(page, 4, "down")).to_be_focused()
    result_is_beside(page, 4, "number 5 of")
    tool(page, 4, "pin").focus()
    page.keyboard.press("Space")
    expect(tool(page, 4, "pin")).to_contain_text("Don't keep")
    expect(tool(page, 4, "pin")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("details.guide-entry-menu[open]")).to_have_count(0)
    expect(page.locator("li[data-entry]").nth(4).locator("[data-action=menu]")).to_be_focused()
    tool(page, 1, "swap").focus()
    page.keyboard.press("Enter")
    assert entries(page)[1] != before[1]
    expect(tool(page, 1, "swap")).to_be_focused()
    result_is_beside(page, 1, entries(page)[1])
    tool(page, 0, "remove").focus()
    page.keyboard.press("Enter")
    assert len(entries(page)) == len(before) - 1
    undo = status(page).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    assert entries(page)[0] == before[0]
    expect(page.locator("li[data-entry]").first.locator("[data-action=menu]")).to_be_focused()
    page.locator("#guide-another").click()
    assert before[3] in entries(page), "what is kept stays"


def result_is_beside(page: Page, index: int, words: str) -> None:
    """The result is in the question's row, in view, and is heard."""
    result = page.locator("li[data-entry]").nth(index).locator(".guide-in-place")
    expect(result).to_contain_text(words)
    expect(result).to_be_in_viewport()
    expect(page.locator("article [role=status]")).to_contain_text(words)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_results_are_seen_where_they_happen(browser: Browser, address: str, size: dict) -> None:
    context, watch = open_context(browser, address, viewport=size, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    make_plan(page, address)
    for pressed, words in (
        ("#guide-another", "Here's a plan"),
        ("#guide-copy", "is copied"),
        ("#guide-share", "is copied"),
        ("#guide-save", "Saved in this browser"),
        ("", "Removed"),
    ):
        (page.locator(pressed) if pressed else tool(page, 2, "remove")).click()
        expect(status(page)).to_contain_text(words)
        expect(status(page)).to_be_in_viewport(ratio=1)
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "finger"])
def test_a_question_is_dragged_to_another_place(browser: Browser, address: str, touch: bool) -> None:
    context, watch = open_context(browser, address, viewport=PHONE, has_touch=touch)
    page = context.new_page()
    before = make_plan(page, address)
    rows = page.locator("li[data-entry]")
    handle = rows.nth(3).locator(".guide-drag")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), rows.nth(2).bounding_box()
    x, y, to = start["x"] + 10, start["y"] + 10, end["y"] + 5
    if touch:
        session = context.new_cdp_session(page)
        for kind, at in (("touchStart", y), ("touchMove", (y + to) / 2), ("touchMove", to), ("touchEnd", None)):
            points = [] if at is None else [{"x": x, "y": at}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, to, steps=4)
        page.mouse.up()
    expect(status(page)).to_contain_text("number 3 of")
    after = entries(page)
    assert (after[2], after[3]) == (before[3], before[2])
    context.close()
    assert watch.wrong == []


def test_what_is_true_of_the_reader_brings_questions_that_presume_it(page: Page, address: str, site_index) -> None:
    page.goto(address + PLANNER)
    page.locator("#guide-circumstances summary").click()
    expect(page.get_by_label("They take care of patients")).to_be_hidden()
    page.select_option("#guide-field", "health")
    page.get_by_label("They take care of patients").check()
    page.get_by_label("Someone introduced us").check()
    press_make(page)
    records = site_index.dataset.records
    assert records["q-opening-02"].text in entries(page)
    page.reload()
    expect(page.get_by_label("Someone introduced us")).to_be_checked()


def test_wordings_can_be_chosen_for_all_and_for_one(page: Page, address: str, site_index) -> None:
    dataset = site_index.dataset
    texts = make_plan(page, address, minutes="45")
    page.select_option("#guide-tone", "formal")
    formal = {question.text: question.variants.formal for question in dataset.questions() if question.variants and question.variants.formal}
    expected = [formal.get(text, text) for text in texts]
    assert entries(page) == expected
    assert expected != texts
    page.locator("li[data-entry]").first.locator("[data-keep] > summary").click()
    tool(page, 0, "wording").select_option("own")
    page.locator("li[data-entry] textarea").fill("Shall we?")
    assert entries(page)[0] == "Shall we?"
    page.reload()
    assert entries(page)[0] == "Shall we?", "a reload loses nothing"


def test_a_question_of_ones_own_and_the_time_that_is_left(page: Page, address: str) -> None:
    make_plan(page, address, minutes="10")
    page.locator("[data-keep=own] summary").click()
    page.get_by_role("button", name="Add it").click()
    expect(status(page)).to_contain_text("Write your question first")
    page.select_option("#guide-own-minutes", "5")
    own(page, "What would your dog say?")
    assert "What would your dog say?" in entries(page)
    expect(page.locator(".guide-time")).to_contain_text("longer than the conversation")
    for _ in range(3):
        tool(page, 1, "remove").click()
    expect(page.locator(".guide-time")).not_to_contain_text("longer")
    page.locator("#guide-more").click()
    expect(status(page)).to_contain_text(re.compile("Added|No other question fits"))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("minutes", ["10", "30", "45"])
def test_a_plan_prints_on_one_page(page: Page, address: str, minutes: str, paper: str) -> None:
    texts = make_plan(page, address, minutes=minutes, field="health", audience="over-50", person="changed-into-field")
    printed = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False, print_background=False)))
    assert len(printed.pages) == 1
    squeezed = squeeze(printed.pages[0].extract_text())
    for text in texts:
        assert squeeze(text) in squeezed, text
    for chrome in ("Makeaplan", "Swap", "Savedinthisbrowser", "Saywhatyouwanttolearn"):
        assert chrome not in squeezed
    define(page, SCRIPT)
    lines = page.evaluate("linesBeside")
    assert len(lines) == len(texts)
    assert min(lines) >= 1, "there is a line to write on beside each"


def test_a_printed_plan_has_what_the_reader_typed_about_themselves(page: Page, address: str) -> None:
    about = {"my_name": "Sam <b>Keller</b>", "contact": " 937 555 0142 ", "me": "a junior " + "with long hours " * 20, "gone": ""}
    page.goto(address + PLANNER)
    store(page, {"guide.profile": json.dumps({"version": 1, "answers": about})})
    make_plan(page, address, minutes="45")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=False, print_background=False)))
    assert len(printed.pages) == 1
    assert squeeze("Sam <b>Keller</b> · 937 555 0142 · a junior with long hours") in squeeze(printed.pages[0].extract_text())
    store(page, {"guide.profile": "{"})
    make_plan(page, address)
    summary = page.locator("#guide-sheet > p").first  # nothing known stands between it and the blanks
    assert summary.evaluate("summary => summary.nextElementSibling.className") == "guide-blanks"


def test_a_note_sheet_with_the_readers_questions_prints_with_room(page: Page, address: str) -> None:
    questions = make_plan(page, address, minutes="45")
    define(page, SCRIPT)
    page.evaluate("noteWhatIsPrinted")
    page.get_by_role("button", name="Print with room for notes").click()
    wait_until(page, "window.printed")
    assert page.evaluate("window.printed") == [len(questions), 6 * len(questions)], "a phone's print() returns before it prints"
    assert page.locator(".guide-notes i").count() < 6 * len(questions), "afterward the plan fits one page again"


LONG_QUESTION = "When a colleague tells you on a Friday afternoon that the numbers are wrong and have to be right by Monday, " * 5


def printed_cards(page: Page, paper: str) -> list[str]:
    """The text of each page of cards, as printing them would put it on paper."""
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print as cards").click()
    pages = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False, print_background=False))).pages
    return [squeeze(one.extract_text()) for one in pages]


@pytest.mark.long
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("minutes", ["10", "45"])
def test_a_plan_prints_as_cards_eight_to_a_page_with_their_backs(page: Page, address: str, minutes: str, paper: str) -> None:
    make_plan(page, address, minutes=minutes, field="health")
    own(page, LONG_QUESTION)
    # What's in a field to write in is stored without the spaces at its ends.
    texts = [text.strip() for text in entries(page)]
    assert LONG_QUESTION.strip() in texts
    pages = printed_cards(page, paper)
    sheets = -(-len(texts) // 8)
    assert len(pages) == 2 * sheets
    for number, text in enumerate(texts):
        assert squeeze(text) in pages[number // 8 * 2], text
    backs = "".join(pages[1::2])
    assert backs.count("Whyask") == len(texts) - 1
    assert backs.count("Notes") == 1 + len(texts) % 2, "a question of one's own, and the empty card of an odd number"
    for chrome in ("Makeaplan", "Swap", "Takeitwithyou"):
        assert chrome not in "".join(pages)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#guide-sheet .guide-rows").count() == 1, "afterward the plan prints as a plan again"
    assert page.locator("#guide-sheet .guide-deck").count() == 0


def test_each_back_is_behind_its_card(page: Page, address: str) -> None:
    """On paper flipped on its long edge, what's on the left in front is on the right at the back."""
    make_plan(page, address, minutes="30")
    own(page, "What would your dog say?")
    texts = entries(page)
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print as cards").click()
    expect(status(page)).to_contain_text("flip on the long edge")
    page.emulate_media(media="print")
    define(page, SCRIPT)
    fronts, backs = page.evaluate("placesOfCards")
    assert len(fronts) == len(backs) == len(texts) + len(texts) % 2
    assert [backs[number] for number in fronts] == [[1 - column, row] for column, row in fronts.values()]


def test_a_plan_is_copied_as_text_and_as_markdown(page: Page, address: str) -> None:
    texts = make_plan(page, address)
    page.get_by_role("button", name="Copy as text").click()
    expect(status(page)).to_contain_text("is copied")
    assert all(text in copied(page) for text in texts)
    page.get_by_role("button", name="Copy as Markdown").click()
    wait_until(page, "navigator.clipboard.readText().then((text) => text.startsWith('# '))")


def test_where_copying_is_refused_the_text_is_shown(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = context.new_page()
    texts = make_plan(page, address)
    page.get_by_role("button", name="Copy as text").click()
    expect(status(page)).to_contain_text("doesn't let the guide copy")
    area = status(page).locator("textarea")
    expect(area).to_be_focused()
    assert texts[0] in area.input_value()
    context.close()
    assert watch.wrong == []


HARD = "Wie geht’s? 🦜👩🏽‍🌾 مرحبا بالعالم <script>document.title='run'</script> {{7*7}} \"'&amp;"


def test_a_link_carries_the_plan_to_another_browser_and_never_to_a_server(
    browser: Browser, context: BrowserContext, page: Page, address: str
) -> None:
    make_plan(page, address, audience="disabled-neurodivergent", mode="video")
    own(page, HARD)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    link = link_of(page)
    assert asked == [], "nothing is sent"
    other_context, watch = open_context(browser, address, viewport=DESKTOP)
    other = other_context.new_page()
    other.goto(link)
    assert entries(other) == entries(page)
    assert HARD in entries(other)
    expect(other.locator("#guide-mode")).to_have_value("video")
    assert other.title() != "run"
    assert other.url == address + PLANNER, "a reload must not undo what is changed from here on"
    assert not any("plan=" in url for url in watch.requests)
    other_context.close()
    assert watch.wrong == []


@pytest.mark.parametrize(
    "end",
    ["#plan=", "#plan=AAAA", "#plan=%3Cimg%20src=x%20onerror=alert(1)%3E", "#plan=" + "A" * 100_000],
    ids=["empty", "rubbish", "hostile", "huge"],
)
def test_a_bad_link_gives_a_plain_sentence_and_keeps_what_is_there(page: Page, address: str, end: str) -> None:
    texts = make_plan(page, address)
    page.goto(address + PLANNER + end)
    page.reload()
    expect(status(page)).to_contain_text(re.compile("damaged|too long|^$"))
    assert entries(page) == texts
    page.evaluate("end => { location.hash = end }", end)
    expect(status(page)).to_contain_text(re.compile("damaged|too long"))
    assert entries(page) == texts


def test_a_link_opened_over_a_plan_can_be_undone(page: Page, context: BrowserContext, address: str) -> None:
    make_plan(page, address, minutes="10")
    link = link_of(page)
    mine = make_plan(page, address, minutes="45")
    page.evaluate("link => { location.href = link }", link)
    expect(status(page)).to_contain_text("from the link")
    assert len(entries(page)) < len(mine)
    page.get_by_role("button", name="Go back to the previous plan").click()
    assert entries(page) == mine


PRESET = "#goal=test-fit&person=alum&audience=college&mode=video&minutes=25&field=law&circumstances=hobby"
SET = {"goal": "test-fit", "person": "alum", "audience": "college", "mode": "video", "minutes": "25", "field": "law"}


def in_the_form(page: Page) -> dict[str, str]:
    return {name: page.locator(f"#guide-{name}").input_value() for name in SET}


def test_a_link_sets_the_form_until_a_plan_is_made(page: Page, context: BrowserContext, address: str) -> None:
    page.goto(address + PLANNER + PRESET)
    assert in_the_form(page) == SET
    expect(page.locator("[name=circumstances][value=hobby]")).to_be_checked()
    expect(status(page)).to_contain_text("Your link set these choices: ")
    expect(status(page)).to_contain_text("25 minutes")
    expect(status(page)).to_be_in_viewport(ratio=1)
    expect(page.locator("article [role=status]")).to_contain_text("Your link set these choices")
    assert entries(page) == []
    page.reload()
    assert in_the_form(page) == SET
    page.get_by_role("button", name="Copy a link to these choices").click()
    expect(page.locator("[data-place=share-choices]")).to_contain_text("The link is copied.")
    other = context.new_page()
    other.goto(copied(page))
    assert in_the_form(other) == SET
    press_make(page)
    assert page.url == address + PLANNER
    page.select_option("#guide-person", "peer")
    page.evaluate("hash => { location.hash = hash }", "#person=manager")
    assert in_the_form(page) == {**SET, "person": "manager"}


def test_a_link_that_sets_the_form_leaves_the_plan_alone(page: Page, address: str) -> None:
    texts = make_plan(page, address, minutes="45", person="peer")
    before = in_the_form(page)
    page.evaluate("hash => { location.hash = hash }", PRESET)
    expect(status(page)).to_contain_text("Your plan is still below, as it was.")
    assert in_the_form(page) == SET
    assert entries(page) == texts
    page.reload()
    assert in_the_form(page) == SET
    assert entries(page) == texts
    page.get_by_role("button", name="Go back to my choices").click()
    assert in_the_form(page) == before
    assert page.url == address + PLANNER
    page.reload()
    assert in_the_form(page) == before
    assert entries(page) == texts


@pytest.mark.parametrize(
    ("end", "said", "chosen"),
    [
        ("#goal=astronaut&person=alum", "“astronaut”", {"person": "alum"}),
        ("#colour=red", "“colour”", {}),
        ("#mode=<img src=x onerror=document.title=1>&minutes=%E0%A4%A", "Part of the link couldn't be read", {}),
        ("#goal=" + "x." * 20_000, "“x”, “x”, “x” and more", {}),
    ],
    ids=["unknown value", "unknown name", "hostile", "huge"],
)
def test_what_a_link_cannot_set_is_named_and_the_rest_is_set(page: Page, address: str, end: str, said: str, chosen: dict) -> None:
    page.goto(address + PLANNER)
    usual = in_the_form(page)
    title = page.title()
    page.goto(address + PLANNER + end)
    page.reload()
    expect(status(page)).to_contain_text(said)
    assert in_the_form(page) == {**usual, **chosen}
    assert page.title() == title
    press_make(page)
    assert entries(page)


def save(page: Page, name: str) -> None:
    page.locator("#guide-name").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    # What it says makes the page longer, so a click that follows too soon lands elsewhere.
    expect(status(page)).to_contain_text(re.compile(r"\w"))


def test_plans_are_saved_opened_and_deleted(page: Page, address: str) -> None:
    texts = make_plan(page, address)
    save(page, "Für die Bäckerei 🥐")
    expect(status(page)).to_contain_text("Saved in this browser as “Für die Bäckerei 🥐”")
    make_plan(page, address, minutes="10")
    page.get_by_role("button", name="Open Für die Bäckerei 🥐").click()
    assert entries(page) == texts
    page.get_by_role("button", name="Delete Für die Bäckerei 🥐").click()
    expect(page.locator("#guide-saved")).to_be_hidden()
    page.get_by_role("button", name="Restore").click()
    expect(page.locator("#guide-saved")).to_contain_text("Bäckerei")


def test_two_tabs_do_not_overwrite_each_other(context: BrowserContext, address: str) -> None:
    one, two = context.new_page(), context.new_page()
    make_plan(one, address, minutes="10")
    save(one, "Mine")
    make_plan(two, address, minutes="45")
    save(two, "Mine")
    expect(status(two)).to_contain_text("saved as “Mine (2)”")
    expect(one.locator("#guide-saved li")).to_have_count(2)
    own(one, "Later?")
    save(one, "Mine")
    expect(status(one)).to_contain_text("Saved in this browser as “Mine”")
    two.get_by_role("button", name="Open Mine", exact=True).click()
    assert "Later?" in entries(two)
    own(one, "Later still?")
    save(one, "Mine")
    own(two, "From the other tab?")
    save(two, "Mine")
    expect(status(two)).to_contain_text("saved as “Mine (3)”")


def test_a_full_storage_says_so_and_loses_nothing(page: Page, address: str) -> None:
    texts = make_plan(page, address)
    fill_storage(page)
    save(page, "Mine")
    expect(status(page)).to_contain_text("storage is full")
    assert entries(page) == texts


def test_a_blocked_storage_says_so_and_the_planner_works(browser: Browser, address: str) -> None:
    context, watch = open_context(browser, address, viewport=PHONE)
    context.add_init_script(path=BLOCK_STORAGE)
    page = context.new_page()
    page.goto(address + PLANNER)
    press_make(page)
    texts = entries(page)
    assert texts
    save(page, "Mine")
    expect(status(page)).to_contain_text("doesn't let the guide save anything")
    assert entries(page) == texts
    context.close()
    assert watch.wrong == []


@pytest.mark.parametrize("rubbish", ["{", "null", "[]", '{"names": 7}', '"' + "x" * 9999 + '"'])
def test_rubbish_in_storage_is_set_aside(page: Page, address: str, rubbish: str) -> None:
    page.goto(address + PLANNER)
    store(page, {"guide.plans": rubbish}, {"guide.plan.draft": rubbish})
    make_plan(page, address)
    save(page, "Mine")
    expect(status(page)).to_contain_text("Saved in this browser")
    assert page.evaluate("localStorage.getItem('/guide.plans.unreadable')") == rubbish


def test_a_saved_plan_that_is_no_plan_is_reported(page: Page, address: str) -> None:
    page.goto(address + PLANNER)
    names = {"odd": {"saved": {}, "content": [1]}, "<b>": {"content": None}, "none": None}
    store(page, {"guide.plans": json.dumps({"version": 1, "names": names})})
    page.reload()
    page.get_by_role("button", name="Open odd").click()
    expect(status(page)).to_contain_text("The guide can't read this plan")
    expect(page.get_by_role("button", name="Open <b>")).to_be_visible()
    make_plan(page, address)
    save(page, "Mine")
    stored = json.loads(page.evaluate("localStorage.getItem('/guide.plans')"))
    assert stored["names"].items() >= names.items(), "what is not understood stays"


def test_saved_plans_survive_renamed_and_removed_questions(page: Page, address: str, site_index) -> None:
    texts = make_plan(page, address)
    save(page, "Old")
    define(page, SCRIPT)
    page.evaluate("removeQuestionOf", "Old")
    page.get_by_role("button", name="Open Old").click()
    expect(status(page)).to_contain_text("kept as one of your own")
    assert entries(page) == [texts[0], "How was it back then?", *texts[2:]]


def test_ten_thousand_characters_of_ones_own_are_kept(page: Page, address: str) -> None:
    make_plan(page, address)
    long = ("A long thought, مرحبا 🦜. " * 500)[:10_000]
    own(page, long)
    assert long in entries(page)
    page.get_by_role("button", name="Copy a link", exact=True).click()
    expect(status(page)).to_contain_text("too long for a link")
    save(page, "Long")
    page.reload()
    assert long in entries(page)
    page.get_by_role("button", name="Open Long").click()
    assert long in entries(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_running_order_opens_in_the_planner(page: Page, address: str, site_index) -> None:
    order = site_index.dataset.orders["r-20"]
    page.goto(address + "prepare/questions/running-orders/")
    page.get_by_role("link", name=re.compile(f"Change it in the Planner ?: {order.title}")).click()
    expect(page.locator("li[data-entry]").first).to_be_visible()
    assert entries(page) == [site_index.dataset.records[name].text for name in order.questions]
    assert page.url == address + PLANNER
    page.select_option("#guide-order", "r-10")
    assert len(entries(page)) == len(site_index.dataset.orders["r-10"].questions)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 500}], ids=["phone", "desktop", "zoomed"])
def test_the_planner_is_accessible_with_a_plan_in_it(browser: Browser, address: str, size: dict, scheme: str) -> None:
    context, watch = open_context(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    make_plan(page, address, audience="returner")
    save(page, "One")
    own(page, HARD)
    tool(page, 2, "pin").click()
    page.locator("#guide-circumstances summary").click()
    define_pages(page)
    page.evaluate("unfoldAll")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = page.locator("#guide-planner :is(button, select, summary, input:not([type=checkbox]), .guide-chip)").evaluate_all("leastSizes")
    assert min(sizes) >= 24
    context.close()
    assert watch.wrong == []


def test_the_tools_work_from_a_folder(browser: Browser, offline: Path) -> None:
    address = offline.as_uri() + "/"
    context, watch = open_context(browser, address, viewport=DESKTOP)
    page = context.new_page()
    page.goto(address + "prepare/questions/filter.html")
    chip(page, "mode", "group").check()
    assert " of " in said(page)
    page.go_back()
    page.goto(address + "prepare/planner.html")
    press_make(page)
    texts = entries(page)
    save(page, "From a folder")
    expect(status(page)).to_contain_text("Saved in this browser")
    page.reload()
    assert entries(page) == texts
    page.locator("a", has_text="More about this question").first.evaluate("link => link.click()")
    page.wait_for_url(re.compile(r"questions/\w+\.html#q-"))
    context.close()
    assert watch.wrong == []
