"""What someone could try to break on purpose, what stops it, and the test that shows it.

The texts are data, in attacks.yml. The page "Security" shows them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.yaml_io.parser import parse_yaml

ATTACKS_FILE = Path(__file__).with_name("attacks.yml")
WAYS_IN = {
    "page": "the text of a page",
    "data": "the data",
    "pull-request": "a pull request",
    "link": "a link to a tool",
    "file": "a file a reader loads",
    "stored": "what a browser has stored",
    "calendar": "a calendar file",
    "dependency": "a dependency",
    "host": "the browser and the host",
}
"""The ways in, each with what it's called."""


class Attack(NamedTuple):
    """One thing someone could try.

    Args:
        tries: What they'd do.
        stopped: What stops it.
        test: The test that shows it: its file, two colons and its function.
    """

    tries: str
    stopped: str
    test: str

    @property
    def test_file(self) -> str:
        """The path of the test's file in the repository."""
        return self.test.partition("::")[0]

    @property
    def test_function(self) -> str:
        """The name of the test's function."""
        return self.test.partition("::")[2]


@cache
def attacks() -> dict[str, list[Attack]]:
    """All attacks, by their way in. The file is part of the program, so it is read only once."""
    found = parse_yaml(ATTACKS_FILE.read_text("utf-8"), ATTACKS_FILE.name)
    return {way: [Attack(**attack) for attack in found[way]] for way in WAYS_IN}
