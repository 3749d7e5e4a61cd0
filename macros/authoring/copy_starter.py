"""The first files of a copy of the guide: its settings, and examples of what it can add, change and hide."""

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
# The settings of this copy of the guide. The page "Your own copy" explains every line.
INHERIT: mkdocs.yml
site_name: {name}
# The address your copy will have, with a slash at the end.
site_url: https://careers.college.example/
"""

SETTINGS = (
    NEEDED
    + f"""\
# What your copy is, in one sentence, for search engines.
# site_description: How our students find people who do the work they are considering, and what to ask them.
# The line at the bottom of each page. It still has to name the license.
# copyright: Our college, with text and data of the Information Interview Guide, CC BY 4.0.
theme:
  # Put your own picture there, with this name or another.
  logo: {OWN_FOLDER}/logo.svg
  favicon: {OWN_FOLDER}/logo.svg
  # The kind of English your readers use.
  # language: en-GB
# To use a line below, delete the number sign and the space after it.
extra:
  branch: main
  # repo: https://git.college.example/careers/guide
  # colors: {{{{light: "#7a1f3d", dark: "#f2a7bd"}}}}
  # contact:
  #   name: The career office
  #   url: https://careers.college.example/
  #   email: careers@college.example
  #   note: in the library, weekdays from 9 to 4
  # security: careers@college.example
  # conduct: careers@college.example
  # resources:
  #   - title: Alumni who answer questions
  #     url: https://careers.college.example/alumni
  #     note: a list of people who have agreed to talk to students for twenty minutes.
  # Your own pages are Markdown files in docs/{OWN_FOLDER}/. Here, each one gets its place in the navigation.
  # pages:
  #   - page: {OWN_FOLDER}/career-office.md
  #     after: start/why.md
"""
)

HIDE = """\
# yaml-language-server: $schema=../schemas/hide.json
# What your copy doesn't show: the ids of questions, messages, checklist items and answers. To start, delete the number sign.
# hide: [q-pay-16, m-email-12]
"""

QUESTIONS = """\
# yaml-language-server: $schema=../../schemas/question.json
# This is laid over data/questions/pay.yml. An id from there changes that question, and an id with the word local in it adds one.
# questions:
#   - id: q-pay-01
#     next_action: Make a budget for one month on that pay, and bring it to the career office if you'd like a second opinion.
"""

OWN_CHECKLIST = """\
# yaml-language-server: $schema=../../schemas/checklist.json
# A checklist of your own. One of your pages in docs/local/ shows it with {{ checklist("c-local-campus") }}.
# id: c-local-campus
# title: Before you call from campus
# step: prepare
# when: the week before you call
# intro: What our college can do for you, in the order you'll need it.
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
1. Set site_url in {COPY_CONFIG} to the address your copy will have.
2. Put your logo into {LOGO}, and your colors under extra: in {COPY_CONFIG}.
3. Run make serve and open http://127.0.0.1:8000. make check shows you what is wrong, if anything is.
4. Add, change and hide entries in local/, where you find examples in the comments. Put your own pages into docs/{OWN_FOLDER}/.
5. Read docs/more/contribute/your-own-copy.md, which explains all of this.
"""


class StarterFiles(NamedTuple):
    """The names of the files of a starter: those that were written, and those that already existed and weren't changed."""

    written: list[str]
    kept: list[str]


class UnusableNameError(Exception):
    """A copy can't have this name. The text says why, in one sentence."""


def write_starter(root: Path, name: str) -> StarterFiles:
    """Write the first files of a copy. No file that exists is changed.

    Args:
        root: The project's folder.
        name: The name of the copy. White space is folded.

    Returns:
        The files that were written, and those that already existed.

    Raises:
        UnusableNameError: Before anything is written, if the check would refuse the name.
    """
    if not name.strip():
        raise UnusableNameError('Give your copy a name, as in: make copy NAME="Career conversations at our college"')
    quoted_name = json.dumps(" ".join(name.split()), ensure_ascii=False)
    if not (root / COPY_CONFIG).exists() and (refused := _refused(root, NEEDED.format(name=quoted_name))):
        raise UnusableNameError(f"A copy can't have this name: {refused.sentence()}")
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
    """The first problem the check would report in these settings."""
    try:
        open_site(root, {COPY_CONFIG: settings})
    except InvalidGuideError as error:
        return next((diagnostic for diagnostic in error.diagnostics if diagnostic.place.file == COPY_CONFIG), None)
    return None
