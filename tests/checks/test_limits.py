"""Limits of messages: what is as long as a limit passes, what is longer by one does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros import model
from macros.checks.messages import message_length, reply_length
from macros.loading.dataset import Dataset, build_dataset, fill_placeholders
from macros.loading.loader import load


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
