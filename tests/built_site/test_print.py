"""Any page printed from the browser is a clean document: whole, black on white, and it says where it comes from."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from macros.outputs.context import url_of
from tests.support.browser import DESKTOP, open_context
from tests.support.text import squeeze


@pytest.mark.long
@pytest.mark.parametrize(("paper", "scheme"), [("A4", "light"), ("Letter", "dark")])
def test_each_checklist_prints_on_one_page(browser: Browser, address: str, site_index, settings, paper: str, scheme: str) -> None:
    context, _ = open_context(browser, address, viewport=DESKTOP, color_scheme=scheme)
    page = context.new_page()
    for checklist in site_index.dataset.checklists.values():
        path = url_of(site_index.page_by_id[checklist.id], directory_urls=True)
        page.goto(address + path)
        printed = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=False, print_background=False)))
        text = re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in printed.pages))
        assert len(printed.pages) == 1, f"{checklist.id} on {paper}: {len(printed.pages)} pages"
        assert "Page1of1" in text
        assert site_index.page_titles[site_index.page_by_id[checklist.id]].replace(" ", "") in text
        assert settings.site_url.removeprefix("https://") + path in text
        assert checklist.items[-1].text.split()[-1] in text
        for chrome in ("Ask a question", "Skip to content", "Back to top", "Search finds every chapter", "PDF, A4"):
            assert chrome.replace(" ", "") not in text, f"{chrome} is printed with {checklist.id}"
    context.close()


def test_a_question_is_printed_whole_with_what_is_folded_away(browser: Browser, address: str, site_index) -> None:
    context, _ = open_context(browser, address, viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "prepare/questions/pay/")
    pages = [squeeze(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    for question in site_index.dataset.topics["pay"].questions:
        [at] = [
            number
            for number, text in enumerate(pages)
            if squeeze(question.text + str(question.minutes)) in text
            or (squeeze(question.text) in text and squeeze(question.purpose) in text)
        ]
        for part in (*question.probes, *question.listen_for, question.next_action):
            assert squeeze(part) in pages[at], f"{question.id} is torn apart"
    context.close()


def test_a_printed_link_tells_where_it_leads(browser: Browser, address: str, settings) -> None:
    context, _ = open_context(browser, address, viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "prepare/")
    text = squeeze("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages))
    assert squeeze("Plan your conversation (/prepare/planner/)") in text
    assert squeeze(f"{settings.site_url.removeprefix('https://')}prepare/") in text, "the foot has the rest of it"
    page.goto(address + "more/sources/")
    text = squeeze("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages))
    assert squeeze("(doi.org/10.1126/science.abl4476)") in text
    context.close()
