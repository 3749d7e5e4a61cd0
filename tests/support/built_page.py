"""A built page as small as can be, for what is checked and changed after the build."""

from __future__ import annotations

from pathlib import Path

from macros.diagnostics import InvalidGuideError
from macros.outputs.html.postprocess import postprocess_site

GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>
<link rel="canonical" href="https://guide.example/"><link rel="stylesheet" href="a.css"><script>go()</script>
<style>@import "a.css" layer(material);</style></head><body><div role="dialog" aria-label="Search"></div>
<article><h1 id="top">x</h1><a href="#top">up</a><a href="./">home</a><a href="https://other.example/x">out</a>
<code>{{ shown }}</code></article><script id="__config" type="application/json">{"search": "assets/search/lazy-search-worker.js?x"}</script>
</body></html>"""
URL = "https://guide.example/"


def reported(folder: Path) -> list[str]:
    try:
        postprocess_site(folder, URL)
    except InvalidGuideError as error:
        return [str(diagnostic) for diagnostic in error.diagnostics]
    return []
