"""What the guide costs whoever builds it and whoever reads it: make bench

It fails when a ratio, an exponent or a number of bytes is beyond its limit. CPU seconds are said, with what's wanted of them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.builds import bench_check, bench_edits, bench_plain, bench_site
from tests.bench.growth import bench_growth
from tests.bench.measure import Table
from tests.bench.reader import bench_reader

PARTS = {
    "check": ("The check", bench_check),
    "site": ("The whole build", bench_site),
    "plain": ("MkDocs alone", bench_plain),
    "edits": ("Editing", bench_edits),
    "reader": ("Reading", bench_reader),
    "growth": ("More data", bench_growth),
}


def main(chosen: list[str]) -> int:
    """Measure some parts, or all, in a folder that is removed afterwards. Returns the exit status."""
    if unknown := [name for name in chosen if name not in PARTS]:
        print(f"There's no part called {unknown[0]!r}. The parts: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen or PARTS:
            title, bench = PARTS[name]
            table.heading(title)
            bench(table, Path(folder))
    if table.too_much:
        print(f"\nToo much: {len(table.too_much)}.\n" + "\n".join(f"  {what.strip()}" for what in table.too_much))
    return 1 if table.too_much else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
