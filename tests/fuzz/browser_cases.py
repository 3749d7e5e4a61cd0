"""What readers bring: links, backups, tables, and what their browser has stored. The tools' own scripts judge it, in a browser."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Error, Page

from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.html.page_index import open_site as open_guide_site
from macros.outputs.html.tool_data.checklists import checklists_data
from macros.outputs.html.tool_data.composer import composer_data
from macros.outputs.html.tool_data.interviews import interviews_data
from macros.outputs.html.tool_data.planner import planner_data
from macros.outputs.search_index import search_index
from macros.settings import Settings
from tests.fuzz.mutations import MARKS, WORDS, mutated_json, mutated_text, mutated_value
from tests.fuzz.runner import MOST_CPU_SECONDS, Case, Judge, Verdict
from tests.support.backup_files import BACKUP_SCRIPTS, file_with
from tests.support.damaged_states import KEYS, SOUND, WHOLES
from tests.support.guides import ROOT
from tests.support.scripts import EXCHANGE_SCRIPTS, STORING_SCRIPTS, define, load_assets, open_site
from tests.support.search_sample import ENTRIES, PLAN

TESTS = ROOT / "tests/tools"
JUDGES = Path(__file__).with_name("browser_judges.js")
HANG_SECONDS = 60
"""Of the clock, after which the browser ends a script: only to go on with the next case. What counts is CPU time."""
CASES_A_PAGE = 1000
"""Then comes a new page, so that memory stays flat."""


@cache
def _guide() -> SiteIndex:
    return open_guide_site(ROOT)[0]


@cache
def _planner() -> dict[str, Any]:
    return planner_data(_guide().dataset, str)


@cache
def _composer() -> dict[str, Any]:
    return composer_data(_guide().dataset, str)


@cache
def _interviews() -> dict[str, Any]:
    return interviews_data(RenderContext(_guide(), Settings(), "interviews/"))


# Judging ------------------------------------------------------------------------------------------


class InBrowser:
    """A judge that is a function of a page.

    Args:
        browser: The browser.
        function: The name of the function, in browser_judges.js.
        prepare: Loads what it needs into a new page.
    """

    def __init__(self, browser: Browser, function: str, prepare: Callable[[Page], None]) -> None:
        self._browser, self._function, self._prepare = browser, function, prepare
        self._page: Page | None = None
        self._cases = 0

    def _open(self) -> None:
        self.close()
        self._page = self._browser.new_context(timezone_id="America/New_York").new_page()
        self._prepare(self._page)
        define(self._page, JUDGES)
        self._session = self._page.context.new_cdp_session(self._page)
        # In CPU time of the page's thread, which other programs on the machine don't change.
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._cases, self._used = 0, self._cpu_seconds()

    def close(self) -> None:
        """Close the page."""
        if self._page:
            self._page.context.close()

    def _cpu_seconds(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    def __call__(self, case: Case) -> Verdict:
        if self._page is None or self._cases == CASES_A_PAGE:
            self._open()
        self._cases += 1
        given = json.dumps(case._asdict())
        call = {"expression": f"{self._function}({given})", "returnByValue": True, "timeout": HANG_SECONDS * 1000}
        try:
            answer = self._session.send("Runtime.evaluate", call)
        except Error as error:  # It was ended.
            self._page = None
            return Verdict("slow", str(error), 2 * MOST_CPU_SECONDS)
        before, self._used = self._used, self._cpu_seconds()
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            return Verdict("exception", thrown.get("exception", {}).get("description", thrown["text"]), self._used - before)
        found = answer["result"]["value"]
        return Verdict(found["outcome"], found.get("detail", ""), self._used - before)


@contextmanager
def open_in_browser(function: str, prepare: Callable[[Page], None], browser: Browser) -> Iterator[Judge]:
    """A judge in a browser.

    Args:
        function: The name of the function, in browser_judges.js.
        prepare: Loads what it needs into a new page.
        browser: The browser.
    """
    judge = InBrowser(browser, function, prepare)
    yield judge
    judge.close()


# Links --------------------------------------------------------------------------------------------


def _prepare_links(page: Page) -> None:
    names = (
        "shared/text-format", "shared/links", "checklists/schedule", "planner/planner-core", "composer/english", "composer/composer-core",
        "search/stem", "search/search-words", "search/search-core", "shared/load-later", "search/search-open",
    )  # fmt: skip
    open_site(page, "/a/", *names)
    define(page, TESTS / "shared/shared-links.js")
    page.evaluate("openBank", _planner())
    define(page, JUDGES)
    page.evaluate("openLinks", {"composer": _composer(), "search": search_index(ENTRIES, PLAN)[0]})


PROGRAMS: tuple[Callable[[str], str], ...] = (
    partial(quote, safe=""), partial(quote, safe="=&"), html.escape, str.upper, lambda link: link.replace("=", "=3D"),
    lambda link: link + ".",
    lambda link: link[: len(link) // 2], lambda link: link + "&fbclid=IwAR0_abc", lambda link: link.replace("-", "\u2011"),
)  # fmt: skip
"""What programs do to links."""


def _packed_plan(random: Random) -> Any:
    """What is in a link with a plan: choices, and questions by their codes or in the reader's own words."""
    data = _planner()

    def one(terms: str) -> str:
        return random.choice(["", *(term["id"] for term in data[terms])])

    codes = [question["codes"][0] for question in data["questions"]]
    entries = [
        random.choice((
            random.choice(codes),
            [random.choice(codes), {"tone": random.choice(("plain", "warm", "x")), "pinned": True}],
            [random.choice(codes), {"words": random.choice(WORDS), "minutes": random.randint(-1, 200)}],
            ["", {"text": random.choice((*WORDS, *MARKS)), "stage": random.choice(("story", "open")), "minutes": random.randint(0, 9)}],
        ))
        for _ in range(random.choice((1, 2, 5, 20, 70)))
    ]  # fmt: skip
    circumstances = " ".join(random.sample([one["id"] for one in data["circumstances"]], k=random.randrange(3)))
    choices = [one("goals"), one("persons"), one("audiences"), one("modes"), one("sectors"), random.randint(0, 130), circumstances]
    return [random.choice((2, 2, 2, 2, 1, 3)), *choices, random.choice(("text", "plain", "x")), *entries]


def _parameters(random: Random, menus: dict[str, list[str]]) -> str:
    """A link that makes choices, some of which there aren't."""
    names = random.sample([*menus], k=random.randint(1, min(4, len(menus))))
    several = {name: random.sample(menus[name], k=min(len(menus[name]), random.choice((1, 1, 3)))) for name in names}
    return "&".join(f"{name}={random.choice(('.', '.', ',', '+')).join(map(quote, values))}" for name, values in several.items())


def draw_link(random: Random) -> Case:
    """A link to one of the tools, as it might arrive."""
    planner, composer = _planner(), _composer()
    ids = {name: [str(term["id"]) for term in planner[f"{name}s"]] for name in ("goal", "person", "audience", "mode")}
    preset = {**ids, "minutes": ["5", "20", "120", "500"], "circumstances": [one["id"] for one in planner["circumstances"]], "x": ["y"]}
    setup = {
        **{name: [one["id"] for one in composer[f"{name}s"]] for name in ("form", "relationship", "audience", "way")},
        "minutes": ["10", "15", "1"], "tone": composer["tones"], "line": ["work"], "subject": [*WORDS], "text": [*WORDS, *MARKS[4:14]],
    }  # fmt: skip
    words = ("thank you", "cofee", "who pays", "résumé", "-not", '"a b"', *WORDS)
    subject = random.choice(("plan", "plan", "plan", "preset", "setup", "search", "ticks", "filter", "order"))
    if subject == "plan":
        packed = _packed_plan(random)
        packed = mutated_value(random, packed) if random.random() < 0.5 else packed
        text = json.dumps(packed, ensure_ascii=random.random() < 0.5).encode("utf-8", "replace")
        link = "plan=" + base64.urlsafe_b64encode(text).decode().rstrip("=")
    else:
        link = {
            "preset": lambda: _parameters(random, preset),
            "setup": lambda: _parameters(random, setup),
            "search": lambda: f"search={quote(random.choice(words).encode('utf-8', 'replace'))}&kind={random.choice(('', 'answer', 'x'))}",
            "ticks": lambda: "ticks=" + ".".join(random.choices(("prepare-01", "prepare-02", "need-03", "x-1", "constructor"), k=4)),
            "filter": lambda: _parameters(
                random, {"goal": ["choose-training", "find-work"], "mode": ["video", "phone"], "words": [*WORDS]}
            ),
            "order": lambda: f"order={random.choice([order['id'] for order in planner['orders']])}",
        }[subject]()
    for _ in range(random.choice((0, 0, 1, 2))):
        link = random.choice(PROGRAMS)(link.encode("utf-8", "replace").decode())
    if random.random() < 0.4:
        link = mutated_text(random, link, 2)
    return Case(subject, link)


# Backups ------------------------------------------------------------------------------------------

OTHERS = (
    ("Mine", "Plan"), ("Other", "Mine"), ("p1", "p2"), ("Dana", "Rosa"), ("2026-11-20", "2026-11-29"), ("Nights", "Days"),
    ('"mine"', '"theirs"'),
)  # fmt: skip
LASTING = ("plans", "requests", "profile", "ticks", "meeting", "interviews")


def _backup(random: Random, values: dict[str, Any]) -> str:
    """The text of a file with these values."""
    return file_with(**{KEYS[name].removeprefix("guide."): value for name, value in values.items()})


def _some(random: Random) -> dict[str, Any]:
    """Some of what the tools store, in which some of the texts and numbers are others, but nothing is of another form."""
    found = {}
    for name in random.sample(LASTING, k=random.randint(1, len(LASTING))):
        text = json.dumps(SOUND[name])
        for old, new in (
            ("Mine", "Plan"),
            ("Other", "Mine"),
            ("p1", "p2"),
            ("Dana", "Rosa"),
            ("2026-11-20", "2026-11-29"),
            ("Nights", "Days"),
            ('"mine"', '"theirs"'),
        ):
            text = text.replace(old, new) if random.random() < 0.3 else text
        found[name] = json.loads(text)
    return found


def draw_backup(random: Random) -> Case:
    """A file from "Your data", damaged, for a browser in which something else is stored."""
    mine, theirs = _some(random), _some(random)
    kind = random.random()
    if kind < 0.3:
        text = _backup(random, theirs)
    elif kind < 0.7:
        name = random.choice([*theirs])
        inner = {"plans": "names", "requests": "names", "interviews": "people"}.get(name)
        theirs[name] = {**theirs[name], inner: mutated_value(random, theirs[name][inner])} if inner else mutated_value(random, theirs[name])
        text = _backup(random, theirs)
    elif kind < 0.9:
        text = mutated_json(random, json.loads(_backup(random, theirs)))
    else:
        text = mutated_text(random, json.dumps(json.loads(_backup(random, theirs)), indent=1), 2)
    return Case(json.dumps(mine), text)


def _prepare_backups(page: Page) -> None:
    open_site(page, "/a/", *BACKUP_SCRIPTS, "interviews/interviews-core")
    define(page, TESTS / "backup/backup-core.js")


# Stored states ------------------------------------------------------------------------------------


def draw_state(random: Random) -> Case:
    """Something in place of what a tool has stored."""
    name = random.choice([*SOUND])
    text = random.choice(WHOLES) if random.random() < 0.05 else mutated_json(random, SOUND[name])
    return Case(name, text)


def _prepare_states(page: Page) -> None:
    dataset = _guide().dataset
    open_site(page, "/a/", *STORING_SCRIPTS)
    define(page, TESTS / "shared/stored-values.js")
    places = {"site": {"name": "Guide", "url": ""}, "overview": "", "your_data": ""}
    lists = checklists_data(dataset, list(dataset.checklists.values()), places, str)["lists"]
    page.evaluate("openTools", {"planner": _planner(), "composer": _composer(), "lists": lists[:3], "interviews": _interviews()})
    load_assets(page, "interviews/interview-store")


# Tables -------------------------------------------------------------------------------------------

HEADERS = (
    "Name", "First Name", "Last Name", "Email", "E-mail Address", "Company", "Position", "Title", "Notes", "Status", "Date asked",
    "Phone", "URL",
    "Connected On", "How you know them", "Field", "Time", "Conversation date", "Date contacted", "Thank you", "Comments", "Tags", "",
    "Row",
    "ID (leave as it is)", "More (leave as it is)", "Promises (to read only)", "How close are you?", "Forget", "constructor", "__proto__",
)  # fmt: skip
CELLS = (
    "Dana Whitfield", "Whitfield, Dana", "José Ruiz", "Kate O'Neil", "dana@example.com", "mailto:kate@example.com", "Mercy Clinic",
    "Nurse", "asked",
    "To ask", "They said no", "Done", "No answer", "2026-11-02", "11/2/2026", "2.11.2026", "30 Nov 2026", "13/14/2026", "2026-02-30",
    "46000", "4:00 PM",
    "16:00", "2026-12-03 16:00", "(937) 555-0142", "https://example.org/in/dana", "www.linkedin.com/in/x", "javascript:x", "Health",
    "Same school",
    "=1+1", "'=1", "'tis", "-5", "@x", "Prefers mornings.", "a\nb", "p1",
    '{"history":[{"on":"2026-11-02","what":"note","text":"x","status":""}]}',
    '{"notes":1}', "{", "[]", "null", *WORDS[:8], *MARKS,
)  # fmt: skip
LINKEDIN = 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
SAVED = (TESTS / "exchange/saved-by-libreoffice.csv").read_text("utf-8")


def _cell(text: str, delimiter: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (delimiter, '"', "\n", "\r")) else text


def draw_table(random: Random) -> Case:
    """A table as a spreadsheet or LinkedIn saves it, with anything in its cells."""
    kind = random.random()
    if kind < 0.15:
        text = SAVED
    else:
        if kind < 0.4:
            headers = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
        else:
            headers = random.choices(HEADERS, k=random.randint(1, 9)) + (["Name"] if random.random() < 0.7 else [])
        delimiter = random.choice(",,,;\t")
        rows = [
            headers,
            *(random.choices(CELLS, k=max(1, len(headers) + random.choice((0, 0, 0, 1, -1)))) for _ in range(random.randrange(8))),
        ]
        text = random.choice(("\n", "\r\n", "\r", "\n")).join(delimiter.join(_cell(cell, delimiter) for cell in row) for row in rows)
        text = (LINKEDIN if kind < 0.4 else random.choice(("", "", "", f"sep={delimiter}\n", "\ufeff"))) + text
    return Case("table", mutated_text(random, text, 2) if random.random() < 0.5 else text)


def _prepare_tables(page: Page) -> None:
    open_site(page, "/a/", *EXCHANGE_SCRIPTS)
    define(page, TESTS / "exchange/exchange-core.js")
    page.evaluate("openExchange", _interviews())


def openers(browser: Browser) -> dict[str, Callable[[], AbstractContextManager[Judge]]]:
    """What prepares the judge of each kind.

    Args:
        browser: The browser they work in.
    """
    return {
        "links": partial(open_in_browser, "judgeLink", _prepare_links, browser),
        "backups": partial(open_in_browser, "judgeBackup", _prepare_backups, browser),
        "states": partial(open_in_browser, "judgeState", _prepare_states, browser),
        "tables": partial(open_in_browser, "judgeTable", _prepare_tables, browser),
    }
