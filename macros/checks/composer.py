"""Rules for data/composer.yml: how its sentences, parts and kinds of message depend on each other."""

from __future__ import annotations

from collections.abc import Iterator

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, KeyPath, one_of
from macros.loading.dataset import Dataset


@rule("R360")
def gaps_of_sentences(dataset: Dataset) -> Iterator[Diagnostic]:
    composer = dataset.find(model.Composer)
    if composer is None:
        return
    names = [field.name for field in composer.fields]
    for index, line in enumerate(composer.lines):
        place = dataset.place_in(composer, "lines", index, "text")
        for name, form in model.GAP.findall(line.text):
            if name == model.MINUTES_GAP and not form:
                continue
            if name not in names:
                expected = one_of([*names, model.MINUTES_GAP])
                yield Diagnostic(place, "R360", "there is no answer of that name", f"{{{name}}}", expected)
            elif form not in model.GAP_FORMS:
                what = "this gap doesn't say what form of words goes into it" if not form else "there is no such form for a gap"
                expected = f"{{{name}:...}} with {one_of(list(model.GAP_FORMS))}"
                yield Diagnostic(place, "R360", what, f"{{{name}:{form}}}" if form else f"{{{name}}}", expected)


@rule("R361")
def names_in_composer(dataset: Dataset) -> Iterator[Diagnostic]:
    composer = dataset.find(model.Composer)
    if composer is None:
        return
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
        named += [(("forms", index, "asks_again", at), name, fields, "answer") for at, name in enumerate(form.asks_again)]
        if form.counts_as:
            named.append((("forms", index, "counts_as"), form.counts_as, forms, "kind of message"))
    for index, line in enumerate(composer.lines):
        named.append((("lines", index, "part"), line.part, parts, "part"))
        named += [(("lines", index, "forms", at), form, forms, "kind of message") for at, form in enumerate(line.forms)]
    for path, name, known, what in named:
        if name not in known:
            yield Diagnostic(dataset.place_in(composer, *path), "R361", f"there is no {what} of that name", name, one_of(known))
    for check in dataset.checks:
        if check.about and check.about not in fields:
            place = check.origin.at("about")
            yield Diagnostic(place, "R361", "there is no answer of that name", check.about, one_of(fields))


@rule("R362")
def terms_in_composer(dataset: Dataset) -> Iterator[Diagnostic]:
    composer, vocabulary = dataset.find(model.Composer), dataset.vocabulary
    if composer is None:
        return
    kinds = (
        ("forms", "channel", {form.channel for form in composer.forms if not form.label}, vocabulary.channels, "a kind of message"),
        ("links", "relationship", {link.relationship for link in composer.links}, vocabulary.relationships, "an entry"),
        ("abouts", "audience", {about.audience for about in composer.abouts}, vocabulary.audiences, "an example"),
    )
    for key, term_key, there, terms, what in kinds:
        for term in terms:
            if term.id not in there:
                expected = f"{what} with {term_key}: {term.id}" + (" and no label:" if key == "forms" else "")
                follow_ups = [index for index, form in enumerate(composer.forms) if key == "forms" and form.channel == term.id]
                place = dataset.place_in(composer, key, *follow_ups[:1])
                yield Diagnostic(place, "R362", f"there is nothing here for this {term_key}", term.id, expected)


@rule("R363")
def sentence_for_each_part(dataset: Dataset) -> Iterator[Diagnostic]:
    composer = dataset.find(model.Composer)
    # A misspelled name leaves its part without a sentence, but the name is reported already.
    if composer is None or any(names_in_composer(dataset)):
        return
    lines = {line.part: index for index, line in reversed(list(enumerate(composer.lines)))}
    seen: set[str] = set()
    for number, form in enumerate(composer.forms):
        for part in (form.subject, *(part for paragraph in form.paragraphs for part in paragraph)):
            if part is None or part in form.optional or part in seen:
                continue
            if (missing := _without_sentence(dataset, composer, form, part)) is not None:
                seen.add(part)
                path = ("lines", lines[part]) if part in lines else ("forms", number, "paragraphs")
                what, expected = f"no sentence for the part {part} fits this message", f"a sentence under lines: with part: {part}"
                yield Diagnostic(dataset.place_in(composer, *path), "R363", what, missing, expected)


def _without_sentence(dataset: Dataset, composer: model.Composer, form: model.MessageForm, part: str) -> str | None:
    """The first choice of a reader that leaves a part without a sentence; None if every choice has one."""
    lines = [line for line in composer.lines if line.part == part and (not line.forms or form.id in line.forms)]
    for relationship in dataset.vocabulary.relationships:
        for way in composer.ways:
            if not any(
                (not line.relationships or relationship.id in line.relationships) and (not line.ways or way in line.ways) for line in lines
            ):
                return f"{form.id}, {relationship.id}, {way}"
    return None
