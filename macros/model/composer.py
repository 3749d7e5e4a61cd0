"""What the Composer works with: its fields and sentences, and the checks of a message."""

import re
from typing import Annotated, Literal, get_args

from pydantic import Field

from macros.model.base import Form, Lines, Model, Record, Ref, Short, Text, Whole, identifier
from macros.model.messages import MessageText
from macros.model.vocabulary import Minutes, YesNo

AnswerRole = Literal["recipient", "connector", "link", "fact", "sender", "topic", "times", "contact", "signature", "address"]
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
"""What is measured against the rest of a draft, such as its channel, so that sentences alone can't show it."""
GapForm = Literal[
    "name", "noun", "your", "site", "about", "field", "verb", "base", "ing", "question", "ask", "to", "place", "am", "times", "free",
    "when", "advice", "phone", "contact", "sentence",
]  # fmt: skip
"""What can stand in a gap, in grammar. docs/assets/composer/english.js says which answers each one takes, and how they are joined."""
GAP_FORMS = get_args(GapForm)
GAP = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
"""A gap of a sentence: the name of the answer and the form that it takes there, as in {topic:question}."""
MINUTES_GAP = "minutes"
"""The gap for the length that the reader chose, which takes no form."""
LEAST_EXAMPLES = 6
"""How many sentences on each side show what a check notices: with fewer, one word more or less goes unseen."""


AnswerName = Annotated[str, Form(r"[a-z]+(_[a-z]+)*", "their_name")]
PartId = Annotated[str, Form(r"[a-z]+(-[a-z]+)*", "who-i-am")]


class ComposerField(Model):
    """An answer that a reader types into a gap."""

    name: AnswerName = Field(description="The name of the answer, which sentences use in braces.")
    label: Annotated[str, Text(60)] = Field(description="What goes into the gap, as a screen reader says it.")
    gap: Annotated[str, Text(40)] = Field(description="What stands in the message, in brackets, until it is answered.")
    hint: Annotated[str, Text(160)] = Field(description="How to answer it.")
    example: Annotated[str, Text(120)] = Field(description="An answer that shows how.")
    long: YesNo = Field("no", description="Whether it gets room for more than a few words.")
    own: YesNo = Field("no", description="Whether it is about the reader, so that it is typed once for all messages.")
    role: AnswerRole | None = Field(None, description="What the Composer knows of it, such as that it is their name.")


class LinkQuestion(Model):
    """What the Composer asks about the link between sender and receiver."""

    relationship: Annotated[str, Ref("relationships")] = Field(description="How the sender knows the other person.")
    label: Annotated[str, Text(60)] = Field(description="What goes into the gap, as a screen reader says it.")
    example: Annotated[str, Text(120)] = Field(description="An answer that shows how.")


class AboutExample(Model):
    """How someone may say in one line who they are."""

    audience: Annotated[str, Ref("audiences")] = Field(description="Who the reader is.")
    example: Annotated[str, Text(120)] = Field(description='How they may say it, after "I\'m".')


class MessagePart(Model):
    """A part of a message: in most, one sentence."""

    id: PartId
    label: Annotated[str, Text(60)] = Field(description="What the part is for, as a reader sees it beside the sentence.")
    number: Annotated[Whole, Field(ge=1, le=7)] | None = Field(None, description="Which of the seven parts of a request it is.")


class MessageForm(Model):
    """How one kind of message is laid out."""

    id: PartId
    channel: Annotated[str, Ref("channels")] = Field(description="How it is sent, which sets its limit.")
    label: Annotated[str, Text(60)] | None = Field(None, description="Its name in the menu; a first request has that of its channel.")
    use_when: Annotated[str, Text(160)] | None = Field(None, description="When to send it; a first request has that of its channel.")
    subject: PartId | None = Field(None, description="The part that is its subject line, where it has one.")
    paragraphs: list[list[PartId]] = Field(min_length=1, description="The parts of each paragraph, in order.")
    optional: list[PartId] = Field(
        default_factory=list,
        description="Parts that are left out when they are not answered and, in this order, when the message is longer than its limit.",
    )


class Sentence(Model):
    """A sentence for a part of a message, with gaps for the answers; without conditions it fits always."""

    part: PartId = Field(description="The part that it is for.")
    forms: list[PartId] = Field(default_factory=list, description="Only in these kinds of message.")
    relationships: list[Annotated[str, Ref("relationships")]] = Field(
        default_factory=list, description="Only when the sender knows the other person in one of these ways."
    )
    ways: list[Annotated[str, Ref("modes")]] = Field(
        default_factory=list, description="Only when the conversation is asked for in one of these ways."
    )
    tone: Tone | None = Field(None, description="The tone that it suits best; without one it suits all.")
    text: Annotated[str, Text(200), Lines()] = Field(
        description="The sentence, with gaps such as {topic:question}. One that begins with a comma continues the sentence before it."
    )


class Composer(Model):
    """data/composer.yml"""

    ways: list[Annotated[str, Ref("modes")]] = Field(
        min_length=1, description="The ways to talk that can be asked for; the first is proposed."
    )
    lengths: list[Minutes] = Field(min_length=1, description="The minutes that can be asked for; the first is proposed.")
    fields: list[ComposerField] = Field(min_length=1, description="The answers that gaps take.")
    links: list[LinkQuestion] = Field(min_length=1, description="What the link to the other person is, for each relationship.")
    abouts: list[AboutExample] = Field(min_length=1, description="An example of who the sender is, for each audience.")
    parts: list[MessagePart] = Field(min_length=1, description="The parts that messages are made of.")
    forms: list[MessageForm] = Field(min_length=1, description="The kinds of message, in the order of the menu.")
    lines: list[Sentence] = Field(
        min_length=1,
        description="The sentences for each part. The first that fits is proposed, so the special ones stand above the general.",
    )


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
    about: AnswerName | None = Field(None, description="The answer that it is about, beside which it is shown.")
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
