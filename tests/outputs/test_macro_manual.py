"""The manual of macros."""

from __future__ import annotations

import re

from macros.outputs.html.macros import MACROS, call_macro, name_parameters
from macros.outputs.html.page_index import open_site
from macros.reference.rule_docs import rule_docs
from tests.support.guides import SMALL
from tests.support.outline import Outline


def test_the_manual_of_macros_shows_every_macro_as_it_is_written_and_each_call_works(contribute: Outline) -> None:
    dataset = open_site(SMALL)[0].dataset
    assert [name for level, name, _ in contribute.headings if level == "h2" and name.startswith("macro-")] == [
        f"macro-{name.replace('_', '-')}" for name in MACROS
    ]
    calls = [
        code
        for code in contribute.codes
        if re.fullmatch(r"\{\{ .* \}\}", code) and contribute.codes.index(code) < contribute.codes.index(rule_docs()["Y101"].bad)
    ]
    called = {re.match(r"\{\{ (\w+)\(", call)[1] for call in calls}
    assert called == set(MACROS)
    for call in calls:
        name, words = re.fullmatch(r"\{\{ (\w+)\((.*)\) \}\}", call).groups()
        call_macro(dataset, name, re.findall(r'"([^"]*)"', words), {})
    assert '{{ term("g-cold", "your own words") }}' in calls


def test_the_manual_names_all_that_may_stand_in_the_brackets(contribute: Outline) -> None:
    dataset = open_site(SMALL)[0].dataset
    allowed = {
        name for function in MACROS.values() for names in name_parameters(function).values() if names for name in names.known(dataset)
    }
    assert {"pay", "email", "c-prepare", "net-help", "circles"} <= allowed
    assert {f'"{name}"' for name in allowed} <= set(contribute.codes)


def test_every_macro_says_for_each_word_what_it_may_be() -> None:
    free = {(name, word) for name, function in MACROS.items() for word, names in name_parameters(function).items() if names is None}
    assert free == {("term", "text")}, "every other word is one of the names that are known"
