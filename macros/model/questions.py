"""Questions, questions to avoid, and running orders."""

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

    plain: Wording | None = Field(None, description="In the fewest and simplest words.")
    warm: Wording | None = Field(None, description="As you would ask somebody whom you know a little.")
    formal: Wording | None = Field(None, description="As you would ask somebody of rank.")


class Question(Record):
    """A question to ask in the talk, and how to use it."""

    id: Annotated[str, identifier("q", "q-pay-01")]
    text: Wording = Field(description="The question as you would say it, one thing at a time.")
    stage: Annotated[str, Ref("stages")] = Field(description="The stage of the talk in which it fits.")
    purpose: Annotated[str, Text(140)] = Field(description='Why it is worth asking. Begins with "Checks" where yes or no is the answer.')
    goals: list[Annotated[str, Ref("goals")]] = Field(min_length=1, max_length=4, description="What the answer helps with.")
    audiences: list[Annotated[str, Ref("audiences")]] = Field(
        default_factory=list, description="Only when it is specially for these readers."
    )
    persons: list[Annotated[str, Ref("persons")]] = Field(default_factory=list, description="Only when it suits only these people.")
    modes: list[Annotated[str, Ref("modes")]] = Field(
        default_factory=list, description="Only when it does not suit the other ways to talk."
    )
    only_if: list[Annotated[str, Ref("circumstances")]] = Field(
        default_factory=list, max_length=3, description="What it presumes: it is asked only where all of this is so."
    )
    priority: Priority = Field(description="must: ask it if you can; good: worth asking; extra: if there is time.")
    minutes: Annotated[Whole, Field(ge=1, le=4)] = Field(description="How many minutes the answer takes.")
    research_first: ResearchFirst = Field(description="How much a search can answer: none, a quick look, or the full answer.")
    look_up: list[Annotated[str, Ref("public_sources")]] = Field(
        default_factory=list, max_length=3, description="Where to look first. Needed unless research_first is none."
    )
    ask_when: Annotated[str, Text(160)] = Field(description="When to ask it: what they said, or what you already know.")
    avoid_when: Annotated[str, Text(160)] = Field(description="When to leave it out.")
    sensitivity: Sensitivity = Field(description="How private or awkward it is.")
    softener: Annotated[str, Text(280, most_words=40)] | None = Field(
        None, description="A gentler way to ask it. Needed when sensitivity is high."
    )
    probes: list[Annotated[str, Text(180, most_words=25)]] = Field(
        min_length=2, max_length=3, description="What to ask next, when the answer is short."
    )
    listen_for: list[Annotated[str, Text(120)]] = Field(
        min_length=2, max_length=3, description="What in an answer matters, with cases from several trades."
    )
    next_action: Annotated[str, Text(160)] = Field(description="What to do with the answer after the talk.")
    after: Annotated[str, Ref("question")] | None = Field(
        None, description="The question that must have been asked before, when there is one."
    )
    related: list[Annotated[str, Ref("question")]] = Field(
        default_factory=list, max_length=4, description="Ids of questions that go well with it."
    )
    synonyms: list[Annotated[str, Text(60)]] = Field(
        default_factory=list, max_length=8, description="Other words that a reader may search for."
    )
    sources: Sources
    variants: Variants | None = Field(None, description="The same question in other tones.")


class QuestionFile(Model):
    """data/questions/<topic>.yml"""

    topic: Annotated[str, Ref("topics")] = Field(description="The topic. The file is named after it.")
    intro: Annotated[str, Text(300)] = Field(description="What a reader should know before asking about this.")
    questions: list[Question] = Field(min_length=1, description="The questions, in the order in which the page shows them.")


class SectorFile(Model):
    """data/questions/sectors/<sector>.yml"""

    sector: Annotated[str, Ref("sectors")] = Field(description="The field of work. The file is named after it.")
    intro: Annotated[str, Text(300)] = Field(description="Who works in the field, and what these questions get at.")
    questions: list[Question] = Field(min_length=1, description="The questions, in the order in which the page shows them.")


class Avoided(Record):
    """A question not to ask, why it goes wrong, and a better wording."""

    id: Annotated[str, identifier("v", "v-avoid-01")]
    text: Wording = Field(description="The question that goes wrong, as people ask it.")
    reason: Annotated[str, Text(300)] = Field(description="Why it goes wrong.")
    better: Wording = Field(description="What to ask in its place, in words that can be said.")
    instead: list[Annotated[str, Ref("question")]] = Field(
        default_factory=list, max_length=2, description="Ids of questions in the bank that do the job."
    )


class AvoidFile(Model):
    """data/questions/avoid.yml"""

    avoid: list[Avoided] = Field(min_length=1, description="The questions not to ask, in the order in which the page shows them.")


class RunningOrder(Record):
    """Questions in an order that makes a whole talk, for a length or a situation."""

    id: Annotated[str, Form(r"r(-[a-z0-9]+)+", "r-first-talk")]
    title: Annotated[str, Text(60)] = Field(description="What it is for: a length or a situation.")
    intro: Annotated[str, Text(300)] = Field(description="Whom it is for, and what it leaves out.")
    minutes: Minutes = Field(description="The whole talk, with greeting and follow-up questions.")
    mode: Annotated[str, Ref("modes")] | None = Field(None, description="How you meet, when the order is made for that.")
    person: Annotated[str, Ref("persons")] | None = Field(None, description="Who you meet, when the order is made for them.")
    audience: Annotated[str, Ref("audiences")] | None = Field(None, description="Who you are, when the order is made for you.")
    only_if: list[Annotated[str, Ref("circumstances")]] = Field(
        default_factory=list, description="What its questions presume, when the order is made for that."
    )
    questions: list[Annotated[str, Ref("question")]] = Field(
        min_length=3, max_length=20, description="Ids of the questions, from an opening to a closing, stage by stage."
    )


class RunningOrderFile(Model):
    """data/running-orders.yml"""

    orders: list[RunningOrder] = Field(min_length=1, description="The running orders, in the order in which the page shows them.")
