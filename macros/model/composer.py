"""What the Composer uses: its fields and sentences, and the checks of a message."""

import re
from typing import Annotated, Literal, get_args

from pydantic import Field

from macros.model.base import Form, Lines, Model, Record, Ref, Short, Text, Whole, identifier
from macros.model.messages import MessageText
from macros.model.vocabulary import Minutes, YesNo

AnswerRole = Literal["recipient", "connector", "link", "fact", "sender", "topic", "times", "contact", "signature", "address"]
PersonFact = Literal["called", "referrer", "link", "email", "field", "asked", "met", "meets"]
"""What a reader's list of people can say that fills in an answer: what they call the person, who suggested them, what links the two,
their email address and field, and the days the reader asked, they talked and they will talk."""
PersonNote = Literal["learned", "promised"]
"""What the list can say that's only offered: the first thing the reader learned, and the first they promised and haven't done."""
Tone = Literal["plain", "warm", "formal"]
Measure = Literal[
    "unfilled", "wrong-name", "too-long", "no-fact", "several-asks", "more-me", "work-phone", "asks-nothing", "no-sentence", "any-fact",
    "no-phone", "lower-case-name", "part-missing", "even-sentences", "no-question-at-end", "like-another",
]  # fmt: skip
DRAFT_MEASURES: frozenset[Measure] = frozenset(
    {
        "wrong-name", "too-long", "no-fact", "work-phone", "no-sentence", "any-fact", "no-phone", "lower-case-name", "part-missing",
        "like-another",
    }
)  # fmt: skip
"""What's measured against the rest of a draft, such as its channel, so sentences alone can't show it."""
GapForm = Literal[
    "name", "noun", "your", "site", "about", "field", "verb", "base", "ing", "question", "ask", "to", "place", "am", "times", "free",
    "when", "advice", "phone", "contact", "sentence",
]  # fmt: skip
"""The grammatical forms a gap can take. docs/assets/composer/english.js says which answers each one accepts and how they're joined."""
GAP_FORMS = get_args(GapForm)
GAP = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
"""A gap in a sentence: the name of the answer and the form it takes there, as in {topic:question}."""
MINUTES_GAP = "minutes"
"""The gap for the length the reader chose, which takes no form."""
LEAST_EXAMPLES = 6
"""How many example sentences a check needs on each side. With fewer, a changed word could go unnoticed."""


AnswerName = Annotated[str, Form(r"[a-z]+(_[a-z]+)*", "their_name")]
PartId = Annotated[str, Form(r"[a-z]+(-[a-z]+)*", "who-i-am")]


class ComposerField(Model):
    """An answer a reader types into a gap."""

    name: AnswerName = Field(description="The name of the answer. Sentences use it in braces.")
    label: Annotated[str, Text(60)] = Field(description="What goes into the gap, in words a screen reader says.")
    gap: Annotated[str, Text(40)] = Field(description="What the message shows in brackets until it is answered.")
    hint: Annotated[str, Text(160)] = Field(description="How to answer it.")
    example: Annotated[str, Text(120)] = Field(description="A sample answer.")
    long: YesNo = Field("no", description="Whether it gets space for more than a few words.")
    own: YesNo = Field("no", description="Whether it is about the reader, who then types it once for all messages.")
    role: AnswerRole | None = Field(None, description="What kind of answer it is to the Composer, such as the recipient's name.")
    filled_from: PersonFact | None = Field(None, description="What fills it in if the reader writes to someone on their list of people.")
    offered_from: PersonNote | None = Field(None, description="What is offered as an answer then, for the reader to take or not.")


class LinkQuestion(Model):
    """What the Composer asks about the link between the sender and the other person."""

    relationship: Annotated[str, Ref("relationships")] = Field(description="How the sender knows the other person.")
    label: Annotated[str, Text(60)] = Field(description="What goes into the gap, in words a screen reader says.")
    example: Annotated[str, Text(120)] = Field(description="A sample answer.")
    filled_from: PersonFact | None = Field(None, description="What fills it in then, if it isn't what links the two.")


class SaidField(Model):
    """How people say the name of a field inside a sentence, if it isn't its label in lower case."""

    sector: Annotated[str, Ref("sectors")] = Field(description="The field.")
    said: Annotated[str, Text(40)] = Field(description='How it goes on after "a question about your work in".')


class AboutExample(Model):
    """How someone might say in one line who they are."""

    audience: Annotated[str, Ref("audiences")] = Field(description="Who the reader is.")
    example: Annotated[str, Text(120)] = Field(description='How they might say it, after "I\'m".')


class MessagePart(Model):
    """A part of a message, usually one sentence."""

    id: PartId
    label: Annotated[str, Text(60)] = Field(description="What the part is for, as a reader sees it next to the sentence.")
    number: Annotated[Whole, Field(ge=1, le=7)] | None = Field(None, description="Which of the seven parts of a request it is.")


class MessageForm(Model):
    """How one kind of message is laid out."""

    id: PartId
    channel: Annotated[str, Ref("channels")] = Field(description="How it is sent, which sets its limit.")
    label: Annotated[str, Text(60)] | None = Field(None, description="Its name in the menu. A first request has its channel's name.")
    use_when: Annotated[str, Text(160)] | None = Field(None, description="When to send it. A first request uses what its channel says.")
    subject: PartId | None = Field(None, description="The part that is its subject line, if it has one.")
    paragraphs: list[list[PartId]] = Field(min_length=1, description="The parts of each paragraph, in order.")
    optional: list[PartId] = Field(
        default_factory=list,
        description="Parts left out if they are not answered and, in this order, if the message is over its limit.",
    )
    asks_again: list[AnswerName] = Field(
        default_factory=list, description="Answers that are asked again, because those from other messages to the same person don't fit."
    )
    counts_as: PartId | None = Field(None, description="The kind of message that is done once this one is sent.")


class Sentence(Model):
    """A sentence for a part of a message, with gaps for the answers. Without conditions it always fits."""

    part: PartId = Field(description="The part it is for.")
    forms: list[PartId] = Field(default_factory=list, description="Only in these kinds of message.")
    relationships: list[Annotated[str, Ref("relationships")]] = Field(
        default_factory=list, description="Only if the sender knows the other person in one of these ways."
    )
    ways: list[Annotated[str, Ref("modes")]] = Field(
        default_factory=list, description="Only if the sender asks to talk in one of these ways."
    )
    tone: Tone | None = Field(None, description="The tone it suits best. Without one, it suits them all.")
    text: Annotated[str, Text(200), Lines()] = Field(
        description="The sentence, with gaps such as {topic:question}. If it starts with a comma, it continues the sentence before it."
    )


class Composer(Model):
    """data/composer.yml"""

    ways: list[Annotated[str, Ref("modes")]] = Field(
        min_length=1, description="The ways to talk the sender can ask for. The first is the default."
    )
    lengths: list[Minutes] = Field(min_length=1, description="How many minutes the sender can ask for. The first is the default.")
    fields: list[ComposerField] = Field(min_length=1, description="The answers that go into gaps.")
    links: list[LinkQuestion] = Field(min_length=1, description="What the link to the other person is, for each relationship.")
    said_fields: list[SaidField] = Field(
        default_factory=list, max_length=40, description="Fields whose label doesn't go into a sentence as it is."
    )
    abouts: list[AboutExample] = Field(min_length=1, description="An example of who the sender is, for each audience.")
    parts: list[MessagePart] = Field(min_length=1, description="The parts of messages.")
    forms: list[MessageForm] = Field(min_length=1, description="The kinds of message, in the order of the menu.")
    lines: list[Sentence] = Field(
        min_length=1,
        description="The sentences for each part. The first one that fits is used, so put special ones above general ones.",
    )


class Check(Record):
    """Something that an experienced adviser would fix in a request, with examples on both sides."""

    id: Annotated[str, Form(r"k(-[a-z]+)+", "k-no-time")]
    label: Annotated[str, Text(60)] = Field(description="What is wrong, in a few words.")
    reason: Annotated[str, Text(240)] = Field(description="Why it hurts the request.")
    fix: Annotated[str, Text(200)] = Field(description="What to do instead.")
    see: Annotated[str, Ref("target")] = Field(description="The page or item that explains it.")
    part: Annotated[Whole, Field(ge=1, le=7)] | None = Field(None, description="Only for channels with this part.")
    phrases: list[Annotated[str, Text(80)]] = Field(default_factory=list, description="The check trips if one of these is in the text.")
    needs: list[Annotated[str, Text(80)]] = Field(default_factory=list, description="The check trips if none of these is in the text.")
    about: AnswerName | None = Field(None, description="The answer it is about. The suggestion is shown next to it.")
    measure: Measure | None = Field(None, description="What the Composer counts or compares, if phrases are not enough.")
    trips: list[Annotated[str, Text(400)]] = Field(
        default_factory=list, description=f"Sentences it has to catch: {LEAST_EXAMPLES} or more, unless it measures a whole draft."
    )
    passes: list[Annotated[str, Text(400)]] = Field(
        default_factory=list, description="Just as many sentences that look similar but are fine."
    )


class CheckFile(Model):
    """data/checks.yml"""

    checks: list[Check] = Field(min_length=1, description="The checks, in the order they are reported.")


class Mistake(Record):
    """A weak message, what's wrong with it, and the fixed one."""

    id: Annotated[str, identifier("x", "x-job-01")]
    title: Short = Field(description="What is wrong, in a few words.")
    channel: Annotated[str, Ref("channels")] = Field(description="How it is sent.")
    check: Annotated[str, Ref("check")] = Field(description="What the Composer says about the weak message.")
    before: MessageText = Field(description="The weak message, with its weak words marked as [x ...].")
    wrong: Annotated[str, Text(400)] = Field(description="What the other person thinks when they read it.")
    after: MessageText = Field(description="The fixed message, with its parts marked as [1 ...] to [7 ...].")
    why: Annotated[str, Text(400)] = Field(description="Why the fixed message works.")


class MistakeFile(Model):
    """data/messages/mistakes.yml"""

    mistakes: list[Mistake] = Field(min_length=1, description="The mistakes, in the order the page shows them.")
