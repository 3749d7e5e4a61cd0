"""The scripts and styles that a finished page may hold: those that the theme and this project's own templates bring, and no other.

They are read from the templates themselves. No list of hashes has to be kept up to date with the theme: its next version brings its
own scripts, while a script that a page brings stands in no template, and is refused whatever is in it. Where a template prints a value
inside a script or style, the value must have the form that PRINTED gives it; an unknown one makes the whole unknown.
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
"""The settings that may name scripts for every page; a copy's own settings may not."""
ROOT_PATH = r"(?:/(?:[\w.~%-]+/)*[\w.~%-]*|\.{1,2}(?:/\.\.)*)"
"""The way from a page to the site's root: relative, or whole on the page of what is not found."""
COLOR = "#[0-9a-f]{6}"
PRINTED = {
    "config.extra.scope | d(base_url)": ROOT_PATH,
    "colors.light": COLOR,
    "colors.dark": COLOR,
    "foot": r'[^"\\<\x00-\x1f\x7f]*',
}
"""What a template prints inside a script or style, by its first words, and the form of it."""

ELEMENT = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
PRINT = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
SCRIPT_FILE = re.compile(r"(?<![\w/.-])assets/[\w./-]+\.js(?![\w?])")


@dataclass(frozen=True)
class InlineCode:
    """What is allowed: forms of whole texts, and the paths of script files in the site."""

    scripts: tuple[re.Pattern[str], ...]
    styles: tuple[re.Pattern[str], ...]
    files: frozenset[str]

    def allows(self, tag: str, text: str) -> bool:
        """Whether a text may stand in a tag, which is "script" or "style"."""
        return any(form.fullmatch(text) for form in (self.scripts if tag == "script" else self.styles))


@cache
def inline_code() -> InlineCode:
    """What the installed theme and this project's templates bring."""
    theme = theme_folder()
    own = _templates(OVERRIDES)
    found = [(match[1], match[2]) for text in [*_templates(theme), *own] for match in ELEMENT.finditer(text)]
    forms = {tag: tuple(form for name, code in found if name == tag and (form := _form(code))) for tag in ("script", "style")}
    return InlineCode(forms["script"], (*forms["style"], _imports(theme)), frozenset(_script_files(theme, own)))


def theme_folder() -> Path:
    """The folder of the installed theme's templates and assets. Raises LookupError where it is not installed."""
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise LookupError("the theme is not installed")
    return Path(spec.origin).parent / "templates"


def _templates(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))]


def _form(code: str) -> re.Pattern[str] | None:
    """The form of a script or style as it stands in a template; None where the template prints something that is not known."""
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
    """The form of the imports that overrides/main.html makes of the links to the theme's style sheets."""
    names = "|".join(re.escape(path.name) for path in sorted((theme / "assets" / "stylesheets").glob("*.css")))
    return re.compile(rf'@import "(?:{ROOT_PATH}/|/)?assets/stylesheets/(?:{names})" layer\(material\);')


def _script_files(theme: Path, own: list[str]) -> Iterator[str]:
    """The path of each script file that a page may have loaded: the theme's, those that settings and overrides/ name, and the tools'."""
    yield from (path.relative_to(theme).as_posix() for path in (theme / "assets" / "javascripts").glob("bundle.*.js"))
    configs = [(PROJECT / name).read_text("utf-8") for name in CONFIGS]
    yield from (match[0] for text in [*own, *configs] for match in SCRIPT_FILE.finditer(text))
    tools: dict[str, list[str]] = vars(PAGE_TEMPLATES.get_template("_parts.html").module)["SCRIPTS"]
    yield from (f"assets/{name}.js" for names in tools.values() for name in names)
