"""The data for keeping the guide in a browser; see docs/offline-worker.js."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.outputs.html.tool_data.payload import Payload
from macros.settings import OFFLINE_WORKER


class OfflineData(Payload):
    """The site as seen from the page; the worker and the pages that are saved first, as seen from the site."""

    site: str
    worker: str
    pages: list[str]


def offline_data(site: str, pages: Iterable[str]) -> dict[str, Any]:
    """What the page needs to know to save a copy of the guide, ready for JSON.

    Args:
        site: the address of the home page as seen from the page.
        pages: the addresses of the pages to save first, as seen from the home page.
    """
    return OfflineData(site=site, worker=OFFLINE_WORKER, pages=list(dict.fromkeys(pages))).as_json()
