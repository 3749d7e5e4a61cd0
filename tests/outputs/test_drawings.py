"""Drawings: their labels come from data, and the text for people who can't see them says all they show."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros import model
from macros.outputs.context import RenderContext
from macros.outputs.html.macros import DIAGRAM, call_macro
from macros.outputs.html.page_index import SiteIndex, open_site
from macros.outputs.html.renderer import render
from macros.outputs.timetable import follow_up_year
from macros.settings import Settings
from tests.support.guides import SMALL, edit

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = tuple(DIAGRAM.known(open_site(SMALL)[0].dataset))


def drawing(site_index: SiteIndex, name: str) -> ElementTree.Element:
    """A drawing as a page has it, without the figure around it."""
    result = call_macro(site_index.dataset, "diagram", [name], {})
    [svg] = ElementTree.fromstring(render(result.template, RenderContext(site_index, Settings(), ""), **result.values))
    return svg


def alternative(svg: ElementTree.Element) -> str:
    """What a screen reader says in place of it."""
    assert svg.get("role") == "img"
    texts = {element.get("id"): "".join(element.itertext()) for element in svg.iter()}
    return " ".join(texts[name] for name in svg.get("aria-labelledby", "").split())


def drawn(svg: ElementTree.Element) -> str:
    """The words in it."""
    return " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


def words_in(text: str) -> set[str]:
    """The words and numbers of a text, in lower case."""
    return set(re.findall(r"[\w']+", text.lower()))


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_text_in_place_of_a_drawing_has_all_its_words(site_index: SiteIndex, name: str) -> None:
    svg = drawing(site_index, name)
    assert words_in(drawn(svg)) - words_in(alternative(svg)) == set()


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_guide_with_other_data_has_every_drawing(name: str) -> None:
    assert alternative(drawing(open_site(SMALL)[0], name))


def test_the_limits_in_the_drawing_of_linkedin_are_those_in_the_data(small: Path) -> None:
    assert not re.search(r"characters|month|Limits", drawn(drawing(open_site(small)[0], "linkedin")))
    shared = "platform: Net, as_of: 2026-10, source: net-help"
    length = f"  - {{id: linkedin-note-free, {shared}, label: Length, value: 217, unit: characters, status: reported}}\n"
    monthly = f"  - {{id: linkedin-notes-per-month, {shared}, label: Notes, value: 8, unit: notes a month, status: seen}}\n"
    edit(small, "data/platforms.yml", "facts:\n", f"facts:\n{length}{monthly}")
    text = drawn(drawing(open_site(small)[0], "linkedin"))
    assert {"217", "8"} <= words_in(text)
    assert text.endswith("Limits as of October 2026, reported")


def test_the_last_two_minutes_follow_the_length_of_a_conversation(small: Path, site_index: SiteIndex) -> None:
    for guide in (open_site(small)[0], site_index):
        end = guide.dataset.vocabulary.stages[-1].end
        numbers = [int(number) for number in re.findall(r"(?<![\w:])\d+(?![\w:])", drawn(drawing(guide, "words")))]
        assert {end - 4, end - 2, end - 1, end} <= set(numbers)


def test_the_year_has_the_short_list_or_the_first_item_of_each_month_for_everyone(site_index: SiteIndex) -> None:
    dataset = site_index.dataset
    kept = [item.id for item, _ in follow_up_year(dataset)]
    orders = [due.order for _, due in follow_up_year(dataset)]
    assert orders == sorted(orders)
    assert not any(item.audiences for item, _ in follow_up_year(dataset))
    after, touch = dataset.checklists["c-after"], dataset.checklists["c-keep-in-touch"]
    assert [item.id for item in after.items if item.short == "yes"] == [name for name in kept if name.startswith("i-after")]
    months = {int(due.order / model.Due("meeting", "month", 1).order) for item in touch.items if (due := model.due(item.when))}
    assert len([name for name in kept if name.startswith("i-touch")]) == len(months)


def test_the_year_shows_each_item_with_its_date_and_a_dot_in_scale(site_index: SiteIndex) -> None:
    svg = drawing(site_index, "year")
    year = follow_up_year(site_index.dataset)
    said = alternative(svg)
    assert all(f"{item.when}: {item.text}".lower() in said.lower() for item, _ in year)
    dots = [float(dot.get("cy", "")) for dot in svg.iter(f"{SVG}circle")]
    per_day = (dots[-1] - dots[0]) / (year[-1][1].order - year[0][1].order)
    assert dots == pytest.approx([dots[0] + (due.order - year[0][1].order) * per_day for _, due in year], abs=0.2)
