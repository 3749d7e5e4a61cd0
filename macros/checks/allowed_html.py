"""The HTML a page may contain: the one list of tags, attributes and addresses.

It is used twice: by the check, for HTML in a chapter's Markdown (pages/raw_html.py), and after the build, for the finished page
(outputs/html/postprocess.py). Everything that isn't on the list is refused, so a new way of running or loading something is refused too.
No attribute on it runs anything, and only `href` and `src` contain an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

GLOBAL = "class dir id lang title"
"""Attributes any tag in a chapter may have."""

PLAIN_TAGS = (
    "abbr b bdi blockquote br caption cite code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd mark p pre q s samp "
    "section small span strong sub summary sup table tbody tfoot thead tr u ul var wbr"
)
TEXT = {
    **dict.fromkeys(PLAIN_TAGS.split(), ""),
    "a": "href", "col": "span", "colgroup": "span", "del": "datetime", "details": "open", "img": "alt height loading src width",
    "ins": "datetime", "li": "value", "ol": "reversed start type", "td": "colspan headers rowspan",
    "th": "abbr colspan headers rowspan scope", "time": "datetime",
}  # fmt: skip
"""The tags a chapter may use, and the ones Markdown makes."""

DRAWING = {
    "svg": "height preserveaspectratio viewbox width xmlns", "circle": "cx cy r", "desc": "", "ellipse": "cx cy rx ry", "g": "",
    "line": "x1 x2 y1 y2", "path": "d", "polygon": "points", "polyline": "points", "rect": "height rx ry width x y",
    "text": "text-anchor x y", "title": "", "tspan": "dx dy x y",
}  # fmt: skip
"""The tags a drawing in a page may use. A drawing refers to nothing outside itself."""

CONTROLS = {
    "aside": "", "button": "disabled type", "dialog": "", "fieldset": "disabled", "footer": "", "form": "autocomplete name", "header": "",
    "input": "accept autocapitalize autocomplete autocorrect checked disabled enterkeyhint inputmode list max maxlength min multiple name "
             "pattern placeholder readonly required size spellcheck step type value",
    "label": "for", "legend": "", "nav": "", "optgroup": "label", "option": "disabled label selected value", "output": "for name",
    "progress": "max value", "script": "defer src type", "select": "autocomplete disabled name",
    "textarea": "autocomplete cols maxlength name placeholder readonly rows spellcheck",
}  # fmt: skip
"""The controls that templates and the theme add for readers. inline_code.py decides which scripts are allowed."""

DOCUMENT = {
    "article": "", "body": "", "head": "", "html": "", "link": "href media rel sizes type", "main": "",
    "meta": "charset content name property", "style": "", "title": "",
}  # fmt: skip
"""The tags of a page around its article."""

RELATIONS = {
    "names": {"alternate", "canonical", "next", "prev"},
    "loads": {"apple-touch-icon", "icon", "manifest", "shortcut", "stylesheet"},
}
"""What a <link> may do: name an address, or load a file."""

ID = re.compile(r"(?!guide-)[a-z][a-z0-9-]*")
"""The form of an id set in a chapter. The theme's own begin with two underscores and the tools' with "guide-"; scripts look for those."""

LINK = re.compile(r"https?://[^/?#]|mailto:|tel:", re.IGNORECASE)
"""The beginning of a link to another site, an email address or a phone number."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class AllowedHtml:
    """The tags that are allowed in some place.

    Args:
        tags: The attributes of each tag.
        everywhere: Attributes all of them may have.
        prefixes: The beginnings of more attributes all of them may have.
    """

    tags: Mapping[str, frozenset[str]]
    everywhere: frozenset[str]
    prefixes: tuple[str, ...] = ()

    def has(self, tag: str, attribute: str) -> bool:
        """Whether an allowed tag may have an attribute, both in lower case."""
        return attribute in self.tags[tag] or attribute in self.everywhere or attribute.startswith(self.prefixes)


def _allowed(tables: list[dict[str, str]], everywhere: str, prefixes: tuple[str, ...] = ()) -> AllowedHtml:
    tags: dict[str, frozenset[str]] = {}
    for table in tables:
        for tag, attributes in table.items():
            tags[tag] = tags.get(tag, frozenset()) | frozenset(attributes.split())
    return AllowedHtml(tags, frozenset(everywhere.split()), prefixes)


MADE = f"{GLOBAL} for hidden role tabindex"
"""Attributes any tag in a template may have."""

IN_MARKDOWN = _allowed([TEXT], f"{GLOBAL} markdown")
IN_BRACES = AllowedHtml({}, frozenset(f"{GLOBAL} start width height loading reversed".split()))
"""Attributes that may be given in Markdown's braces, as in {: .class #id }."""
IN_ARTICLE = _allowed([TEXT, CONTROLS, {"article": ""}], MADE, ("aria-", "data-"))
IN_DRAWING = _allowed([DRAWING], MADE, ("aria-",))
AROUND_ARTICLE = _allowed([TEXT, CONTROLS, DOCUMENT], MADE, ("aria-", "data-"))


def is_allowed_address(address: str, loaded: bool) -> bool:
    """Whether an address can only lead somewhere, or load a file of the site.

    Args:
        address: The value of an attribute, decoded.
        loaded: Whether a browser fetches it without a click, so that it may lead only to this site.

    Returns:
        Also False for an address browsers would first clean up: they drop line breaks and tabs, and read a backslash as a slash.
    """
    if not address.isprintable() or address != address.strip() or "\\" in address:
        return False
    if SCHEME.match(address):
        return not loaded and LINK.match(address) is not None
    return not address.startswith("//")
