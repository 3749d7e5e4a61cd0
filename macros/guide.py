"""The guide's data, ready to be looked up: the valid content of all files, put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from macros import model, overlay
from macros.kinds import DataFile
from macros.load import Loaded


@dataclass
class Guide:
    """Everything in data/. Dictionaries are keyed by id, and keep the order of the vocabulary or file."""

    vocabulary: model.Vocabulary
    topics: dict[str, model.QuestionFile] = field(default_factory=dict)
    sectors: dict[str, model.SectorFile] = field(default_factory=dict)
    avoid: list[model.Avoided] = field(default_factory=list)
    orders: dict[str, model.RunningOrder] = field(default_factory=dict)
    channels: dict[str, model.MessageFile] = field(default_factory=dict)
    steps: dict[str, model.AnswerFile] = field(default_factory=dict)
    mistakes: list[model.Mistake] = field(default_factory=list)
    replies: list[model.Reply] = field(default_factory=list)
    checks: list[model.Check] = field(default_factory=list)
    composer: model.Composer | None = None
    checklists: dict[str, model.Checklist] = field(default_factory=dict)
    worksheets: dict[str, model.Worksheet] = field(default_factory=dict)
    workshop: model.Workshop | None = None
    search: model.SearchWords | None = None
    facts: dict[str, model.Fact] = field(default_factory=dict)
    sources: dict[str, model.Source] = field(default_factory=dict)
    glossary: dict[str, model.GlossaryTerm] = field(default_factory=dict)
    placeholders: dict[str, model.Placeholder] = field(default_factory=dict)
    wording: list[model.WeakWords] = field(default_factory=list)
    files: list[DataFile] = field(default_factory=list)
    """All files as they were read, for whatever goes over every text."""

    def questions(self) -> Iterator[model.Question]:
        """All questions, in the order of topics, sectors and files."""
        for file in (*self.topics.values(), *self.sectors.values()):
            yield from file.questions

    @cached_property
    def _topics_by_question(self) -> dict[str, str]:
        return {question.id: name for name, file in (*self.topics.items(), *self.sectors.items()) for question in file.questions}

    def topic_of(self, question: model.Question) -> str:
        """The topic, or the field, that a question belongs to."""
        return self._topics_by_question[question.id]

    def room(self, minutes: int) -> int:
        """How many minutes of a talk prepared questions may take; the rest is kept for follow-up questions."""
        return minutes - round(minutes * self.vocabulary.talk.spare_percent / 100)

    def messages(self) -> Iterator[model.Message]:
        """All first messages, in the order of channels and files."""
        for file in self.channels.values():
            yield from file.messages

    def replies_in(self, situation: str) -> list[model.Reply]:
        """The replies that answer one situation, in the order of the files."""
        return [reply for reply in self.replies if reply.situation == situation]

    def messages_with_channel(self) -> Iterator[tuple[model.Channel, model.Message]]:
        """All first messages, each with its channel."""
        channels = {channel.id: channel for channel in self.vocabulary.channels}
        for name, file in self.channels.items():
            for message in file.messages:
                yield channels[name], message

    def answers(self) -> Iterator[model.Answer]:
        """All readers' questions, in the order of steps and files."""
        for file in self.steps.values():
            yield from file.answers

    def items_of(self, checklist: model.Checklist) -> list[model.Item]:
        """The items of a list as it is shown: its own, those taken from other lists and those that a copy adds, in order of time."""
        taken = [self.records[name] for name in checklist.includes] + [item for item in checklist.items if overlay.own(item.id)]
        items = [item for item in checklist.items if not overlay.own(item.id)]
        for item in taken:
            time = model.due(item.when)
            order = time.order if time else float("inf")
            after = [index for index, other in enumerate(items) if (due := model.due(other.when)) and due.order <= order]
            items.insert(max(after, default=-1) + 1, item)
        return items

    def sheets(self) -> list[model.Checklist | model.Worksheet]:
        """Everything that is printed on a page of its own."""
        return [*self.checklists.values(), *self.worksheets.values()]

    def printed(self) -> list[model.Checklist | model.Worksheet | model.Workshop]:
        """Everything that is a printed sheet: the lists, the worksheets, and the adviser's page."""
        return [*self.sheets(), *([self.workshop] if self.workshop else [])]

    @cached_property
    def records(self) -> dict[str, model.Record]:
        """Everything with a permanent id, by that id."""
        lists = [checklist.items for checklist in self.checklists.values()]
        lists += [self.printed(), self.questions(), self.avoid, self.orders.values(), self.messages(), self.mistakes, self.replies]
        lists += [self.answers(), self.facts.values(), self.sources.values(), self.glossary.values()]
        return {record.id: record for records in lists for record in records}

    @cached_property
    def _weak_words(self) -> tuple[re.Pattern, dict[str, model.WeakWords | None]]:
        """A pattern of all that data/wording.yml names, and the entry of each phrase; None for one that is right."""
        entries: dict[str, model.WeakWords | None] = {}
        for entry in self.wording:
            entries |= dict.fromkeys(map(model.as_phrase, entry.found), entry) | dict.fromkeys(map(model.as_phrase, entry.unless))
        return model.any_of(entries), entries

    def weak_words(self, text: str) -> Iterator[tuple[re.Match, model.WeakWords]]:
        """The words of a text that have better ones in data/wording.yml, in order, each with its entry."""
        pattern, entries = self._weak_words
        for match in pattern.finditer(model.folded(text)):
            if entry := entries[model.as_phrase(match[0])]:
                yield match, entry

    def term(self, vocabulary: str, name: str) -> model.Term:
        """A term of a vocabulary by its id."""
        return next(term for term in getattr(self.vocabulary, vocabulary) if term.id == name)


def assemble(loaded: Loaded) -> Guide | None:
    """Put the valid content of all files together; None without a valid vocabulary, since all else hangs on it."""
    contents = [file.content for file in loaded.files if file.content is not None]
    vocabulary = next((content for content in contents if isinstance(content, model.Vocabulary)), None)
    if vocabulary is None:
        return None
    guide = Guide(vocabulary, files=loaded.files)
    for content in contents:
        match content:
            case model.QuestionFile():
                guide.topics[content.topic] = content
            case model.SectorFile():
                guide.sectors[content.sector] = content
            case model.AvoidFile():
                guide.avoid += content.avoid
            case model.RunningOrderFile():
                guide.orders |= {order.id: order for order in content.orders}
            case model.MessageFile():
                guide.channels[content.channel] = content
            case model.AnswerFile():
                guide.steps[content.step] = content
            case model.Composer():
                guide.composer = content
            case model.CheckFile():
                guide.checks += content.checks
            case model.ReplyFile():
                guide.replies += content.replies
            case model.MistakeFile():
                guide.mistakes += content.mistakes
            case model.Checklist():
                guide.checklists[content.id] = content
            case model.Worksheet():
                guide.worksheets[content.id] = content
            case model.SearchWords():
                guide.search = content
            case model.Workshop():
                guide.workshop = content
            case model.FactFile():
                guide.facts |= {fact.id: fact for fact in content.facts}
            case model.SourceFile():
                guide.sources |= {source.id: source for source in content.sources}
            case model.GlossaryFile():
                guide.glossary |= {term.id: term for term in content.terms}
            case model.PlaceholderFile():
                guide.placeholders |= {placeholder.name: placeholder for placeholder in content.placeholders}
            case model.WordingFile():
                guide.wording += content.wording
    guide.topics = _ordered(guide.topics, vocabulary.topics)
    guide.sectors = _ordered(guide.sectors, vocabulary.sectors)
    guide.channels = _ordered(guide.channels, vocabulary.channels)
    guide.steps = _ordered(guide.steps, vocabulary.steps)
    guide.checklists = _along_the_way(guide.checklists, vocabulary)
    guide.worksheets = _along_the_way(guide.worksheets, vocabulary)
    return guide


def _ordered(found: dict, terms: list) -> dict:
    """The entries in the order of the vocabulary's terms; those that name no term are left out, and reported elsewhere."""
    return {term.id: found[term.id] for term in terms if term.id in found}


def _along_the_way(sheets: dict, vocabulary: model.Vocabulary) -> dict:
    """The sheets in the order of the steps that they belong to, and of their time; what is for those who are asked comes last."""
    steps, modes = [step.id for step in vocabulary.steps], [mode.id for mode in vocabulary.modes]

    def place(sheet) -> tuple:
        dues = [model.due(item.when) for item in getattr(sheet, "items", [])]
        first = next((due.order for due in dues if due), 0)
        known = steps.index(sheet.step) if sheet.step in steps else len(steps)
        mode = modes.index(sheet.mode) if getattr(sheet, "mode", None) in modes else len(modes)
        return getattr(sheet, "role", "asking") == "asked", known, mode, first, sheet.id

    return {sheet.id: sheet for sheet in sorted(sheets.values(), key=place)}


def filled(marked_text: str, placeholders: dict[str, model.Placeholder], long: bool = True) -> str:
    """The message as it would be sent: marks off, each placeholder filled in with its longest value (or its example)."""

    def value(match) -> str:
        placeholder = placeholders.get(match[1])
        if placeholder is None:
            return match[0]
        return max(placeholder.long, key=len) if long else placeholder.example

    return model.PLACEHOLDER.sub(value, model.unmarked(marked_text))
