"""Whatever stands in a file, the answer is diagnostics, never a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.yaml_io.parser import LARGEST_FILE_BYTES, read_yaml
from tests.fixtures.unreadable_yaml import TROUBLE
from tests.support.guides import NOTE, SMALL, problems_of

FRAGMENTS = [
    "channel: note", "intro: Very short.", "messages:", "  - id: m-note-01", "    title: x", "- ", "? ", ": ", "[", "]", "{", "}",
    ", ", "&a ", "*a", "!!int ", "!!binary x", "!<tag:x> ", "|", ">-", "'", '"', "#", "\t", "%YAML 1.2", "---", "...", "<<: *a", "=",
    "~", "null", "2024-13-45", "12:30", "no", "0o17", "1e999",
    "\\u202e", '"\\x00"', "\ud7ff", "\x85", "\u2028", "\ufeff", "\x00", "\r", "\r\n", "é", "王", "😀",
    "  ", "\n", "\n\n", "\n  ", "\n    ", "@", "`", "${x}", "{{ 7*7 }}", "{% raw %}", "<script>",
]  # fmt: skip
MOST_MEMORY_BYTES = 500_000_000


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=25))
def test_fragments_joined_at_random_never_raise_a_traceback(tmp_path: Path, pieces: list[str]) -> None:
    root = tmp_path / "small"
    if not root.exists():
        shutil.copytree(SMALL, root)
    (root / NOTE).write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
    reported = problems_of(root)
    assert reported, "no joined fragments make a sound message file"
    assert all("\n" not in diagnostic and diagnostic.isprintable() for diagnostic in reported)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), noise=st.sampled_from(FRAGMENTS))
def test_a_fragment_anywhere_in_a_good_file_never_raises_a_traceback(tmp_path: Path, cut: int, noise: str) -> None:
    root = tmp_path / "small"
    if not root.exists():
        shutil.copytree(SMALL, root)
    good = (SMALL / "data/questions/pay.yml").read_text("utf-8")
    (root / "data/questions/pay.yml").write_bytes((good[:cut] + noise + good[cut:]).encode("utf-8", "surrogatepass"))
    assert all("\n" not in diagnostic for diagnostic in problems_of(root))


@pytest.mark.parametrize("name", TROUBLE)
def test_what_yaml_parsers_choke_on_gets_a_problem_in_little_memory(small: Path, name: str) -> None:
    """A process of its own, so that its memory is its own. `make bench` takes the time; here a runaway is only ended."""
    content = TROUBLE[name]
    (small / NOTE).write_bytes(content if isinstance(content, bytes) else content.encode())

    code = (
        "import resource, sys; from macros.cli import main; status = main(['check']);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024); sys.exit(status)"
    )
    # The shell sets the limits: this process itself may be larger than they are.
    limited = f'ulimit -v {2 * MOST_MEMORY_BYTES // 1024} && ulimit -t 60 && exec "$@"'
    done = subprocess.run(["sh", "-c", limited, "sh", sys.executable, "-c", code], cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert f"{NOTE}:" in done.stderr, done.stderr[:500]
    assert len(done.stderr) < 100_000
    assert int(done.stdout) < MOST_MEMORY_BYTES


@pytest.mark.parametrize(("bytes_over", "codes"), [(0, []), (1, ["Y104"])])
def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path, bytes_over: int, codes: list[str]) -> None:
    path = tmp_path / "note.yml"
    text = "channel: note\n# "
    path.write_text(text + "x" * (LARGEST_FILE_BYTES - len(text) + bytes_over), "utf-8")
    tree, diagnostics = read_yaml(path, "note.yml")
    assert [diagnostic.code for diagnostic in diagnostics] == codes
    assert (tree is None) == bool(codes)
