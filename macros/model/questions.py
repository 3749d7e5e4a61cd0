"""Questions, questions to avoid, and ready-made plans."""

from typing import Annotated, Literal

from pydantic import (
    Field,
)

from macros.model.base import Form, Model, Record, Ref, Sources, Text, Whole, identifier
from macros.model.vocabulary import Minutes

Wording = Annotated[str, Text(200, most_words=28)]


Priority = Literal["must", "good", "extra"]
ResearchFirst = Literal["none", "quick", "full"]
Sensitivity = Literal["low", "medium", "high"]


class Variants(Model):
    """The same question in other tones."""

    plain: Wording | None = Field(None, description="In as few and as simple words as possible.")
    warm: Wording | None = Field(None, description="How you would ask someone you know a little.")
    formal: Wording | None = Field(None, description="How you would ask someone senior.")


class Question(Record):
    """A question to ask in the conversation, and how to use it."""

    id: Annotated[str, identifier("q", "q-pay-01")]
    text: Wording = Field(description="The question as you would say it, about one thing at a time.")
    stage: Annotated[str, Ref("stages")] = Field(description="The stage of the conversation it fits.")
    purpose: Annotated[str, Text(140)] = Field(description='Why it is worth asking. Start with "Checks" if the answer is yes or no.')
    goals: list[Annotated[str, Ref("goals")]] = Field(min_length=1, max_length=4, description="What the answer helps with.")
    audiences: list[Annotated[str, Ref("audiences")]] = Field(
        default_factory=list, description="Only if it is especially for these readers."
    )
    persons: list[Annotated[str, Ref("persons")]] = Field(default_factory=list, description="Only if it suits just these people.")
    modes: list[Annotated[str, Ref("modes")]] = Field(default_factory=list, description="Only if it does not suit the other ways to talk.")
    only_if: list[Annotated[str, Ref("circumstances")]] = Field(
        default_factory=list, max_length=3, description="What it assumes. It is asked only if all of this is true."
    )
    priority: Priority = Field(description="must: ask it if you can; good: worth asking; extra: if there is time.")
    minutes: Annotated[Whole, Field(ge=1, le=4)] = Field(description="How many minutes the answer takes.")
    research_first: ResearchFirst = Field(
        description="How much a search can answer: none of it, part of it with a quick look, or the full answer."
    )
    look_up: list[Annotated[str, Ref("public_sources")]] = Field(
        default_factory=list, max_length=3, description="Where to look first. Required unless research_first is none."
    )
    ask_when: Annotated[str, Text(160)] = Field(description="When to ask it: what they said, or what you already know.")
    avoid_when: Annotated[str, Text(160)] = Field(description="When to leave it out.")
    sensitivity: Sensitivity = Field(description="How private or awkward it is.")
    softener: Annotated[str, Text(280, most_words=40)] | None = Field(
        None, description="A gentler way to ask it. Required if sensitivity is high."
    )
    probes: list[Annotated[str, Text(180, most_words=25)]] = Field(
        min_length=2, max_length=3, description="What to ask next if the answer is short."
    )
    listen_for: list[Annotated[str, Text(120)]] = Field(
        min_length=2, max_length=3, description="What matters in an answer, with examples from several fields."
    )
    next_action: Annotated[str, Text(160)] = Field(description="What to do with the answer after the conversation.")
    after: Annotated[str, Ref("question")] | None = Field(None, description="The question that has to be asked before it, if there is one.")
    related: list[Annotated[str, Ref("question")]] = Field(
        default_factory=list, max_length=4, description="The ids of questions that go well with it."
    )
    synonyms: list[Annotated[str, Text(60)]] = Field(
        default_factory=list, max_length=8, description="Other words a reader might search for."
    )
    sources: Sources
    variants: Variants | None = Field(None, description="The same question in other tones.")


class QuestionFile(Model):
    """data/questions/<topic>.yml"""

    topic: Annotated[str, Ref("topics")] = Field(description="The topic. The file is named after it.")
    intro: Annotated[str, Text(300)] = Field(description="What a reader should know before asking about this.")
    questions: list[Question] = Field(min_length=1, description="The questions, in the order the page shows them.")


class SectorFile(Model):
    """data/questions/sectors/<sector>.yml"""

    sector: Annotated[str, Ref("sectors")] = Field(description="The field of work. The file is named after it.")
    intro: Annotated[str, Text(300)] = Field(description="Who works in the field, and what these questions get at.")
    questions: list[Question] = Field(min_length=1, description="The questions, in the order the page shows them.")


class Avoided(Record):
    """A question not to ask, why it goes wrong, and better wording."""

    id: Annotated[str, identifier("v", "v-avoid-01")]
    text: Wording = Field(description="The question that goes wrong, as people ask it.")
    reason: Annotated[str, Text(300)] = Field(description="Why it goes wrong.")
    better: Wording = Field(description="What to ask instead, in words people can say.")
    instead: list[Annotated[str, Ref("question")]] = Field(
        default_factory=list, max_length=2, description="The ids of questions in the bank to use instead."
    )


class AvoidFile(Model):
    """data/questions/avoid.yml"""

    avoid: list[Avoided] = Field(min_length=1, description="The questions not to ask, in the order the page shows them.")


class RunningOrder(Record):
    """A ready-made plan: questions in an order that makes a whole conversation, for a length or a situation."""

    id: Annotated[str, Form(r"r(-[a-z0-9]+)+", "r-first-talk")]
    title: Annotated[str, Text(60)] = Field(description="What it is for: a length or a situation.")
    intro: Annotated[str, Text(300)] = Field(description="Who it is for, and what it leaves out.")
    minutes: Minutes = Field(description="The whole conversation, including hellos and follow-up questions.")
    mode: Annotated[str, Ref("modes")] | None = Field(None, description="How you meet, if the plan is made for that.")
    person: Annotated[str, Ref("persons")] | None = Field(None, description="Who you are meeting, if the plan is made for them.")
    audience: Annotated[str, Ref("audiences")] | None = Field(None, description="Who you are, if the plan is made for people like you.")
    only_if: list[Annotated[str, Ref("circumstances")]] = Field(
        default_factory=list, description="What its questions assume, if the plan is made for that."
    )
    questions: list[Annotated[str, Ref("question")]] = Field(
        min_length=3, max_length=20, description="The ids of the questions, from an opening to a closing, stage by stage."
    )


class RunningOrderFile(Model):
    """data/running-orders.yml"""

    orders: list[RunningOrder] = Field(min_length=1, description="The ready-made plans, in the order the page shows them.")
