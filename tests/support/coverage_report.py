"""Print how much of the generator and of the reader's tools the tests run: `make coverage` calls it after them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import coverage

from tests.support.script_coverage import read


class Row(NamedTuple):
    """One file: how many lines of code it has, how many of them ran, and which functions never did."""

    name: str
    lines: int
    run: int
    never_run: list[str]


def python_rows(folder: Path) -> Iterator[Row]:
    """A row for each Python module, from what coverage.py left in all processes."""
    measured = coverage.Coverage()
    measured.combine()
    measured.json_report(outfile=str(folder / "python.json"))
    for name, file in sorted(json.loads((folder / "python.json").read_text("utf-8"))["files"].items()):
        never = [function for function, found in file["functions"].items() if function and not found["executed_lines"]]
        yield Row(name, file["summary"]["num_statements"], file["summary"]["covered_lines"], never)


def script_rows(folder: Path) -> Iterator[Row]:
    """A row for each script under docs/assets/."""
    for name, script in read(folder).items():
        lines = script.lines_run()
        yield Row(f"docs/assets/{name}", len(lines), sum(lines.values()), script.never_run())


def table(*groups: list[Row]) -> str:
    """The rows of all groups as text, each group with its sum."""
    with_sums = [row for group in groups for row in (*group, _sum(group))]
    width = max(len(row.name) for row in with_sums)
    lines = [f"{row.name:{width}}  {row.lines:5}  {_percent(row):>7}  {', '.join(row.never_run)}".rstrip() for row in with_sums]
    return "\n".join([f"{'file':{width}}  lines  covered  functions that never ran", *lines])


def _sum(rows: list[Row]) -> Row:
    return Row("= together", sum(row.lines for row in rows), sum(row.run for row in rows), [])


def _percent(row: Row) -> str:
    """Rounded down, so that only what is covered whole says so."""
    return f"{row.run * 100 // row.lines if row.lines else 100} %"


def main(folder: Path) -> None:
    """Print one table: all Python modules, then all scripts."""
    print(table(list(python_rows(folder)), list(script_rows(folder))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
