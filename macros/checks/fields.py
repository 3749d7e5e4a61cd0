"""Rules for the guides to fields."""

from __future__ import annotations

from collections.abc import Iterator

from macros import model
from macros.checks.rule import rule
from macros.diagnostics import Diagnostic, nearest_name, one_of
from macros.loading.dataset import Dataset
from macros.model.registry import file_type_of


@rule("R377")
def guides_to_common_fields(dataset: Dataset) -> Iterator[Diagnostic]:
    guides = dataset.files_of(model.FieldGuide)
    common = [field.id for field in dataset.vocabulary.fields if field.common == "yes"]
    for guide in guides.values():
        if guide.field not in common:
            what = "no common field in data/vocabulary.yml has this name"
            yield Diagnostic(guide.origin.at("id"), "R377", what, guide.field, one_of(common), nearest_name(guide.field, common))
    [pattern] = file_type_of(model.FieldGuide).patterns
    file = next(file for file in dataset.files if file.content is dataset.vocabulary)
    known = {guide.field for guide in guides.values()}
    for index, field in enumerate(dataset.vocabulary.fields):
        if field.id in common and field.id not in known:
            guide_file = pattern.replace("*", field.id)
            what, expected = "this common field has no guide", f"data/{guide_file}, or common: no"
            yield Diagnostic(file.at("fields", index, "id"), "R377", what, field.id, expected, depends_on=frozenset({"fields", guide_file}))


@rule("R378")
def messages_to_the_field(dataset: Dataset) -> Iterator[Diagnostic]:
    known = {message.id: message for message in dataset.messages()}
    for guide in dataset.files_of(model.FieldGuide).values():
        for index, name in enumerate(guide.messages):
            if (name in known and known[name].recipient_field == guide.field) or name not in dataset.records:
                continue
            fitting = [message.id for message in known.values() if message.recipient_field == guide.field]
            what = "this isn't a first message to someone in the field"
            expected = one_of(fitting) if fitting else f"a first message with recipient_field: {guide.field}, which has to be written first"
            yield Diagnostic(guide.origin.at("messages", index), "R378", what, name, expected)


@rule("R379")
def support_of_customs(dataset: Dataset) -> Iterator[Diagnostic]:
    for guide in dataset.files_of(model.FieldGuide).values():
        customs = [(("screen",), guide.screen), *((("customs", index), custom) for index, custom in enumerate(guide.customs))]
        for path, custom in customs:
            if (custom.support == "sourced") != bool(custom.sources):
                expected = "the source in sources:, or support: reported" if not custom.sources else "support: sourced, or no sources"
                what = "what supports this custom doesn't match its sources"
                yield Diagnostic(guide.origin.at(*path, "support"), "R379", what, custom.support, expected)
        for index, entry in enumerate(guide.look_up):
            if bool(entry.url) != bool(entry.label):
                what = "a link needs an address and its words"
                yield Diagnostic(guide.origin.at("look_up", index), "R379", what, entry.url or entry.label, "url: and label:, or neither")


@rule("R389")
def people_ways_lead_to(dataset: Dataset) -> Iterator[Diagnostic]:
    for guide in dataset.files_of(model.FieldGuide).values():
        titles = [person.title for person in guide.people]
        for index, way in enumerate(guide.ways_in):
            for number, title in enumerate(way.knows):
                if title not in titles:
                    place = guide.origin.at("ways_in", index, "knows", number)
                    what = "no one under people: has this title"
                    yield Diagnostic(place, "R389", what, title, one_of(titles), nearest_name(title, titles))
