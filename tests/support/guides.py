"""The guides that tests read and edit: the smallest one, the guide itself and a copy of it; and what the check says of each."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from macros.diagnostics import Diagnostic, InvalidGuideError
from macros.outputs.html.page_index import open_site

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "fixtures" / "small"


PAY = "data/questions/pay.yml"
EMAIL = "data/messages/email.yml"
NOTE = "data/messages/note.yml"
MISTAKES = "data/messages/mistakes.yml"
LIST = "data/checklists/prepare.yml"
SHEET = "data/worksheets/plan.yml"
FIND = "data/answers/find.yml"
SOURCES = "data/sources.yml"
WORDS = "data/vocabulary.yml"
CLOSING = "data/questions/closing.yml"
REPLIES = "data/messages/replies.yml"
ORDERS = "data/running-orders.yml"
PLANS = "data/plans.yml"
PAGE = "docs/index.md"
WORDING = "data/wording.yml"
CHECKS = "data/checks.yml"
SEARCH = "data/search.yml"
COMPOSER = "data/composer.yml"
STORY = "data/stories/cook.yml"
TRANSCRIPT = "data/transcripts/short.yml"
FIELD = "data/fields/nursing.yml"
TEMPLATES = "data/messages/templates.yml"


PAGE_HEAD = "---\ndescription: What our office offers to students who look for people.\n---\n\n"
"""What a page begins with, before its title."""

EXAMPLE = ROOT / "tests" / "fixtures" / "copy"
OVER = "local/questions/pay.yml"
COPY_CONFIG_LINES = ("INHERIT: mkdocs.yml", "site_name: Ours", "site_url: https://ours.example/")
"""The settings that a copy must have, each on its line."""
SETTINGS = "".join(f"{line}\n" for line in COPY_CONFIG_LINES)


def problems_in(root: Path) -> list[Diagnostic]:
    """What is wrong in a guide; empty when it is sound."""
    try:
        open_site(root)
    except InvalidGuideError as error:
        return error.diagnostics
    return []


def problems_of(root: Path) -> list[str]:
    """What the check says of a guide, one line a problem."""
    return [str(diagnostic) for diagnostic in problems_in(root)]


def edit(root: Path, file: str, old: str | None, new: str | bytes | None) -> None:
    """Replace `old` by `new` in a file; without `old` the whole file; without `new` delete it."""
    path = root / file
    if new is None:
        path.unlink()
        return
    before = path.read_bytes() if old or path.exists() else b""
    old_bytes, new_bytes = (before if old is None else old.encode()), (new.encode() if isinstance(new, str) else new)
    assert before.count(old_bytes) == 1 or not before, f"{old!r} must stand once in {file}"
    path.write_bytes(before.replace(old_bytes, new_bytes) if before else new_bytes)


def code_of(diagnostic: str) -> str:
    """The code at the end of a problem as it is reported."""
    match = re.search(r" \[([YMRPLSC]\d{3})\]$", diagnostic)
    assert match is not None, diagnostic
    return match[1]


def write(root: Path, file: str, text: str) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")


LENIENT = """from macros import define_env
from macros.yaml_io import error_hints

from macros.checks import runner
from macros.checks.rule import RULES
from macros.outputs.html import page_index

error_hints.PASTED_MARKUP = ()
for code in ("R317", "R337", "R338"):
    del RULES[code]
for rule in ("each_once", "searched_words", "meant_words"):
    setattr(runner, rule, lambda *_: iter(()))
page_index.check_glyphs = page_index.pasted_examples = lambda *_: iter(())
"""
LENIENT_OF_PAGES = (
    LENIENT
    + """
page_index.check_pages = page_index.check_anchors = page_index.check_asked_places = page_index.check_site_texts = lambda *_: iter(())
"""
)


def let_pasted_marks_pass(root: Path, pages: bool = False) -> None:
    """Have the smallest guide under `root` built without the check for HTML and Markdown in data, so that rendering alone must hold.

    With `pages`, also without the checks of chapters and of settings, so that the last step of a build alone must hold.
    """
    (root / "lenient.py").write_text(LENIENT_OF_PAGES if pages else LENIENT, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("modules: [macros]", "module_name: lenient"), "utf-8")


def copy_project(folder: Path) -> Path:
    """Copy the guide with its generator, without what was made from it or installed for it. Returns the copy."""
    made = shutil.ignore_patterns(".git", ".venv", ".build", "node_modules", "site", "tests")
    return Path(shutil.copytree(ROOT, folder, ignore=made))
