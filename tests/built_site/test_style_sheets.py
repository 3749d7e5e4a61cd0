"""The style sheets and the classes that pages use agree: none without a rule, no rule without a use, names that say what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import material

from tests.support.guides import ROOT

STYLES = sorted(ROOT.glob("docs/assets/**/*.css"))
PAGES = sorted([*ROOT.glob("macros/**/*.html"), *ROOT.glob("overrides/**/*.html"), *ROOT.glob("docs/**/*.md")])
ICONS = ROOT / "macros/outputs/html/theme_icons.py"
SCRIPTS = sorted(ROOT.glob("docs/assets/**/*.js"))
THEME_CLASS = re.compile(r"md-.*|admonition|admonition-title|headerlink")
"""Classes that the theme and the Markdown extensions give to elements."""
OWN_CLASS = re.compile(r"(guide|is|print)(-[a-z0-9]+)+")
"""guide- names an element, is- a state of one, print- a state of the page."""

TEMPLATE_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
IN_PAGES = re.compile(r'\bclass="([^"]*)"|\{:?[^}\n]*\.([\w-]+)[^}\n]*\}')
"""A class in HTML or in Markdown's curly brackets."""
IN_SCRIPTS = re.compile(r"""\bclassName\b\s*[:=]\s*["'`]([^"'`]*)|\bclassList\.\w+\(["'`]([^"'`]*)""")
SELECTOR_IN_SCRIPTS = re.compile(r"""["'`][^"'`\n]*?\.((?:guide|is|print)-[\w-]+)[^"'`\n]*["'`]""")


def rules(css: str) -> str:
    """A style sheet without its comments and strings."""
    return re.sub(r'/\*.*?\*/|"[^"\n]*"', "", css, flags=re.DOTALL)


def styled() -> set[str]:
    """The classes that the style sheets name."""
    sheets = [re.sub(r"@layer [^{;]*", "", rules(path.read_text("utf-8"))) for path in STYLES]
    return {name for sheet in sheets for name in re.findall(r"\.([a-zA-Z][\w-]*)", sheet)}


def names(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for groups in pattern.findall(text):
        yield from " ".join([groups] if isinstance(groups, str) else groups).split()


def used() -> set[str]:
    """The classes that templates, pages and scripts give to elements or look for."""
    found: set[str] = set()
    for path in PAGES:
        text = path.read_text("utf-8")
        found |= set(names(IN_PAGES, TEMPLATE_CODE.sub(" ", text)))
        found |= {name for code in TEMPLATE_CODE.findall(text) for name in re.findall(r'"(guide-[\w-]+)"', code)}
    found |= set(re.findall(r'class="([\w-]+)"', ICONS.read_text("utf-8")))
    for path in SCRIPTS:
        text = path.read_text("utf-8")
        found |= {*names(IN_SCRIPTS, text), *names(SELECTOR_IN_SCRIPTS, text)}
    return {name for name in found if not THEME_CLASS.fullmatch(name)}


def test_every_class_that_is_used_has_a_rule() -> None:
    assert sorted(used() - styled()) == []


def test_every_class_that_has_a_rule_is_used() -> None:
    assert sorted(name for name in styled() - used() if not THEME_CLASS.fullmatch(name)) == []


def test_names_say_what_they_name() -> None:
    assert sorted(name for name in styled() | used() if not OWN_CLASS.fullmatch(name) and not THEME_CLASS.fullmatch(name)) == []
    for path in STYLES:
        alone = re.findall(r"(?<![\w-])\.is-[\w-]+", rules(path.read_text("utf-8")))
        assert alone == [], f"{path.name}: a state is that of an element, as in .guide-sheet.is-measured"


def test_what_is_fixed_in_the_theme_is_there() -> None:
    root = Path(material.__file__).parent / "templates"
    theme = "".join(path.read_text("utf-8") for path in [*root.rglob("*.html"), *root.glob("assets/stylesheets/*.css")])
    assert sorted(name for name in styled() if name.startswith("md-") and name not in theme) == []


def test_every_rule_is_in_a_layer() -> None:
    """A rule outside of all layers would beat those in them, whatever it weighs."""
    for path in STYLES:
        inside: list[str] = []
        for head, brace in re.findall(r"([^{};]*)([{};])", rules(path.read_text("utf-8"))):
            if brace == "}":
                inside.pop()
            elif brace == "{":
                inside.append(head.strip())
                layered = any(one.startswith(("@layer", "@page")) for one in inside)
                assert layered or head.strip().startswith("@media"), f"{path.name}: {head.strip()}"
