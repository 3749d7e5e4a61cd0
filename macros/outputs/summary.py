"""How much there is of everything in data/, for the terminal."""

from __future__ import annotations

from macros.loading.dataset import Dataset, files_in, records_in
from macros.model.registry import FILE_TYPES, FileType, Storage


def summary(dataset: Dataset) -> str:
    """How much there is of everything: the types of file on one line, then questions and first messages by what they're for."""
    messages = list(dataset.messages())
    audiences = [audience for message in messages for audience in message.audiences]
    lists = {
        "Checked": {file_type.label: count_of(dataset, file_type) for file_type in FILE_TYPES if file_type.storage is not Storage.ONE},
        "Questions by topic": {name: len(file.questions) for name, file in dataset.topics.items()},
        "Questions by field": {name: len(file.questions) for name, file in dataset.sectors.items()},
        "First messages by channel": {name: len(file.messages) for name, file in dataset.channels.items()},
        "First messages by relationship": {
            term.id: sum(message.relationship == term.id for message in messages) for term in dataset.vocabulary.relationships
        },
        "First messages by the recipient's field": {
            term.id: sum(message.recipient_field == term.id for message in messages) for term in dataset.vocabulary.fields
        },
        "First messages by the sender's field": {
            term.id: sum(message.sender_field == term.id for message in messages) for term in dataset.vocabulary.fields
        },
        "First messages by where the sender's facts come from": {
            term.id: sum(message.known_from == term.id for message in messages) for term in dataset.vocabulary.known_from
        },
        "First messages by audience": {term.id: audiences.count(term.id) for term in dataset.vocabulary.audiences},
    }
    lines = [f"{title}: {', '.join(f'{name} {count}' for name, count in counts.items())}." for title, counts in lists.items()]
    return "\n".join([*lines, *_fields(dataset)])


def _fields(dataset: Dataset) -> list[str]:
    """A table of what there is for each field."""
    columns = ("messages", "questions", "people", "look-ups")
    rows = [
        (
            guide.field,
            sum(message.recipient_field == guide.field for message in dataset.messages()),
            len({*guide.questions, *(question.id for name in guide.sectors for question in dataset.sectors[name].questions)}),
            len(guide.people),
            len(guide.look_up),
        )
        for guide in dataset.field_guides()
    ]
    width = max((len(name) for name, *_ in rows), default=0)
    return [
        f"{name:{width}}" + "".join(f"{value:>{len(column) + 2}}" for value, column in zip(values, columns, strict=True))
        for name, *values in [("Fields", *columns), *rows]
    ]


def count_of(dataset: Dataset, file_type: FileType) -> int:
    """How many records there are in files of a type, or how many files if they have no records.

    Args:
        dataset: The guide's data.
        file_type: The type.
    """
    content = dataset.contents[file_type.name]
    return len(list(records_in(file_type, content) if file_type.list_key else files_in(file_type, content)))
