"""Runs every check over what was loaded."""

from __future__ import annotations

from pathlib import Path

from macros.checks import checklists, messages, questions, reference_data
from macros.checks.copy_settings import check_copy_settings, check_own_pages
from macros.checks.questions import questions_for_every_choice
from macros.checks.references import file_names, known_references, unique_ids
from macros.checks.rule import RULES
from macros.diagnostics import Diagnostic
from macros.loading.dataset import Dataset
from macros.loading.loader import LoadResult

RULE_MODULES = (questions, messages, checklists, reference_data)
"""The modules whose rules run: importing one registers its rules."""


def check_dataset(root: Path, loaded: LoadResult, dataset: Dataset | None, pages: set[str]) -> list[Diagnostic]:
    """Everything that is wrong between entries.

    Args:
        root: The project's folder.
        loaded: All files, valid or not.
        dataset: Their valid content, or None where there is no valid vocabulary.
        pages: The paths of the Markdown pages in docs/.

    Returns:
        The diagnostics, in no particular order.
    """
    diagnostics = [*unique_ids(loaded), *known_references(loaded, pages), *file_names(loaded)]
    if dataset is not None:
        if not loaded.diagnostics and not diagnostics:
            # What an invalid file would hold is not known, and so not missed.
            diagnostics += questions_for_every_choice(loaded, dataset)
        for check in RULES.values():
            diagnostics += check(dataset)
    if loaded.copy_settings is not None:
        diagnostics += check_copy_settings(root, loaded.copy_settings)
    diagnostics += check_own_pages(root, loaded.copy_settings, pages)
    return diagnostics
