"""Rules for data/composer.yml: what its sentences, parts and kinds of message need of each other."""

from __future__ import annotations

from collections.abc import Iterator

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, KeyPath, Place, one_of
from macros.loading.dataset import Dataset


def _place(dataset: Dataset, *path: str | int) -> Place:
    [file] = [file for file in dataset.files if file.content is dataset.composer]
    return file.at(*path)


@rule("R360")
def gaps_of_sentences(dataset: Dataset) -> Iterator[Diagnostic]:
    names = [field.name for field in dataset.composer.fields]
    for index, line in enumerate(dataset.composer.lines):
        place = _place(dataset, "lines", index, "text")
        for name, form in model.GAP.findall(line.text):
            if name == model.MINUTES_GAP and not form:
                continue
            if name not in names:
                expected = f"one of {one_of([*names, model.MINUTES_GAP])}"
                yield Diagnostic(place, "R360", "there is no answer of that name", f"{{{name}}}", expected)
            elif form not in model.GAP_FORMS:
                what = "this gap does not say what goes into it" if not form else "no gap has that form"
                expected = f"{{{name}:...}} with one of {one_of(list(model.GAP_FORMS))}"
                yield Diagnostic(place, "R360", what, f"{{{name}:{form}}}" if form else f"{{{name}}}", expected)


@rule("R361")
def names_in_composer(dataset: Dataset) -> Iterator[Diagnostic]:
    composer = dataset.composer
    parts, forms = [part.id for part in composer.parts], [form.id for form in composer.forms]
    fields = [field.name for field in composer.fields]
    named: list[tuple[KeyPath, str, list[str], str]] = []
    for index, form in enumerate(composer.forms):
        if form.subject:
            named.append((("forms", index, "subject"), form.subject, parts, "part"))
        for number, paragraph in enumerate(form.paragraphs):
            named += [(("forms", index, "paragraphs", number, at), part, parts, "part") for at, part in enumerate(paragraph)]
        its_own = [part for paragraph in form.paragraphs for part in paragraph]
        named += [(("forms", index, "optional", at), part, its_own, "part of this message") for at, part in enumerate(form.optional)]
    for index, line in enumerate(composer.lines):
        named.append((("lines", index, "part"), line.part, parts, "part"))
        named += [(("lines", index, "forms", at), form, forms, "kind of message") for at, form in enumerate(line.forms)]
    for path, name, known, what in named:
        if name not in known:
            yield Diagnostic(_place(dataset, *path), "R361", f"there is no {what} of that name", name, f"one of {one_of(known)}")
    for check in dataset.checks:
        if check.about and check.about not in fields:
            place = check.origin.at("about")
            yield Diagnostic(place, "R361", "there is no answer of that name", check.about, f"one of {one_of(fields)}")


@rule("R362")
def terms_in_composer(dataset: Dataset) -> Iterator[Diagnostic]:
    composer, vocabulary = dataset.composer, dataset.vocabulary
    kinds = (
        ("forms", "channel", {form.channel for form in composer.forms if not form.label}, vocabulary.channels, "a kind of message"),
        ("links", "relationship", {link.relationship for link in composer.links}, vocabulary.relationships, "an entry"),
        ("abouts", "audience", {about.audience for about in composer.abouts}, vocabulary.audiences, "an example"),
    )
    for key, term_key, there, terms, what in kinds:
        for term in terms:
            if term.id not in there:
                expected = f"{what} with {term_key}: {term.id}"
                yield Diagnostic(_place(dataset, key), "R362", f"nothing here is for this {term_key}", term.id, expected)


@rule("R363")
def sentence_for_each_part(dataset: Dataset) -> Iterator[Diagnostic]:
    composer = dataset.composer
    parts = {part.id for part in composer.parts}
    for index, form in enumerate(composer.forms):
        needed = [part for part in (form.subject, *(part for paragraph in form.paragraphs for part in paragraph)) if part in parts]
        for part in dict.fromkeys(part for part in needed if part not in form.optional):
            if (missing := _without_sentence(dataset, form, part)) is not None:
                place = _place(dataset, "forms", index, "paragraphs")
                yield Diagnostic(place, "R363", f"no sentence of the part {part} fits this message", missing, "a sentence under lines: for it")


def _without_sentence(dataset: Dataset, form: model.MessageForm, part: str) -> str | None:
    """The first choice of a reader for which a part has no sentence; None where each has one."""
    lines = [line for line in dataset.composer.lines if line.part == part and (not line.forms or form.id in line.forms)]
    for relationship in dataset.vocabulary.relationships:
        for way in dataset.composer.ways:
            if not any(
                (not line.relationships or relationship.id in line.relationships) and (not line.ways or way in line.ways) for line in lines
            ):
                return f"{form.id}, {relationship.id}, {way}"
    return None
