"""The composer's writing and reading, docs/assets/composer/composer-core.js, run in a browser on the guide's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.headerregistry import Address
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from macros import model
from macros.loading.dataset import fill_placeholders
from macros.outputs.html.tool_data.composer import composer_data
from tests.support.scripts import define, load_assets

FACT = "You went from cooking to teaching at fifty."


@pytest.fixture(scope="module")
def kit(site_index) -> dict:
    return composer_data(site_index.dataset, lambda target: f"#{target}")


@pytest.fixture(scope="module")
def letter(browser: Browser, kit: dict) -> Iterator[Page]:
    """An empty page with composer-core.js and, as `kit`, what the composer works from."""
    page = browser.new_page()
    load_assets(page, "shared/text-format", "composer/composer-core")
    define(page, Path(__file__).with_name("composer-core.js"))
    page.evaluate("openKit", kit)
    yield page
    page.close()


def tripped(letter: Page, text: str, names: list[str] | None = None, **draft: object) -> list[str]:
    """The ids of the checks that a text trips; the reader has reported a fact about them, unless the draft says otherwise."""
    draft = {"channel": "email", "answers": {"fact": FACT}, **draft}
    return letter.evaluate("tripped", {"text": text, "more": draft, "names": names or []})


# The checks ------------------------------------------------------------------------------------------------


def test_every_check_has_examples_on_both_sides_and_keeps_to_them(letter: Page, site_index) -> None:
    wrong = []
    for check in site_index.dataset.checks:
        assert len({text.lower() for text in check.trips + check.passes}) == len(check.trips) + len(check.passes), check.id
        wrong += [f"{check.id} must trip: {text}" for text in check.trips if check.id not in tripped(letter, text)]
        wrong += [f"{check.id} must pass: {text}" for text in check.passes if check.id in tripped(letter, text)]
    assert wrong == []


def test_the_guides_own_first_messages_pass_every_check(letter: Page, site_index) -> None:
    dataset, wrong = site_index.dataset, []
    for channel, message in dataset.messages_with_channel():
        text = fill_placeholders(message.text, dataset.placeholders, long=False)
        subject = fill_placeholders(message.subject or "", dataset.placeholders, long=False)
        for check in tripped(letter, text, channel=channel.id, subject=subject):
            wrong.append(f"{message.id}: {check}")
    assert wrong == []


def test_the_guides_own_replies_pass_every_check_that_is_not_about_a_part_of_a_request(letter: Page, site_index) -> None:
    dataset = site_index.dataset
    of_a_part = {check.id for check in dataset.checks if check.part}
    wrong = []
    for reply in dataset.replies:
        found = set(tripped(letter, fill_placeholders(reply.text, dataset.placeholders, long=False), channel=reply.channel)) - of_a_part
        wrong += [f"{reply.id}: {check}" for check in sorted(found)]
    assert wrong == []


def test_each_weak_message_trips_its_check_and_the_fixed_one_none(letter: Page, site_index) -> None:
    dataset, wrong = site_index.dataset, []
    for mistake in dataset.mistakes:
        before = fill_placeholders(mistake.before, dataset.placeholders, long=mistake.check == "k-too-long")
        around = {"channel": mistake.channel, "line": "work" if mistake.check == "k-work-phone" else "", "answers": {"fact": ""}}
        if mistake.check not in tripped(letter, before, names=["Rosa Lindqvist"] if mistake.check == "k-wrong-name" else [], **around):
            wrong.append(f"{mistake.id}: before does not trip {mistake.check}")
        after = fill_placeholders(mistake.after, dataset.placeholders, long=False)
        wrong += [f"{mistake.id}: after trips {check}" for check in tripped(letter, after, channel=mistake.channel)]
    assert wrong == []


def test_what_more_than_the_text_tells(letter: Page) -> None:
    assert "k-wrong-name" in tripped(letter, "Hello Rosa, could we talk for 15 minutes?", names=["Rosa"], answers={"their_name": "Dana"})
    assert "k-wrong-name" not in tripped(letter, "Hello Rosa, could we talk?", names=["Rosa"], answers={"their_name": "Rosa Lindqvist"})
    assert "k-wrong-name" not in tripped(letter, "Hello Dana.", names=["Rosa", "", "王芳"], answers={"their_name": "Dana"})
    assert "k-work-phone" in tripped(letter, "Hello.", channel="phone", line="work")
    assert "k-work-phone" not in tripped(letter, "Hello.", channel="phone")
    assert "k-no-fact" in tripped(letter, "Hello.", answers={"fact": "Great career."})
    assert "k-no-fact" not in tripped(letter, "Hello.", answers={"fact": FACT})
    assert "k-too-long" in tripped(letter, "x" * 201, channel="linkedin-note")
    assert "k-too-long" not in tripped(letter, "x" * 200, channel="linkedin-note")


@pytest.mark.parametrize(
    ("text", "phrase", "holds"),
    [
        ("Could I PICK your brain?", "pick your brain", True),
        ("picking your brains", "pick your brain", False),
        ("I’m sure she won’t mind", "i'm sure * won't mind", True),
        ("I'm sure that my aunt won't mind", "i'm sure * won't mind", True),
        ("I'm sure she and all of hers won't mind", "i'm sure * won't mind", False),
        ("any\nopenings, please", "any openings", True),
        ("", "any openings", False),
        ("15 minutes", "* minutes", True),
        ("minutes", "* minutes", False),
    ],
)
def test_a_phrase_stands_in_a_text_as_whole_words(letter: Page, text: str, phrase: str, holds: bool) -> None:
    assert letter.evaluate("holdsPhrase", {"text": text, "phrase": phrase}) is holds


def test_every_kind_of_sender_and_acquaintance_finds_examples(site_index) -> None:
    """Three for each audience and six for each relationship, so that nobody's own case is the exception."""
    messages, vocabulary = list(site_index.dataset.messages()), site_index.dataset.vocabulary
    for audience in vocabulary.audiences:
        assert sum(audience.id in message.audiences for message in messages) >= 3, audience.id
    for relationship in vocabulary.relationships:
        assert sum(relationship.id == message.relationship for message in messages) >= 6, relationship.id


def test_no_two_messages_share_a_sentence(site_index) -> None:
    """What is said once by one sender is not said by the next."""
    seen: dict[str, str] = {}
    shared = []
    for message in (*site_index.dataset.messages(), *site_index.dataset.replies):
        for sentence in re.split(r"(?<=[.?!])\s+|\n+", model.unmarked(message.text)):
            if model.words(sentence) > 7 and (first := seen.setdefault(sentence.lower(), message.id)) != message.id:
                shared.append(f"{first} and {message.id}: {sentence}")
    assert shared == []


# Writing ---------------------------------------------------------------------------------------------------

NAMES = [
    "O'Brien",
    "Nguyễn Thị Minh Khai",
    "王芳",
    "Dr. Jr.",
    "x" * 200,
    "🦜👩🏽‍🌾",
    "مريم العلي",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{their_name}",
    "$& $1 \\",
]


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_stands_in_the_message_letter_by_letter(letter: Page, kit: dict, name: str) -> None:
    for field in kit["fields"]:
        if field["name"] in ("times", "contact"):
            continue
        message = letter.evaluate("composeWith", {field["name"]: name})
        assert name.rstrip(".") in message["text"], field["name"]
        assert "49" not in message["text"]


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("You teach at fifty", "You teach at fifty."),
        ("You teach at fifty.", "You teach at fifty."),
        ('You asked "Why not?"', 'You asked "Why not?"'),
    ],
)
def test_the_fact_about_them_ends_as_a_sentence_does(letter: Page, fact: str, written: str) -> None:
    text = letter.evaluate("composeWith", {"fact": fact})["text"]
    assert re.search(rf"{re.escape(written)}\s", text)


def test_every_choice_with_good_answers_gives_a_request_that_needs_no_fixing(letter: Page, kit: dict) -> None:
    count, wrong = letter.evaluate("checkEveryMessage")
    assert wrong[:5] == [], f"{len(wrong)} of {count}"
    assert count == len(kit["channels"]) * len(kit["relationships"]) * (len(kit["audiences"]) + 1) * len(kit["ways"]) * len(kit["lengths"])


def test_what_is_not_answered_yet_stands_in_brackets_and_is_reported(letter: Page) -> None:
    message, found = letter.evaluate("composeNothing", "letter")
    assert "[their name]" in message
    assert "k-unfilled" in found


# Counting and sending -----------------------------------------------------------------------------------------


def test_a_message_is_counted_as_its_channel_counts(letter: Page, site_index) -> None:
    counts = letter.evaluate("counts")
    note = next(fact for fact in site_index.dataset.facts.values() if fact.id == "linkedin-note-free")
    assert counts[0] == {"count": 201, "most": note.value, "unit": "characters", "hard": True, "cutOff": "!"}
    assert (counts[1]["count"], counts[1]["unit"], counts[1]["hard"]) == (3, "words", False)
    assert (counts[2]["count"], counts[2]["unit"]) == (3, "characters")
    assert counts[3] == {"characters": 374, "words": 75, "seconds": 30}


HARD = 'Grüße, O\'Brien & Söhne? 100 % + #1 = 🦜\n\nمرحبا <b>"x"</b>'


def test_a_mail_address_holds_subject_and_body_as_they_are(letter: Page) -> None:
    address = letter.evaluate("mailto", HARD)
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert "+" not in parts.query, "a plus is a plus to a mail program, and a space to parse_qsl"
    fields = dict(parse_qsl(parts.query, strict_parsing=True))
    assert fields == {"subject": HARD.split("\n", maxsplit=1)[0], "body": HARD.replace("\n", "\r\n")}
    assert not re.search(r"[^!-~]", address), "plain characters only"
    assert Address(display_name=fields["subject"])  # Such a subject can stand in a header.
    assert letter.evaluate("mailto", "é" * 400) == ""


@pytest.mark.parametrize(("characters", "opens"), [(1900, True), (1901, False)])
def test_a_mail_address_may_be_as_long_as_mail_programs_take(letter: Page, characters: int, opens: bool) -> None:
    least = len(letter.evaluate("mailto", "\n"))  # The subject is the first line, which is empty here.
    address = letter.evaluate("mailto", "\n" + "x" * (characters - least))
    assert len(address) == (characters if opens else 0)


def test_a_kept_draft_is_read_as_far_as_it_makes_sense(letter: Page) -> None:
    for kept in (None, 7, "x", [], {"answers": 5, "channel": [], "own": "x"}, {"answers": {"fact": 7, "__proto__": "x"}, "minutes": 1e9}):
        read = letter.evaluate("textOfStored", kept)
        assert "[their name]" in read
    assert letter.evaluate("isReadBack")


def test_the_length_that_is_proposed_is_the_first_of_the_data(letter: Page, site_index) -> None:
    proposed = site_index.dataset.composer.lengths[0]
    assert proposed != min(site_index.dataset.composer.lengths)
    assert letter.evaluate("Guide.composer.readDraft(kit, {}).minutes") == proposed


def test_a_request_of_one_paragraph_is_one_line(letter: Page, kit: dict) -> None:
    for form in kit["forms"]:
        text, _ = letter.evaluate("composeNothing", form["channels"][0])
        assert ("\n" in text) == (len(form["paragraphs"]) > 1), form["id"]


def test_the_words_of_the_composer_fit_the_data(site_index) -> None:
    composer, vocabulary = site_index.dataset.composer, site_index.dataset.vocabulary
    assert {link.relationship for link in composer.links} == {term.id for term in vocabulary.relationships}
    assert {about.audience for about in composer.abouts} == {term.id for term in vocabulary.audiences}
    assert sorted(channel for form in composer.forms for channel in form.channels) == sorted(channel.id for channel in vocabulary.channels)
    names = {field.name for field in composer.fields} | {"minutes"}
    for line in (*composer.lines, *composer.subjects):
        assert set(model.PLACEHOLDER.findall(line.text)) <= names
