"""Turns the models into JSON Schemas, one for each type of data file, so that editors complete, explain and check as someone types.

Each data file names its schema in its first line, the way https://github.com/redhat-developer/yaml-language-server reads it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import model
from macros.loading.dataset import Dataset
from macros.model.registry import COPY_SETTINGS_FILE, FILE_TYPES, HIDE_FILE, FileType
from macros.reference.fields import entry_doc_of, examples_of

SCHEMAS_FOLDER = "schemas"
BOUNDS = {"ge": "minimum", "le": "maximum"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write_schemas(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the schema of every type of file.

    Args:
        dataset: The data, whose vocabulary has the allowed words.
        folder: Where they are written. It is made if it doesn't exist.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file_type in {schema_name(file_type): file_type for file_type in (*FILE_TYPES, HIDE_FILE, COPY_SETTINGS_FILE)}.values():
        path = folder / schema_name(file_type)
        path.write_text(json.dumps(schema_of(file_type, dataset), ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
        written.append(path)
    return written


def schema_name(file_type: FileType) -> str:
    """The name of the file with the schema of a type of file."""
    return f"{file_type.model.__name__.removesuffix('File').lower()}.json"


def first_line(path: str, file_type: FileType) -> str:
    """The first line of a data file, which names its schema.

    Args:
        path: The file's path, relative to data/.
        file_type: Its type.
    """
    return f"# yaml-language-server: $schema={'../' * (path.count('/') + 1)}{SCHEMAS_FOLDER}/{schema_name(file_type)}"


def schema_of(file_type: FileType, dataset: Dataset) -> dict[str, Any]:
    """The JSON Schema of a type of file, with the words of the vocabulary wherever one of them is expected.

    Args:
        file_type: The type.
        dataset: The data, whose vocabulary has the allowed words.
    """
    schema = with_names(file_type.model.model_json_schema(), dataset)
    if entry := entry_doc_of(file_type):
        examples = [example.model_dump(mode="json", exclude_unset=True) for example in examples_of(entry.model)]
        schema["$defs"][entry.model.__name__]["examples"] = examples
    return {"$schema": DIALECT, **schema}


def with_names(part: Any, dataset: Dataset) -> Any:
    """The same schema with a list of the allowed names in place of each mark, and bounds under their JSON Schema names.

    Args:
        part: A schema made by pydantic, or any part of one.
        dataset: The data, whose vocabulary has the allowed words.
    """
    if isinstance(part, list):
        return [with_names(entry, dataset) for entry in part]
    if not isinstance(part, dict):
        return part
    if names := part.get("propertyNames", {}).get("enum"):
        # The YAML language server reads the key 1 as a number, which is not one of these names, so only a pattern allows it.
        what = part["description"].rstrip(".")
        properties = {name: {**part["additionalProperties"], "description": f"{what}: number {name}."} for name in names}
        allowed = {"properties": properties, "patternProperties": {f"^({'|'.join(names)})$": True}, "additionalProperties": False}
        part = {**{key: value for key, value in part.items() if key != "propertyNames"}, **allowed}
    dropped = {model.REF_KEY, "maxLength"} if model.REF_KEY in part else {"title"} if isinstance(part.get("title"), str) else set()
    found = {BOUNDS.get(key, key): with_names(value, dataset) for key, value in part.items() if key not in dropped}
    if most := found.pop(model.WORDS_KEY, None):
        found["description"] = f"{found.get('description', '')} At most {most} words.".strip()
    terms = getattr(dataset.vocabulary, part.get(model.REF_KEY, ""), None)
    if terms:
        found = {
            **{key: value for key, value in found.items() if key == "description"},
            "type": "string",
            "enum": [term.id for term in terms],
            "enumDescriptions": [f"{term.label}: {term.note}" for term in terms],
        }
    return found
