"""Tables from other programs, docs/assets/shared/csv.js: whatever they save, no cell is lost. Run in a browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.scripts import define, load_assets


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    load_assets(page, "shared/text-format", "shared/csv")
    define(page, Path(__file__).with_name("csv.js"))
    yield page
    page.close()


def parse(page: Page, text: str) -> dict:
    return page.evaluate("text => Guide.csv.parse(text)", text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a,b,c", [["a", "b", "c"]]),
        ("a;b;c\r\n1,5;2;3\r\n", [["a", "b", "c"], ["1,5", "2", "3"]]),
        ("a\tb\tc\n1,5\t2;3\t4\n", [["a", "b", "c"], ["1,5", "2;3", "4"]]),
        ("\ufeffa,b,c\n", [["a", "b", "c"]]),
        ("sep=;\r\na;b\r\n1,2,3;4\r\n", [["a", "b"], ["1,2,3", "4"]]),
        ("a,b,c\r1,2,3\r", [["a", "b", "c"], ["1", "2", "3"]]),
        ('a,b,c\n"two\nlines","a ""b"" c",","\n', [["a", "b", "c"], ["two\nlines", 'a "b" c', ","]]),
        ('a,b,c\n1\n1,2,3,4\n,,\n"",,x', [["a", "b", "c"], ["1"], ["1", "2", "3", "4"], ["", "", ""], ["", "", "x"]]),
        ("a,b,c\n\n1,2,3", [["a", "b", "c"], [""], ["1", "2", "3"]]),
        ('a,b,c\n5" pipe,"x" y,z', [["a", "b", "c"], ['5" pipe', "x y", "z"]]),
        ("Name\nKate Wood\nDana Lee\n", [["Name"], ["Kate Wood"], ["Dana Lee"]]),
    ],
)
def test_tables_are_read_as_they_are_meant(page: Page, text: str, rows: list[list[str]]) -> None:
    assert parse(page, text)["rows"] == rows


def test_a_quotation_mark_that_is_never_closed_takes_nothing_with_it(page: Page) -> None:
    read = parse(page, 'name,role,note\nKate,"nurse,x\nDana,"teacher",y\n')
    assert read["rows"][1:] == [["Kate", 'nurse,x\nDana,teacher"', "y"]], "quotation marks pair up, as RFC 4180 has them"
    read = parse(page, 'name,role,note\nKate,"nurse,x\nDana,teacher,y\n')
    assert read["rows"][1:] == [["Kate", '"nurse', "x"], ["Dana", "teacher", "y"]]
    assert read["unclosed"] == 2


def test_column_names_are_found_below_notes(page: Page) -> None:
    notes = 'Notes:\r\n"When exporting your data, you may notice that some addresses are missing, by ""choice""."\r\n\r\n'
    text = f"{notes}First Name,Last Name,URL\r\nKate,Wood,x\r\n"
    read = parse(page, text)
    assert read["rows"][read["header"]] == ["First Name", "Last Name", "URL"]
    assert parse(page, "\n\na,b\n1,2\n")["header"] == 2
    assert parse(page, "name,email\nKate,k@x.org,extra\n")["header"] == 0


UTF16 = "Name\tRole\tTown\r\nJosé\tNurse\tDayton\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "cp1252"])
def test_files_of_spreadsheets_are_decoded(page: Page, encoding: str) -> None:
    data = b"\xfe\xff" + UTF16.encode("utf-16-be") if encoding == "utf-16-be-bom" else UTF16.encode(encoding)
    text = page.evaluate("decodeBytes", list(data))["text"]
    assert parse(page, text)["rows"][1] == ["José", "Nurse", "Dayton"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\x00", "This is a whole workbook, not a CSV file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is a whole workbook, not a CSV file."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This isn't a CSV file."),
        (UTF16.encode("utf-16-le"), "This isn't a CSV file."),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_plain_words(page: Page, data: bytes, words: str) -> None:
    problem = page.evaluate("decodeBytes", list(data))["problem"]
    assert problem.startswith(words)
    assert problem.endswith("Nothing was changed.")


def test_a_file_that_is_too_big_is_refused(page: Page) -> None:
    assert page.evaluate("decodeLong()")["problem"].startswith("This file is too big (10 MB at most).")


def test_four_thousand_random_tables_come_back(page: Page) -> None:
    assert page.evaluate("tablesRead(4000)") == []


def test_four_thousand_random_texts_lose_no_letter(page: Page) -> None:
    assert page.evaluate("textsRead(4000)") == []


@pytest.mark.parametrize("piece", ['"', '""', '","', 'a"', '"a', '"\n', ",", '"""x,'])
def test_no_part_is_searched_again_and_again(page: Page, piece: str) -> None:
    """Counted, not timed: each separator is tried on a sample, and the whole is read once."""
    result = page.evaluate("searched", {"piece": piece, "count": 100_000})
    assert result["characters"] <= 2 * result["length"] + 4 * 50_000


def test_python_reads_what_is_written_the_same_way(page: Page) -> None:
    rows = [["a", "b", "c"], ['x "y"', "two\nlines", "1;2"], ["", "é", "\u200f"]]
    text = page.evaluate("rows => Guide.textFormat.csv(rows)", rows)
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == rows
    assert parse(page, text)["rows"] == rows
