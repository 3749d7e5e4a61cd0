"""The fields of work, each with who to ask, where to find them, what to ask, and what to know first."""

from typing import Annotated, Literal

from pydantic import Field

from macros.model.base import Form, HttpsUrl, Line, Model, Record, Ref, Sources, Text

Support = Literal["sourced", "reported"]


class PersonToAsk(Model):
    """A kind of person in the field."""

    title: Annotated[str, Text(80)] = Field(description="Their usual job title, or two that mean the same.")
    why: Annotated[str, Text(160)] = Field(description="What this person can tell you that others can't.")


class WayIn(Model):
    """Someone a reader can reach, who knows people in the field."""

    who: Annotated[str, Text(60)] = Field(description="Someone, or a group, a reader can reach this week.")
    where: Annotated[str, Text(60)] = Field(description="Where, how or when to reach them.")
    knows: list[Annotated[str, Text(80)]] = Field(min_length=1, max_length=4, description="Who they know, as titles of people to ask.")


class LookUp(Model):
    """Something to look up before asking anyone."""

    what: Annotated[str, Text(140)] = Field(description="What to find out.")
    kind: Annotated[str, Ref("public_sources")] = Field(description="The kind of source that says it.")
    url: HttpsUrl | None = Field(None, description="An official page that says it, if there is one for the whole country.")
    label: Annotated[str, Text(80)] | None = Field(None, description="What the link says.")


class BeginnersMistake(Model):
    """Something beginners get wrong about the field."""

    wrong: Annotated[str, Text(140)] = Field(description="What beginners think or do.")
    instead: Annotated[str, Text(200)] = Field(description="What's closer to the truth, or works better.")


class Custom(Model):
    """How things are done in the field."""

    text: Annotated[str, Text(260)] = Field(description="The custom, and what to do about it.")
    support: Support = Field(description="sourced: a source says it; reported: people in the field say it, and no source was found.")
    sources: Sources


class FieldGuide(Record):
    """data/fields/<field>.yml: what someone who wants to talk to people in a field needs to know."""

    id: Annotated[str, Form(r"f(-[a-z]+)+", "f-nursing")]
    talk_to: Annotated[str, Text(40)] = Field(description="How a reader would end the sentence: I want to talk to ... Such as: a nurse.")
    intro: Annotated[str, Text(400)] = Field(description="What to know about asking people in this field, in two or three sentences.")
    other_names: list[Annotated[str, Text(40)]] = Field(
        min_length=6, max_length=45, description="Job titles and words readers type when they mean this field."
    )
    people: list[PersonToAsk] = Field(min_length=4, max_length=7, description="Who to ask, easiest first.")
    where: list[Line] = Field(min_length=3, max_length=6, description="Where to find them.")
    ways_in: list[WayIn] = Field(
        min_length=3, max_length=5, description="People a reader can reach, and who each of them knows in the field."
    )
    messages: list[Annotated[str, Ref("message")]] = Field(
        min_length=1, max_length=3, description="First messages to people in the field. The first is shown whole."
    )
    questions: list[Annotated[str, Ref("question")]] = Field(
        min_length=3, max_length=10, description="What to ask them, in the order of a conversation."
    )
    sectors: list[Annotated[str, Ref("sectors")]] = Field(
        default_factory=list, description="The lists of questions for insiders that are shown on its page."
    )
    look_up: list[LookUp] = Field(min_length=3, max_length=6, description="What to look up first.")
    mistakes: list[BeginnersMistake] = Field(min_length=3, max_length=5, description="What beginners get wrong.")
    screen: Custom = Field(description="Whether a coffee chat decides here who gets hired, and how to tell.")
    customs: list[Custom] = Field(
        min_length=2, max_length=5, description="How people in the field do things: timing, channels, dress, privacy."
    )
    see: list[Annotated[str, Ref("target")]] = Field(min_length=1, max_length=4, description="Pages, stories or answers to read next.")

    @property
    def field(self) -> str:
        """The field's id in the vocabulary."""
        return self.id.removeprefix("f-")

    @property
    def title(self) -> str:
        """What a link to the guide says."""
        return f"Talk to {self.talk_to}"
