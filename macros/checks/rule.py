"""A rule is a function from the Dataset to diagnostics, registered under its code.

reference/rule_docs.yml has what each rule asks for, why, and examples, under the rule's code. If a diagnostic expects a key in the
entry, it writes the key with its colon, as in `a line softener: ...`, so that the command for adding an entry can ask for it.
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
        code: A code from reference/rule_docs.yml, such as R304.
    """

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register
