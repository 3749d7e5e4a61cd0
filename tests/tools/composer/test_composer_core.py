"""The composer's writing and reading, docs/assets/composer/composer-core.js, run in a browser on the guide's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.headerregistry import Address
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from macros import model
from macros.loading.dataset import fill_placeholders
from tests.support.guides import ROOT
from tests.support.message_samples import as_text, drafts, faults_in
from tests.support.samples import open_composer

FACT = "You went from cooking to teaching at fifty."


@pytest.fixture(scope="module")
def letter(browser: Browser) -> Iterator[Page]:
    """An empty page with the Composer's scripts and, as `kit`, what the Composer works from."""
    page = browser.new_page()
    open_composer(page)
    yield page
    page.close()


@pytest.fixture(scope="module")
def kit(letter: Page) -> dict:
    return letter.evaluate("kit")


def draft_of(text: str, names: list[str] | None = None, **more: object) -> dict[str, object]:
    """A text as a draft; the reader has typed a fact about them, unless the draft says otherwise."""
    return {"text": text, "more": {"form": "email", "answers": {"fact": FACT}, **more}, "former": {"names": names or [], "texts": []}}


def failed(letter: Page, text: str, names: list[str] | None = None, **more: object) -> list[str]:
    """The ids of the checks that a text fails."""
    return letter.evaluate("failed", draft_of(text, names, **more))


# The checks ------------------------------------------------------------------------------------------------


def test_every_check_has_examples_on_both_sides_and_keeps_to_them(letter: Page, site_index) -> None:
    checks = site_index.dataset.checks
    for check in checks:
        assert len({text.lower() for text in check.trips + check.passes}) == len(check.trips) + len(check.passes), check.id
    examples = [(check.id, must, text) for check in checks for must in (True, False) for text in (check.trips if must else check.passes)]
    found = letter.evaluate("failedEach", [draft_of(text) for _, _, text in examples])
    assert [(ident, must, text) for (ident, must, text), ids in zip(examples, found, strict=True) if (ident in ids) != must] == []


def test_the_guides_own_first_messages_pass_every_check(letter: Page, site_index) -> None:
    dataset, wrong = site_index.dataset, []
    for channel, message in dataset.messages_with_channel():
        text = fill_placeholders(message.text, dataset.placeholders, long=False)
        subject = fill_placeholders(message.subject or "", dataset.placeholders, long=False)
        for check in failed(letter, text, form=channel.id, subject=subject):
            wrong.append(f"{message.id}: {check}")
    assert wrong == []


def test_the_guides_own_replies_pass_every_check_that_is_not_about_a_part_of_a_request(letter: Page, site_index) -> None:
    dataset = site_index.dataset
    of_a_part = {check.id for check in dataset.checks if check.part}
    wrong = []
    for reply in dataset.replies:
        found = set(failed(letter, fill_placeholders(reply.text, dataset.placeholders, long=False), form=reply.channel)) - of_a_part
        wrong += [f"{reply.id}: {check}" for check in sorted(found)]
    assert wrong == []


def test_each_weak_message_trips_its_check_and_the_fixed_one_none(letter: Page, site_index) -> None:
    dataset, wrong = site_index.dataset, []
    for mistake in dataset.mistakes:
        before = fill_placeholders(mistake.before, dataset.placeholders, long=mistake.check == "k-too-long")
        around = {"form": mistake.channel, "line": "work" if mistake.check == "k-work-phone" else "", "answers": {"fact": ""}}
        if mistake.check not in failed(letter, before, names=["Rosa Lindqvist"] if mistake.check == "k-wrong-name" else [], **around):
            wrong.append(f"{mistake.id}: before does not trip {mistake.check}")
        after = fill_placeholders(mistake.after, dataset.placeholders, long=False)
        wrong += [f"{mistake.id}: after trips {check}" for check in failed(letter, after, form=mistake.channel)]
    assert wrong == []


OTHERS = "I'm a junior majoring in psychology, and I'd love to hear how you moved from teaching to HR. Could I call you for 15 minutes on Tuesday?"


def test_what_more_than_the_text_tells(letter: Page) -> None:
    assert "k-wrong-name" in failed(letter, "Hello Rosa, could we talk for 15 minutes?", names=["Rosa"], answers={"their_name": "Dana"})
    assert "k-wrong-name" not in failed(letter, "Hello Rosa, could we talk?", names=["Rosa"], answers={"their_name": "Rosa Lindqvist"})
    assert "k-wrong-name" not in failed(letter, "Hello Dana.", names=["Rosa", "", "王芳"], answers={"their_name": "Dana"})
    assert "k-work-phone" in failed(letter, "Hello.", form="phone", line="work")
    assert "k-work-phone" not in failed(letter, "Hello.", form="phone")
    assert "k-no-fact" in failed(letter, "Hello.", answers={"fact": "Great career."})
    assert "k-no-fact" not in failed(letter, "Hello.", answers={"fact": FACT})
    own = {"subject": "", "text": OTHERS}
    assert "k-no-fact" not in failed(letter, OTHERS, own=own, answers={"fact": ""}), "what was written by hand may say it in other words"
    assert "k-too-long" in failed(letter, "x" * 201, form="linkedin-note")
    assert "k-too-long" not in failed(letter, "x" * 200, form="linkedin-note")


@pytest.mark.parametrize(
    ("check", "about", "wrong", "right"),
    [
        ("k-any-fact", "fact", {"fact": "have an impressive career and great experience"}, {"fact": "have run the night lab"}),
        ("k-no-sentence", "link", {"link": "how are you doing"}, {"link": "LinkedIn"}),
        ("k-lower-case-name", "their_name", {"their_name": "dana"}, {"their_name": "Dana"}),
        ("k-lower-case-name", "my_name", {"my_name": "sam keller"}, {"my_name": "Sam Keller"}),
        ("k-lower-case-name", "", {"their_name": "王芳"}, {"their_name": "王芳"}),
    ],
)
def test_a_suggestion_stands_beside_the_answer_that_it_is_about(letter: Page, check: str, about: str, wrong: dict, right: dict) -> None:
    def suggestions(answers: dict) -> list[list[str]]:
        return letter.evaluate("composeWhole", {"form": "email", "relationship": "cold", "answers": answers})["suggestions"]

    assert ([check, about] in suggestions(wrong)) == bool(about)
    assert check not in [ident for ident, _ in suggestions(right)]


@pytest.mark.parametrize(
    ("contact", "is_phone"), [("jay@example.com", False), ("ext. 4", False), ("937 555 0142", True), ("+1 (937) 555-0142", True)]
)
def test_a_voicemail_gives_a_number(letter: Page, contact: str, is_phone: bool) -> None:
    found = letter.evaluate("composeWhole", {"form": "voicemail", "answers": {"contact": contact}})["suggestions"]
    assert (["k-no-phone", "contact"] in found) != is_phone
    assert ["k-no-phone", "contact"] not in letter.evaluate("composeWhole", {"form": "email", "answers": {"contact": contact}})[
        "suggestions"
    ]


def test_a_message_that_was_changed_is_compared_with_the_answers_and_with_others(letter: Page) -> None:
    answers = {"fact": FACT, "topic": "how you chose the evening program", "times": "Tuesday or Thursday after 4"}
    own = {"subject": "", "text": OTHERS}
    assert "k-part-missing" in failed(letter, OTHERS, own=own, answers=answers)
    assert "k-part-missing" not in failed(letter, OTHERS, own=own, answers={"topic": "how you moved from teaching to HR"})
    assert "k-part-missing" not in failed(letter, OTHERS, answers=answers), "what the Composer writes has all answers"
    like = {"text": OTHERS, "more": {"form": "email"}, "former": {"names": [], "texts": [OTHERS.replace("HR", "sales")]}}
    assert "k-like-another" in letter.evaluate("failed", like)
    like["former"] = {"names": [], "texts": ["Thank you for talking with me on Tuesday. I'll call the program."]}
    assert "k-like-another" not in letter.evaluate("failed", like)


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
    written = letter.evaluate(
        "composeEach", [{"form": "email", "answers": {field: name}} for field in ("their_name", "fact", "me", "topic", "my_name")]
    )
    for message in written:
        assert name.rstrip(".").lower() in message["text"].lower(), message
        assert "49" not in message["text"]


@pytest.mark.long
def test_every_choice_with_good_answers_gives_a_message_that_needs_no_fixing(letter: Page, kit: dict) -> None:
    count, wrong = letter.evaluate("checkEveryMessage")
    assert wrong[:5] == [], f"{len(wrong)} of {count}"
    assert count == len(kit["forms"]) * len(kit["relationships"]) * len(kit["ways"]) * len(kit["tones"])


def test_what_people_type_in_a_hurry_becomes_what_they_would_send(letter: Page, kit: dict) -> None:
    """All that a machine can repair is repaired; an answer that fits no sentence is reported beside its field."""
    typed = list(drafts([form["id"] for form in kit["forms"]], kit["tones"], [way["id"] for way in kit["ways"]]))
    assert len({(one["answers"]["me"], one["carelessness"]) for one in typed}) >= 280
    wrong, misfits = [], []
    for one, whole in zip(typed, letter.evaluate("composeEach", typed), strict=True):
        misfits += [one["answers"][about] for check, about in whole["suggestions"] if check == "k-no-sentence"]
        if not any(check == "k-no-sentence" for check, _ in whole["suggestions"]):
            wrong += [f"{as_text(one, whole)}\n{fault}" for fault in faults_in(whole)]
    assert wrong[:5] == [], len(wrong)
    assert set(misfits) <= {"first baptist"}, "the name of a group in small letters could be anything"


@pytest.mark.parametrize("word", ["constructor", "valueOf", "__proto__", "hasOwnProperty"])
def test_a_word_that_every_object_of_a_script_has_is_a_word(letter: Page, kit: dict, word: str) -> None:
    typed = [next(drafts([form["id"]], kit["tones"][:1], [kit["ways"][0]["id"]])) for form in kit["forms"]]
    typed = [{**one, "answers": dict.fromkeys(one["answers"], f"{word} {word}")} for one in typed]
    for whole in letter.evaluate("composeEach", typed):
        assert word in str(whole)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("your talk at HIMSS", "noun"), ("HIMSS talk on sepsis alerts", "noun"), ("the way you explained audits", "noun"), ("UX research", "noun"),
        ("nursing student", "noun"), ("registered nurse in Ohio", "noun"), ("First Baptist", "noun"), ("work-life balance", "noun"),
        ("moved from teaching to HR", "verb"), ("you run the night lab", "verb"), ("recently switched to sales", "verb"), ("own a shop", "verb"),
        ("moving from teaching to HR", "ing"), ("leaving academia", "ing"),
        ("how you made that switch", "question"), ("which certifications you would get again", "question"), ("what made you switch", "question"),
        ("how did you manage night school", "ask"), ("What's a typical day like", "ask"), ("which course did you take first", "ask"), ("how is it", "ask"),
        ("to learn how licensing works", "to"), ("to the hospital", "place"),
        ("at the career fair", "place"), ("last Tuesday at the library", "place"), ("yesterday", "place"),
        ("new to Ohio", "phrase"), ("currently a paralegal", "phrase"), ("19 and undecided", "noun"), ("interested in UX", "phrase"),
        ("I heard your talk", "sentence"), ("I'm flexible", "sentence"), ("Your talk at HIMSS made me think", "sentence"),
        ("You gave a talk. I was there.", "sentence"), ("Dr. Lee's talk", "noun"),
    ],
)  # fmt: skip
def test_what_a_few_words_are_in_grammar(letter: Page, answer: str, kind: str) -> None:
    assert letter.evaluate("kindsOf", [answer]) == [kind]


@pytest.mark.parametrize(
    ("before", "answer", "form", "written"),
    [
        ("I'm ", "I'm an ICU nurse.", "am", "I'm an ICU nurse"),
        ("I'm ", "ICU nurse", "am", "I'm an ICU nurse"),
        ("I'm ", "UX designer", "am", "I'm a UX designer"),
        ("I'm ", "honors student", "am", "I'm an honors student"),
        ("I'm ", "university librarian", "am", "I'm a university librarian"),
        ("I'm ", "Nurse at Mercy", "am", "I'm a nurse at Mercy"),
        ("I ", "laid off in june", "verb", "I was laid off in June"),
        ("I saw that you ", "You've moved to Ohio!", "verb", "I saw that you have moved to Ohio"),
        ("I saw that you ", "she is a police dispatcher", "verb", "I saw that you are a police dispatcher"),
        ("I saw that you ", "promoted twice", "verb", "I saw that you were promoted twice"),
        ("I really enjoyed ", "your talk at HIMSS", "your", "I really enjoyed your talk at HIMSS"),
        ("I really enjoyed ", "talk at HIMSS", "your", "I really enjoyed your talk at HIMSS"),
        ("I really enjoyed ", "the article in the Times", "your", "I really enjoyed the article in the Times"),
        ("I'd love to hear ", "I want to know how you moved?", "question", "I'd love to hear how you moved"),
        ("I'd love to hear about ", "Typical day", "about", "I'd love to hear about a typical day"),
        ("Hi ", "my aunt Teresa", "name", "Hi Aunt Teresa"),
        ("Hi ", "my old manager Lisa Tran", "name", "Hi Lisa Tran"),
        ("Hi ", "Mike from church", "name", "Hi Mike"),
        ("Hi ", "Dana Whitfield, RN, MSN", "name", "Hi Dana Whitfield"),
        ("", "my aunt Teresa", "name", "my aunt Teresa"),
        ("I think we both know ", "My aunt Teresa", "name", "I think we both know my aunt Teresa"),
        ("maybe ", "tues at 5pm, or Sat.", "times", "maybe Tues at 5pm, or Sat"),
        ("maybe ", "6 p.m.", "times", "maybe 6 p.m."),
        ("Thank you for talking with me ", "Tuesday", "when", "Thank you for talking with me on Tuesday"),
        ("about ", "Health informatics", "field", "about health informatics"),
        ("about ", "English", "field", "about English"),
        ("I'm going to ", "To apply", "base", "I'm going to apply"),
    ],
)
def test_an_answer_is_joined_to_its_sentence_with_care(letter: Page, before: str, answer: str, form: str, written: str) -> None:
    assert letter.evaluate("joined", [before, answer, form]) == written


def test_every_form_of_gap_is_known_to_the_script(letter: Page) -> None:
    """Without an entry a form would take whatever is typed."""
    free = {form for form in model.GAP_FORMS if letter.evaluate("form => Guide.english.fits(form, '', 'I heard your talk')", form)}
    assert free == {"name", "phone", "contact", "sentence"}


@pytest.mark.parametrize("form", ["linkedin-note", "social-dm"])
def test_what_is_short_keeps_to_its_limit_and_says_what_was_left_out(letter: Page, kit: dict, form: str) -> None:
    fact, topic = "moved from bedside nursing to product management in 2022", "which course you took first"
    answers = {
        "their_name": "Dana",
        "link": "LinkedIn",
        "fact": fact,
        "me": "a nurse of three years",
        "topic": topic,
        "times": "Tuesday",
        "my_name": "Sam Keller",
    }
    short = letter.evaluate("composeWhole", {"form": form, "relationship": "cold", "answers": answers})
    assert fact in short["text"]
    assert topic in short["text"]
    assert "?" in short["text"]
    long = letter.evaluate(
        "composeWhole",
        {
            "form": form,
            "relationship": "referred",
            "answers": {**answers, "link": "Teresa Ruiz", "me": "a nurse " + "of very " * 20 + "many years"},
        },
    )
    assert long["leftOut"], long["text"]
    assert fact in long["text"]


def test_what_was_left_out_comes_back_where_there_is_room(letter: Page) -> None:
    """Who they are is left out first; without the longer link it fits again."""
    answers = {
        "their_name": "Dana",
        "link": "talk at the HIMSS conference",
        "fact": "moved from bedside nursing into product management and then to informatics in 2022",
        "me": "an ICU nurse",
        "topic": "how you moved from the bedside",
        "my_name": "Jay Patel",
    }
    whole = letter.evaluate("composeWhole", {"form": "linkedin-note", "relationship": "read-heard-work", "answers": answers})
    assert whole["leftOut"] == ["connection-short: too long"]
    assert "I'm an ICU nurse." in whole["text"]
    assert len(whole["text"]) <= 200


def test_what_links_both_is_not_said_twice(letter: Page) -> None:
    answers = {"link": "talk at HIMSS", "fact": "I heard your HIMSS talk on sepsis alerts at lunch"}
    whole = letter.evaluate(
        "composeWhole", {"form": "email", "relationship": "read-heard-work", "answers": {"link": "HIMSS talk", "fact": answers["fact"]}}
    )
    assert whole["leftOut"] == ["connection: repeated"]
    assert whole["text"].count("HIMSS") == 1


def test_a_sentence_that_the_reader_chose_is_used(letter: Page) -> None:
    chosen = "If it's not a good time, just say so."
    written = letter.evaluate("composeDraft", {"form": "email", "tone": "plain", "sentences": {"easy-no": chosen}})
    assert chosen in written["text"]
    assert (
        chosen
        not in letter.evaluate("composeDraft", {"form": "email", "tone": "plain", "sentences": {"easy-no": "No longer there."}})["text"]
    )


def test_what_is_not_answered_yet_stands_in_brackets_and_is_reported(letter: Page) -> None:
    for nothing in ("", "   ", "n/a", "idk", "..."):
        whole = letter.evaluate("composeWhole", {"form": "letter", "answers": {"their_name": nothing}})
        assert "[their name]" in whole["text"], nothing
        assert "k-unfilled" in [check for check, _ in whole["suggestions"]]


LONG = "a very long answer " * 110


@pytest.mark.parametrize(
    "answer", [LONG, "🦜" * 1000, "مريم العلي", "\ud83e", "O'Brien-Núñez, Jr.", "a\tb\u2028c", "?" * 2000, "(" * 500, "my " * 700]
)
def test_odd_answers_in_every_gap_are_written_soon_and_whole(letter: Page, kit: dict, answer: str) -> None:
    names = [field["name"] for field in kit["fields"]]
    for form in kit["forms"]:
        text = letter.evaluate("composeDraft", {"form": form["id"], "answers": dict.fromkeys(names, answer)})["text"]
        assert "undefined" not in text


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
    address = letter.evaluate("mailto", [HARD, ""])
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert "+" not in parts.query, "a plus is a plus to a mail program, and a space to parse_qsl"
    fields = dict(parse_qsl(parts.query, strict_parsing=True))
    assert fields == {"subject": HARD.split("\n", maxsplit=1)[0], "body": HARD.replace("\n", "\r\n")}
    assert not re.search(r"[^!-~]", address), "plain characters only"
    assert Address(display_name=fields["subject"])  # Such a subject can stand in a header.
    assert letter.evaluate("mailto", ["é" * 400, ""]) == ""


@pytest.mark.parametrize(
    ("to", "path"),
    [
        ("d.alvarez@example.com", "d.alvarez@example.com"),
        (" a+b@example.com ", "a%2Bb@example.com"),
        ("x@y.z?bcc=a@b.c", ""),
        ("Dana", ""),
        ("", ""),
    ],
)
def test_a_mail_address_names_whom_it_is_for(letter: Page, to: str, path: str) -> None:
    assert urlsplit(letter.evaluate("mailto", ["Hello", to])).path == path


@pytest.mark.parametrize(("characters", "opens"), [(1900, True), (1901, False)])
def test_a_mail_address_may_be_as_long_as_mail_programs_take(letter: Page, characters: int, opens: bool) -> None:
    least = letter.evaluate("mailtoLength", 0)
    assert letter.evaluate("mailtoLength", characters - least) == (characters if opens else 0)


def test_a_saved_draft_is_read_as_far_as_it_makes_sense(letter: Page) -> None:
    for saved in (
        None,
        7,
        "x",
        [],
        {"answers": 5, "form": [], "own": "x", "sentences": 3},
        {"answers": {"fact": 7, "__proto__": "x"}, "minutes": 1e9},
    ):
        assert "[their name]" in letter.evaluate("textOfStored", saved)
    assert letter.evaluate("isReadBack")


BEFORE = {
    "version": 1, "channel": "voicemail", "relationship": "alum", "audience": "college", "way": "phone", "minutes": 20, "line": "",
    "answers": {"their_name": "Dana", "link": "Ohio State", "fact": "You moved to HR.", "me": "a junior", "topic": "how you moved", "times": "Tue", "contact": "937 555 0142", "my_name": "Sam"},
    "own": None,
}  # fmt: skip


def test_a_draft_of_the_version_before_is_read_whole(letter: Page) -> None:
    """It had a channel and no kind of message, tone or sentences; its fact was a whole sentence."""
    assert letter.evaluate("isWhole", BEFORE)
    assert letter.evaluate("textOfStored", BEFORE).startswith("Hello Dana, my name is Sam. We both went to Ohio State.")
    assert "I saw that you moved to HR." in letter.evaluate("textOfStored", {**BEFORE, "channel": "email"})
    assert not letter.evaluate("isWhole", {**BEFORE, "channel": "telegram"})


def test_the_length_that_is_proposed_is_the_first_of_the_data(letter: Page, site_index) -> None:
    proposed = site_index.dataset.composer.lengths[0]
    assert proposed != min(site_index.dataset.composer.lengths)
    assert letter.evaluate("Guide.composer.readDraft(kit, {}).minutes") == proposed


def test_a_message_of_one_paragraph_is_one_line(letter: Page, kit: dict) -> None:
    for form in kit["forms"]:
        text = letter.evaluate("composeDraft", {"form": form["id"]})["text"]
        assert ("\n" in text) == (len(form["paragraphs"]) > 1), form["id"]


def test_each_part_has_two_to_five_sentences_to_choose_from(kit: dict) -> None:
    """Whatever is chosen: fewer leave no choice, and more are not read. Sentences for answers of another form are counted once."""
    few = []
    for form in kit["forms"]:
        for part in [part for paragraph in form["paragraphs"] for part in paragraph]:
            for relationship in kit["relationships"]:
                for way in kit["ways"]:
                    lines = [line for line in kit["lines"] if line["part"] == part and form["id"] in line.get("forms", [form["id"]])
                             and relationship["id"] in line.get("relationships", [relationship["id"]]) and way["id"] in line.get("ways", [way["id"]])]  # fmt: skip
                    if lines and not 2 <= len(lines) <= 8:
                        few.append((form["id"], part, relationship["id"], way["id"], len(lines)))
    assert few == []


# Links that set the menus -------------------------------------------------------------------------------------

SETUPS = {
    "form=email&relationship=alum": ({"form": "email", "relationship": "alum"}, []),
    "way=video&minutes=15&tone=warm&audience=veteran&line=work": (
        {"audience": "veteran", "way": "video", "minutes": 15, "tone": "warm", "line": "work"},
        [],
    ),
    "form=email&form=letter": ({"form": "email"}, ["letter"]),
    "form=pigeon&relationship=cold&mood=good": ({"relationship": "cold"}, ["mood", "pigeon"]),
    "form=&tone=__proto__&line=": ({}, ["proto"]),
    "minutes=1e1&constructor=1": ({}, ["1e1", "constructor"]),
    "form=<img src=x onerror=alert(1)>": ({}, []),
    "guide-letter": ({}, []),
    "form=" + "x." * 50_000: ({}, ["x"] * 50_000),
    "form=x&" * 20_000: ({}, ["x"] * 20_000),
}
"""What each link sets, and what is named as unread."""


@pytest.mark.parametrize("link", SETUPS, ids=lambda link: link[:40])
def test_a_link_sets_the_menus_it_names(letter: Page, link: str) -> None:
    chosen, unread = SETUPS[link]
    read = letter.evaluate("readSetup", f"#{link}")
    assert read["chosen"] == chosen
    assert sorted(read["unread"]) == unread
    assert len(read["labels"]) == len(chosen)
    assert all(read["labels"])


def test_every_menu_can_be_set_by_a_link(letter: Page, kit: dict) -> None:
    menus = {"form": "forms", "relationship": "relationships", "audience": "audiences", "way": "ways"}
    given = [{name: term["id"]} for name, terms in menus.items() for term in kit[terms]]
    given += [{"minutes": minutes} for minutes in kit["lengths"]] + [{"tone": tone} for tone in kit["tones"]] + [{"line": "work"}]
    for chosen, back in zip(given, letter.evaluate("setupsThereAndBack", given), strict=True):
        assert {name: back[name] for name in chosen} == chosen


def test_a_link_to_a_setup_has_nothing_that_was_typed(letter: Page) -> None:
    link = letter.evaluate(
        "more => Guide.composer.toSetup(draft(more))", {"answers": {"me": "Sam"}, "own": {"subject": "S", "text": "Secret"}}
    )
    assert "Sam" not in link
    assert "Secret" not in link


def test_every_link_of_a_page_to_choices_is_read_whole(letter: Page) -> None:
    pages = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
    links = re.findall(r"compose\.md(#[^)\s]*=[^)\s]*)", pages)
    assert links
    for link in links:
        read = letter.evaluate("link => Guide.composer.readSetup(kit, link)", link)
        assert (bool(read["labels"]), read["unread"]) == (True, []), link
