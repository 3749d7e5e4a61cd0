"""Runs every check on the loaded files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from macros.checks import checklists, composer, fields, interviews, lists, messages, plans, questions, reference_data, stories
from macros.checks.copy_settings import check_copy_settings, check_own_pages
from macros.checks.figures import figures_by_hand
from macros.checks.lists import dates_so_far, each_once, leads_elsewhere
from macros.checks.questions import questions_for_every_choice
from macros.checks.reference_data import kinds_of_results, meant_words, searched_words
from macros.checks.references import file_names, known_references, unique_ids
from macros.checks.rule import RULES
from macros.diagnostics import Diagnostic, without_consequences
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult

RULE_MODULES = (questions, plans, messages, checklists, composer, interviews, fields, stories, reference_data, lists)
"""The modules whose rules run. Importing a module registers its rules."""


def check_dataset(root: Path, loaded: LoadResult, dataset: Dataset | None, pages: Mapping[str, str], today: date) -> list[Diagnostic]:
    """Everything that is wrong between entries.

    Args:
        root: The project's folder.
        loaded: All files, valid or not.
        dataset: Their valid content, or None if there is no valid vocabulary.
        pages: The text of every Markdown page, by its path in docs/.
        today: The day of the check, in UTC.

    Returns:
        The diagnostics, in no particular order, without those that may only be consequences of something that couldn't be read.
    """
    diagnostics = [*unique_ids(loaded), *known_references(loaded, set(pages)), *file_names(loaded)]
    diagnostics += [*each_once(loaded), *leads_elsewhere(loaded), *dates_so_far(loaded, today), *searched_words(loaded)]
    diagnostics += kinds_of_results(loaded, pages)
    if dataset is not None:
        if not loaded.diagnostics and not diagnostics:
            # The content of an invalid file isn't known, so nothing can be reported as missing.
            diagnostics += questions_for_every_choice(loaded, dataset)
            diagnostics += meant_words(root, loaded, dataset, pages.values())
        for check in RULES.values():
            diagnostics += check(dataset)
        diagnostics += figures_by_hand(loaded, dataset, pages)
    if loaded.copy_settings is not None:
        diagnostics += check_copy_settings(root, loaded.copy_settings)
    diagnostics += check_own_pages(root, loaded.copy_settings, set(pages))
    return without_consequences(diagnostics, loaded.unknown)
