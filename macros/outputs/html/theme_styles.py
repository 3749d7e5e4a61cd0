"""Cuts the theme's style sheets down to what the pages of a site can use, and makes them one file.

The theme styles far more than the guide has, such as code with line numbers, tags, and twenty colors to choose from. A reader's browser
would load all of it before it shows anything, and the two sheets are two requests. So when the pages are written, a rule goes if it
needs something that is on no page and in no script. The theme itself stays as it's installed, and its next version is cut the same way.

The file has a digest of its content in its name, because servers let browsers keep it for a year (see http_headers.py), and because what
is cut depends on the pages as well as on the theme.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

from macros.diagnostics import Diagnostic, InvalidGuideError, Place
from macros.outputs.html.inline_code import theme_folder

SHEETS = "assets/stylesheets"
"""Where the theme's style sheets are on a site."""
NAME = re.compile(r"(main|palette)\.[0-9a-f]{8}\.min\.css")
THEIR_IMPORTS = re.compile(
    rf'(<style>@import "[^"]*{SHEETS}/)main\.[0-9a-f]{{8}}(\.min\.css" layer\(material\);</style>)'
    rf'(?:\s*<style>@import "[^"]*{SHEETS}/palette\.[0-9a-f]{{8}}\.min\.css" layer\(material\);</style>)?'
)
"""What overrides/main.html makes of the links to them. A page that MkDocs didn't write again (`--dirty`) has one import already."""

RULES_INSIDE = ("container", "layer", "media", "supports")
"""At-rules that hold rules with selectors. The others are kept whole."""
EITHER = ("has", "is", "matches", "where")
"""Pseudo-classes that need one of the selectors in their parentheses. What stands in others, such as `:not()`, isn't needed at all."""
ELEMENT_NAME = re.compile(r"<([a-z][\w-]*)")
IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup"})
"""Elements a browser adds where the HTML has no tags for them."""
DATA_BLOCK = re.compile(r' type="application/')
"""A script element that no browser runs. The words in it are a reader's, such as "table" and "code"."""
SCRIPT_WORD = re.compile(r"[\w-]+")
USED_PROPERTY = re.compile(r"--[\w-]+(?!\s*:|[\w-])")
"""A property with two hyphens where it isn't given a value."""
MINIFIED = 2
"""The length of most names in a minified script, where `--e` takes one off a number."""


@dataclass(frozen=True)
class InUse:
    """What may be on a page.

    Attributes:
        elements: The names of elements.
        values: The values of attributes, each under the attribute's name; a class is one value.
        words: Words in scripts, which may add any of them as an element, a class, an id or a value.
        prefixes: Words in scripts that end with a hyphen, which may be the first part of a name.
        suffixes: Those that begin with two hyphens, which may be the last part.
    """

    elements: frozenset[str]
    values: Mapping[str, frozenset[str]]
    words: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]

    def has(self, attribute: str, value: str) -> bool:
        """Whether an attribute may have a value, which may be one of several between spaces."""
        return value.lower() in self.values.get(attribute, ()) or self.names(value)

    def names(self, word: str) -> bool:
        """Whether a script may name something by this word."""
        return word in self.words or word.startswith(self.prefixes) or word.endswith(self.suffixes)


def in_use(pages: Iterable[str], scripts: Iterable[str], attributes: Iterable[str]) -> InUse:
    """Collect what may be on a page.

    Args:
        pages: The HTML of each page.
        scripts: The text of each script file.
        attributes: Names of attributes whose values matter, besides `class` and `id`.
    """
    # Most tags are on many pages, and each is read once. Names count without regard to upper and lower case.
    pieces: set[str] = set()
    code = set(scripts)
    for page in pages:
        pieces.update(page.split("<"))
        code.update(script.partition("</script>")[0] for script in page.split("<script")[1:] if not DATA_BLOCK.match(script))
    tags = "<".join(["", *{piece.rpartition(">")[0] or piece for piece in pieces}]).lower()
    names = "|".join(re.escape(name) for name in sorted({"class", "id", *attributes}))
    values = defaultdict(set)
    for name, *forms in set(re.findall(rf"""\s({names})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", tags)):
        value = "".join(forms)
        values[name].update([value, *value.split()])
    words = set(SCRIPT_WORD.findall("\n".join(code)))
    return InUse(
        frozenset(ELEMENT_NAME.findall(tags)) | IMPLIED,
        {name: frozenset(found) for name, found in values.items()},
        frozenset(words),
        tuple(sorted(word for word in words if word.endswith("-") and word.strip("-"))),
        tuple(sorted(word for word in words if word.startswith("--") and len(word.strip("-")) > MINIFIED)),
    )


def attributes_in(sheet: str) -> set[str]:
    """The attributes whose values a style sheet's selectors ask for."""
    return set(re.findall(r"\[([\w-]+)~?=", sheet))


def used_rules(sheet: str, used: InUse) -> str:
    """A style sheet without the rules that can't apply to anything on a page.

    Args:
        sheet: The style sheet.
        used: What may be on a page.

    Returns:
        The rest, in the same order.
    """
    return _serialize(_kept(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), used))


def _serialize(nodes: Sequence[Any]) -> str:
    return str(tinycss2.serialize(nodes))


def _kept(rules: Iterable[Any], used: InUse) -> list[Any]:
    """The rules of a list that are needed, each with only the selectors that are."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _split(rule.prelude)
            wanted = [selector for selector in selectors if _may_match(selector, used)]
            if not wanted:
                continue
            # A browser that doesn't know one selector drops the whole rule, so a rule with a browser's own selectors stays as it is.
            if len(wanted) < len(selectors) and not any(_is_a_browser_s_own(selector) for selector in selectors):
                rule.prelude = _joined(wanted, rule)
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in RULES_INSIDE:
            rule.content = _kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), used)
            if not rule.content:
                continue
        kept.append(rule)
    return kept


def without_unused_properties(sheet: str, others: Iterable[str]) -> str:
    """A style sheet without the custom properties whose value nothing asks for, such as the icons of what's on no page.

    Args:
        sheet: The style sheet.
        others: What else may ask for one: other style sheets, pages and scripts.

    Returns:
        The rest, in the same order.
    """
    asked_for = frozenset(name for text in (sheet, *others) for name in USED_PROPERTY.findall(text))
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    _drop_properties(rules, asked_for)
    return _serialize(rules)


def _drop_properties(rules: Iterable[Any], asked_for: frozenset[str]) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            declarations = _split(rule.content, ";")
            kept = [one for one in declarations if not _is_unused_property(one, asked_for)]
            if len(kept) < len(declarations):
                rule.content = _joined(kept, rule, ";")
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in RULES_INSIDE:
            rule.content = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            _drop_properties(rule.content, asked_for)


def _is_unused_property(declaration: Sequence[Any], asked_for: frozenset[str]) -> bool:
    name = next((token.value for token in declaration if token.type == "ident"), "")
    return name.startswith("--") and name not in asked_for


def _split(tokens: Sequence[Any], separator: str = ",") -> list[list[Any]]:
    """The parts of a list, such as selectors, between its separators."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == separator:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _joined(parts: Sequence[Sequence[Any]], rule: Any, separator: str = ",") -> list[Any]:
    """The parts of a list, such as selectors, with a separator between each two."""
    between = tinycss2.ast.LiteralToken(rule.source_line, rule.source_column, separator)
    joined = [token for part in parts for token in [between, *part]]
    return joined[1:]


def _is_a_browser_s_own(selector: Sequence[Any]) -> bool:
    """Whether a selector has a pseudo-class or pseudo-element of one browser, such as `::-moz-focus-inner`."""
    return any(
        token.type in ("ident", "function") and (token.value if token.type == "ident" else token.name).startswith("-") and before == ":"
        for before, token in pairwise(selector)
    )


def _may_match(selector: Sequence[Any], used: InUse) -> bool:
    """Whether everything a selector needs may be on a page; yes where it isn't clear what it needs."""
    before = None
    for token in selector:
        if token.type == "ident" and before == ".":
            possible = used.has("class", token.value)
        elif token.type == "ident" and before != ":":
            possible = token.lower_value in used.elements or used.names(token.value)
        elif token.type == "hash":
            possible = used.has("id", token.value)
        elif token.type == "[] block":
            possible = _attribute_may_match(token.content, used)
        elif token.type == "function" and before == ":" and token.lower_name in EITHER:
            possible = any(_may_match(choice, used) for choice in _split(token.arguments))
        else:
            possible = True
        if not possible:
            return False
        before = token
    return True


def _attribute_may_match(content: Sequence[Any], used: InUse) -> bool:
    """The same for a selector in brackets. Browsers set attributes such as `open` too, so only a value can be missing."""
    parts = [token for token in content if token.type != "whitespace"]
    if len(parts) < 3 or parts[0].type != "ident" or parts[1] not in ("=", "~=") or parts[2].type not in ("ident", "string"):
        return True
    return used.has(parts[0].lower_value, parts[2].value)


def cut_theme_styles(site: Path) -> None:
    """Put one style sheet with what a site uses in the place of the theme's two, on every page.

    Args:
        site: The folder of the built site, whose pages are all written.

    Raises:
        InvalidGuideError: If the theme's style sheets, or what loads them, aren't what they were. In that case nothing is written.
    """
    sheets = _theme_sheets(site)
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    used = in_use(pages.values(), _scripts(site), attributes_in("".join(sheets.values())))
    cut = {name: used_rules(sheet, used) for name, sheet in sheets.items()}
    if uncut := [name for name, sheet in sheets.items() if len(cut[name]) >= len(sheet)]:
        raise _changed(f"{SHEETS}/{uncut[0]}", "no rule goes", "rules for what no page has")
    others = [path.read_text("utf-8") for path in sorted((site / "assets").rglob("*.css")) if not NAME.match(path.name)]
    together = without_unused_properties("".join(cut.values()), [*others, *_scripts(site), *pages.values()])
    digest = hashlib.sha256(together.encode()).hexdigest()[:8]
    finished = {path: THEIR_IMPORTS.subn(rf"\g<1>main.{digest}\g<2>", page) for path, page in pages.items()}
    for path, page in pages.items():
        # A page without the theme's palette must not get its colors.
        if finished[path][1] != 1 or len({f"{SHEETS}/{name}" in page for name in sheets}) != 1:
            expected = "one import of main.*.min.css, then one of palette.*.min.css, as overrides/main.html writes them"
            raise _changed(path.relative_to(site).as_posix(), None, expected)
    for path in (site / SHEETS).iterdir():
        if NAME.match(path.name):
            path.unlink()
    (site / SHEETS / f"main.{digest}.min.css").write_text(together, "utf-8")
    for path, (page, _) in finished.items():
        path.write_text(page, "utf-8")


def _theme_sheets(site: Path) -> dict[str, str]:
    """The text of the theme's two style sheets, by name, in the order pages load them."""
    names = sorted(path.name for path in (theme_folder() / SHEETS).glob("*.css"))
    there = [name for name in names if NAME.fullmatch(name) and (site / SHEETS / name).is_file()]
    if there != names or [name.partition(".")[0] for name in names] != ["main", "palette"]:
        raise _changed(SHEETS, ", ".join(there) or "neither", "main.*.min.css and palette.*.min.css, as in the installed theme")
    return {name: (site / SHEETS / name).read_text("utf-8") for name in names}


def _scripts(site: Path) -> Iterator[str]:
    """The theme's script and the guide's own. Those in folders next to the theme's work out of sight, and touch no page."""
    theme = site / "assets" / "javascripts"
    for path in sorted((site / "assets").rglob("*.js")):
        if path.parent == theme or theme not in path.parents:
            yield path.read_text("utf-8")


def _changed(file: str, got: str | None, expected: str) -> InvalidGuideError:
    what = "the theme's style sheets have changed, so they can't be cut to what this site uses"
    return InvalidGuideError([Diagnostic(Place(file), "S509", what, got, expected)])
