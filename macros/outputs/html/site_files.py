"""The files of a finished site that aren't pages. They must not run anything, or load anything from other hosts."""

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

KINDS = (
    ".css .csv .docx .gif .gz .html .ico .ics .jpeg .jpg .js .json .map .md .pdf .png .svg .txt .webmanifest .webp .woff2 .xml .yml .zip"
)
"""The kinds of files a site may have, by the ends of their names. If a browser opens one of them by its address, it runs nothing but pages,
which are checked, and drawings, which pass only without scripts."""
PLAIN_NAMES = ("_headers", "_redirects", "CNAME")
"""Files hosts read whose names have no extension."""
SVG = "http://www.w3.org/2000/svg"
ACTIVE_IN_DRAWINGS = ("a", "animate", "animateMotion", "animateTransform", "foreignObject", "handler", "listener", "script", "set")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]*)|@import\s*[\"']([^\"']*)|image-set\(\s*[\"']([^\"']*)", re.IGNORECASE)
EMBEDDED_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)


def source_file_diagnostics(root: Path) -> Iterator[Diagnostic]:
    """What's wrong with the files a site copies as they are: the ones in docs/.

    Args:
        root: The project's folder.
    """
    folder = root / "docs"
    for diagnostic in file_diagnostics(folder, pages=False):
        if Path(diagnostic.place.file).suffix in OTHER_SUFFIXES:
            continue  # It's a page with the wrong name, which has its own diagnostic.
        name = relative_name(folder / diagnostic.place.file, root)
        yield replace(diagnostic, place=Place(name, diagnostic.place.line, diagnostic.place.column))


def file_diagnostics(folder: Path, pages: bool = True) -> Iterator[Diagnostic]:
    """What's wrong with the files of a built site, or with the files it's made from.

    Args:
        folder: Where they are. Names are relative to it.
        pages: Whether pages may be among them. Their content isn't read here.
    """
    kinds = [kind for kind in KINDS.split() if pages or kind != ".html"]
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        inner, kind = path.relative_to(folder), path.suffix.lower()
        name = inner.as_posix()
        if any(part.startswith(".") for part in inner.parts):
            continue  # No engine copies these.
        if kind not in kinds and path.name not in PLAIN_NAMES:
            yield Diagnostic(Place(name), "S513", "a site can't have files of this kind", path.name, one_of(kinds), nearest(kind, kinds))
        elif kind == ".svg":
            yield from _drawing(name, path.read_text("utf-8", "replace"))
        elif kind == ".css":
            yield from _style(name, path.read_text("utf-8", "replace"))
        elif kind == ".xml" and NAMESPACE not in path.read_text("utf-8", "replace")[:400]:
            yield Diagnostic(Place(name), "S513", "this XML isn't a sitemap", path.name, "no other XML, since browsers run some of it")


def _style(name: str, text: str) -> Iterator[Diagnostic]:
    """Addresses in a style sheet that lead to another host."""
    text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in STYLE_ADDRESS.finditer(text):
        address = next(part for part in match.groups() if part is not None).strip()
        if not EMBEDDED_IMAGE.match(address) and not is_allowed_address(address, loaded=True):
            yield Diagnostic(
                Place.after(name, text[: match.start()]),
                "S502",
                "this loads something from another host",
                address,
                "files of this site only",
            )


def _drawing(name: str, text: str) -> Iterator[Diagnostic]:
    """Anything in a drawing that could run if it's opened by its own address, or that loads something from another host."""
    expected = "shapes only: no scripts, links or animation, and nothing from elsewhere"
    try:
        if "<!ENTITY" in text or "<?xml-stylesheet" in text:
            raise ElementTree.ParseError("it has its own definitions")
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        yield Diagnostic(Place(name), "S513", f"this drawing can't be read ({error})", expected=expected)
        return
    for element in root.iter():
        namespace, _, tag = str(element.tag).rpartition("}")
        if namespace == "{http://www.w3.org/1999/xhtml" or (namespace.endswith(SVG) and tag in ACTIVE_IN_DRAWINGS):
            yield Diagnostic(Place(name), "S513", "a drawing can't contain this", f"<{tag}>", expected)
        for attribute, value in element.attrib.items():
            local = attribute.rpartition("}")[2].lower()
            leads_out = local in ("href", "src") and not value.startswith("#") and not EMBEDDED_IMAGE.match(value)
            if local.startswith("on") or leads_out:
                yield Diagnostic(Place(name), "S513", "a drawing can't contain this", f"{local}={value}", expected)
        for style in [element.text or "" if tag == "style" else "", *element.attrib.values()]:
            addresses = (next(part for part in match.groups() if part is not None) for match in STYLE_ADDRESS.finditer(style))
            for address in addresses:
                if not address.startswith("#") and not EMBEDDED_IMAGE.match(address):
                    yield Diagnostic(Place(name), "S513", "a drawing can't contain this", address, expected)
