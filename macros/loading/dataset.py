"""The guide's data, ready to use: the valid content of all files, put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, assert_never, cast

from macros import model
from macros.diagnostics import Place
from macros.loading.data_file import DataFile
from macros.loading.loader import LoadResult
from macros.loading.local_ids import is_local_id
from macros.model.registry import FILE_TYPES, FileType, Storage, file_type_of, file_type_of_records

FileModel = TypeVar("FileModel", bound=model.Model)
RecordModel = TypeVar("RecordModel", bound=model.Model)


class UnreadContentError(LookupError):
    """The only file of a type is needed, but couldn't be read. A diagnostic says why."""


@dataclass
class Dataset:
    """Everything in data/.

    `contents` has the content of each type of file, by its name in the registry and in the form its Storage describes. Anything
    stored by id keeps the order of the vocabulary or of the files. The properties below give the types of file that are used
    most. Look up the others by their model, with one(), files_of() or records_of().
    """

    vocabulary: model.Vocabulary
    contents: dict[str, Any] = field(default_factory=dict)
    files: list[DataFile] = field(default_factory=list)
    """All files the way they were read, for checks that go over every text."""

    # By type of file

    def find(self, file_model: type[FileModel]) -> FileModel | None:
        """The content of a type's only file.

        Args:
            file_model: The model of the file; see Storage.ONE.

        Returns:
            Its content; None if it couldn't be read.
        """
        return cast(FileModel | None, self.contents[file_type_of(file_model).name])

    def place_in(self, content: model.Model, *path: str | int) -> Place:
        """The place of something in a file whose content isn't a record, so it doesn't know its own place.

        Args:
            content: The content of the file.
            path: The keys and list indexes that lead to it.
        """
        [file] = [file for file in self.files if file.content is content]
        return file.at(*path)

    def one(self, file_model: type[FileModel]) -> FileModel:
        """The same, for a guide that has been checked, so the content is known to be there.

        Raises:
            UnreadContentError: If the file couldn't be read.
        """
        found = self.find(file_model)
        if found is None:
            raise UnreadContentError(f"data/{file_type_of(file_model).patterns[0]} couldn't be read")
        return found

    def files_of(self, file_model: type[FileModel]) -> dict[str, FileModel]:
        """The content of each file of a type.

        Args:
            file_model: The model of the files; see Storage.FILES.

        Returns:
            Their content, by their key, such as the topic.
        """
        return cast(dict[str, FileModel], self.contents[file_type_of(file_model).name])

    def records_of(self, record_model: type[RecordModel]) -> dict[str, RecordModel]:
        """All records of a model, for a type whose records are stored together.

        Args:
            record_model: The model of a record; see Storage.RECORDS.

        Returns:
            The records by their key, in the order of the files.
        """
        return cast(dict[str, RecordModel], self.contents[file_type_of_records(record_model).name])

    @property
    def topics(self) -> dict[str, model.QuestionFile]:
        """The questions of each topic."""
        return self.files_of(model.QuestionFile)

    @property
    def sectors(self) -> dict[str, model.SectorFile]:
        """The questions of each field of work."""
        return self.files_of(model.SectorFile)

    @property
    def plans(self) -> model.PlanRules:
        """The rules for the Planner's plans. Raises UnreadContentError if they couldn't be read."""
        return self.one(model.PlanRules)

    @property
    def channels(self) -> dict[str, model.MessageFile]:
        """The first messages of each channel."""
        return self.files_of(model.MessageFile)

    @property
    def steps(self) -> dict[str, model.AnswerFile]:
        """The readers' questions of each step."""
        return self.files_of(model.AnswerFile)

    @property
    def checklists(self) -> dict[str, model.Checklist]:
        """The checklists, by id."""
        return self.files_of(model.Checklist)

    @property
    def worksheets(self) -> dict[str, model.Worksheet]:
        """The worksheets, by id."""
        return self.files_of(model.Worksheet)

    @property
    def workshop(self) -> model.Workshop:
        """The workshop."""
        return self.one(model.Workshop)

    @property
    def composer(self) -> model.Composer:
        """The fields and sentences of the Composer."""
        return self.one(model.Composer)

    @property
    def interviews(self) -> model.InterviewGuide:
        """What comes next with the people a reader keeps track of."""
        return self.one(model.InterviewGuide)

    @property
    def search(self) -> model.SearchWords:
        """The words readers search for."""
        return self.one(model.SearchWords)

    @property
    def orders(self) -> dict[str, model.RunningOrder]:
        """The ready-made plans, by id."""
        return self.records_of(model.RunningOrder)

    @property
    def facts(self) -> dict[str, model.Fact]:
        """The figures and limits of platforms, by id."""
        return self.records_of(model.Fact)

    @property
    def sources(self) -> dict[str, model.Source]:
        """The sources, by id."""
        return self.records_of(model.Source)

    @property
    def glossary(self) -> dict[str, model.GlossaryTerm]:
        """The words of the glossary, by id."""
        return self.records_of(model.GlossaryTerm)

    @property
    def placeholders(self) -> dict[str, model.Placeholder]:
        """The gaps of messages, by name."""
        return self.records_of(model.Placeholder)

    @property
    def avoid(self) -> list[model.Avoided]:
        """The questions to avoid."""
        return list(self.records_of(model.Avoided).values())

    @property
    def replies(self) -> list[model.Reply]:
        """Replies, and messages to keep in touch."""
        return list(self.records_of(model.Reply).values())

    @property
    def mistakes(self) -> list[model.Mistake]:
        """Weak messages, each with a better one."""
        return list(self.records_of(model.Mistake).values())

    @property
    def checks(self) -> list[model.Check]:
        """The things the Composer checks in a message."""
        return list(self.records_of(model.Check).values())

    @property
    def wording(self) -> list[model.WeakWords]:
        """Words that have a better one."""
        return list(self.records_of(model.WeakWords).values())

    @property
    def repeats(self) -> list[model.Repeat]:
        """Words that several files have on purpose."""
        return [repeat for file in self.files if isinstance(file.content, model.WordingFile) for repeat in file.content.repeats]

    # Across files

    @property
    def question_files(self) -> dict[str, model.QuestionFile | model.SectorFile]:
        """The questions of each topic and of each field of work."""
        return {**self.topics, **self.sectors}

    def questions(self) -> Iterator[model.Question]:
        """All questions, in the order of topics, sectors and files."""
        for file in self.question_files.values():
            yield from file.questions

    @cached_property
    def circumstances(self) -> dict[str, model.Circumstance]:
        """The circumstances a question may assume, by id."""
        return {circumstance.id: circumstance for circumstance in self.vocabulary.circumstances}

    @cached_property
    def _topics_by_question(self) -> dict[str, str]:
        return {question.id: name for name, file in self.question_files.items() for question in file.questions}

    def topic_of(self, question: model.Question) -> str:
        """The topic or the field a question belongs to."""
        return self._topics_by_question[question.id]

    def prepared_minutes(self, minutes: int) -> int:
        """How many minutes of a conversation prepared questions may take. The rest is for follow-up questions.

        Halves are rounded up, as `Math.round` does. docs/assets/planner/ has the same rule, and a test compares the two.

        Args:
            minutes: How long the conversation is.
        """
        return minutes - int(minutes * self.vocabulary.talk.spare_percent / 100 + 0.5)

    def plan_length(self, minutes: int, mode: str | None) -> model.PlanLength:
        """The rules for a conversation of this length: the first ones in data/plans.yml that fit, or else the last ones.

        docs/assets/planner/ has the same rule, and a test compares the two.

        Args:
            minutes: How long the conversation is.
            mode: How they meet; None if that isn't known.
        """
        lengths = [length for length in self.plans.lengths if not length.modes or mode in length.modes]
        fitting = (length for length in lengths if length.from_minutes <= minutes)
        return next(fitting, (lengths or self.plans.lengths)[-1])

    def messages(self) -> Iterator[model.Message]:
        """All first messages, in the order of channels and files."""
        for file in self.channels.values():
            yield from file.messages

    def channel_of(self, message: model.Message) -> str:
        """The channel a first message is sent by. Raises StopIteration if it isn't one of the guide's."""
        return next(name for name, file in self.channels.items() if message in file.messages)

    def field_guides(self) -> list[model.FieldGuide]:
        """The guides to fields, in the order of the vocabulary."""
        guides = {guide.field: guide for guide in self.files_of(model.FieldGuide).values()}
        return [guides[term.id] for term in self.vocabulary.fields if term.id in guides]

    def replies_in(self, situation: str) -> list[model.Reply]:
        """The replies that answer one situation, in the order of the files."""
        return [reply for reply in self.replies if reply.situation == situation]

    def messages_with_channel(self) -> Iterator[tuple[model.Channel, model.Message]]:
        """All first messages, each with its channel."""
        for name, file in self.channels.items():
            channel = self.channel(name)
            for message in file.messages:
                yield channel, message

    def answers(self) -> Iterator[model.Answer]:
        """All readers' questions, in the order of steps and files."""
        for file in self.steps.values():
            yield from file.answers

    def items_of(self, checklist: model.Checklist) -> list[model.Item]:
        """The items of a checklist the way it is shown: its own, those included from others and those a copy adds, in order of time."""
        included = [cast(model.Item, self.records[name]) for name in checklist.includes]
        added = included + [item for item in checklist.items if is_local_id(item.id)]
        items = [item for item in checklist.items if not is_local_id(item.id)]
        for item in added:
            time = model.due(item.when)
            order = time.order if time else float("inf")
            after = [index for index, other in enumerate(items) if (due := model.due(other.when)) and due.order <= order]
            items.insert(max(after, default=-1) + 1, item)
        return items

    def short_list(self) -> list[model.Item]:
        """The items of the short list, in the order of the checklists they're on; none if the guide has no short list."""
        lists = [checklist for checklist in self.checklists.values() if checklist.role == "asking"]
        return [item for checklist in lists for item in checklist.items if item.short == "yes"]

    def sheets(self) -> list[model.Record]:
        """Everything that is printed on its own page, in the order of the registry."""
        return [sheet for file_type in FILE_TYPES if file_type.sheet for sheet in files_in(file_type, self.contents[file_type.name])]

    @cached_property
    def records(self) -> dict[str, model.Record]:
        """Everything with a permanent id that is shown on pages, by that id."""
        found: dict[str, model.Record] = {}
        for file_type in (file_type for file_type in FILE_TYPES if file_type.on_pages):
            content = self.contents[file_type.name]
            for record in (*files_in(file_type, content), *records_in(file_type, content)):
                if isinstance(record, model.Record):
                    found[record.id] = record
        return found

    @cached_property
    def _weak_words(self) -> tuple[re.Pattern[str], dict[str, model.WeakWords | None]]:
        """A pattern for all phrases in data/wording.yml, and the entry of each phrase; None for a phrase that is fine."""
        entries: dict[str, model.WeakWords | None] = {}
        for entry in self.wording:
            entries |= dict.fromkeys(map(model.as_phrase, entry.found), entry)
            entries |= dict.fromkeys(map(model.as_phrase, entry.unless))
        return model.any_of(entries), entries

    def weak_words(self, text: str) -> Iterator[tuple[re.Match[str], model.WeakWords]]:
        """The words of a text that have a better one in data/wording.yml, in order, each with its entry."""
        pattern, entries = self._weak_words
        for match in pattern.finditer(model.folded(text)):
            if entry := entries[model.as_phrase(match[0])]:
                yield match, entry

    def term(self, vocabulary: str, name: str) -> model.Term:
        """A term of a vocabulary.

        Args:
            vocabulary: A key of data/vocabulary.yml, such as "goals".
            name: The id of the term.

        Raises:
            StopIteration: If there is none.
        """
        terms: list[model.Term] = getattr(self.vocabulary, vocabulary)
        return next(term for term in terms if term.id == name)

    def channel(self, name: str) -> model.Channel:
        """A channel by its id. Raises StopIteration if there is none."""
        return next(channel for channel in self.vocabulary.channels if channel.id == name)


def files_in(file_type: FileType, content: Any) -> Iterable[Any]:
    """The files the Dataset has of a type.

    Args:
        file_type: The type.
        content: What Dataset.contents has for it.

    Returns:
        The models of the files; none if only their records are stored.
    """
    match file_type.storage:
        case Storage.ONE:
            return [] if content is None else [content]
        case Storage.FILES:
            return cast(Mapping[str, Any], content).values()
        case Storage.RECORDS:
            return []
        case _:
            assert_never(file_type.storage)


def records_in(file_type: FileType, content: Any) -> Iterable[Any]:
    """The records the Dataset has of a type.

    Args:
        file_type: The type.
        content: What Dataset.contents has for it.

    Returns:
        The models of the records, in the order of the files; none if the type has no list of them.
    """
    match file_type.storage:
        case Storage.ONE | Storage.FILES:
            files = files_in(file_type, content)
            return (record for file in files for record in getattr(file, file_type.list_key)) if file_type.list_key else []
        case Storage.RECORDS:
            return cast(Mapping[str, Any], content).values()
        case _:
            assert_never(file_type.storage)


def build_dataset(loaded: LoadResult) -> Dataset | None:
    """Put the valid content of all files together.

    Args:
        loaded: All files, validated.

    Returns:
        The dataset, or None if there is no valid vocabulary, because everything else depends on it.
    """
    found = [file.content for file in loaded.files if isinstance(file.content, model.Vocabulary)]
    if not found:
        return None
    contents = {}
    for file_type in FILE_TYPES:
        valid = [file.content for file in loaded.files if file.file_type is file_type and file.content is not None]
        contents[file_type.name] = _stored(file_type, valid, found[0])
    return Dataset(found[0], contents, loaded.files)


def _stored(file_type: FileType, files: list[model.Model], vocabulary: model.Vocabulary) -> Any:
    """The valid files of a type in the form the Dataset stores them; see Storage."""
    match file_type.storage:
        case Storage.ONE:
            return files[0] if files else None
        case Storage.FILES:
            by_key = {str(getattr(file, file_type.key)): file for file in files}
            return _in_order(by_key, getattr(vocabulary, file_type.vocabulary)) if file_type.vocabulary else _by_step(by_key, vocabulary)
        case Storage.RECORDS:
            records = [record for file in files for record in getattr(file, file_type.list_key)]
            return {getattr(record, file_type.key) if file_type.key else index: record for index, record in enumerate(records)}
        case _:
            assert_never(file_type.storage)


def _in_order(found: dict[str, model.Model], terms: list[model.Term]) -> dict[str, model.Model]:
    """The entries in the order of the vocabulary's terms. Entries that don't match a term are left out, and reported elsewhere."""
    return {term.id: found[term.id] for term in terms if term.id in found}


def _by_step(files: dict[str, Any], vocabulary: model.Vocabulary) -> dict[str, Any]:
    """The files in the order of the steps they belong to, and of their time. Those for people who are asked come last."""
    steps, modes = [step.id for step in vocabulary.steps], [mode.id for mode in vocabulary.modes]

    def order(name: str) -> tuple[Any, ...]:
        file = files[name]
        dues = [model.due(item.when) for item in getattr(file, "items", [])]
        first = next((due.order for due in dues if due), 0)
        step, mode = getattr(file, "step", None), getattr(file, "mode", None)
        step_index = steps.index(step) if step in steps else len(steps)
        mode_index = modes.index(mode) if mode in modes else len(modes)
        return getattr(file, "role", "asking") == "asked", step_index, mode_index, first, name

    return {name: files[name] for name in sorted(files, key=order)}


def fill_placeholders(marked_text: str, placeholders: Mapping[str, model.Placeholder], long: bool = True) -> str:
    """The message the way it would be sent: without marks, and with each placeholder filled in.

    Args:
        marked_text: The text of a message.
        placeholders: All placeholders, by name. Unknown ones aren't changed.
        long: Whether each is filled in with its longest value, or with its example.
    """

    def value(match: re.Match[str]) -> str:
        placeholder = placeholders.get(match[1])
        if placeholder is None:
            return match[0]
        return max(placeholder.long, key=len) if long else placeholder.example

    return model.PLACEHOLDER.sub(value, model.unmarked(marked_text))
