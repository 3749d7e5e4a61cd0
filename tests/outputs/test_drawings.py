"""Drawings: their labels come from data, and the text for people who can't see them says all they show."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros import model
from macros.outputs.context import RenderContext
from macros.outputs.formatting import with_examples
from macros.outputs.html.macros import DIAGRAM, EXPLAINED, call_macro
from macros.outputs.html.page_index import SiteIndex, open_site
from macros.outputs.html.renderer import render
from macros.outputs.timetable import follow_up_year
from macros.settings import Settings
from tests.support.guides import SMALL, edit

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = "label: Note, value: 200, unit: characters"
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


def figure(site_index: SiteIndex, name: str, *args: str) -> str:
    """A figure made of text, as a page has it."""
    result = call_macro(site_index.dataset, name, args, {})
    return render(result.template, RenderContext(site_index, Settings(), ""), **result.values)


def read_aloud(html: str) -> str:
    """The words of some HTML, in the order they are read."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_each_part_of_a_request_is_named_then_quoted_then_explained(site_index: SiteIndex) -> None:
    dataset = site_index.dataset
    for name in EXPLAINED.known(dataset):
        message = next(one for one in dataset.messages() if one.id == name)
        text = read_aloud(figure(site_index, "message_parts", name))
        end = 0
        for span in model.spans(message.text):
            if span.mark:
                part = dataset.vocabulary.parts[int(span.mark) - 1]
                read = f"{span.mark} {part.label} {with_examples(' '.join(span.text.split()), dataset)} {part.note}"
                assert read in text[end:], name
                end = text.index(read) + len(read)
        assert "{" not in text


def test_a_note_on_a_phone_is_counted_and_cut_at_the_limit_in_the_data(small: Path) -> None:
    edit(small, "data/platforms.yml", LIMIT, LIMIT.replace("200", "40"))
    html = figure(open_site(small)[0], "on_a_phone", "m-note-01", "m-email-01")
    short, longer = html.split("<figcaption>")[0].split('<div class="guide-phone">')[1:]
    assert "31 of 40 characters" in short
    assert "<s>" not in short
    sent = "Dear Dana,\n\nI read your sign. I would li"
    assert f"{sent}<b" in unescape(longer)
    assert len(sent) == 40
    assert "Cut off: ke to know" in read_aloud(longer)


def test_who_knows_who_leads_to_everyone_and_differs_in_each_field(site_index: SiteIndex) -> None:
    ways = [guide.ways_in for guide in site_index.dataset.field_guides()]
    assert len({way.who for each in ways for way in each}) > 2 * len(ways)
    for guide in site_index.dataset.field_guides():
        text = read_aloud(figure(site_index, "field_guide", guide.id).split("</figure>")[0])
        for way in guide.ways_in:
            assert f"{way.who} {way.where} knows: {' '.join(way.knows)}" in text


def test_what_agrees_and_differs_in_a_filled_in_grid_is_said_in_words(site_index: SiteIndex) -> None:
    text = read_aloud(figure(site_index, "worksheet", "w-compare"))
    assert "They agree: front desk" in text
    assert "They differ: certificate" in text
