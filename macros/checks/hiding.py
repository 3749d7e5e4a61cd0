"""What goes wrong because a copy of the guide hides something is reported where the copy hides it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from macros.diagnostics import Diagnostic
from macros.loading.data_file import DataFile
from macros.model.copy_settings import HideFile

MOST_TRIED = 12
"""How many hidden entries are tried alone, each of which takes as long as a check."""


def blame_hiding(
    hiding: DataFile, diagnostics: Iterable[Diagnostic], problems: Callable[[Collection[str]], Collection[Diagnostic]]
) -> list[Diagnostic]:
    """Report at local/hide.yml what is wrong only because of it.

    Args:
        hiding: local/hide.yml.
        diagnostics: Everything that is wrong.
        problems: What would be wrong if only these of its entries were hidden.

    Returns:
        The same diagnostics, with one L604 for each hidden entry in place of all that follow from it.
    """
    content, found = hiding.content, sorted(diagnostics, key=lambda diagnostic: (diagnostic.place, diagnostic.code))
    if not isinstance(content, HideFile):
        return found
    anyway = problems(())
    caused = [diagnostic for diagnostic in found if diagnostic not in anyway and diagnostic.place.file != hiding.name]
    if not caused:
        return found
    causes = [([index], problems([name])) for index, name in enumerate(content.hide[:MOST_TRIED])]
    # What only several of them do together is reported at the list.
    causes.append(([], caused))
    made: list[Diagnostic] = []
    left = list(caused)
    for path, follows in causes:
        if mine := [diagnostic for diagnostic in left if diagnostic in follows]:
            first, *others = mine
            more = f"; {len(others)} more problem{'s follow' if others[1:] else ' follows'}" if others else ""
            what = f"this cannot be hidden, since {first.place.file}:{first.place.line} would be wrong then: {first.what}{more}"
            got = content.hide[path[0]] if path else None
            expected = "an entry that nothing needs; or change it in local/ instead"
            made.append(Diagnostic(hiding.at("hide", *path), "L604", what, got, expected))
            left = [diagnostic for diagnostic in left if diagnostic not in mine]
    return [*(diagnostic for diagnostic in found if diagnostic not in caused), *made]
