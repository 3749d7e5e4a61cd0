"""What the payloads share. A payload is the data Python hands to a tool: a block of JSON in its page, so no request is needed.

The types of the scripts are generated from these models; see declarations.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from macros import model

Names = Annotated[list[str], Field(default_factory=list)]
"""Words from the data; left out if there are none."""


class Payload(BaseModel):
    """A part of a tool's data."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> dict[str, Any]:
        """The payload, ready for JSON, without default values."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def of(cls, record: model.Model, more: Mapping[str, Any] | None = None) -> Self:
        """A payload with the fields it shares with a record.

        Args:
            record: a thing of the data.
            more: values of the other fields, by name.
        """
        shared = set(cls.model_fields) - set(more or {})
        return cls(**record.model_dump(mode="json", include=shared), **(more or {}))


class MenuEntry(Payload):
    """A term a reader can choose."""

    id: str
    label: str


def menu_entries(terms: Iterable[model.Term]) -> list[MenuEntry]:
    """The entries of a menu with these terms."""
    return [MenuEntry.of(term) for term in terms]
