"""The pictures on the home page: what they show comes from the data, and each leads to the tool it's a picture of."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from macros import model
from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.html.macros import COUNTED, SHORT_MESSAGE, call_macro
from macros.outputs.html.page_index import open_site
from macros.outputs.html.renderer import render
from macros.outputs.timetable import questions_of
from macros.settings import Settings
from tests.support.guides import ROOT

HOME = (ROOT / "docs/index.md").read_text("utf-8")


def shown(site_index: SiteIndex, name: str, *words: str) -> str:
    """What a macro shows, as the home page gets it."""
    result = call_macro(site_index.dataset, name, words, {})
    return render(result.template, RenderContext(site_index, Settings(), ""), **result.values)


def texts(markup: str, tag: str) -> list[str]:
    """The text of each element of a kind, without tags."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", markup, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()) for text in found]


def named_on_home(macro: str) -> str:
    """The name the home page gives a macro."""
    return re.search(rf'{macro}\("([^"]+)"\)', HOME)[1]


def test_the_message_has_no_gaps_and_each_part_says_what_it_does(site_index: SiteIndex) -> None:
    name = named_on_home("message_picture")
    message = next(message for message in site_index.dataset.messages() if message.id == name)
    found = shown(site_index, "message_picture", name)
    labels = texts(found, "small")[1:]
    parts = site_index.dataset.vocabulary.parts
    assert labels == [parts[int(span.mark) - 1].label for span in model.spans(message.text) if span.mark]
    assert 3 <= len(labels) <= 4
    assert "Hi Dana" in found and not re.search(r"[{}\[\]]|<var", found)
    assert 'href="ask/compose/"' in found


def test_only_messages_short_enough_for_a_picture_can_be_named(site_index: SiteIndex) -> None:
    marks = {message.id: sum(bool(span.mark) for span in model.spans(message.text)) for message in site_index.dataset.messages()}
    allowed = SHORT_MESSAGE.known(site_index.dataset)
    assert {count for name, count in marks.items() if name in allowed} == {1, 2, 3, 4} & set(marks.values())
    assert all(marks[name] > 4 or not marks[name] for name in marks.keys() - allowed.keys())


def test_the_plan_has_each_question_and_the_minutes_add_up(site_index: SiteIndex) -> None:
    order = site_index.dataset.orders[named_on_home("plan_picture")]
    found = shown(site_index, "plan_picture", order.id)
    assert texts(found, "dd") == [question.text for question in questions_of(site_index.dataset, order)]
    assert sum(int(width) for width in re.findall(r'<rect[^>]* width="(\d+)"', found)) == order.minutes * 10
    assert 'href="prepare/planner/"' in found


def test_the_checklist_counts_the_boxes_that_are_checked(site_index: SiteIndex) -> None:
    found = shown(site_index, "checklist_picture", named_on_home("checklist_picture"))
    [count] = texts(found, "small")
    done, total = (int(number) for number in re.findall(r"\d+", count))
    assert found.count('aria-label="Done:"') == found.count("<path") == done == 3
    assert total >= done + found.count('aria-label="To do:"') == 5
    assert 'href="more/checklists/"' in found


@pytest.mark.parametrize("macro", ["message_picture", "plan_picture", "checklist_picture"])
def test_a_guide_without_the_tool_has_the_picture_without_the_link(site_index: SiteIndex, macro: str) -> None:
    alone = SiteIndex(site_index.dataset)
    assert "<figcaption" not in shown(alone, macro, named_on_home(macro))


def test_the_line_of_steps_links_every_step_in_order(site_index: SiteIndex) -> None:
    steps = site_index.dataset.vocabulary.steps
    found = shown(site_index, "step_line")
    assert texts(found, "a") == [step.label for step in steps]
    assert texts(found, "span") == [step.note for step in steps]
    assert re.findall(r'href="([^"]+)"', found) == [step.page.removesuffix("index.md") for step in steps]


def test_the_figures_are_those_of_the_data(site_index: SiteIndex, small: Path) -> None:
    for guide in (site_index, open_site(small)[0]):
        counts = {name: int(shown(guide, "how_many", name)) for name in COUNTED.known(guide.dataset)}
        assert counts["messages"] == len(list(guide.dataset.messages()))
        assert counts["fields"] == shown(guide, "field_menu").count("<li>")
        assert f"All {counts['questions']} questions." in shown(guide, "question_filter")
        assert counts["stories"] == len(guide.dataset.files_of(model.Story))
