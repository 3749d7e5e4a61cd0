"""Says in the sitemap when each page last changed. The theme's own sitemap would give the day of the build for all of them."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from macros.outputs.context import SiteIndex, url_of
from macros.settings import Settings

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
"""See https://www.sitemaps.org/protocol.html"""


def page_changes(site_index: SiteIndex, settings: Settings, changes: Mapping[str, date]) -> dict[str, date]:
    """When each page last changed: its Markdown, or a data file it shows something from.

    Args:
        site_index: The data, and which page shows what.
        settings: The site's address, and how its pages' addresses end.
        changes: The day each file changed. A file that isn't listed has no day.

    Returns:
        The days by the pages' full addresses. A page is left out if none of its files has a day.
    """
    files = {page: {f"docs/{page}"} for page in site_index.page_titles}
    for record in site_index.dataset.records.values():
        if page := site_index.page_by_id.get(record.id):
            files[page].add(record.origin.at("id").file)
    days = {page: [changes[file] for file in names if file in changes] for page, names in files.items()}
    return {settings.site_url + url_of(page, settings.directory_urls): max(found) for page, found in days.items() if found}


def finish_sitemap(site: Path, changes: Mapping[str, date]) -> None:
    """Write when each page last changed into the sitemap of a built site, and into its compressed copy.

    Args:
        site: The folder of the built site.
        changes: The days by the pages' full addresses. A page without one gets none, because a wrong day is worse.
    """
    path = site / "sitemap.xml"
    ElementTree.register_namespace("", NAMESPACE)
    tree = ElementTree.parse(path)
    for url in tree.getroot():
        for lastmod in url.findall(f"{{{NAMESPACE}}}lastmod"):
            url.remove(lastmod)
        if day := changes.get(url.findtext(f"{{{NAMESPACE}}}loc", "").strip()):
            ElementTree.SubElement(url, f"{{{NAMESPACE}}}lastmod").text = day.isoformat()
    ElementTree.indent(tree)
    text = ElementTree.tostring(tree.getroot(), "utf-8", xml_declaration=True) + b"\n"
    path.write_bytes(text)
    path.with_name("sitemap.xml.gz").write_bytes(gzip.compress(text, mtime=0))
