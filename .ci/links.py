"""Report which links to other sites are dead, from lychee's report in JSON: `links.py REPORT`.

With `--issue`, it maintains one issue on GitHub: it opens the issue, updates it, and closes it once all links work again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from github_api import ask, ask_all, fenced, written_by_us

MARKER = "<!-- information-interview-guide: dead links -->"
TITLE = "Some links to other sites are dead"
INTRO = """Each line below shows a file and line, the address there, and what came back instead of a page.
Find out where the page has moved, or find another source that says the same, and change the address. This issue is updated
once a week, and closed once all links work."""
MOST_LINES = 200


def main() -> int:
    """Print the dead links, or update the issue about them. The exit status is 1 if there are dead links and no issue is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="the output of `lychee --format json`")
    parser.add_argument("--issue", action="store_true", help="update the issue in the repository GITHUB_REPOSITORY")
    options = parser.parse_args()
    try:
        report = json.loads(options.report.read_text("utf-8"))
    except (OSError, ValueError) as error:
        sys.exit(f"The report on links can't be read: {error}")
    dead, checked = dead_links(report), report["total"] - report["excludes"]
    if checked <= report["errors"] + report["timeouts"]:
        sys.exit("Not a single link works, so the problem is on this end: there is no connection, or there was nothing to check.")
    print("\n".join([*dead, f"{checked} links to other sites checked, {len(dead)} dead."]))
    if options.issue:
        keep_issue(os.environ["GITHUB_REPOSITORY"], dead)
        return 0
    return 1 if dead else 0


def dead_links(report: dict[str, Any]) -> list[str]:
    """A line for each dead link: its place, its address and what came back."""
    found = {
        (file, link["span"]["line"], link["url"], link["status"].get("details") or link["status"]["text"])
        for links in (report["error_map"], report["timeout_map"])
        for file, entries in links.items()
        for link in entries
    }
    return [f"{file}:{line}: {url} ({said})" for file, line, url, said in sorted(found)]


def keep_issue(repository: str, dead: list[str]) -> None:
    """Open, update or close the one issue about dead links."""
    ours = written_by_us(ask_all(f"repos/{repository}/issues?state=open&per_page=100"), MARKER)
    if dead:
        rest = [f"... and {len(dead) - MOST_LINES} more"] if len(dead) > MOST_LINES else []
        issue = {"title": TITLE, "body": f"{MARKER}\n{INTRO}\n\n{fenced(chr(10).join([*dead[:MOST_LINES], *rest]))}"}
        if ours is None:
            ask(f"repos/{repository}/issues", "POST", issue)
        elif ours["body"] != issue["body"]:
            ask(f"repos/{repository}/issues/{ours['number']}", "PATCH", issue)
    elif ours is not None:
        ask(f"repos/{repository}/issues/{ours['number']}/comments", "POST", {"body": "All links to other sites work again."})
        ask(f"repos/{repository}/issues/{ours['number']}", "PATCH", {"state": "closed", "state_reason": "completed"})


if __name__ == "__main__":
    sys.exit(main())
