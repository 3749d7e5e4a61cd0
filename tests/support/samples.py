"""What the tools write, as text to be read by a person: python -m tests.support.samples, or with the names of some kinds.

A kind of sample is a function here that yields its lines, with `@samples("name")` above it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

from mkdocs.config import load_config
from playwright.sync_api import Page, sync_playwright

from macros.outputs.context import RenderContext
from macros.outputs.html.page_index import open_site
from macros.outputs.html.tool_data.composer import composer_data
from macros.outputs.html.tool_data.interviews import interviews_data
from macros.outputs.html.tool_data.planner import planner_data
from macros.settings import settings_of
from tests.support.find_browser import find
from tests.support.guides import ROOT
from tests.support.message_samples import as_text, drafts
from tests.support.person_samples import as_heading, person_messages
from tests.support.scripts import define, load_assets

Sampler = Callable[[Page], Iterator[str]]
SAMPLERS: dict[str, Sampler] = {}
SEED, MESSAGES_SHOWN = 18, 40
MOST_SHOWN = 40
"""How many questions the table shows, those that are asked most often first."""

PLANS: list[dict[str, Any]] = [
    {},
    {"goal": "learn-field", "person": "practitioner", "audience": "college", "minutes": 20, "field": "technology"},
    {"goal": "learn-field", "person": "practitioner", "audience": "high-school", "minutes": 15, "field": "trades"},
    {"goal": "test-fit", "person": "practitioner", "audience": "introvert-anxious", "minutes": 20, "mode": "video", "field": "health"},
    {"goal": "choose-training", "person": "educator-association", "audience": "career-changer", "minutes": 20, "field": "trades"},
    {"goal": "choose-training", "person": "alum", "audience": "first-gen", "minutes": 30, "mode": "phone", "field": "health"},
    {"goal": "understand-employer", "person": "recruiter-hr", "audience": "recent-grad", "minutes": 20, "field": "finance"},
    {"goal": "prepare-to-apply", "person": "manager", "audience": "first-gen", "minutes": 30, "mode": "video", "field": "technology"},
    {"goal": "change-career", "person": "changed-into-field", "audience": "mid-career", "minutes": 30, "field": "education"},
    {"goal": "change-career", "person": "left-the-field", "audience": "veteran", "minutes": 45, "mode": "phone", "field": "public-service"},
    {"goal": "move-internally", "person": "manager", "audience": "mid-career", "minutes": 20, "field": "finance"},
    {"goal": "build-relationship", "person": "executive", "audience": "returner", "minutes": 10, "field": "nonprofit"},
    {"goal": "learn-field", "person": "peer", "audience": "college", "minutes": 30, "mode": "written", "field": "creative-media"},
    {"goal": "test-fit", "person": "practitioner", "minutes": 30, "mode": "group", "field": "science"},
]  # fmt: skip
"""What readers choose: each goal, several people, readers, fields and lengths."""


def samples(name: str) -> Callable[[Sampler], Sampler]:
    """A decorator that adds a kind of sample.

    Args:
        name: What the command calls it, such as "plans".
    """

    def register(sampler: Sampler) -> Sampler:
        SAMPLERS[name] = sampler
        return sampler

    return register


def open_planner(page: Page) -> dict[str, Any]:
    """Load the Planner's core into an empty page, with the guide's own bank opened in it.

    Returns:
        The Planner's data.
    """
    dataset = open_site(ROOT)[0].dataset
    data = planner_data(dataset, lambda target: f"#{target}")
    load_assets(page, "shared/text-format", "shared/links", "planner/planner-core")
    define(page, ROOT / "tests/tools/planner/planner-core.js")
    page.evaluate("openBank", {"data": data, "lengths": dataset.vocabulary.talk.lengths})
    return data


@samples("plans")
def plans(page: Page) -> Iterator[str]:
    """Whole plans as readers copy them, and how often each question is in one of all plans that there are."""
    data = open_planner(page)
    for choices in PLANS:
        yield page.evaluate("choices => Guide.planner.asText(bank, Guide.planner.choose(bank, choices))", {**usual(data), **choices})
    result = page.evaluate("() => checkEveryChoice()")
    texts = {question["id"]: question["text"] for question in data["questions"]}
    essential = {name for one in data["essentials"] for name in one.get("questions", [])}
    yield f"Of all {result['count']:,} plans, in how many percent each question is (* for an essential):"
    for name, uses in sorted(result["uses"].items(), key=lambda item: -item[1])[:MOST_SHOWN]:
        yield f"{100 * uses / result['count']:5.1f} {'*' if name in essential else ' '} {name}  {texts[name]}"


def open_composer(page: Page) -> dict[str, Any]:
    """Load the Composer's core into an empty page, with the guide's own sentences opened in it.

    Returns:
        The Composer's data.
    """
    data = composer_data(open_site(ROOT)[0].dataset, lambda target: f"#{target}")
    load_assets(page, "shared/text-format", "shared/links", "composer/english", "composer/composer-core")
    define(page, ROOT / "tests/tools/composer/composer-core.js")
    page.evaluate("openKit", data)
    return data


@samples("messages")
def messages(page: Page) -> Iterator[str]:
    """Messages of people who type in a hurry, drawn by a fixed seed, so that a change of words shows in the same ones."""
    data = open_composer(page)
    typed = list(drafts([form["id"] for form in data["forms"]], data["tones"], [way["id"] for way in data["ways"]]))
    drawn = random.Random(SEED).sample(typed, MESSAGES_SHOWN)
    for draft, whole in zip(drawn, page.evaluate("composeEach", drawn), strict=True):
        yield as_text(draft, whole)


def open_composer_person(page: Page) -> dict[str, Any]:
    """Load the Composer's core, and what it knows of people, into an empty page.

    Returns:
        The Composer's data.
    """
    load_assets(page, "shared/text-format", "shared/links", "checklists/schedule", "interviews/interviews-core")
    data = open_composer(page)
    load_assets(page, "composer/composer-person")
    define(page, ROOT / "tests/tools/composer/composer-person.js")
    settings = settings_of(load_config(str(ROOT / "mkdocs.yml")))
    page.evaluate("openRules", interviews_data(RenderContext(open_site(ROOT)[0], settings, "ask/compose/")))
    return data


@samples("people")
def people(page: Page) -> Iterator[str]:
    """Messages to people on a reader's list, with what careless records say."""
    open_composer_person(page)
    given = list(person_messages())
    unsaid = {"form": "", "relationship": "", "tone": "", "carelessness": ""}
    for sample, whole in zip(given, page.evaluate("writtenToEach", given), strict=True):
        yield "\n".join([as_heading(sample), *as_text(unsaid, whole).split("\n")[1:]])


def usual(data: dict[str, Any]) -> dict[str, Any]:
    """What the Planner's form has chosen before the reader does."""
    first = {"goal": data["goals"][0]["id"], "mode": data["modes"][0]["id"], "minutes": data["minutes"]["usual"]}
    return {**first, "person": "", "audience": "", "field": "", "circumstances": []}


def main(names: list[str]) -> int:
    """Print samples; returns the exit status.

    Args:
        names: Kinds of samples; all of them where there are none.
    """
    if unknown := [name for name in names if name not in SAMPLERS]:
        print(f"There are no samples called {', '.join(unknown)}. There are: {', '.join(SAMPLERS)}.", file=sys.stderr)
        return 1
    browser_path = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path)
        for name in names or SAMPLERS:
            page = browser.new_page()
            for text in SAMPLERS[name](page):
                print(text)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
