"""What a rule is: a function from the Dataset to diagnostics, registered under its code.

What each rule asks for, why, and examples are in reference/rule_docs.yml, under the rule's code. A diagnostic that expects a key of
the entry writes it with its colon, as in `a line softener: ...`, so that the command that adds an entry can ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.diagnostics import Diagnostic
from macros.loading.dataset import Dataset

Rule = Callable[[Dataset], Iterator[Diagnostic]]
RULES: dict[str, Rule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    """A decorator that registers a function as the rule of a code.

    Args:
        code: A code that reference/rule_docs.yml has, such as R304.
    """

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register
