"""The ways in for contributors: what the site's links open is there, and takes what they fill in."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from macros.model.base import Record
from macros.outputs.context import url_of
from macros.settings import Settings
from tests.support.guides import ROOT

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


def addresses(site: Path, settings: Settings, kind: str) -> dict[str, str]:
    """Every address in the repository that begins with `kind`, and a page that leads there."""
    pattern = re.compile(rf'href="({re.escape(settings.repo)}/{kind}[^"]*)"')
    return {
        unescape(address): page.relative_to(site).as_posix()
        for page in sorted(site.rglob("*.html"))
        for address in pattern.findall(page.read_text("utf-8"))
    }


@pytest.fixture(scope="module")
def filled_in(site: Path, settings: Settings) -> list[dict[str, str]]:
    """What each link to a form fills in."""
    return [dict(parse_qsl(urlsplit(address).query)) for address in addresses(site, settings, "issues/new")]


def test_every_form_that_a_page_opens_is_there_and_has_the_fields_that_are_filled_in(filled_in: list[dict[str, str]]) -> None:
    for values in filled_in:
        form = yaml.safe_load((FORMS / values["template"]).read_text("utf-8"))
        fields = {part.get("id") for part in form["body"]}
        assert values.keys() - {"template"} <= fields, form["name"]
        assert all(values.values()), values


def test_every_page_leads_to_its_file_and_no_other_does(site: Path, settings: Settings, site_index) -> None:
    start = f"{settings.repo}/blob/{settings.branch}/docs/"
    link = re.compile(rf'<a href="{re.escape(start)}([^"]*)"[^>]*>Edit this page</a>')
    found = {path.relative_to(site).as_posix(): link.findall(path.read_text("utf-8")) for path in site.rglob("*.html")}
    pages = {url_of(page, True) + "index.html": [page] for page in site_index.page_titles}
    assert {name: files for name, files in found.items() if files} == pages
    assert all((ROOT / "docs" / page).is_file() for [page] in pages.values())
    assert pages["talk/index.html"] == ["talk/index.md"] and pages["talk/phone/index.html"] == ["talk/phone.md"]


def test_every_form_is_opened_by_some_page(filled_in: list[dict[str, str]]) -> None:
    opened = {values["template"] for values in filled_in}
    assert opened == {path.name for path in FORMS.glob("*.yml")} - {"config.yml"}


def test_a_form_knows_the_item_and_its_page(filled_in: list[dict[str, str]], settings: Settings) -> None:
    known = {(values["template"], values.get("item"), values["page"]) for values in filled_in}
    pay = f"{settings.site_url}prepare/questions/pay/"
    assert ("correction.yml", "q-pay-01", pay) in known
    assert ("new-question.yml", "pay", pay) in known
    assert ("new-question.yml", "health", f"{settings.site_url}fields/health-care/") in known
    assert ("new-message.yml", "email", f"{settings.site_url}ask/messages/email/") in known
    assert ("question.yml", None, f"{settings.site_url}find/") in known


def test_every_item_that_people_read_has_a_way_to_correct_it_and_to_edit_its_line(
    site: Path, settings: Settings, filled_in: list[dict[str, str]], site_index
) -> None:
    items: list[Record] = [
        *site_index.dataset.questions(),
        *site_index.dataset.avoid,
        *site_index.dataset.messages(),
        *site_index.dataset.replies,
        *site_index.dataset.mistakes,
    ]
    items += [*site_index.dataset.answers(), *site_index.dataset.sources.values(), *site_index.dataset.checklists.values()]
    corrected = {values.get("item") for values in filled_in if values["template"] == "correction.yml"}
    edited = addresses(site, settings, "blob/")
    for item in items:
        assert item.id in corrected
        place = item.origin.at("id")
        assert f"{settings.repo}/blob/{settings.branch}/{place.file}#L{place.line}" in edited
        assert item.id in (ROOT / place.file).read_text("utf-8").split("\n")[place.line - 1]
