"""A live preview in the hands of someone who types fast and makes mistakes."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.guides import NOTE, PAGE, PAY, edit
from tests.support.preview import Preview
from tests.support.small_site import copy_small_guide
from tests.torture import Case, fault, judged

BURSTS = 10
EDITS_IN_A_BURST = 20
LONGEST_PAUSE_SECONDS = 0.3
SEED = 24
LONGEST_WAIT_SECONDS = 300
"""Only what is shown in the end counts here, however busy the machine is."""
MOST_GROWTH_MB = 15
"""How much memory the second half of the edits may add. The first half fills caches."""
SHEET = "docs/sheet.md"


@fault(
    f"{BURSTS * EDITS_IN_A_BURST} quick edits while `mkdocs serve` runs, half of them broken.",
    "It goes on without a traceback, shows the last state after each burst, and its memory doesn't grow without end.",
)
def edits(folder: Path) -> Iterator[Case]:
    root, chance = copy_small_guide(folder / "guide"), random.Random(SEED)
    (root / "docs/downloads").mkdir()
    edit(root, "mkdocs.yml", "strict: true", "strict: true\nwatch: [data]")
    good = {file: (root / file).read_bytes() for file in (NOTE, PAY, PAGE)}
    preview = Preview(root, LONGEST_WAIT_SECONDS)
    memory = [_memory_mb(preview)]
    try:
        for burst in range(1, BURSTS + 1):
            for number in range(EDITS_IN_A_BURST):
                _edit_once(root, good, chance, f"I liked your bread {burst}-{number}.")
                time.sleep(chance.uniform(0, LONGEST_PAUSE_SECONDS))
            for file, content in good.items():
                (root / file).write_bytes(content.replace(b"I liked your bread.", b"I liked your bread %d." % burst))
            # A look at what was written last, on the page that shows it.
            last = f"I liked your bread {burst}."
            preview.wait(lambda last=last: last in re.sub(r"<[^>]+>", "", preview.page("sheet/")))  # type: ignore[misc]
            memory.append(_memory_mb(preview))
        said = preview.said()
    finally:
        preview.stop()
    problems = [f"{said.count('Traceback')} tracebacks"] if "Traceback" in said else []
    reported = len(re.findall(r" \[[A-Z]\d{3}\]$", said, re.MULTILINE))
    problems += [] if reported else ["no problem was reported"]
    builds = said.count("Documentation built")
    yield judged(
        "the edits",
        problems,
        f"{builds} rebuilds; each burst's last state was shown; {reported} problems told",
    )
    growth = memory[-1] - memory[BURSTS // 2]
    seen = f"{memory[0]:.0f} MB at the start, {memory[BURSTS // 2]:.0f} MB half way, {memory[-1]:.0f} MB at the end"
    yield judged("memory", [f"{growth:.0f} MB more in the second half: {seen}"] if growth > MOST_GROWTH_MB else [], seen)


def _edit_once(root: Path, good: dict[str, bytes], chance: random.Random, text: str) -> None:
    """One edit, good or broken, from what was good. A file may be cut off, gone, or not even text."""
    file = chance.choice([NOTE, PAY, PAGE])
    content = good[file].replace(b"I liked your bread.", text.encode())
    kind = chance.randrange(8)
    if kind == 0:
        (root / file).unlink(missing_ok=True)
        return
    broken = {
        1: content[: chance.randrange(len(content))],
        2: content.replace(b"[1 Hello", b"[2 Hello").replace(b'questions("pay")', b'questions("pey")'),
        3: content + b"\xff\xfe\x00",
    }
    (root / file).write_bytes(broken.get(kind, content))


def _memory_mb(preview: Preview) -> float:
    """The memory of the preview's process, in MB; 0 where the system doesn't say."""
    status = Path(f"/proc/{preview.process.pid}/status")
    found = re.search(r"^VmRSS:\s*(\d+) kB", status.read_text("utf-8"), re.MULTILINE) if status.is_file() else None
    return int(found[1]) / 1024 if found else 0
