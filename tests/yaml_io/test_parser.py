"""Whatever stands in a file, the answer is diagnostics, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.yaml_io.parser import LARGEST_FILE_BYTES, read_yaml
from tests.fixtures.unreadable_yaml import TROUBLE
from tests.support.guides import NOTE, ROOT, SMALL, problems_of

FRAGMENTS = [
    "channel: note", "intro: Very short.", "messages:", "  - id: m-note-01", "    title: x", "- ", "? ", ": ", "[", "]", "{", "}",
    ", ", "&a ", "*a", "!!int ", "!!binary x", "!<tag:x> ", "|", ">-", "'", '"', "#", "\t", "%YAML 1.2", "---", "...", "<<: *a", "=",
    "~", "null", "2024-13-45", "12:30", "no", "0o17", "1e999",
    "\\u202e", '"\\x00"', "\ud7ff", "\x85", "\u2028", "\ufeff", "\x00", "\r", "\r\n", "é", "王", "😀",
    "  ", "\n", "\n\n", "\n  ", "\n    ", "@", "`", "${x}", "{{ 7*7 }}", "{% raw %}", "<script>",
]  # fmt: skip
MOST_MEMORY_BYTES = 500_000_000


@pytest.mark.long
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25))
def test_fragments_joined_at_random_never_raise_a_traceback(tmp_path: Path, pieces: list[str]) -> None:
    root = tmp_path / "small"
    if not root.exists():
        shutil.copytree(SMALL, root)
    (root / NOTE).write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
    reported = problems_of(root)
    assert reported, "no joined fragments make a sound message file"
    assert all("\n" not in diagnostic and diagnostic.isprintable() for diagnostic in reported)


@settings(max_examples=75, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), noise=st.sampled_from(FRAGMENTS))
def test_a_fragment_anywhere_in_a_good_file_never_raises_a_traceback(tmp_path: Path, cut: int, noise: str) -> None:
    root = tmp_path / "small"
    if not root.exists():
        shutil.copytree(SMALL, root)
    good = (SMALL / "data/questions/pay.yml").read_text("utf-8")
    (root / "data/questions/pay.yml").write_bytes((good[:cut] + noise + good[cut:]).encode("utf-8", "surrogatepass"))
    assert all("\n" not in diagnostic for diagnostic in problems_of(root))


CHECK_EACH = """
import contextlib, io, json, pathlib, resource, sys
from macros.cli import main
from tests.fixtures.unreadable_yaml import TROUBLE

for name, content in TROUBLE.items():
    pathlib.Path(sys.argv[1]).write_bytes(content if isinstance(content, bytes) else content.encode())
    with contextlib.redirect_stderr(io.StringIO()) as said:
        status = main(["check"])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps([name, status, most, said.getvalue()]), flush=True)
"""


def test_what_yaml_parsers_choke_on_gets_a_problem_in_little_memory(small: Path) -> None:
    """One process of its own for all, whose memory is its own: a file may not leave the next too little either."""
    # The shell sets the limits, where the system has them, since this process itself may be larger than they are. It stays the parent:
    # a process that takes the place of another counts the other's memory as its own.
    limited = f'ulimit -v {2 * MOST_MEMORY_BYTES // 1024}; ulimit -t 300; "$@"; exit $?'
    command = ["sh", "-c", limited, "sh", sys.executable, "-c", CHECK_EACH, NOTE]
    done = subprocess.run(command, cwd=small, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [name for name, *_ in results] == list(TROUBLE), done.stderr[-500:]
    for name, status, most_bytes, said in results:
        assert status == 1, (name, said[-500:])
        assert "Traceback" not in said, name
        assert f"{NOTE}:" in said, (name, said[:500])
        assert len(said) < 100_000, name
        assert most_bytes < MOST_MEMORY_BYTES, name


@pytest.mark.parametrize(("bytes_over", "codes"), [(0, []), (1, ["Y104"])])
def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path, bytes_over: int, codes: list[str]) -> None:
    path = tmp_path / "note.yml"
    text = "channel: note\n# "
    path.write_text(text + "x" * (LARGEST_FILE_BYTES - len(text) + bytes_over), "utf-8")
    tree, diagnostics = read_yaml(path, "note.yml")
    assert [diagnostic.code for diagnostic in diagnostics] == codes
    assert (tree is None) == bool(codes)
