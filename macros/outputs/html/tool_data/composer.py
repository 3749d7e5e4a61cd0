"""The data for the Composer. The writing itself is in docs/assets/composer/composer-core.js."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from macros import model
from macros.loading.dataset import Dataset
from macros.outputs.html.tool_data.payload import MenuEntry, Names, Payload, menu_entries


class ComposerChannel(MenuEntry):
    """A way to send a request. `limit` is the platform's own, in characters. The others are what people like to read."""

    parts: list[int]
    spoken: model.YesNo = "no"
    sent_to: model.SentTo | None = None
    limit: int | None = None
    most_words: int | None = None
    most_characters: int | None = None


class ComposerRelationship(MenuEntry):
    """How the sender knows the other person, and what the Composer asks about it."""

    question: str
    example: str


class ComposerAudience(MenuEntry):
    """Who the sender is, and how they may say it."""

    example: str


class AnswerField(Payload):
    """An answer the sender types; `gap` is in the message until then."""

    name: str
    label: str
    gap: str
    hint: str
    example: str
    long: model.YesNo = "no"
    own: model.YesNo = "no"
    role: model.AnswerRole | None = None


class ComposerPart(Payload):
    """A part of a message, usually one sentence."""

    id: str
    label: str
    number: int | None = None


class ComposerForm(Payload):
    """A kind of message: how it's sent and the parts of each paragraph. The optional parts may be left out."""

    id: str
    label: str
    use_when: str
    channel: str
    follows_up: model.YesNo = "no"
    subject: str | None = None
    paragraphs: list[list[str]]
    optional: Names


class ComposerLine(Payload):
    """A sentence for a part, with gaps such as {topic:question}."""

    part: str
    forms: Names
    relationships: Names
    ways: Names
    tone: model.Tone | None = None
    text: str


class RequestCheck(Payload):
    """What an experienced adviser would notice in a request."""

    id: str
    label: str
    reason: str
    fix: str
    href: str
    part: int | None = None
    about: str | None = None
    phrases: Names
    needs: Names
    measure: model.Measure | None = None


class ComposerData(Payload):
    """The data for the Composer. `lengths` are how long a conversation the sender can ask for, in minutes."""

    channels: list[ComposerChannel]
    relationships: list[ComposerRelationship]
    audiences: list[ComposerAudience]
    ways: list[MenuEntry]
    usual_way: str
    lengths: list[int]
    usual_length: int
    tones: list[model.Tone]
    fields: list[AnswerField]
    parts: list[ComposerPart]
    forms: list[ComposerForm]
    lines: list[ComposerLine]
    checks: list[RequestCheck]


def composer_data(dataset: Dataset, href: Callable[[str], str]) -> dict[str, Any]:
    """What the Composer needs, ready for JSON.

    Args:
        dataset: the data.
        href: gives the address of an item or page as seen from the Composer's page.
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
        tones=list(get_args(model.Tone)),
        fields=[AnswerField.of(field) for field in composer.fields],
        parts=[ComposerPart.of(part) for part in composer.parts],
        forms=[_form(dataset, form) for form in composer.forms],
        lines=[ComposerLine.of(sentence) for sentence in composer.lines],
        checks=[RequestCheck.of(check, {"href": href(check.see)}) for check in dataset.checks],
    ).as_json()


def _channel(dataset: Dataset, channel: model.Channel) -> ComposerChannel:
    limit = dataset.facts.get(channel.text_limit or "")
    return ComposerChannel.of(channel, {"limit": limit.value if limit else None})


def _form(dataset: Dataset, form: model.MessageForm) -> ComposerForm:
    channel = next(channel for channel in dataset.vocabulary.channels if channel.id == form.channel)
    names = {"label": form.label or channel.label, "use_when": form.use_when or channel.use_when}
    return ComposerForm.of(form, {**names, "follows_up": "yes" if form.label else "no"})
