"""What a question, a message, a checklist ... is.

Every kind is a strict pydantic type: no unknown keys, no wrong types, no empty text. Values arrive
as text, because YAML's own guesses (`no` is false, `12:30` is 750) are not what a writer means;
the types here decide what they are. Each field describes itself once: its description and limit
drive the checks, and whatever else needs to know them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase, ascii_uppercase
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from macros.faults import Place

# Where things stand -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Origin:
    """Where a record came from: its file, and the place of each of its values, which a copy may have written in another file."""

    file: str
    prefix: tuple
    places: dict[tuple, Place]

    def at(self, *path: str | int) -> Place:
        """The place of a value inside the record, or of the nearest thing around it that has one."""
        full = self.prefix + path
        while full and full not in self.places:
            full = full[:-1]
        return self.places.get(full) or Place(self.file)


# Building blocks --------------------------------------------------------------------------------


REF_KEY = "x-names"
WORDS_KEY = "x-words"
"""What the JSON Schemas call the kind of thing that a text names, and the most words that it may have."""


class Ref(NamedTuple):
    """Marks text that must name something known: a term of a vocabulary, or a record of a kind."""

    kind: str

    def __get_pydantic_json_schema__(self, core_schema: object, handler: Callable) -> dict:
        """Keep the mark in the JSON Schema, where schema.py puts the allowed names."""
        return {**handler(core_schema), REF_KEY: self.kind}


class Lines(NamedTuple):
    """Marks text whose empty lines count: it is written below its key, behind a |.

    `wraps`: a single line break is a space to a reader, so that lines may end where they are full.
    """

    wraps: bool = False


def words(text: str) -> int:
    """How many words the text has, as a reader would count them."""
    return len(re.findall(r"[^\s]*\w[^\s]*", text))


class AtMostWords(NamedTuple):
    """Marks text that may have only so many words, and refuses more."""

    most: int

    def __get_pydantic_core_schema__(self, source: object, handler: Callable) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: object, handler: Callable) -> dict:
        """Keep the limit in the JSON Schema, which has no word for it of its own."""
        return {**handler(schema), WORDS_KEY: self.most}

    def check(self, text: str) -> str:
        if words(text) > self.most:
            raise PydanticCustomError("too_many_words", "at most {most} words", {"most": self.most, "count": words(text)})
        return text


def chars(most: int, most_words: int | None = None) -> type:
    """A text of 1 to `most` characters and, where given, at most `most_words` words."""
    constraints = StringConstraints(min_length=1, max_length=most)
    if most_words is None:
        return Annotated[str, constraints]
    return Annotated[str, constraints, AtMostWords(most_words)]


def form(pattern: str, like: str, description: str | None = None) -> type:
    """A short text that matches the pattern; `like` is an example of it, for whoever gets it wrong."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError("form", "lower case without spaces, such as {like}", {"like": like})
        return value

    described = Field(description=description or f"Lower case without spaces, such as {like}.")
    return Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(check), described]


def identifier(prefix: str, like: str) -> type:
    """A permanent id such as `q-pay-01`: the prefix, words and a number."""
    description = f"The next free number, as in {like}. It stays for good, since links depend on it."
    return form(rf"{prefix}-[a-z]+(-[a-z0-9]+)*-\d{{2,3}}", like, description)


def ref(kind: str) -> type:
    """The id of something of that kind."""
    return Annotated[str, StringConstraints(min_length=1, max_length=120), Ref(kind)]


def _https(address: str) -> str:
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or re.search(r"[\s\"'<>\\`{}|^]", address):
        raise PydanticCustomError("https_url", "a plain https:// address")
    return address


def _folder(address: str) -> str:
    if not address.endswith("/"):
        raise PydanticCustomError("folder", "an address that ends in a slash")
    return address


def _address(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"'&?]+@[^\s@<>\"'&?]+\.[^\s@<>\"'&?]+", text):
        raise PydanticCustomError("email", "an address for mail such as careers@college.example")
    return text


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,15}", value):
        raise PydanticCustomError("whole_number", "a whole number in digits")
    return value


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        try:
            # fromisoformat alone would take 20261123 too.
            return date.fromisoformat(value if len(value) == 10 else "")
        except ValueError:
            raise PydanticCustomError("iso_date", "a date such as 2026-11-23") from None
    return value


def _month(value: object) -> object:
    if not isinstance(value, str):
        return value
    year, *rest = value.split("-")
    try:
        date(int(year), *(int(part) for part in [*rest, "1", "1"][:2]))
    except ValueError:
        raise PydanticCustomError("as_of", "a year, a month such as 2026-11 or a date such as 2026-11-23") from None
    return value


WHEN = re.compile(
    r"any time|same day|(?P<asked>same day as asking)|minute (?P<minute>\d{1,3})"
    r"|(?P<count>[1-9]\d{0,2}) (?P<unit>minute|hour|day|business day|week|month)s? (?P<side>before|after)(?P<asking> asking)?"
)


def _when(value: str) -> str:
    if not WHEN.fullmatch(value):
        raise PydanticCustomError(
            "when",
            '"any time", "same day", "same day as asking", "minute 3" of the talk, or a number, a unit and before or after, '
            'such as "5 days before" or "6 business days after asking"',
        )
    return value


class Due(NamedTuple):
    """When something is due: so many units after (or, below zero, before) the day of the talk or of asking, or the talk's first minute."""

    origin: Literal["meeting", "asking", "start"]
    unit: str
    count: int

    @property
    def order(self) -> float:
        """A number to sort by: minutes from the talk, where the day of the talk itself begins three hours before it."""
        minutes = {"minute": 1, "hour": 60, "day": 1440, "business day": 2016, "week": 10080, "month": 43200}
        return self.count * minutes[self.unit] - (180 if self.count == 0 and self.unit == "day" else 0)


def due(when: str) -> Due | None:
    """What a `when` such as `5 days before` means; None for `any time`."""
    match = WHEN.fullmatch(when)
    if match["minute"]:
        return Due("start", "minute", int(match["minute"]))
    if match["count"]:
        count = int(match["count"]) * (-1 if match["side"] == "before" else 1)
        return Due("asking" if match["asking"] else "meeting", match["unit"], count)
    return None if when == "any time" else Due("asking" if match["asked"] else "meeting", "day", 0)


Whole = Annotated[int, BeforeValidator(_digits)]
Day = Annotated[date, BeforeValidator(_iso_date)]
# A bare year is a number to an editor, and no fault.
AsOf = Annotated[chars(10), BeforeValidator(_month), WithJsonSchema({"type": ["string", "integer"]})]
HttpsUrl = Annotated[chars(300), AfterValidator(_https)]
When = Annotated[chars(40), AfterValidator(_when)]
Line = chars(200)
Short = chars(90)
Sources = Annotated[list[ref("source")], Field(default_factory=list, description="Ids of the sources that support it.")]


class Model(BaseModel):
    """What all kinds share: unknown keys are faults, nothing changes after loading."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, str_strip_whitespace=True)


class Placed(Model):
    """A thing that knows where it was written."""

    _origin: Origin = PrivateAttr()

    @property
    def origin(self) -> Origin:
        return self._origin

    def came_from(self, origin: Origin) -> None:
        """Remember where it was written; called once, by the loader."""
        self._origin = origin


class Record(Placed):
    """A thing with a permanent id."""

    id: str
    was: list[chars(60)] = Field(default_factory=list, description="Ids that it had before; links to them still work.")


# Vocabulary -------------------------------------------------------------------------------------


class Term(Model):
    """A word of a vocabulary, with what a reader sees."""

    id: form(r"[a-z0-9]+(-[a-z0-9]+)*", "career-changer")
    label: chars(60) = Field(description="What a reader sees.")
    note: chars(240) = Field(description="One sentence that explains it to a reader.")


class Stage(Term):
    """A stage of the talk; minutes are those of a talk of thirty."""

    start: Whole = Field(description="The minute at which it begins, in a talk of thirty.")
    end: Whole = Field(description="The minute at which it ends.")


class Channel(Term):
    """A way to send a request, and what a message sent that way must keep to."""

    use_when: chars(140) = Field(description="When this way of asking is the right one.")
    costs_them: chars(140) = Field(description="What a request sent that way takes of whoever gets it.")
    relationships: list[ref("relationships")] = Field(min_length=1, description="Those that an example is wanted for.")
    parts: list[Whole] = Field(min_length=1, description="Numbers of the parts that every message must have.")
    subject: Literal["yes", "no"] = Field(description="Whether a message has a subject line.")
    most_words: Whole | None = Field(None, description="The most words of a first message.")
    least_words: Whole | None = Field(None, description="The fewest words that still say it all.")
    most_characters: Whole | None = Field(None, description="The most characters of a first message, with spaces.")
    reply_words: Whole | None = Field(None, description="The most words of a reply or a message to keep in touch.")
    text_limit: ref("fact") | None = Field(None, description="The platform's own limit for the text.")
    subject_limit: ref("fact") | None = Field(None, description="The platform's own limit for the subject.")


class Step(Term):
    """A step of the whole way, which is a tab of the site."""

    page: ref("page") = Field(description="The page in docs/ that the tab opens.")


class Talk(Model):
    """How long talks are, and how much of one is not for prepared questions."""

    lengths: list[Annotated[Whole, Field(ge=5, le=120)]] = Field(min_length=1, description="Usual lengths, in minutes.")
    spare_percent: Annotated[Whole, Field(ge=0, le=50)] = Field(description="The share kept free for follow-up questions.")


class Vocabulary(Model):
    """All the words that other data may use. The first topic opens a talk, the last one closes it."""

    topics: list[Term] = Field(min_length=1, description="The topics of the question bank; each has a file in data/questions/.")
    stages: list[Stage] = Field(min_length=1, description="The stages of a talk, in order.")
    goals: list[Term] = Field(min_length=1, description="What a reader may want from a talk.")
    audiences: list[Term] = Field(min_length=1, description="Who a reader may be.")
    persons: list[Term] = Field(min_length=1, description="Who a reader may talk to.")
    relationships: list[Term] = Field(min_length=1, description="How the sender of a message knows the other person.")
    modes: list[Term] = Field(min_length=1, description="How a talk may be held.")
    channels: list[Channel] = Field(min_length=1, description="The ways to send a request; each has a file in data/messages/.")
    situations: list[Term] = Field(min_length=1, description="What a message answers, and occasions to keep in touch.")
    parts: list[Term] = Field(min_length=7, max_length=7, description="The seven parts of a request, in order.")
    steps: list[Step] = Field(min_length=1, description="The steps of the whole way, in order.")
    sectors: list[Term] = Field(
        min_length=1, description="The fields of work that have questions of their own; each has a file in data/questions/sectors/."
    )
    public_sources: list[Term] = Field(min_length=1, description="Where a reader can look something up before asking.")
    talk: Talk = Field(description="How long talks are, and how much of one is kept free.")


# Questions --------------------------------------------------------------------------------------


Wording = chars(200, most_words=28)


class Variants(Model):
    """The same question in other tones."""

    plain: Wording | None = Field(None, description="In the fewest and simplest words.")
    warm: Wording | None = Field(None, description="As you would ask somebody whom you know a little.")
    formal: Wording | None = Field(None, description="As you would ask somebody of rank.")


class Question(Record):
    """A question to ask in the talk, and how to use it."""

    id: identifier("q", "q-pay-01")
    text: Wording = Field(description="The question as you would say it, one thing at a time.")
    stage: ref("stages") = Field(description="The stage of the talk in which it fits.")
    purpose: chars(140) = Field(description='Why it is worth asking. Begins with "Checks" where yes or no is the answer.')
    goals: list[ref("goals")] = Field(min_length=1, max_length=4, description="What the answer helps with.")
    audiences: list[ref("audiences")] = Field(default_factory=list, description="Only when it is specially for these readers.")
    persons: list[ref("persons")] = Field(default_factory=list, description="Only when it suits only these people.")
    modes: list[ref("modes")] = Field(default_factory=list, description="Only when it does not suit the other ways to talk.")
    priority: Literal["must", "good", "extra"] = Field(description="must: ask it if you can; good: worth asking; extra: if there is time.")
    minutes: Annotated[Whole, Field(ge=1, le=4)] = Field(description="How many minutes the answer takes.")
    research_first: Literal["none", "quick", "full"] = Field(
        description="How much a search can answer: none, a quick look, or the full answer."
    )
    look_up: list[ref("public_sources")] = Field(
        default_factory=list, max_length=3, description="Where to look first. Needed unless research_first is none."
    )
    ask_when: chars(160) = Field(description="When to ask it: what they said, or what you already know.")
    avoid_when: chars(160) = Field(description="When to leave it out.")
    sensitivity: Literal["low", "medium", "high"] = Field(description="How private or awkward it is.")
    softener: chars(280, most_words=40) | None = Field(None, description="A gentler way to ask it. Needed when sensitivity is high.")
    probes: list[chars(180, most_words=25)] = Field(min_length=2, max_length=3, description="What to ask next, when the answer is short.")
    listen_for: list[chars(120)] = Field(
        min_length=2, max_length=3, description="What in an answer matters, with cases from several trades."
    )
    next_action: chars(160) = Field(description="What to do with the answer after the talk.")
    after: ref("question") | None = Field(None, description="The question that must have been asked before, when there is one.")
    related: list[ref("question")] = Field(default_factory=list, max_length=4, description="Ids of questions that go well with it.")
    synonyms: list[chars(60)] = Field(default_factory=list, max_length=8, description="Other words that a reader may search for.")
    sources: Sources
    variants: Variants | None = Field(None, description="The same question in other tones.")


class QuestionFile(Model):
    """data/questions/<topic>.yml"""

    topic: ref("topics") = Field(description="The topic. The file is named after it.")
    intro: chars(300) = Field(description="What a reader should know before asking about this.")
    questions: list[Question] = Field(min_length=1, description="The questions, in the order in which the page shows them.")


class SectorFile(Model):
    """data/questions/sectors/<sector>.yml"""

    sector: ref("sectors") = Field(description="The field of work. The file is named after it.")
    intro: chars(300) = Field(description="Who works in the field, and what these questions get at.")
    questions: list[Question] = Field(min_length=1, description="The questions, in the order in which the page shows them.")


class Avoided(Record):
    """A question not to ask, why it goes wrong, and a better wording."""

    id: identifier("v", "v-avoid-01")
    text: Wording = Field(description="The question that goes wrong, as people ask it.")
    reason: chars(300) = Field(description="Why it goes wrong.")
    better: Wording = Field(description="What to ask in its place, in words that can be said.")
    instead: list[ref("question")] = Field(default_factory=list, max_length=2, description="Ids of questions in the bank that do the job.")


class AvoidFile(Model):
    """data/questions/avoid.yml"""

    avoid: list[Avoided] = Field(min_length=1, description="The questions not to ask, in the order in which the page shows them.")


# Running orders ---------------------------------------------------------------------------------


class RunningOrder(Record):
    """Questions in an order that makes a whole talk, for a length or a situation."""

    id: form(r"r(-[a-z0-9]+)+", "r-first-talk")
    title: chars(60) = Field(description="What it is for: a length or a situation.")
    intro: chars(300) = Field(description="Whom it is for, and what it leaves out.")
    minutes: Annotated[Whole, Field(ge=5, le=120)] = Field(description="The whole talk, with greeting and follow-up questions.")
    mode: ref("modes") | None = Field(None, description="How you meet, when the order is made for that.")
    person: ref("persons") | None = Field(None, description="Who you meet, when the order is made for them.")
    audience: ref("audiences") | None = Field(None, description="Who you are, when the order is made for you.")
    questions: list[ref("question")] = Field(
        min_length=3, max_length=20, description="Ids of the questions, from an opening to a closing, stage by stage."
    )


class RunningOrderFile(Model):
    """data/running-orders.yml"""

    orders: list[RunningOrder] = Field(min_length=1, description="The running orders, in the order in which the page shows them.")


# Messages ---------------------------------------------------------------------------------------


class Span(NamedTuple):
    """A stretch of a message: `mark` is a part's number, "x" for weak words, or "" for neither."""

    mark: str
    text: str


SPAN = re.compile(r"\[(?P<mark>[1-7]|x) (?P<marked>[^\[\]]+)\]")
PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")


def spans(marked_text: str) -> Iterator[Span]:
    """Cut a message into its marked and unmarked stretches, in order."""
    end = 0
    for match in SPAN.finditer(marked_text):
        if match.start() > end:
            yield Span("", marked_text[end : match.start()])
        yield Span(match["mark"], match["marked"])
        end = match.end()
    if end < len(marked_text):
        yield Span("", marked_text[end:])


def unmarked(marked_text: str) -> str:
    """The message as it is sent: without the marks, with the words in them."""
    return SPAN.sub(lambda match: match["marked"], marked_text)


def _marks(marked_text: str) -> str:
    left = SPAN.sub("", marked_text)
    if "[" in left or "]" in left:
        raise PydanticCustomError("marks", 'part marks such as "[4 what I want to learn]", each opened and closed, none inside another')
    if re.search(r"[{}]", PLACEHOLDER.sub("", marked_text)):
        raise PydanticCustomError("braces", "placeholders such as {their_first_name}, and no other braces")
    return marked_text


MessageText = Annotated[chars(2500), AfterValidator(_marks), Lines()]


class Placeholder(Model):
    """A gap in a message that the sender fills in."""

    name: form(r"[a-z]+(_[a-z]+)*", "their_first_name") = Field(description="What stands between the braces in a message.")
    label: chars(60) = Field(description="What a reader sees in the gap.")
    hint: chars(160) = Field(description="How to fill it in.")
    example: chars(80) = Field(description="A value such as many people have.")
    long: list[chars(120)] = Field(min_length=1, description="Long values as they occur; limits are checked with the longest.")


class PlaceholderFile(Model):
    """data/placeholders.yml"""

    placeholders: list[Placeholder] = Field(min_length=1, description="All gaps that a message may have.")


class Message(Record):
    """A first message that a real person could send tomorrow."""

    id: identifier("m", "m-email-01")
    title: Short = Field(description="Who writes to whom, and how they come to each other.")
    relationship: ref("relationships") = Field(description="How the sender knows the other person.")
    audiences: list[ref("audiences")] = Field(min_length=1, description="Who the sender is.")
    subject: Annotated[chars(200), AfterValidator(_marks)] | None = Field(
        None, description="The subject line, for ways of writing that have one."
    )
    text: MessageText = Field(description="The message, each part marked as [1 ...] to [7 ...], with gaps such as {their_first_name}.")
    notes: dict[Literal["1", "2", "3", "4", "5", "6", "7"], chars(240)] = Field(
        default_factory=dict, description="Why each part is there, by its number."
    )
    sources: Sources


class MessageFile(Model):
    """data/messages/<channel>.yml"""

    channel: ref("channels") = Field(description="The way to send it. The file is named after it.")
    intro: chars(400) = Field(description="When to use this way, and what to keep in mind.")
    messages: list[Message] = Field(min_length=1, description="The messages, in the order in which the page shows them.")


def _unmarked_only(text: str) -> str:
    if SPAN.search(text):
        raise PydanticCustomError("no_marks", "no part marks: those are for first messages")
    return text


class Reply(Record):
    """A message that answers something, gives thanks or keeps in touch."""

    id: identifier("m", "m-reply-01")
    title: Short = Field(description="What it answers or tells, and who writes.")
    situation: ref("situations") = Field(description="What it answers, or the occasion.")
    channel: ref("channels") = Field(description="The way in which it is sent.")
    audiences: list[ref("audiences")] = Field(default_factory=list, description="Only where the sender's situation shows.")
    they_say: chars(160) | None = Field(None, description="What the other side said or did.")
    subject: Annotated[chars(200), AfterValidator(_marks)] | None = Field(
        None, description="The subject line, when it begins a new thread."
    )
    text: Annotated[MessageText, AfterValidator(_unmarked_only)] = Field(
        description="The message, with gaps such as {their_first_name}, and without part marks."
    )
    why: chars(240) = Field(description="Why it is written in this way.")
    sources: Sources


class ReplyFile(Model):
    """data/messages/replies.yml and data/messages/keep-in-touch.yml"""

    replies: list[Reply] = Field(min_length=1, description="The messages, in the order in which the page shows them.")


# The composer ------------------------------------------------------------------------------------


class ComposerField(Model):
    """A plain question that a reader answers, so that the composer can write their request."""

    name: form(r"[a-z]+(_[a-z]+)*", "their_name") = Field(description="The name of the answer, which sentences use in braces.")
    label: chars(100) = Field(description="The question to the reader.")
    gap: chars(40) = Field(description="What stands in the message, in brackets, until it is answered.")
    hint: chars(160) = Field(description="How to answer it.")
    example: chars(120) = Field(description="An answer that shows how.")


class LinkQuestion(Model):
    """What the composer asks about the link between sender and receiver."""

    relationship: ref("relationships") = Field(description="How the sender knows the other person.")
    label: chars(100) = Field(description="The question to the reader.")
    example: chars(120) = Field(description="An answer that shows how.")


class AboutExample(Model):
    """How somebody may say in one line who they are."""

    audience: ref("audiences") = Field(description="Who the reader is.")
    example: chars(120) = Field(description='How they may say it; it goes on from "I am".')


class Layout(Model):
    """How a request is laid out for some channels: the parts in each paragraph, in order."""

    id: form(r"[a-z]+(-[a-z]+)*", "long")
    channels: list[ref("channels")] = Field(min_length=1, description="The ways of sending that have this form.")
    greeting: chars(60) = Field(description="The first line, with gaps for answers.")
    paragraphs: list[list[Annotated[Whole, Field(ge=1, le=7)]]] = Field(
        min_length=1, description="The numbers of the parts, one list for each paragraph."
    )
    closing: chars(60) | None = Field(None, description="The last line, where there is one.")


class Sentence(Model):
    """A sentence for a part of a request, with gaps for the answers; without conditions it fits always."""

    part: Annotated[Whole, Field(ge=1, le=7)] = Field(description="The number of the part that it is for.")
    forms: list[chars(40)] = Field(default_factory=list, description="Only for requests of these forms.")
    relationships: list[ref("relationships")] = Field(
        default_factory=list, description="Only when the sender knows the other person in one of these ways."
    )
    ways: list[ref("modes")] = Field(default_factory=list, description="Only when the talk is asked for in one of these ways.")
    text: chars(160) = Field(description="The sentence, with gaps for answers, such as {topic}.")


class SubjectLine(Model):
    """A subject line, with gaps."""

    relationships: list[ref("relationships")] = Field(
        default_factory=list, description="Only when the sender knows the other person in one of these ways."
    )
    text: chars(80) = Field(description="The subject, with gaps for answers.")


class Composer(Model):
    """data/composer.yml"""

    fields: list[ComposerField] = Field(min_length=1, description="What the composer asks a reader, in order.")
    links: list[LinkQuestion] = Field(min_length=1, description="What it asks about the link to the other person, for each relationship.")
    abouts: list[AboutExample] = Field(min_length=1, description="An example of who the sender is, for each audience.")
    forms: list[Layout] = Field(min_length=1, description="How requests are laid out.")
    lines: list[Sentence] = Field(
        min_length=1, description="The sentences for each part. The first that fits is taken, so the special ones stand above the general."
    )
    subjects: list[SubjectLine] = Field(min_length=1, description="The subject lines. The first that fits is taken.")


class Check(Record):
    """Something that an experienced adviser would mend in a request, with examples on both sides."""

    id: form(r"k(-[a-z]+)+", "k-no-time")
    label: chars(60) = Field(description="What is wrong, in a few words.")
    reason: chars(240) = Field(description="Why it hurts the request.")
    mend: chars(200) = Field(description="What to do instead.")
    see: ref("target") = Field(description="The page or item that explains it.")
    part: Annotated[Whole, Field(ge=1, le=7)] | None = Field(None, description="Only for channels with this part.")
    phrases: list[chars(80)] = Field(default_factory=list, description="Trips when one of these stands in the text.")
    needs: list[chars(80)] = Field(default_factory=list, description="Trips when none of these stands in the text.")
    measure: Literal["unfilled", "wrong-name", "too-long", "no-fact", "several-asks", "more-me", "work-phone"] | None = Field(
        None, description="What the composer counts or compares, where phrases are not enough."
    )
    trips: list[chars(400)] = Field(default_factory=list, description="Sentences that it must notice.")
    passes: list[chars(400)] = Field(default_factory=list, description="Sentences that look alike and are fine.")


class CheckFile(Model):
    """data/checks.yml"""

    checks: list[Check] = Field(min_length=1, description="The checks, in the order in which they are told.")


class Mistake(Record):
    """A weak message, what is wrong with it, and the mended one."""

    id: identifier("x", "x-job-01")
    title: Short = Field(description="What is wrong, in a few words.")
    channel: ref("channels") = Field(description="The way in which it is sent.")
    check: ref("check") = Field(description="What the composer says about the weak message.")
    before: MessageText = Field(description="The weak message, its weak words marked as [x ...].")
    wrong: chars(400) = Field(description="What the other side thinks on reading it.")
    after: MessageText = Field(description="The mended message, its parts marked as [1 ...] to [7 ...].")
    why: chars(400) = Field(description="Why the mended message works.")


class MistakeFile(Model):
    """data/messages/mistakes.yml"""

    mistakes: list[Mistake] = Field(min_length=1, description="The mistakes, in the order in which the page shows them.")


# Checklists and worksheets ----------------------------------------------------------------------


class Item(Record):
    """One doable act, which fits one line of a printed checklist."""

    id: identifier("i", "i-prepare-01")
    text: chars(75) = Field(description="One thing to do, which begins with a verb.")
    why: chars(110) = Field(description="What it is good for.")
    when: When = Field(description='When it is due, seen from the talk, such as "5 days before".')
    minutes: Annotated[Whole, Field(ge=1, le=240)] = Field(description="How many minutes it takes.")
    audiences: list[ref("audiences")] = Field(default_factory=list, max_length=3, description="Only when it is just for them.")


MOST_ITEMS = 22
"""As many as fit one printed page at a size that still reads, with every text at its limit; tests/test_sheets.py prints one."""


class Checklist(Record):
    """data/checklists/<list>.yml. It must fit one printed page, so the number of items is limited."""

    id: form(r"c(-[a-z]+)+", "c-prepare")
    title: chars(50) = Field(description="What the list is for.")
    step: ref("steps") = Field(description="The step of the way that it belongs to.")
    when: chars(60) = Field(description="When to use it, in words.")
    intro: Line = Field(description="What to know before starting.")
    mode: ref("modes") | None = Field(None, description="Only when it is for talks held that way.")
    role: Literal["asking", "asked"] = Field("asking", description="Whose list it is: of who asks for the talk, or of who is asked.")
    includes: list[ref("item")] = Field(default_factory=list, description="Items of other lists that belong here too.")
    items: list[Item] = Field(min_length=3, max_length=MOST_ITEMS, description="The things to do, in the order in which they are due.")


class Section(Model):
    """A part of a worksheet: ruled lines, or a table."""

    heading: chars(60) = Field(description="What is written here.")
    hint: chars(120) | None = Field(None, description="How to fill it in.")
    lines: Annotated[Whole, Field(ge=1, le=12)] | None = Field(None, description="How many ruled lines there are, when it is not a table.")
    columns: list[chars(40)] = Field(default_factory=list, max_length=6, description="The headings of a table's columns.")
    rows: Annotated[Whole, Field(ge=1, le=20)] | list[chars(40)] | None = Field(
        None, description="How many empty rows a table has, or the words at the beginning of each."
    )

    @property
    def height_mm(self) -> int:
        """How much of a printed page it needs at least, with every text at its limit."""
        height = 7 + (5 if self.hint else 0)
        if self.columns:
            height += 14
        if isinstance(self.rows, list):
            return height + 9 * len(self.rows)
        return height + 7 * (self.rows or self.lines or 0)


class Worksheet(Record):
    """data/worksheets/<sheet>.yml"""

    id: form(r"w(-[a-z]+)+", "w-plan")
    title: chars(50) = Field(description="What the sheet is for.")
    step: ref("steps") = Field(description="The step of the way that it belongs to.")
    intro: Line = Field(description="How to use it.")
    sections: list[Section] = Field(min_length=1, max_length=10, description="The parts of the page, from top to bottom.")


MOST_MM = 205
"""How high the sections of a worksheet may be together, so that it fits one page of US Letter."""


# The workshop -----------------------------------------------------------------------------------


class WorkshopStep(Model):
    """What happens in some minutes of a workshop."""

    minutes: Annotated[Whole, Field(ge=1, le=60)] = Field(description="How many minutes it takes.")
    title: chars(60) = Field(description="What it is about.")
    what: chars(220) = Field(description="What the adviser and the group do.")


class Workshop(Record):
    """data/workshop.yml: how an adviser uses the sheets with a group. It fits one printed page."""

    id: form(r"p(-[a-z]+)+", "p-workshop")
    title: chars(60) = Field(description="What the page is called.")
    intro: chars(300) = Field(description="Whom it is for, and what it leads to.")
    minutes: Annotated[Whole, Field(ge=10, le=240)] = Field(description="How long it takes as a whole.")
    people: Whole = Field(description="For how many people it is planned.")
    before: list[chars(150)] = Field(min_length=1, max_length=5, description="What to get ready.")
    steps: list[WorkshopStep] = Field(min_length=2, max_length=8, description="What happens, in order. Their minutes fill the workshop.")
    afterwards: list[chars(150)] = Field(min_length=1, max_length=3, description="What to do in the weeks after.")


# Search -----------------------------------------------------------------------------------------


SearchWord = form(r"[a-z0-9]+(-[a-z0-9]+)*", "resume")


class SameWords(Model):
    """Words that readers type, and the words of the guide that they mean."""

    typed: list[SearchWord] = Field(min_length=1, max_length=12, description="Words that readers type and the guide does not use.")
    means: list[SearchWord] = Field(min_length=1, max_length=6, description="Words of the guide for the same thing.")


class SearchWords(Model):
    """data/search.yml"""

    drop: list[SearchWord] = Field(min_length=1, description="Words that say nothing about what is sought.")
    same: list[SameWords] = Field(min_length=1, description="Words that mean the same.")


# Readers' questions -----------------------------------------------------------------------------


class Answer(Record):
    """A reader's question and the straight answer to it."""

    id: identifier("a", "a-find-01")
    question: chars(140) = Field(description="The question as a reader would put it.")
    other_ways: list[chars(140)] = Field(min_length=2, max_length=4, description="How others would type it into a search.")
    answer: Annotated[chars(1400, most_words=150), Lines(wraps=True)] = Field(
        description="The straight answer first, then the reason and an example."
    )
    see: list[ref("target")] = Field(min_length=1, max_length=3, description="Pages or items to read next.")
    sources: Sources


class AnswerFile(Model):
    """data/answers/<step>.yml"""

    step: ref("steps") = Field(description="The step of the way. The file is named after it.")
    answers: list[Answer] = Field(min_length=1, description="The questions and answers, in the order in which the page shows them.")


# Facts, sources, glossary -----------------------------------------------------------------------


class Fact(Record):
    """A figure or limit of a platform, with its date and where it was seen."""

    id: form(r"[a-z]+(-[a-z0-9]+)+", "linkedin-note-free")
    platform: chars(40) = Field(description="Whose figure or limit it is.")
    label: chars(140) = Field(description="What is counted or limited.")
    value: Whole = Field(description="The figure, in digits alone.")
    unit: chars(60) = Field(description="What the figure counts.")
    as_of: AsOf = Field(description="When it was so: a year, a month or a date.")
    status: Literal["seen", "reported"] = Field(description="seen: read in the source itself; reported: read in what others say of it.")
    source: ref("source") = Field(description="The id of the source that says it.")
    note: chars(240) | None = Field(None, description="What else a reader must know of it.")


class FactFile(Model):
    """data/platforms.yml"""

    facts: list[Fact] = Field(min_length=1, description="The figures and limits, in the order in which the page shows them.")


class Source(Record):
    """Something that the guide cites."""

    id: form(r"[a-z0-9]+(-[a-z0-9]+)*", "granovetter-1973")
    authors: chars(200) = Field(description="Who wrote it, in full.")
    short: chars(60) = Field(description="The authors as a citation names them, such as Rajkumar and others.")
    year: Annotated[Whole, Field(ge=1900, le=2100)] = Field(description="When it came out, or when it was read where it has no date.")
    title: chars(240) = Field(description="What it is called.")
    where: chars(200) = Field(description="Where it came out: the journal with its pages, the publisher or the website.")
    url: HttpsUrl = Field(description="The address, best one that lasts, such as a DOI.")
    about: chars(400) = Field(description="What it studied, and what it found, in your own words.")
    strength: Literal["strong", "moderate", "weak", "reference"] = Field(
        description="How much it can carry; reference is for what is looked up, not studied."
    )
    not_shown: chars(300) = Field(description="What it does not show, and whom it leaves out.")
    status: Literal["seen", "reported"] = Field(description="seen: read by yourself; reported: known from what others say of it.")
    checked: Day = Field(description="The day on which somebody last looked, such as 2026-11-23.")


class SourceFile(Model):
    """data/sources.yml"""

    sources: list[Source] = Field(min_length=1, description="All sources.")


class GlossaryTerm(Record):
    """A word of the trade, in plain words."""

    id: form(r"g(-[a-z0-9]+)+", "g-cold")
    term: chars(60) = Field(description="The word, as the guide writes it.")
    other_names: list[chars(60)] = Field(default_factory=list, description="Other words for the same thing.")
    meaning: chars(500) = Field(description="What it means, in plain words.")
    see: list[ref("target")] = Field(default_factory=list, max_length=3, description="Pages or items that tell more.")


class GlossaryFile(Model):
    """data/glossary.yml"""

    terms: list[GlossaryTerm] = Field(min_length=1, description="The words, in the order in which the page shows them.")


# Wording ----------------------------------------------------------------------------------------


class WeakWords(Placed):
    """Words that have a better one. They are advised on, never refused."""

    kind: Literal["wordy", "jargon", "inclusive"] = Field(description="Why there is something better.")
    found: list[chars(60)] = Field(min_length=1, max_length=20, description="Every form of it; found as whole words, in any case.")
    better: chars(100) = Field(description="What to write instead, or what to do.")
    why: chars(120) = Field(description="The reason, in one short sentence.")
    unless: list[chars(60)] = Field(default_factory=list, max_length=10, description="Longer phrases with it that are right.")


class WordingFile(Model):
    """data/wording.yml"""

    wording: list[WeakWords] = Field(min_length=1, description="The words, those of one kind together.")


_FOLDED = str.maketrans(ascii_uppercase + "\u2019", ascii_lowercase + "'")


def folded(text: str) -> str:
    """The text in small letters and with straight apostrophes; every character keeps its place."""
    return text.translate(_FOLDED)


def as_phrase(text: str) -> str:
    """The text as phrases are compared: folded, with one space between words."""
    return " ".join(folded(text).split())


def any_of(phrases: Iterable[str]) -> re.Pattern:
    """A pattern that finds any of the phrases in a folded text: as whole words, the longest first, however their words are spaced.

    Phrases that begin alike share a branch, which makes it many times as fast.
    """
    branches: dict[str, list[str]] = {}
    for phrase in sorted(set(map(as_phrase, phrases)), key=len, reverse=True):
        first, *others = phrase.split()
        branches.setdefault(first[0], []).append(r"\s+".join(map(re.escape, [first[1:], *others])))
    inside = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items())
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])")


# A copy of the guide ----------------------------------------------------------------------------


class HideFile(Model):
    """local/hide.yml"""

    hide: list[chars(60)] = Field(min_length=1, description="Ids of entries in data/ that this copy does not show.")


Color = form(r"#[0-9a-f]{6}", "#17403c")


class Colors(Model):
    """A copy's own color, for each palette."""

    light: Color = Field(description="The color of the header and of links on a light page, as # and six digits.")
    dark: Color = Field(description="The color of links on a dark page.")


class Contact(Model):
    """Whom readers of a copy can turn to; it stands at the foot of each page."""

    name: chars(60) = Field(description="The office or person, as readers call it.")
    url: HttpsUrl | None = Field(None, description="A page about it.")
    email: Annotated[chars(120), AfterValidator(_address)] | None = Field(None, description="Its address for mail.")
    note: Line | None = Field(None, description="Where and when it can be found, in one line.")


class Resource(Model):
    """Something near the readers of a copy that helps them."""

    title: chars(90) = Field(description="What it is called.")
    url: HttpsUrl = Field(description="Its page.")
    note: Line = Field(description="What it does for a reader, in one line.")


class CopyTheme(Model):
    """What a copy sets of the theme."""

    logo: chars(120) | None = Field(None, description="downloads/local/ and the name of a picture in local/assets/.")
    favicon: chars(120) | None = Field(None, description="The same, for the small picture in the browser's tab.")


class CopyExtra(Model):
    """What a copy sets of its own."""

    repo: HttpsUrl | None = Field(None, description="Your repository, where the edit links lead.")
    branch: chars(60) | None = Field(None, description="Its branch that is published.")
    colors: Colors | None = Field(None, description="Your colors.")
    contact: Contact | None = Field(None, description="Whom your readers can turn to.")
    resources: list[Resource] = Field(default_factory=list, max_length=20, description="What helps near them; shown on the first page.")


class CopySettings(Model):
    """mkdocs.local.yml"""

    INHERIT: Literal["mkdocs.yml"] = Field(description="Always mkdocs.yml: all else comes from there.")
    site_name: chars(60) = Field(description="The name of your copy.")
    site_url: Annotated[HttpsUrl, AfterValidator(_folder)] = Field(description="The address where it will stand, with a slash at its end.")
    site_description: Line | None = Field(None, description="What it is, in one sentence.")
    theme: CopyTheme | None = Field(None, description="Your logo.")
    extra: CopyExtra | None = Field(None, description="Your repository, colors, contact and local resources.")
