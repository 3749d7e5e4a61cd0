"""What the Composer works with: its fields and sentences, and the checks of a message."""

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from macros.model.base import Form, Model, Record, Ref, Short, Text, Whole, identifier
from macros.model.messages import MessageText
from macros.model.vocabulary import Minutes, YesNo

AnswerRole = Literal["recipient", "link", "fact", "sender"]
Measure = Literal["unfilled", "wrong-name", "too-long", "no-fact", "several-asks", "more-me", "work-phone"]
DRAFT_MEASURES: frozenset[Measure] = frozenset({"wrong-name", "too-long", "no-fact", "work-phone"})
"""What is measured against the rest of a draft, such as its channel, so that sentences alone can't show it."""
LEAST_EXAMPLES = 6
"""How many sentences on each side show what a check notices: with fewer, one word more or less goes unseen."""


class ComposerField(Model):
    """A plain question that a reader answers, so that the composer can write their request."""

    name: Annotated[str, Form(r"[a-z]+(_[a-z]+)*", "their_name")] = Field(
        description="The name of the answer, which sentences use in braces."
    )
    label: Annotated[str, Text(100)] = Field(description="The question to the reader.")
    gap: Annotated[str, Text(40)] = Field(description="What stands in the message, in brackets, until it is answered.")
    hint: Annotated[str, Text(160)] = Field(description="How to answer it.")
    example: Annotated[str, Text(120)] = Field(description="An answer that shows how.")
    long: YesNo = Field("no", description="Whether it gets room for more than a few words.")
    role: AnswerRole | None = Field(
        None, description="What the composer knows of it: it is their name, what links both, a fact about them, or who the sender is."
    )


class LinkQuestion(Model):
    """What the composer asks about the link between sender and receiver."""

    relationship: Annotated[str, Ref("relationships")] = Field(description="How the sender knows the other person.")
    label: Annotated[str, Text(100)] = Field(description="The question to the reader.")
    example: Annotated[str, Text(120)] = Field(description="An answer that shows how.")


class AboutExample(Model):
    """How somebody may say in one line who they are."""

    audience: Annotated[str, Ref("audiences")] = Field(description="Who the reader is.")
    example: Annotated[str, Text(120)] = Field(description='How they may say it; it goes on from "I am".')


class Layout(Model):
    """How a request is laid out for some channels: the parts in each paragraph, in order."""

    id: Annotated[str, Form(r"[a-z]+(-[a-z]+)*", "long")]
    channels: list[Annotated[str, Ref("channels")]] = Field(min_length=1, description="The ways of sending that have this form.")
    greeting: Annotated[str, Text(60)] = Field(description="The first line, with gaps for answers.")
    paragraphs: list[list[Annotated[Whole, Field(ge=1, le=7)]]] = Field(
        min_length=1, description="The numbers of the parts, one list for each paragraph."
    )
    closing: Annotated[str, Text(60)] | None = Field(None, description="The last line, where there is one.")
    link_label: Annotated[str, Text(100)] | None = Field(
        None, description="What is asked about the link, where the relationship does not decide it."
    )


class Sentence(Model):
    """A sentence for a part of a request, with gaps for the answers; without conditions it fits always."""

    part: Annotated[Whole, Field(ge=1, le=7)] = Field(description="The number of the part that it is for.")
    forms: list[Annotated[str, Text(40)]] = Field(default_factory=list, description="Only for requests of these forms.")
    relationships: list[Annotated[str, Ref("relationships")]] = Field(
        default_factory=list, description="Only when the sender knows the other person in one of these ways."
    )
    ways: list[Annotated[str, Ref("modes")]] = Field(
        default_factory=list, description="Only when the talk is asked for in one of these ways."
    )
    text: Annotated[str, Text(160)] = Field(description="The sentence, with gaps for answers, such as {topic}.")


class SubjectLine(Model):
    """A subject line, with gaps."""

    relationships: list[Annotated[str, Ref("relationships")]] = Field(
        default_factory=list, description="Only when the sender knows the other person in one of these ways."
    )
    text: Annotated[str, Text(80)] = Field(description="The subject, with gaps for answers.")


class Composer(Model):
    """data/composer.yml"""

    ways: list[Annotated[str, Ref("modes")]] = Field(
        min_length=1, description="The ways to talk that can be asked for; the first is proposed."
    )
    lengths: list[Minutes] = Field(min_length=1, description="The minutes that can be asked for; the first is proposed.")
    fields: list[ComposerField] = Field(min_length=1, description="What the composer asks a reader, in order.")
    links: list[LinkQuestion] = Field(min_length=1, description="What it asks about the link to the other person, for each relationship.")
    abouts: list[AboutExample] = Field(min_length=1, description="An example of who the sender is, for each audience.")
    forms: list[Layout] = Field(min_length=1, description="How requests are laid out.")
    lines: list[Sentence] = Field(
        min_length=1, description="The sentences for each part. The first that fits is taken, so the special ones stand above the general."
    )
    subjects: list[SubjectLine] = Field(min_length=1, description="The subject lines. The first that fits is taken.")


class Check(Record):
    """Something that an experienced adviser would fix in a request, with examples on both sides."""

    id: Annotated[str, Form(r"k(-[a-z]+)+", "k-no-time")]
    label: Annotated[str, Text(60)] = Field(description="What is wrong, in a few words.")
    reason: Annotated[str, Text(240)] = Field(description="Why it hurts the request.")
    fix: Annotated[str, Text(200)] = Field(description="What to do instead.")
    see: Annotated[str, Ref("target")] = Field(description="The page or item that explains it.")
    part: Annotated[Whole, Field(ge=1, le=7)] | None = Field(None, description="Only for channels with this part.")
    phrases: list[Annotated[str, Text(80)]] = Field(default_factory=list, description="Trips when one of these stands in the text.")
    needs: list[Annotated[str, Text(80)]] = Field(default_factory=list, description="Trips when none of these stands in the text.")
    measure: Measure | None = Field(None, description="What the composer counts or compares, where phrases are not enough.")
    trips: list[Annotated[str, Text(400)]] = Field(
        default_factory=list, description=f"Sentences that it must notice: {LEAST_EXAMPLES} or more, unless it measures a whole draft."
    )
    passes: list[Annotated[str, Text(400)]] = Field(default_factory=list, description="As many sentences that look alike and are fine.")


class CheckFile(Model):
    """data/checks.yml"""

    checks: list[Check] = Field(min_length=1, description="The checks, in the order in which they are reported.")


class Mistake(Record):
    """A weak message, what is wrong with it, and the fixed one."""

    id: Annotated[str, identifier("x", "x-job-01")]
    title: Short = Field(description="What is wrong, in a few words.")
    channel: Annotated[str, Ref("channels")] = Field(description="The way in which it is sent.")
    check: Annotated[str, Ref("check")] = Field(description="What the composer says about the weak message.")
    before: MessageText = Field(description="The weak message, its weak words marked as [x ...].")
    wrong: Annotated[str, Text(400)] = Field(description="What the other side thinks on reading it.")
    after: MessageText = Field(description="The fixed message, its parts marked as [1 ...] to [7 ...].")
    why: Annotated[str, Text(400)] = Field(description="Why the fixed message works.")


class MistakeFile(Model):
    """data/messages/mistakes.yml"""

    mistakes: list[Mistake] = Field(min_length=1, description="The mistakes, in the order in which the page shows them.")
