"""The types of the data Python hands to the reader's tools, as TypeScript declarations, generated from the payload models.

A type checker compares the scripts with them, so a script can't read anything Python doesn't write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from macros.outputs.html.tool_data.checklists import ChecklistsData
from macros.outputs.html.tool_data.composer import ComposerData
from macros.outputs.html.tool_data.during import DuringData
from macros.outputs.html.tool_data.interviews import InterviewsData
from macros.outputs.html.tool_data.offline import OfflineData
from macros.outputs.html.tool_data.planner import PlannerData
from macros.outputs.html.tool_data.question_filter import FilterData

PAYLOADS = (PlannerData, FilterData, ComposerData, ChecklistsData, InterviewsData, DuringData, OfflineData)
GENERATED = "/* The data Python hands to the reader's tools, generated from the payload models by `python -m macros schema`. */\n"
NAMES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def write_declarations(folder: Path) -> Path:
    """Write the types of all payloads into `folder`; returns the file."""
    path = folder / "tool-data.d.ts"
    path.write_text(declarations(PAYLOADS), "utf-8", newline="\n")
    return path


def declarations(models: Sequence[type[BaseModel]]) -> str:
    """Declare an interface for each model, and for each model inside it.

    A field with a default may be missing, since payloads leave out defaults.

    Args:
        models: the payload models.

    Returns:
        The text of a file of declarations.
    """
    _, schema = models_json_schema([(model, "validation") for model in models])
    return GENERATED + "".join(_interface(name, definition) for name, definition in schema["$defs"].items())


def _interface(name: str, definition: dict[str, Any]) -> str:
    required = definition.get("required", [])
    lines = [line for key, field in definition.get("properties", {}).items() for line in _field(key, field, key in required)]
    return f"\n{_comment(definition)}interface {name} {{\n{''.join(lines)}}}\n"


def _field(name: str, field: dict[str, Any], required: bool) -> Iterator[str]:
    if "description" in field:
        yield f"  {_comment(field)}"
    kind = _type(field)
    yield f"  {name}: {kind};\n" if required else f"  {name}?: {kind.removesuffix(' | null')};\n"


def _comment(schema: dict[str, Any]) -> str:
    return f"/** {' '.join(schema['description'].split())} */\n" if "description" in schema else ""


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if schema["type"] == "array":
        return f"Array<{_type(schema['items'])}>"
    if schema["type"] == "object":
        return f"Record<string, {_type(schema['additionalProperties'])}>"
    return NAMES[schema["type"]]
