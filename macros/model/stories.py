"""Stories of one person from a first idea to a decision, and transcripts of whole conversations."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Form, Line, Lines, Model, Record, Ref, Short, Sources, Text, Whole

StoryEvent = Literal["idea", "asked", "silence", "reply", "meeting", "thanks", "news", "decision"]
Certainty = Literal["seen", "heard"]
Speaker = Literal["asker", "other"]
Mark = Literal["good", "weak", "rescue"]


class OwnMessage(Model):
    """A message in a story that isn't one of the guide's examples."""

    channel: Annotated[str, Ref("channels")] = Field(description="How it was sent.")
    subject: Annotated[str, Text(120)] | None = Field(None, description="The subject line, if it had one.")
    text: Annotated[str, Text(1500), Lines()] = Field(description="The words as they were sent, with first names and no gaps.")


class NoteLine(Model):
    """One line of someone's notes page."""

    asked: Annotated[str, Text(140)] = Field(description="What they asked, in a few words.")
    said: Annotated[str, Text(240)] = Field(description="What the other person said, in a few words.")
    certainty: Certainty = Field(description="seen: the other person saw it themselves; heard: they have it from others.")


class StoryPart(Model):
    """One stretch of a story, with what was sent, said and written down in it."""

    week: Annotated[Whole, Field(ge=1, le=104)] = Field(description="The week it happens in, counting from the first one as 1.")
    event: StoryEvent = Field(description="What happens in it; the picture of the story's course shows it.")
    people: Annotated[Whole, Field(ge=1, le=20)] = Field(1, description="How many people were asked, didn't answer, or were met.")
    heading: Annotated[str, Text(60)] = Field(description="What happens, in a few words.")
    text: Annotated[str, Text(1600), Lines(wraps=True)] = Field(description="The story itself, in the past tense, in short paragraphs.")
    example: Annotated[str, Ref("message")] | None = Field(None, description="The message that was sent, if it's one of the guide's.")
    sent: OwnMessage | None = Field(None, description="The message that was sent, if it isn't one of the guide's.")
    answer: Annotated[str, Text(700), Lines()] | None = Field(None, description="What the other person wrote back, word for word.")
    questions: list[Annotated[str, Ref("question")]] = Field(default_factory=list, description="The plan: the questions, in order.")
    notes: list[NoteLine] = Field(default_factory=list, max_length=8, description="The notes page as it was filled in.")
    see: list[Annotated[str, Ref("target")]] = Field(
        default_factory=list, max_length=3, description="Pages, checklists or other entries that were used."
    )


class Story(Record):
    """data/stories/<story>.yml: one person, from a first idea to a decision. Everyone in it is invented, and says so by being plain."""

    id: Annotated[str, Form(r"s(-[a-z]+)+", "s-teacher")]
    title: Short = Field(description="What happens, in a line that makes someone like them want to read it.")
    person: Annotated[str, Text(60)] = Field(description="Who it's about, in a few words, such as: a nurse in her thirties.")
    audiences: list[Annotated[str, Ref("audiences")]] = Field(min_length=1, max_length=3, description="Who would see themselves in it.")
    from_field: Annotated[str, Ref("fields")] = Field(description="The field they come from.")
    to_field: Annotated[str, Ref("fields")] = Field(description="The field they ask about.")
    summary: Annotated[str, Text(300)] = Field(description="The story in two sentences, without its ending.")
    decision: Annotated[str, Text(160)] = Field(description="How it ends: what they decided, and why.")
    parts: list[StoryPart] = Field(min_length=5, max_length=12, description="What happens, in order of time.")
    lessons: list[Line] = Field(min_length=2, max_length=4, description="What a reader can do the same way, or better.")


class Turn(Model):
    """What one of two people says in a conversation, or what happens between them."""

    minute: Annotated[Whole, Field(ge=0, le=120)] = Field(description="The minute it's said in.")
    who: Speaker = Field(description="asker: the person who wanted the conversation; other: the person who was asked.")
    says: Annotated[str, Text(900)] = Field(description="The words, as people speak. What happens besides goes in parentheses.")
    note: Annotated[str, Text(260)] | None = Field(None, description="The note in the margin: what to notice, in a sentence or two.")
    mark: Mark | None = Field(None, description="What the note says about it: good, weak, or rescue for what turns it around.")
    question: Annotated[str, Ref("question")] | None = Field(None, description="The question of the guide they ask, if it's one.")


class Transcript(Record):
    """data/transcripts/<transcript>.yml: a whole conversation, with notes in the margin. Both people are invented."""

    id: Annotated[str, Form(r"t(-[a-z]+)+", "t-good")]
    title: Short = Field(description="What kind of conversation it is.")
    asker: Annotated[str, Text(40)] = Field(description="What the person who asks is called at the side, such as: Maya.")
    other: Annotated[str, Text(40)] = Field(description="What the other person is called at the side, such as: Mr. Ortiz.")
    mode: Annotated[str, Ref("modes")] = Field(description="How they meet.")
    field: Annotated[str, Ref("fields")] = Field(description="The field they talk about.")
    summary: Annotated[str, Text(400)] = Field(description="Who they are, what was agreed, and what to watch for.")
    turns: list[Turn] = Field(min_length=20, max_length=140, description="What they say, in order.")
    lessons: list[Line] = Field(min_length=2, max_length=5, description="What to take along.")
    sources: Sources
