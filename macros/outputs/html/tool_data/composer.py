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
    filled_from: model.PersonFact | None = None


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
    filled_from: model.PersonFact | None = None
    offered_from: model.PersonNote | None = None


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
    asks_again: Names
    counts_as: str | None = None


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
    """The data for the Composer.

    `lengths` are how long a conversation the sender can ask for, in minutes. `said_fields` has how people say each field inside a
    sentence, and `sent` the status of a person once that kind of message is sent, if it changes.
    """

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
    said_fields: dict[str, str]
    sent: dict[str, model.StatusId]


def composer_data(dataset: Dataset, href: Callable[[str], str]) -> dict[str, Any]:
    """What the Composer needs, ready for JSON.

    Args:
        dataset: the data.
        href: gives the address of an item or page as seen from the Composer's page.
    """
    composer, vocabulary = dataset.composer, dataset.vocabulary
    questions = {link.relationship: link for link in composer.links}
    abouts = {about.audience: about.example for about in composer.abouts}
    said = {one.sector: one.said for one in composer.said_fields}
    return ComposerData(
        channels=[_channel(dataset, channel) for channel in vocabulary.channels],
        relationships=[
            ComposerRelationship.of(
                term,
                {
                    "question": questions[term.id].label,
                    "example": questions[term.id].example,
                    "filled_from": questions[term.id].filled_from,
                },
            )
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
        said_fields={sector.id: said.get(sector.id, sector.label[:1].lower() + sector.label[1:]) for sector in vocabulary.sectors},
        sent=_status_when_sent(dataset),
    ).as_json()


def _channel(dataset: Dataset, channel: model.Channel) -> ComposerChannel:
    limit = dataset.facts.get(channel.text_limit or "")
    return ComposerChannel.of(channel, {"limit": limit.value if limit else None})


def _status_when_sent(dataset: Dataset) -> dict[str, model.StatusId]:
    """What sending each kind of message makes of a person's status: what the act does that is done with it."""
    acts = {act.form: act.then for act in dataset.interviews.acts if act.tool == "composer"}
    done = {form.id: acts.get(form.counts_as or form.id) if form.label else acts.get(None) for form in dataset.composer.forms}
    return {form: status for form, status in done.items() if status}


def _form(dataset: Dataset, form: model.MessageForm) -> ComposerForm:
    channel = next(channel for channel in dataset.vocabulary.channels if channel.id == form.channel)
    names = {"label": form.label or channel.label, "use_when": form.use_when or channel.use_when}
    return ComposerForm.of(form, {**names, "follows_up": "yes" if form.label else "no"})
