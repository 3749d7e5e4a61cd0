"""The reader's own list of people: what its statuses are, what comes next in each, and what the tools around a person offer."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Form, Line, Model, Ref, Text, Whole

StatusId = Literal["to-ask", "asked", "reminded", "agreed", "met", "thanked", "reported", "in-touch", "closed"]
"""How far things are with a person. What each one means is in docs/assets/interviews/interviews-core.js; its words are data."""
Outcome = Literal["no", "silence", "done"]
"""Why a person is closed."""
ActTool = Literal["composer", "planner", "checklist", "during", "record"]
"""Where the reader does what comes next: one of the tools, or the person's own record."""
ActNeed = Literal["day", "no day", "ahead", "past", "referrer", "suggestions"]
"""What must be so for an act: a day of the conversation is set, or isn't; it lies ahead, or is past; someone referred the reader, or
they named people the reader hasn't asked yet."""
CountedFrom = Literal["status", "meeting", "contact"]
"""The day an act's days are counted from: when the status was reached, the day of the conversation, or the last contact."""
RatingName = Literal["near", "knows", "reach"]
TopicAbout = Literal["person", "work", "reader"]
"""What a topic is about: who the person is, which is mostly known, their work, which the reader asks about, or the reader's own view."""

TermId = Annotated[str, Form(r"[a-z0-9]+(-[a-z0-9]+)*", "bad-day")]


class InterviewStatus(Model):
    """How far things are with a person."""

    id: StatusId = Field(description="Which status it is. The guide's scripts know these.")
    label: Annotated[str, Text(60)] = Field(description="What a reader sees.")
    note: Annotated[str, Text(160)] = Field(description="What it means, in one sentence.")


class InterviewOutcome(Model):
    """Why a person is closed."""

    id: Outcome = Field(description="Which outcome it is. The guide's scripts know these.")
    label: Annotated[str, Text(60)] = Field(description="What a reader sees.")


class NextAct(Model):
    """What to do next with a person in a status. An act with the item of a checklist is due when the item is, and checks it off."""

    id: TermId
    statuses: list[StatusId] = Field(min_length=1, description="In which statuses it comes up.")
    needs: list[ActNeed] = Field(default_factory=list, description="What else must be so.")
    text: Annotated[str, Text(90)] = Field(description="What to do, with {who} for the person and {referrer} for who suggested them.")
    tool: ActTool = Field(description="Where the reader does it.")
    form: Annotated[str, Text(40)] | None = Field(None, description="In the Composer: which kind of message. Without it, a first message.")
    item: Annotated[str, Ref("item")] | None = Field(None, description="The item of a checklist it is.")
    days: Whole | None = Field(None, description="If it has no item: how many days later it is due.")
    counted_from: CountedFrom = Field("status", description="What those days are counted from.")
    then: StatusId | None = Field(None, description="The status once it is done, if that changes.")


class CompareTopic(Model):
    """Something to compare people's answers on: a row of the comparison grid."""

    id: TermId
    label: Annotated[str, Text(60)] = Field(description="The same words as in the grid.")
    about: TopicAbout = Field("work", description="What it's about: the work, unless it's who the person is, or what the reader thinks.")


class Rating(Model):
    """A question of "Who first?", with its three answers, best first."""

    id: RatingName = Field(description="Which rating it is. The guide's scripts know these.")
    label: Annotated[str, Text(60)] = Field(description="The question.")
    answers: list[Annotated[str, Text(60)]] = Field(min_length=3, max_length=3, description="Its answers, best first.")
    reason: Annotated[str, Text(80)] = Field(description='Why the best answer counts, as it goes on after "because": "you know them well".')


class RoleCard(Model):
    """Who to be in a rehearsal, for the person who answers."""

    id: TermId
    title: Annotated[str, Text(60)] = Field(description="Who they are, in a few words.")
    text: Annotated[str, Text(240)] = Field(description="Who to be, said to the person who answers.")
    twist: Annotated[str, Text(160)] = Field(description="What to do along the way that makes it harder.")


class SamplePerson(Model):
    """A made-up person to look around with."""

    name: Annotated[str, Text(40)] = Field(description='A placeholder, such as "Person A".')
    role: Annotated[str, Text(60)] = Field(description="What they do.")
    employer: Annotated[str, Text(60)] = Field(description="What kind of place they work for.")
    field: Annotated[str, Ref("sectors")] = Field(description="Their field.")
    relationship: Annotated[str, Ref("relationships")] = Field(description="How the reader knows them.")
    channel: Annotated[str, Ref("channels")] = Field(description="How the reader asks, or asked.")
    mode: Annotated[str, Ref("modes")] = Field(description="How they meet.")
    status: StatusId = Field(description="How far things are.")
    asked: Annotated[Whole, Field(le=365)] | None = Field(None, description="How many days ago the reader asked, if they have.")
    meets_in: Annotated[Whole, Field(le=60)] | None = Field(None, description="In how many days they meet, if that is agreed.")
    met: Annotated[Whole, Field(le=365)] | None = Field(None, description="How many days ago they met, if they have.")
    learned: list[Line] = Field(default_factory=list, max_length=6, description="What the reader learned from them.")


class InterviewGuide(Model):
    """data/interviews.yml"""

    statuses: list[InterviewStatus] = Field(min_length=1, description="The statuses, in their order.")
    outcomes: list[InterviewOutcome] = Field(min_length=1, description="Why a person can be closed.")
    quiet_after: Annotated[str, Ref("item")] = Field(
        description="The item of a checklist that ends the wait: once it is due, a person who was reminded and didn't answer is closed."
    )
    referred: Annotated[str, Ref("relationships")] = Field(description="How the reader knows someone another person named.")
    acts: list[NextAct] = Field(
        min_length=1, description="What comes next in each status. The first one that applies comes first on a day."
    )
    least_to_compare: Annotated[Whole, Field(ge=2)] = Field(description="With how many conversations comparing makes sense.")
    most_to_compare: Whole = Field(description="How many fit side by side.")
    grid: Annotated[str, Ref("target")] | None = Field(
        None, description="The worksheet with the comparison grid, for paper, if there is one."
    )
    topics: list[CompareTopic] = Field(min_length=1, description="What people's answers are compared on: the rows of that grid.")
    criteria: list[Annotated[str, Text(60)]] = Field(min_length=1, description="Suggestions for the reader's own criteria.")
    sorter: list[Rating] = Field(min_length=1, description='The questions of "Who first?".')
    consent: list[Line] = Field(min_length=1, description="How to ask, at the start, if taking notes or recording is all right.")
    role_cards: list[RoleCard] = Field(min_length=3, description="Who to be in a rehearsal.")
    practice: list[Annotated[str, Text(90)]] = Field(min_length=1, description="What to practice in a rehearsal.")
    sample: list[SamplePerson] = Field(min_length=1, description="Made-up people to look around with.")
