"""Reports problems caused by an entry that a copy of the guide hides at the line where the copy hides it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from macros.diagnostics import Diagnostic
from macros.loading.data_file import DataFile
from macros.model.copy_settings import HideFile

MOST_TRIED = 12
"""How many hidden entries are tried one by one. Each of them takes as long as a check."""


def blame_hiding(
    hiding: DataFile, diagnostics: Iterable[Diagnostic], problems: Callable[[Collection[str]], Collection[Diagnostic]]
) -> list[Diagnostic]:
    """Report problems in local/hide.yml that exist only because of it.

    Args:
        hiding: local/hide.yml.
        diagnostics: Everything that is wrong.
        problems: Gives the problems there would be if only these entries were hidden.

    Returns:
        The same diagnostics, with one L604 for each hidden entry in place of all its consequences.
    """
    content, found = hiding.content, sorted(diagnostics, key=lambda diagnostic: (diagnostic.place, diagnostic.code))
    if not isinstance(content, HideFile):
        return found
    anyway = problems(())
    caused = [diagnostic for diagnostic in found if diagnostic not in anyway and diagnostic.place.file != hiding.name]
    if not caused:
        return found
    causes = [([index], problems([name])) for index, name in enumerate(content.hide[:MOST_TRIED])]
    # Problems that only several of them cause together are reported at the list.
    causes.append(([], caused))
    made: list[Diagnostic] = []
    left = list(caused)
    for path, follows in causes:
        if mine := [diagnostic for diagnostic in left if diagnostic in follows]:
            first, *others = mine
            more = f" (and {len(others)} more problem{'s' if others[1:] else ''})" if others else ""
            what = f"this can't be hidden, because it would cause a problem at {first.place.file}:{first.place.line}: {first.what}{more}"
            got = content.hide[path[0]] if path else None
            expected = "an entry nothing else needs; you can also change this one in local/ instead of hiding it"
            made.append(Diagnostic(hiding.at("hide", *path), "L604", what, got, expected))
            left = [diagnostic for diagnostic in left if diagnostic not in mine]
    return [*(diagnostic for diagnostic in found if diagnostic not in caused), *made]
