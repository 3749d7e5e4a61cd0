"""First messages with their marks, replies, mistakes and placeholders."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    Field,
)
from pydantic_core import PydanticCustomError

from macros.model.base import Form, Lines, Model, Placed, Record, Ref, Short, Sources, Text, identifier


class Span(NamedTuple):
    """A piece of a message: `mark` is a part's number, "x" for weak words, or "" for neither."""

    mark: str
    text: str


SPAN = re.compile(r"\[(?P<mark>[1-7]|x) (?P<marked>[^\[\]]+)\]")


PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")


def spans(marked_text: str) -> Iterator[Span]:
    """Cut a message into its marked and unmarked pieces.

    Args:
        marked_text: The text of a message, with marks such as [4 what I want to learn].

    Yields:
        Each piece, in order.
    """
    end = 0
    for match in SPAN.finditer(marked_text):
        if match.start() > end:
            yield Span("", marked_text[end : match.start()])
        yield Span(match["mark"], match["marked"])
        end = match.end()
    if end < len(marked_text):
        yield Span("", marked_text[end:])


def unmarked(marked_text: str) -> str:
    """The message as it's sent: without the marks, but with the words in them."""
    return SPAN.sub(lambda match: match["marked"], marked_text)


def _marks(marked_text: str) -> str:
    left = SPAN.sub("", marked_text)
    if "[" in left or "]" in left:
        raise PydanticCustomError("marks", 'part marks such as "[4 what I want to learn]", each opened and closed, and none inside another')
    if re.search(r"[{}]", PLACEHOLDER.sub("", marked_text)):
        raise PydanticCustomError("braces", "placeholders such as {their_first_name}, and no other braces")
    return marked_text


MessageText = Annotated[str, Text(2500), AfterValidator(_marks), Lines()]


class Placeholder(Placed):
    """A gap in a message that the sender fills in."""

    name: Annotated[str, Form(r"[a-z]+(_[a-z]+)*", "their_first_name")] = Field(description="What goes between the braces in a message.")
    label: Annotated[str, Text(60)] = Field(description="What a reader sees in the gap.")
    hint: Annotated[str, Text(160)] = Field(description="How to fill it in.")
    example: Annotated[str, Text(80)] = Field(description="A value many people might have.")
    long: list[Annotated[str, Text(120)]] = Field(
        min_length=1, description="Long values that do occur. Limits are checked with the longest one."
    )


class PlaceholderFile(Model):
    """data/placeholders.yml"""

    placeholders: list[Placeholder] = Field(min_length=1, description="All the gaps a message can have.")


class Gloss(Model):
    """Words of a message, with what they mean and why they're there."""

    words: Annotated[str, Text(80)] = Field(description="The words, exactly as the message has them.")
    means: Annotated[str, Text(200)] = Field(description="What they mean in plain words, and how polite they are.")


class Message(Record):
    """A first message that a real person could send tomorrow."""

    id: Annotated[str, identifier("m", "m-email-01")]
    title: Short = Field(description="Who writes, who they write to, and how they found them.")
    relationship: Annotated[str, Ref("relationships")] = Field(description="How the sender knows the other person.")
    audiences: list[Annotated[str, Ref("audiences")]] = Field(min_length=1, description="Who the sender is.")
    sender_field: Annotated[str, Ref("fields")] = Field(description="The field the sender works in or studies.")
    recipient_field: Annotated[str, Ref("fields")] = Field(description="The field of the person who gets the message.")
    known_from: Annotated[str, Ref("known_from")] = Field(description="How the sender knows what they say about the other person.")
    subject: Annotated[str, Text(200), AfterValidator(_marks)] | None = Field(
        None, description="The subject line, for channels that have one."
    )
    text: MessageText = Field(description="The message, each part marked as [1 ...] to [7 ...], with gaps such as {their_first_name}.")
    notes: dict[Literal["1", "2", "3", "4", "5", "6", "7"], Annotated[str, Text(240)]] = Field(
        default_factory=dict, description="Why each part is there, by its number."
    )
    gloss: list[Gloss] = Field(
        default_factory=list, max_length=12, description="Words of the message, each with what they mean to someone new to the language."
    )
    sources: Sources


class MessageFile(Model):
    """data/messages/<channel>.yml"""

    channel: Annotated[str, Ref("channels")] = Field(description="How it is sent. The file is named after it.")
    intro: Annotated[str, Text(400)] = Field(description="When to use this channel, and what to keep in mind.")
    messages: list[Message] = Field(min_length=1, description="The messages, in the order the page shows them.")


def _unmarked_only(text: str) -> str:
    if SPAN.search(text):
        raise PydanticCustomError("no_marks", "no part marks: they're only for first messages")
    return text


class Reply(Record):
    """A message that answers something, says thank you or keeps in touch."""

    id: Annotated[str, identifier("m", "m-reply-01")]
    title: Short = Field(description="What it answers or says, and who writes it.")
    situation: Annotated[str, Ref("situations")] = Field(description="What it answers, or the occasion.")
    channel: Annotated[str, Ref("channels")] = Field(description="How it is sent.")
    audiences: list[Annotated[str, Ref("audiences")]] = Field(default_factory=list, description="Only if the sender's situation shows.")
    they_say: Annotated[str, Text(160)] | None = Field(None, description="What the other person said or did.")
    subject: Annotated[str, Text(200), AfterValidator(_marks)] | None = Field(
        None, description="The subject line, if it starts a new thread."
    )
    text: Annotated[MessageText, AfterValidator(_unmarked_only)] = Field(
        description="The message, with gaps such as {their_first_name}, and without part marks."
    )
    why: Annotated[str, Text(240)] = Field(description="Why it is written this way.")
    sources: Sources


class ReplyFile(Model):
    """data/messages/replies.yml and data/messages/keep-in-touch.yml"""

    replies: list[Reply] = Field(min_length=1, description="The messages, in the order the page shows them.")


class Template(Record):
    """A first message with blanks, to fill in and send."""

    id: Annotated[str, identifier("n", "n-email-01")]
    title: Short = Field(description="When it fits: what you know, and who you write to.")
    channel: Annotated[str, Ref("channels")] = Field(description="How it is sent.")
    subject: Annotated[str, Text(200), AfterValidator(_marks), AfterValidator(_unmarked_only)] | None = Field(
        None, description="The subject line, for channels that have one."
    )
    text: Annotated[MessageText, AfterValidator(_unmarked_only)] = Field(
        description="The message, with blanks in braces such as {your_school}. Each is a word in data/placeholders.yml."
    )
    filled_subject: Annotated[str, Text(200)] | None = Field(None, description="The subject line with its blanks filled in.")
    filled: Annotated[str, Text(2500), Lines()] = Field(description="The same message with its blanks filled in, ready to send.")


class TemplateFile(Model):
    """data/messages/templates.yml"""

    templates: list[Template] = Field(min_length=1, description="The templates, in the order of the channels.")
