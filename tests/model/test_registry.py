"""The registry of data files: a type that is missing anywhere else, or says something that is not so, is found here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import model
from macros.loading.dataset import Dataset, files_in, records_in
from macros.model.references import model_in, references_in
from macros.model.registry import COPY_SETTINGS_FILE, FILE_TYPES, HIDE_FILE, FileType, Storage, file_type_at, file_type_of
from macros.outputs.context import SiteIndex
from macros.outputs.html.macros import call_macro
from macros.outputs.html.page_index import open_site
from macros.outputs.open_data import DATA_SCHEMA, exported_data
from macros.outputs.pdf.catalog import printed_files, printed_ids
from macros.outputs.pdf.sheets import SHEET_TEMPLATES
from macros.reference.fields import ENTRY_DOCS, entry_doc_of, examples_of
from macros.reference.json_schema import SCHEMAS_FOLDER, schema_name
from macros.settings import Settings
from tests.support.guides import ROOT, SMALL, problems_of, write

EVERY_TYPE = pytest.mark.parametrize("file_type", FILE_TYPES, ids=lambda file_type: file_type.name)


def of_types_with(what: str) -> pytest.MarkDecorator:
    """Runs a test for each type of file that has something."""
    types = [file_type for file_type in FILE_TYPES if getattr(file_type, what)]
    assert types, what
    return pytest.mark.parametrize("file_type", types, ids=lambda file_type: file_type.name)


def all_models(inside: type[model.Model]) -> Iterator[type[model.Model]]:
    """A model and all that its fields hold."""
    yield inside
    for info in inside.model_fields.values():
        inner = model_in(info.annotation)
        if isinstance(inner, type):
            yield from all_models(inner)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The smallest guide, which has a file of every type."""
    return open_site(SMALL)[0].dataset


@pytest.mark.parametrize("what", ["name", "label", "patterns", "model"])
def test_no_two_types_have_the_same(what: str) -> None:
    values = [getattr(file_type, what) for file_type in FILE_TYPES]
    assert len(set(values)) == len(values)


def test_no_two_entries_have_the_same_name_and_no_two_records_the_same_place() -> None:
    names = [entry.name for entry in ENTRY_DOCS]
    assert len(set(names)) == len(names)
    assert {doc.file_type.name for doc in ENTRY_DOCS} == {file_type.name for file_type in FILE_TYPES if file_type.entry}


@EVERY_TYPE
def test_its_files_are_of_this_type_and_of_no_other(file_type: FileType) -> None:
    assert file_type_of(file_type.model) is file_type
    for pattern in file_type.patterns:
        assert file_type_at(Path(pattern.replace("*", "some-name"))) is file_type


@EVERY_TYPE
def test_its_keys_are_in_its_model(file_type: FileType) -> None:
    named = file_type.model if file_type.storage is Storage.FILES else file_type.record_model
    if file_type.storage is not Storage.ONE and file_type.key:
        assert file_type.key in named.model_fields
    assert bool(file_type.list_key) == (file_type.record_model is not None)
    keys = {key for inside in all_models(file_type.model) for key in inside.model_fields}
    assert file_type.not_prose <= keys


@EVERY_TYPE
def test_the_dataset_finds_all_that_is_in_its_files(dataset: Dataset, file_type: FileType) -> None:
    content = dataset.contents[file_type.name]
    read = [file for file in dataset.files if file.file_type is file_type]
    assert read, f"tests/fixtures/small has no file for {file_type.patterns}"
    if file_type.storage is not Storage.RECORDS:
        assert len(list(files_in(file_type, content))) == len(read)
    if file_type.list_key:
        assert len(list(records_in(file_type, content))) == sum(len(file.raw[file_type.list_key]) for file in read)


@EVERY_TYPE
def test_it_is_in_the_open_data(dataset: Dataset, file_type: FileType) -> None:
    exported = exported_data(SiteIndex(dataset), Settings(), None)
    assert exported[file_type.name]
    assert list(exported) == ["$schema", "about", *(one.name for one in FILE_TYPES)]


@pytest.mark.parametrize("file_type", [*FILE_TYPES, HIDE_FILE, COPY_SETTINGS_FILE], ids=lambda file_type: file_type.name)
def test_it_has_a_schema_of_its_own(file_type: FileType) -> None:
    assert (ROOT / SCHEMAS_FOLDER / schema_name(file_type)).is_file()


def test_no_schema_is_left_over() -> None:
    expected = {schema_name(file_type) for file_type in (*FILE_TYPES, HIDE_FILE, COPY_SETTINGS_FILE)}
    assert {path.name for path in (ROOT / SCHEMAS_FOLDER).glob("*.json")} == {*expected, DATA_SCHEMA}


@of_types_with("vocabulary")
def test_its_keys_are_terms_of_its_vocabulary(dataset: Dataset, file_type: FileType) -> None:
    terms = [term.id for term in getattr(dataset.vocabulary, file_type.vocabulary)]
    found = list(dataset.contents[file_type.name])
    assert found == [term for term in terms if term in found]


@of_types_with("reference")
def test_something_may_refer_to_its_records(file_type: FileType) -> None:
    targets = {
        mark.target
        for one in FILE_TYPES
        for inside in all_models(one.model)
        for info in inside.model_fields.values()
        if isinstance(mark := model_in(info.annotation) or next((m for m in info.metadata if isinstance(m, model.Ref)), None), model.Ref)
    }
    assert file_type.reference in targets


@of_types_with("entry")
def test_what_people_add_to_it_has_an_example_a_page_and_a_form(dataset: Dataset, file_type: FileType) -> None:
    entry = entry_doc_of(file_type)
    assert entry.list_key in file_type.model.model_fields
    assert len(examples_of(entry.model)) > entry.example
    assert (ROOT / "docs/more/contribute" / f"{entry.page}.md").is_file()
    assert call_macro(dataset, "entry_form", [entry.name], {}).template == "entry_form.html"


@of_types_with("sheet")
def test_it_is_printed(dataset: Dataset, file_type: FileType) -> None:
    assert issubclass(file_type.model, model.Record)
    assert (SHEET_TEMPLATES / f"{file_type.model.__name__.lower()}.typ").is_file()
    sheets = [file.id for file in files_in(file_type, dataset.contents[file_type.name])]
    assert sheets
    for name in sheets:
        assert name in printed_ids(dataset)
        assert len(printed_files(name)) == 4, "two papers, in two sizes"


def unneeded_records(dataset: Dataset, file_type: FileType) -> list[str]:
    """The ids of records that nothing else names, in the file that has most of its type."""
    named = {name for file in dataset.files for _, _, name in references_in(file.file_type.model, file.raw)}
    file = max((file for file in dataset.files if file.file_type is file_type), key=lambda file: len(file.records))
    return [record["id"] for record in file.records if record["id"] not in named]


@pytest.mark.long
def test_a_copy_can_hide_records_of_each_type_that_says_so(tmp_path: Path, site_index) -> None:
    unneeded = {file_type.name: unneeded_records(site_index.dataset, file_type) for file_type in FILE_TYPES if file_type.hideable}
    assert [name for name, ids in unneeded.items() if not ids] == ["mistakes"], "each mistake is the one that its check leads to"
    hidden = [ids[-1] for ids in unneeded.values() if ids]
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("downloads"))
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path)
    write(tmp_path, "local/hide.yml", f"hide: [{', '.join(hidden)}]\n")
    assert problems_of(tmp_path) == []
    assert set(hidden) <= set(site_index.dataset.records)
    assert not set(hidden) & set(open_site(tmp_path)[0].dataset.records)


@EVERY_TYPE
def test_a_record_is_known_to_what_hides_just_where_its_type_says_so(small: Path, dataset: Dataset, file_type: FileType) -> None:
    names = [record.id for record in records_in(file_type, dataset.contents[file_type.name]) if isinstance(record, model.Record)]
    for name in names:
        write(small, "local/hide.yml", f"hide: [{name}]\n")
        assert any("[L603]" in line for line in problems_of(small)) is not file_type.hideable, name
