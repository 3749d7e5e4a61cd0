"""`make fix` fixes what needs no judgment, shows it, and changes nothing of what the guide says."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import model
from macros.authoring.entry_draft import place_in_order
from macros.authoring.formatter import HEAD, UnformattableError, fix_files, format_file, format_page, meaning_of
from macros.checks.rule import RULES
from macros.diagnostics import InvalidGuideError
from macros.loading.dataset import build_dataset
from macros.loading.loader import load
from macros.model.registry import file_type_at
from macros.outputs.html import page_index
from macros.reference.fields import ENTRY_DOCS, EXAMPLES_FILE, entry_doc_of, entry_template
from macros.yaml_io.parser import parse_yaml
from macros.yaml_io.writer import comments_of, dump_lines, format_yaml, insert_entry, plain_characters, styled_entries
from tests.support.commands import run
from tests.support.guides import ROOT, edit, problems_of

PAY = "data/questions/pay.yml"
ITEMS = "data/checklists/prepare.yml"
BY_HAND = "fixing it automatically would change its content or lose a comment, so please fix it by hand."


@pytest.fixture
def tidy(small: Path) -> Path:
    """The smallest guide in the guide's own style."""
    fix_files(small, say=lambda text: None)
    assert problems_of(small) == []
    return small


def said_by_fix(root: Path, **options: object) -> str:
    meaning_of: list[str] = []
    fix_files(root, say=meaning_of.append, **options)
    return "\n".join(meaning_of)


@pytest.mark.long
def test_the_guide_itself_is_in_order() -> None:
    """When this fails: `make fix`, and look at what it shows."""
    assert said_by_fix(ROOT, check=True) == "Nothing to fix."


def test_a_guide_that_was_fixed_says_the_same_and_is_in_order(small: Path) -> None:
    before = {file.name: file.raw for file in load(small).files}
    assert f"{len(before)} files fixed." in said_by_fix(small)
    assert {file.name: file.raw for file in load(small).files} == before
    assert said_by_fix(small) == "Nothing to fix."


MISTAKES_TO_FIX = {
    "keys out of order": ("    text: Read their page\n    why: It shows.\n", "    why: It shows.\n    text: Read their page\n"),
    "single quotes": ("why: It shows.", "why: 'It shows.'"),
    "double quotes that are not needed": ("why: It shows.", 'why: "It shows."'),
    "curly apostrophe": ("text: It's their page", "text: It\u2019s their page"),
    "curly quotes in a text": ('why: Read "us" there.', "why: Read \u201cus\u201d there."),
    "curly quotes for quotes": ('why: "One: two"', "why: \u201cOne: two\u201d"),
    "space at the end of a line": ("why: It shows.\n", "why: It shows.  \n"),
    "the line is indented with a tab": ("    why: It shows.\n", "\t\twhy: It shows.\n"),
    "a tab after the dash's place": ("    why: It shows.\n", "  \twhy: It shows.\n"),
    "a space that does not break": ("why: It shows.", "why:\u00a0It\u00a0shows."),
    "a character of no width": ("why: It shows.", "why: It sh\u200bows."),
    "a long line": (
        "    why: >-\n      " + "so it goes on and on " * 5 + "until\n      morning\n",
        "    why: " + "so it goes on and on " * 5 + "until morning\n",
    ),
    "a line broken without a sign": ("why: It shows.", "why: It\n      shows."),
    "a list in two lines": ("audiences: [returner]", "audiences: [\n      returner]"),
    "a head that was changed": ("# To add an item, copy these", "# To add an item, copy those"),
}


@pytest.mark.parametrize("mistake", MISTAKES_TO_FIX)
def test_a_mistake_is_fixed(tidy: Path, mistake: str) -> None:
    right, wrong = MISTAKES_TO_FIX[mistake]
    path = tidy / ITEMS
    text = path.read_text("utf-8")
    lines = {
        "text": "    text: Read their page\n",
        "why": "    why: It shows.\n",
    }
    block = (
        "  - id: i-prepare-01\n" + lines["text"] + lines["why"] + "    when: 5 days before\n    minutes: 10\n    audiences: [returner]\n"
    )
    start = text.index("  - {id: i-prepare-01")
    text = text[:start] + block + text[text.index("\n", start) + 1 :]
    if right not in text:
        key = right.strip().partition(":")[0]
        text = text.replace(lines[key], right if right.endswith("\n") else f"    {right}\n")
    assert right in text
    path.write_text(text, "utf-8")
    assert said_by_fix(tidy, check=True) == "Nothing to fix."

    edit(tidy, ITEMS, right, wrong)
    assert "1 file fixed." in said_by_fix(tidy)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("byte order mark", lambda text: "\ufeff" + text),
        ("line ends of Windows", lambda text: text.replace("\n", "\r\n")),
        ("no end of the last line", lambda text: text.rstrip("\n")),
        ("empty lines at the end", lambda text: text + "\n\n"),
        ("no head", lambda text: HEAD.sub("", text)),
        ("no schema", lambda text: text.partition("\n")[2]),
    ],
)
def test_a_whole_file_is_fixed(tidy: Path, name: str, wrong) -> None:
    text = (tidy / PAY).read_text("utf-8")
    (tidy / PAY).write_bytes(wrong(text).encode("utf-8"))
    shown = said_by_fix(tidy)
    assert (tidy / PAY).read_text("utf-8") == text
    assert "1 file fixed." in shown
    assert f"+++ {PAY}" in shown


def test_comments_stay_with_what_they_are_about(tidy: Path) -> None:
    edit(
        tidy,
        "data/glossary.yml",
        "    term: cold message\n",
        "    # Asked for often.\n    meaning: A message to a stranger.  # in one line\n"
        "    # About the name.\n    term: 'cold message'  # lower case\n",
    )
    edit(tidy, "data/glossary.yml", "    meaning: A message to a stranger.\n    see", "    # Before the pages.\n    see")
    with (tidy / "data/glossary.yml").open("a", encoding="utf-8") as file:
        file.write("# The end.\n")
    fix_files(tidy, say=lambda text: None)
    text = (tidy / "data/glossary.yml").read_text("utf-8")
    assert (
        "terms:\n  - id: g-cold\n    # About the name.\n    term: cold message    # lower case\n    other_names: [cold email]\n"
        "    # Asked for often.\n    meaning: A message to a stranger.  # in one line\n    # Before the pages.\n    see: [index.md]\n"
        "# The end.\n" in text
    )


def test_comments_stay_when_a_text_is_written_in_another_way(tidy: Path) -> None:
    words = "so it goes on and on " * 5 + "until"
    before = f"    meaning: {words} morning  # Too long.\n\n    # The pages.\n    see: [index.md]  # One is enough.\n"
    edit(tidy, "data/glossary.yml", "    meaning: A message to a stranger.\n    see: [index.md]\n", before)
    after = f"    meaning: >-  # Too long.\n      {words}\n      morning\n\n    # The pages.\n    see: [index.md]  # One is enough.\n"
    for _ in range(2):
        fix_files(tidy, say=lambda text: None)
        assert after in (tidy / "data/glossary.yml").read_text("utf-8")
    edit(tidy, "data/glossary.yml", f"      {words}\n      morning\n\n", f"      {words} morning\n      has come\n\n")
    fix_files(tidy, say=lambda text: None)
    assert after.replace("      morning\n", "      morning has come\n") in (tidy / "data/glossary.yml").read_text("utf-8")


def test_keys_inside_keys_and_keys_in_brackets_are_put_in_order() -> None:
    text = """\
# The head stays at the head.
questions:
  # About the entry.
  - variants:  # How else to ask it.
      # About warm.
      warm: 'Hi: you'
      # About plain.
      plain: Hello
      # It is the shortest.
    # About the id.
    id: q-pay-01
  # Nothing follows.
  -
    text: 5
    id: {b: 1, a: 2}
topic: pay
"""
    assert (
        format_yaml(text, model.QuestionFile)
        == """\
# The head stays at the head.
topic: pay
questions:
  # About the entry.
    # About the id.
  - id: q-pay-01
    variants:  # How else to ask it.
      # About plain.
      plain: Hello
      # It is the shortest.
      # About warm.
      warm: "Hi: you"
  # Nothing follows.
  - id: {b: 1, a: 2}
    text: 5
"""
    )
    assert format_yaml("same:\n  - {means: [pay], typed: [dough]}\n", model.SearchWords) == "same:\n  - {typed: [dough], means: [pay]}\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It is: so", '"It is: so"'),
        ("It's: so", '"It\'s: so"'),
        ('"It" is: so', "'\"It\" is: so'"),
        ('"It\'s": so', '"\\"It\'s\\": so"'),
        ("No", "No"),
        ("5", '"5"'),
        ("null", '"null"'),
        ("2026-11-23", '"2026-11-23"'),
        ("2026-11", "2026-11"),
        (":a", ":a"),
        ("a, b", "a, b"),
        ("\U0001f469\u200d\U0001f692", "\U0001f469\u200d\U0001f692"),
    ],
)
def test_quotes_stand_where_they_are_needed(text: str, written: str) -> None:
    assert dump_lines(styled_entries([{"term": text}], model.GlossaryTerm)) == [f"  - term: {written}"]
    assert format_yaml(f"term: {json.dumps(text, ensure_ascii=False)}\n", model.GlossaryTerm) == f"term: {written}\n"


@pytest.mark.parametrize("text", ["a, b", ":a", "?a", "a:?b", "[a]", "5", "#"])
def test_quotes_stand_where_brackets_need_them(text: str) -> None:
    lines = dump_lines(styled_entries([{"other_names": ["a b", text]}], model.GlossaryTerm))
    assert lines == [f'  - other_names: [a b, "{text}"]']
    assert parse_yaml("\n".join(["terms:", *lines, ""]), "data/glossary.yml") == {"terms": [{"other_names": ["a b", text]}]}


def test_a_text_that_would_lose_its_comments_keeps_its_form() -> None:
    text = "intro: >-  # Two  spaces.\n  a  b\n# The end.\n"
    assert format_yaml(text, model.QuestionFile) == text
    assert format_yaml(text.partition("#")[0] + "\n  a  b\n", model.QuestionFile) == "intro: a  b\n"


def test_a_comment_between_brackets_leaves_the_file_alone(tidy: Path) -> None:
    edit(tidy, "data/glossary.yml", "see: [index.md]", "see: [  # Only this.\n      index.md]")
    assert f"data/glossary.yml was not changed: {BY_HAND}" in said_by_fix(tidy)


def test_what_cannot_be_put_in_style_is_left_alone(tidy: Path) -> None:
    edit(tidy, PAY, "topic: pay\n", "")
    with (tidy / PAY).open("a", encoding="utf-8") as file:
        file.write("topic: pay\n...\n")
    before = (tidy / PAY).read_bytes()
    assert f"{PAY} was not changed: it is written in a way" in said_by_fix(tidy)
    assert (tidy / PAY).read_bytes() == before


def test_the_check_does_without_the_library_that_writes() -> None:
    code = (
        "import sys; from pathlib import Path; from macros.outputs.html.page_index import open_site; "
        "open_site(Path('tests/fixtures/small')); print(*sys.modules)"
    )
    loaded = run(sys.executable, "-c", code, cwd=ROOT).stdout.split()
    assert "macros.reference.fields" in loaded and "ruamel.yaml" not in loaded


def test_a_message_keeps_its_lines(tidy: Path) -> None:
    text = (tidy / "data/messages/email.yml").read_text("utf-8")
    assert "text: |\n" in text
    edit(tidy, "data/messages/email.yml", "text: |\n", "text: |-\n")
    assert said_by_fix(tidy) == "Nothing to fix."
    entry = format_yaml("messages:\n  - title: A\n    id: a\n    text: |\n      Hello\n", model.MessageFile)
    assert entry == "messages:\n  - id: a\n    title: A\n    text: |\n      Hello\n"


def test_what_cannot_be_read_is_reported_and_the_rest_is_fixed(tidy: Path, capsys: pytest.CaptureFixture) -> None:
    edit(tidy, ITEMS, "title: Prepare\n", "title: Prepare: now  \n")
    edit(tidy, PAY, "topic: pay\n", "topic: 'pay'\n")
    with pytest.raises(InvalidGuideError) as error:
        fix_files(tidy)
    [diagnostic] = error.value.diagnostics
    assert str(diagnostic).startswith(f"{ITEMS}:") and "a text with a colon and a space in it needs quotes" in str(diagnostic)
    assert "title: Prepare: now\n" in (tidy / ITEMS).read_text("utf-8")
    assert "topic: pay\n" in (tidy / PAY).read_text("utf-8")
    assert "2 files fixed." in capsys.readouterr().out


def test_a_file_that_would_say_something_else_is_left_alone(tidy: Path) -> None:
    """Without the space, the line would go on in the next one."""
    edit(tidy, ITEMS, "title: Prepare\n", 'title: "Prepare\\ \n  now"\n')
    assert problems_of(tidy) == []
    before = (tidy / ITEMS).read_bytes()
    meaning_of: list[str] = []
    assert not fix_files(tidy, say=meaning_of.append)
    assert meaning_of == [f"{ITEMS} was not changed: {BY_HAND}", "Nothing was fixed."]
    assert (tidy / ITEMS).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "complaint"), [(b"id: \xff\xfe\n", "isn't saved as UTF-8"), (b"", "has no keys"), (b"- a\n", "has no keys")]
)
def test_what_is_no_data_file_stays_as_it_is(tidy: Path, content: bytes, complaint: str) -> None:
    (tidy / ITEMS).write_bytes(content)
    with pytest.raises(InvalidGuideError, match=complaint):
        fix_files(tidy, say=lambda text: None)
    assert (tidy / ITEMS).read_bytes() == content


def test_a_file_that_is_far_too_large_is_left_alone(tidy: Path) -> None:
    (tidy / ITEMS).write_text("a: '" + "x" * 2_100_000 + "'\n")
    assert f"{ITEMS} was not changed: it has more than 2,000,000 bytes." in said_by_fix(tidy)


def test_a_read_only_file_is_reported(tidy: Path) -> None:
    edit(tidy, ITEMS, "title: Prepare\n", "title: 'Prepare'\n")
    (tidy / ITEMS).chmod(0o444)
    before = (tidy / ITEMS).read_bytes()
    assert said_by_fix(tidy) == f"{ITEMS} was not changed: it is read-only.\nNothing was fixed."
    assert (tidy / ITEMS).read_bytes() == before
    assert [path.name for path in (tidy / ITEMS).parent.iterdir() if path.name.startswith(".")] == []


def test_a_fixed_file_keeps_its_mode(tidy: Path) -> None:
    (tidy / ITEMS).chmod(0o640)
    edit(tidy, ITEMS, "title: Prepare\n", "title: 'Prepare'\n")
    fix_files(tidy, say=lambda text: None)
    assert stat.S_IMODE((tidy / ITEMS).stat().st_mode) == 0o640


def test_pages_get_whole_lines_and_keep_their_line_breaks(tidy: Path) -> None:
    page = tidy / "docs" / "index.md"
    text = page.read_text("utf-8")
    page.write_bytes(("\ufeff" + text + "One  \ntwo \nthree\t\n   \nfour   \nfive").replace("\n", "\r\n").encode())
    fix_files(tidy, say=lambda text: None)
    assert page.read_bytes().decode() == text + "One  \ntwo\nthree\n\nfour  \nfive\n"


def test_pages_get_plain_characters_but_in_code_comments_and_calls() -> None:
    kept = "Say `“a”`.\n\n```\n“b”\u00a0\n```\n\n<!-- “c” -->\n\n{{ term(“d”) }}\n"
    page = "---\ndescription: {}\n---\n# It{}s {}so{}\n\n"
    before = page.format("“Yes” is no answer, it’s a beginning.", "’", "“", "”") + "One\u00a0two\u200b.\n\n" + kept
    after = page.format("'\"Yes\" is no answer, it''s a beginning.'", "'", '"', '"') + "One two.\n\n" + kept
    assert format_page("docs/x.md", before) == after
    assert format_page("docs/x.md", after) == after


def test_files_that_are_named_alone_are_fixed(tidy: Path) -> None:
    for name in (ITEMS, PAY):
        edit(tidy, name, "topic: pay\n" if name == PAY else "title: Prepare\n", "topic: 'pay'\n" if name == PAY else "title: 'Prepare'\n")
    fix_files(tidy, [Path(PAY)], say=lambda text: None)
    assert "topic: pay\n" in (tidy / PAY).read_text("utf-8")
    assert "title: 'Prepare'\n" in (tidy / ITEMS).read_text("utf-8")


def test_the_command_shows_a_difference_and_tells_by_its_status(tidy: Path) -> None:
    command = (sys.executable, "-m", "macros", "fix")
    edit(tidy, ITEMS, "title: Prepare\n", "title: 'Prepare'\n")
    before = (tidy / ITEMS).read_bytes()
    checked = run(*command, "--check", cwd=tidy)
    assert checked.returncode == 1
    assert "-title: 'Prepare'\n+title: Prepare\n" in checked.stdout and "1 file would be fixed." in checked.stdout
    assert (tidy / ITEMS).read_bytes() == before
    assert run(*command, cwd=tidy).returncode == 0
    checked = run(*command, "--check", cwd=tidy)
    assert (checked.returncode, checked.stdout) == (0, "Nothing to fix.\n")
    wrong = run(*command, "nowhere.yml", "mkdocs.yml", cwd=tidy)
    assert wrong.returncode == 1
    assert "nowhere.yml was not changed: No such file or directory." in wrong.stdout
    assert "mkdocs.yml:1:1: " in wrong.stderr and "a file in data/, or a page in docs/" in wrong.stderr


# Whatever people write --------------------------------------------------------------------------

TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=150) | st.text(
    st.sampled_from("ab \n\"'#:-[]{},&*!|>%@`?\\\u2019\u201c\u00a0~=."), min_size=1, max_size=150
)
LISTS = st.lists(TEXTS, max_size=3)
ENTRY = st.fixed_dictionaries({}, optional={"term": TEXTS, "id": TEXTS, "meaning": TEXTS, "other_names": LISTS, "see": LISTS, "odd": TEXTS})


@settings(deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_what_is_written_is_read_back(entries: list[dict]) -> None:
    text = as_file(entries)
    try:
        assert parse_yaml(text, "data/glossary.yml") == {"terms": in_plain_characters(entries)}
    except InvalidGuideError as error:
        assert {diagnostic.code for diagnostic in error.diagnostics} == {"Y108"}  # A character that nobody can see was asked for.
        return
    assert meaning_of(parse_yaml(format_yaml(text, model.GlossaryFile), "data/glossary.yml")) == meaning_of({"terms": entries})


def in_plain_characters(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: in_plain_characters(value) for key, value in data.items()}
    return [in_plain_characters(value) for value in data] if isinstance(data, list) else plain_characters(data)


def as_file(entries: list[dict]) -> str:
    return "# Words.\nterms:\n" + "\n".join(dump_lines(styled_entries(entries, model.GlossaryTerm))) + "\n"


STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "width": st.sampled_from([20, 80, 1_000]),
        "indent": st.sampled_from([2, 4]),
    }
)


@settings(deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=4), STYLES)
def test_a_file_in_another_style_says_the_same(entries: list[dict], style: dict) -> None:
    name = "data/glossary.yml"
    text = yaml.safe_dump({"terms": entries}, allow_unicode=True, sort_keys=False, **style)
    try:
        before = parse_yaml(text, name)
        once = format_file(name, text, GUIDE).text
    except (InvalidGuideError, UnformattableError):
        return
    assert meaning_of(parse_yaml(once, name)) == meaning_of(before)
    assert format_file(name, once, GUIDE).text == once


GUIDE = build_dataset(load(ROOT))


@settings(deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_fixing_twice_is_fixing_once(entries: list[dict]) -> None:
    try:
        once, diagnostics = format_file("data/glossary.yml", as_file(entries), GUIDE)
    except UnformattableError:
        return  # An entry of nothing but characters of no width, for one, would vanish.
    assert format_file("data/glossary.yml", once, GUIDE).text == once
    if not diagnostics:
        assert "# Words." in comments_of(once)


# Templates --------------------------------------------------------------------------------------


def uncommented(text: str) -> tuple[list[str], str]:
    """The lines of a file's template, as somebody would take the signs off them, and the rest of the file."""
    head = HEAD.search(text)[0].split("\n")
    start = head.index("#", 1) + 1
    lines = [line for line in head[start:] if not line.startswith(("# Optional", "# This template"))]
    return [line[2:] for line in lines if line], text


def with_template(path: Path, name: str) -> None:
    """Do with a file what its head says."""
    lines, text = uncommented(path.read_text("utf-8"))
    kind = file_type_at(Path(name))
    key = entry_doc_of(kind).list_key
    entry = parse_yaml("entries:\n" + "\n".join(lines).replace("-NN", "-99") + "\n", name)["entries"][0]
    index = 1_000
    if kind.model in (model.Checklist, model.Story, model.Transcript, model.SlideFile):
        index = place_in_order(entry_doc_of(kind).model.model_validate(entry), parse_yaml(text, name)[key])
    if kind.model is model.Workshop:
        text = text.replace("minutes: 60\n", "minutes: 65\n", 1)
    path.write_text(insert_entry(text, key, index, entry, entry_doc_of(kind).model)[0], "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the guide's data and pages."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("assets", "downloads"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def has_room(name: str, site_index) -> bool:
    """Whether a page that is printed, or a list, has room for one entry more."""
    if entry_doc_of(file_type_at(Path(name))).most_in(parse_yaml((ROOT / "data" / name).read_text("utf-8"), name)):
        return False
    for sheet in site_index.dataset.sheets():
        if sheet.origin.file == f"data/{name}":
            if isinstance(sheet, model.Worksheet):
                return sum(section.height_mm for section in sheet.sections) + 30 <= model.MOST_MM
            if isinstance(sheet, model.Workshop):
                return True
            return len(sheet.items) + len(sheet.includes) < model.MOST_ITEMS
    return True


ONE_OF_A_KIND = ("questions/pay.yml", "questions/sectors/law.yml", "questions/avoid.yml")


@pytest.mark.long
@pytest.mark.parametrize("one_of_a_kind", [True, False])
def test_every_template_can_be_used(site_index, copy: Path, one_of_a_kind: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """In all files at once; but where questions are compared, in one of a kind, since each question is asked once."""
    # Whoever uses a template puts words of their own in the place of its own.
    monkeypatch.setattr(page_index, "pasted_examples", lambda _: iter(()))
    if not one_of_a_kind:
        monkeypatch.delitem(RULES, "R317")
    names = sorted(path.relative_to(copy / "data").as_posix() for path in (copy / "data").rglob("*.yml"))
    for name in names:
        if has_room(name, site_index) and (not one_of_a_kind or name in ONE_OF_A_KIND or not name.startswith("questions/")):
            with_template(copy / "data" / name, name)
    # A running order is shown where a page calls for it, a source is cited by something, and an essential is named by a length.
    plans = copy / "data" / "plans.yml"
    plans.write_text(plans.read_text("utf-8").replace("      - e-close\n", "      - e-close\n      - e-tools\n", 1), "utf-8")
    with (copy / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write('\n{{ running_order("r-on-their-break") }} {{ cite("granovetter-1983") }}\n')
    assert problems_of(copy) == []


def test_there_is_an_example_of_everything_that_people_add(site_index) -> None:
    kinds = {type(file.content) for file in load(ROOT).files}
    assert {entry.file_type.model for entry in ENTRY_DOCS} == kinds
    for entry in ENTRY_DOCS:
        lines = entry_template(entry, site_index.dataset)
        assert 1 <= len(lines) <= 30
        assert len(yaml.safe_load("\n".join(lines))) == 1


def test_a_template_shows_a_number_to_change(tidy: Path) -> None:
    lines, text = uncommented((tidy / PAY).read_text("utf-8"))
    (tidy / PAY).write_text(text + "\n".join(lines) + "\n", "utf-8")
    assert any("id has the wrong form; got 'q-pay-NN'" in diagnostic for diagnostic in problems_of(tidy))


def test_the_examples_are_in_style_themselves() -> None:
    text = EXAMPLES_FILE.read_text("utf-8")
    assert format_yaml(text, model.Model) == text


def test_what_a_copy_lays_over_the_guide_is_put_in_style_without_a_head(small: Path) -> None:
    for name, before, after in (
        (
            "local/questions/pay.yml",
            "questions:\n  - next_action: 'Ask us.'\n    id: q-pay-01\n",
            "questions:\n  - id: q-pay-01\n    next_action: Ask us.\n",
        ),
        ("local/hide.yml", "hide: ['m-reply-02']\n", "hide: [m-reply-02]\n"),
    ):
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_text(before, "utf-8")
        assert fix_files(small, [Path(name)], say=lambda text: None)
        assert (small / name).read_text("utf-8") == after
