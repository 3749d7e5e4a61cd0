"""The pages of fields, stories, transcripts, templates and glosses: what they show, where it's found, and what they keep."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from macros import model
from macros.outputs.context import RenderContext, SiteIndex
from macros.outputs.html.macros import call_macro
from macros.outputs.html.page_index import open_site
from macros.outputs.html.renderer import render
from macros.outputs.summary import summary
from macros.settings import Settings
from tests.support.commands import build
from tests.support.guides import FIELD, SOURCES, STORY, TEMPLATES, TRANSCRIPT, edit, problems_of, write
from tests.support.search_files import indexed_texts


def shown(site_index: SiteIndex, name: str, *words: str) -> str:
    """What a macro shows, as a page gets it."""
    result = call_macro(site_index.dataset, name, words, {})
    return render(result.template, RenderContext(site_index, Settings(), ""), **result.values)


def text_of(markup: str) -> str:
    """The text of HTML, with its line breaks."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.fixture
def index_of(small: Path) -> SiteIndex:
    return open_site(small)[0]


# Fields -----------------------------------------------------------------------------------------


def test_the_check_counts_what_there_is_for_each_field(small: Path) -> None:
    """A question that is on the page and in the list of its field counts once."""
    before = "Fields   messages  questions  people  look-ups\nnursing         2          3       4         3"
    assert summary(open_site(small)[0].dataset).endswith(before)
    edit(small, FIELD, "questions: [q-pay-01, q-health-01, q-closing-01]", "questions: [q-pay-01, q-pay-02, q-health-01, q-closing-01]")
    edit(small, FIELD, "  - {what: Who hires, kind: news}\n", "  - {what: Who hires, kind: news}\n  - {what: Who pays, kind: news}\n")
    assert summary(open_site(small)[0].dataset).endswith(before.replace("3       4         3", "4       4         4"))


def test_the_table_of_fields_names_whom_to_ask_first_and_counts_messages_to_the_field(index_of: SiteIndex) -> None:
    [row] = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", shown(index_of, "field_table"))
    address, *cells = re.fullmatch(r'<th scope="row"><a href="(.*?)">a nurse</a></th> <td>(.*?)</td> <td>(\d)</td> ?', row).groups()
    sent = [message for message in index_of.dataset.messages() if message.recipient_field == "nursing"]
    assert (address, cells) == ("world/", ["Nursing assistant", str(len(sent))])
    assert shown(index_of, "field_menu").count('<li><a href="world/">a nurse</a></li>') == 1


def test_a_custom_shows_its_source_or_that_people_report_it(index_of: SiteIndex) -> None:
    found = shown(index_of, "field_guide", "f-nursing")
    [reported, sourced] = re.findall(r"<li>(They answer.*?|Help pages.*?)</li>", found)
    assert "(reported by people in the field)" in reported and "guide-cite" not in reported
    assert "guide-cite" in sourced and "reported" not in sourced


def test_a_sources_entry_names_the_field_and_the_transcript_that_cite_it_and_not_their_parts(index_of: SiteIndex) -> None:
    assert {"f-nursing", "t-short"} <= set(index_of.citations["net-help"])
    assert len(index_of.citations["net-help"]) == len(set(index_of.citations["net-help"]))
    assert set(index_of.citations["net-help"]) <= {*index_of.dataset.records, *index_of.page_titles}
    found = shown(index_of, "sources")
    assert '<a href="world/#f-nursing">Talk to a nurse</a>' in found
    assert '<a href="world/#t-short">Ten minutes by phone</a>' in found


def test_a_source_that_only_a_field_cites_is_cited(small: Path) -> None:
    text = (small / SOURCES).read_text("utf-8")
    more = text[text.index("  - id:") :]
    for old, new in (("net-help", "net-nurses"), ("title: Help", "title: Nurses"), ("/help", "/nurses")):
        more = more.replace(old, new)
    (small / SOURCES).write_text(text.rstrip() + "\n" + more, "utf-8")
    assert any("nothing cites this source; got 'net-nurses'" in problem for problem in problems_of(small))
    edit(small, FIELD, "sources: [net-help]", "sources: [net-nurses]")
    assert not any("net-nurses" in problem for problem in problems_of(small))


def test_the_lists_by_field_keep_the_ids_of_questions_that_links_from_elsewhere_use(index_of: SiteIndex) -> None:
    found = shown(index_of, "questions_by_field")
    for name, file in index_of.dataset.sectors.items():
        assert re.search(rf'<h2 id="{name}">', found)
        for question in file.questions:
            address = RenderContext(index_of, Settings(), "").href(question.id)
            assert f'<li id="{question.id}"><a href="{address}">' in found
            assert address.endswith(f"#{question.id}")


# Stories and transcripts ------------------------------------------------------------------------


def test_a_story_shows_everything_that_was_sent_said_and_written_down(index_of: SiteIndex) -> None:
    found = shown(index_of, "story", "s-cook")
    story = index_of.dataset.files_of(model.Story)["s-cook"]
    for part in story.parts:
        texts = [part.heading, part.text, part.answer, part.sent and part.sent.text, *(note.said for note in part.notes)]
        assert all(html.escape(text, quote=False) in found for text in texts if text), part.heading
        assert all(f"#{name}" in found for name in part.questions)
        if part.example:
            assert model.unmarked(index_of.dataset.records[part.example].text).split("\n")[-1].strip() in text_of(found)


def test_a_minute_is_shown_once_and_every_turn_has_its_speaker(index_of: SiteIndex) -> None:
    transcript = index_of.dataset.files_of(model.Transcript)["t-short"]
    found = shown(index_of, "transcript", "t-short")
    minutes = re.findall(r'<small class="guide-minute">(?:minute )?(\d+)</small>', found)
    assert minutes == [str(minute) for minute in dict.fromkeys(turn.minute for turn in transcript.turns)]
    assert found.count(">minute ") == 1, "the unit is said once"
    said = re.findall(r'<p class="guide-said">.*?<b>(.*?):</b> (.*?)</p>', found)
    names = {"asker": transcript.asker, "other": transcript.other}
    assert [(html.unescape(name), html.unescape(words)) for name, words in said] == [
        (names[turn.who], turn.says) for turn in transcript.turns
    ]


def test_a_note_says_what_kind_it_is_in_words_and_not_in_color_alone(index_of: SiteIndex) -> None:
    assert re.search(r'<p class="guide-margin guide-margin-good"><b>\w+:</b> Nothing more', shown(index_of, "transcript", "t-short"))


# Messages ---------------------------------------------------------------------------------------


def test_a_template_and_its_filled_in_version_are_the_same_message_on_the_page(site_index: SiteIndex) -> None:
    """Of every template of the guide: each blank shows its label, and between the blanks both versions have the same words."""
    found = shown(site_index, "templates")
    labels = {name: placeholder.label.lower() for name, placeholder in site_index.dataset.placeholders.items()}
    for template in site_index.dataset.records_of(model.Template).values():
        section = found.partition(f'<h3 id="{template.id}">')[2].partition("</section>")[0]
        with_blanks, filled = re.findall(r'<p class="guide-message">(.*?)</p>', section, re.DOTALL)
        assert text_of(with_blanks) == model.PLACEHOLDER.sub(lambda match: labels[match[1]], template.text)
        gaps = re.findall("<var>(.*?)</var>", with_blanks)
        assert list(map(html.unescape, gaps)) == [labels[name] for name in model.PLACEHOLDER.findall(template.text)]
        assert text_of(filled) == template.filled
        end = 0
        for words in re.split("<var>.*?</var>", " ".join(with_blanks.split())):
            end = " ".join(filled.split()).index(words, end) + len(words)


def test_a_message_with_a_gloss_shows_its_words_as_the_message_has_them(index_of: SiteIndex) -> None:
    found = shown(index_of, "glossed_message", "m-email-01")
    assert "<dt>I would like to know</dt> <dd>A polite way to ask.</dd>" in found
    assert "I would like to know" in text_of(found.partition("</blockquote>")[0])


# Copies of the guide ----------------------------------------------------------------------------


def test_a_copy_can_change_a_story_a_field_and_a_template_and_add_its_own(small: Path) -> None:
    write(small, f"local/{STORY.removeprefix('data/')}", "id: s-cook\ntitle: A cook at our college\n")
    write(small, f"local/{FIELD.removeprefix('data/')}", "id: f-nursing\nintro: Our nurses like plain questions.\n")
    write(small, f"local/{TRANSCRIPT.removeprefix('data/')}", "id: t-short\nsummary: Ours.\n")
    own = "  - {id: n-local-01, title: Ours, channel: note, text: 'Hi, I like our page.', filled: 'Hi, I like our page.'}\n"
    write(small, f"local/{TEMPLATES.removeprefix('data/')}", f"templates:\n  - {{id: n-note-01, title: Changed}}\n{own}")
    assert problems_of(small) == []
    index = open_site(small)[0]
    assert "A cook at our college" in shown(index, "story_list")
    assert "Our nurses like plain questions." in shown(index, "field_guide", "f-nursing")
    assert ">Ours.</p>" in shown(index, "transcript", "t-short")
    assert re.findall(r'<h3 id="(.*?)">(.*?) <a', shown(index, "templates"))[1:] == [("n-note-01", "Changed"), ("n-local-01", "Ours")]


def test_a_copy_can_hide_a_template_unless_its_channel_has_no_other(small: Path) -> None:
    write(small, "local/hide.yml", "hide: [n-note-01]\n")
    [problem] = problems_of(small)
    assert problem.startswith("local/hide.yml:1:8: this can't be hidden") and "no message with blanks for Note" in problem
    text = (small / TEMPLATES).read_text("utf-8")
    more = text[text.index("  - id: n-note-01") :].replace("n-note-01", "n-note-02").replace("liked your page", "saw your page")
    (small / TEMPLATES).write_text(text + more, "utf-8")
    assert problems_of(small) == []
    assert 'id="n-note-01"' not in shown(open_site(small)[0], "templates")


# Search -----------------------------------------------------------------------------------------


def test_search_finds_each_template_and_what_readers_call_a_field(small: Path, tmp_path: Path) -> None:
    built = build(small, tmp_path / "site")
    assert built.returncode == 0, built.stderr
    by_place = indexed_texts(tmp_path / "site")
    assert "You found their page" in by_place["lists/#n-note-01"]
    assert "I liked your page" in by_place["lists/#n-note-01"]
    everything = " ".join(text for place, text in by_place.items() if place.startswith("world/"))
    for words in ("She cooked at a clinic.", "Good shoes.", "A polite way to ask."):
        assert words in everything, words
    assert "is invented" not in everything, "what every page of its kind says is left out"
    assert "Suggest a change" not in everything
