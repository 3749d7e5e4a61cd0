"""What has one place in the scripts: whoever does it elsewhere would go around what is checked and guarded there."""

from __future__ import annotations

import pytest

from tests.support.guides import ROOT

ASSETS = ROOT / "docs/assets"
PLACES = {
    "localStorage": "shared/storage.js",
    "sessionStorage": "shared/storage.js",
    'addEventListener("storage"': "shared/storage.js",
    'addEventListener("pageshow"': "shared/storage.js",
    "encodeURIComponent(": "shared/text-format.js",
    "decodeURIComponent(": "shared/text-format.js",
    "URLSearchParams(location": "search/search-open.js",
    "createObjectURL": "shared/dom.js",
    "JSON.parse(": "shared/text-format.js",
}
"""The script that does each, for all others."""
OWN_DATA = {"shared/dom.js", "offline/offline-core.js"}
"""What reads JSON that the guide itself has written, into the page or the index of search."""


@pytest.mark.parametrize("code", PLACES)
def test_it_is_done_in_one_place(code: str) -> None:
    found = {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.js") if code in path.read_text("utf-8")}
    assert found - (OWN_DATA if code == "JSON.parse(" else set()) <= {PLACES[code]}
