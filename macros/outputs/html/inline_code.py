"""The scripts and styles a finished page may have: those from the theme and this project's own templates, and no others.

They're read from the templates themselves, so no list of hashes has to be kept up to date with the theme. Its next version brings
its own scripts, while a script that comes from a page isn't in any template and is refused, whatever it does. Where a template prints a
value inside a script or style, the value must have the form PRINTED gives it. An unknown value makes the whole script unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from macros.outputs.html.renderer import PAGE_TEMPLATES

PROJECT = Path(__file__).parents[3]
OVERRIDES = PROJECT / "overrides"
CONFIGS = ("mkdocs.yml", "mkdocs.offline.yml")
"""The settings that may name scripts for every page. A copy's own settings may not."""
ROOT_PATH = r"(?:/(?:[\w.~%-]+/)*[\w.~%-]*|\.{1,2}(?:/\.\.)*)"
"""The path from a page to the site's root: relative, or absolute on the "Page not found" page."""
COLOR = "#[0-9a-f]{6}"
PRINTED = {
    "config.extra.scope | d(base_url)": ROOT_PATH,
    "colors.light": COLOR,
    "colors.dark": COLOR,
    "foot": r'[^"\\<\x00-\x1f\x7f]*',
}
"""What templates print inside a script or style, and the form it must have."""
CUT_SHEET = r"main\.[0-9a-f]{8}\.min\.css"
"""The name of the style sheet theme_styles.py makes of the theme's two."""

ELEMENT = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
PRINT = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
SCRIPT_FILE = re.compile(r"(?<![\w/.-])assets/[\w./-]+\.js(?![\w?])")


@dataclass(frozen=True)
class InlineCode:
    """What's allowed: patterns for whole texts, and the paths of script files on the site."""

    scripts: tuple[re.Pattern[str], ...]
    styles: tuple[re.Pattern[str], ...]
    files: frozenset[str]

    def allows(self, tag: str, text: str) -> bool:
        """Whether a text is allowed in a tag, which is "script" or "style"."""
        return any(form.fullmatch(text) for form in (self.scripts if tag == "script" else self.styles))


@cache
def inline_code() -> InlineCode:
    """What the installed theme and this project's templates contain."""
    theme = theme_folder()
    own = _templates(OVERRIDES)
    found = [(match[1], match[2]) for text in [*_templates(theme), *own] for match in ELEMENT.finditer(text)]
    forms = {tag: tuple(form for name, code in found if name == tag and (form := _form(code))) for tag in ("script", "style")}
    return InlineCode(forms["script"], (*forms["style"], _imports(theme)), frozenset(_script_files(theme, own)))


def theme_folder() -> Path:
    """The folder of the installed theme's templates and assets. Raises LookupError if it isn't installed."""
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise LookupError("the theme isn't installed")
    return Path(spec.origin).parent / "templates"


def _templates(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))]


def _form(code: str) -> re.Pattern[str] | None:
    """The pattern for a script or style in a template; None if the template prints something unknown in it."""
    pieces, end = [], 0
    for match in PRINT.finditer(code):
        printed = re.split(r" \| (?=replace|e$)", match[1])[0]
        if printed not in PRINTED:
            return None
        pieces += [re.escape(code[end : match.start()]), PRINTED[printed]]
        end = match.end()
    rest = "".join([*pieces, re.escape(code[end:])])
    return None if re.search(r"\\\{\\?[%#]", rest) else re.compile(rest)


def _imports(theme: Path) -> re.Pattern[str]:
    """The pattern for the imports overrides/main.html makes from the links to the theme's style sheets, or for what is left of them."""
    names = "|".join(re.escape(path.name) for path in sorted((theme / "assets" / "stylesheets").glob("*.css")))
    return re.compile(rf'@import "(?:{ROOT_PATH}/|/)?assets/stylesheets/(?:{names}|{CUT_SHEET})" layer\(material\);')


def _script_files(theme: Path, own: list[str]) -> Iterator[str]:
    """The path of each script file a page may load: the theme's, the ones settings and overrides/ name, and the tools' own."""
    yield from (path.relative_to(theme).as_posix() for path in (theme / "assets" / "javascripts").glob("bundle.*.js"))
    configs = [(PROJECT / name).read_text("utf-8") for name in CONFIGS]
    yield from (match[0] for text in [*own, *configs] for match in SCRIPT_FILE.finditer(text))
    tools: dict[str, list[str]] = vars(PAGE_TEMPLATES.get_template("_parts.html").module)["SCRIPTS"]
    yield from (f"assets/{name}.js" for names in tools.values() for name in names)
