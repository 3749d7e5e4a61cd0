"""Loading: whatever stands in a file, the answer is faults, never a traceback."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.diagnostics import Diagnostic, Place
from tests.checks.test_rules import NOTE, edit
from tests.conftest import ROOT, SMALL, faults_of, run

FRAGMENTS = [
    "channel: note", "intro: Very short.", "messages:", "  - id: m-note-01", "    title: x", "- ", "? ", ": ", "[", "]", "{", "}",
    ", ", "&a ", "*a", "!!int ", "!!binary x", "!<tag:x> ", "|", ">-", "'", '"', "#", "\t", "%YAML 1.2", "---", "...", "<<: *a", "=",
    "~", "null", "2024-13-45", "12:30", "no", "0o17", "1e999",
    "\\u202e", '"\\x00"', "\ud7ff", "\x85", "\u2028", "\ufeff", "\x00", "\r", "\r\n", "é", "王", "😀",
    "  ", "\n", "\n\n", "\n  ", "\n    ", "@", "`", "${x}", "{{ 7*7 }}", "{% raw %}", "<script>",
]  # fmt: skip

LARGEST_BYTES = 500_000_000


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25))
def test_fragments_joined_at_random_never_raise_a_traceback(tmp_path: Path, pieces: list[str]) -> None:
    root = tmp_path / "small"
    if not root.exists():
        shutil.copytree(SMALL, root)
    (root / NOTE).write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
    told = faults_of(root)
    assert told, "no joined fragments make a sound message file"
    assert all("\n" not in diagnostic and diagnostic.isprintable() for diagnostic in told)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), noise=st.sampled_from(FRAGMENTS))
def test_a_fragment_anywhere_in_a_good_file_never_raises_a_traceback(tmp_path: Path, cut: int, noise: str) -> None:
    root = tmp_path / "small"
    if not root.exists():
        shutil.copytree(SMALL, root)
    good = (SMALL / "data/questions/pay.yml").read_text("utf-8")
    (root / "data/questions/pay.yml").write_bytes((good[:cut] + noise + good[cut:]).encode("utf-8", "surrogatepass"))
    assert all("\n" not in diagnostic for diagnostic in faults_of(root))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
TROUBLE = {
    "a bad date": "channel: 2024-13-45",
    "an empty tag": "channel: !!int ",
    "a python tag": "channel: !!python/object/apply:os.system [true]",
    "deep flow nesting": "channel: " + "[" * 400_000,
    "deep flow maps": "channel: " + "{a: " * 400_000,
    "deep block nesting": "".join("  " * depth + "- \n" for depth in range(900)),
    "deep dashes": "- " * 400_000,
    "many questions marks": "? " * 400_000,
    "exploding aliases": BOMB,
    "NUL bytes": "channel: a\0b",
    "Latin-1": "channel: caf\u00e9".encode("latin-1"),
    "UTF-16": "channel: note".encode("utf-16"),
    "a byte order mark": "\ufeffchannel: note",
    "Windows line ends": "channel: note\r\nintro: x\r\n",
    "tabs": "channel: note\nmessages:\n\t- id: x\n",
    "an empty file": "",
    "only a comment": "# nothing\n",
    "a list": "- a\n- b\n",
    "a number": "42",
    "50 MB": "x: " + "y" * 50_000_000,
    "a line of 1.9 MB": "x: " + "y" * 1_900_000,
    "a million keys": "".join(f"k{n}: v\n" for n in range(150_000)),
    "an unclosed quote": 'channel: "note' + "\n  x" * 300_000,
    "merge conflict": "<<<<<<< HEAD\nchannel: note\n=======\nchannel: email\n>>>>>>> other\n",
}


@pytest.mark.parametrize("name", TROUBLE)
def test_what_yaml_parsers_choke_on_gets_a_fault_in_little_memory(small: Path, name: str) -> None:
    """A process of its own, so that its memory is its own. `make bench` takes the time; here a runaway is only ended."""
    content = TROUBLE[name]
    (small / NOTE).write_bytes(content if isinstance(content, bytes) else content.encode())

    def cap() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2 * LARGEST_BYTES, 2 * LARGEST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    code = (
        "import resource, sys; from macros.__main__ import main; status = main(['check']);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=small, capture_output=True, text=True, preexec_fn=cap, check=False)
    assert done.returncode == 1, done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert f"{NOTE}:" in done.stderr, done.stderr[:500]
    assert len(done.stderr) < 100_000
    assert int(done.stdout) < LARGEST_BYTES


def test_values_stay_text_until_the_model_judges_them(small: Path) -> None:
    edit(small, "data/glossary.yml", "term: cold message", "term: no")
    edit(small, "data/glossary.yml", "other_names: [cold email]", "other_names: [12:30, 0o17, ~]")
    from macros.outputs.html.page_index import open_site

    term = open_site(small)[0].dataset.glossary["g-cold"]
    assert (term.term, term.other_names) == ("no", ["12:30", "0o17", "~"])


def test_the_place_of_a_record_is_its_line(small: Path) -> None:
    from macros.outputs.html.page_index import open_site

    question = open_site(small)[0].dataset.records["q-pay-02"]
    lines = (small / question.origin.file).read_text("utf-8").split("\n")
    assert "id: q-pay-02" in lines[question.origin.at("id").line - 1]
    assert lines[question.origin.at("probes", 1).line - 1][question.origin.at("probes", 1).column - 1 :].startswith('"How often?"')


def test_the_check_tells_and_exits_with_1(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    told = run(sys.executable, "-m", "macros", "check", cwd=small)
    assert told.returncode == 1
    diagnostic, number, explained = told.stderr.splitlines()
    assert diagnostic == f"{NOTE}:9:11: the message lacks part 1; expected [1 Connection] [R309]"
    assert number == "1 problem found; nothing was built."
    assert explained.endswith('-m macros explain R309; or the page "What the check says" of the guide.')
    assert "::error" not in told.stderr


def test_on_github_faults_are_annotations_too(small: Path) -> None:
    edit(small, NOTE, "[1 Hello", "[2 Hello")
    told = run(sys.executable, "-m", "macros", "check", cwd=small, GITHUB_ACTIONS="true")
    assert f"\n::error file={NOTE},line=9,col=11,title=R309::the message lacks part 1; expected [1 Connection] [R309]\n" in told.stderr


def test_an_annotation_cannot_be_broken_out_of() -> None:
    diagnostic = Diagnostic(Place("a,b:c\n::error::x", 1, 1), "Y1", "100%\r\n::warning::y")
    assert "\n" not in diagnostic.annotation()
    assert diagnostic.annotation().startswith("::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=Y1::")


def test_the_shipped_guide_is_sound() -> None:
    assert faults_of(ROOT) == []
