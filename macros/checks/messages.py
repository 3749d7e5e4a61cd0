"""Rules for messages, replies and mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, Place, nearest, one_of
from macros.loading.data_file import inner_path
from macros.loading.dataset import Dataset, fill_placeholders
from macros.loading.local_ids import is_local_id
from macros.model.registry import file_type_of


@rule("R309")
def parts_of_a_message(dataset: Dataset) -> Iterator[Diagnostic]:
    for channel, message in dataset.messages_with_channel():
        marks = {span.mark for span in model.spans(message.text)}
        missing = [str(part) for part in channel.parts if str(part) not in marks]
        if missing:
            labels = ", ".join(f"[{part} {dataset.vocabulary.parts[int(part) - 1].label}]" for part in missing)
            yield Diagnostic(message.origin.at("text"), "R309", f"the message is missing part {', '.join(missing)}", expected=labels)
        if "x" in marks:
            yield Diagnostic(
                message.origin.at("text"), "R309", "[x ...] marks weak words, and only mistakes have those", expected="the number of a part"
            )


@rule("R310")
def subject_line(dataset: Dataset) -> Iterator[Diagnostic]:
    for channel, message in dataset.messages_with_channel():
        if (channel.subject == "yes") != (message.subject is not None):
            what = (
                "a message in this channel needs a subject line"
                if channel.subject == "yes"
                else "a message in this channel has no subject line"
            )
            expected = "a line subject: ..." if channel.subject == "yes" else "no subject"
            yield Diagnostic(message.origin.at("subject"), "R310", what, message.subject, expected)


def _texts(dataset: Dataset) -> Iterator[tuple[model.Record, str, str]]:
    """Every text that can have placeholders."""
    for message in dataset.messages():
        yield message, "text", message.text
        if message.subject:
            yield message, "subject", message.subject
    for reply in dataset.replies:
        yield reply, "text", reply.text
        if reply.subject:
            yield reply, "subject", reply.subject
    for template in dataset.records_of(model.Template).values():
        yield template, "text", template.text
        if template.subject:
            yield template, "subject", template.subject
    for mistake in dataset.mistakes:
        yield mistake, "before", mistake.before
        yield mistake, "after", mistake.after


@rule("R311")
def declared_placeholders(dataset: Dataset) -> Iterator[Diagnostic]:
    for record, key, text in _texts(dataset):
        for name in model.PLACEHOLDER.findall(text):
            if dataset.placeholders and name not in dataset.placeholders:
                expected = "a name from data/placeholders.yml"
                unless = frozenset(file_type_of(model.PlaceholderFile).patterns)
                yield Diagnostic(
                    record.origin.at(key),
                    "R311",
                    "this placeholder isn't in the list of placeholders",
                    name,
                    expected,
                    nearest(name, dataset.placeholders),
                    unless,
                )


def _lengths(dataset: Dataset, channel: model.Channel, message: model.Message) -> Iterator[tuple[str, int, str, int]]:
    """What is counted in a message filled in with long values, if it has a limit: its key, the count, the unit and the limit."""
    text = fill_placeholders(message.text, dataset.placeholders)
    yield from (("text", *limit) for limit in _text_limits(dataset, channel, text))
    if message.subject:
        yield from (
            ("subject", *limit) for limit in _subject_limits(dataset, channel, fill_placeholders(message.subject, dataset.placeholders))
        )


def _text_limits(dataset: Dataset, channel: model.Channel, text: str) -> Iterator[tuple[int, str, int]]:
    """What is counted in the text of a message, as it's sent: the count, the unit and the limit."""
    if channel.most_characters is not None:
        yield len(text), "characters", channel.most_characters
    if channel.most_words is not None:
        yield model.words(text), "words", channel.most_words
    if channel.text_limit in dataset.facts:
        yield len(text), "characters", dataset.facts[channel.text_limit].value


def _subject_limits(dataset: Dataset, channel: model.Channel, subject: str) -> Iterator[tuple[int, str, int]]:
    """The same for the subject line."""
    if channel.subject_limit in dataset.facts:
        yield len(subject), "characters", dataset.facts[channel.subject_limit].value


def _strictest(lengths: Iterable[tuple[str, int, str, int]]) -> Iterator[tuple[str, str, int, int]]:
    """The strictest limit for each key and unit, with the count, since a channel can have a lower limit than the platform."""
    by_key = {(key, unit): (count, most) for key, count, unit, most in sorted(lengths, key=lambda length: -length[3])}
    yield from ((key, unit, count, most) for (key, unit), (count, most) in by_key.items())


@rule("R312")
def message_length(dataset: Dataset) -> Iterator[Diagnostic]:
    for channel, message in dataset.messages_with_channel():
        for key, unit, count, most in _strictest(_lengths(dataset, channel, message)):
            if count > most:
                what = "this is too long when long names are filled in"
                yield Diagnostic(message.origin.at(key), "R312", what, f"{count} {unit}", f"at most {most}")
        count = model.words(fill_placeholders(message.text, dataset.placeholders, long=False))
        if channel.least_words and count < channel.least_words:
            what = "the message is too short to say everything it should"
            yield Diagnostic(message.origin.at("text"), "R312", what, f"{count} words", f"at least {channel.least_words}")


@rule("R320")
def reply_length(dataset: Dataset) -> Iterator[Diagnostic]:
    channels = {channel.id: channel for channel in dataset.vocabulary.channels}
    for reply in dataset.replies:
        channel = channels.get(reply.channel)
        if channel is None:
            continue
        text = fill_placeholders(reply.text, dataset.placeholders)
        most_characters = channel.most_characters if channel.reply_words is None else None
        for count, unit, most in ((model.words(text), "words", channel.reply_words), (len(text), "characters", most_characters)):
            if most is not None and count > most:
                what = "this is too long when long names are filled in"
                yield Diagnostic(reply.origin.at("text"), "R320", what, f"{count} {unit}", f"at most {most}")
        if reply.subject and channel.subject == "no":
            what = "a reply in this channel can't have a subject line"
            yield Diagnostic(reply.origin.at("subject"), "R320", what, reply.subject, f"no subject, because {channel.label} has none")


@rule("R321")
def no_empty_cell(dataset: Dataset) -> Iterator[Diagnostic]:
    for channel, file in ((dataset.channel(name), file) for name, file in dataset.channels.items()):
        for relationship in channel.relationships:
            if not any(message.relationship == relationship for message in file.messages):
                expected = f"a message with relationship: {relationship}"
                what, first = f"{channel.label} has no example for this relationship", file.messages[0].origin
                yield Diagnostic(first.at("id"), "R321", what, relationship, expected, depends_on=frozenset({inner_path(first.file)}))
        for message in file.messages:
            if message.relationship not in channel.relationships:
                expected = (
                    f"{one_of(channel.relationships)}; or add {message.relationship} to the channel's relationships in data/vocabulary.yml"
                )
                yield Diagnostic(
                    message.origin.at("relationship"),
                    "R321",
                    f"{channel.label} isn't meant for this relationship",
                    message.relationship,
                    expected,
                )


COMMON_SHARE = Fraction(2, 3)
"""The share of first messages that must go to common fields, because that is what most readers look for."""
LEAST_ORDINARY = 2
"""The fewest messages of each channel that use only what anyone can look up."""


@rule("R371")
def mostly_common_fields(dataset: Dataset) -> Iterator[Diagnostic]:
    common = {field.id for field in dataset.vocabulary.fields if field.common == "yes"}
    messages = [message for message in dataset.messages() if not is_local_id(message.id)]
    rare = [message for message in messages if message.recipient_field not in common]
    too_many = len(rare) - int(len(messages) * (1 - COMMON_SHARE))
    for message in rare[-too_many:] if too_many > 0 else ():
        what = f"only {len(messages) - len(rare)} of {len(messages)} first messages go to a common field"
        expected = f"at least {COMMON_SHARE} of them: {one_of(sorted(common))}"
        yield Diagnostic(message.origin.at("recipient_field"), "R371", what, message.recipient_field, expected)


@rule("R372")
def ordinary_messages(dataset: Dataset) -> Iterator[Diagnostic]:
    ordinary = [known.id for known in dataset.vocabulary.known_from if known.ordinary == "yes"]
    for name, file in dataset.channels.items():
        messages = [message for message in file.messages if not is_local_id(message.id)]
        count = sum(message.known_from in ordinary for message in messages)
        if messages and count < min(LEAST_ORDINARY, len(messages)):
            what = f"{dataset.channel(name).label} has too few examples that use only what anyone can look up"
            expected = f"{LEAST_ORDINARY} with known_from: {one_of(ordinary)}"
            yield Diagnostic(messages[0].origin.at("known_from"), "R372", what, f"{count}", expected)


@rule("R380")
def filled_templates(dataset: Dataset) -> Iterator[Diagnostic]:
    for template in dataset.records_of(model.Template).values():
        for source, key, text, filled in (
            ("subject", "filled_subject", template.subject, template.filled_subject),
            ("text", "filled", template.text, template.filled),
        ):
            if (text is None) != (filled is None):
                what = "a subject line and its filled-in version go together"
                expected = "a line filled_subject: ..." if filled is None else "no filled-in version, or a line subject: ..."
                yield Diagnostic(template.origin.at(key), "R380", what, filled, expected)
            elif text is not None and filled is not None and not _blanks_of(text).fullmatch(" ".join(filled.split())):
                what = "this isn't the template with its blanks filled in"
                blanks = ", ".join(f"{{{name}}}" for name in model.PLACEHOLDER.findall(text))
                expected = f"the words of {source}: as they are" + (f", with something in place of {blanks}" if blanks else "")
                yield Diagnostic(template.origin.at(key), "R380", what, expected=expected)
        channel = next((channel for channel in dataset.vocabulary.channels if channel.id == template.channel), None)
        if channel is None:
            continue
        if (channel.subject == "yes") != (template.subject is not None):
            what = f"a message in this channel {'needs a' if channel.subject == 'yes' else 'has no'} subject line"
            expected = "a line subject: ..." if channel.subject == "yes" else "no subject"
            yield Diagnostic(template.origin.at("subject"), "R380", what, template.subject, expected)
        limits = [("filled", *limit) for limit in _text_limits(dataset, channel, template.filled.strip())]
        limits += [("filled_subject", *limit) for limit in _subject_limits(dataset, channel, template.filled_subject or "")]
        for key, unit, count, most in _strictest(limits):
            if count > most:
                what = "filled in, this is too long for the channel"
                yield Diagnostic(template.origin.at(key), "R380", what, f"{count} {unit}", f"at most {most}")


def _blanks_of(text: str) -> re.Pattern[str]:
    """A pattern for a template with anything in its blanks, line breaks as spaces."""
    pieces = model.PLACEHOLDER.split(" ".join(text.split()))
    return re.compile(".+?".join(re.escape(piece) for piece in pieces[::2]))


@rule("R381")
def templates_of_channels(dataset: Dataset) -> Iterator[Diagnostic]:
    templates = dataset.records_of(model.Template)
    there = {template.channel for template in templates.values()}
    for channel in dataset.vocabulary.channels:
        if channel.id not in there and templates:
            first = next(iter(templates.values()))
            what = f"there is no message with blanks for {channel.label}"
            yield Diagnostic(first.origin.at("id"), "R381", what, channel.id, f"a template with channel: {channel.id}")


@rule("R382")
def glossed_words(dataset: Dataset) -> Iterator[Diagnostic]:
    for message in dataset.messages():
        text = " ".join(model.unmarked(f"{message.subject or ''} {message.text}").split())
        for index, gloss in enumerate(message.gloss):
            if " ".join(gloss.words.split()) not in text:
                place = message.origin.at("gloss", index, "words")
                yield Diagnostic(place, "R382", "these words aren't in the message", gloss.words, "words exactly as the message has them")


@rule("R313")
def notes_on_parts(dataset: Dataset) -> Iterator[Diagnostic]:
    for message in dataset.messages():
        marks = {span.mark for span in model.spans(message.text)}
        for part in message.notes:
            if part not in marks:
                yield Diagnostic(
                    message.origin.at("notes", part),
                    "R313",
                    "this is a note on a part the message doesn't have",
                    part,
                    f"a part that is marked in the text: {', '.join(sorted(marks - {''}))}",
                )


@rule("R314")
def weak_words(dataset: Dataset) -> Iterator[Diagnostic]:
    for mistake in dataset.mistakes:
        if not any(span.mark == "x" for span in model.spans(mistake.before)):
            yield Diagnostic(mistake.origin.at("before"), "R314", "no weak words are marked", expected="[x ...] around the weak words")
        if any(span.mark == "x" for span in model.spans(mistake.after)):
            yield Diagnostic(mistake.origin.at("after"), "R314", "weak words are marked in the better message", expected="no [x ...] here")


PHONE_NUMBER = re.compile(r"(?<![\w.])(?!\d{4}-\d\d-\d\d)(?:\+?\(?\d(?:[ .()-]{0,2}\d){8,14}|\d{3}[ .-]\d{4})(?!\w)")
"""Nine digits or more, as with an area code, or seven in two groups. Shorter numbers are a year, a price or a room. Dates don't count."""
FICTIONAL_NUMBER = re.compile(r"(?:55501\d\d|1632960\d{3})$")
"""The numbers set aside for examples, in North America by https://nationalnanpa.com and in Britain by Ofcom."""
HOST = re.compile(
    r"(?:https?://|\bwww\.|@)(?P<named>[\w-]+(?:\.[\w-]+)+)|(?<![\w.@-])(?P<bare>[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|biz|io|us|uk|ca))\b",
    re.IGNORECASE,
)
EXAMPLE_HOST = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|org|net|edu))?|test|invalid)$", re.IGNORECASE)
"""The hosts set aside for examples in https://www.rfc-editor.org/rfc/rfc6761."""


@rule("R338")
def made_up_contact_details(dataset: Dataset) -> Iterator[Diagnostic]:
    for place, text in _example_texts(dataset):
        for match in PHONE_NUMBER.finditer(text):
            digits = re.sub(r"\D", "", match[0])
            if not FICTIONAL_NUMBER.search(digits):
                expected = "{your_phone}, or a number no one has, such as 937 555 0142"
                yield Diagnostic(place, "R338", "this phone number may belong to someone", match[0].strip(), expected)
        for match in HOST.finditer(text):
            if not EXAMPLE_HOST.search(match["named"] or match["bare"]):
                what = "this address may belong to someone"
                yield Diagnostic(place, "R338", what, match[0], "a placeholder such as {your_email}, or a host such as example.com")


def _example_texts(dataset: Dataset) -> Iterator[tuple[Place, str]]:
    """Every text that shows what someone could write, with its place."""
    for record, key, text in _texts(dataset):
        yield record.origin.at(key), text
    for template in dataset.records_of(model.Template).values():
        yield template.origin.at("filled"), template.filled
    for story in dataset.files_of(model.Story).values():
        for index, part in enumerate(story.parts):
            yield story.origin.at("parts", index, "sent", "text"), part.sent.text if part.sent else ""
            yield story.origin.at("parts", index, "answer"), part.answer or ""
    for placeholder in dataset.placeholders.values():
        yield placeholder.origin.at("example"), placeholder.example
        yield from ((placeholder.origin.at("long", index), text) for index, text in enumerate(placeholder.long))
    for check in dataset.checks:
        for key in ("trips", "passes"):
            yield from ((check.origin.at(key, index), text) for index, text in enumerate(getattr(check, key)))
