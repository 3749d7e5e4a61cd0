"""The vocabulary: all the words other data can use."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import (
    Field,
)

from macros.model.base import Form, Model, Ref, Text, Whole

LEAST_MINUTES, MOST_MINUTES = 5, 120
"""How long a conversation can be."""

YesNo = Literal["yes", "no"]
SentTo = Literal["phone number", "email address"]


class Term(Model):
    """A word in a vocabulary, with what a reader sees."""

    id: Annotated[str, Form(r"[a-z0-9]+(-[a-z0-9]+)*", "career-changer")]
    label: Annotated[str, Text(60)] = Field(description="What a reader sees.")
    note: Annotated[str, Text(240)] = Field(description="One sentence that explains it to a reader.")


class Stage(Term):
    """A stage of the conversation, with its minutes in a 30-minute one."""

    start: Whole = Field(description="The minute it begins, in a 30-minute conversation.")
    end: Whole = Field(description="The minute it ends.")


class Channel(Term):
    """A way to send a request, and the limits for messages sent that way."""

    use_when: Annotated[str, Text(140)] = Field(description="When this is the right way to ask.")
    costs_them: Annotated[str, Text(140)] = Field(description="What a request sent this way costs the person who gets it.")
    relationships: list[Annotated[str, Ref("relationships")]] = Field(
        min_length=1, description="The relationships that should have an example."
    )
    parts: list[Whole] = Field(min_length=1, description="The numbers of the parts every message must have.")
    subject: YesNo = Field(description="Whether a message has a subject line.")
    spoken: YesNo = Field("no", description="Whether the sender says it aloud.")
    sent_to: SentTo | None = Field(None, description="What the sender needs to have for them, if it is one of these.")
    most_words: Whole | None = Field(None, description="The most words in a first message.")
    least_words: Whole | None = Field(None, description="The fewest words that still say everything.")
    most_characters: Whole | None = Field(None, description="The most characters in a first message, including spaces.")
    reply_words: Whole | None = Field(None, description="The most words in a reply or a message to keep in touch.")
    text_limit: Annotated[str, Ref("fact")] | None = Field(None, description="The platform's own limit for the text.")
    subject_limit: Annotated[str, Ref("fact")] | None = Field(None, description="The platform's own limit for the subject.")


class Circumstance(Term):
    """What a question may assume about the reader or the person they meet."""

    unless_persons: list[Annotated[str, Ref("persons")]] = Field(
        default_factory=list, description="It is assumed to be true, unless the reader meets one of these."
    )
    unless_sectors: list[Annotated[str, Ref("sectors")]] = Field(
        default_factory=list, description="It is assumed to be true, unless the reader asks about one of these fields."
    )
    audiences: list[Annotated[str, Ref("audiences")]] = Field(default_factory=list, description="It is always true for these readers.")
    sectors: list[Annotated[str, Ref("sectors")]] = Field(default_factory=list, description="It is always true in these fields.")

    @property
    def must_be_said(self) -> bool:
        """Whether it's true only if the reader says so."""
        return not (self.unless_persons or self.unless_sectors)

    def holds(self, said: Collection[str], person: str, audience: str, sector: str) -> bool:
        """Whether it's true.

        Args:
            said: The ids of the circumstances the reader has named.
            person: Who they're meeting; "" if that isn't known.
            audience: Who they are; "" if they don't say.
            sector: The field they ask about; "" for any.
        """
        if self.id in said or audience in self.audiences or sector in self.sectors:
            return True
        return not self.must_be_said and person not in self.unless_persons and sector not in self.unless_sectors


class WorkField(Term):
    """A field of work, such as the one the sender of a message is in."""

    common: YesNo = Field(
        description="Whether many readers come from it or are headed for it. Most first messages go to people in such fields."
    )


class Knowledge(Term):
    """How the sender of a message knows what they say about the other person."""

    ordinary: YesNo = Field(
        description="Whether anyone can look it up, like a profile. Every channel needs messages written from such sources."
    )


class Step(Term):
    """One of the steps, which is a tab of the site."""

    page: Annotated[str, Ref("page")] = Field(description="The page in docs/ the tab opens.")
    tools: list[Annotated[str, Ref("page")]] = Field(
        default_factory=list,
        max_length=4,
        description="The pages in docs/ with what readers use in this step. Its chapters end with links to them.",
    )


Minutes = Annotated[Whole, Field(ge=LEAST_MINUTES, le=MOST_MINUTES)]


class Talk(Model):
    """How long conversations are, and how much of one is kept free of prepared questions."""

    lengths: list[Minutes] = Field(min_length=1, description="Usual lengths, in minutes.")
    usual: Minutes = Field(description="The default length, in minutes, until the reader chooses another.")
    spare_percent: Annotated[Whole, Field(ge=0, le=50)] = Field(description="The share kept free for follow-up questions.")


class Vocabulary(Model):
    """All the words other data can use. The first topic opens a conversation, and the last one closes it."""

    topics: list[Term] = Field(min_length=1, description="The topics of the question bank; each has a file in data/questions/.")
    stages: list[Stage] = Field(min_length=1, description="The stages of a conversation, in order.")
    goals: list[Term] = Field(min_length=1, description="What a reader may want from a conversation.")
    audiences: list[Term] = Field(min_length=1, description="Who a reader may be.")
    persons: list[Term] = Field(min_length=1, description="Who a reader may talk to.")
    circumstances: list[Circumstance] = Field(min_length=1, description="What a question may assume.")
    relationships: list[Term] = Field(min_length=1, description="How the sender of a message knows the other person.")
    fields: list[WorkField] = Field(min_length=1, description="The fields of the two people in a message.")
    known_from: list[Knowledge] = Field(min_length=1, description="How the sender of a message knows what they say about the other person.")
    modes: list[Term] = Field(min_length=1, description="The ways to have a conversation.")
    channels: list[Channel] = Field(min_length=1, description="The ways to send a request; each has a file in data/messages/.")
    situations: list[Term] = Field(min_length=1, description="What a message answers, and occasions to keep in touch.")
    parts: list[Term] = Field(min_length=7, max_length=7, description="The seven parts of a request, in order.")
    steps: list[Step] = Field(min_length=1, description="The steps, in order.")
    sectors: list[Term] = Field(
        min_length=1, description="The fields of work that have questions of their own; each has a file in data/questions/sectors/."
    )
    public_sources: list[Term] = Field(min_length=1, description="Where a reader can look something up before asking.")
    talk: Talk = Field(description="How long conversations are, and how much of one is kept free.")
