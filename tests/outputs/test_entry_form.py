"""The forms for contributors: every key of an entry, with its limits and an example."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from macros.outputs.context import RenderContext
from macros.outputs.html.macros import call_macro
from macros.outputs.html.page_index import open_site
from macros.outputs.html.renderer import render
from macros.reference.fields import ENTRY_DOCS, EntryDoc
from macros.settings import Settings
from tests.support.guides import edit, problems_of


def shown_form(root: Path, name: str) -> str:
    """What the macro makes of a kind of entry, as text without tags."""
    found = call_macro(open_site(root)[0].dataset, "entry_form", [name], {})
    context = RenderContext(open_site(root)[0], Settings("Guide", "https://guide.example/", "https://code.example/", "main", True), "form/")
    return render(found.template, context, **found.values)


@pytest.mark.parametrize("entry", ENTRY_DOCS, ids=lambda entry: entry.name)
def test_a_form_shows_every_key_and_an_example_that_is_right(small: Path, entry: EntryDoc) -> None:
    html = shown_form(small, entry.name)
    rows = re.findall(r'<tr><th scope="row">(.*?)<br><small>(required(?: in .*?)?|optional)</small></th> <td>(\S.+?)</td></tr>', html)
    fields = {name: info for name, info in entry.model.model_fields.items() if name != "was"}
    assert list(dict.fromkeys(key.partition(":")[0] for key, *_ in rows)) == list(fields)
    assert [key for key, needed, _ in rows if needed == "required"] == [name for name, info in fields.items() if info.is_required()]
    [example] = re.findall(r"<pre><code>(.*?)</code></pre>", html, re.DOTALL)
    [written] = yaml.load(unescape(example).replace("-NN", "-01"), Loader=yaml.BaseLoader)
    entry.model.model_validate(written)


def test_a_form_shows_the_keys_inside_a_key_and_what_they_go_with(small: Path) -> None:
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)<br><small>(.*?)</small></th>', shown_form(small, "part")))
    assert [rows[key] for key in ("sent: channel", "sent: subject", "sent: text")] == ["required in sent", "optional", "required in sent"]
    assert [rows[key] for key in ("notes", "notes: asked", "notes: certainty")] == ["optional", "required in notes", "required in notes"]


def test_a_form_tells_limits_and_words(small: Path) -> None:
    html = shown_form(small, "question")
    assert "one thing at a time.<br><small>at most 200 characters and 28 words</small></td>" in html
    assert "<small>1 to 4: <code>learn-field</code></small>" in html
    assert "<small><code>must</code>, <code>good</code>, <code>extra</code></small>" in html


def test_a_form_of_something_else_is_refused(small: Path) -> None:
    edit(small, "docs/form.md", 'entry_form("question")', 'entry_form("qestion")')
    [diagnostic] = problems_of(small)
    assert diagnostic.startswith("docs/form.md:6:1: ") and "did you mean 'question'?" in diagnostic
