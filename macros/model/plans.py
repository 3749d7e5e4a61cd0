"""What the Planner puts into every plan, and how many questions a plan has."""

from typing import Annotated

from pydantic import Field

from macros.model.base import Form, Model, Placed, Record, Ref, Text, Whole
from macros.model.vocabulary import Minutes, YesNo

LEAST_QUESTIONS, MOST_QUESTIONS = 3, 20
"""How many questions a plan can have."""

MOST_IN_PLAN = 60
"""How many a reader can put into one."""

QuestionCount = Annotated[Whole, Field(ge=1, le=MOST_QUESTIONS)]


class PlanLength(Model):
    """How many questions a conversation of a given length has, and which essentials."""

    from_minutes: Minutes = Field(description="The shortest conversation it is for, in minutes.")
    modes: list[Annotated[str, Ref("modes")]] = Field(default_factory=list, description="Only if it is for these ways to meet.")
    timed: YesNo = Field("yes", description="Whether answers take time out of a fixed total.")
    prepare: Annotated[Whole, Field(ge=LEAST_QUESTIONS, le=MOST_QUESTIONS)] = Field(description="The most questions to prepare.")
    least_asked: QuestionCount = Field(description="The fewest of them people usually get to.")
    most_asked: QuestionCount = Field(description="The most of them people usually get to.")
    essentials: list[Annotated[str, Ref("essential")]] = Field(min_length=1, description="The ids of what every such plan has.")


class Essential(Record):
    """Something every plan has, and the questions that can fill it."""

    id: Annotated[str, Form(r"e(-[a-z0-9]+)+", "e-hard-part")]
    label: Annotated[str, Text(60)] = Field(description="What it is, as a reader sees it.")
    goals: list[Annotated[str, Ref("goals")]] = Field(default_factory=list, description="Only if it is for these goals.")
    spread: YesNo = Field("no", description="yes if its questions are equally good, so plans take turns with them.")
    for_reader: YesNo = Field("no", description="yes if any question written for the reader's field or for people like them fills it.")
    questions: list[Annotated[str, Ref("question")]] = Field(
        default_factory=list,
        max_length=12,
        description="The ids of the questions that fill it, best first. Required unless for_reader is yes.",
    )


class PlanRules(Placed):
    """data/plans.yml"""

    starter: Annotated[str, Ref("order")] = Field(
        description="The ready-made plan whose questions come first for readers who say nothing about themselves."
    )
    lengths: list[PlanLength] = Field(min_length=1, description="How many questions and which essentials, by length of conversation.")
    essentials: list[Essential] = Field(min_length=1, description="What plans have, in the order it is looked for.")
