"""Lighthouse on one page of each kind, as on a phone: python -m tests.support.lighthouse [PAGE ...]

It takes the built site in site/, measures each page three times, prints the medians, and fails if one is below LEAST. How fast a page is
depends on the machine too, so this is no part of the tests. Run it while nothing else is running.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from macros.site_builder import SITE, WORK_FOLDER
from tests.support.find_browser import find
from tests.support.guides import ROOT
from tests.support.lint import NODE, executable

PAGES = {
    "home": "",
    "chapter": "find/linkedin/",
    "questions": "prepare/questions/pay/",
    "filter": "prepare/questions/filter/",
    "planner": "prepare/planner/",
    "composer": "ask/compose/",
    "checklist": "prepare/checklist/",
    "my interviews": "interviews/",
    "printables": "more/printables/",
    "field": "fields/nursing/",
    "story": "stories/nurse/",
}
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The lowest score of each category that passes, of 100."""
TIMES = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT", "cumulative-layout-shift": "CLS"}
"""The measures that are printed as well, by the names of Lighthouse's audits. The first three are in milliseconds."""
RUNS, RUN_SECONDS = 3, 180
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".webmanifest", ".xml")
Report = dict[str, Any]


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves text compressed and keeps connections open, as the hosts of static sites do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the compressed file, or as the base class does."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        for name, value in (
            ("Content-Type", self.guess_type(path)),
            ("Content-Encoding", "gzip"),
            ("Content-Length", len(content)),
            ("Cache-Control", "max-age=600"),
        ):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing: the output is for the table."""


@contextmanager
def serving_compressed(folder: Path) -> Iterator[str]:
    """The address of a server that compresses what it serves, ending in a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def measure(url: str, browser: str) -> Report:
    """Run Lighthouse once, with its own settings for a phone.

    Raises:
        RuntimeError: If it doesn't produce a report.
    """
    command = [
        executable("node"), str(NODE / "lighthouse/cli/index.js"), url, "--output=json", "--output-path=stdout", "--quiet",
        f"--only-categories={','.join(LEAST)}", "--chrome-flags=--headless=new --no-sandbox --disable-background-networking",
        "--no-enable-error-reporting",
    ]  # fmt: skip
    done = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": browser}, capture_output=True, text=True, timeout=RUN_SECONDS, check=False
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse has no report for {url}:\n{done.stderr}")
    report: Report = json.loads(done.stdout)
    return report


def scores(reports: list[Report]) -> dict[str, int]:
    """The median of each category, of 100."""
    # Lighthouse can't score a page that doesn't load; that counts as 0.
    return {name: round(100 * median(report["categories"][name]["score"] or 0 for report in reports)) for name in LEAST}


def times(reports: list[Report]) -> dict[str, float]:
    """The median of each measure in TIMES."""
    return {short: median(report["audits"][name].get("numericValue", 0) for report in reports) for name, short in TIMES.items()}


def low_scores(measured: dict[str, int]) -> list[str]:
    """The categories below LEAST."""
    return [name for name, least in LEAST.items() if measured[name] < least]


def reasons(report: Report, category: str) -> Iterator[str]:
    """What lowers the score of a category, a line for each audit that isn't perfect."""
    for part in report["categories"][category]["auditRefs"]:
        audit = report["audits"][part["id"]]
        if part["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield f"{audit['id']}: {audit['title']}"


def main(site: Path, folder: Path, names: list[str]) -> int:
    """Measure the pages, and print a table of the medians and what lowers a score; returns the exit status.

    Args:
        site: The built site.
        folder: Where to write the report of the last run on each page.
        names: Of PAGES, or none for all.
    """
    if not (site / "index.html").is_file():
        print(f"There is no built site in {site}. Run make site first.", file=sys.stderr)
        return 1
    if unknown := [name for name in names if name not in PAGES]:
        print(f"There is no page {unknown[0]!r}. The pages are: {', '.join(PAGES)}.", file=sys.stderr)
        return 1
    browser = find()
    if browser is None:
        print("There is no browser. Run python -m tests.support.find_browser.", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{'page':14}", *(f"{name:>14}" for name in LEAST), *(f"{short:>6}" for short in TIMES.values()), flush=True)
    failed = False
    with serving_compressed(site) as address:
        for name in names or PAGES:
            reports = [measure(address + PAGES[name], browser) for _ in range(RUNS)]
            (folder / f"{name.replace(' ', '-')}.json").write_text(json.dumps(reports[-1]), "utf-8")
            measured = scores(reports)
            shown = [f"{value:>6.2f}" if short == "CLS" else f"{value:>6.0f}" for short, value in times(reports).items()]
            print(f"{name:14}", *(f"{score:>14}" for score in measured.values()), *shown, flush=True)
            for low in low_scores(measured):
                failed = True
                print(f"  {low} is below {LEAST[low]}:", *reasons(reports[-1], low), sep="\n    ", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(ROOT / SITE, ROOT / WORK_FOLDER / "lighthouse", sys.argv[1:]))
