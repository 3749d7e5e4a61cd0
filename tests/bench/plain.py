"""The pages of the guide written out as plain Markdown: what MkDocs and its theme alone take for the same content."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import yaml
from markdownify import MarkdownConverter


class SamePage(MarkdownConverter):
    """HTML to Markdown that keeps what a reader sees: what folds away still folds away (md_in_html)."""

    def convert_details(self, el, text, parent_tags):
        return f'\n\n<details markdown="1">\n{text.strip()}\n\n</details>\n\n'

    def convert_summary(self, el, text, parent_tags):
        return f"\n\n<summary>{text.strip()}</summary>\n\n"


SETTINGS = {
    "strict": False,
    "validation": {"anchors": "ignore", "unrecognized_links": "ignore", "not_found": "ignore", "absolute_links": "ignore"},
}
DATA = re.compile(r'<script type="application/json".*?</script>', re.DOTALL)


def write_plain(built: Path, plain: Path) -> None:
    """Replace the pages of a copy of the guide by what was built, written as Markdown.

    Headings keep their ids, lists of terms stay such, what folds away still does, and the data of tools is on the page: the same content.

    Args:
        built: The site that MkDocs made of the guide.
        plain: The copy, in which the pages and the settings are replaced.
    """
    config = yaml.load((plain / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    del config["plugins"]["macros"]
    extensions = [name for name in config["markdown_extensions"] if not str(name).startswith("macros.") and not isinstance(name, dict)]
    own = [name for name in config["markdown_extensions"] if isinstance(name, dict) and not any(key.startswith("macros.") for key in name)]
    config["markdown_extensions"] = [*extensions, *own, "def_list"]
    config["theme"]["font"] = False
    config["extra"] = {"generator": False, "repo": config["extra"]["repo"], "branch": config["extra"]["branch"]}
    text = yaml.safe_dump({**config, **SETTINGS}, sort_keys=False).replace("'false'", "false").replace("'true'", "true")
    (plain / "mkdocs.yml").write_text(text, "utf-8")
    for page in (plain / "docs").rglob("*.md"):
        name = re.sub(r"(index)?\.md$", "", page.relative_to(plain / "docs").as_posix())
        _write_page(page, (built / name / "index.html").read_text("utf-8"))


def _write_page(page: Path, html: str) -> None:
    found = re.search(r'<article class="md-content__inner md-typeset">(.*?)<aside class="guide-suggest"', html, re.DOTALL)
    assert found, page
    article = re.sub(r'<a class="headerlink".*?</a>', "", found[1])
    data = DATA.findall(article)
    article = DATA.sub("", article)
    article = re.sub(r'<h([1-6]) id="([^"]+)">(.*?)</h\1>', r"<h\1>\3 {: #\2 }</h\1>", article, flags=re.DOTALL)
    head = page.read_text("utf-8").split("---\n")[1]
    text = unescape(SamePage(heading_style="ATX").convert(article))
    page.write_text("\n\n".join([f"---\n{head}---", text, *data, ""]), "utf-8")
