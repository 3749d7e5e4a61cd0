"""Open data: it keeps to its schema, says what it is, and nothing in it runs."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from macros import model
from macros.model.registry import FILE_TYPES
from macros.outputs.context import SiteIndex
from macros.outputs.html.page_index import open_site
from macros.outputs.open_data import LIST_SEPARATOR, exported_data, exported_data_schema, question_columns, write_exports
from macros.settings import Settings
from tests.support.guides import ROOT

HERE = Settings(site_name="Ours", site_url="https://ours.example/talks/")


@pytest.fixture(scope="module")
def exported(site_index: SiteIndex, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    write_exports(site_index, HERE, ROOT, folder)
    return folder


def read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "questions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_data_keep_to_their_schema(exported: Path) -> None:
    schema = read(exported / "guide.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(read(exported / "guide.json"))) == []


@pytest.mark.parametrize("key", ["$schema", "about", *(file_type.name for file_type in FILE_TYPES)])
def test_the_schema_misses_what_is_not_there(exported: Path, key: str) -> None:
    data, schema = read(exported / "guide.json"), read(exported / "guide.schema.json")
    del data[key]
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)] == [f"'{key}' is a required property"]


@pytest.mark.parametrize(
    "change",
    [
        lambda question: question.pop("softener"),
        lambda question: question.update(stage="exlpore"),
        lambda question: question.update(extra=1),
    ],
    ids=["no softener", "an unknown stage", "a key too many"],
)
def test_the_schema_finds_a_wrong_question(exported: Path, change) -> None:
    data, schema = read(exported / "guide.json"), read(exported / "guide.schema.json")
    change(data["questions"][0]["questions"][0])
    [error] = jsonschema.Draft202012Validator(schema).iter_errors(data)
    assert error.json_path.startswith("$.questions[0].questions[0]")


def test_every_key_of_the_data_is_explained(site_index: SiteIndex) -> None:
    schema = exported_data_schema(site_index.dataset)
    objects = [schema["properties"]["about"], *schema["$defs"].values()]
    for part in objects:
        for name, detail in part.get("properties", {}).items():
            assert name in ("id", "text") or detail.get("description"), f"{part.get('title')}: {name}"


def test_the_data_say_what_they_are_and_where_everything_is(site_index: SiteIndex) -> None:
    data = exported_data(site_index, HERE, date(2026, 11, 23))
    assert data["$schema"] == "https://ours.example/talks/downloads/guide.schema.json"
    assert data["about"] == {
        "name": "Ours",
        "url": "https://ours.example/talks/",
        "version": read_version(),
        "date": "2026-11-23",
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "credit": "From the Ours, CC BY 4.0, https://ours.example/talks/",
    }
    [pay] = [file for file in data["questions"] if file["topic"] == "pay"]
    assert pay["questions"][0]["address"] == "https://ours.example/talks/prepare/questions/pay/#q-pay-01"
    assert all(check["address"] is None for check in data["checks"])
    assert exported_data(site_index, HERE, None)["about"]["date"] is None


def read_version() -> str:
    import tomllib

    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_every_address_is_on_the_site(site: Path, exported: Path, site_index: SiteIndex) -> None:
    found = 0
    for row in rows(exported):
        path, _, anchor = row["address"].removeprefix(HERE.site_url).partition("#")
        assert f'id="{anchor}"' in (site / path / "index.html").read_text("utf-8")
        found += 1
    assert found == len(list(site_index.dataset.questions()))


def test_the_spreadsheet_has_all_of_every_question(exported: Path, site_index: SiteIndex) -> None:
    assert set(question_columns()) == {*model.Question.model_fields, *model.Variants.model_fields, "address", "topic", "field"} - {
        "variants"
    }
    questions = {question.id: question for question in site_index.dataset.questions()}
    found = rows(exported)
    assert [row["id"] for row in found] == list(questions)
    for row in found:
        question = questions[row["id"]]
        assert row["text"] == question.text
        assert [part for part in row["probes"].split(LIST_SEPARATOR) if part] == question.probes
        assert row["warm"] == ((question.variants and question.variants.warm) or "")
        assert bool(row["topic"]) != bool(row["field"])
    assert {row["field"] for row in found} - {""} == set(site_index.dataset.sectors)


def test_no_value_of_a_list_holds_what_separates_them(site_index: SiteIndex) -> None:
    for question in site_index.dataset.questions():
        lists = [value for value in question.model_dump(mode="json").values() if isinstance(value, list)]
        assert not any(LIST_SEPARATOR.strip() in part for value in lists for part in value), question.id


def test_a_cell_that_a_spreadsheet_would_run_is_text(small: Path, tmp_path: Path) -> None:
    path = small / "data/questions/pay.yml"
    path.write_text(path.read_text("utf-8").replace("How do raises come about here?", "'=HYPERLINK(1) how?'"), "utf-8")
    write_exports(open_site(small)[0], Settings(), small, tmp_path)
    assert ",'=HYPERLINK(1) how?," in (tmp_path / "questions.csv").read_text("utf-8-sig")
