"""Limits of the rules: what is at a limit passes, what is one beyond it does not. Those of the model are tried in tests/model/."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros import model
from macros.checks import advice, copy_settings, reference_data
from macros.checks.checklists import short_list, taken_items, worksheet_height, workshop_minutes
from macros.checks.copy_settings import check_copy_settings, contrast_of
from macros.checks.messages import message_length, reply_length
from macros.checks.plans import plans_have_room
from macros.checks.questions import questions_for_every_choice, stages_of_running_orders
from macros.checks.reference_data import answer_length, enough_examples
from macros.loading.dataset import Dataset, build_dataset, fill_placeholders
from macros.loading.loader import load
from tests.support.guides import SETTINGS, edit, write


@pytest.fixture
def dataset(small: Path) -> Dataset:
    found = build_dataset(load(small))
    assert found is not None
    return found


def with_limit(dataset: Dataset, channel: str, **limits: int | None) -> Dataset:
    """The dataset in which a channel has these limits and no other."""
    none = dict.fromkeys(("most_words", "least_words", "most_characters", "reply_words", "text_limit"))
    channels = [one.model_copy(update={**none, **limits}) if one.id == channel else one for one in dataset.vocabulary.channels]
    return replace(dataset, vocabulary=dataset.vocabulary.model_copy(update={"channels": channels}))


@pytest.mark.parametrize(("limit", "unit"), [("most_words", "words"), ("most_characters", "characters")])
def test_a_message_may_be_as_long_as_its_channel_allows(dataset: Dataset, limit: str, unit: str) -> None:
    [message] = dataset.channels["note"].messages
    text = fill_placeholders(message.text, dataset.placeholders)
    length = model.words(text) if unit == "words" else len(text)
    assert list(message_length(with_limit(dataset, "note", **{limit: length}))) == []
    [diagnostic] = message_length(with_limit(dataset, "note", **{limit: length - 1}))
    assert (diagnostic.code, diagnostic.got, diagnostic.expected) == ("R312", f"{length} {unit}", f"at most {length - 1}")


def test_a_message_may_be_as_short_as_its_channel_allows(dataset: Dataset) -> None:
    [message] = dataset.channels["note"].messages
    length = model.words(fill_placeholders(message.text, dataset.placeholders, long=False))
    assert list(message_length(with_limit(dataset, "note", least_words=length))) == []
    [diagnostic] = message_length(with_limit(dataset, "note", least_words=length + 1))
    assert (diagnostic.code, diagnostic.got, diagnostic.expected) == ("R312", f"{length} words", f"at least {length + 1}")


def test_a_reply_may_be_as_long_as_its_channel_allows(dataset: Dataset) -> None:
    reply = dataset.replies[0]
    length = model.words(fill_placeholders(reply.text, dataset.placeholders))
    assert list(reply_length(with_limit(dataset, reply.channel, reply_words=length))) == []
    [diagnostic] = reply_length(with_limit(dataset, reply.channel, reply_words=length - 1))
    assert (diagnostic.code, diagnostic.place) == ("R320", reply.origin.at("text"))


@pytest.mark.parametrize(("limit", "key"), [("text_limit", "text"), ("subject_limit", "subject")])
def test_a_message_may_be_as_long_as_its_platform_allows(dataset: Dataset, limit: str, key: str) -> None:
    [message] = dataset.channels["email"].messages
    length = len(fill_placeholders(getattr(message, key), dataset.placeholders))
    limited = with_limit(dataset, "email", **{limit: "mail-subject"})
    fact = dataset.facts["mail-subject"]
    for value, count in ((length, 0), (length - 1, 1)):
        dataset.facts["mail-subject"] = fact.model_copy(update={"value": value})
        assert [found.code for found in message_length(limited)] == ["R312"] * count


def test_a_spoken_or_short_reply_may_have_as_many_characters_as_its_channel_allows(dataset: Dataset) -> None:
    reply = dataset.replies[0]
    length = len(fill_placeholders(reply.text, dataset.placeholders))
    assert list(reply_length(with_limit(dataset, reply.channel, most_characters=length))) == []
    assert [found.got for found in reply_length(with_limit(dataset, reply.channel, most_characters=length - 1))] == [f"{length} characters"]


def test_an_answer_may_be_as_short_as_the_limit(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    [answer] = dataset.answers()
    for limit, codes in ((model.words(answer.answer), []), (model.words(answer.answer) + 1, ["R316"])):
        monkeypatch.setattr(reference_data, "SHORTEST_ANSWER_WORDS", limit)
        assert [found.code for found in answer_length(dataset)] == codes


def test_a_list_may_be_as_long_as_a_page(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    count = max(len(checklist.items) + len(checklist.includes) for checklist in dataset.checklists.values())
    for limit, codes in ((count, []), (count - 1, ["R323"])):
        monkeypatch.setattr(model, "MOST_ITEMS", limit)
        assert [found.code for found in taken_items(dataset)] == codes


def test_the_short_list_has_one_length(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve items in the guide; here as many as there are, and one more and one fewer than that."""
    whens = ("same day as asking", "1 day before", "minute 0", "24 hours after")
    items = [f"{{id: i-short-{n:02d}, text: Part {n}, why: So., when: {when}, minutes: 1, short: yes}}" for n, when in enumerate(whens, 1)]
    head = "id: c-short\ntitle: Short\nstep: find\nwhen: any time\nintro: Four.\nitems:\n"
    write(small, "data/checklists/short.yml", head + "".join(f"  - {item}\n" for item in items))
    dataset = build_dataset(load(small))
    assert dataset is not None
    for wanted, places in ((len(whens), []), (len(whens) - 1, [len(whens)]), (len(whens) + 1, [len(whens)])):
        monkeypatch.setattr(model, "SHORT_LIST_ITEMS", wanted)
        found = list(short_list(dataset))
        assert [(one.code, one.place.line - 6) for one in found] == [("R387", place) for place in places], wanted


def test_a_worksheet_may_be_as_high_as_a_page(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    [sheet] = dataset.worksheets.values()
    height = sum(section.height_mm for section in sheet.sections)
    for limit, codes in ((height, []), (height - 1, ["R324"])):
        monkeypatch.setattr(model, "MOST_MM", limit)
        assert [found.code for found in worksheet_height(dataset)] == codes


@pytest.mark.parametrize(("more", "codes"), [(-1, ["R325"]), (0, []), (1, ["R325"])])
def test_the_steps_fill_the_workshop_to_the_minute(dataset: Dataset, more: int, codes: list[str]) -> None:
    workshop = dataset.workshop.model_copy(update={"minutes": dataset.workshop.minutes + more})
    workshop.set_origin(dataset.workshop.origin)
    contents = {**dataset.contents, "workshop": workshop}
    assert [found.code for found in workshop_minutes(replace(dataset, contents=contents))] == codes


@pytest.mark.parametrize(("minutes", "codes"), [(6, []), (5, ["R319"])])
def test_a_running_order_may_fill_all_but_the_spare_time(dataset: Dataset, minutes: int, codes: list[str]) -> None:
    """Its questions take five minutes, and a fifth of the time is kept free, rounded."""
    order = dataset.orders["r-other"].model_copy(update={"minutes": minutes})
    order.set_origin(dataset.orders["r-other"].origin)
    assert (dataset.prepared_minutes(6), dataset.prepared_minutes(5)) == (5, 4)
    contents = {**dataset.contents, "running_orders": {"r-other": order}}
    assert [found.code for found in stages_of_running_orders(replace(dataset, contents=contents))] == codes


@pytest.mark.parametrize(
    ("update", "codes"),
    [
        ({}, []),
        ({"from_minutes": 4}, ["R352"]),
        ({"from_minutes": 4, "timed": "no"}, []),
        ({"essentials": ["e-pay", "e-close"] * 2}, ["R352"]),
        ({"prepare": 4, "from_minutes": 9, "essentials": ["e-pay", "e-close"] * 2}, ["R352"]),
        ({"prepare": 4, "from_minutes": 10, "essentials": ["e-pay", "e-close"] * 2}, []),
    ],
)
def test_essentials_may_just_fill_the_time_and_the_number_of_questions(dataset: Dataset, update: dict, codes: list[str]) -> None:
    """They take one and three minutes, and three questions are to be prepared."""
    plans = dataset.plans.model_copy(update={"lengths": [dataset.plans.lengths[0].model_copy(update=update)]})
    plans.set_origin(dataset.plans.origin)
    assert [found.code for found in plans_have_room(replace(dataset, contents={**dataset.contents, "plans": plans}))] == codes


@pytest.mark.parametrize(("lengths", "codes"), [("[5]", []), ("[6]", ["R318"])])
def test_the_questions_for_a_goal_may_just_fill_the_longest_conversation(small: Path, lengths: str, codes: list[str]) -> None:
    edit(small, "data/vocabulary.yml", "lengths: [5]", f"lengths: {lengths}")
    loaded = load(small)
    dataset = build_dataset(loaded)
    assert dataset is not None
    assert [found.code for found in questions_for_every_choice(loaded, dataset)] == codes


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["R334"] * 2)])
def test_a_check_may_have_just_enough_examples(dataset: Dataset, monkeypatch: pytest.MonkeyPatch, more: int, codes: list[str]) -> None:
    monkeypatch.setattr(model, "LEAST_EXAMPLES", len(dataset.checks[0].trips) + more)
    assert [found.code for found in enough_examples(dataset)] == codes


def test_a_color_may_have_just_the_contrast_that_it_needs(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(small, "mkdocs.local.yml", SETTINGS + 'extra:\n  colors: {light: "#17403c", dark: "#ffffff"}\n')
    settings = load(small).copy_settings
    assert settings is not None
    contrast = min(contrast_of("#17403c", background) for background in copy_settings.PAGE_COLORS["light"])
    for limit, codes in ((contrast, []), (contrast + 0.0001, ["L605"])):
        monkeypatch.setattr(copy_settings, "LEAST_CONTRAST", limit)
        assert [found.code for found in check_copy_settings(small, settings)] == codes


@pytest.mark.parametrize(("count", "told"), [(advice.LONGEST_SENTENCE, 0), (advice.LONGEST_SENTENCE + 1, 1)])
def test_a_sentence_may_have_as_many_words_as_are_easy(small: Path, count: int, told: int) -> None:
    # Text of two sentences, so that the first decides.
    write(small, "docs/pack.md", (small / "docs/pack.md").read_text("utf-8") + f"\n{'go ' * (count - 1)}on. And so on and on.\n")
    dataset = build_dataset(load(small))
    assert dataset is not None
    assert len(advice.advice(small, dataset, date(2026, 11, 23))) == told


@pytest.mark.parametrize(("today", "told"), [(date(2028, 5, 31), 0), (date(2028, 6, 1), 1)])
def test_a_source_may_wait_as_long_as_the_limit(small: Path, dataset: Dataset, today: date, told: int) -> None:
    """It was checked in November 2026, 18 months before May 2028."""
    assert len(advice.advice(small, dataset, today)) == told
