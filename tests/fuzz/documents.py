"""Data files and pages a contributor might save: the check reports whatever is wrong, and `make fix` doesn't change what they mean."""

from __future__ import annotations

import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import yaml

from macros.authoring.formatter import UnformattableError, format_file, meaning_of
from macros.diagnostics import InvalidGuideError
from macros.loading.dataset import Dataset
from macros.outputs.html.page_index import open_site, render_calls
from macros.settings import Settings
from macros.yaml_io.parser import read_yaml
from tests.fuzz.mutations import mutated_text, mutated_value
from tests.fuzz.runner import Case, Judge, Verdict
from tests.support.faults import read_each_text_once, restore
from tests.support.guides import ROOT, SMALL, problems_in

DATA = {path.relative_to(SMALL).as_posix(): path.read_text("utf-8") for path in sorted((SMALL / "data").rglob("*.yml"))}
OWN_DATA = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "data").rglob("*.yml"))}
PAGES = {path.relative_to(SMALL).as_posix(): path.read_text("utf-8") for path in sorted((SMALL / "docs").rglob("*.md"))}
OWN_PAGES = sorted((ROOT / "docs").rglob("*.md"))
MOST_OWN_LINES = 60
"""A part of a long file shows as much as the whole of it, in less time."""
ONE_IN_SO_MANY_FIXED = 4
"""Of the files with problems. Fixing takes as long as checking."""
CALLS = (
    '{{ questions("pay") }}', '{{ cite("net-help") }}', '{{ questions(topic="pay") }}', "{{ questions('pay') }}", "{{ questions(pay) }}",
    "{{ questions(10**(10**9)) }}", '{{ questions("a"*10**9) }}', "{{ questions({[]:1}) }}", "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    '{{ questions("pay", "pay") }}', "{{ questions( }}", "{% for x in y %}", "{# x", "{{ x.y }}", '{{ questions(“pay”) }}',
    "{{ way() }}", "{{",
    "}}", "[a][b]", "[a](x.md)", "[^1]", "<a href='javascript:x'>x</a>", "<script>x</script>", "{: #x }", "!!! tip", "```",
    "| a | b |\n|---|",
    "> " * 500, "- " * 500, "<!--", "![x](y.png)", "# " * 40, "<" * 400, "*" * 400, "~~~", "<details>", "&#0;", "&#x110000;",
)  # fmt: skip
"""What may come between the lines of a page: calls of macros, with arguments that mustn't be evaluated, and pieces of Markdown and HTML."""
FRONT_MATTER = ("description: {}", "title: {}", "also_asked: [{}]", "also_asked: {}", "hide: [{}]", "template: {}", "tags: {}")
TEXTS = (
    'The "hidden" job',
    "x",
    "[a",
    "{a: b}",
    "|",
    "> x",
    "<script>x</script>",
    "'",
    "&a",
    "*a",
    "12:30",
    "",
    "no",
    "x" * 500,
    "\u201cx\u201d",
)


def _part(random: Random, text: str) -> str:
    """The beginning of a long text, or its beginning and some lines from further on."""
    lines = text.split("\n")
    if len(lines) <= MOST_OWN_LINES:
        return text
    at = random.randrange(10, len(lines))
    return "\n".join([*lines[:10], *lines[at : at + MOST_OWN_LINES]])


def draw_data(random: Random) -> Case:
    """A damaged data file: one of the smallest guide's, whose damage the rest of a guide shows, or of the guide itself in its place."""
    if random.random() < 0.2:
        name = random.choice([*OWN_DATA])
        return Case(name, mutated_text(random, _part(random, OWN_DATA[name].read_text("utf-8"))))
    name = random.choice([*DATA])
    if random.random() < 0.4:
        data = mutated_value(random, yaml.load(DATA[name], Loader=yaml.CBaseLoader), 2)
        try:
            return Case(name, yaml.safe_dump(data, sort_keys=False, allow_unicode=random.random() < 0.5))
        except UnicodeEncodeError:
            pass  # Half a character can't be saved.
    return Case(name, mutated_text(random, DATA[name]))


def draw_page(random: Random) -> Case:
    """A damaged page of the smallest guide, or the text of a page of the guide itself in place of one."""
    name = random.choice([*PAGES])
    text = PAGES[name] if random.random() < 0.5 else _part(random, random.choice(OWN_PAGES).read_text("utf-8"))
    lines = text.split("\n")
    for _ in range(random.randrange(3)):
        lines.insert(random.randrange(len(lines)), random.choice(CALLS))
    if random.random() < 0.3:
        lines.insert(1, random.choice(FRONT_MATTER).format(random.choice(TEXTS)))
    return Case(name, mutated_text(random, "\n".join(lines)))


@contextmanager
def open_guide() -> Iterator[Judge]:
    """The smallest guide, for a file of it to be replaced in. To be called in a process of its own, where the loader is replaced, too."""
    read_each_text_once(setattr)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SMALL, Path(folder) / "small"))
        dataset = open_site(root)[0].dataset
        yield lambda case: judge_document(root, dataset, case)


def judge_document(root: Path, dataset: Dataset, case: Case) -> Verdict:
    """Check a guide with one file replaced, and fix that file.

    Args:
        root: The guide.
        dataset: What is in it.
        case: The name and the text of the file.
    """
    name, text = case
    path = root / name
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return _checked(root, dataset, case)
    finally:
        if before is None:
            path.unlink()
        else:
            restore(path, before)


def _checked(root: Path, dataset: Dataset, case: Case) -> Verdict:
    name, text = case
    if name.endswith(".yml") and read_yaml(root / name, name)[0] is None:
        # To everything else, the file is missing, which is the same for all of them.
        _fixed(dataset, case)
        return Verdict("refused")
    try:
        site_index, calls = open_site(root)
    except InvalidGuideError as error:
        list(map(str, error.diagnostics))
        if zlib.crc32(text.encode("utf-8", "replace")) % ONE_IN_SO_MANY_FIXED == 0:
            _fixed(dataset, case)
        return Verdict("reported")
    for _ in render_calls(site_index, calls, Settings()):
        pass
    after = _fixed(dataset, case)
    if after is None or after == text:
        return Verdict("sound")
    if _meaning(name, after) != _meaning(name, text):
        return Verdict("lost", f"fixing the file changes what it means; it becomes:\n{after}")
    if _fixed(dataset, Case(name, after)) != after:
        return Verdict("lost", f"fixing the file twice changes it again, after:\n{after}")
    (root / name).write_text(after, "utf-8", newline="")
    if found := problems_in(root):
        return Verdict("lost", f"fixing the file makes it invalid: {found[0]}; it becomes:\n{after}")
    return Verdict("sound")


def _fixed(dataset: Dataset, case: Case) -> str | None:
    """The text after `make fix`; None if the file has to stay as it is."""
    try:
        return format_file(case.subject, case.text, dataset).text
    except UnformattableError:
        return None


def _meaning(name: str, text: str) -> Any:
    """What a file says to a reader that isn't the guide's own, no matter which quotes and spaces it's written with."""
    plain = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    if name.endswith(".md"):
        return meaning_of(plain)
    return _without_quotes(meaning_of(yaml.load(plain, Loader=yaml.CBaseLoader)))


def _without_quotes(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_quotes(value) for key, value in data.items()}
    return [_without_quotes(value) for value in data] if isinstance(data, list) else re.sub("[\"']", "", data)
