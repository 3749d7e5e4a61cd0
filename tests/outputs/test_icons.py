"""The pictures by which browsers, phones and other sites show the guide."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from urllib.parse import urljoin

import pytest

from macros.outputs.pdf.icons import (
    FAVICON,
    MANIFEST,
    MANIFEST_PIXELS,
    MOST_CARD_PARTS,
    TOUCH_ICON,
    TOUCH_PIXELS,
    card_message,
    write_icons,
)
from macros.settings import DOWNLOADS, OWN_COLOR, Settings
from tests.support.guides import ROOT


def png_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.fixture(scope="module")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    write_icons(Settings(site_name='A "name" & more', favicon="assets/mark.svg"), ROOT, folder)
    return folder


def test_each_has_the_size_that_it_is_for(icons: Path) -> None:
    assert png_size((icons / TOUCH_ICON).read_bytes()) == (TOUCH_PIXELS, TOUCH_PIXELS)
    for pixels in MANIFEST_PIXELS:
        assert png_size((icons / f"icon-{pixels}.png").read_bytes()) == (pixels, pixels)
    assert png_size((icons / "card.png").read_bytes()) == (1200, 630)


def test_the_picture_for_shared_links_shows_a_message_that_fits(site_index, icons: Path, tmp_path: Path) -> None:
    message = card_message(site_index.dataset)
    assert 3 <= len(message) <= MOST_CARD_PARTS and all(label for _, label in message)
    assert not re.search(r"[{}\[\]]", " ".join(text for text, _ in message))
    assert sum(len(text) for text, _ in message) <= 300, "what a note on LinkedIn may have fits"
    write_icons(Settings(), ROOT, tmp_path, message)
    shown = (tmp_path / "card.png").read_bytes()
    assert png_size(shown) == (1200, 630) and shown != (icons / "card.png").read_bytes()


def test_the_icon_of_a_tab_is_one_picture_in_its_container(icons: Path) -> None:
    ico = (icons / FAVICON).read_bytes()
    assert struct.unpack("<HHH", ico[:6]) == (0, 1, 1)
    width, height, *_, size, offset = struct.unpack("<BBBBHHII", ico[6:22])
    assert png_size(ico[offset:]) == (width, height)
    assert offset + size == len(ico)


def test_the_manifest_names_pictures_that_are_there(icons: Path) -> None:
    manifest = json.loads((icons / MANIFEST).read_text("utf-8"))
    assert manifest["name"] == 'A "name" & more'
    assert all((icons / icon["src"]).is_file() for icon in manifest["icons"])


@pytest.mark.parametrize("site", ["https://guide.example/", "https://careers.example/a/interviews/"])
def test_the_manifest_opens_the_site_in_its_own_folder(icons: Path, site: str) -> None:
    """Each address in it is relative to the manifest, and a host may have several sites."""
    manifest = json.loads((icons / MANIFEST).read_text("utf-8"))
    address = f"{site}{DOWNLOADS}/{MANIFEST}"
    assert {urljoin(address, manifest[key]) for key in ("start_url", "scope")} == {site}
    assert {urljoin(address, icon["src"]) for icon in manifest["icons"]} == {
        f"{site}{DOWNLOADS}/icon-{size}.png" for size in MANIFEST_PIXELS
    }
    assert "id" not in manifest, "it is the address that opens first, which no other site has"


@pytest.mark.parametrize(
    "favicon", ["", "assets/gone.svg", "assets/images/favicon.png", "downloads/local/gone.svg", "../../etc/passwd", "assets/guide.ico"]
)
def test_a_picture_that_cannot_be_drawn_gives_way_to_the_guide_s_own(favicon: str, icons: Path, tmp_path: Path) -> None:
    write_icons(Settings(favicon=favicon), ROOT, tmp_path)
    assert (tmp_path / FAVICON).read_bytes() == (icons / FAVICON).read_bytes()


def test_the_guide_s_color_is_the_same_everywhere() -> None:
    styles = (ROOT / "docs/assets/styles/guide.css").read_text("utf-8")
    assert re.search(r"--guide-deep: (#\w+);", styles)[1] == OWN_COLOR
    assert f'theme-color" content="{{{{ (config.extra.colors or {{}}).light or "{OWN_COLOR}" }}}}"' in (
        ROOT / "overrides/main.html"
    ).read_text("utf-8")
