"""What all models share: base classes, the types of their fields, and where a record was written.

Every model is strict: no unknown keys, no wrong types, no empty text. Values arrive
as text, because YAML's own guesses (`no` is false, `12:30` is 750) aren't what a writer means;
the types here decide what they are. Each field describes itself once: its description and limit
are used by the checks and by everything else that needs them.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, cast
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    WithJsonSchema,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from macros.diagnostics import KeyPath, Place


@dataclass(frozen=True)
class Origin:
    """Where a record came from: its file, and the place of each of its values, which may be in another file if a copy changed it."""

    file: str
    prefix: KeyPath
    places: dict[KeyPath, Place]

    def at(self, *path: str | int) -> Place:
        """The place of a value inside the record, or of the closest thing around it that has one."""
        full = self.prefix + path
        while full and full not in self.places:
            full = full[:-1]
        return self.places.get(full) or Place(self.file)


REF_KEY, WORDS_KEY = "x-names", "x-words"
"""What the JSON Schemas call the target of a reference, and the most words a text can have."""

LONGEST_ID, LONGEST_REFERENCE = 60, 120
"""In characters; a reference may be a page's path."""


@dataclass(frozen=True)
class Text:
    """Marks a text of 1 to `most` characters and, if given, at most `most_words` words."""

    most: int
    most_words: int | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.str_schema(min_length=1, max_length=self.most)
        return text if self.most_words is None else core_schema.no_info_after_validator_function(self._count_words, text)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Keep the word limit in the JSON Schema, which has no keyword for it."""
        return handler(schema) if self.most_words is None else {**handler(schema), WORDS_KEY: self.most_words}

    def _count_words(self, text: str) -> str:
        if self.most_words is not None and words(text) > self.most_words:
            raise PydanticCustomError("too_many_words", "at most {most} words", {"most": self.most_words, "count": words(text)})
        return text


@dataclass(frozen=True)
class Form:
    """Marks a short text that must match a pattern as a whole.

    Args:
        pattern: A regular expression.
        like: An example, for anyone who gets it wrong.
        looks: What it looks like, in words.
        description: What the field is for, if the field doesn't say so itself.
    """

    pattern: str
    like: str
    description: str = ""
    looks: str = "lower case without spaces"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._match, core_schema.str_schema(min_length=1, max_length=LONGEST_ID))

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "description": self.description or f"{self.looks.capitalize()}, such as {self.like}."}

    def _match(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise PydanticCustomError("form", "{looks}, in the form of {like}", {"looks": self.looks, "like": self.like})
        return text


def identifier(prefix: str, like: str) -> Form:
    """Marks a permanent id such as `q-pay-01`: the prefix, words and a number."""
    description = f"The next free number, as in {like}. It never changes, because links depend on it."
    return Form(rf"{prefix}-[a-z]+(-[a-z0-9]+)*-\d{{2,3}}", like, description)


@dataclass(frozen=True)
class Ref:
    """Marks text that refers to something by its id.

    Args:
        target: A vocabulary, a `reference` of the registry, "page", or "target" for a page or any record pages show.
    """

    target: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.str_schema(min_length=1, max_length=LONGEST_REFERENCE)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Keep the target in the JSON Schema, where reference/json_schema.py adds the allowed words."""
        return {**handler(schema), REF_KEY: self.target}


@dataclass(frozen=True)
class Lines:
    """Marks text whose empty lines count: it's written below its key, after a |.

    Args:
        wraps: Readers see a single line break as a space, so lines can end where they're full.
    """

    wraps: bool = False


@dataclass(frozen=True)
class Dated:
    """Marks the year, month or day something was seen, which can't be in the future."""


def words(text: str) -> int:
    """How many words the text has: runs of characters with a letter or a digit, counted the way composer-core.js does."""
    return len(re.findall(r"\S*[^\W_]\S*", text))


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
        raise PydanticCustomError("email", "an email address such as careers@college.example")
    return text


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,15}", value):
        raise PydanticCustomError("whole_number", "a whole number in digits")
    return value


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        try:
            # fromisoformat alone would accept 20261123 too.
            return date.fromisoformat(value if len(value) == 10 else "")
        except ValueError:
            raise PydanticCustomError("iso_date", "a date such as 2026-11-23") from None
    return value


def first_day(text: str) -> date:
    """The first day of a year, of a month such as 2026-11, or the day itself. Raises ValueError for any other text."""
    # int() reads more than this, such as 2_026, and date() raises another error for a number with many digits.
    if not re.fullmatch(r"\d{1,4}(-\d{1,2}){0,2}", text, re.ASCII):
        raise ValueError(text)
    year, *rest = text.split("-")
    return date(int(year), *(int(part) for part in [*rest, "1", "1"][:2]))


def _month(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        first_day(value)
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
            '"any time", "same day", "same day as asking", "minute 3" of the conversation, or a number, a unit and before or after, '
            'such as "5 days before" or "6 business days after asking"',
        )
    return value


DueOrigin = Literal["meeting", "asking", "start"]
DueUnit = Literal["minute", "hour", "day", "business day", "week", "month"]


@dataclass(frozen=True)
class Due:
    """When something is due.

    Args:
        origin: What it's counted from: the day of the conversation, the day of asking, or the conversation's first minute.
        unit: minute, hour, day, business day, week or month.
        count: How many units after it, or before it if the number is below zero.
    """

    origin: DueOrigin
    unit: DueUnit
    count: int

    @property
    def order(self) -> float:
        """A number to sort by: minutes from the conversation, whose day counts as three hours earlier."""
        minutes = {"minute": 1, "hour": 60, "day": 1440, "business day": 2016, "week": 10080, "month": 43200}
        return self.count * minutes[self.unit] - (180 if self.count == 0 and self.unit == "day" else 0)

    def is_days_from_meeting(self, days: int) -> bool:
        """Whether it's that many days after the conversation, or before it if the number is below zero."""
        return self.origin == "meeting" and self.order == days * 1440


def due(when: str) -> Due | None:
    """What a `when` means.

    Args:
        when: A valid value of that key, such as `5 days before`.

    Returns:
        When that is; None for `any time`.

    Raises:
        ValueError: For a text WHEN doesn't match.
    """
    match = WHEN.fullmatch(when)
    if match is None:
        raise ValueError(f"not a time: {when}")
    if match["minute"]:
        return Due("start", "minute", int(match["minute"]))
    if match["count"]:
        count = int(match["count"]) * (-1 if match["side"] == "before" else 1)
        # WHEN doesn't match any other unit.
        return Due("asking" if match["asking"] else "meeting", cast(DueUnit, match["unit"]), count)
    return None if when == "any time" else Due("asking" if match["asked"] else "meeting", "day", 0)


Whole = Annotated[int, BeforeValidator(_digits)]


Day = Annotated[date, BeforeValidator(_iso_date), Dated()]


# To an editor, a year by itself is a number. That's fine.
AsOf = Annotated[str, Text(10), BeforeValidator(_month), WithJsonSchema({"type": ["string", "integer"]}), Dated()]


HttpsUrl = Annotated[str, Text(300), AfterValidator(_https)]


When = Annotated[str, Text(40), AfterValidator(_when)]


Line = Annotated[str, Text(200)]


Short = Annotated[str, Text(90)]


Sources = Annotated[list[Annotated[str, Ref("source")]], Field(default_factory=list, description="The ids of the sources that support it.")]


class Model(BaseModel):
    """What all models share: unknown keys are mistakes, and nothing changes after loading."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, str_strip_whitespace=True)


class Placed(Model):
    """Something that knows where it was written: everything in a list that a diagnostic can be about."""

    _origin: Origin = PrivateAttr()

    @property
    def origin(self) -> Origin:
        return self._origin

    def set_origin(self, origin: Origin) -> None:
        """Remember where it was written; called once, by the loader."""
        self._origin = origin


class Record(Placed):
    """Something with a permanent id."""

    id: str
    was: list[Annotated[str, Text(60)]] = Field(default_factory=list, description="Ids it had before. Links to them still work.")

    @field_validator("was")
    @classmethod
    def _in_form_of_ids(cls, former: list[str]) -> list[str]:
        """Refuse a former id no entry of this kind could have had, since each one becomes an id on a page."""
        for form in (mark for mark in cls.model_fields["id"].metadata if isinstance(mark, Form)):
            for name in former:
                form._match(name)
        return former
