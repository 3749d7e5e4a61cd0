"""The ids of a copy's own entries: one form for each kind, which the check asks for and takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.loading.local_ids import id_form, is_local_id, local_id
from macros.model.registry import FILE_TYPES
from macros.reference.own_ids import OWN_IDS
from tests.support.guides import PAGE_HEAD, ROOT, problems_of, write

FORMS = [
    (file_type, form)
    for file_type in FILE_TYPES
    for path in ((file_type.list_key, "id"), (file_type.list_key, "name"), ("id",))
    if path[0] and (form := id_form(file_type, path))
]
MISTAKEN = ["c-campus", "campus", "q-pay-99", "x", "A B", "c-", "-", "", "their_room", "q-ünlü-01", "q-pay-1000"]


@pytest.mark.parametrize(("file_type", "form"), FORMS, ids=[f"{file_type.name}-{form.like}" for file_type, form in FORMS])
def test_whatever_someone_wrote_the_id_that_the_check_asks_for_is_one_it_takes(file_type, form) -> None:
    for mistaken in [*MISTAKEN, form.like]:
        asked_for = local_id(mistaken, form)
        assert re.fullmatch(form.pattern, asked_for), (mistaken, asked_for)
        assert is_local_id(asked_for)


def test_the_table_has_the_form_of_every_id_once() -> None:
    # There is one workshop and one file of slides, and a copy can't add another.
    assert {local_id(form.like) for _, form in FORMS if form.like not in ("p-workshop", "p-slides")} <= {row.id for row in OWN_IDS}
    assert len({row.id for row in OWN_IDS}) == len(OWN_IDS)
    assert all(is_local_id(row.id) for row in OWN_IDS)


ITEMS = "".join(f"  - {{id: i-local-0{n}, text: Do {n}, why: It helps., when: same day, minutes: 5}}\n" for n in (1, 2, 3))
LIST = "title: Ours\nstep: find\nwhen: before\nintro: Short.\nitems:\n" + ITEMS


@pytest.mark.parametrize("name", ["campus", "Campus list", "campus-2", "our_list"])
@pytest.mark.parametrize("given", ["c-campus", "c-local-01", "c-local", "c-local-campus"])
def test_a_checklist_of_ones_own_passes_once_one_has_done_what_the_check_says(small: Path, name: str, given: str) -> None:
    write(small, f"local/checklists/{name}.yml", f"id: {given}\n{LIST}")
    [told] = problems_of(small)
    [file, wanted] = re.search(r"own, (local/\S+) with the line id: (\S+) at", told).groups()
    assert "L607" in told
    (small / f"local/checklists/{name}.yml").unlink()
    write(small, file, f"id: {wanted}\n{LIST}")
    [told] = problems_of(small)
    assert f'a page in docs/local/ that holds {{{{ checklist("{wanted}") }}}}' in told, "nothing else is wrong"
    write(small, "docs/local/ours.md", f'{PAGE_HEAD}# Ours\n\n{{{{ checklist("{wanted}") }}}}\n')
    write(
        small,
        "mkdocs.local.yml",
        "INHERIT: mkdocs.yml\nsite_name: Ours\nsite_url: https://ours.example/\nextra: {pages: [{page: local/ours.md, tab: Ours}]}\n",
    )
    assert problems_of(small) == []


@pytest.mark.parametrize(("given", "code"), [("c-campus", "L601"), ("c-local-01", "M208"), ("c-local-other", "R303")])
def test_a_wrong_id_in_a_file_with_the_right_name_is_one_problem_that_asks_for_the_right_one(small: Path, given: str, code: str) -> None:
    write(small, "local/checklists/local-campus.yml", f"id: {given}\n{LIST}")
    [told] = problems_of(small)
    assert told.startswith("local/checklists/local-campus.yml:1:5: ")
    assert code in told
    assert ("c-local-campus" if code != "M208" else "c-local-prepare") in told


def test_the_guide_leaves_what_is_a_copys_alone() -> None:
    assert not (ROOT / "docs/local").exists()
    assert [path.name for path in (ROOT / "local").iterdir()] == ["README.md"]
    assert not (ROOT / "mkdocs.local.yml").exists()
