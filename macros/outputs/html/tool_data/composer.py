"""What the composer works with; the writing itself is in docs/assets/composer/composer-core.js."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.html.tool_data.payload import MenuEntry, Names, Payload, menu_entries


class ComposerChannel(MenuEntry):
    """A way to send a request. `limit` is the platform's own, in characters; the others are what people like to read."""

    use_when: str
    parts: list[int]
    subject: model.YesNo
    spoken: model.YesNo = "no"
    sent_to: model.SentTo | None = None
    limit: int | None = None
    most_words: int | None = None
    most_characters: int | None = None


class ComposerRelationship(MenuEntry):
    """How the sender knows the other person, and what is asked about it."""

    question: str
    example: str


class ComposerAudience(MenuEntry):
    """Who the sender is, and how they may say it."""

    example: str


class AnswerField(Payload):
    """A question to the sender; `gap` stands in the message until it is answered."""

    name: str
    label: str
    gap: str
    hint: str
    example: str
    long: model.YesNo = "no"
    role: model.AnswerRole | None = None


class RequestLayout(Payload):
    """How requests for some channels are laid out: the numbers of the parts in each paragraph."""

    id: str
    channels: list[str]
    greeting: str
    paragraphs: list[list[int]]
    closing: str | None = None
    link_label: str | None = None


class RequestSubject(Payload):
    """A subject line, with gaps."""

    relationships: Names
    text: str


class RequestSentence(RequestSubject):
    """A sentence for a part of a request, with gaps."""

    part: int
    forms: Names
    ways: Names


class RequestCheck(Payload):
    """What an experienced adviser would notice in a request."""

    id: str
    label: str
    reason: str
    fix: str
    href: str
    part: int | None = None
    phrases: Names
    needs: Names
    measure: model.Measure | None = None


class ComposerData(Payload):
    """What the composer works with. `lengths` are those of a conversation that may be asked for, in minutes."""

    channels: list[ComposerChannel]
    relationships: list[ComposerRelationship]
    audiences: list[ComposerAudience]
    ways: list[MenuEntry]
    usual_way: str
    lengths: list[int]
    usual_length: int
    fields: list[AnswerField]
    forms: list[RequestLayout]
    lines: list[RequestSentence]
    subjects: list[RequestSubject]
    checks: list[RequestCheck]


def composer_data(dataset: Dataset, href: Callable[[str], str]) -> dict[str, Any]:
    """What the composer needs, ready for JSON.

    Args:
        dataset: the data.
        href: gives the address of an item or page as seen from the composer's page.
    """
    composer, vocabulary = dataset.composer, dataset.vocabulary
    questions = {link.relationship: link for link in composer.links}
    abouts = {about.audience: about.example for about in composer.abouts}
    return ComposerData(
        channels=[_channel(dataset, channel) for channel in vocabulary.channels],
        relationships=[
            ComposerRelationship.of(term, {"question": questions[term.id].label, "example": questions[term.id].example})
            for term in vocabulary.relationships
        ],
        audiences=[ComposerAudience.of(term, {"example": abouts[term.id]}) for term in vocabulary.audiences],
        ways=menu_entries(mode for mode in vocabulary.modes if mode.id in composer.ways),
        usual_way=composer.ways[0],
        lengths=sorted(composer.lengths),
        usual_length=composer.lengths[0],
        fields=[AnswerField.of(field) for field in composer.fields],
        forms=[RequestLayout.of(layout) for layout in composer.forms],
        lines=[RequestSentence.of(sentence) for sentence in composer.lines],
        subjects=[RequestSubject.of(subject) for subject in composer.subjects],
        checks=[RequestCheck.of(check, {"href": href(check.see)}) for check in dataset.checks],
    ).as_json()


def _channel(dataset: Dataset, channel: model.Channel) -> ComposerChannel:
    limit = dataset.facts.get(channel.text_limit or "")
    return ComposerChannel.of(channel, {"limit": limit.value if limit else None})
