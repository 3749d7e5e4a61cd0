"""The files of a finished site that are no pages: of kinds that run nothing by themselves, and asking no other host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from macros.checks.allowed_html import is_allowed_address
from macros.diagnostics import Diagnostic, Place, nearest, one_of, relative_name
from macros.loading.pages import OTHER_SUFFIXES
from macros.outputs.html.sitemap import NAMESPACE

KINDS = ".css .csv .gif .gz .html .ico .ics .jpeg .jpg .js .json .map .md .pdf .png .svg .txt .webmanifest .webp .woff2 .xml .yml .zip"
"""What a site may hold, by the endings of names. A browser that opens one of them by its address runs nothing but pages, which are checked,
and drawings, of which only those without scripts pass."""
PLAIN_NAMES = ("_headers", "_redirects", "CNAME")
"""Files that hosts read, whose names have no ending."""
SVG = "http://www.w3.org/2000/svg"
ACTIVE_IN_DRAWINGS = ("a", "animate", "animateMotion", "animateTransform", "foreignObject", "handler", "listener", "script", "set")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]*)|@import\s*[\"']([^\"']*)|image-set\(\s*[\"']([^\"']*)", re.IGNORECASE)
EMBEDDED_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)


def source_file_diagnostics(root: Path) -> Iterator[Diagnostic]:
    """What is wrong with the files that a site takes over as they are: those in docs/.

    Args:
        root: The project's folder.
    """
    folder = root / "docs"
    for diagnostic in file_diagnostics(folder, pages=False):
        if Path(diagnostic.place.file).suffix in OTHER_SUFFIXES:
            continue  # It is a page with the wrong name, and has a diagnostic for that.
        name = relative_name(folder / diagnostic.place.file, root)
        yield replace(diagnostic, place=Place(name, diagnostic.place.line, diagnostic.place.column))


def file_diagnostics(folder: Path, pages: bool = True) -> Iterator[Diagnostic]:
    """What is wrong with the files of a built site, or with those that it is made from.

    Args:
        folder: Where they are. Files in it are named from here.
        pages: Whether pages may be among them; what is in them is not read here.
    """
    kinds = [kind for kind in KINDS.split() if pages or kind != ".html"]
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        inner, kind = path.relative_to(folder), path.suffix.lower()
        name = inner.as_posix()
        if any(part.startswith(".") for part in inner.parts):
            continue  # No engine takes these over.
        if kind not in kinds and path.name not in PLAIN_NAMES:
            yield Diagnostic(Place(name), "S513", "a site holds no files of this kind", path.name, one_of(kinds), nearest(kind, kinds))
        elif kind == ".svg":
            yield from _drawing(name, path.read_text("utf-8", "replace"))
        elif kind == ".css":
            yield from _style(name, path.read_text("utf-8", "replace"))
        elif kind == ".xml" and NAMESPACE not in path.read_text("utf-8", "replace")[:400]:
            yield Diagnostic(Place(name), "S513", "this XML is no sitemap", path.name, "no other XML: browsers run some of it")


def _style(name: str, text: str) -> Iterator[Diagnostic]:
    """Addresses in a style sheet that lead to another host."""
    text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in STYLE_ADDRESS.finditer(text):
        address = next(part for part in match.groups() if part is not None).strip()
        if not EMBEDDED_IMAGE.match(address) and not is_allowed_address(address, loaded=True):
            yield Diagnostic(Place.after(name, text[: match.start()]), "S502", "this asks another host", address, "files of this site only")


def _drawing(name: str, text: str) -> Iterator[Diagnostic]:
    """What could become active in a drawing that is opened by its own address, or that asks another host."""
    expected = "shapes only: no scripts, links or animation, and nothing from elsewhere"
    try:
        if "<!ENTITY" in text or "<?xml-stylesheet" in text:
            raise ElementTree.ParseError("it brings definitions of its own")
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield Diagnostic(Place(name), "S513", f"this drawing can't be read ({error})", expected=expected)
        return
    for element in root.iter():
        namespace, _, tag = str(element.tag).rpartition("}")
        if namespace == "{http://www.w3.org/1999/xhtml" or (namespace.endswith(SVG) and tag in ACTIVE_IN_DRAWINGS):
            yield Diagnostic(Place(name), "S513", "a drawing may not hold this", f"<{tag}>", expected)
        for attribute, value in element.attrib.items():
            local = attribute.rpartition("}")[2].lower()
            leads_out = local in ("href", "src") and not value.startswith("#") and not EMBEDDED_IMAGE.match(value)
            if local.startswith("on") or leads_out:
                yield Diagnostic(Place(name), "S513", "a drawing may not hold this", f"{local}={value}", expected)
        for style in [element.text or "" if tag == "style" else "", *element.attrib.values()]:
            addresses = (next(part for part in match.groups() if part is not None) for match in STYLE_ADDRESS.finditer(style))
            for address in addresses:
                if not address.startswith("#") and not EMBEDDED_IMAGE.match(address):
                    yield Diagnostic(Place(name), "S513", "a drawing may not hold this", address, expected)
