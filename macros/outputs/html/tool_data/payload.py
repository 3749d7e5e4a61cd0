"""What the payloads share. A payload is what Python hands to a tool: a block of JSON in its page, so that it needs no request.

The types of the scripts are generated from these models; see declarations.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from macros import model

Names = Annotated[list[str], Field(default_factory=list)]
"""Words of the data; left out where there are none."""


class Payload(BaseModel):
    """A part of what a tool works with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_json(self) -> dict[str, Any]:
        """The payload, ready for JSON, without what is as usual."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def of(cls, record: model.Model, more: Mapping[str, Any] | None = None) -> Self:
        """A payload with those fields of a record that it has too.

        Args:
            record: a thing of the data.
            more: values of the other fields, by name.
        """
        shared = set(cls.model_fields) - set(more or {})
        return cls(**record.model_dump(mode="json", include=shared), **(more or {}))


class MenuEntry(Payload):
    """A term that a reader can choose."""

    id: str
    label: str


def menu_entries(terms: Iterable[model.Term]) -> list[MenuEntry]:
    """The entries of a menu with these terms."""
    return [MenuEntry.of(term) for term in terms]
