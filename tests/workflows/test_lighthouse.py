"""Lighthouse looks at pages that exist, served compressed, and a median that is too low is reported with what lowers it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.support.lighthouse import LEAST, PAGES, low_scores, main, reasons, scores, serving_compressed


def report(**category_scores: float | None) -> dict[str, Any]:
    """The part of Lighthouse's report that is read, with a score of 1 where none is given."""
    audits = {"link-text": {"id": "link-text", "title": "Links do not have descriptive text", "score": 0}, "unscored": {"score": None}}
    parts = [{"id": "link-text", "weight": 1}, {"id": "unscored", "weight": 0}]
    categories = {name: {"score": category_scores.get(name.replace("-", "_"), 1), "auditRefs": parts} for name in LEAST}
    return {"categories": categories, "audits": audits}


def test_every_page_exists(all_pages: list[str]) -> None:
    assert set(PAGES.values()) <= set(all_pages)


def test_one_run_on_a_busy_machine_changes_nothing() -> None:
    measured = scores([report(), report(performance=0.5), report(performance=0.99)])
    assert measured == {**dict.fromkeys(LEAST, 100), "performance": 99}
    assert low_scores(measured) == []


@pytest.mark.parametrize(("category", "low"), [("performance", 0.97), ("accessibility", 0.99), ("best_practices", 0.99), ("seo", None)])
def test_a_low_median_is_reported_with_what_lowers_it(category: str, low: float | None) -> None:
    one = report(**{category: low})
    name = category.replace("_", "-")
    assert low_scores(scores([one, one, report()])) == [name]
    assert list(reasons(one, name)) == ["link-text: Links do not have descriptive text"]


def test_text_is_served_compressed_and_pictures_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<p>text</p>", "utf-8")
    (tmp_path / "card.png").write_bytes(b"a picture")
    with (
        serving_compressed(tmp_path) as address,
        urlopen(address + "page/?with=query") as page,
        urlopen(address + "card.png") as picture,
    ):
        assert page.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(page.read()) == b"<p>text</p>"
        assert picture.headers["Content-Encoding"] is None
        assert picture.read() == b"a picture"


def test_a_page_that_is_not_one_of_them_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").touch()
    assert main(tmp_path, tmp_path / "reports", ["hoem"]) == 1
    assert "There is no page 'hoem'. The pages are: home, chapter," in capsys.readouterr().err
