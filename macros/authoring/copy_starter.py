"""The first files of a copy of the guide: its settings, and examples of what it may add, change and hide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from macros.diagnostics import Diagnostic, InvalidGuideError
from macros.outputs.html.page_index import open_site
from macros.settings import COPY_CONFIG, OWN_FOLDER

LOGO = f"docs/{OWN_FOLDER}/logo.svg"

NEEDED = """\
# yaml-language-server: $schema=schemas/copysettings.json
# What is yours in this copy of the guide. The page "Your own copy" explains every line.
INHERIT: mkdocs.yml
site_name: {name}
# The address where your copy will stand, with a slash at its end.
site_url: https://careers.college.example/
"""

SETTINGS = (
    NEEDED
    + f"""\
# What it is, in one sentence, for search engines.
# site_description: How our students find people who do the work they are considering, and what to ask them.
# The line at the foot of each page; it must go on naming the license.
# copyright: Our college, with text and data of the Information Interview Guide, CC BY 4.0.
theme:
  # Put your own picture there, under this name or another.
  logo: {OWN_FOLDER}/logo.svg
  favicon: {OWN_FOLDER}/logo.svg
  # The kind of English that your readers write.
  # language: en-GB
# Take off the number sign and the space behind it where you want a line.
extra:
  branch: main
  # repo: https://git.college.example/careers/talks
  # colors: {{{{light: "#7a1f3d", dark: "#f2a7bd"}}}}
  # contact:
  #   name: The career office
  #   url: https://careers.college.example/
  #   email: careers@college.example
  #   note: in the library, weekdays from nine to four
  # security: careers@college.example
  # conduct: careers@college.example
  # resources:
  #   - title: Graduates who answer questions
  #     url: https://careers.college.example/graduates
  #     note: a list of people who have agreed to talk to students for twenty minutes.
  # Your own pages are Markdown files in docs/{OWN_FOLDER}/; here each gets its place in the navigation.
  # pages:
  #   - page: {OWN_FOLDER}/career-office.md
  #     after: start/why.md
"""
)

HIDE = """\
# yaml-language-server: $schema=../schemas/hide.json
# What your copy does not show: the ids of questions, messages, checklist items and answers. Take off the number sign to begin.
# hide: [q-pay-16, m-email-12]
"""

QUESTIONS = """\
# yaml-language-server: $schema=../../schemas/question.json
# Laid over data/questions/pay.yml: an id from there changes that question, and an id with the word local in it adds one.
# questions:
#   - id: q-pay-01
#     next_action: Work out one month on that pay, and bring it to the career office if you would like a second look.
"""

OWN_CHECKLIST = """\
# yaml-language-server: $schema=../../schemas/checklist.json
# A checklist of your own. A page of yours in docs/local/ shows it with {{ checklist("c-local-campus") }}.
# id: c-local-campus
# title: Before you call from campus
# step: prepare
# when: the week before you call
# intro: What our college has for you, in the order in which you need it.
# items:
#   - id: i-local-campus-01
#     text: Ask the career office for two names
#     why: Its list has people who said yes before you asked.
#     when: 1 week before
#     minutes: 10
#   - id: i-local-campus-02
#     text: Book the quiet room in the library
#     why: You can't listen in a hallway.
#     when: 3 days before
#     minutes: 5
#   - id: i-local-campus-03
#     text: Tell the career office how it went
#     why: The next student gets a better list.
#     when: 2 days after
#     minutes: 5
"""

NEUTRAL_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<circle cx="12" cy="12" r="12" fill="#5b6670"/><path fill="#fff" d="M6 7h12v8h-7l-3 3v-3H6z"/>
</svg>
"""

NEXT = f"""\
1. Set site_url in {COPY_CONFIG} to the address where your copy will stand.
2. Put your logo into {LOGO}, and your colors under extra: in {COPY_CONFIG}.
3. Run make serve and open http://127.0.0.1:8000. make check says what is wrong.
4. Add, change and hide in local/, and put your own pages into docs/{OWN_FOLDER}/. The comments there have examples.
5. Read docs/more/contribute/your-own-copy.md, which explains all of it.
"""


class StarterFiles(NamedTuple):
    """The names of the files of a starter: those that were written, and those that were there and are as they were."""

    written: list[str]
    kept: list[str]


class UnusableNameError(Exception):
    """A copy cannot have this name; the text says why, in one sentence."""


def write_starter(root: Path, name: str) -> StarterFiles:
    """Write the first files of a copy. No file that exists is changed.

    Args:
        root: The project's folder.
        name: What the copy is called; white space is folded.

    Returns:
        What was written, and what was there.

    Raises:
        UnusableNameError: Before anything is written, when the check would refuse the name.
    """
    if not name.strip():
        raise UnusableNameError('Say what your copy is called, as in: make copy NAME="Career talks at our college"')
    quoted_name = json.dumps(" ".join(name.split()), ensure_ascii=False)
    if not (root / COPY_CONFIG).exists() and (refused := _refused(root, NEEDED.format(name=quoted_name))):
        raise UnusableNameError(f"A copy cannot have this name: {refused.sentence()}")
    texts = {
        COPY_CONFIG: SETTINGS.format(name=quoted_name),
        LOGO: NEUTRAL_PICTURE,
        "local/hide.yml": HIDE,
        "local/questions/pay.yml": QUESTIONS,
        "local/checklists/local-campus.yml": OWN_CHECKLIST,
    }
    found = StarterFiles([], [])
    for file, text in texts.items():
        path = root / file
        if path.exists():
            found.kept.append(file)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        found.written.append(file)
    return found


def _refused(root: Path, settings: str) -> Diagnostic | None:
    """What the check would say first of these settings."""
    try:
        open_site(root, {COPY_CONFIG: settings})
    except InvalidGuideError as error:
        return next((diagnostic for diagnostic in error.diagnostics if diagnostic.place.file == COPY_CONFIG), None)
    return None
