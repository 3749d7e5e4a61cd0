"""What editors show of a data file is what the check reports."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from macros.model.registry import COPY_SETTINGS_FILE, FILE_TYPES, HIDE_FILE, file_type_at
from macros.outputs.html.tool_data.declarations import write_declarations
from macros.outputs.open_data import write_data_schema
from macros.reference.fields import entry_doc_of
from macros.reference.json_schema import SCHEMAS_FOLDER, first_line, schema_name, schema_of, write_schemas
from tests.support.guides import ROOT

ALL_KINDS = (*FILE_TYPES, HIDE_FILE, COPY_SETTINGS_FILE)
FILES = sorted(path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*.yml"))


def test_the_schemas_and_the_types_of_scripts_are_those_of_the_model(site_index, tmp_path: Path) -> None:
    """When this fails: `.venv/bin/python -m macros schema schemas`."""
    written = [*write_schemas(site_index.dataset, tmp_path), write_declarations(tmp_path), write_data_schema(site_index.dataset, tmp_path)]
    fresh = {path.name: path.read_text("utf-8") for path in written}
    assert fresh == {path.name: path.read_text("utf-8") for path in (ROOT / SCHEMAS_FOLDER).iterdir()}


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_names_its_schema_and_keeps_to_it(site_index, name: str) -> None:
    text = (ROOT / "data" / name).read_text("utf-8")
    assert text.splitlines()[0] == first_line(name, file_type_at(Path(name)))
    assert (ROOT / "data" / name).parent.joinpath(text.splitlines()[0].partition("=")[2]).resolve().is_file()
    jsonschema.validate(as_an_editor_reads(text), schema_of(file_type_at(Path(name)), site_index.dataset))


def as_an_editor_reads(text: str) -> dict:
    """Editors check YAML as JSON, in which every key is text."""
    return json.loads(json.dumps(yaml.load(text, Loader=Yaml12)))


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: yes, no and dates are text."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    ("name", "key", "wrong"),
    [("questions/pay.yml", "stage", "exlpore"), ("questions/pay.yml", "minutes", 9), ("checklists/prepare.yml", "text", "x" * 76)],
)
def test_an_editor_sees_what_is_wrong(site_index, name: str, key: str, wrong: object) -> None:
    data = as_an_editor_reads((ROOT / "data" / name).read_text("utf-8"))
    data[file_type_at(Path(name)).list_key][0][key] = wrong
    with pytest.raises(jsonschema.ValidationError) as error:
        jsonschema.validate(data, schema_of(file_type_at(Path(name)), site_index.dataset))
    assert key in error.value.json_path


def test_every_kind_has_a_schema_that_is_one(site_index) -> None:
    for kind in ALL_KINDS:
        jsonschema.Draft202012Validator.check_schema(schema_of(kind, site_index.dataset))
        assert (ROOT / SCHEMAS_FOLDER / schema_name(kind)).is_file()


def test_every_key_is_explained(site_index) -> None:
    """Editors show the description of a key beside it."""
    for kind in ALL_KINDS:
        schema = schema_of(kind, site_index.dataset)
        for part in (schema, *schema.get("$defs", {}).values()):
            for key, detail in part.get("properties", {}).items():
                assert detail.get("description", "").endswith("."), f"{schema_name(kind)}: {key}"


def test_every_kind_of_entry_has_a_good_example(site_index) -> None:
    for kind in FILE_TYPES:
        schema = schema_of(kind, site_index.dataset)
        entry = entry_doc_of(kind)
        examples = schema["$defs"][entry.model.__name__]["examples"]
        assert examples
        for example in examples:
            jsonschema.validate(example, {**schema["$defs"][entry.model.__name__], "$defs": schema["$defs"]})


def test_the_settings_of_the_example_of_a_copy_keep_to_their_schema(site_index) -> None:
    text = (ROOT / "tests/fixtures/copy" / COPY_SETTINGS_FILE.patterns[0]).read_text("utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={SCHEMAS_FOLDER}/{schema_name(COPY_SETTINGS_FILE)}"
    jsonschema.validate(as_an_editor_reads(text), schema_of(COPY_SETTINGS_FILE, site_index.dataset))


def test_an_editor_shows_how_many_words_there_may_be(site_index) -> None:
    schema = schema_of(file_type_at(Path("questions/pay.yml")), site_index.dataset)
    assert schema["$defs"]["Question"]["properties"]["text"]["description"].endswith(" At most 28 words.")
