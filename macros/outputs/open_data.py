"""Writes the guide's data as JSON and CSV for anyone to use, with the JSON Schema of what is written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, assert_never

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from macros import model
from macros.loading.dataset import Dataset, files_in, records_in
from macros.model.registry import FILE_TYPES, FileType, Storage
from macros.outputs.context import SiteIndex, url_of
from macros.outputs.history import revision_date
from macros.reference.json_schema import DIALECT, with_names
from macros.settings import DOWNLOADS, Settings

FORMULA = re.compile("[\t\r\n]|[ \u00a0\u200b\u3000\ufeff]*[-=+@\uff1d\uff0b\uff0d\uff20]")
"""How text starts that a spreadsheet might run as a formula; docs/assets/shared/text-format.js has the same pattern."""
DATA_FILE, DATA_SCHEMA, QUESTIONS_FILE = "guide.json", "guide.schema.json", "questions.csv"
DATA_FILES = {
    DATA_FILE: "all the data.",
    DATA_SCHEMA: "the JSON Schema for that file. It explains every key and lists the words each one can have.",
    QUESTIONS_FILE: "all the questions, one per row, for a spreadsheet.",
}
"""The files anyone may use, and what each one is."""
DISTRIBUTION = "information-interview-guide"
"""The project's name in pyproject.toml, where its version is."""
LICENSE, LICENSE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
LIST_SEPARATOR = " | "
"""Separates the values of a list within a cell of the CSV."""

ABOUT = {
    "name": "What the guide is called.",
    "url": "Where it is on the web.",
    "version": "The version of the guide, as in its changelog.",
    "date": "The day the guide last changed, such as 2026-11-23; null if that isn't known.",
    "license": "The license of the data.",
    "license_url": "Where to read the license.",
    "credit": "The credit line to show with whatever you use.",
}
"""What guide.json says about itself: its keys under `about`, and what each one is."""
ADDRESS_DESCRIPTION = "Where it is on the site; null if no page shows it."


def write_exports(site_index: SiteIndex, settings: Settings, root: Path, folder: Path) -> list[Path]:
    """Write everything as JSON with its schema, the questions as CSV, and the words for search.

    Args:
        site_index: The guide's data, and where it is on the site.
        settings: The site's name and address.
        root: The project's folder, whose history has the date of the last change.
        folder: Where the files go; it's created if it's missing.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        DATA_FILE: _json(exported_data(site_index, settings, revision_date(root))),
        "search-words.json": json.dumps(_search_words(site_index.dataset), separators=(",", ":")) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    _write_questions(site_index, settings, folder / QUESTIONS_FILE)
    return [write_data_schema(site_index.dataset, folder), *(folder / name for name in texts), folder / QUESTIONS_FILE]


def write_data_schema(dataset: Dataset, folder: Path) -> Path:
    """Write the JSON Schema of guide.json.

    Args:
        dataset: The data, whose vocabulary has the allowed words.
        folder: Where it is written; it must exist.

    Returns:
        The file.
    """
    path = folder / DATA_SCHEMA
    path.write_text(_json(exported_data_schema(dataset)), "utf-8")
    return path


def exported_data(site_index: SiteIndex, settings: Settings, day: date | None) -> dict[str, Any]:
    """All data as plain values, as exported_data_schema() describes them.

    Args:
        site_index: The guide's data, and where it is on the site.
        settings: The site's name and address.
        day: The day the guide last changed, if it's known.
    """
    about = {
        "name": settings.site_name,
        "url": settings.site_url,
        "version": version(DISTRIBUTION),
        "date": day.isoformat() if day else None,
        "license": LICENSE,
        "license_url": LICENSE_URL,
        "credit": f"From the {settings.site_name}, {LICENSE}, {settings.site_url}",
    }
    addresses = _addresses(site_index, settings)
    dataset = site_index.dataset
    kinds = {file_type.name: _exported(file_type, dataset.contents[file_type.name], addresses) for file_type in FILE_TYPES}
    return {"$schema": f"{settings.site_url}{DOWNLOADS}/{DATA_SCHEMA}", "about": about, **kinds}


def exported_data_schema(dataset: Dataset) -> dict[str, Any]:
    """The JSON Schema of exported_data().

    Args:
        dataset: The data, whose vocabulary has the allowed words.
    """
    models = [_exported_model(file_type) for file_type in FILE_TYPES]
    _, defined = models_json_schema([(one, "serialization") for one in dict.fromkeys(models)])
    definitions = with_names(defined["$defs"], dataset)
    for name in {one.__name__ for one in _record_models()} & set(definitions):
        definitions[name]["properties"]["address"] = {"type": ["string", "null"], "description": ADDRESS_DESCRIPTION}
    for definition in definitions.values():
        # Every key is written, with its default value if it was left out.
        definition["required"] = list(definition["properties"])
    kinds = {file_type.name: _kind_schema(file_type) for file_type in FILE_TYPES}
    about = {key: {"type": ["string", "null"] if key == "date" else "string", "description": text} for key, text in ABOUT.items()}
    properties = {
        "$schema": {"type": "string", "description": "The address of this schema."},
        "about": {"type": "object", "properties": about, "required": list(about), "additionalProperties": False},
        **kinds,
    }
    return {
        "$schema": DIALECT,
        "title": "The guide's data",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": definitions,
    }


def question_columns() -> dict[str, str]:
    """The columns of questions.csv: the name of each, and what's in it.

    A list is one cell, with LIST_SEPARATOR between its values. Each of a question's other tones has its own column.
    """
    fields = model.Question.model_fields
    columns = {
        "id": "The permanent id.",
        "address": ADDRESS_DESCRIPTION,
        "topic": "The topic; empty for a question about one field of work.",
        "field": "The field of work, for a question about one; otherwise empty.",
    }
    columns |= {name: info.description or "" for name, info in fields.items() if name not in ("id", "variants")}
    return columns | {name: info.description or "" for name, info in model.Variants.model_fields.items()}


def _write_questions(site_index: SiteIndex, settings: Settings, path: Path) -> None:
    dataset, addresses = site_index.dataset, _addresses(site_index, settings)
    topics = {term.id for term in dataset.vocabulary.topics}
    # The byte order mark is for spreadsheets, which read a CSV without one in another encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(question_columns())
        for question in dataset.questions():
            group = dataset.topic_of(question)
            values = {
                **question.model_dump(mode="json", exclude={"variants"}),
                **(question.variants or model.Variants()).model_dump(mode="json"),
                "address": addresses[question.id],
                "topic": group if group in topics else None,
                "field": None if group in topics else group,
            }
            rows.writerow([_cell(values[column]) for column in question_columns()])


def _cell(value: object) -> object:
    """Put an apostrophe in front of text a spreadsheet would run as a formula.

    See https://owasp.org/www-community/attacks/CSV_Injection
    """
    if isinstance(value, list):
        value = LIST_SEPARATOR.join(map(str, value))
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _search_words(dataset: Dataset) -> dict[str, Any]:
    """What search does with a reader's words: which say nothing (`drop`) and, by the word typed, what means the `same`."""
    same = {typed: group.means for group in dataset.search.same for typed in group.typed}
    return {"drop": dataset.search.drop, "same": same}


# All data ---------------------------------------------------------------------------------------


def _addresses(site_index: SiteIndex, settings: Settings) -> dict[str, str]:
    """The address of each record a page shows, by id. It leads to the site, even in the copy that works offline."""
    return {name: f"{settings.site_url}{url_of(page, directory_urls=True)}#{name}" for name, page in site_index.page_by_id.items()}


def _exported(file_type: FileType, content: Any, addresses: Mapping[str, str]) -> Any:
    match file_type.storage:
        case Storage.ONE:
            return _plain(content, addresses)
        case Storage.FILES:
            return [_plain(file, addresses) for file in files_in(file_type, content)]
        case Storage.RECORDS:
            return [_plain(record, addresses) for record in records_in(file_type, content)]
        case _:
            assert_never(file_type.storage)


def _plain(value: Any, addresses: Mapping[str, str]) -> Any:
    """The value as plain JSON; a record gets its address."""
    match value:
        case BaseModel():
            plain = {name: _plain(getattr(value, name), addresses) for name in type(value).model_fields}
            return {**plain, "address": addresses.get(value.id)} if isinstance(value, model.Record) else plain
        case list() | tuple():
            return [_plain(entry, addresses) for entry in value]
        case dict():
            return {str(key): _plain(entry, addresses) for key, entry in value.items()}
        case date():
            return value.isoformat()
    return value


def _exported_model(file_type: FileType) -> type[model.Model]:
    """The model of what's in the list of a kind, or of the kind itself if there's only one."""
    return (file_type.storage is Storage.RECORDS and file_type.record_model) or file_type.model


def _kind_schema(file_type: FileType) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{_exported_model(file_type).__name__}"}
    return reference if file_type.storage is Storage.ONE else {"type": "array", "items": reference}


def _record_models(base: type[model.Model] = model.Record) -> Iterator[type[model.Model]]:
    """Every model of something with an id."""
    for one in base.__subclasses__():
        yield one
        yield from _record_models(one)
