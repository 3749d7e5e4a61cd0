"""What each code of a diagnostic means: what must hold, why, and a bad and a good example.

The texts are data, in rule_docs.yml. `python -m macros explain` and the page of all codes show them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from macros.yaml_io.parser import parse_yaml

RULE_DOCS_FILE = Path(__file__).with_name("rule_docs.yml")
CODE_GROUPS = {
    "Y": "The file as text",
    "M": "The form of an entry",
    "R": "Between entries",
    "P": "Pages",
    "L": "A copy of the guide",
    "S": "The built site",
    "C": "Commands",
}
"""What the first letter of a code stands for."""


class RuleDoc(NamedTuple):
    """What one code means.

    Args:
        code: The code, such as R304.
        holds: What must hold, as a sentence.
        why: Why it must.
        bad: An example that breaks the rule, of one or more lines.
        good: The same example as it should be.
    """

    code: str
    holds: str
    why: str
    bad: str
    good: str

    def __str__(self) -> str:
        """The doc the way a terminal shows it."""
        bad, good = ("\n".join(f"    {line}".rstrip() for line in example.split("\n")) for example in (self.bad, self.good))
        return f"{self.code}  {self.holds}\n\n{self.why}\n\nBad:\n{bad}\n\nGood:\n{good}"


@cache
def rule_docs() -> dict[str, RuleDoc]:
    """The doc of every code, by code, in the order of CODE_GROUPS and numbers. The file is part of the program, so it is read only once."""
    texts = parse_yaml(RULE_DOCS_FILE.read_text("utf-8"), RULE_DOCS_FILE.name)
    order = list(CODE_GROUPS)
    codes = sorted(texts, key=lambda code: (order.index(code[0]), code))
    return {code: RuleDoc(code, **{key: text.rstrip("\n") for key, text in texts[code].items()}) for code in codes}
