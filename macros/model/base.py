"""What all kinds share: base classes, the types of their fields, and where a record was written.

Every kind is a strict pydantic type: no unknown keys, no wrong types, no empty text. Values arrive
as text, because YAML's own guesses (`no` is false, `12:30` is 750) are not what a writer means;
the types here decide what they are. Each field describes itself once: its description and limit
drive the checks, and whatever else needs to know them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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

from macros.diagnostics import Place


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


REF_KEY = "x-names"


WORDS_KEY = "x-words"
"""What the JSON Schemas call the kind of thing that a text names, and the most words that it may have."""


class Ref(NamedTuple):
    """Marks text that must name something known: a term of a vocabulary, or a record of a kind."""

    target: str

    def __get_pydantic_json_schema__(self, core_schema: object, handler: Callable) -> dict:
        """Keep the mark in the JSON Schema, where schema.py puts the allowed names."""
        return {**handler(core_schema), REF_KEY: self.target}


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


def ref(target: str) -> type:
    """The id of a `target`: a vocabulary, a `reference` of the registry, \"page\" or \"target\"."""
    return Annotated[str, StringConstraints(min_length=1, max_length=120), Ref(target)]


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


DueOrigin = Literal["meeting", "asking", "start"]
DueUnit = Literal["minute", "hour", "day", "business day", "week", "month"]


class Due(NamedTuple):
    """When something is due: so many units after (or, below zero, before) the day of the talk or of asking, or the talk's first minute."""

    origin: DueOrigin
    unit: DueUnit
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
