"""A built page as small as can be, for what is checked and changed after the build."""

from __future__ import annotations

import re
from pathlib import Path

from macros.diagnostics import InvalidGuideError
from macros.outputs.html.inline_code import theme_folder
from macros.outputs.html.postprocess import postprocess_site

THEME = theme_folder()
SCRIPT = re.findall("<script>(.*?)</script>", (THEME / "partials/javascripts/content.html").read_text("utf-8"))[-1]
"""One of the theme's own inline scripts."""
STYLE = f'@import "{next(THEME.glob("assets/stylesheets/main.*.css")).relative_to(THEME).as_posix()}" layer(material);'
"""The theme's style sheet as overrides/main.html has it loaded."""
GOOD = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title><meta name="description" content="About x">
<meta property="og:description" content="About x"><link rel="canonical" href="https://guide.example/"><link rel="stylesheet" href="a.css">
<script>{SCRIPT}</script>
<style>{STYLE}</style></head><body><dialog id="guide-search" aria-label="Search"></dialog>
<article><h1 id="top">x</h1><a href="#top">up</a><a href="./">home</a><a href="https://other.example/x">out</a>
<code>{{{{ shown }}}}</code></article>
</body></html>"""
URL = "https://guide.example/"


def reported(folder: Path) -> list[str]:
    try:
        postprocess_site(folder, URL)
    except InvalidGuideError as error:
        return [str(diagnostic) for diagnostic in error.diagnostics]
    return []
